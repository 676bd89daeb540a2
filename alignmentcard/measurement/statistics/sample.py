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

MOST = 10**12
"""No number that is asked for, or comes out, is larger; there are fewer people."""


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
        if not (self.margin > 0 and math.isfinite(self.margin)):
            raise AlignmentCardError(f"The margin is {self.margin}. It must be more than 0, such as 0.05.")
        if not 0.5 < (1 + self.confidence) / 2 < 1:
            raise AlignmentCardError(f"The confidence is {self.confidence}. It must lie between 0 and 1, such as 0.95.")
        if not (self.variance >= 0 and math.isfinite(self.variance) and 0 <= self.correlation <= 1):
            raise AlignmentCardError("The variance must be 0 or more, and the correlation must lie between 0 and 1.")
        counts = (self.items, self.per_rater, 1 if self.population is None else self.population)
        if min(counts) < 1 or max(counts) > MOST:
            raise AlignmentCardError(
                f"The numbers of items, of items for each rater and of people must lie between 1 and {MOST:,}."
            )
        if not self.ratings < MOST:
            raise AlignmentCardError(f"The margin is {self.margin}, which takes more than {MOST:,} ratings of an item.")

    @property
    def ratings(self) -> float:
        """Ratings that bring one share or mean within the margin, of very many people."""
        width = _quantile(self.confidence) * math.sqrt(self.variance) / self.margin
        return min(width, MOST) ** 2

    @property
    def each_answers(self) -> int:
        """Items that a rater answers: no more than there are."""
        return min(self.per_rater, self.items)


@dataclass(frozen=True)
class Plan:
    """How much is enough: for the share on every single item, and for the mean over all items.

    `ratings_per_item` and `raters` bring every item within the margin. `overall_ratings` and `overall_raters` bring the
    mean over all items within it, with the design effect. There are never more raters than people: where these are too
    few for so many items, `raters` is None and `each_would_answer` says how many items it would take of each.
    """

    margin: float
    ratings_per_item: int
    ratings: int
    raters: int | None
    each_would_answer: int | None
    design_effect: float
    overall_ratings: int
    overall_raters: int


def plan(ask: Ask) -> Plan:
    """Work out how many ratings and raters are enough."""
    each = max(_finite(ask.ratings, ask.population), 1)
    effect = 1 + (ask.each_answers - 1) * ask.correlation
    overall = max(_finite(ask.ratings * effect / ask.each_answers, ask.population), 1)
    ratings = each * ask.items
    raters = max(each, -(-ratings // ask.each_answers))
    too_many = ask.population is not None and raters > ask.population
    return Plan(
        margin=ask.margin,
        ratings_per_item=each,
        ratings=ratings,
        raters=None if too_many else raters,
        each_would_answer=-(-ratings // ask.population) if too_many and ask.population else None,
        design_effect=effect,
        overall_ratings=overall * ask.each_answers,
        overall_raters=overall,
    )


def margin_at(ask: Ask, ratings: int) -> float:
    """Return the margin that so many ratings on an item give."""
    left = 1.0
    if ask.population is not None:
        left = max(ask.population - ratings, 0) / max(ask.population - 1, 1)
    return _quantile(ask.confidence) * math.sqrt(ask.variance / ratings * left)


def ladder(ask: Ask) -> Iterator[tuple[int, float]]:
    """Yield numbers of ratings on an item and the margin of each, up to twice what is needed, or to all people."""
    most = 2 * plan(ask).ratings_per_item
    most = most if ask.population is None else min(most, ask.population)
    steps = [1, 2, 3, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000]
    for count in (*(step for step in steps if step < most), most):
        yield count, margin_at(ask, count)


def _quantile(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _finite(ratings: float, population: int | None) -> int:
    """Round up, after the correction for a finite population."""
    if population is not None:
        ratings = ratings * population / (population - 1 + ratings) if ratings > 0 else 0.0
    return math.ceil(ratings - 1e-9)
