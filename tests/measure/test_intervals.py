"""Intervals hold what is true of the items that tables are drawn from about as often as they say."""

import numpy as np
import pytest

from alignmentcard.measurement.results.definitions import NO_INTERVAL
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import agreement, pattern_agreement
from alignmentcard.measurement.statistics.components import components
from alignmentcard.measurement.statistics.few_raters import Signatures
from alignmentcard.measurement.statistics.groups import groups
from alignmentcard.measurement.statistics.moments import moments_agreement
from alignmentcard.measurement.statistics.pairs import with_cohen
from alignmentcard.measurement.statistics.patterns import Patterns, count_patterns, distinct
from alignmentcard.measurement.statistics.perspectives import Joint, who_is_overruled
from alignmentcard.measurement.statistics.spread import spread
from alignmentcard.measurement.tables.scale import NARROW, StatedScale
from alignmentcard.model.release import Columns

SETTINGS = Settings(replicates=300, confidence=0.9)
TABLES, ITEMS = 200, 150
LABELS = ("a", "b", "c")


@pytest.fixture
def study(study_of):
    """A study whose scale and settings serve; the counts come from the simulations."""
    given = {"item": [1, 1, 1], "rater": [*"rst"], "value": [*LABELS]}
    return study_of(given, StatedScale("nominal", LABELS), settings=SETTINGS)


def covered(found, truth):
    """Say how often each of some intervals, by name, holds the true value of that name."""
    held = {name: [low <= truth[name] <= high for low, high in ends] for name, ends in found.items()}
    return {name: float(np.mean(one)) for name, one in held.items()}


def simulated_patterns(rng, items):
    """Six ratings of each item, whose values are drawn from a distribution of its own."""
    shares = rng.dirichlet([0.9, 0.5, 0.3], size=items)
    counts = np.array([rng.multinomial(6, share) for share in shares], dtype=np.int64)
    return distinct(counts, np.ones(items, dtype=np.int64))


def simulated_joint(rng, items):
    """Two groups of four and two raters; the second leans another way on each item."""
    first = rng.dirichlet([1.0, 1.0, 1.0], size=items)
    second = 0.5 * first + 0.5 * rng.dirichlet([1.0, 1.0, 1.0], size=items)
    parts = [[rng.multinomial(size, share) for share in shares] for size, shares in ((4, first), (2, second))]
    counts = np.stack([*map(np.array, parts), np.zeros((items, 3))], axis=1).astype(np.int64)
    return Joint(0, "gender", ("many", "few"), counts, np.ones(items, dtype=np.int64), None)


def simulated_signatures(rng, items):
    """Four raters who take over the item's value with different diligence; one leaves out a third of the items."""
    truth = rng.integers(0, 3, items)
    keeps = rng.random((items, 4)) < [0.9, 0.8, 0.7, 0.6]
    answers = np.where(keeps, truth[:, None], rng.integers(0, 3, (items, 4)))
    answers[rng.random(items) < 1 / 3, 3] = -1
    return Signatures(tuple("rstu"), answers.astype(np.int64), np.ones(items, dtype=np.int64), 3)


def test_intervals_of_spread_cover_the_truth(study):
    whole = spread(study, simulated_patterns(np.random.default_rng(900), 60_000))
    truth = {"entropy": whole.entropy, "unanimous": whole.unanimous}
    drawn = [spread(study, simulated_patterns(np.random.default_rng(seed), ITEMS)) for seed in range(TABLES)]
    shares = covered({name: [one.intervals[name] for one in drawn] for name in truth}, truth)
    assert all(0.84 <= share <= 0.96 for share in shares.values()), shares


def test_quartiles_of_spread_have_an_interval_only_where_few_items_are_alike(study, study_of):
    few = spread(study, simulated_patterns(np.random.default_rng(0), ITEMS))
    assert set(few.intervals) == {"entropy", "unanimous"}
    rng, item = np.random.default_rng(7), np.repeat(np.arange(200), 5)
    data = {"item": item, "rater": np.tile([*"abcde"], 200), "value": rng.normal(50, 10, 1000)}
    many = spread(study_of(data, StatedScale("interval"), settings=SETTINGS), None)
    assert set(many.intervals) == {"unanimous", "lower", "median", "upper"}
    assert all(low < many.deviation[name] < high for name, (low, high) in many.intervals.items() if name != "unanimous")


def test_intervals_of_overruled_shares_cover_the_truth(study):
    whole = who_is_overruled(study, simulated_joint(np.random.default_rng(900), 60_000))
    drawn = [who_is_overruled(study, simulated_joint(np.random.default_rng(seed), ITEMS)) for seed in range(TABLES)]
    for truth, ends in ((whole.share, "share_intervals"), (whole.ratio, "ratio_intervals")):
        shares = covered({name: [getattr(one, ends)[name] for one in drawn] for name in truth}, truth)
        assert all(0.84 <= share <= 0.96 for share in shares.values()), shares


