"""What adapters share: the records of an export, and its answers as rows of text."""

from typing import Any

Row = dict[str, str | None]
FIELDS = ("item", "rater", "dimension", "value", "hard_label")


def records(data: Any) -> list[dict[str, Any]]:
    """Return the records of a list, or of a mapping that wraps one."""
    if isinstance(data, dict):
        data = data.get("records", data.get("data", []))
    return [record for record in data if isinstance(record, dict)] if isinstance(data, list) else []


def row(item: object, rater: object, dimension: object, value: object) -> Row:
    """Write one answer; several labels given at once are joined with commas, in alphabetical order."""
    parts = (item, rater, dimension, value)
    return dict(zip(FIELDS, (None if part is None else plain(part) for part in parts), strict=False))


def plain(value: object) -> str:
    """Write a value as text."""
    if isinstance(value, list):
        return ",".join(sorted(plain(part) for part in value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
