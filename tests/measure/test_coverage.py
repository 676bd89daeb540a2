"""Intervals hold the truth about as often as they say, and tests find nothing about as seldom; more in `bench/`."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from alignmentcard.measurement.results.values import Estimate, GroupEffect
from alignmentcard.measurement.statistics.groups import difference, groups
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

SIDE = Columns(item="item", rater="rater", value="value", attributes={"side": "side"})
BENCH = Path(__file__).parents[2] / "bench"


def loaded(name):
    spec = importlib.util.spec_from_file_location(f"{name}_of_intervals", BENCH / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def bench():
    yield from loaded("coverage")


@pytest.fixture(scope="module")
def graded():
    yield from loaded("coverage_graded")


@pytest.mark.nightly
def test_each_raters_agreement_with_the_others_is_covered_by_its_interval(graded):
    held = graded.held_by(graded.Design(5, 150, 5, crossed=True), graded.beside_others, 80, same_raters=True)
    assert 0.91 <= np.mean([np.mean(one) for one in held.values()]) <= 0.98, held


@pytest.mark.nightly
def test_intervals_of_what_is_compared_cover(graded):
    line = next(graded.show_preferences(60))
    shares = [float(part) for part in line.replace("(", " ").split() if part[:2] in ("0.", "1.")]
    assert np.mean(shares) >= 0.88, line


@pytest.mark.nightly
def test_intervals_of_intraclass_correlations_cover(graded):
    """Those of the F distribution held ICC(A,1) of such tables 0.98 to 1.00 times."""
    held = graded.held_by(graded.Design(5, 100, 5, crossed=True), graded.of_numbers, 150, same_raters=True)
    assert all(0.9 <= np.mean(one) <= 0.98 for one in held.values()), held


def test_five_raters_who_answer_all_items_are_enough_for_an_interval(bench):
    held = bench.agreement_covers(bench.Design(5, 300, 5), "nominal", 25)
    assert min(held["both"].values()) >= 0.84, held
    assert not bench.agreement_covers(bench.Design(3, 50, 3), "nominal", 2)["both"]


@pytest.mark.parametrize("raters", [5, 50])
def test_intervals_of_repeated_answers_cover(bench, raters):
    held = {name: np.mean(one) for name, one in bench.retest_covers(raters, 150).items()}
    assert len(held) == 9
    assert all(0.88 <= share <= 0.99 for share in held.values()), held


def test_one_rater_has_no_interval_of_repeated_answers(bench):
    assert not bench.retest_covers(1, 3)


def test_intervals_of_runs_cover_where_raters_differ_in_how_far_their_runs_are_apart(bench):
    """Before, they held the truth 0.90 times."""
    held = bench.runs_cover(20, 30, 1.0, 150, apart=0.6)
    assert all(share >= 0.89 for share in held.values()), held


def test_intervals_of_shares_of_a_group_cover_seldom_values(graded):
    held = graded.shares_held(graded.Design(10, 10, 10, crossed=True), 5, 150)
    assert all(0.89 <= np.mean(one) <= 0.995 for one in held.values()), held


@pytest.mark.nightly
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("design", [(5, 1000, 5), (10, 1000, 10), (10, 300, 3), (50, 300, 3), (500, 1000, 3)])
def test_intervals_of_agreement_cover(bench, level, design):
    held = bench.agreement_covers(bench.Design(*design), level, 150)
    assert all(0.9 <= share <= 0.995 for over in held.values() for share in over.values()), held
    assert 0.92 <= np.mean(list(held["both"].values())) <= 0.98, held


@pytest.mark.nightly
@pytest.mark.parametrize("design", [(10, 200, 4, 0.6), (10, 200, 2, 0.0), (100, 200, 4, 0.6)])
def test_a_difference_is_found_seldom_where_there_is_none(bench, design):
    """Before, it was found in 11 to 31 of 100 such tables."""
    found, holds = bench.group_test(bench.Design(*design), 150)
    assert found <= 0.1
    assert holds >= 0.9


def test_groups_without_the_engine_are_those_of_the_engine(bench, study_of):
    """What the program for intervals sums by rater gives the same difference, interval and test."""
    design = bench.Design(12, 60, 3)
    table = bench.drawn(design, "nominal", np.random.default_rng(3))
    columns = {"item": table.item, "rater": table.rater, "value": table.code + 1, "side": table.rater % 2}
    told = {name: list(map(str, column)) for name, column in columns.items()}
    study = study_of(told, StatedScale("nominal"), SIDE)
    (expected, *_) = groups(study).effects
    none = GroupEffect("side", ("0", "1"), "share", "percentage_points", Estimate(), 0, (0, 0))
    found = difference(study.settings, none, bench.sums_of_raters(table, design, np.array([1.0, 0, 0])), scale=-100.0)
    assert found.effect.value == pytest.approx(expected.effect.value)
    assert (found.effect.high, found.effect.low) == pytest.approx((expected.effect.low, expected.effect.high))
    assert found.p_value == pytest.approx(expected.p_value)
