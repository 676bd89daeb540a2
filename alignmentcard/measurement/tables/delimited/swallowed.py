"""Rows that a stray quotation mark joined into one value: found by what stands on the lines of such a value."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

FEW = 50
"""Columns with at most so many different values are known by their values."""


@dataclass(frozen=True)
class Piece:
    """Cells that a value over several lines would be, were its lines rows: by the place of their column."""

    cells: tuple[tuple[int, str], ...]


def pieces(value: str, place: int, separator: str, columns: int) -> Iterator[Piece]:
    """Cut a value over several lines, at a place in its row, into the rows that it would be; nothing if it is none.

    The first line goes on from the value's own column to the last, the last line from the first column to the value's.
    """
    first, *middle, last = (line.rstrip("\r").split(separator) for line in value.split("\n"))
    if len(first) != columns - place or len(last) != place + 1 or any(len(line) != columns for line in middle):
        return
    cells = [*enumerate(first[1:], place + 1), *(cell for line in middle for cell in enumerate(line))]
    cells += enumerate(last[:-1])
    if cells:
        yield Piece(tuple(cells))


def swallowed(found: Sequence[Piece], values: Sequence[Set[str] | None]) -> bool:
    """Say whether pieces are rows: of columns with few values, most have no cell in them that is not one of these."""
    for piece in found:
        fits: dict[int, bool] = {}
        for place, cell in piece.cells:
            if among := values[place]:
                fits[place] = fits.get(place, True) and cell in among
        if fits and 2 * sum(fits.values()) > len(fits):
            return True
    return False
