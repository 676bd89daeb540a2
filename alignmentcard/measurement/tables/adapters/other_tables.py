"""Another table below the first on one sheet, such as what is known of the raters."""

from collections.abc import Sequence

from alignmentcard.measurement.tables.cells import EMPTY_WORDS, LIKE_MISSING
from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.telling import counted
from alignmentcard.messages.retold import worded

LEAST = 2
Rows = Sequence[Sequence[str]]


def other_table(rows: Rows) -> int | None:
    """Return where another table begins: below an empty row, with names in columns that held numbers before."""
    for at in range(2, len(rows) - 1):
        row, above = rows[at], rows[1 : at - 1]
        if any(rows[at - 1]) or not any(rows[at + 1]) or not _are_names(row, rows[:at]):
            continue
        if any(cell and _numbers(above, column) for column, cell in enumerate(row)):
            return at
    return None


def _are_names(row: Sequence[str], above: Rows) -> bool:
    """Say whether a row may be one of names: different words, none of which stands for a missing value."""
    words = [cell for cell in row if cell]
    missing = any(
        cell in EMPTY_WORDS or LIKE_MISSING.fullmatch(cell) or read_number(cell) is not None for cell in words
    )
    return len(words) >= LEAST and len({*words}) == len(words) and not missing and [*row] not in map(list, above)


def _numbers(rows: Rows, column: int) -> bool:
    """Say whether a column holds several numbers and nothing else, below its name."""
    cells = [row[column] for row in rows if row[column]]
    return len(cells) >= LEAST and all(read_number(cell) is not None for cell in cells[1:])


def left_out(sheet: str, rows: Rows) -> str:
    """Tell of another table, the names of which are its first row."""
    return worded(
        "Sheet {name}: another table begins below an empty row with the names {names}. It was left out, {rows}. If it "
        "holds ratings, give it a sheet of its own.",
        name=sheet,
        names=", ".join(filter(None, rows[0])),
        rows=counted(sum(map(any, rows)), "row"),
    )
