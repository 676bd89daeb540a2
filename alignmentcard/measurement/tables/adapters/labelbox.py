"""Labelbox: a row of its table, or an object of its JSON, for each label; in the newer JSONL a line for each data row.

A label holds its answers as JSON under `classifications`; marks on a part of the item, typed texts and skipped
labels are set aside. The rater is who made the label.
"""

from collections.abc import Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import (
    CANCELLED,
    FREE_TEXT,
    MARK,
    Answer,
    Aside,
    Found,
    Held,
    unpacked,
)

TOOL = "Labelbox"
IS_PROGRAM = True
SIGNS = frozenset({"DataRow ID", "Label", "Created By"})
NAME, ANSWER, SEVERAL = ("title", "name", "value"), ("answer", "radio_answer"), ("answers", "checklist_answers")


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return any(record.keys() >= SIGNS or _is_row(record) for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    for record in data.records:
        for item, rater, label in _labels(record):
            for name, value in _answers(label):
                yield value if isinstance(value, Aside) else Answer(item, rater, name, value)


def _is_row(record: dict[str, Any]) -> bool:
    return isinstance(record.get("data_row"), dict) and isinstance(record.get("projects"), dict)


def _labels(record: dict[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Yield item, rater and label."""
    if not _is_row(record):
        yield record.get("DataRow ID"), record.get("Created By"), unpacked(record.get("Label"))
        return
    for project in record["projects"].values():
        for label in project.get("labels") or []:
            yield (
                record["data_row"].get("id"),
                (label.get("label_details") or {}).get("created_by"),
                label.get("annotations"),
            )


def _answers(label: Any) -> Iterator[tuple[str | None, Any]]:
    """Yield the questions of a label with what was answered."""
    if not isinstance(label, dict):
        yield None, Aside(CANCELLED)
        return
    yield None, Aside(MARK, len(label.get("objects") or []))
    for one in label.get("classifications") or []:
        yield _first(one, NAME), _answer(one)


def _answer(one: dict[str, Any]) -> Any:
    several = next((one[name] for name in SEVERAL if isinstance(one.get(name), list)), None)
    if several is not None:
        return [_first(part, NAME) for part in several]
    answer = next((one[name] for name in ANSWER if name in one), None)
    if isinstance(answer, list):
        return [_first(part, NAME) for part in answer]
    return _first(answer, NAME) if isinstance(answer, dict) else Aside(FREE_TEXT)


def _first(one: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((one[name] for name in names if one.get(name)), None)
