"""LeWiDi: a mapping of items, with `annotations` and `annotators` as comma-separated texts or as a mapping."""

from collections.abc import Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.rows import Row, row


def fits(data: Any) -> bool:
    """Say whether the data looks like a file of the shared task."""
    return isinstance(data, dict) and any(isinstance(item, dict) and "annotations" in item for item in data.values())


def read(data: Any, _: str) -> Iterator[Row]:
    """Yield the answers, with the hard label of the item where it has one."""
    for item, record in data.items():
        hard = record.get("hard_label")
        for rater, value in _answers(record):
            yield {**row(item, rater, None, value), "hard_label": None if hard in (None, "") else str(hard)}


def _answers(record: dict[str, Any]) -> list[tuple[Any, Any]]:
    answers = record.get("annotations")
    if isinstance(answers, dict):
        return list(answers.items())
    values = _listed(answers)
    raters = _listed(record.get("annotators", "")) or [None] * len(values)
    return list(zip(raters, values, strict=False))


def _listed(value: Any) -> list[Any]:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else list(value or [])
