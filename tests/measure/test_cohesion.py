"""How groups stand to all others: within, across, their ratio, and what they answer."""

import numpy as np
import pytest

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.cohesion import cohesion
from alignmentcard.measurement.statistics.group_answers import of_items
from alignmentcard.measurement.statistics.groups import groups
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.statistics.rater_cells import cells_of
from alignmentcard.measurement.statistics.two_way import freedom_of
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

SEX = Columns(item="item", rater="rater", value="value", attributes={"sex": "sex"})
FAST = Settings(replicates=50)


def table(seed=0, items=40, sizes=(10, 10), lean=0.0, values=3):
    """Groups f and m, and small ones s0, s1, …; each group leans its own way on each item."""
    rng = np.random.default_rng(seed)
    names = ["f"] * sizes[0] + ["m"] * sizes[1] + [f"s{number // 2}" for number in range(sum(sizes[2:]))]
    views = {name: rng.integers(0, values, items) for name in dict.fromkeys(names)}
    common = rng.integers(0, values, items)
    rows = []
    for item in range(items):
        for rater, name in enumerate(names):
            drawn = rng.random()
            value = views[name][item] if drawn < lean else common[item] if drawn < 0.7 else rng.integers(0, values)
            rows.append((f"i{item}", f"r{rater}", str(value + 1), name))
    return dict(zip(("item", "rater", "value", "sex"), map(list, zip(*rows, strict=True)), strict=True))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_two_groups_are_as_in_who_agrees_with_whom(study_of, level):
    study = study_of(table(), StatedScale(level, ("1", "2", "3")), SEX, FAST)
    (found,), (known,) = cohesion(study), groups(study).agreement
    assert list(found.groups) == ["f", "m"]
    for name, group in found.groups.items():
        assert group.within.value == pytest.approx(known.within[name].value)
        assert group.across.value == pytest.approx(known.between["f ~ m"].value)
        assert group.association.value == pytest.approx(group.within.value / group.across.value)
        for one in (group.within, group.across, group.association):
            assert one.both_low < one.value < one.both_high


def test_groups_that_stand_together_have_an_association_over_one(study_of):
    for lean, over in ((0.0, False), (0.5, True)):
        (found,) = cohesion(study_of(table(lean=lean, items=120), StatedScale(values=("1", "2", "3")), SEX, FAST))
        assert (found.groups["f"].association.both_low > 1) is over


def test_groups_under_the_smallest_cell_are_merged_and_named(study_of):
    (found,) = cohesion(study_of(table(sizes=(8, 8, 6)), StatedScale(values=("1", "2", "3")), SEX, FAST))
    assert list(found.groups) == ["f", "m", "other"]
    assert found.merged == ("s0", "s1", "s2")
    assert found.groups["other"].raters == 6
    few = table(sizes=(8, 8, 2))
    (found,) = cohesion(
        study_of(few, StatedScale(values=("1", "2", "3")), SEX, Settings(replicates=50, minimum_cell=3))
    )
    assert sum(group.raters for group in found.groups.values()) == 18


def test_shares_and_means_of_groups_are_theirs(study_of):
    data = table()
    (found,) = cohesion(study_of(data, StatedScale("interval", ("1", "2", "3")), SEX, FAST))
    given = np.array([int(value) for value, sex in zip(data["value"], data["sex"], strict=True) if sex == "m"])
    group = found.groups["m"]
    assert group.mean.value == pytest.approx(given.mean())
    assert group.mean.low < group.mean.value < group.mean.high
    assert {label: one.value for label, one in group.shares.items()} == pytest.approx(
        {str(value): float((given == value).mean()) for value in (1, 2, 3)}
    )


def test_without_ids_groups_have_agreement_and_say_why_no_interval_is_over_raters(study_of):
    data = table()
    del data["rater"]
    columns = Columns(item="item", value="value", attributes={"sex": "sex"})
    (found,) = cohesion(study_of(data, StatedScale(values=("1", "2", "3")), columns, FAST))
    group = found.groups["f"]
    assert group.raters is None
    assert group.within.low < group.within.value < group.within.high
    assert (group.within.no_both, group.shares["1"].no_interval) == ("unknown_raters", "unknown_raters")


def test_a_group_of_few_raters_has_no_interval_over_them(study_of):
    settings = Settings(replicates=50, minimum_cell=2)
    (found,) = cohesion(study_of(table(sizes=(8, 3)), StatedScale(values=("1", "2", "3")), SEX, settings))
    assert found.groups["m"].within.no_both == "few_raters"
    assert found.groups["m"].shares["1"].no_interval == "few_raters"


@pytest.mark.parametrize(("raters", "reason"), [(9, "few_raters"), (10, None)])
def test_what_stands_between_groups_takes_ten_raters_on_both_sides(study_of, raters, reason):
    (found,) = cohesion(study_of(table(sizes=(raters, 12)), StatedScale(values=("1", "2", "3")), SEX, FAST))
    for group in found.groups.values():
        assert (group.within.no_both, group.across.no_both, group.association.no_both) == (None, reason, reason)


@pytest.mark.parametrize(("items", "reason"), [(9, "few_answers"), (10, None)])
def test_shares_of_raters_who_answer_little_have_no_interval(study_of, items, reason):
    (found,) = cohesion(study_of(table(items=items), StatedScale(values=("1", "2", "3")), SEX, FAST))
    share = found.groups["m"].shares["1"]
    assert (share.no_interval, share.low is None) == (reason, reason is not None)


def test_what_items_add_to_the_variance_over_raters_is_told_from_what_raters_add():
    """Two items with two answers each, of four raters: on one item all say 1, on the other 0, or raters disagree."""
    ones, away, one = np.ones(4), np.array([-0.5, 0.5]), np.array([1, 1])
    assert of_items(ones, Patterns(np.array([[0, 2], [2, 0]]), one), away) == pytest.approx((0.25 * 2 / 16, 0))
    assert of_items(ones, Patterns(np.array([[1, 1], [1, 1]]), one), away) == pytest.approx((0, 0.25 / 4))
    assert of_items(np.array([2, 2]), Patterns(np.array([[0, 2], [2, 0]]), one), away)[0] == 0
    assert of_items(ones, Patterns(np.array([[0, 1], [1, 0]]), np.array([2, 2])), away) == (0, 0)


def test_degrees_of_freedom_are_those_of_the_groups_whose_raters_matter():
    """Ten raters in two groups who answer alike often: five count as two and a half, and both together as five."""
    ones = np.ones(10, dtype=np.int64)
    cells = cells_of(np.arange(10), ones[:, None], 0 * ones, ones, ones)
    sides, away = np.arange(10) % 2, np.array([1.0, 1, -1, -1, 2, 2, -2, -2, 0, 0])
    assert freedom_of(away, cells, sides) == pytest.approx(5)
    assert freedom_of(np.where(sides == 0, away, 0), cells, sides) == pytest.approx(2.5)
