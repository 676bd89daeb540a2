"""Preferences between two things: held to scipy's own maximum, to closed forms and to simulation."""

import itertools

import numpy as np
import pytest
from scipy.optimize import minimize

from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.statistics.davidson import circular, fit
from alignmentcard.measurement.statistics.preferences import preferences
from alignmentcard.measurement.tables.scale import Said

PAIR = Pair("left", "right", "l", "r")
SIDES = np.array(list(itertools.combinations(range(4), 2)))


def log_likelihood(at, sides, outcomes):
    theta, tie = at[:4], at[4]
    one, other = theta[sides[:, 0]], theta[sides[:, 1]]
    weights = np.column_stack([one, other, tie + (one + other) / 2])
    return -(outcomes * (weights - np.logaddexp.reduce(weights, axis=1)[:, None])).sum() + theta.sum() ** 2


@pytest.mark.parametrize("seed", range(4))
def test_strengths_are_where_scipy_finds_the_maximum(seed):
    outcomes = np.random.default_rng(seed).integers(1, 40, (6, 3)).astype(float)
    best = minimize(log_likelihood, np.zeros(5), (SIDES, outcomes), tol=1e-12)
    assert fit(SIDES, outcomes, 4) == pytest.approx(best.x, abs=1e-4)


def test_two_things_without_ties_have_the_log_of_their_odds():
    found = fit(np.array([[0, 1]]), np.array([[30.0, 10.0, 0.0]]), 2)
    assert found[0] - found[1] == pytest.approx(np.log(3))
    assert found[2] == -np.inf


def test_a_thing_that_always_wins_has_no_finite_strength():
    assert fit(np.array([[0, 1], [1, 2]]), np.array([[9.0, 0, 0], [4, 5, 0]]), 3) is None


@pytest.mark.parametrize(("last", "share"), [([0.0, 3.0, 0.0], 1.0), ([3.0, 0.0, 0.0], 0.0)])
def test_threes_in_a_circle_are_counted(last, share):
    sides = np.array([[0, 1], [1, 2], [0, 2]])
    assert circular(sides, np.array([[3.0, 0, 0], [3.0, 0, 0], last]), 3) == share


def simulated(study_of, strengths, first=1.0, rows=1500, replicates=60):
    rng = np.random.default_rng(7)
    columns = {"left": [], "right": [], "value": [], "item": list(range(rows)), "rater": ["a"] * rows}
    for _ in range(rows):
        left, right = rng.permutation(len(strengths))[:2]
        weights = np.array([np.exp(strengths[left]) * first, np.exp(strengths[right])])
        weights = np.append(weights, 0.4 * np.sqrt(weights.prod()))
        columns["left"].append("ABCD"[left])
        columns["right"].append("ABCD"[right])
        columns["value"].append("lrt"[rng.choice(3, p=weights / weights.sum())])
    return preferences(study_of(columns, Said(), settings=Settings(pair=PAIR, replicates=replicates)))


def test_known_strengths_are_found_within_their_intervals(study_of):
    found = simulated(study_of, [0.8, 0.2, -0.2, -0.8])
    assert list(found.ratings) == list("ABCD")
    for name, strength in zip("ABCD", [0.8, 0.2, -0.2, -0.8], strict=True):
        rating = found.ratings[name]
        assert abs(rating.value - (1000 + 400 / np.log(10) * strength)) < 1.5 * (rating.high - rating.low)
    assert found.first_shown.low < 0.5 < found.first_shown.high
    assert found.circular.value == 0
    assert found.comparisons == 1500


def test_a_place_that_decides_is_seen(study_of):
    assert simulated(study_of, [0.0, 0.0, 0.0], first=2.0).first_shown.low > 0.5


def test_sides_are_counted_by_hand(study_of):
    columns = {
        "item": [1, 2, 3, 4], "rater": [*"abcd"], "left": [*"ABBA"], "right": [*"BAAB"], "value": [*"llrt"],
    }  # fmt: skip
    found = preferences(study_of(columns, Said(), settings=Settings(pair=PAIR, replicates=0)))
    assert (found.comparisons, found.ties) == (4, 1)
    assert found.first_shown.value == pytest.approx(2 / 3)
    odds = 10 ** ((found.ratings["A"].value - found.ratings["B"].value) / 400)
    assert odds == pytest.approx(2 / 1)


def test_a_table_without_pairs_says_what_is_missing(study_of):
    found = preferences(study_of({"item": [1, 1], "rater": [*"ab"], "value": [*"xy"]}))
    assert found.first_shown.undefined == "no_pairs"
