"""How many are enough: textbook values, and what simulated surveys show."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
     {"margin": 0.1, "variance": -1.0}, {"margin": 0.1, "items": 0}, {"margin": 0.1, "population": 0},
     {"margin": math.inf}, {"margin": math.nan}, {"margin": 0.1, "variance": math.inf}, {"margin": 1e-300},
     {"margin": 1e-8}, {"margin": 0.1, "items": 10**13}, {"margin": 0.1, "population": 10**400},
     {"margin": 0.1, "confidence": 1 - 1e-17}, {"margin": 0.1, "confidence": 0.0}],
)  # fmt: skip
def test_what_cannot_be_planned_gives_one_sentence(wrong):
    with pytest.raises(AlignmentCardError):
        Ask(**wrong)


asks = st.builds(
    Ask,
    margin=st.floats(0.005, 0.49),
    confidence=st.floats(0.5, 0.999),
    variance=st.floats(0.0, 0.25) | st.floats(0.0, 4.0),
    items=st.integers(1, 5000),
    per_rater=st.integers(1, 6000),
    correlation=st.floats(0, 1),
    population=st.none() | st.integers(1, 100_000),
)


@given(asks)
def test_there_are_never_more_raters_than_people(ask):
    found = plan(ask)
    people = ask.population or math.inf
    assert found.overall_raters <= people
    assert found.ratings_per_item <= people
    assert all(count <= people for count, _ in ladder(ask))
    if found.raters is None:
        assert found.each_would_answer > ask.each_answers
        enough = plan(replace(ask, per_rater=found.each_would_answer))
        assert enough.raters is not None
        assert plan(replace(ask, per_rater=found.each_would_answer - 1)).raters is None
    else:
        assert found.raters <= people
        assert found.raters >= found.ratings_per_item


@given(asks)
def test_the_mean_of_all_items_never_takes_more_than_every_item_does(ask):
    found = plan(ask)
    assert found.overall_ratings <= found.ratings
    assert found.overall_raters <= (found.raters or math.inf)
    assert found.ratings_per_item <= found.ratings


@given(asks)
def test_of_one_item_both_numbers_are_the_same(ask):
    found = plan(replace(ask, items=1))
    assert found.overall_ratings == found.ratings == found.ratings_per_item
    assert found.overall_raters == found.raters == found.ratings_per_item
    assert found.design_effect == 1


@given(asks, st.integers(0, 100))
def test_a_rater_answers_no_more_items_than_there_are(ask, more):
    assert plan(replace(ask, per_rater=ask.items + more)) == plan(replace(ask, per_rater=ask.items))


@given(asks)
def test_the_planned_ratings_give_the_margin_and_one_less_does_not(ask):
    each = plan(ask).ratings_per_item
    assert margin_at(ask, each) <= ask.margin * (1 + 1e-6)
    if each > 1:
        assert margin_at(ask, each - 1) > ask.margin * (1 - 1e-6)


@given(asks, st.floats(1.0, 3.0))
def test_a_wider_margin_never_takes_more(ask, factor):
    narrow, wide = plan(ask), plan(replace(ask, margin=ask.margin * factor))
    assert wide.ratings_per_item <= narrow.ratings_per_item
    assert wide.overall_raters <= narrow.overall_raters


@given(asks)
def test_alike_answers_never_take_fewer_raters(ask):
    assert plan(replace(ask, correlation=0.0)).overall_raters <= plan(ask).overall_raters
