"""Bootstrap over items, on patterns with multiplicities: its cost does not grow with the table.

Items are drawn with replacement; only how many items of each pattern come up matters, and that is multinomial. Where
there are more than `EXACT` patterns, or more than `MANY` items of which no fewer than `FEW` add to each sum, sums over
so many items follow their normal limit closely, and are drawn from it with the same mean and covariance.
"""

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate

Array = NDArray[np.float64]
EXACT = 2_000
MANY = 200_000
FEW = 1_000


def resampled(features: Array, items: NDArray[np.int64], replicates: int, seed: int) -> Array:
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


def _rarest(features: Array, items: NDArray[np.int64]) -> float:
    """Return how many items add to the sum that the fewest add to, apart from sums that are always 0."""
    adding = items.astype(np.float64) @ (features != 0)
    return float(adding[adding > 0].min(initial=np.inf))


def interval(replicates: Array, confidence: float) -> tuple[float, float] | None:
    """Return the percentile interval of replicates; None where most of them are not defined."""
    defined = replicates[~np.isnan(replicates)]
    if len(defined) < max(2, len(replicates) / 2):
        return None
    low, high = np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def estimated(value: float, replicates: Array, confidence: float) -> Estimate:
    """Return a number with the percentile interval of its replicates; without one where nothing was drawn."""
    if not len(replicates):
        return Estimate(value)
    ends = interval(replicates, confidence)
    return Estimate(value, *ends) if ends else Estimate(value, no_interval="few_defined")
