"""Where marks and labels go on the map so that none lies on another: as near as possible to the true place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from math import ceil, hypot
from typing import NamedTuple

STEP = 6
"""Pixels between the places that are tried for a mark with a label."""
REACH = 300
"""How far from its true place a mark may be moved."""
GAP = 0.5
"""Pixels around a mark in a column that stay free."""


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
    """Find a place for each mark inside a field, those of the fullest columns first."""
    columns = sorted(_columns(wanted), key=len, reverse=True)
    found = [Placed(want.x, want.y) for want in wanted]
    taken: list[Box] = []
    for column in columns:
        for n, y in zip(column, _apart([wanted[n] for n in column], field), strict=True):
            found[n] = _spot(replace(wanted[n], y=y), field, taken)
    return found


def _spot(want: Wanted, field: Box, taken: list[Box]) -> Placed:
    """Take the nearest free place; a label that finds none is left out."""
    spot = next(_free(want, field, taken), None)
    if spot is None:
        want = replace(want, width=0)
        spot = replace(next(_free(want, field, taken), Placed(want.x, want.y)), labelled=False)
    taken.append(box(want, spot))
    return spot


def _columns(wanted: Sequence[Wanted]) -> Iterator[list[int]]:
    """Yield the marks that lie above each other, from top to bottom, by their numbers."""
    column: list[int] = []
    for n in sorted(range(len(wanted)), key=lambda n: wanted[n].x):
        if column and wanted[n].x - wanted[column[0]].x > wanted[n].radius + wanted[column[0]].radius:
            yield sorted(column, key=lambda n: wanted[n].y)
            column = []
        column.append(n)
    if column:
        yield sorted(column, key=lambda n: wanted[n].y)


def _apart(column: Sequence[Wanted], field: Box) -> list[float]:
    """Return heights at which the marks of a column stand free of each other, in their order.

    The sum of squared moves is the least there is: after the space that marks before it take is subtracted, heights
    only have to rise, which is isotonic regression (Barlow et al. 1972) with equal weights.
    """
    halves = [_half(want) + GAP for want in column]
    taken = list(accumulate((before + after for before, after in pairwise(halves)), initial=0.0))
    low, high = field.top + halves[0], field.bottom - halves[-1] - taken[-1]
    if high < low:
        return [want.y for want in column]
    heights = _rising([want.y - space for want, space in zip(column, taken, strict=True)])
    return [min(max(height, low), high) + space for height, space in zip(heights, taken, strict=True)]


def _rising(values: Sequence[float]) -> list[float]:
    """Return the nearest values that never fall: neighbours in the wrong order share their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while pools and pools[-1][0] > mean:
            other, count = pools.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        pools.append((mean, size))
    return [mean for mean, size in pools for _ in range(size)]


def _half(want: Wanted) -> float:
    return max(want.radius, want.height / 2)


def box(want: Wanted, spot: Placed) -> Box:
    """Return the rectangle that a mark and its label take up at a spot."""
    tall = _half(want)
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
