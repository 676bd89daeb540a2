"""Coefficients of agreement, as arithmetic on sums over items.

Every function takes `Sums` with any number of leading axes (one for each bootstrap replicate) and returns an array of
those axes; where a coefficient is not defined it holds NaN, which callers turn into a named state.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.tables.numbers import Line

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Sums:
    """Sums over items with two ratings or more, and over all items.

    `coincidences` (…, values, values): ordered pairs of ratings of one item, each divided by the item's number of
    ratings less one (Krippendorff). `agreement` (…): sum over items of the share of pairs that agree. `shares`
    (…, values): sum over all rated items of the share of each value. `paired` and `items` (…): numbers of items with
    two ratings or more, and of all.
    """

    coincidences: Array
    agreement: Array
    shares: Array
    paired: Array
    items: Array


LEVELS = ("nominal", "ordinal", "interval", "ratio")


def alpha(sums: Sums, level: str, line: Line | None = None, distance: Array | None = None) -> Array:
    """Return Krippendorff's alpha, 1 - D_o / D_e, with the squared difference of the level.

    nominal: 1 where values differ; ordinal: difference of mid-ranks in the marginal distribution; interval: difference
    of numbers on a `line`; ratio: difference divided by sum. `distance` (values, values) replaces the level.
    Krippendorff (2019), Content Analysis, 4th ed., chapter 12.
    """
    marginal = sums.coincidences.sum(axis=-1)
    total = marginal.sum(axis=-1)
    delta = squared_difference(level, marginal, line) if distance is None else distance
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (sums.coincidences * delta).sum(axis=(-2, -1)) / total
        expected = (marginal[..., :, None] * marginal[..., None, :] * delta).sum(axis=(-2, -1)) / (total * (total - 1))
        return np.asarray(np.where(expected > 0, 1 - observed / expected, np.nan))


def squared_difference(level: str, marginal: Array, line: Line | None) -> Array:
    """Return the squared differences between values, shape (…, values, values).

    Differences of numbers are those of their places on the line, in its units, so that none is lost beside large
    numbers and none overflows.
    """
    if level == "nominal":
        return 1.0 - np.eye(marginal.shape[-1])
    if level == "ordinal":
        places = np.cumsum(marginal, axis=-1) - marginal / 2
    else:
        places = np.array(line.places if line else (), dtype=np.float64)
    difference = places[..., :, None] - places[..., None, :]
    if level == "ratio" and line:
        sums = np.add.outer(np.array(line.from_zero), np.array(line.from_zero))
        difference = np.divide(difference, sums, out=np.zeros_like(difference), where=sums != 0)
    return np.asarray(difference**2)


def percent_agreement(sums: Sums) -> Array:
    """Return the mean over items of the share of pairs of ratings that agree."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums.agreement / sums.paired)


def fleiss_kappa(sums: Sums) -> Array:
    """Return Fleiss' kappa (1971); with unequal numbers of ratings, chance comes from the mean share of each value.

    As Gwet generalises it, the shares are over all rated items, those with one rating as well.
    Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 2.
    """
    shares = _mean(sums.shares, sums.items)
    return _above_chance(sums, shares, (shares**2).sum(axis=-1))


def gwet_ac1(sums: Sums) -> Array:
    """Return Gwet's AC1 (2008): chance is the sum of p (1 - p) over the number of values less one.

    As Gwet has it, p is the mean share of a value over all rated items, those with one rating as well.
    """
    shares = _mean(sums.shares, sums.items)
    return _above_chance(sums, shares, (shares * (1 - shares)).sum(axis=-1) / max(shares.shape[-1] - 1, 1))


def cohen_kappa(table: Array) -> Array:
    """Return Cohen's kappa (1960) of cross tables of two raters, shape (…, values, values)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = table / table.sum(axis=(-2, -1), keepdims=True)
        agree = np.trace(shares, axis1=-2, axis2=-1)
        chance = (shares.sum(axis=-1) * shares.sum(axis=-2)).sum(axis=-1)
        return np.asarray(np.where(chance < 1, (agree - chance) / (1 - chance), np.nan))


def _mean(shares: Array, items: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(shares / items[..., None])


def _above_chance(sums: Sums, shares: Array, chance: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        agree = percent_agreement(sums)
        varied = (shares > 0).sum(axis=-1) > 1
        return np.asarray(np.where(varied & (chance < 1), (agree - chance) / (1 - chance), np.nan))
