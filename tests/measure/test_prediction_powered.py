"""People's few answers with a system's many: held to special cases in closed form, to a search, and to what is true."""

import numpy as np
import pytest
from scipy.stats import t

from alignmentcard.cli.evaluate import lines
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.prediction_powered import best_weight, powered
from alignmentcard.measurement.statistics.systems import evaluate
from alignmentcard.measurement.tables.answers import read_answers
from alignmentcard.measurement.tables.scale import StatedScale

YES_NO = read_answers([("no", 1), ("yes", 1)], StatedScale("nominal"), (), "")
SETTINGS = Settings(replicates=10)


def drawn(rng, people=120, others=2000, right=0.9):
    """People's answers, and a system's to the same and to other items: it gives the true answer so often."""
    truth = rng.random(people + others) < 0.3
    said = np.where(rng.random(len(truth)) < right, truth, ~truth)
    one = np.eye(3)
    return one[truth[:people].astype(int)] * 4, one[said[:people].astype(int)], one[said[people:].astype(int)]


def found(counts, same, others, settings=SETTINGS):
    return powered(counts, same, others, YES_NO, settings).numbers["yes"]


def test_a_system_that_is_always_right_counts_in_full():
    counts, same, others = drawn(np.random.default_rng(0), right=1.0)
    _, both = found(counts, same, others)
    weight = best_weight(same[:, 1], same[:, 1], others[:, 1])
    assert weight == pytest.approx(2000 / 2120, abs=0.08)
    expected = weight * others[:, 1].mean() + (1 - weight) * same[:, 1].mean()
    assert both.value == pytest.approx(expected)


def test_a_good_system_makes_the_interval_narrower():
    alone, both = found(*drawn(np.random.default_rng(5), 400, right=0.95))
    assert both.high - both.low < 0.75 * (alone.high - alone.low)


def test_a_system_that_always_says_the_same_changes_nothing():
    counts, same, others = drawn(np.random.default_rng(1))
    same[:], others[:] = [0, 1, 0], [0, 1, 0]
    alone, both = found(counts, same, others)
    assert (both.value, both.low, both.high) == pytest.approx((alone.value, alone.low, alone.high))


def test_the_weight_is_the_one_with_the_smallest_variance():
    rng = np.random.default_rng(2)
    y, f, other = rng.normal(size=300), rng.normal(size=300), rng.normal(size=900)
    y = 0.5 * f + y
    variance = [
        w**2 * np.concatenate([f, other]).var() * (1 / 900 + 1 / 300) - 2 * w * np.cov(y, f)[0, 1] / 300
        for w in np.linspace(0, 1, 10_001)
    ]
    assert best_weight(y, f, other) == pytest.approx(np.argmin(variance) / 10_000, abs=2e-3)


@pytest.mark.parametrize(("right", "people"), [(0.5, 120), (0.7, 120), (0.95, 150), (0.95, 400), (1.0, 150)])
def test_intervals_hold_what_is_true(right, people):
    held = {0: [], 1: []}
    for seed in range(400):
        for number, one in enumerate(found(*drawn(np.random.default_rng(seed), people, right=right))):
            if one.low is not None:
                held[number].append(one.low <= 0.3 <= one.high)
    assert min(map(len, held.values())) > 320
    assert 0.92 <= np.mean(held[0]) <= 0.98
    assert 0.92 <= np.mean(held[1]) <= 0.98


def test_a_system_without_a_slip_may_have_slipped_where_nobody_looked():
    counts, same, others = drawn(np.random.default_rng(4), right=1.0)
    both = found(counts, same, others)[1]
    weight = best_weight(same[:, 1], same[:, 1], others[:, 1])
    seen = weight**2 * others[:, 1].var(ddof=1) / 2000 + ((1 - weight) * same[:, 1]).var(ddof=1) / 120
    assert (both.high - both.low) / 2 == pytest.approx(t.ppf(0.975, 119) * (seen + 1 / 3 / 120**2) ** 0.5, rel=0.01)


