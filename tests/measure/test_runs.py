"""Runs and raters: held to counting pairs, to an analysis of variance, to leaving out by hand, and to what is true."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import skew, t

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.runs import runs
from alignmentcard.measurement.tables.scale import StatedScale

FAST = Settings(replicates=10)
POINTS = Settings(replicates=0)
NUMBERS = StatedScale("interval", tuple(map(str, range(1, 10))))


def drawn(items=30, raters=6, times=3, persona=1.0, run=1.0, seed=0):
    """Answers (items, raters, runs) from 1 to 9."""
    rng = np.random.default_rng(seed)
    place = rng.normal(size=(items, 1, 1)) + rng.normal(size=(items, raters, 1)) * persona
    return np.clip(np.round(5 + place + rng.normal(size=(items, raters, times)) * run), 1, 9).astype(int)


def long(answers, skip=()):
    cells = [one for one in np.ndindex(answers.shape) if one not in skip]
    item, rater, _ = zip(*cells, strict=True)
    return {
        "item": [f"i{number:02}" for number in item],
        "rater": [f"p{number}" for number in rater],
        "value": [int(answers[one]) for one in cells],
    }


def by_pairs(table, distance):
    """Both distances by going through all pairs."""
    said = {}
    for item, rater, value in zip(*table.values(), strict=True):
        said.setdefault(item, {}).setdefault(rater, []).append(value)
    within, between = [], []
    for cells in said.values():
        within += [np.mean([distance(*two) for two in combinations(one, 2)]) for one in cells.values() if len(one) > 1]
        pairs = [np.mean([distance(a, b) for a in x for b in y]) for x, y in combinations(cells.values(), 2)]
        between += [np.mean(pairs)] if pairs else []
    return np.mean(within), np.mean(between)


DISTANCES = {"nominal": lambda a, b: a != b, "interval": lambda a, b: (a - b) ** 2}


@pytest.mark.parametrize("level", DISTANCES)
def test_distances_are_those_of_all_pairs(study_of, level):
    skip = {(0, rater, run) for rater in range(1, 6) for run in range(3)} | {(1, 0, 1), (1, 0, 2), (2, 3, 0)}
    table = long(drawn(), skip)
    found = runs(study_of(table, StatedScale(level, NUMBERS.values), settings=POINTS))
    within, between = by_pairs(table, DISTANCES[level])
    assert (found.within.value, found.between.value) == pytest.approx((within, between))
    assert found.share.value == pytest.approx(1 - within / between)
    assert (found.raters, found.cells) == (6, 29 * 6)


def test_the_share_is_that_of_an_analysis_of_variance(study_of):
    answers = drawn().astype(float)
    times = answers.shape[2]
    inside = answers.var(axis=2, ddof=1).mean()
    among = (answers.mean(axis=2).var(axis=1, ddof=1) - answers.var(axis=2, ddof=1).mean(axis=1) / times).mean()
    found = runs(study_of(long(drawn()), NUMBERS, settings=POINTS))
    assert found.share.value == pytest.approx(among / (among + inside))


def test_the_interval_is_that_of_leaving_out_by_hand(study_of):
    answers = drawn(items=8, raters=20)
    items, raters, _ = answers.shape

    def share(skip=()):
        within, between = by_pairs(long(answers, skip), DISTANCES["interval"])
        return 1 - within / between

    def gone(chosen):
        return share({one for one in np.ndindex(answers.shape) if chosen(*one)})

    by_item = np.array([gone(lambda i, r, _, one=one: i == one) for one in range(items)])
    by_rater = np.array([gone(lambda i, r, _, one=one: r == one) for one in range(raters)])
    both = np.array([[gone(lambda i, r, _, a=a, b=b: (i, r) == (a, b)) for b in range(raters)] for a in range(items)])
    change = both - share()
    change -= change.mean(axis=1, keepdims=True)
    variance = [(len(one) - 1) / len(one) * ((one - one.mean()) ** 2).sum() for one in (by_item, by_rater)]
    beyond = max(variance[1] - (change**2).sum() * (raters - 1) / raters, 0)
    wider = 1 + 2 * skew(by_rater) ** 2 / raters
    half = np.sqrt(t.ppf(0.975, items - 1) ** 2 * variance[0] + (wider * t.ppf(0.975, raters / 3)) ** 2 * beyond)
    found = runs(study_of(long(answers), NUMBERS, settings=FAST)).share
    left, most = 1 - found.value, np.exp(half / (1 - found.value))
    assert (found.both_low, found.both_high) == pytest.approx((1 - left * most, 1 - left / most))


@pytest.mark.parametrize("persona", [0.0, 1.0])
def test_intervals_hold_what_is_true_and_zero_where_personas_are_alike(study_of, persona):
    found = [
        runs(study_of(long(drawn(25, 20, 2, persona, 1.0, seed)), NUMBERS, settings=FAST)).share for seed in range(20)
    ]
    many = runs(study_of(long(drawn(300, 20, 2, persona, 1.0, 99)), NUMBERS, settings=POINTS)).share.value
    held = np.mean([one.both_low <= many <= one.both_high for one in found])
    assert 0.84 <= held <= 1.0
    assert (many > 0.4) == bool(persona)


def test_an_interval_is_wider_where_the_runs_of_one_rater_are_far_apart(study_of):
    answers = drawn(raters=20).astype(float)
    restless = answers.copy()
    restless[:, 0] = np.where(np.arange(answers.shape[2]) % 2, 1, 9)
    alike, one_differs = (runs(study_of(long(each), NUMBERS, settings=FAST)).within for each in (answers, restless))
    assert one_differs.both_high / one_differs.both_low > 1.5 * alike.both_high / alike.both_low


@pytest.mark.parametrize(("raters", "reason"), [(19, "few_raters"), (20, None)])
def test_intervals_take_twenty_raters(study_of, raters, reason):
    found = runs(study_of(long(drawn(raters=raters)), NUMBERS, settings=FAST))
    for one in (found.within, found.between, found.share):
        assert (one.no_both, one.both_low is None, one.both_high is None) == (reason, bool(reason), bool(reason))


@pytest.mark.parametrize(("answers", "undefined", "no_both"), [
    (drawn(times=1), "no_repeats", None), (drawn(raters=3), None, "few_raters"),
    (drawn(items=4, raters=20), None, "few_items"),
])  # fmt: skip
def test_there_is_a_reason_where_there_is_no_number(study_of, answers, undefined, no_both):
    found = runs(study_of(long(answers), NUMBERS, settings=FAST))
    assert (found.share.undefined, found.share.no_both) == (undefined, no_both)