def test_intervals_of_mean_kappa_cover_the_truth(study):
    agreed = pattern_agreement(Patterns(np.array([[1, 1, 1]]), np.array([1])), study)

    def kappa(seed, items):
        return with_cohen(agreed, study, agreed, simulated_signatures(np.random.default_rng(seed), items))

    truth = kappa(900, 60_000).cohen_kappa.value
    drawn = [kappa(seed, ITEMS).cohen_kappa for seed in range(TABLES)]
    shares = covered({"kappa": [(one.low, one.high) for one in drawn]}, {"kappa": truth})
    assert 0.84 <= shares["kappa"] <= 0.96, shares


@pytest.mark.parametrize(("shared", "reason"), [(39, "few_items"), (40, None)])
def test_the_mean_kappa_of_pairs_that_share_few_items_has_no_interval(study_of, shared, reason):
    values = np.random.default_rng(3).integers(0, 3, size=(shared, 3))
    data = {"item": [*range(shared)] * 3, "rater": [f"r{n}" for n in range(3) for _ in range(shared)]}
    study = study_of({**data, "value": values.T.reshape(-1)}, settings=SETTINGS)
    found = agreement(study, count_patterns(study))
    assert found.cohen_pairs == 3
    assert found.cohen_kappa.no_interval == reason
    assert (found.cohen_kappa.low is None) == (reason is not None)


def test_overruled_shares_have_the_same_intervals_by_a_released_label_that_is_the_majority(study_of):
    rng = np.random.default_rng(4)
    votes = rng.integers(0, 3, size=(60, 15))
    label = [np.bincount(row, minlength=3) for row in votes]
    single = [number for number, count in enumerate(label) if (count == count.max()).sum() == 1]
    rows = [(item, rater, LABELS[votes[item, rater]], LABELS[label[item].argmax()])
            for item in single for rater in range(15)]  # fmt: skip
    data = {name: [row[place] for row in rows] for place, name in enumerate(("item", "rater", "value", "hard_label"))}
    data["gender"] = ["f" if rater < 9 else "m" for rater in data["rater"]]
    columns = Columns(item="item", rater="rater", value="value", attributes={"gender": "gender"})
    released = groups(study_of(data, StatedScale(values=LABELS), columns, SETTINGS)).overruled[0]
    del data["hard_label"]
    majority = groups(study_of(data, StatedScale(values=LABELS), columns, SETTINGS)).overruled[0]
    assert (released.label, majority.label) == ("released", "majority")
    assert (released.share, released.ratio) == (majority.share, majority.ratio)
    for name in ("f", "m"):
        assert released.share_intervals[name] == pytest.approx(majority.share_intervals[name], abs=0.03)
        assert released.ratio_intervals[name][0] < released.ratio[name] < released.ratio_intervals[name][1]


def test_what_has_no_interval_says_why(study_of):
    rng = np.random.default_rng(6)
    rated = [(item, rater) for item in range(60) for rater in rng.choice(14, 11, replace=False)]
    data = {"item": [str(item) for item, _ in rated], "rater": [f"r{rater}" for _, rater in rated]}
    few = study_of({**data, "value": rng.integers(0, 3, len(rated))}, settings=SETTINGS)
    patterns = count_patterns(few)
    assert components(few, patterns, 0).item.no_interval == "crossed"
    assert with_cohen(pattern_agreement(patterns, few), few, patterns, None).cohen_kappa.no_interval == "many_raters"
    many = study_of({**data, "value": rng.integers(1, 900, len(rated))}, StatedScale("ratio"), settings=SETTINGS)
    found = moments_agreement(many)
    assert found.alpha["ratio"].no_interval == "many_pairs"
    assert found.alpha["interval"].no_interval is None
    assert (found.alpha["nominal"].no_interval, found.percent_agreement.no_interval) == ("many_numbers",) * 2
    assert str(NARROW) in NO_INTERVAL["many_numbers"]
    labels = [f"label {code}" for code in rng.integers(1, 90, len(rated))]
    found = moments_agreement(study_of({**data, "value": labels}, settings=SETTINGS))
    assert found.alpha["nominal"].low < found.alpha["nominal"].value < found.alpha["nominal"].high
    assert found.percent_agreement.low < found.percent_agreement.value


def test_without_replicates_there_are_neither_intervals_nor_reasons(study_of):
    data = {"item": [1, 1, 2, 2, 3, 3], "rater": [*"ababab"], "value": [*"yynnyn"]}
    study = study_of(data)
    assert spread(study, count_patterns(study)).intervals == {}
    assert components(study, count_patterns(study), 0).item.no_interval is None


def test_no_unanimous_item_among_many_is_not_taken_for_none_at_all(study):
    found = spread(study, Patterns(np.array([[3, 2, 1]]), np.array([ITEMS])))
    assert found.unanimous == 0
    low, high = found.intervals["unanimous"]
    assert low == 0
    assert 0.01 < high < 0.03
