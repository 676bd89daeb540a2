"""Differences of agreement: held to each part measured alone, to leaving out by hand, and to what is true."""

import importlib.util
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import agreement
from alignmentcard.measurement.statistics.differences import differences
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

krippendorff = pytest.importorskip("krippendorff")
FAST = Settings(replicates=30)
WAVES = Columns(item="item", rater="rater", value="value", occasion="wave")
SEX = Columns(item="item", rater="rater", value="value", attributes={"sex": "sex"})
ONE_TO_THREE = ("1", "2", "3")


def rounds(items=12, raters=6, noise=(1.0, 0.5), seed=0):
    """Answers (rounds, items, raters) of the same people to the same items."""
    rng = np.random.default_rng(seed)
    place, leaning = rng.normal(size=(items, 1)), rng.normal(size=raters) * 0.5
    drawn = [place + leaning + rng.normal(size=(items, raters)) * deviation for deviation in noise]
    return np.digitize(np.stack(drawn), (-0.6, 0.6)) + 1


def long(answers, skip=()):
    cells = [one for one in np.ndindex(answers.shape) if one not in skip]
    return {
        "wave": [f"wave {wave + 1}" for wave, _, _ in cells],
        "item": [f"i{item:02}" for _, item, _ in cells],
        "rater": [f"r{rater}" for _, _, rater in cells],
        "value": [int(answers[one]) for one in cells],
    }


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_each_part_is_as_it_is_alone(study_of, level):
    answers = rounds()
    (found,) = differences(study_of(long(answers), StatedScale(level, ONE_TO_THREE), WAVES, Settings(replicates=0)))
    assert (found.axis, found.parts, found.items, found.same_items) == ("wave", ("1", "2"), 12, True)
    for number, part in enumerate(answers):
        study = study_of(long(part[None]), StatedScale(level, ONE_TO_THREE))
        alone = agreement(study, count_patterns(study))
        told = {name: pair[number] for name, pair in found.values.items()}
        assert told == pytest.approx({
            f"alpha_{level}": alone.krippendorff_alpha.value,
            "percent_agreement": alone.percent_agreement.value,
            "fleiss_kappa": alone.fleiss_kappa.value,
            "gwet_ac1": alone.gwet_ac1.value,
        })  # fmt: skip
    for name, (first, second) in found.values.items():
        assert found.difference[name].value == pytest.approx(first - second)


def test_only_items_that_both_parts_rated_twice_count(study_of):
    answers = rounds()
    skip = {(1, item, rater) for item in (0, 1) for rater in range(1, 6)}
    (found,) = differences(study_of(long(answers, skip), StatedScale("nominal"), WAVES, FAST))
    (rest,) = differences(study_of(long(answers[:, 2:]), StatedScale("nominal"), WAVES, FAST))
    assert found.items == 10
    for name, pair in rest.values.items():
        assert found.values[name] == pytest.approx(pair)


def test_parts_without_items_in_common_are_compared_on_all_items(study_of):
    answers = rounds(items=20, raters=25)
    skip = {(wave, item, rater) for wave, item, rater in np.ndindex(answers.shape) if (item < 10) == bool(wave)}
    (found,) = differences(study_of(long(answers, skip), StatedScale("nominal"), WAVES, FAST))
    assert (found.items, found.same_items) == (0, False)
    assert found.difference["alpha_nominal"].both_low < found.difference["alpha_nominal"].both_high


def less(answers):
    """The difference of alpha in two rounds by the package krippendorff; NaN is no answer."""
    first, second = (
        krippendorff.alpha(part.T, level_of_measurement="nominal", value_domain=[1.0, 2.0, 3.0]) for part in answers
    )
    return first - second


def without(answers, places):
    left = answers.copy()
    left[places] = np.nan
    return less(left)


def test_the_interval_is_that_of_leaving_out_by_hand(study_of):
    answers = rounds(raters=25)
    (found,) = differences(study_of(long(answers), StatedScale("nominal", ONE_TO_THREE), WAVES, FAST))
    number = answers.astype(float)
    _, items, raters = answers.shape
    by_item = np.array([without(number, np.s_[:, item, :]) for item in range(items)])
    by_rater = np.array([without(number, np.s_[:, :, rater]) for rater in range(raters)])
    by_both = np.array([[without(number, np.s_[:, i, r]) for r in range(raters)] for i in range(items)])
    change = by_both - less(number)
    common = {}  # what items with the same counts in both rounds have in common
    for item in range(items):
        key = tuple((answers[:, item, :, None] == (1, 2, 3)).sum(axis=1).reshape(-1))
        common.setdefault(key, []).append(item)
    for alike in common.values():
        change[alike] -= change[alike].mean()
    variance = [(len(one) - 1) / len(one) * ((one - one.mean()) ** 2).sum() for one in (by_item, by_rater)]
    beyond = max(variance[1] - (change**2).sum(), 0)
    half = np.sqrt(t.ppf(0.975, items - 1) ** 2 * variance[0] + t.ppf(0.975, raters - 1) ** 2 * beyond)
    ours = found.difference["alpha_nominal"]
    assert (ours.both_low, ours.both_high) == pytest.approx((ours.value - half, ours.value + half), abs=1e-6)


def test_groups_are_compared_where_they_are_large_enough(study_of):
    answers = rounds(raters=52, noise=(1.0,))
    table = long(answers)
    table["sex"] = ["f" if int(name[1:]) < 25 else "m" if int(name[1:]) < 50 else "x" for name in table["rater"]]
    (found,) = differences(study_of(table, StatedScale("nominal"), SEX, FAST))
    assert (found.axis, found.parts) == ("sex", ("f", "m"))
    assert found.difference["alpha_nominal"].both_low is not None


@pytest.mark.parametrize(("table", "why"), [
    (long(rounds(raters=24)), "few_raters"),
    (long(np.repeat(rounds(), 2, axis=2)) | {"rater": [f"r{n // 2 % 6}" for n in range(2 * 12 * 12)]}, "repeats"),
])  # fmt: skip
def test_there_is_a_reason_where_there_is_no_interval_over_raters(study_of, table, why):
    (found,) = differences(study_of(table, StatedScale("nominal"), WAVES, FAST))
    assert found.difference["alpha_nominal"].no_both == why
    assert found.difference["alpha_nominal"].low is not None


def test_intervals_hold_what_is_true():
    """The same program as in `bench/`, on few tables; 25 of 25 would be too wide as well."""
    path = Path(__file__).parents[2] / "bench" / "coverage.py"
    spec = importlib.util.spec_from_file_location("coverage_of_differences", path)
    bench = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = bench
    spec.loader.exec_module(bench)
    held = [
        bench.differences_cover(bench.Design(30, 60, 4), "nominal", kind, noise, 15)
        for kind, noise in product(("pools", "rounds"), (1.0, 0.3))
    ]
    every = np.mean([share for one in held for share in one["truth"].values()])
    assert 0.87 <= every <= 0.995, held
