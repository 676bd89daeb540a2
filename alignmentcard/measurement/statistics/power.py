"""How many items and raters agreement takes, before any are collected: for a margin of alpha, or the power to show it.

Each item has one value, drawn by the shares of the values. A rater gives it with chance √α, and otherwise an answer
drawn by the same shares: two raters then agree beyond chance by just α. Of so many raters, every possible count of
answers to an item is listed with its chance, so that nothing is simulated. The variance of alpha is that of its linear
part over items; for two raters and two values it is the formula of Bloch & Kraemer (1989).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from alignmentcard.errors import AlignmentCardError

Array = NDArray[np.float64]
RATERS = (2, 3, 4, 5, 6, 8, 10, 15, 20)
MOST_VALUES = 5
FEWEST_ITEMS = 30
"""With fewer items the normal limit that the formulas rest on is not near."""


@dataclass(frozen=True)
class AgreementAsk:
    """What is expected of alpha, and what is to be known: its margin, or with which power that it is above a value.

    `deviations` gives, of a pilot, the deviation of what an item adds by the number of raters; without it `shares` of
    the values say what is expected.
    """

    agreement: float
    shares: tuple[float, ...]
    confidence: float = 0.95
    margin: float | None = None
    above: float | None = None
    power: float = 0.8
    item_cost: float = 0.0
    rating_cost: float = 1.0
    deviations: Callable[[int], float] | None = None

    def __post_init__(self) -> None:
        if not 0 < self.agreement < 1:
            raise AlignmentCardError(f"The agreement is {self.agreement:g}. It must lie between 0 and 1, such as 0.6.")
        usable = 2 <= len(self.shares) <= MOST_VALUES and min(self.shares) > 0 and abs(sum(self.shares) - 1) <= 1e-9
        if not (usable or self.deviations):
            raise AlignmentCardError(f"There must be from 2 to {MOST_VALUES} values, with shares above 0.")
        if self.above is not None and not -1 < self.above < self.agreement:
            raise AlignmentCardError(
                f"Agreement of {self.agreement:g} cannot be shown to be above {self.above:g}. Give a lower value."
            )
        if self.margin is None and self.above is None:
            raise AlignmentCardError("Give a margin, or the value that agreement is to be above.")
        if self.margin is not None and not 0 < self.margin < 1:
            raise AlignmentCardError(f"The margin is {self.margin:g}. It must lie between 0 and 1, such as 0.05.")
        if not 0.5 < self.power < 1:
            raise AlignmentCardError(f"The power is {self.power:g}. It must lie between 0.5 and 1, such as 0.8.")
        if not (0 <= self.item_cost < math.inf and 0 <= self.rating_cost < math.inf):
            raise AlignmentCardError("What an item and a rating cost must be 0 or more.")


@dataclass(frozen=True)
class PlanStep:
    """How many items it takes with so many raters on each, and what these cost."""

    raters: int
    items: int
    ratings: int
    cost: float


def steps(ask: AgreementAsk) -> Iterator[PlanStep]:
    """Yield what it takes for each number of raters on an item."""
    for raters in RATERS:
        each = ask.deviations(raters) if ask.deviations else deviation(ask.agreement, ask.shares, raters)
        items = math.ceil(each**2 * _per_variance(ask) - 1e-9)
        items = max(items, FEWEST_ITEMS)
        ratings = items * raters
        yield PlanStep(raters, items, ratings, items * ask.item_cost + ratings * ask.rating_cost)


def cheapest(found: Sequence[PlanStep]) -> PlanStep:
    """Return the step that costs least; of equal ones that with fewer raters."""
    return min(found, key=lambda step: (step.cost, step.raters))


def _per_variance(ask: AgreementAsk) -> float:
    """Return how many items it takes for each unit of variance."""
    sure = NormalDist().inv_cdf((1 + ask.confidence) / 2)
    wide = (sure / ask.margin) ** 2 if ask.margin is not None else 0.0
    if ask.above is None:
        return wide
    return max(wide, ((sure + NormalDist().inv_cdf(ask.power)) / (ask.agreement - ask.above)) ** 2)


def deviation(agreement: float, shares: Sequence[float], raters: int) -> float:
    """Return the standard deviation of what one item adds to alpha, when so many raters answer each."""
    counts, chances = _outcomes(agreement, np.array(shares), raters)
    return item_deviation(counts, chances, 1 - np.eye(len(shares)))


def item_deviation(counts: Array, chances: Array, distances: Array) -> float:
    """Return the standard deviation of the linear part of alpha over items, each with as many answers.

    `counts` of answers to an item has shape (outcomes, values), `chances` (outcomes,), and `distances` are the squared
    ones of values, (values, values).
    """
    raters, p = float(counts[0].sum()), chances @ counts / float(counts[0].sum())
    differ = np.einsum("iv,vw,iw->i", counts, distances, counts) / (raters * (raters - 1))
    observed, expected = float(chances @ differ), float(p @ distances @ p)
    moved = (counts / raters - p) @ distances @ p
    linear = -(differ - observed) / expected + 2 * observed / expected**2 * moved
    return float(np.sqrt(chances @ linear**2))


def _outcomes(agreement: float, shares: Array, raters: int) -> tuple[Array, Array]:
    """Return every count of answers to an item, shape (outcomes, values), and its chance."""
    values = len(shares)
    bars = np.array(list(combinations(range(raters + values - 1), values - 1)))
    ends = np.column_stack([np.full(len(bars), -1), bars, np.full(len(bars), raters + values - 1)])
    counts = (np.diff(ends, axis=1) - 1).astype(np.float64)
    ways = np.array([math.exp(math.lgamma(raters + 1) - sum(math.lgamma(c + 1) for c in row)) for row in counts])
    held = math.sqrt(agreement)
    given = held * np.eye(values) + (1 - held) * shares[None, :]
    each = np.exp(counts @ np.log(given).T)
    return counts, ways * (each @ shares)
