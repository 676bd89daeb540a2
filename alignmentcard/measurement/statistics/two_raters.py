"""Coefficients of two raters, on their cross table: weighted kappa, Scott's pi and correlations.

Every function takes tables of any number of leading axes, (…, values, values), and returns NaN where it is not defined.
"""

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.statistics.weights import above_chance

Array = NDArray[np.float64]


def weighted_kappa(tables: Array, apart: Array) -> Array:
    """Return Cohen's weighted kappa (1968), 1 - observed over expected disagreement."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = tables / tables.sum(axis=(-2, -1), keepdims=True)
        chance = shares.sum(axis=-1)[..., :, None] * shares.sum(axis=-2)[..., None, :]
        expected = (chance * apart).sum(axis=(-2, -1))
        return np.asarray(np.where(expected > 0, 1 - (shares * apart).sum(axis=(-2, -1)) / expected, np.nan))


def scott_pi(tables: Array) -> Array:
    """Return Scott's pi (1955): chance comes from the answers of both raters together."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = tables / tables.sum(axis=(-2, -1), keepdims=True)
    together = (shares.sum(axis=-1) + shares.sum(axis=-2)) / 2
    return above_chance(np.trace(shares, axis1=-2, axis2=-1), (together**2).sum(axis=-1))


def pearson(tables: Array, places: Array) -> Array:
    """Return Pearson's correlation of the places of values."""
    shape = tables.shape[:-1]
    return _correlation(tables, np.broadcast_to(places, shape), np.broadcast_to(places, shape))


def spearman(tables: Array) -> Array:
    """Return Spearman's correlation: Pearson's of mid-ranks, each among the answers of its rater."""
    return _correlation(tables, mid_ranks(tables.sum(axis=-1)), mid_ranks(tables.sum(axis=-2)))


def mid_ranks(counts: Array) -> Array:
    """Return the mean rank of each value, (…, values), where so many answers give it."""
    return np.asarray(np.cumsum(counts, axis=-1) - (counts - 1) / 2)


def _correlation(tables: Array, first: Array, second: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = tables / tables.sum(axis=(-2, -1), keepdims=True)
        rows, columns = shares.sum(axis=-1), shares.sum(axis=-2)
        first = first - (rows * first).sum(axis=-1, keepdims=True)
        second = second - (columns * second).sum(axis=-1, keepdims=True)
        together = (shares * first[..., :, None] * second[..., None, :]).sum(axis=(-2, -1))
        variances = (rows * first**2).sum(axis=-1) * (columns * second**2).sum(axis=-1)
        varied = ((rows > 0).sum(axis=-1) > 1) & ((columns > 0).sum(axis=-1) > 1)
        return np.asarray(np.where(varied & (variances > 0), together / np.sqrt(variances), np.nan))


def kendall_tau(tables: Array) -> Array:
    """Return Kendall's tau-b (1945): pairs of items in the same order less those in another, allowing for ties."""
    later = np.triu(np.ones(tables.shape[-2:]), 1)
    after = later @ tables
    score = (tables * (after @ later.T - after @ later)).sum(axis=(-2, -1))
    pairs = _pairs(tables.sum(axis=(-2, -1)))
    apart = [pairs - _pairs(tables.sum(axis=axis)).sum(axis=-1) for axis in (-1, -2)]
    with np.errstate(divide="ignore", invalid="ignore"):
        product = apart[0] * apart[1]
        return np.asarray(np.where(product > 0, score / np.sqrt(product), np.nan))


def _pairs(counts: Array) -> Array:
    return np.asarray(counts * (counts - 1) / 2)
