"""Student's t distribution, with any number of degrees of freedom: its tail and its quantile.

Its square has the F distribution, and its tail is a share of a beta distribution.
"""

import math
from functools import cache

from alignmentcard.measurement.statistics.beta import beta_share

MOST = 1e6
"""Degrees of freedom from which on more change nothing that is shown."""


def two_sided(statistic: float, freedom: float) -> float:
    """Return the two-sided p of a statistic: how likely |t| is at least as large, with so many degrees of freedom."""
    square, freedom = statistic * statistic, min(freedom, MOST)
    if math.isinf(square):
        return 0.0
    return beta_share(freedom / (freedom + square), freedom / 2, 0.5)


@cache
def quantile(confidence: float, freedom: float) -> float:
    """Return the t that |t| stays under with a probability, with so many degrees of freedom."""
    low, high = 0.0, 1.0
    while two_sided(high, freedom) > 1 - confidence:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(middle, freedom) > 1 - confidence else (low, middle)
    return (low + high) / 2
