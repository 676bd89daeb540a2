"""Where marks and labels go on the map so that none lies on another: as near as possible to the true place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, hypot
from typing import NamedTuple

STEP = 6
"""Pixels between the places that are tried for a mark with a label."""
REACH = 300
"""How far from its true place a mark may be moved."""
CROWD = 150
"""Above so many marks in one field, places are not looked for any more: the marks lie over each other."""


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def inside(self, other: "Box") -> bool:
        """Say whether this box lies within another."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def meets(self, other: "Box") -> bool:
        """Say whether two boxes overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Wanted:
    """A mark at its true place, its radius, and the size of its label; a width of 0 means no label."""

    x: float
    y: float
    radius: float
    width: float = 0
    height: float = 0
    label: str = ""


@dataclass(frozen=True)
class Placed:
    """A mark where it is drawn; the label stands right of it, or left of it, or there was no room for one."""

    x: float
    y: float
    right: bool = True
    labelled: bool = True


def place(wanted: Sequence[Wanted], field: Box) -> list[Placed]:
    """Find a place for each mark inside a field, in the order given."""
    if len(wanted) > CROWD:
        return [Placed(want.x, want.y) for want in wanted]
    taken: list[Box] = []
    found: list[Placed] = []
    for want in wanted:
        spot = next(_free(want, field, taken), None)
        if spot is None:
            want = replace(want, width=0)
            spot = replace(next(_free(want, field, taken), Placed(want.x, want.y)), labelled=False)
        taken.append(box(want, spot))
        found.append(spot)
    return found


def box(want: Wanted, spot: Placed) -> Box:
    """Return the rectangle that a mark and its label take up at a spot."""
    tall = max(want.radius, want.height / 2)
    left, right = (0.0, want.width) if spot.right else (want.width, 0.0)
    return Box(spot.x - want.radius - left, spot.y - tall, spot.x + want.radius + right, spot.y + tall)


def _free(want: Wanted, field: Box, taken: Sequence[Box]) -> Iterator[Placed]:
    sides = (True, False) if want.width else (True,)
    for dx, dy in _offsets(STEP if want.width else max(STEP, ceil(2 * want.radius))):
        for side in sides:
            spot = Placed(want.x + dx, want.y + dy, side)
            area = box(want, spot)
            if area.inside(field) and not any(area.meets(other) for other in taken):
                yield spot


@cache
def _offsets(step: int) -> tuple[tuple[int, int], ...]:
    """Offsets in pixels, the nearest first; marks without labels need no finer steps than their own size."""
    steps = range(-REACH // step * step, REACH + 1, step)
    return tuple(sorted(((x, y) for x in steps for y in steps), key=lambda o: (hypot(*o), o)))
