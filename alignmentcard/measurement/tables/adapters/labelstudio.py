"""Label Studio, JSON: a list of tasks, each with `annotations` whose `result` has an entry for each control.

Answers about the whole task are read: choices, ratings, numbers, dates, the side that was preferred, ranks and
taxonomies. Skipped annotations, ground truth, drafts, predictions, marks on a part of the item and free text are not.
"""

from collections.abc import Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import (
    CANCELLED,
    DRAFT,
    FREE_TEXT,
    GROUND_TRUTH,
    MARK,
    NO_VALUE,
    PREDICTION,
    Answer,
    Aside,
    Found,
    Held,
    content_of,
    ordered,
    path_of,
)
from alignmentcard.messages import later

TOOL = "Label Studio"
IS_PROGRAM = True
PLACES = frozenset({"start", "end", "startOffset", "endOffset", "globalOffsets", "x", "y", "points", "vertices",
                    "ranges", "sequence", "brushDataURL", "rle"})  # fmt: skip
KEYS = {"pairwise": "selected"}
SEVERAL_GROUPS = later("order in several groups")


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return any(isinstance(_annotations(task), list) and "data" in task for task in _tasks(data)[:20])


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    tasks = _tasks(data)
    ids = _ids_by_email(tasks)
    for number, task in enumerate(tasks):
        item = task.get("id", task.get("inner_id", data.row(number)))
        content = content_of(task.get("data"))
        for draft in _listed(task.get("drafts")):
            yield Aside(DRAFT, _size(draft))
        for prediction in _listed(task.get("predictions")):
            yield Aside(PREDICTION, _size(prediction))
        for annotation in _listed(_annotations(task)):
            reason = _left_out(annotation)
            if reason:
                yield Aside(reason, _size(annotation))
                continue
            rater, given = _rater(annotation.get("completed_by"), ids), annotation.get("created_at")
            for name, value in _answers(annotation.get("result") or []):
                if isinstance(value, Aside):
                    yield value
                else:
                    yield Answer(item, rater, name, value, occasion=given, content=content)


def _tasks(data: Held) -> list[dict[str, Any]]:
    """Return the tasks: of a list, a single one, or one of each annotation, as a cloud storage keeps them."""
    one = data.data
    if isinstance(one, dict) and isinstance(one.get("result"), list) and isinstance(one.get("task"), dict):
        return [{**one["task"], "annotations": [one]}]
    if isinstance(one, dict) and "data" in one and isinstance(_annotations(one), list):
        return [one]
    return data.records


def _annotations(task: dict[str, Any]) -> Any:
    """Return the annotations of a task, which versions before 1.0 called completions."""
    return task.get("annotations", task.get("completions"))


def _listed(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _size(annotation: dict[str, Any]) -> int:
    return len(annotation.get("result") or []) or 1


def _left_out(annotation: dict[str, Any]) -> str | None:
    if annotation.get("was_cancelled") or annotation.get("skipped"):
        return CANCELLED
    if annotation.get("ground_truth"):
        return GROUND_TRUTH
    return None if annotation.get("result") else NO_VALUE


def _ids_by_email(tasks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the ids of people whose e-mail address stands beside it, since elsewhere only the address may stand."""
    people = (one.get("completed_by") for task in tasks for one in _listed(_annotations(task)))
    return {who["email"]: who["id"] for who in people if isinstance(who, dict) and {"id", "email"} <= who.keys()}


def _rater(who: Any, ids: dict[str, Any]) -> Any:
    if not isinstance(who, dict):
        return who
    return who.get("id", ids.get(str(who.get("email")), who.get("email")))


def _answers(results: list[dict[str, Any]]) -> Iterator[tuple[str | None, Any]]:
    """Yield a control and what was given there; several choices of one control are one answer."""
    found: dict[str | None, Any] = {}
    for result in results:
        name, value = result.get("from_name"), answer_of(str(result.get("type")), result)
        if isinstance(value, Aside):
            yield name, value
        elif isinstance(value, list) and isinstance(found.get(name), list):
            found[name] += value
        elif name in found:
            yield name, found.pop(name)
            found[name] = value
        else:
            found[name] = value
    yield from found.items()


def answer_of(kind: str, result: dict[str, Any]) -> Any:
    """Return what one control holds; an Aside where that is about a part of the item, or no answer to a scale."""
    value = result.get("value")
    if not isinstance(value, dict) or PLACES & value.keys() or "item_index" in result:
        return Aside(MARK)
    return answer_in(kind, value.get(KEYS.get(kind, kind)), value)


def answer_in(kind: str, answer: Any, value: dict[str, Any]) -> Any:
    """Return the answer of a control of a kind, given what stands under its name."""
    if kind == "textarea" or (kind == "text" and answer is not None):
        return Aside(FREE_TEXT)
    if kind == "ranker":
        return _order(answer)
    if kind in ("taxonomy", "choices") and isinstance(answer, list):
        return [path_of(one) for one in answer]
    if answer is None and value:
        return Aside(MARK)
    if isinstance(answer, dict) or (isinstance(answer, list) and any(isinstance(part, dict) for part in answer)):
        return Aside(MARK)
    return answer


def _order(answer: Any) -> Any:
    groups = list(answer.values()) if isinstance(answer, dict) else [answer]
    filled = [group for group in groups if group]
    if len(filled) != 1 or not isinstance(filled[0], list):
        return Aside(SEVERAL_GROUPS)
    return ordered(filled[0])
