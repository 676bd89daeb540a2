"""Intervals over items and raters together: what would other people have said about other items?

Each item and each rater is left out in turn (the jackknife). The noise of single answers is in both variances and
counts once: Var = Var(items) + Var(raters) - Var(answers), as for errors that cluster in two ways (Cameron, Gelbach
and Miller 2011, Robust Inference With Multiway Clustering, JBES 29). Their margins, by Student's t, are added in
squares (Howe 1974, Approximate Confidence Limits on the Mean of X + Y, JASA 69). Disagreement, 1 less the
coefficient, is taken on a logarithmic scale. What single raters add is skewed, and its variance known as badly as that
of half as many normal ones: the degrees of freedom are half the effective number of raters (Kish 1965).
`bench/coverage.py` says how often these intervals hold the truth.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Ends, NoInterval
from alignmentcard.measurement.statistics.rater_cells import RaterCells
from alignmentcard.measurement.statistics.student import quantile

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
Features = Callable[[Whole], Array]
Coefficients = Callable[[Array], Mapping[str, Array]]
"""From sums, shape (…, features), each coefficient by name, shape (…)."""
FEWEST_RATERS = 5
FEWEST_UNCORRECTED = 8
UNCORRECTED = ("percent_agreement", "gwet_ac1", "fleiss_kappa")
"""Coefficients in which items count alike, however many answers they have.

