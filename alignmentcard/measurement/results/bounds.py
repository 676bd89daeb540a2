"""What measurements in a file may say: files come from strangers, and programs compute with what stands in them."""

import dataclasses
import math
from collections.abc import Iterator, Mapping
from typing import Any

from alignmentcard.measurement.results.values import Composition, Convergence, Estimate, ItemSpread, Overruled, Spread
from alignmentcard.messages.retold import worded

Place = tuple[str | int, ...]

MOST_COUNT = 2**53
"""No table has more rows, and every program reads so large a whole number exactly."""
MOST = 1e15
"""No statistic is farther from zero, and what is computed from such numbers stays finite."""
SHARES = frozenset(
    ("single", "unanimous", "reproduced", "total_variation", "jensen_shannon", "rating_gini", "p_value", "p_adjusted")
)
"""Numbers that lie between 0 and 1."""
QUARTILES = {"lower", "median", "upper"}


def out_of_bounds(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield each place of measurements with what it must be and is not."""
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int | float):
        if reason := _number(value, str(place[-1])):
            yield place, reason
        return
    if reason := _together(value):
        yield place, reason
    for name, part in _parts(value):
        yield from out_of_bounds(part, (*place, name))


def _parts(value: Any) -> Iterator[tuple[str | int, Any]]:
    if dataclasses.is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    elif isinstance(value, Mapping):
        yield from value.items()
    else:
        yield from enumerate(value)


def _number(value: float, name: str) -> str:
    if isinstance(value, int):
        return "" if 0 <= value <= MOST_COUNT else worded("must be a whole number from 0 to {most:,}", most=MOST_COUNT)
    if not math.isfinite(value) or abs(value) > MOST:
        return worded("must lie between -{most:,.0f} and {most:,.0f}", most=MOST)
    return worded("must lie between 0 and 1") if name in SHARES and not 0 <= value <= 1 else ""


def _together(value: Any) -> str:
    """Say what is wrong with values that stand together."""
    match value:
        case Estimate(low=float(low), high=float(high)) | Spread(min=low, max=high) if low > high:
            return worded("must not end below its beginning")
        case Estimate(rater_low=float(low), rater_high=float(high)) if low > high:
            return worded("must not end below its beginning")
        case Estimate(both_low=float(low), both_high=float(high)) if low > high:
            return worded("must not end below its beginning")
        case ItemSpread() if any(set(found) != QUARTILES for found in (value.normalised, value.deviation) if found):
            return worded("must have the quartiles lower, median and upper")
        case Convergence(raters, to_all, halves, items) if len({*map(len, (raters, to_all, halves, items))}) > 1:
            return worded("must have as many numbers of raters as it has divergences")
        case Composition(axes=()):
            return worded("must name an axis")
        case Overruled(share=share, ratio=ratio) if not set(ratio) <= set(share):
            return worded("must have a share for every group")
        case _:
            return ""
