"""Weights of partial agreement, and coefficients on count vectors that take them: AC2, and Brennan and Prediger's.

Every function takes any number of leading axes, one for each bootstrap replicate, as `coefficients` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.tables.scale import Answers

Array = NDArray[np.float64]
POWERS = {"linear": 1, "quadratic": 2}


def places_of(answers: Answers, scale: Sequence[str]) -> Array | None:
    """Return where the placed values stand: as numbers, else by their order on the scale; None where there is none.

    `scale` lists the values of the scale in order, those that nobody gave as well; without it, those given count.
    """
    if answers.line:
        return np.array(answers.line.places)[list(answers.placed)]
    if not (answers.ordered or answers.level == "ordinal"):
        return None
    labels = [answers.labels[code] for code in answers.placed]
    order = list(scale) if set(labels) <= set(scale) else labels
    return np.array([order.index(label) for label in labels], dtype=np.float64)


def disagreement(places: Array, power: int) -> Array:
    """Return how far two values are apart, as a share of the farthest: linear with power 1, quadratic with 2."""
    apart: Array = np.abs(places[:, None] - places[None, :])
    return np.asarray((apart / (apart.max(initial=0) or 1)) ** power)


@dataclass(frozen=True)
class Weighted:
    """Sums over items: `agreement` (…) of weighted pairs, `shares` (…, values), numbers of `paired` and all `items`."""

    agreement: Array
    shares: Array
    paired: Array
    items: Array


def features(patterns: Patterns, weights: Array) -> Array:
    """Return what each pattern adds to the sums: shares, weighted agreement, 1 if paired, 1 if rated."""
    counts = patterns.counts.astype(np.float64)
    sizes = counts.sum(axis=1)
    paired = sizes > 1
    agree = (counts * (counts @ weights - 1)).sum(axis=1) / np.where(paired, sizes * (sizes - 1), 1)
    shares = counts / np.maximum(sizes, 1)[:, None]
    return np.column_stack([shares, np.where(paired, agree, 0), paired, sizes > 0])


def sums(summed: Array) -> Weighted:
    """Read sums of features."""
    return Weighted(summed[..., -3], summed[..., :-3], summed[..., -2], summed[..., -1])


def gwet_ac2(found: Weighted, weights: Array) -> Array:
    """Return Gwet's AC2: AC1 with weights, whose chance is multiplied by the sum of weights over q.

    Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 3.
    """
    values = len(weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = found.shares / found.items[..., None]
        spread = (shares * (1 - shares)).sum(axis=-1)
        chance = weights.sum() / (values * max(values - 1, 1)) * spread
        varied = (shares > 0).sum(axis=-1) > 1
        return np.asarray(np.where(varied, above_chance(found.agreement / found.paired, chance), np.nan))


def brennan_prediger(found: Weighted, values: int) -> Array:
    """Return Brennan and Prediger's coefficient (1981): chance is one in the number of values. With two it is PABAK."""
    with np.errstate(divide="ignore", invalid="ignore"):
        agree = found.agreement / found.paired
    return above_chance(agree, np.full_like(agree, 1 / values))


def conger_kappa(agree: Array, by_rater: Array) -> Array:
    """Return Conger's kappa (1980): chance is that two different raters, each with their own shares, agree.

    `by_rater` (…, raters, values) counts answers of each rater. With missing ratings as Gwet (2014) has it.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = by_rater / by_rater.sum(axis=-1, keepdims=True)
        raters = shares.shape[-2]
        mean = shares.mean(axis=-2)
        variance = ((shares**2).sum(axis=-2) - raters * mean**2) / (raters - 1)
        return above_chance(agree, (mean**2 - variance / raters).sum(axis=-1))


def above_chance(agree: Array, chance: Array) -> Array:
    """Return agreement above chance; NaN where chance is certain."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(chance < 1 - 1e-12, (agree - chance) / (1 - chance), np.nan))
