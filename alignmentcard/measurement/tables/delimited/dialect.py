"""How lines become cells: what stands between the values, how they are quoted, and where the names of columns are."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.columns import NAMES
from alignmentcard.measurement.tables.delimited.text import Text
from alignmentcard.measurement.tables.numbers import BETWEEN_THOUSANDS, WRITTEN
from alignmentcard.measurement.tables.telling import counted
from alignmentcard.measurement.tables.thousands import are_decimals
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

SEPARATORS = ",;\t|"
CALLED = {",": later("commas"), ";": later("semicolons"), "\t": later("tabs"), "|": later("bars")}
SAID = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
NUMBER = rf"[-+]?([0-9]+|{BETWEEN_THOUSANDS})(,[0-9]+)?"
"""Numbers with a comma before decimals and points between thousands, as German programs write them."""
MOST_TITLES = 10
LOOKED_AT = 1_000
KNOWN = frozenset(name for names in NAMES.values() for name in names)
csv.field_size_limit(1 << 30)

Row = list[str]


@dataclass(frozen=True)
class Quoting:
    """How values that hold a separator are written: in `quote`, with `escape` before a quote inside of them.

    `spaced` says that blanks may stand between a separator and a quote.
    """

    quote: str = '"'
    escape: str = '"'
    spaced: bool = False

    def rows(self, lines: Iterator[str] | Sequence[str], separator: str, *, strict: bool) -> Iterator[Row]:
        """Cut lines into cells; where it is `strict`, csv.Error is raised at what is not written so."""
        if not self.quote:
            return (line.removesuffix("\n").split(separator) if line != "\n" else [] for line in lines)
        return csv.reader(
            lines,
            delimiter=separator,
            quotechar=self.quote,
            doublequote=self.escape == self.quote,
            escapechar=None if self.escape == self.quote else self.escape,
            skipinitialspace=self.spaced,
            strict=strict,
        )


DOUBLED, BACKSLASHED, UNQUOTED = Quoting(), Quoting('"', "\\"), Quoting("", "")


@dataclass(frozen=True)
class Dialect:
    """How a file is written: its separator, quoting and names; `skip` are rows before the names, `after` behind them.

    `names` are made to differ; `numbered` says that a first column without a name holds the number of the row.
    `decimals` are columns in which a comma seems to stand before decimals, as Excel writes them in many countries; with
    points between thousands, where there are any. `points` says that points are known to stand before decimals.
    """

    separator: str
    quoting: Quoting
    names: tuple[str, ...]
    written: tuple[str, ...]
    skip: int = 0
    after: int = 0
    numbered: bool = False
    notes: tuple[str, ...] = field(default=(), compare=False)
    decimals: tuple[str, ...] = field(default=(), compare=False)
    points: bool = field(default=True, compare=False)

    @cached_property
    def plain(self) -> bool:
        """Say whether every engine reads it so: names in the first row, values from the second."""
        ordinary = not self.skip and not self.after and not self.numbered
        return ordinary and bool(self.quoting.quote) and not self.quoting.spaced


def read_dialect(path: str, text: Text) -> Dialect:
    """Find the dialect of a file from its first lines."""
    lines, said, quoting, best = _read_as(text)
    if len(best.names) < 2:
        raise UnreadableTableError(
            worded(
                "{path} has one column only, or values apart by something else than commas, semicolons, tabs "
                "or bars. Save it as CSV with commas, the names of columns in the first line.",
                path=path,
            )
        )
    _refuse_no_names(path, best)
    spaced = re.compile(rf'{re.escape(best.separator)} +"(?!["{re.escape(best.separator)}\s])')
    if any(spaced.search(line) for line in lines):
        quoting = replace(quoting, spaced=best.separator != "\t")
    return _named(path, best, quoting, said)


def with_ends(text: Text) -> Text:
    """Settle whether a carriage return alone ends a line: as rows come out alike, and as names are known."""
    if not text.returns:
        return text

    def fits(one: Text) -> tuple[float, int, int]:
        best = _read_as(one)[3]
        return best.steady, best.score[2], -len(best.names)

    return max((text, text.other_ends), key=fits)


def _read_as(text: Text) -> "tuple[list[str], bool, Quoting, _Header]":
    """Cut the first lines by the separator that fits best; return them, whether they name it, the quoting and names."""
    lines = _whole_lines(text)
    said = SAID.fullmatch(lines[0].strip()) if lines else None
    if said:
        lines = lines[1:]
    quoting = _quoting(lines)
    separators = said[1] if said else SEPARATORS
    best = max((_header(lines, one, quoting) for one in separators), key=lambda one: one.score)
    if any("\n" in name and best.separator in name for name in best.names):
        quoting = UNQUOTED
        best = max((_header(lines, one, quoting) for one in separators), key=lambda one: one.score)
    return lines, bool(said), quoting, best


@dataclass(frozen=True)
class _Header:
    """What a separator makes of the first lines: the row of names, the rows before it and behind it."""

    separator: str
    names: Row
    before: list[Row]
    rows: list[Row]
    score: tuple[float, bool, int, int]
    steady: float = 0.0
    numbered: bool = False


def _header(lines: Sequence[str], separator: str, quoting: Quoting) -> _Header:
    """Find the row of names: the first, unless it is a title above a table that is wider."""
    rows = [row for row in _first_rows(lines, separator, quoting) if row]
    if not rows:
        return _Header(separator, [], [], [], (0, False, 0, 0))
    width = Counter(map(len, rows)).most_common(1)[0][0]
    place = next((at for at, row in enumerate(rows[: MOST_TITLES + 1]) if _fits(row, width, rows[at + 1 :])), 0)
    names, rest = rows[place], rows[place + 1 :]
    steady = sum(len(row) == width for row in rest) / max(len(rest), 1)
    known = sum(_plain(name) in KNOWN for name in names)
    score = (round(steady, 1) if width > 1 else 0.0, place == 0, known, len(names))
    return _Header(separator, names, rows[:place], rest, score, steady, len(names) == width - 1 and _unique(rest))


def _fits(row: Row, width: int, rest: Sequence[Row]) -> bool:
    """Say whether a row may be the names of a table whose rows mostly have a width."""
    if len(row) >= width:
        return True
    if len(row) < width - 1 or len(row) < 2 or not rest:
        return False
    return not names_known(rest[0]) and _unique(rest)


def names_known(row: Sequence[str]) -> bool:
    """Say whether a row has a name that columns of rating tables usually have."""
    return any(_plain(name) in KNOWN for name in row)


def _unique(rows: Sequence[Row]) -> bool:
    """Say whether the first column differs in every row, as the number of a row does."""
    first = [row[0] for row in rows]
    return len(set(first)) == len(first)


def _first_rows(lines: Sequence[str], separator: str, quoting: Quoting) -> Iterator[Row]:
    reader = replace(quoting, spaced=separator != "\t").rows(lines, separator, strict=False)
    for _ in range(LOOKED_AT):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


def _whole_lines(text: Text) -> list[str]:
    """Return the lines of the sample, without one that it cuts."""
    lines = re.split(r"\r\n|\n|\r" if text.ends != "lf" else r"\r?\n", text.sample.removeprefix("\ufeff"))
    whole = lines if text.whole or len(lines) == 1 else lines[:-1]
    return [line.replace("\r", " ") + "\n" for line in whole if line.strip()]


def _quoting(lines: Sequence[str]) -> Quoting:
    """Quotes are double unless every name stands in single ones."""
    first = lines[0].strip() if lines else ""
    parts = re.split(r"[,;\t|]", first)
    if len(parts) > 1 and all(len(part) > 1 and part[0] == part[-1] == "'" for part in parts):
        return Quoting("'", "'")
    if any('\\"' in line for line in lines) and not any('""' in line.replace('\\""', "") for line in lines):
        return BACKSLASHED
    return DOUBLED


def _refuse_no_names(path: str, found: _Header) -> None:
    """Refuse a table whose first row holds answers: most of its cells come again below, in their column."""
    columns = list(zip(*(row for row in found.rows if len(row) == len(found.names)), strict=False))
    again = [name for name, column in zip(found.names, columns, strict=False) if name.strip() and name in column]
    whole = [row for row in found.rows if row == found.names]
    if len(again) > 1 and 2 * len(again) >= len(found.names) and not whole and not names_known(found.names):
        raise UnreadableTableError(
            worded(
                "{path} has no names of columns: its first line ({names}) holds values that come again below. "
                "Put a line such as item,rater,value above it.",
                path=path,
                names=", ".join(found.names[:4]),
            )
        )


def _named(path: str, found: _Header, quoting: Quoting, said: bool) -> Dialect:
    """Settle names that all differ, and what is told about them."""
    name = path.rpartition("/")[2]
    levels, after = _levels(found), _descriptions(found.rows)
    written = levels or [one.strip() for one in found.names]
    above = LEVELS - 1 if levels else len(found.before)
    notes = list(_of_lines(name, found, levels, after))
    if found.numbered:
        written.insert(0, "")
        notes.append(worded("{name}: the first column has no name and is read as the number of the row.", name=name))
    names = different_names(written)
    for old, new in zip(written, names, strict=True):
        if old and old != new:
            notes.append(
                worded(
                    "{name}: several columns are called {old}; the later one is {new} here.",
                    name=name,
                    old=old,
                    new=new,
                )
            )
    skip = above + said
    cells = _cells(names, found.rows) if found.separator == ";" else {}
    return Dialect(
        found.separator, quoting, tuple(names), tuple(written), skip, after, found.numbered, tuple(notes),
        _decimals(cells), found.separator != ";" or any(map(are_decimals, cells.values())),
    )  # fmt: skip


def _of_lines(name: str, found: _Header, levels: Sequence[str], after: int) -> Iterator[str]:
    """Tell of lines that are read as names, and of those around the names that are left out."""
    if levels:
        yield worded(
            "{name}: three lines of a pivot table are read as the names of columns: {columns}.",
            name=name,
            columns=", ".join(levels[:6]),
        )
    if found.before:
        shown = "”, “".join(" ".join(found.separator.join(row).split())[:60] for row in found.before[:2])
        yield worded(
            "{name}: {lines} above the names of columns left out: “{shown}”.",
            name=name,
            lines=counted(len(found.before), "line"),
            shown=shown,
        )
    if after:
        yield worded(
            "{name}: {lines} below the names of columns left out, which describe them.",
            name=name,
            lines=counted(after, "line"),
        )


LEVELS = 3
"""Lines of names that pandas writes above a pivot table."""


def _levels(found: _Header) -> list[str]:
    """Return the names of columns that stand in three rows, as pandas writes a pivot table; none elsewhere.

    The rows are one of what was turned, one with the name of a level and its values, and one with the name of the rows.
    """
    if found.before or len(found.rows) < LEVELS or len(found.names) < LEVELS:
        return []
    (corner, *tops), (level, *lows), (index, *blanks) = found.names, *found.rows[:2]
    if not len(tops) == len(lows) == len(blanks) or corner or not level or not index or any(blanks):
        return []
    if not all(tops) or not all(lows) or len({*zip(tops, lows, strict=True)}) < len(lows):
        return []
    several = len({*tops}) > 1
    return [index, *(f"{top}_{low}" if several else low for top, low in zip(tops, lows, strict=True))]


def _cells(names: Sequence[str], rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return what stands in the columns whose values are all numbers, by the name of the column."""
    columns = zip(*(row for row in rows if len(row) == len(names)), strict=False)
    stripped = ([cell.strip() for cell in column if cell.strip()] for column in columns)
    number = re.compile(f"{NUMBER}|{WRITTEN.pattern}")
    return {
        name: cells for name, cells in zip(names, stripped, strict=False) if cells and all(map(number.fullmatch, cells))
    }


