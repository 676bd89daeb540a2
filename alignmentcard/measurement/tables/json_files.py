"""Files of JSON that no tool wrote: whatever their orientation, a record on each line, as an engine reads them."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.adapters import TOOL_NAMES
from alignmentcard.measurement.tables.adapters.reading import held
from alignmentcard.measurement.tables.adapters.rows import records
from alignmentcard.measurement.tables.other_texts import MARKS
from alignmentcard.messages.retold import joined, worded

LARGEST = 1 << 63
"""Whole numbers from here on are ids, which engines would round."""
SHAPES = frozenset({"bbox", "segmentation", "polygon", "keypoints", "points"})
"""Fields of a shape that somebody drew in an image."""
KEY, ANSWERS = "id", "annotations"
"""What the keys of a mapping of items are called, and what stands under them where that has no names."""


def write_lines(path: str, target: Path) -> None:
    """Write the records of a file of JSON on one line each."""
    data = held(path, "json", look=False).data
    found = as_records(data)
    if isinstance(data, list) and data and all(isinstance(row, list) for row in data):
        raise UnreadableTableError(
            worded(
                "{path} holds rows without names of columns. Write each row as an object with the names item, rater "
                "and value, or save the rows as CSV with a line such as item,rater,value above them.",
                path=path,
            )
        )
    if not found and _drawn(data):
        raise UnreadableTableError(worded(MARKS, path=path))
    if not found:
        raise UnreadableTableError(
            worded(
                "{path} is JSON of a kind that is not known here. Known are lists of records, mappings of "
                "columns or of items, and exports of {tool_names}.",
                path=path,
                tool_names=joined(", ", map(worded, TOOL_NAMES)),
            )
        )
    with target.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(_writable(record))}\n" for record in found)


def _drawn(data: Any) -> bool:
    """Say whether a value holds a list of shapes in images, as COCO has them."""
    lists = [value for value in data.values() if isinstance(value, list)] if isinstance(data, dict) else []
    return any(isinstance(one, dict) and SHAPES & one.keys() for value in lists for one in value)


def as_records(data: Any) -> list[dict[str, Any]]:
    """Return the records that a value in JSON holds: in a list, by column, by item, or in a list that it wraps."""
    if not isinstance(data, dict):
        return records(data)
    if isinstance(names := data.get("columns"), list) and all(isinstance(row, list) for row in data.get("data", [0])):
        return [dict(zip(map(str, names), row, strict=False)) for row in data["data"]]
    wrapped = [value for value in data.values() if records(value)]
    if records(data) or len(wrapped) == 1:
        return records(data) or records(wrapped[0])
    return list(_by_column(data) or _by_item(data))


def _by_column(data: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    """Read columns: lists of one length, or mappings from the number of a row, as pandas writes them."""
    columns = [list(value.values()) if _by_number(value) else value for value in data.values()]
    if len(columns) < 2 or not all(isinstance(column, list) for column in columns) or len({*map(len, columns)}) > 1:
        return []
    return [dict(zip(data, row, strict=True)) for row in zip(*columns, strict=True)]


def _by_number(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == [str(number) for number in range(len(value))]


def _by_item(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Read what stands under the id of each item: fields, or answers by person."""
    if not all(isinstance(value, dict) for value in data.values()):
        return
    plain = not any(isinstance(one, dict | list) for value in data.values() for one in value.values())
    kinds = {_kind(one) for value in data.values() for one in value.values() if one is not None}
    for key, value in data.items():
        yield {KEY: key, ANSWERS: value} if plain and len(kinds) == 1 else {KEY: key, **value}


def _kind(value: Any) -> str:
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__


def _writable(value: Any) -> Any:
    """Leave out what is not a number, which JSON has no word for; ids that are too long for a number are texts."""
    if isinstance(value, dict):
        return {str(name): _writable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_writable(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return str(value) if isinstance(value, int) and abs(value) >= LARGEST else value
