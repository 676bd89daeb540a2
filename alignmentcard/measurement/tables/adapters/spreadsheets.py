"""Spreadsheets (.xlsx, .xls, .ods): one sheet, its cells as the texts that a CSV file would have."""

import datetime
from collections.abc import Iterator
from typing import Any

from alignmentcard.errors import MissingExtraError
from alignmentcard.measurement.engine.engines import UnreadableTableError


def sheet(path: str, name: str | None = None) -> tuple[list[str], Iterator[list[str]]]:
    """Return the header and the rows of a sheet: the one of that name, else the first that has rows."""
    book = _book(path)
    names = book.sheet_names
    if name is not None and name not in names:
        raise UnreadableTableError(f"{path} has no sheet “{name}”. It has: {', '.join(names[:12])}.")
    for chosen in [name] if name is not None else names:
        rows = ([_cell(cell) for cell in row] for row in book.get_sheet_by_name(chosen).to_python())
        filled = (row for row in rows if any(row))
        header = next(filled, None)
        if header:
            return header, filled
    raise UnreadableTableError(f"{path} is empty: no sheet has a row.")


def other_sheets(path: str, name: str | None = None) -> list[str]:
    """List the sheets with more than a header that `sheet` does not read."""
    book = _book(path)
    filled = [one for one in book.sheet_names if book.get_sheet_by_name(one).height > 1]
    read = name if name is not None else next(iter(filled), None)
    return [one for one in filled if one != read]


def _book(path: str) -> Any:
    try:
        import python_calamine
    except ModuleNotFoundError as error:
        raise MissingExtraError("Reading a spreadsheet", "measure") from error
    try:
        return python_calamine.CalamineWorkbook.from_path(path)
    except (python_calamine.CalamineError, OSError) as error:
        raise UnreadableTableError(f"{path} is not a spreadsheet that can be read: {error}.") from None


def _cell(value: object) -> str:
    """Write a cell as text: whole numbers without a point, dates as ISO 8601 writes them, nothing for an empty cell."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    return "" if value is None else str(value).strip()
