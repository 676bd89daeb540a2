"""What a cell that holds several answers says: a list, a mapping or a list of objects, as values or as JSON."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alignmentcard.measurement.tables.written import written

SCALAR = (str, int, float, bool)


@dataclass(frozen=True)
class Answer:
    """One answer in a cell: who gave it, what it is about, what it is, and the part of the item that it is about."""

    rater: str | None
    about: str | None
    value: str | None
    part: str | None = None


def opened(cell: Any) -> Any:
    """Read a cell: text that is JSON, or a list as Python or NumPy prints it, becomes what it stands for."""
    if isinstance(cell, str):
        return written(cell)
    if isinstance(cell, list) and cell and all(isinstance(part, tuple) and len(part) == 2 for part in cell):
        return dict(cell)
    return cell


def kind_of(cell: Any) -> str | None:
    """Name the kind of a cell: list, mapping, objects or deeper; None for what holds no several values."""
    value = opened(cell)
    if isinstance(value, dict):
        parts = [part for part in value.values() if part is not None]
        if all(isinstance(part, SCALAR) for part in parts):
            return "mapping"
        return "objects by key" if parts and all(isinstance(part, dict) for part in parts) else None
    if not isinstance(value, list) or not value:
        return None
    parts = [part for part in value if part is not None]
    if all(isinstance(part, SCALAR) for part in parts):
        return "list"
    if not all(isinstance(part, dict) for part in parts):
        return None
    return "objects"


def text(value: Any) -> str | None:
    """Write a value as a table of texts has it; several labels are joined by commas, in order."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return ",".join(sorted(text(part) or "" for part in value))
    return str(value)


def fields_of(cells: Sequence[Any]) -> dict[str, list[Any]]:
    """Return what objects in cells hold, by field."""
    found: dict[str, list[Any]] = {}
    for cell in cells:
        for one in objects(cell):
            for name, value in one.items():
                found.setdefault(str(name), []).append(value)
    return found


def objects(cell: Any) -> list[Mapping[str, Any]]:
    """Return the objects in a cell; in a mapping of objects, the key is a field of its own."""
    value = opened(cell)
    if isinstance(value, dict):
        return [{**one, KEY: key} for key, one in value.items() if isinstance(one, dict)]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


KEY = "(key)"
"""The field that the key of a mapping is in its object."""


def from_lists(cells: Mapping[str, Any], raters: Any, dimensions: Mapping[str, str] | None) -> Iterator[Answer]:
    """Yield the answers of lists that stand beside each other; `raters` is the list that names who gave them."""
    who = opened(raters) if raters is not None else None
    for column, cell in cells.items():
        values = opened(cell)
        if not isinstance(values, list):
            values = [] if cell is None else [cell]
        if who is not None and len(who) != len(values):
            raise UnevenError(column, len(values), len(who))
        for place, value in enumerate(values):
            about = (dimensions or {}).get(column) if dimensions else None
            yield Answer(text(who[place]) if who is not None else None, about, text(value))


def from_mapping(cell: Any) -> Iterator[Answer]:
    """Yield the answers of a mapping from who to what."""
    value = opened(cell)
    for rater, answer in (value or {}).items() if isinstance(value, dict) else ():
        yield Answer(text(rater), None, text(answer))


def is_count(value: Any) -> bool:
    """Say whether a value is a whole number from 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == int(value)


def from_counts(cell: Any) -> Iterator[Answer]:
    """Yield an answer as often as a mapping from values to numbers counts it."""
    value = opened(cell)
    for answer, number in (value or {}).items() if isinstance(value, dict) else ():
        if number is not None and not is_count(number):
            raise NoCountError(text(answer), text(number))
        yield from itertools.repeat(Answer(None, None, text(answer)), int(number or 0))


def from_objects(
    cell: Any, rater: str | None, values: Mapping[str, str | None], inner: str | None = None, part: str | None = None
) -> Iterator[Answer]:
    """Yield the answers of objects.

    `values` are fields with the dimension they are about; `inner` is a field that holds the objects with the answers,
    and `part` the field that tells apart what these are about.
    """
    for place, one in enumerate(objects(cell)):
        if inner is not None:
            name = text(one.get(part)) if part else str(place)
            for answer in from_objects(one.get(inner), rater, values):
                yield Answer(answer.rater, answer.about, answer.value, name)
            continue
        who = text(one.get(rater)) if rater else None
        for field, about in values.items():
            yield Answer(who, about, text(one.get(field)))


class NoCountError(ValueError):
    """A mapping of counts holds what is no whole number from 0."""


class UnevenError(ValueError):
    """A list of raters and a list of answers have different lengths."""
