"""Student's t distribution, with any number of degrees of freedom: its tail and its quantile.

The tail is half a regularised incomplete beta function, by its continued fraction (Lentz's method, as in Press et al.
2007, Numerical Recipes, 3rd ed., section 6.4).
"""

import math

ROUNDS = 300
SMALLEST = 1e-300
PRECISE = 1e-15
MOST = 1e6
"""Degrees of freedom from which on more change nothing that is shown."""


def two_sided(statistic: float, freedom: float) -> float:
    """Return how often |t| is at least so large with some degrees of freedom."""
    square, freedom = statistic * statistic, min(freedom, MOST)
    if math.isinf(square):
        return 0.0
    return _beta(freedom / (freedom + square), freedom / 2)


def quantile(confidence: float, freedom: float) -> float:
    """Return the t that |t| stays under with that probability."""
    low, high = 0.0, 1.0
    while two_sided(high, freedom) > 1 - confidence:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(middle, freedom) > 1 - confidence else (low, middle)
    return (low + high) / 2


def _beta(x: float, a: float) -> float:
    """Return the regularised incomplete beta function with parameters a and 1/2."""
    b = 0.5
    if x in (0.0, 1.0):
        return x
    whole = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(whole + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, ROUNDS):
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            c, d = _away(1 + part / c), 1 / _away(1 + part * d)
            found *= c * d
        if abs(c * d - 1) < PRECISE:
            break
    return found


def _away(number: float) -> float:
    """Keep a number away from zero."""
    return number if abs(number) > SMALLEST else SMALLEST
