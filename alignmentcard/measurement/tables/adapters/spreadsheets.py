"""Spreadsheets (.xlsx, .xls, .ods): one sheet, its cells as the texts that a CSV file would have.

What stands in cells that were merged down a column holds for each of their rows; names that were merged across columns
are a part of the names below them.
"""

import datetime
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alignmentcard.errors import MissingExtraError
from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.adapters.other_tables import left_out, other_table
from alignmentcard.measurement.tables.delimited.dialect import MOST_TITLES, different_names, names_known
from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.telling import counted, repeats_names
from alignmentcard.measurement.tables.usual_names import named
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

Row = tuple[str, ...]
LOOKED_AT = 1024
ROLES, USUAL, ENOUGH = ("item", "rater", "value"), 0.5, 2
"""Two columns of usual names say that a sheet holds ratings, where one may be chance."""


@dataclass(frozen=True)
class Sheet:
    """A sheet as a table: names of columns that all differ, the rows below them, and what is told about them."""

    name: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def sheet(path: str, name: str | None = None) -> Sheet:
    """Read the sheet of that name, else the first one that looks like ratings, or that holds a table.

    Shown ones come before hidden ones.
    """
    book = _book(path)
    names = book.sheet_names
    if name is not None and name not in names:
        raise UnreadableTableError(
            worded("{path} has no sheet “{name}”. It has: {names}.", path=path, name=name, names=", ".join(names[:12]))
        )
    tables = _tables(book)
    rated = (one for one in tables if _roles_named(_rows(book, one)) >= ENOUGH)
    chosen = name or next(rated, None) or next(iter(tables), None)
    chosen = chosen or next((one for one in names if _rows(book, one)), None)
    rows, heads = _with_heads(book, chosen) if chosen else ([], ())
    if not chosen or not rows:
        raise UnreadableTableError(worded("{path} is empty: no sheet has a row.", path=path))
    found = _sheet(chosen, rows)
    return replace(found, notes=(*found.notes, *heads))


def other_sheets(path: str, read: str) -> list[str]:
    """List the sheets with more than a header, apart from the one that was read."""
    book = _book(path)
    return [one for one in book.sheet_names if book.get_sheet_by_name(one).height > 1 and one != read]


def _tables(book: Any) -> list[str]:
    """Return the sheets with several columns and rows, shown ones before hidden ones."""
    shown = {one.name for one in book.sheets_metadata if one.visible == type(one.visible).Visible}
    sheets = [book.get_sheet_by_name(name) for name in sorted(book.sheet_names, key=lambda name: name not in shown)]
    return [one.name for one in sheets if one.width > 1 and one.height > 1]


def _roles_named(rows: Sequence[Row]) -> int:
    """Count the roles (item, rater, value) for which one of the first rows has a usual name of a column."""
    found = (sum(any(named(role, name) >= USUAL for name in row) for role in ROLES) for row in rows[: MOST_TITLES + 1])
    return max(found, default=0)


def _rows(book: Any, name: str) -> list[Row]:
    return _with_heads(book, name)[0]