def test_a_share_that_the_system_leads_to_expect_of_few_has_no_interval_with_it():
    counts, same, others = drawn(np.random.default_rng(4), right=0.99)
    for one in (same, others):
        one[len(one) // 30 :] = [1, 0, 0]
    alone, both = found(counts, same, others)
    assert (alone.no_interval, both.no_interval, both.low) == (None, "few_items", None)


def test_a_share_that_nobody_gives_has_the_ends_of_so_many_items():
    counts, same, others = drawn(np.random.default_rng(4))
    counts[:] = [4, 0, 0]
    alone, both = found(counts, same, others)
    wide = t.ppf(0.975, 119) ** 2
    assert (alone.value, alone.low, alone.high) == pytest.approx((0, 0, wide / (120 + wide)))
    assert both == alone


@pytest.mark.parametrize("given", [0, 1, 2, 4, 60])
def test_ends_of_people_alone_are_those_of_wilson(given):
    """Held to the shares that a test would just not refuse, from all shares in turn; t and n − 1 for z and n."""
    people = np.eye(3)[np.repeat([1, 0], [given, 120 - given])]
    alone, _ = found(people, *drawn(np.random.default_rng(4))[1:])
    shares = np.linspace(1e-6, 1 - 1e-6, 1_000_001)
    items = 119 if given else 120
    held = shares[np.abs(given / 120 - shares) <= t.ppf(0.975, 119) * np.sqrt(shares * (1 - shares) / items)]
    assert (alone.low, alone.high) == pytest.approx((held[0], held[-1]), abs=5e-6)


def test_numbers_of_few_items_have_no_interval():
    assert [one.no_interval for one in found(*drawn(np.random.default_rng(4), 99))] == ["few_items"] * 2
    assert all(one.low is not None for one in found(*drawn(np.random.default_rng(4), 100)))


def test_ends_with_a_system_are_those_of_as_many_items_as_would_be_as_sure():
    people, same = np.repeat([[1, 1, 0, 0], [1, 0, 1, 0]], [70, 12, 8, 60], axis=1)
    one = np.eye(3)
    many = np.tile(one[np.repeat([1, 0], [78, 72])], (4000, 1))
    ends = found(one[people], one[same], many)[1]
    weight = best_weight(people, same, many[:, 1])
    seen = (people - weight * same).var(ddof=1) / 150 + weight**2 * many[:, 1].var(ddof=1) / len(many)
    shares = np.linspace(0, 1, 1_000_001)
    items = ends.value * (1 - ends.value) / (seen + 1 / 3 / 150**2)
    held = shares[np.abs(ends.value - shares) <= t.ppf(0.975, 149) * np.sqrt(shares * (1 - shares) / items)]
    assert (ends.low, ends.high) == pytest.approx((held[0], held[-1]), abs=5e-6)


def test_means_of_numbers_are_told_as_well_and_few_items_are_not_enough(study_of):
    rng = np.random.default_rng(3)
    items = [f"i{number}" for number in range(400)]
    value = rng.integers(1, 6, 400)
    people = {"item": items[:40] * 2, "rater": ["a"] * 40 + ["b"] * 40, "value": [*value[:40], *value[:40]]}
    for number, there in ((40, True), (20, False)):
        table = {name: [*column[:number], *column[40 : 40 + number]] for name, column in people.items()}
        study = study_of(table, StatedScale("interval", ("1", "2", "3", "4", "5")), settings=SETTINGS)
        study.engine.hold("system", study_table(items, value))
        (score,), _ = evaluate(study, {"model": "system"})
        assert bool(score.powered.numbers) is there
        assert any("of which people judged" in line for line in lines([score], [])) is there
    assert score.powered.items == 0


def study_table(items, value):
    import pyarrow as pa

    return pa.table({"item": items, "label": [str(one) for one in value]})
