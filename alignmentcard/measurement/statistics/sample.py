"""How many ratings and raters are enough, before any are collected.

The margin of an item's share (or mean) at a confidence asks for n = z^2 s^2 / margin^2 ratings, with s^2 the expected
variance of answers: p (1 - p) for a share p, at most 1/4. Raters who answer many items alike raise it by a design
effect (Kish 1965); a finite pool lowers it: n / (1 + (n - 1) / N) (Cochran 1977, Sampling Techniques, 3rd ed.).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

from alignmentcard.errors import AlignmentCardError


@dataclass(frozen=True)
class Ask:
    """What is to be known, and what is expected.

    `variance` is that of one answer. `per_rater` is how many items a rater answers, and `correlation` how alike the
    deviations of one rater's answers are, 0 to 1: they matter for a mean over `items`. `population` is the number of
    people that raters are drawn from, None for very many.
    """

    margin: float
    confidence: float = 0.95
    variance: float = 0.25
    items: int = 1
    per_rater: int = 1
    correlation: float = 0.0
    population: int | None = None

    def __post_init__(self) -> None:
        if not self.margin > 0:
            raise AlignmentCardError(f"The margin is {self.margin}. It must be more than 0, such as 0.05.")
        if not 0 < self.confidence < 1:
            raise AlignmentCardError(f"The confidence is {self.confidence}. It must lie between 0 and 1, such as 0.95.")
        if self.variance < 0 or not 0 <= self.correlation <= 1:
            raise AlignmentCardError("The variance must not be negative, and the correlation must lie between 0 and 1.")
        if min(self.items, self.per_rater, self.population or 1) < 1:
            raise AlignmentCardError("The numbers of items, of items for each rater and of people must be 1 or more.")


@dataclass(frozen=True)
class Plan:
    """How much is enough: for the share on every single item, and for the mean over all items.

    `ratings_per_item` and `raters` bring every item within the margin. `overall_ratings` and `overall_raters` bring the
    mean over all items within it, with the design effect.
    """

    margin: float
    ratings_per_item: int
    ratings: int
    raters: int
    design_effect: float
    overall_ratings: int
    overall_raters: int


def plan(ask: Ask) -> Plan:
    """Work out how many ratings and raters are enough."""
    z = NormalDist().inv_cdf((1 + ask.confidence) / 2)
    simple = z**2 * ask.variance / ask.margin**2
    each = max(_finite(simple, ask.population), 1)
    effect = 1 + (min(ask.per_rater, ask.items) - 1) * ask.correlation
    raters_overall = max(_finite(simple * effect / ask.per_rater, ask.population), 1)
    ratings = each * ask.items
    return Plan(
        margin=ask.margin,
        ratings_per_item=each,
        ratings=ratings,
        raters=max(each, math.ceil(ratings / min(ask.per_rater, ask.items))),
        design_effect=effect,
        overall_ratings=raters_overall * min(ask.per_rater, ask.items),
        overall_raters=raters_overall,
    )


def margin_at(ask: Ask, ratings: int) -> float:
    """Return the margin that so many ratings on an item give."""
    z = NormalDist().inv_cdf((1 + ask.confidence) / 2)
    left = 1.0
    if ask.population is not None:
        left = max(ask.population - ratings, 0) / max(ask.population - 1, 1)
    return z * math.sqrt(ask.variance / ratings * left)


def ladder(ask: Ask) -> Iterator[tuple[int, float]]:
    """Yield numbers of ratings on an item and the margin of each, up to twice what is needed."""
    most = 2 * plan(ask).ratings_per_item
    steps = [1, 2, 3, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000]
    for count in (*(step for step in steps if step < most), most):
        yield count, margin_at(ask, count)


def _finite(ratings: float, population: int | None) -> int:
    """Round up, after the correction for a finite population."""
    if population is not None:
        ratings = ratings / (1 + (ratings - 1) / population) if ratings > 0 else 0.0
    return math.ceil(ratings - 1e-9)
