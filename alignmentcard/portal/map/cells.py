"""Cells of the map: cards at about the same place, which a full quadrant shows as one mark with a number."""

from functools import lru_cache

from alignmentcard.coordinates import Position
from alignmentcard.words import NAMES

ACROSS = (6, 3)
"""Cells of one quadrant side by side: on the wide map, and on the narrow one."""
UP = 4
"""Cells of one quadrant above each other."""


@lru_cache(1 << 14)
def cell(quadrant: str, position: Position, across: int) -> str:
    """Return the name of the cell that a card lies in, such as `specific-descriptive.6.5.1`: with six side by side.

    A card whose position is beyond its declared quadrant lies in the nearest cell of it.
    """
    left = 0.0 if quadrant in "◰◱" else 0.5
    low = 0.5 if quadrant in "◰◳" else 0.0
    return f"{NAMES[quadrant]}.{across}.{_step(position.x, left, across)}.{_step(position.y, low, UP)}"


def _step(value: float | None, start: float, steps: int) -> int:
    share = 2 * ((0.5 if value is None else value) - start)
    return min(max(int(share * steps), 0), steps - 1)