def _with_heads(book: Any, name: str) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows of a sheet that hold something, and a sentence where names stand in several rows."""
    read = book.get_sheet_by_name(name)
    rows = [[_cell(cell) for cell in row] for row in read.to_python()]
    merged = list(_merged(read))
    for first, left, last, end in merged:
        for row in rows[first + 1 : last + 1] if left == end else ():
            row[left] = row[left] or rows[first][left]
    across = [(first, left, end) for first, left, last, end in merged if first == last and left]
    rows, names = _one_head(rows, across or _repeated(rows))
    notes: list[str] = [
        worded("Sheet {name}: names in several lines are read as {names}.", name=name, names=", ".join(names[:12]))
    ]
    notes = notes if names else []
    other = other_table(rows)
    if other:
        notes.append(left_out(name, rows[other:]))
    return [tuple(row) for row in rows[:other] if any(row)], tuple(notes)


def _merged(read: Any) -> Iterator[tuple[int, int, int, int]]:
    """Yield cells that were merged, as the rows are read: first row, first column, last row and last column."""
    down, right = read.start or (0, 0)
    for (first, left), (last, end) in getattr(read, "merged_cell_ranges", None) or ():
        if down <= first <= last <= down + read.height and right <= left <= end < right + read.width:
            yield first - down, left - right, last - down, end - right


def _repeated(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, int]]:
    """Return where names come again side by side, over the same names below each: as if they were merged."""
    top = next((at for at, row in enumerate(rows[:-1]) if any(row)), None)
    if top is None:
        return []
    spans, start = [], 0
    for _, group in itertools.groupby(rows[top]):
        end = start + len(list(group)) - 1
        spans += [(top, start, end)] if rows[top][start] and end > start else []
        start = end + 1
    below = {tuple(rows[top + 1][left : end + 1]) for _, left, end in spans}
    names = next(iter(below), ())
    once = len({*names}) == len(names) and not any({*names} & {*row} for row in rows[top + 2 :])
    return spans if len(spans) > 1 and len(below) == 1 and once else []


def _one_head(rows: list[list[str]], across: Sequence[tuple[int, int, int]]) -> tuple[list[list[str]], list[str]]:
    """Put names that were merged `across` columns before the names below them; return the rows, and these names.

    A row behind them that only names the first columns, as pandas writes it, is a part of the names as well.
    """
    top = min((first for first, _, _ in across), default=len(rows))
    if top > MOST_TITLES or top + 1 >= len(rows):
        return rows, []
    spans = [(left, end) for first, left, end in across if first == top]
    under = [at for left, end in spans for at in range(left, end + 1)]
    high, low, below = list(rows[top]), rows[top + 1], rows[top + 2 :]
    if not all(low[at] and read_number(low[at]) is None for at in under):
        return rows, []
    for left, end in spans:
        high[left : end + 1] = [high[left]] * (end + 1 - left)
    several = len({high[at] for at in under}) > 1
    names = [
        f"{a}_{b}" if several and at in under else b or a
        for at, (a, b) in enumerate(zip(high, low, strict=True))
    ]  # fmt: skip
    if below and any(below[0]) and not any(below[0][at] for at in under):
        names = [a or b for a, b in zip(below.pop(0), names, strict=True)]
    return [*rows[:top], names, *below], names


def _sheet(name: str, rows: Sequence[Row]) -> Sheet:
    """Take the names from the row that has them, and leave out titles above, and names that come again below."""
    place = _place_of_names(rows)
    written, below = rows[place], [row for row in rows[place + 1 :] if row != rows[place]]
    used = [at for at in range(len(written)) if written[at] or any(row[at] for row in below)]
    plain = [" ".join(written[at].split()) for at in used]
    names = different_names(plain)
    notes: list[str] = [
        worded("Sheet {name}: several columns are called {old}; the later one is {new} here.", name=name, old=a, new=b)
        for a, b in zip(plain, names, strict=True)
        if a and a != b
    ]
    if place:
        shown = "”, “".join(" ".join(filter(None, row))[:60] for row in rows[:2][:place])
        notes.append(
            worded(
                "Sheet {name}: {rows} above the names of columns left out: “{shown}”.",
                name=name,
                rows=counted(place, "row"),
                shown=shown,
            )
        )
    again = len(rows) - place - 1 - len(below)
    if again:
        notes.append(repeats_names(again))
    return Sheet(name, tuple(names), tuple(tuple(row[at] for at in used) for row in below), tuple(notes))


def _place_of_names(rows: Sequence[Row]) -> int:
    """Find the row of names: the first, unless it has fewer cells than most rows, as a title or a legend has."""
    filled = [sum(map(bool, row)) for row in rows]
    usual = Counter(filled[1:]).most_common(1)[0][0] if len(filled) > 1 else filled[0]
    if filled[0] >= usual:
        return 0
    first = range(min(MOST_TITLES + 1, len(rows)))
    words = [at for at in first if not any(read_number(cell) is not None for cell in rows[at])]
    whole = [at for at in words if filled[at] >= usual and (filled[0] == 1 or names_known(rows[at]))]
    nearly = [at for at in words if filled[at] >= max(2, usual - 1)]
    return next(iter(whole or nearly), 0)


def _book(path: str) -> Any:
    try:
        import python_calamine
    except ModuleNotFoundError as error:
        raise MissingExtraError(worded("Reading a spreadsheet"), "measure") from error
    try:
        return python_calamine.CalamineWorkbook.from_path(path)
    except (python_calamine.CalamineError, OSError) as error:
        _refuse_text(path)
        raise UnreadableTableError(
            worded("{path} is not a spreadsheet that can be read: {error}.", path=path, error=error)
        ) from None


def _cell(value: object) -> str:
    """Write a cell as text: whole numbers without a point, dates as ISO 8601 writes them, nothing for an empty cell."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    return "" if value is None else str(value).strip()


def _refuse_text(path: str) -> None:
    """Refuse what is called a spreadsheet and is text: a web page, or a table with marks between its values."""
    try:
        with Path(path).open("rb") as file:
            start = file.read(LOOKED_AT)
    except OSError:
        return
    if b"\0" in start or not start.strip():
        return
    page = start.lstrip().startswith(b"<")
    text = (
        later("{path} is a web page, not a spreadsheet. Open it in a program for spreadsheets, and save it as CSV.")
        if page
        else later("{path} is text and no spreadsheet. If it is a table, call it .csv or .tsv.")
    )
    raise UnreadableTableError(worded(text, path=path))
