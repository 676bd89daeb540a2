"""Label Studio, JSON_MIN, CSV and TSV: a row for each annotation, with the task's data and a column for each control.

A single choice is a text, several are `{choices: […]}`, a rating `[{rating: n}]`, a pairwise answer
`[{selected: side}]`; in a table these stand as JSON in the cells. Which columns are controls is not said. They are
told from the task's data by form, by what varies between annotations of one task, and by order where the file keeps it.
"""

from collections.abc import Sequence
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked, dimension_of
from alignmentcard.measurement.tables.adapters.gathering import is_free
from alignmentcard.measurement.tables.adapters.labelstudio import PLACES, answer_in
from alignmentcard.measurement.tables.adapters.rows import (
    FREE_TEXT,
    MARK,
    Answer,
    Aside,
    Found,
    Held,
    content_of,
    empty,
    path_of,
    unpacked,
)
from alignmentcard.messages import later

TOOL = "Label Studio"
IS_PROGRAM = True
SIGNS = frozenset({"annotator", "annotation_id", "lead_time"})
FIXED = SIGNS | {"id", "created_at", "updated_at", "agreement", "history", "inner_id", "drafts", "predictions"}
CONTROLS = {"choices": "choices", "rating": "rating", "selected": "pairwise", "number": "number", "ranker": "ranker",
            "taxonomy": "taxonomy", "datetime": "datetime"}  # fmt: skip
FEW = 8
UNLABELLED = later("task without an annotation")


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return any(record.keys() >= SIGNS for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    rows = [{name: unpacked(value) for name, value in record.items()} for record in data.records]
    names = list(data.header) or list(dict.fromkeys(name for row in rows for name in row))
    controls = _controls(rows, names, bool(data.header), asked)
    shown = [name for name in names if name not in controls and name not in FIXED]
    for number, row in enumerate(rows):
        item, rater = row.get("id", data.row(number)), row.get("annotator")
        if empty(rater):
            yield Aside(UNLABELLED)
            continue
        content = content_of([row.get(name) for name in shown])
        for name in controls:
            value = _value(row.get(name))
            if isinstance(value, Aside):
                yield value
            elif not empty(value):
                yield Answer(item, rater, name, value, occasion=row.get("created_at") or None, content=content)


def _controls(rows: Sequence[dict[str, Any]], names: Sequence[str], table: bool, asked: Asked) -> list[str]:
    """Return the columns that hold answers."""
    wanted = {name for name in names if dimension_of(asked, [name])}
    free = [name for name in names if name not in FIXED and not name.endswith("_transcript")]
    # where the order was changed, as by a program that read the file and wrote it again, it says nothing
    places = dict.fromkeys((_after_id(rows, names, table), None))
    found = ([name for name in free if not _is_data(rows, name, wanted, after)] for after in places)
    return next(filter(None, found), [])


def _after_id(rows: Sequence[dict[str, Any]], names: Sequence[str], table: bool) -> frozenset[str] | None:
    """Return what stands between `id` and `annotator`, where the file keeps the order in which it was made."""
    order = names if table or not rows else list(rows[0])
    if list(order) == sorted(order) or "id" not in order or order.index("id") == 0:
        return None
    first, last = order.index("id"), order.index("annotator")
    known = set(order[first + 1 : last])
    return frozenset(known.union(name for row in rows for name in row if name not in order))


def _is_data(rows: Sequence[dict[str, Any]], name: str, wanted: set[str], after: frozenset[str] | None) -> bool:
    """Say whether a column is the task's data and holds no answers."""
    values = [(row.get("id"), row[name]) for row in rows if not empty(row.get(name))]
    if name in wanted or any(_is_control(value) for _, value in values):
        return False
    if after is not None:
        return name not in after
    by_task: dict[str, set[str]] = {}
    for task, value in values:
        by_task.setdefault(str(task), set()).add(str(value))
    texts = {text for found in by_task.values() for text in found}
    if any(len(found) > 1 for found in by_task.values()):
        return False
    named = len(texts) == len(by_task) and (len(by_task) >= FEW or any(map(_is_content, texts)))
    return not values or named or is_free([str(value) for _, value in values])


def _is_content(text: str) -> bool:
    """Say whether a text is something to look at: several words, or an address."""
    return len(text.split()) > 2 or "://" in text or text.startswith("/data/")


def _is_control(value: Any) -> bool:
    parts = value if isinstance(value, list) else [value]
    keys = CONTROLS.keys() | PLACES
    return any(isinstance(part, dict) and bool(keys & part.keys()) for part in parts)


def _value(value: Any) -> Any:
    """Return what a cell says was answered."""
    parts = value if isinstance(value, list) else [value]
    found = [_part(part) for part in parts]
    aside = next((part for part in found if isinstance(part, Aside)), None)
    if aside:
        return aside
    labels = [label for part in found for label in (part if isinstance(part, list) else [part])]
    return labels if len(labels) > 1 else next(iter(labels), None)


def _part(part: Any) -> Any:
    if not isinstance(part, dict):
        return path_of(part) if isinstance(part, list) else part
    if PLACES & part.keys() or "labels" in part:
        return Aside(MARK)
    name = next((name for name in CONTROLS if name in part), None)
    if name is None:
        return Aside(FREE_TEXT if "text" in part else MARK)
    return answer_in(CONTROLS[name], part[name], part)
