"""Potato: a record for each rater and instance with `label_annotations`, a table, or the state of a rater.

A table (CSV, TSV) has columns `user`, `instance_id` and `scheme:::label`; the state is `user_state.json`. Where a
record does not name its rater, the folder does, as Potato writes a folder for each. Pages of a survey (consent,
demographics), attention checks, marks on a part of the text and free text are set aside.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import (
    ATTENTION,
    FREE_TEXT,
    MARK,
    NO_VALUE,
    SURVEY,
    Answer,
    Aside,
    Found,
    Held,
    content_of,
    empty,
)

TOOL = "Potato"
IS_PROGRAM = True
STATE = "instance_id_to_label_to_value"
JOIN = ":::"
INPUTS = frozenset({"slider", "number", "range", "scale_value", "selection"})
TEXTS = frozenset({"text_box", "textbox", "justification"})
NOT_CHOSEN = (None, False, "", "false", "False")
PAGES = re.compile(r"consent|demograph|instruct|thank|survey|pre_?study|post_?study|training|intro|end", re.IGNORECASE)
TEST = re.compile(r"(^|_)testing(_|$)|attention_?check", re.IGNORECASE)


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    if data.header:
        return "instance_id" in data.header and any(JOIN in name for name in data.header)
    state = isinstance(data.data, dict) and isinstance(data.data.get(STATE), dict)
    return state or any(isinstance(one.get("label_annotations"), dict | list) for one in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers; the file stands in the folder of its rater."""
    folder = Path(data.path).parent.name
    found = list(_instances(data, folder))
    items = {item for item, *_ in found}
    for item, rater, labels, spans, content in found:
        reason = _page(str(item), items)
        for scheme, given in _schemes(labels).items():
            answer = Aside(reason) if reason else _answer(given)
            yield answer if isinstance(answer, Aside) else Answer(item, rater, scheme, answer, content=content)
        if spans:
            yield Aside(MARK, len(spans))


Instance = tuple[object, object, Any, Any, int | None]


def _instances(data: Held, folder: str) -> Iterator[Instance]:
    """Yield item, rater, what was given, marks and content of each instance that somebody saw."""
    if isinstance(data.data, dict) and STATE in data.data:
        spans = data.data.get("instance_id_to_span_to_value") or {}
        for item, labels in data.data[STATE].items():
            yield item, data.data.get("user_id", folder), labels, spans.get(item), None
    for record in data.records:
        item = record.get("instance_id", record.get("id"))
        rater = record.get("user_id", record.get("user", record.get("annotator", folder)))
        labels = _cells(record) if data.header else record.get("label_annotations")
        spans = None if data.header else record.get("span_annotations")
        yield item, rater, labels, spans, content_of(record.get("displayed_text"))


def _cells(record: dict[str, Any]) -> dict[str, Any]:
    """Return the columns `scheme:::label` of a row as a scheme's labels."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        scheme, join, label = name.partition(JOIN)
        if join and not empty(value):
            found.setdefault(scheme, {})[label] = value
    return found


def _page(item: str, items: set[object]) -> str | None:
    """Say whether what looks like an instance is a page of a survey or an attention check."""
    if TEST.search(item):
        return ATTENTION
    named_so = item.endswith(".html")
    all_so = all(str(one).endswith(".html") and not PAGES.search(str(one)) for one in items)
    return SURVEY if named_so and not all_so else None


def _schemes(labels: Any) -> dict[str, Any]:
    """Return what was given by scheme; states list pairs of a scheme's label and its value, the later ones count."""
    if not isinstance(labels, list):
        return dict(labels or {})
    found: dict[str, dict[str, Any]] = {}
    for label, value in labels:
        found.setdefault(label["schema"], {})[label["name"]] = value
    return found


def _answer(given: Any) -> Any:
    """Return the label that was chosen, or several, or what was entered; an Aside where nothing was.

    A scheme maps each label to whether it was chosen, or to the key that chooses it (0 is none beside another). The
    points of a scale are called 1, 2, … or scale_1, scale_2, …; sliders and numbers have one entry of a fixed name.
    """
    if not isinstance(given, dict):
        return given
    chosen = {name: value for name, value in given.items() if value not in NOT_CHOSEN and name not in TEXTS}
    if any(value not in ("0", 0) for value in chosen.values()):
        chosen = {name: value for name, value in chosen.items() if value not in ("0", 0)}
    if not chosen:
        return Aside(FREE_TEXT if TEXTS & given.keys() else NO_VALUE)
    if len(chosen) > 1:
        return sorted(chosen)
    name, value = next(iter(chosen.items()))
    entered = isinstance(value, int | float) and not isinstance(value, bool) and not name.isdigit()
    point = re.fullmatch(r"scale_?(\d+)", name)
    return point[1] if point else value if entered or name in INPUTS else name
