"""Prodigy: a task on each line, with hashes of its input and of what was asked, the answer and who gave it.

Of a choice, the answer is in `accept`, and `answer: accept` only says that the task was sent in. Where one label is
shown (`label`), the answer is accept or reject. `ignore` is a skip. Marks on a part of the text and typed text are
set aside. A dataset of the review recipe keeps each version with the sessions that made it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import (
    CANCELLED,
    FREE_TEXT,
    MARK,
    NO_VALUE,
    Answer,
    Aside,
    Found,
    Held,
    Note,
    empty,
)
from alignmentcard.messages import later

TOOL = "Prodigy"
IS_PROGRAM = True
SIGNS = frozenset({"_input_hash", "_task_hash"})
MANUAL = ("spans", "relations", "audio_spans")
REJECTED = later("rejected task")
ADJUDICATED = later("reviewed version")
NO_NAME = re.compile(r"(.*-)?\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d")
UNNAMED = "Sessions without a name are told apart by the time at which they began; one person may have several."


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return any(record.keys() >= SIGNS and "answer" in record for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    tasks = data.records
    labels = {task["label"] for task in tasks if isinstance(task.get("label"), str)}
    several = _asked_several(tasks)
    for task in tasks:
        if isinstance(task.get("versions"), list):
            yield from _reviewed(task, labels)
            continue
        item = task.get("_task_hash" if task.get("_input_hash") in several else "_input_hash")
        rater = _rater(task)
        if isinstance(rater, str) and NO_NAME.fullmatch(rater):
            yield Note(UNNAMED)
        yield _answer(task, item, rater, labels)


def _answer(task: dict[str, Any], item: object, rater: object, labels: set[str]) -> Answer | Aside:
    answer = task.get("answer")
    if answer not in ("accept", "reject"):
        return Aside(CANCELLED if answer == "ignore" else NO_VALUE)
    time = task.get("_timestamp")
    if isinstance(task.get("options"), list) or isinstance(task.get("accept"), list):
        if answer == "reject":
            return Aside(REJECTED)
        chosen = task.get("accept") or []
        return Answer(item, rater, None, chosen if len(chosen) > 1 else next(iter(chosen), None), occasion=time)
    if task.get("_view_id") == "text_input" or (not empty(task.get("user_input")) and "label" not in task):
        return Aside(FREE_TEXT)
    if _is_manual(task):
        return Aside(MARK)
    question = task.get("label") if len(labels) > 1 else None
    return Answer(item, rater, question, answer, occasion=time)


def _is_manual(task: dict[str, Any]) -> bool:
    """Say whether marks were made, and not one label shown to be accepted or rejected."""
    view = str(task.get("_view_id", ""))
    made = any(isinstance(task.get(name), list) for name in MANUAL) and "label" not in task
    return view.endswith("_manual") or (made and not view.startswith(("classification", "ner")))


def _rater(task: dict[str, Any]) -> Any:
    return next((task[name] for name in ("_annotator_id", "_session_id") if not empty(task.get(name))), None)


def _asked_several(tasks: Iterable[dict[str, Any]]) -> set[Any]:
    """Return the inputs about which one person was asked several things, which only the other hash tells apart."""
    seen: dict[tuple[Any, Any], Any] = {}
    found = set()
    for task in tasks:
        key = (task.get("_input_hash"), _rater(task))
        if isinstance(task.get("options"), list) and seen.setdefault(key, task.get("_task_hash")) != task["_task_hash"]:
            found.add(task.get("_input_hash"))
    return found


def _reviewed(task: dict[str, Any], labels: set[str]) -> Iterator[Answer | Aside]:
    """Yield the answer of each session to a task that was reviewed; the final one is a released label."""
    final = _answer(task, task.get("_input_hash"), None, labels)
    label = final.value if isinstance(final, Answer) else None
    yield Aside(ADJUDICATED)
    for version in task["versions"]:
        for session in version.get("sessions") or []:
            found = _answer({**task, **version}, task.get("_input_hash"), session, labels)
            yield replace(found, label=label) if isinstance(found, Answer) else found
