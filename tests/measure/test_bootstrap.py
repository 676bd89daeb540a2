"""Ends of intervals over items: corrected for bias and skew, and as wide as few items ask for."""

import numpy as np
import pytest
from scipy.stats import bootstrap, norm, skew
from scipy.stats import t as student

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.bootstrap import Again, corrected, draws, estimated, interval

SETTINGS = Settings(replicates=5_000)


def mean_again(numbers):
    """Draw the mean of some numbers again, each of which is an item of its own."""
    again = draws(np.column_stack([numbers, np.ones(len(numbers))]), np.ones(len(numbers), dtype=np.int64), SETTINGS)
    return again.read(again.sums[:, 0] / again.sums[:, 1])


def test_the_skew_of_a_mean_is_that_of_its_numbers():
    numbers = np.random.default_rng(3).exponential(size=60)
    assert mean_again(numbers).skew == pytest.approx(skew(numbers) / (6 * 60**0.5))


def test_items_of_one_pattern_count_as_often_as_they_are_there():
    numbers, items = np.array([0.0, 1.0, 5.0]), np.array([20, 9, 3])
    again = draws(np.column_stack([numbers, np.ones(3)]), items, SETTINGS)
    apart = mean_again(np.repeat(numbers, items))
    assert again.read(again.sums[:, 0] / again.sums[:, 1]).skew == pytest.approx(apart.skew)


def test_ends_are_those_of_bca_where_items_are_many():
    numbers = np.random.default_rng(5).exponential(size=600)
    found = corrected(float(numbers.mean()), mean_again(numbers), 0.9)
    theirs = bootstrap((numbers,), np.mean, method="BCa", confidence_level=0.9, n_resamples=5_000, rng=7)
    width = theirs.confidence_interval.high - theirs.confidence_interval.low
    assert found == pytest.approx(tuple(theirs.confidence_interval), abs=width / 15)


def test_an_interval_of_few_even_numbers_is_that_of_students_t():
    numbers = norm.ppf((np.arange(9) + 0.5) / 9)
    low, high = corrected(0.0, mean_again(numbers), 0.95)
    half = student.ppf(0.975, 8) * numbers.std(ddof=1) / 3
    assert (low, high) == pytest.approx((-half, half), rel=0.06)


def test_a_skewed_mean_reaches_farther_to_the_side_of_its_tail_than_percentiles():
    numbers = np.random.default_rng(8).exponential(size=40)
    again = mean_again(numbers)
    low, high = corrected(float(numbers.mean()), again, 0.95)
    plain = interval(again.drawn, 0.95)
    assert low > plain[0]
    assert high > plain[1]


def test_where_all_draws_are_alike_so_are_the_ends():
    again = Again(np.full(50, 0.3), np.full(4, 0.3), np.array([5, 5, 5, 5]))
    assert corrected(0.3, again, 0.95) == (0.3, 0.3)


def test_most_draws_that_are_not_defined_leave_no_interval():
    again = Again(np.array([0.1, *[np.nan] * 9]), np.zeros(0), np.array([3]))
    assert estimated(0.1, again, 0.95).no_interval == "few_defined"
    assert estimated(0.1, Again(np.zeros(0), np.zeros(2), np.array([1, 1])), 0.95).low is None


def test_a_number_beside_all_of_its_draws_has_finite_ends():
    again = Again(np.linspace(0.4, 0.6, 99), np.array([0.2, 0.9]), np.array([1, 30]))
    for value in (0.1, 0.9):
        low, high = corrected(value, again, 0.95)
        assert 0.4 <= low <= high <= 0.6
