"""Files of JSON that no tool wrote: whatever their orientation, a record on each line, as an engine reads them."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.adapters import TOOL_NAMES
from alignmentcard.measurement.tables.adapters.reading import held
from alignmentcard.measurement.tables.adapters.rows import records
from alignmentcard.measurement.tables.mappings import KEY, Mapped, read_lists, read_mapping
from alignmentcard.measurement.tables.other_texts import MARKS
from alignmentcard.measurement.tables.usual_names import named
from alignmentcard.messages.retold import joined, worded
from alignmentcard.model.release import Columns

LARGEST = 1 << 63
"""Whole numbers from here on are ids, which engines would round."""
SHAPES = frozenset({"bbox", "segmentation", "polygon", "keypoints", "points"})
"""Fields of a shape that somebody drew in an image."""


def write_lines(path: str, target: Path, said: Columns) -> str:
    """Write the records of a file of JSON on one line each; return a sentence about its keys, empty where none need it.

    `said` are columns by role; the keys of a mapping can be said to be raters.
    """
    data = held(path, "json", look=False).data
    found = as_records(data, PurePath(path).name, turned=said.rater == KEY)
    if isinstance(data, list) and data and all(isinstance(row, list) for row in data):
        raise UnreadableTableError(
            worded(
                "{path} holds rows without names of columns. Write each row as an object with the names item, rater "
                "and value, or save the rows as CSV with a line such as item,rater,value above them.",
                path=path,
            )
        )
    if not found.records and _drawn(data):
        raise UnreadableTableError(worded(MARKS, path=path))
    if not found.records:
        raise UnreadableTableError(
            worded(
                "{path} is JSON of a kind that is not known here. Known are lists of records, mappings of "
                "columns or of items, and exports of {tool_names}.",
                path=path,
                tool_names=joined(", ", map(worded, TOOL_NAMES)),
            )
        )
    with target.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(_writable(record))}\n" for record in found.records)
    return "" if said.item and said.rater else found.note


def _drawn(data: Any) -> bool:
    """Say whether a value holds a list of shapes in images, as COCO has them."""
    lists = [value for value in data.values() if isinstance(value, list)] if isinstance(data, dict) else []
    return any(isinstance(one, dict) and SHAPES & one.keys() for value in lists for one in value)


def as_records(data: Any, name: str, *, turned: bool = False) -> Mapped:
    """Return the records that a value in JSON holds: in a list, by column, under keys, or in what it wraps."""
    if not isinstance(data, dict):
        return Mapped(records(data))
    if isinstance(names := data.get("columns"), list) and all(isinstance(row, list) for row in data.get("data", [0])):
        return Mapped([dict(zip(map(str, names), row, strict=False)) for row in data["data"]])
    wrapped = [value for value in data.values() if records(value)]
    if records(data) or len(wrapped) == 1:
        return Mapped(records(data) or records(wrapped[0]))
    if columns := _by_column(data):
        return Mapped(list(columns))
    if found := read_lists(data, name):
        return found
    for head, one in _mappings(data):
        if found := read_mapping(one, name, head=head, turned=turned):
            return found
    return Mapped(list(_by_item(data)))


def _mappings(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what may hold answers under two keys: the only mapping of mappings inside, with its name, or the whole."""
    inside = [(head, one) for head, one in data.items() if isinstance(one, dict) and one and _of_mappings(one)]
    others = [one for one in data.values() if isinstance(one, dict) and _of_mappings(one)]
    if len(inside) == len(others) == 1:
        yield inside[0]
    yield "", data


def _of_mappings(value: Mapping[str, Any]) -> bool:
    return all(isinstance(one, dict) for one in value.values())


def _by_column(data: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    """Read columns: lists of one length, or mappings from the number of a row, as pandas writes them.

    Where no column is called as items or answers are, such mappings are read by their keys, as others are.
    """
    called = any(named(role, name) for name in data for role in ("item", "value"))
    columns = [list(value.values()) if called and _by_number(value) else value for value in data.values()]
    if any(isinstance(one, dict) for column in columns if isinstance(column, list) for one in column):
        return []
    if len(columns) < 2 or not all(isinstance(column, list) for column in columns) or len({*map(len, columns)}) > 1:
        return []
    return [dict(zip(data, row, strict=True)) for row in zip(*columns, strict=True)]


def _by_number(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == [str(number) for number in range(len(value))]


def _by_item(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Read fields that stand under the id of each item."""
    if all(isinstance(value, dict) for value in data.values()):
        yield from ({KEY: key, **value} for key, value in data.items())


def _writable(value: Any) -> Any:
    """Leave out what is not a number, which JSON has no word for; ids that are too long for a number are texts."""
    if isinstance(value, dict):
        return {str(name): _writable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_writable(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return str(value) if isinstance(value, int) and abs(value) >= LARGEST else value
