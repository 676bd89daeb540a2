"""How many are enough: textbook values, and what simulated surveys show."""

import math

import numpy as np
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.statistics.sample import Ask, ladder, margin_at, plan


@pytest.mark.parametrize(
    ("ask", "ratings"),
    [
        (Ask(0.05), 385),
        (Ask(0.03), 1068),
        (Ask(0.05, confidence=0.99), 664),
        (Ask(0.05, population=1000), 278),
        (Ask(0.05, variance=0.1 * 0.9), 139),
        (Ask(0.5, variance=1.2**2), 23),
        (Ask(0.05, variance=0.0), 1),
    ],
)
def test_ratings_on_an_item_are_those_of_the_textbook(ask, ratings):
    """Cochran (1977): 385 for five points at 95 %, 278 of a population of 1,000."""
    assert plan(ask).ratings_per_item == ratings


def test_raters_share_the_ratings():
    found = plan(Ask(0.1, items=500, per_rater=50))
    assert found.ratings == 97 * 500
    assert found.raters == max(97, math.ceil(97 * 500 / 50))


def test_raters_who_answer_alike_count_for_less():
    alone, alike = plan(Ask(0.05, items=100, per_rater=20)), plan(Ask(0.05, items=100, per_rater=20, correlation=0.2))
    assert alike.design_effect == pytest.approx(1 + 19 * 0.2)
    assert alike.overall_raters == pytest.approx(alone.overall_raters * 4.8, rel=0.05)


def test_the_planned_margin_holds_in_simulated_surveys():
    """Raters whose own mean differs: the mean of all answers is within the margin in about 95 of 100 surveys."""
    ask = Ask(0.1, variance=1.0, items=10, per_rater=10, correlation=0.3)
    raters = plan(ask).overall_raters
    rng = np.random.default_rng(1)
    own = rng.normal(0, 0.3**0.5, (600, raters, 1)) + rng.normal(0, 0.7**0.5, (600, raters, 10))
    assert 0.92 <= (abs(own.mean(axis=(1, 2))) <= ask.margin).mean() <= 0.98


def test_the_margin_falls_with_ratings_and_meets_the_plan():
    ask = Ask(0.07, population=400)
    margins = [margin for _, margin in ladder(ask)]
    assert margins == sorted(margins, reverse=True)
    assert margin_at(ask, plan(ask).ratings_per_item) <= ask.margin < margin_at(ask, plan(ask).ratings_per_item - 1)


@pytest.mark.parametrize(
    "wrong",
    [{"margin": 0.0}, {"margin": -1.0}, {"margin": 0.1, "confidence": 1.0}, {"margin": 0.1, "correlation": 1.5},
     {"margin": 0.1, "variance": -1.0}, {"margin": 0.1, "items": 0}],
)  # fmt: skip
def test_what_cannot_be_planned_gives_one_sentence(wrong):
    with pytest.raises(AlignmentCardError):
        Ask(**wrong)