def _decimals(columns: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return columns with a comma before decimals; beside one of them, those with points between thousands as well."""
    own = {name: cells for name, cells in columns.items() if all(re.fullmatch(NUMBER, cell) for cell in cells)}
    marks = {name: {mark for cell in cells for mark in ",." if mark in cell} for name, cells in own.items()}
    return tuple(name for name in own if marks[name]) if any("," in one for one in marks.values()) else ()


def _descriptions(rows: Sequence[Row]) -> int:
    """Count rows below the names that describe columns, as Qualtrics writes them: the last of them has ImportIds."""
    for number, row in enumerate(rows[:2], 1):
        if any(row) and all(cell.startswith('{"ImportId"') for cell in row if cell):
            return number
    return 0


def different_names(written: Sequence[str]) -> list[str]:
    """Make names that differ even where case does not count: x, x_2; column_3 for what has none."""
    taken: set[str] = {name.lower() for name in written}
    found: list[str] = []
    seen: set[str] = set()
    for number, name in enumerate(written, 1):
        new, turn = name or f"column_{number}", 2
        while new.lower() in seen or (new != name and new.lower() in taken):
            new, turn = f"{name or f'column_{number}'}_{turn}", turn + 1
        seen.add(new.lower())
        found.append(new)
    return found


def _plain(name: str) -> str:
    return re.sub(r"[ .-]", "_", name.strip()).lower()
