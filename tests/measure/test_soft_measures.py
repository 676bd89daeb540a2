"""Soft measures, their ceiling and the alternative annotator test: held to scipy and to their definitions."""

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import false_discovery_control, ttest_1samp, wasserstein_distance

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.alternative_annotator import Ratings, alternative_test, rejected
from alignmentcard.measurement.statistics.soft_measures import calibration
from alignmentcard.measurement.statistics.systems import evaluate
from alignmentcard.measurement.tables.scale import StatedScale

FAST = Settings(replicates=50)


def scores_of(study_of, people, said, system):
    study = study_of(people, said, settings=FAST)
    study.engine.hold("s_one", pa.table(system))
    return evaluate(study, {"one": "s_one"})[0][0]


@pytest.fixture
def stars(study_of):
    rng = np.random.default_rng(3)
    values = rng.integers(1, 6, (12, 9))
    people = {"item": np.repeat(np.arange(12), 9).tolist(), "rater": list("abcdefghi") * 12}
    shares = rng.dirichlet(np.ones(5), 12)
    system = {"item": list(range(12)), **{f"share_{star}": shares[:, star - 1].tolist() for star in range(1, 6)}}
    said = StatedScale("interval", tuple("12345"))
    return values, shares, scores_of(study_of, {**people, "value": values.ravel().tolist()}, said, system)


def test_wasserstein_distance_is_that_of_scipy(stars):
    values, shares, scores = stars
    each = [wasserstein_distance(row, range(1, 6), None, share) for row, share in zip(values, shares, strict=True)]
    assert scores.soft["wasserstein"].value == pytest.approx(np.mean(each))


def test_manhattan_distance_is_the_sum_of_differences(stars):
    values, shares, scores = stars
    people = np.array([np.bincount(row, minlength=6)[1:] / 9 for row in values])
    assert scores.soft["manhattan"].value == pytest.approx(np.abs(people - shares).sum(axis=1).mean())


def test_an_answer_outside_of_the_scale_is_as_far_as_the_scale_is_long(study_of):
    people = {"item": [1, 1, 2, 2], "rater": [*"abab"], "value": [1, 2, 5, 5]}
    scores = scores_of(study_of, people, StatedScale("interval", tuple("12345")), {"item": [1, 2], "label": ["9", "5"]})
    assert scores.soft["wasserstein"].value == pytest.approx((4 + 0) / 2)


def test_a_nominal_scale_has_no_wasserstein_distance(study_of):
    people = {"item": [1, 1], "rater": [*"ab"], "value": [*"xy"]}
    assert "wasserstein" not in scores_of(study_of, people, StatedScale("nominal"), {"item": [1], "label": ["x"]}).soft


def test_calibration_is_the_mean_gap_of_bins():
    people = np.array([[0.5, 0.5, 0], [0.9, 0.1, 0], [0.2, 0.8, 0]])
    shares = np.array([[0.62, 0.38, 0], [0.68, 0.32, 0], [0.05, 0.95, 0]])
    found = calibration(people, shares, FAST)
    assert found.value == pytest.approx((abs(0.12 - 0.22) + 0.15) / 3)
    assert found.low <= found.value <= found.high


def test_a_system_that_knows_the_shares_is_nearer_to_half_of_the_people_than_the_other_half(study_of):
    rng = np.random.default_rng(5)
    share = rng.uniform(0.1, 0.9, 200)
    people = {
        "item": np.repeat(np.arange(200), 10).tolist(),
        "rater": list("abcdefghij") * 200,
        "value": ["ny"[int(rng.random() < one)] for one in share for _ in range(10)],
    }
    knowing = {"item": list(range(200)), "y": share.tolist(), "n": (1 - share).tolist()}
    half, system = scores_of(study_of, people, StatedScale(values=("n", "y")), knowing).ceiling["manhattan"]
    assert system.high < half.low


def by_definition(table, labels, epsilon, numbers):
    """The test as its paper words it; `table` has shape (items, raters), NaN where nobody answered."""
    won, chances = [], []
    for rater in range(table.shape[1]):
        near, differences = [], []
        for row, label in zip(table, labels, strict=True):
            others = [row[o] for o in range(table.shape[1]) if o != rater and not np.isnan(row[o])]
            if np.isnan(row[rater]) or not others:
                continue
            score = (
                (lambda x, of=others: -np.sqrt(np.mean([(x - o) ** 2 for o in of])))
                if numbers
                else (lambda x, of=others: np.mean([x == o for o in of]))
            )
            near.append(score(label) >= score(row[rater]))
            differences.append(int(score(row[rater]) >= score(label)) - int(near[-1]))
        won.append(np.mean(near))
        chances.append(ttest_1samp(differences, epsilon, alternative="less").pvalue)
    return (false_discovery_control(chances, method="by") <= 0.05).sum(), np.mean(won)


@pytest.mark.parametrize("numbers", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_the_alternative_annotator_test_is_that_of_its_definition(seed, numbers):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 5, 80)
    table = np.where(rng.random((80, 5)) < 0.6, truth[:, None], rng.integers(0, 5, (80, 5))).astype(float)
    table[rng.random((80, 5)) < 0.1] = np.nan
    labels = np.where(rng.random(80) < 0.7, truth, rng.integers(0, 5, 80))
    items, raters = np.nonzero(~np.isnan(table))
    ratings = Ratings(items, raters, table[items, raters].astype(np.int64))
    found = alternative_test(ratings, labels, np.arange(5.0) if numbers else None, 0.1, FAST)
    wins, advantage = by_definition(table, labels, 0.1, numbers)
    assert (found.wins, found.raters) == (wins, 5)
    assert found.advantage.value == pytest.approx(advantage)
    assert found.advantage.low < advantage < found.advantage.high


def test_two_raters_are_too_few_to_stand_in_for(study_of):
    people = {"item": np.repeat(np.arange(40), 2).tolist(), "rater": [*"ab"] * 40, "value": [*"xy"] * 40}
    scores = scores_of(study_of, people, StatedScale("nominal"), {"item": list(range(40)), "label": ["x"] * 40})
    assert not scores.as_rater.passed
    assert scores.as_rater.winning_rate is None
    assert "it takes 3 raters" in scores.as_rater.why


def test_false_discoveries_are_held_as_scipy_holds_them():
    rng = np.random.default_rng(1)
    for _ in range(50):
        chances = rng.beta(0.3, 3, 12)
        assert rejected(list(chances), 0.05) == (false_discovery_control(chances, method="by") <= 0.05).sum()
