"""Files that are out of the ordinary: judged row by row, and written down plainly or refused by line and cause."""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.delimited.dialect import (
    BACKSLASHED,
    CALLED,
    DOUBLED,
    UNQUOTED,
    Dialect,
    Quoting,
    Row,
)
from alignmentcard.measurement.tables.delimited.swallowed import FEW, Piece, pieces, swallowed
from alignmentcard.measurement.tables.delimited.text import Text, has_returns, text_lines
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded

MOST_PIECES = 10_000
ESCAPED = re.compile(r"\\.")
AGAIN = 4
"""How often the values of a column come on average, where the column is known by them."""
WRAPPED, SPACED = re.compile(r'\s*".*"\s*', re.DOTALL), re.compile(r'\s+".*"\s*', re.DOTALL)


@dataclass
class _Judgement:
    """What a way of quoting makes of a whole file: how many rows have which width, and what is wrong with it."""

    dialect: Dialect
    widths: Counter[int] = field(default_factory=Counter)
    first: dict[int, int] = field(default_factory=dict)
    filled: dict[int, int] = field(default_factory=dict)
    failure: tuple[int, str] | None = None
    joined: list[tuple[int, Piece]] = field(default_factory=list)
    few: list[set[str] | None] = field(default_factory=list)
    short: list[set[str] | None] = field(default_factory=list)
    rows: int = 0
    wrapped: int = 0

    def add(self, row: Row, line: int) -> None:
        """Count one row that ends at a line."""
        width, names = len(row), len(self.dialect.names)
        self.rows += 1
        self.widths[width] += 1
        self.first.setdefault(width, line)
        if width > names and any(row[names:]):
            self.filled.setdefault(width, line)
        mark = None if self.wrapped else WRAPPED if not self.dialect.quoting.quote else SPACED
        if mark and not self.dialect.quoting.spaced and any(mark.fullmatch(cell) for cell in row):
            self.wrapped = line
        if width < names:
            self._keep(self.short, row)
            return
        self._keep(self.few, row[:names])
        for place, cell in enumerate(row[:names]):
            if "\n" in cell and len(self.joined) < MOST_PIECES:
                self.joined += [(line, piece) for piece in pieces(cell, place, self.dialect.separator, names)]

    def _keep(self, columns: "list[set[str] | None]", row: Row) -> None:
        """Keep the values of each column as long as they are few."""
        for place, cell in enumerate(row):
            values = columns[place]
            if values is not None and "\n" not in cell:
                values.add(cell)
                if len(values) > FEW:
                    columns[place] = None

    def known(self) -> list[frozenset[str] | None]:
        """Return the values of the columns that have few of them, and the same ones again and again."""
        whole = sum(count for width, count in self.widths.items() if width >= len(self.few))
        return [frozenset(one) if one is not None and AGAIN * len(one) <= whole else None for one in self.few]


def write_plainly(path: str, text: Text, dialect: Dialect, target: Path) -> tuple[Dialect, int]:
    """Write a file as CSV in UTF-8 to `target`, or refuse it; return its dialect and its number of rows."""
    text, chosen = _chosen(path, text, dialect)
    settled = replace(chosen.dialect, notes=(*dialect.notes, *_notes_on(path, chosen)))
    rows = (row for row, _ in _rows(path, text, settled) if any(cell.strip() for cell in row) or len(row) > 1)
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(settled.names)
        width = len(settled.names)
        for row in rows:
            writer.writerow([cell.replace("\0", "") for cell in (*row[:width], *[""] * (width - len(row)))])
            count += 1
    plain = replace(settled, separator=",", quoting=DOUBLED, skip=0, after=0, numbered=False)
    return replace(plain, written=plain.names), count


def _chosen(path: str, text: Text, dialect: Dialect) -> tuple[Text, _Judgement]:
    """Return what the first way of quoting that fits makes of a file; refuse it by what is wrong with the usual one.

    Where no way fits and carriage returns stand alone in the file, they are tried as ends of lines, or as none.
    """
    returns = has_returns(path, text)
    causes = []
    for one in (text, text.other_ends) if returns else (text,):
        for quoting in _ways(dialect):
            judged = _judge(path, one, replace(dialect, quoting=quoting))
            cause = _cause(path, judged)
            if cause is None:
                return one, judged
            causes.append(cause)
    also = worded("Some lines end with a carriage return alone, which may be why. Give all lines the same end.")
    raise UnreadableTableError(joined(" ", (causes[0], also)) if returns else causes[0])


def _ways(dialect: Dialect) -> list[Quoting]:
    ways = [dialect.quoting, *([DOUBLED, BACKSLASHED, UNQUOTED] if dialect.quoting.quote in ('"', "") else [])]
    ways += [replace(one, spaced=True) for one in ways if one.quote]
    return list(dict.fromkeys(ways))


