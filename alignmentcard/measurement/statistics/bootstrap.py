"""Bootstrap over items, on patterns with multiplicities: its cost does not grow with the table.

Items are drawn with replacement; only how many items of each pattern come up matters, and that is multinomial. Where
there are more than `EXACT` patterns, or more than `MANY` items of which no fewer than `FEW` add to each sum, sums over
so many items follow their normal limit closely, and are drawn from it with the same mean and covariance.

Ends of intervals are corrected for bias and skew (BCa: Efron 1987, Better Bootstrap Confidence Intervals, JASA 82),
with the skew from leaving out an item of each pattern in turn. Numbers drawn again spread a little less than numbers
of other items do, most of all where items are few: the ends lie as much farther out as Student's t is wider than the
normal distribution (Hesterberg 2015, What Teachers Should Know About the Bootstrap, The American Statistician 69).
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Ends, Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.student import quantile

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
EXACT = 2_000
MANY = 200_000
FEW = 1_000
EQUAL = 1e-12
"""How near numbers are that differ by rounding only."""
NORMAL = NormalDist()


@dataclass(frozen=True)
class Again:
    """A number of items drawn again, shape (replicates,), and without an item of each pattern, shape (patterns,).

    `items` says how many items have each pattern. Without patterns, ends are not corrected for skew.
    """

    drawn: Array
    without: Array
    items: Whole

    @property
    def number(self) -> float:
        """Return the number of items."""
        return float(self.items.sum())

    @property
    def skew(self) -> float:
        """Return the acceleration: a sixth of the skew of what single items do to the number, over their root."""
        if not len(self.without) or not np.isfinite(self.without).all():
            return 0.0
        away = self.items @ self.without / self.number - self.without
        squares = float(self.items @ away**2)
        return float(self.items @ away**3) / (6 * squares**1.5) if squares > EQUAL**2 else 0.0


@dataclass(frozen=True)
class Draws:
    """Sums over items drawn again, then those without an item of each pattern: shape (replicates + patterns, sums)."""

    sums: Array
    replicates: int
    items: Whole

    def read(self, numbers: Array) -> Again:
        """Tell apart what was worked out of `sums`, row by row."""
        return Again(numbers[: self.replicates], numbers[self.replicates :], self.items)


def draws(features: Array, items: Whole, settings: Settings) -> Draws:
    """Draw items again, and leave one of each pattern out where patterns are few enough to be drawn themselves.

    `features` has one row for each pattern: what an item of it adds to each sum.
    """
    again = resampled(features, items, settings.replicates, settings.seed)
    if len(items) <= EXACT:
        again = np.concatenate([again, items @ features - features])
    return Draws(again, settings.replicates, items)


def resampled(features: Array, items: Whole, replicates: int, seed: int) -> Array:
    """Return sums of features over resampled items, shape (replicates, features).

    `features` has one row for each pattern, `items` says how many items have it.
    """
    rng = np.random.default_rng(seed)
    total = int(items.sum())
    if len(items) <= EXACT and (total <= MANY or _rarest(features, items) < FEW):
        drawn = rng.multinomial(total, items / total, size=replicates).astype(np.float64)
        return np.asarray(drawn @ features)
    mean = items @ features / total
    centred = features - mean
    covariance = (centred * items[:, None]).T @ centred / total
    values, vectors = np.linalg.eigh(covariance)
    root = (vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T
    normal = rng.standard_normal((replicates, len(mean)))
    return np.asarray(total * mean + np.sqrt(total) * normal @ root)


def _rarest(features: Array, items: Whole) -> float:
    """Return how many items add to the sum that the fewest add to, apart from sums that are always 0."""
    adding = items.astype(np.float64) @ (features != 0)
    return float(adding[adding > 0].min(initial=np.inf))


def interval(replicates: Array, confidence: float) -> Ends | None:
    """Return the percentile interval of replicates; None where most of them are not defined."""
    defined = _defined(replicates)
    return None if defined is None else _between(defined, (1 - confidence) / 2, (1 + confidence) / 2)


def _defined(replicates: Array) -> Array | None:
    defined = replicates[~np.isnan(replicates)]
    return defined if len(defined) >= max(2, len(replicates) / 2) else None


def _between(replicates: Array, low: float, high: float) -> Ends:
    """Return what lies at two shares of the replicates: the k-th of R is at the share k / (R + 1).

    Davison & Hinkley 1997, Bootstrap Methods and their Application, chapter 5.
    """
    number = len(replicates)
    places = [min(max(((number + 1) * share - 1) / (number - 1), 0.0), 1.0) for share in (low, high)]
    first, last = np.quantile(replicates, places)
    return float(first), float(last)


def corrected(value: float, again: Again, confidence: float) -> Ends | None:
    """Return the interval of a number, corrected for bias and skew; None where most draws are not defined."""
    drawn = _defined(again.drawn)
    if drawn is None:
        return None
    equal = np.abs(drawn - value) <= EQUAL * max(1.0, abs(value))
    below = float(((drawn < value) & ~equal).sum() + equal.sum() / 2) / len(drawn)
    least = 1 / (2 * len(drawn))
    bias, skew = NORMAL.inv_cdf(min(max(below, least), 1 - least)), again.skew
    away = _farther(confidence, again.number)

    def share(z: float) -> float:
        return NORMAL.cdf(bias + (bias + z) / max(1 - skew * (bias + z), EQUAL))

    return _between(drawn, share(-away), share(away))


def _farther(confidence: float, number: float) -> float:
    """Return how many deviations of numbers drawn again the ends lie away."""
    if number < 2:
        return NORMAL.inv_cdf((1 + confidence) / 2)
    return float((number / (number - 1)) ** 0.5 * quantile(confidence, number - 1))


def estimated(value: float, again: Again | Array, confidence: float) -> Estimate:
    """Return a number with its interval; without one where nothing was drawn.

    Of numbers of which only draws are there, the interval is that of their percentiles.
    """
    drawn = again.drawn if isinstance(again, Again) else again
    if not len(drawn):
        return Estimate(value)
    ends = corrected(value, again, confidence) if isinstance(again, Again) else interval(again, confidence)
    return Estimate(value, *ends) if ends else Estimate(value, no_interval="few_defined")
