"""Intervals over raters alone, for what each rater says of themselves: would other people do the same?"""

import math

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.spread import wilson
from alignmentcard.measurement.statistics.student import quantile

Array = NDArray[np.float64]
FEWEST_RATERS = 5
FEWEST_EFFECTIVE = 3.5


def over_raters(
    value: float, without: Array, weights: Array, settings: Settings, most: float = math.inf,
    less: tuple[float, float] = (0.0, 0.0), *, share: bool = False,
) -> Estimate:  # fmt: skip
    """Return a number with its interval over raters, from what it is without each of them (the jackknife).

    `weights` say how much each rater gave. Ends are by Student's t, with the effective number of raters (Kish 1965)
    less one as its degrees of freedom. `less` is what is taken off the variance, and what must be left of it: this is
    known as badly as all was, so that degrees of freedom go with the square of its part (Satterthwaite 1946), at least
    seven tenths of them. Ends of a `share` are Wilson's, of as many answers as would make it as sure (Korn and Graubard
    1998, as in `prediction_powered`).
    """
    if not settings.replicates:
        return Estimate(value)
    raters = len(without)
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    if raters < FEWEST_RATERS or effective < FEWEST_EFFECTIVE:
        return Estimate(value, no_interval="one_rater" if raters == 1 else "few_raters")
    if not np.isfinite(without).all():
        return Estimate(value, no_interval="few_defined")
    variance = (raters - 1) / raters * float(((without - without.mean()) ** 2).sum())
    left = min(variance, max(variance - less[0], less[1]))
    if left <= 0:
        return Estimate(value, no_interval="all_alike")
    wide = quantile(settings.confidence, (effective - 1) * max((left / variance) ** 2, 0.7))
    if share and 0 < value < 1:
        answers = value * (1 - value) / left
        return Estimate(value, *wilson(value * answers, answers, wide))
    half = wide * left**0.5
    return Estimate(value, value - half, min(value + half, most))