def _rows(path: str, text: Text, dialect: Dialect) -> Iterator[tuple[Row, int]]:
    """Yield the rows below the names, each with the line where it ends.

    Python's reader is not strict about quotes where they are escaped by backslashes; such lines are looked at here.
    """
    lines, apart = text_lines(path, text), re.escape(dialect.separator)
    numbers = [0]
    loose = re.compile(rf'[^{apart}\s]\s*"\s*[^{apart}\s]') if dialect.quoting.escape == "\\" else None

    def counted() -> Iterator[str]:
        for number, line in enumerate(lines, 1):
            numbers[0] = number
            bare = line.removeprefix("\ufeff") if number == 1 else line
            if loose and loose.search(ESCAPED.sub("", bare)):
                raise _Misquoted(number, "a quote in a value")
            yield bare if bare.strip() else "\n"

    rows = (row for row in dialect.quoting.rows(counted(), dialect.separator, strict=True) if row)
    try:
        for row in itertools.islice(rows, dialect.skip + 1 + dialect.after, None):
            yield row, numbers[0]
    except csv.Error as error:
        raise _Misquoted(numbers[0], str(error)) from None


class _Misquoted(Exception):  # noqa: N818 - it never leaves this module
    """A line whose quotes are not written as the file is said to be."""


def _judge(path: str, text: Text, dialect: Dialect) -> _Judgement:
    names = dialect.names
    found = _Judgement(dialect, few=[set() for _ in names], short=[set() for _ in names])
    try:
        for row, line in _rows(path, text, dialect):
            found.add(row, line)
    except _Misquoted as error:
        found.failure = error.args
    return found


def _cause(path: str, found: _Judgement) -> str | None:
    """Say why a reading cannot be right; None where it can."""
    if found.failure:
        return _misquoted(path, found)
    values = found.known()
    for line, piece in found.joined:
        if swallowed([piece], values):
            return (
                f"{path}, line {line}: a value that starts with a quotation mark runs over lines that look like rows "
                "of their own. Write quotation marks inside of values twice, or save the table as Parquet."
            )
    if found.wrapped:
        return f"{path}, line {found.wrapped}, has a value in quotation marks, and elsewhere they do not come in pairs."
    return _ragged(path, found)


def _misquoted(path: str, found: _Judgement) -> str:
    line, why = found.failure or (0, "")
    if "end of data" in why:
        return (
            f"{path}: a quotation mark opens a value that never ends, so the file is cut off, or the mark is part of "
            "a text. Write quotation marks inside of values twice."
        )
    return (
        f"{path}, line {line}: text follows a closing quotation mark. Write quotation marks inside of values twice, "
        "and put such values in quotes."
    )


def _ragged(path: str, found: _Judgement) -> str | None:
    """Say which row has too few or too many values, where it is not clear what they are."""
    names = len(found.dialect.names)
    short = [width for width in found.widths if width < names]
    if short and not (len(short) == 1 and 2 * short[0] > names + 1 and _ends_early(found, short[0])):
        line = min(found.first[width] for width in short)
        width = next(width for width in short if found.first[width] == line)
        return _uneven(path, found.dialect, line, width)
    if found.filled:
        line = min(found.filled.values())
        width = next(width for width, at in found.filled.items() if at == line)
        return _uneven(path, found.dialect, line, width)
    return None


def _ends_early(found: _Judgement, width: int) -> bool:
    """Say whether short rows lack their last cells and no other: the cells they have are values of their columns."""
    if found.widths.total() == found.widths[width]:
        return True
    pairs = [(short, few) for short, few in zip(found.short[:width], found.known(), strict=False) if few]
    return bool(pairs) and all(short is not None and short <= few for short, few in pairs)


def _uneven(path: str, dialect: Dialect, line: int, width: int) -> str:
    text = later(
        "{path}, line {line}, has 1 value, and the table has {columns} columns. Mend that line; a value that holds "
        "{mark} or a line break stands in quotes. If it is a title or a total, take it out."
    )
    more = later(
        "{path}, line {line}, has {width} values, and the table has {columns} columns. Mend that line; a value that "
        "holds {mark} or a line break stands in quotes. If it is a title or a total, take it out."
    )
    called = CALLED.get(dialect.separator)
    mark = worded(called) if called else f"“{dialect.separator}”"
    told = {"path": path, "line": str(line), "columns": len(dialect.names), "mark": mark}
    return worded(text, **told) if width == 1 else worded(more, width=width, **told)


def _notes_on(path: str, found: _Judgement) -> Iterator[str]:
    """Yield what a reader of the numbers should know of how the file was read."""
    name, names = path.rpartition("/")[2], found.dialect.names
    if not found.dialect.quoting.quote:
        yield worded("{name}: quotation marks are part of the values, since they do not come in pairs.", name=name)
    short = sum(count for width, count in found.widths.items() if width < len(names))
    if short:
        width = next(width for width in found.widths if width < len(names))
        said = {"name": name, "count": short, "column": names[width - 1]}
        yield (
            worded("{name}: {count:,} row ends after {column}; the rest is read as empty.", **said)
            if short == 1
            else worded("{name}: {count:,} rows end after {column}; the rest is read as empty.", **said)
        )