What leaving out a rater shows holds (R − 1) / R of the noise of their answers, and all of it is taken off: with few
raters these intervals are too narrow. In the others an item counts less without an answer, which makes up for it.
"""
FEWEST_EFFECTIVE = 3.5
FEWEST_ITEMS = 5
MOST_NUMBERS = 4_000_000
"""Numbers that are held at once."""


@dataclass(frozen=True)
class Without:
    """A coefficient as it is, and without each kind of item, each rater and each kind of answer."""

    point: float
    items: Array
    raters: Array
    answers: Array

    def disagreement(self) -> "Without":
        """Return the logarithm of 1 less the coefficient, turned so that more is more."""
        return Without(*(-np.log1p(-np.asarray(part)) for part in vars(self).values()))

    @property
    def below_one(self) -> bool:
        """Say whether there is some disagreement, whatever is left out."""
        return self.point < 1 and all((part < 1).all() for part in (self.items, self.raters, self.answers))

    @property
    def defined(self) -> bool:
        """Say whether the coefficient is defined whatever is left out."""
        return all(np.isfinite(part).all() for part in (self.items, self.raters, self.answers))


def two_way(
    counts: Whole, items: Whole, cells: RaterCells, features: Features, coefficients: Coefficients, confidence: float,
    sides: Whole | None = None,
) -> Mapping[str, Ends | NoInterval]:  # fmt: skip
    """Return the interval of each coefficient over items and raters, or why there is none.

    `features` are what items of some patterns, shape (…, values), add to the sums of which coefficients are made.
    `sides` is the group of each drawn rater, where coefficients are about groups.
    """
    names = tuple(coefficients(features(counts[:1])))
    if items.sum() < FEWEST_ITEMS:
        return dict.fromkeys(names, "few_items")
    if all(too_few(name, cells) for name in names):
        return dict.fromkeys(names, "few_raters")
    found = left_out(counts, items, cells, features, coefficients)
    return {
        name: "few_raters" if too_few(name, cells) else _ends(found[name], items, cells, confidence, sides)
        for name in names
    }


def too_few(name: str, cells: RaterCells) -> bool:
    """Say whether there are too few raters for an interval of a coefficient."""
    fewest = FEWEST_UNCORRECTED if name in UNCORRECTED else FEWEST_RATERS
    return cells.raters < fewest or cells.effective < FEWEST_EFFECTIVE


def left_out(
    counts: Whole, items: Whole, cells: RaterCells, features: Features, coefficients: Coefficients
) -> dict[str, Without]:
    """Leave out each kind of item, each rater and each kind of answer in turn."""
    size = features(counts[:1]).shape[1]
    at_once = max(MOST_NUMBERS // (2 * size), 1)
    total = np.zeros(size)
    for start in range(0, len(items), at_once):
        part = slice(start, start + at_once)
        total += items[part] @ features(counts[part])
    without_item = _by_part(
        len(items), at_once, lambda part: coefficients(total - features(counts[part]))
    )  # fmt: skip
    lost_by_rater = np.zeros((cells.drawn, size))

    def without_answer(part: slice) -> Mapping[str, Array]:
        lost = features(cells.counts[part]) - features(cells.left(part))
        here = (cells.kind >= part.start) & (cells.kind < part.stop)
        given = lost[cells.kind[here] - part.start] * cells.ratings[here, None]
        np.add.at(lost_by_rater, cells.rater[here], given)
        return coefficients(total - lost)

    answers = _by_part(len(cells.counts), at_once, without_answer)
    raters, point = coefficients(total - lost_by_rater), coefficients(total)
    return {
        name: Without(float(value), without_item[name], raters[name], answers[name]) for name, value in point.items()
    }


def _by_part(number: int, at_once: int, of: Callable[[slice], Mapping[str, Array]]) -> dict[str, Array]:
    """Join what is worked out part by part."""
    parts = [of(slice(start, min(start + at_once, number))) for start in range(0, number, at_once)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _ends(
    without: Without, items: Whole, cells: RaterCells, confidence: float, sides: Whole | None
) -> Ends | NoInterval:
    if without.point == 1:
        return "all_agree"
    if not without.defined:
        return "few_defined"
    if not without.below_one:
        low, high = _around(without, items, cells, confidence, sides)
        return low, min(high, 1.0)
    low, high = _around(without.disagreement(), items, cells, confidence, sides)
    return -float(np.expm1(-low)), -float(np.expm1(-high))


def _around(without: Without, items: Whole, cells: RaterCells, confidence: float, sides: Whole | None) -> Ends:
    by_item, by_rater = variances(without, items, cells)
    freedom = cells.effective / 2 if sides is None else freedom_of(without.raters, cells, sides)
    half = (
        quantile(confidence, float(items.sum() - 1)) ** 2 * by_item + quantile(confidence, freedom) ** 2 * by_rater
    ) ** 0.5
    return without.point - half, without.point + half


def freedom_of(raters: Array, cells: RaterCells, sides: Whole, *, skewed: bool = True) -> float:
    """Return the degrees of freedom of what raters of several groups add (Welch 1947).

    Each group has half its effective number of raters, or that number less one where what they add is not `skewed`.
    `raters` are a number without each drawn rater, `sides` the group of each, both of shape (drawn,). A group that a
    coefficient is not about has no variance, and none of its raters count.
    """
    given, apart = np.bincount(cells.rater, cells.ratings, cells.drawn), (raters - raters.mean()) ** 2
    number, variance = np.bincount(sides, given), np.bincount(sides, apart)
    squares = np.bincount(sides, given**2)
    here = (number > 0) & (variance > 0)
    effective = number[here] ** 2 / squares[here]
    each = effective / 2 if skewed else np.maximum(effective - 1, effective / 2)
    total = float(variance.sum())
    return total**2 / float((variance[here] ** 2 / each).sum()) if total > 0 else cells.effective / 2


def variances(without: Without, items: Whole, cells: RaterCells) -> tuple[float, float]:
    """Return the variance over items, and what raters add to it beyond the noise of single answers.

    Where every rater answered an item, what the item itself does is in no rater's part: it is taken out of the noise.
    """
    number, kinds = float(items.sum()), cells.given
    mean = items @ without.items / number
    by_item = (number - 1) / number * float(items @ (without.items - mean) ** 2)
    by_rater = (cells.raters - 1) / cells.drawn * float(((without.raters - without.raters.mean()) ** 2).sum())
    change = without.answers - without.point
    common = np.bincount(cells.pattern, kinds * change) / np.bincount(cells.pattern, kinds)
    noise = float(kinds @ (change - cells.part_of_all * common[cells.pattern]) ** 2) * cells.raters / cells.drawn
    return by_item, max(by_rater - noise, 0.0)
