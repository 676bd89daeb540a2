"""Whether a model may stand in for a human rater: the alternative annotator test (Calderon, Reichart & Dror 2025).

Each rater is left out in turn. On each of their items, the model and the rater left out are held against the answers of
all others: by the share of the others who gave the same answer, or on numbers by the root of the mean squared distance.
The model wins against a rater where it is at least as near as they are, less ε: one-sided t-tests, of which the false
discovery rate is held by Benjamini & Yekutieli (2001). ω is the share of raters against whom it wins, and it passes at
one half; ρ, the mean share of items on which it is at least as near, compares models.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.beta import beta_share
from alignmentcard.measurement.statistics.bootstrap import estimated

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
FEWEST_RATERS = 3
FEWEST_ITEMS = 30
EPSILON = 0.2
FALSE_DISCOVERIES = 0.05
PASSED = 0.5


@dataclass(frozen=True)
class Ratings:
    """One answer of a rater to an item in each row: numbers of items and raters, and codes of the answers."""

    items: Whole
    raters: Whole
    codes: Whole


@dataclass(frozen=True)
class AlternativeTest:
    """How a model does against each rater; `why` says why there is no test, where there is none.

    `raters` were tested, `too_few` more rated fewer than 30 items that the model answered and somebody else rated.
    `wins` is the number of raters against whom it wins, `advantage` is ρ with its interval over items.
    """

    epsilon: float
    raters: int
    too_few: int
    wins: int
    advantage: Estimate
    why: str | None = None

    @property
    def winning_rate(self) -> float | None:
        """Return ω, the share of raters against whom the model wins."""
        return None if self.why else self.wins / self.raters

    @property
    def passed(self) -> bool:
        """Say whether the model may stand in for a rater, by this test."""
        return self.winning_rate is not None and self.winning_rate >= PASSED


def alternative_test(
    ratings: Ratings, labels: Whole, places: Array | None, epsilon: float, settings: Settings
) -> AlternativeTest:
    """Test a model whose answer to each item is in `labels`, shape (items,), below 0 where it has none.

    `places` has the values as numbers, where they are; a label beyond them is on no scale and never near.
    """
    counts = _counts(ratings, len(labels))
    used = (labels[ratings.items] >= 0) & (counts[ratings.items].sum(axis=1) >= 2)
    kept = Ratings(ratings.items[used], ratings.raters[used], ratings.codes[used])
    _, number, sizes = np.unique(kept.raters, return_inverse=True, return_counts=True)
    enough = sizes >= FEWEST_ITEMS
    too_few = int((~enough).sum())
    if enough.sum() < FEWEST_RATERS:
        why = (
            f"it takes {FEWEST_RATERS} raters with {FEWEST_ITEMS} items each, which the model answered and others rated"
        )
        return AlternativeTest(epsilon, int(enough.sum()), too_few, 0, Estimate(undefined="few_shared"), why)
    model, human = _won(kept, counts, labels, places)
    chances = [_chance(human[number == one] - model[number == one], epsilon) for one in np.flatnonzero(enough)]
    advantage = _advantage(kept.items, number, model, enough, settings)
    return AlternativeTest(epsilon, int(enough.sum()), too_few, rejected(chances, FALSE_DISCOVERIES), advantage)


def _counts(ratings: Ratings, items: int) -> Array:
    values = int(ratings.codes.max(initial=0)) + 1
    cells = np.bincount(ratings.items * values + ratings.codes, minlength=items * values)
    return np.asarray(cells.reshape(items, values), dtype=np.float64)


def _won(kept: Ratings, counts: Array, labels: Whole, places: Array | None) -> tuple[Array, Array]:
    """Return 1 where the model is at least as near to the others as the rater is, and the other way round."""
    others = counts[kept.items]
    others[np.arange(len(kept.items)), kept.codes] -= 1
    near = _nearness(others, labels[kept.items], places), _nearness(others, kept.codes, places)
    return (near[0] >= near[1]).astype(np.float64), (near[1] >= near[0]).astype(np.float64)


def _nearness(others: Array, codes: Whole, places: Array | None) -> Array:
    """Return how near answers are to those of others: how many are the same, or less their squared distances."""
    values = others.shape[1]
    if places is None:
        inside = np.where(codes < values, codes, 0)
        return np.where(codes < values, others[np.arange(len(codes)), inside], 0)
    on_line = np.where(codes < len(places), places[np.minimum(codes, len(places) - 1)], np.inf)
    squared = np.where(others > 0, (on_line[:, None] - places[None, :values]) ** 2, 0)
    return np.asarray(-np.where(others > 0, others * squared, 0).sum(axis=1))


def _chance(differences: Array, epsilon: float) -> float:
    """Return the chance of a mean so far below ε by a one-sided t-test."""
    size, mean = len(differences), float(differences.mean())
    deviation = float(differences.std(ddof=1))
    if deviation == 0:
        return float(mean >= epsilon)
    t = (mean - epsilon) / (deviation / math.sqrt(size))
    tail = beta_share((size - 1) / (size - 1 + t * t), (size - 1) / 2, 0.5) / 2
    return tail if t < 0 else 1 - tail


def rejected(chances: list[float], rate: float) -> int:
    """Return how many hypotheses fall when the false discovery rate is held, whatever they share."""
    tests = len(chances)
    harmonic = sum(1 / place for place in range(1, tests + 1))
    below = [place for place, one in enumerate(sorted(chances), 1) if one <= place * rate / (tests * harmonic)]
    return max(below, default=0)


def _advantage(items: Whole, number: Whole, model: Array, enough: NDArray[np.bool_], settings: Settings) -> Estimate:
    """Return the mean over raters of the share of items on which the model is at least as near."""

    def share(weights: Array) -> float:
        rated = np.bincount(number, weights, len(enough))[enough]
        near = np.bincount(number, weights * model, len(enough))[enough]
        return float((near[rated > 0] / rated[rated > 0]).mean())

    again = np.array([share(weights) for weights in _draws(items, settings)])
    return estimated(share(np.ones(len(items))), again, settings.confidence)


def _draws(items: Whole, settings: Settings) -> Iterator[Array]:
    """Yield how often each rating comes up when items are drawn again."""
    rng = np.random.default_rng(settings.seed)
    units, place = np.unique(items, return_inverse=True)
    for _ in range(settings.replicates):
        drawn = np.bincount(rng.integers(0, len(units), len(units)), minlength=len(units))
        yield drawn[place].astype(np.float64)
