"""Exports of annotation tools, read as long tables: item, rater, dimension, value, and hard_label where there is one.

A module for each tool says whether data `fits` and can `read` it. Other JSON is a list of flat records.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.adapters import argilla, labelstudio, lewidi, potato
from alignmentcard.measurement.tables.adapters.rows import FIELDS, Row, plain, records
from alignmentcard.measurement.tables.json_text import read_json

if TYPE_CHECKING:
    import pyarrow as pa

TOOLS = (labelstudio, argilla, potato, lewidi)
STRAY_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')


def long_table(paths: Sequence[str]) -> "pa.Table":
    """Read JSON files that a known tool wrote, or lists of flat records, as one table."""
    import pyarrow as pa

    found = [row for path in paths for row in _rows(path)]
    if not found:
        raise UnreadableTableError(f"{paths[0]} holds no answers that this program knows how to read.")
    used = [name for name in FIELDS if any(row.get(name) is not None for row in found)] if "item" in found[0] else None
    names = used or sorted({name for row in found for name in row})
    return pa.table({name: [row.get(name) for row in found] for name in names})


def is_export(record: dict[str, Any]) -> bool:
    """Say whether a line of JSONL is a record of a known tool."""
    return any(tool.fits([record]) for tool in TOOLS)


def _rows(path: str) -> Iterator[Row]:
    data = _parsed(path)
    read: Callable[[Any, str], Iterator[Row]] | None = next((tool.read for tool in TOOLS if tool.fits(data)), None)
    if read is None and not records(data):
        raise UnreadableTableError(
            f"{path} is JSON of a kind that is not known here. "
            "Known are exports of Label Studio, Argilla, Potato and LeWiDi, and lists of flat records."
        )
    return (read or _flat)(data, path)


def _parsed(path: str) -> Any:
    """Read JSON, or a JSON object on each line; commas before a closing bracket, as some files have, are let pass."""
    text = Path(path).read_text(encoding="utf-8-sig")
    try:
        return read_json(text, path)
    except json.JSONDecodeError as error:
        for mended in (lambda: _mended(text, path), lambda: _lines(text, path)):
            try:
                return mended()
            except json.JSONDecodeError:
                continue
        raise UnreadableTableError(f"{path}, line {error.lineno}, is not JSON: {error.msg}.") from None


def _mended(text: str, path: str) -> Any:
    return read_json(STRAY_COMMA.sub(lambda found: found[1] or "", text), path)


def _lines(text: str, path: str) -> list[Any]:
    return [read_json(line, path) for line in text.splitlines() if line.strip()]


def _flat(data: Any, _: str) -> Iterator[Row]:
    for record in records(data):
        yield {name: None if value is None else plain(value) for name, value in record.items()}
