"""Coefficients against worked examples, against the krippendorff package, and where they are not defined."""

from decimal import Decimal

import krippendorff
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics import coefficients as of
from alignmentcard.measurement.statistics.agreement import agreement, pattern_agreement, points, sums_of
from alignmentcard.measurement.statistics.bootstrap import EXACT, FEW, MANY, resampled
from alignmentcard.measurement.statistics.patterns import count_patterns, distinct
from alignmentcard.measurement.statistics.several_labels import masi, several_labels
from alignmentcard.measurement.tables.numbers import line
from alignmentcard.measurement.tables.scale import StatedScale

NAN = float("nan")
KRIPPENDORFF = np.array([
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
])  # fmt: skip


def long(matrix):
    """Write a matrix (raters, items) with NaN for gaps as a long table."""
    raters, items = np.nonzero(~np.isnan(matrix))
    return {
        "item": [f"i{item}" for item in items],
        "rater": [f"r{rater}" for rater in raters],
        "value": [float(value) for value in matrix[raters, items]],
    }


def measured(study):
    return agreement(study, count_patterns(study) if study.answers.narrow else None)


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_worked_example(study_of, level, value):
    found = measured(study_of(long(KRIPPENDORFF), StatedScale(level)))
    assert found.krippendorff_alpha == found.alpha[level]
    assert round(found.alpha[level].value, 3) == value


def test_gwets_ac1_counts_items_with_one_rating_in_chance(study_of):
    assert round(measured(study_of(long(KRIPPENDORFF))).gwet_ac1.value, 4) == 0.7754


def test_fleiss_worked_example(study_of):
    """Fleiss (1971) as in many textbooks: ten subjects, fourteen raters, five categories, kappa .210."""
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    rows = [(f"i{n}", str(value), count) for n, row in enumerate(counts) for value, count in enumerate(row) if count]
    table = dict(zip(("item", "value", "count"), map(list, zip(*rows, strict=True)), strict=True))
    study = study_of(table)
    assert study.table.layout.shape == "counts"
    assert round(measured(study).fleiss_kappa.value, 3) == 0.210


def test_cohens_worked_example(study_of):
    """Two raters, 50 items: 20 both yes, 15 both no, 5 and 10 apart; kappa is .4."""
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    table = {"item": [*range(50)] * 2, "rater": ["a"] * 50 + ["b"] * 50, "value": first + second}
    assert measured(study_of(table)).cohen_kappa.value == pytest.approx(0.4)


matrices = st.integers(2, 6).flatmap(
    lambda raters: st.integers(2, 8).flatmap(
        lambda items: st.lists(
            st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=items, max_size=items),
            min_size=raters,
            max_size=raters,
        )
    )
)


@given(matrices)
@with_examples(150)
def test_alpha_is_that_of_the_krippendorff_package_on_random_tables(rows):
    matrix = np.array([[NAN if value is None else value for value in row] for row in rows], dtype=float)
    counts = np.array([[(matrix[:, item] == value).sum() for value in range(1, 6)] for item in range(matrix.shape[1])])
    rated = counts[counts.sum(axis=1) > 0]
    if not len(rated):
        return
    sums = sums_of(distinct(rated, np.ones(len(rated), dtype=np.int64)))
    for level in of.LEVELS:
        found = float(of.alpha(sums, level, line([Decimal(value) for value in range(1, 6)], [1] * 5)))
        try:
            with np.errstate(all="ignore"):
                expected = krippendorff.alpha(
                    value_counts=counts, value_domain=[1, 2, 3, 4, 5], level_of_measurement=level
                )
        except ValueError:
            assert np.isnan(found)
            continue
        assert (np.isnan(found) and np.isnan(expected)) or found == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.lists(st.integers(0, 100), min_size=1, max_size=7), min_size=3, max_size=30), st.randoms())
@settings(with_examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_slider_has_the_alpha_of_the_krippendorff_package(study_of, rows, random):
    rows = [*rows, [*range(0, 62, 2)], [*range(1, 60, 2)]]
    cells = [(item, value) for item, row in enumerate(rows) for value in row]
    study = study_of(
        {"item": [item for item, _ in cells], "value": [value for _, value in cells]}, StatedScale("interval")
    )
    assert not study.answers.narrow
    counts = np.zeros((len(rows), 101))
    np.add.at(counts, tuple(zip(*cells, strict=True)), 1)
    found = measured(study)
    for level in of.LEVELS:
        expected = krippendorff.alpha(value_counts=counts, value_domain=np.arange(101.0), level_of_measurement=level)
        assert found.alpha[level].value == pytest.approx(expected, abs=1e-9)


def test_a_long_list_of_labels_has_the_alpha_and_interval_of_counting_each(study_of):
    """Forty labels by moments, against the same items counted label by label."""
    rng = np.random.default_rng(12)
    truth = rng.integers(0, 40, 300)
    codes = np.where(rng.random((300, 5)) < 0.5, truth[:, None], rng.integers(0, 40, (300, 5)))
    table = {"item": np.repeat(np.arange(300), 5), "value": [f"label {code:02}" for code in codes.reshape(-1)]}
    found = measured(study_of(table, settings=Settings())).krippendorff_alpha
    counts = np.zeros((300, 40), dtype=np.int64)
    np.add.at(counts, (table["item"], codes.reshape(-1)), 1)
    patterns = distinct(counts, np.ones(300, dtype=np.int64))
    again = [float(of.alpha(sums, "nominal")) for sums in _drawn(patterns, 400, 1)]
    assert found.value == pytest.approx(float(of.alpha(sums_of(patterns), "nominal")), abs=1e-9)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(again, [0.025, 0.975])), abs=0.012)


@pytest.mark.parametrize(
    ("table", "reason", "agree"),
    [
        ({"item": [1, 1, 2, 2], "rater": ["a", "b"] * 2, "value": ["y"] * 4}, "no_variation", 1.0),
        ({"item": [1, 2, 3], "rater": ["a", "b", "a"], "value": ["y", "n", "y"]}, "no_overlap", None),
        ({"item": [1, 2, 3], "rater": ["a"] * 3, "value": ["y", "n", "y"]}, "no_overlap", None),
    ],
    ids=["one value", "one rating an item", "one rater"],
)
def test_what_is_not_defined_has_a_name(study_of, table, reason, agree):
    found = measured(study_of(table))
    assert found.krippendorff_alpha.undefined == found.fleiss_kappa.undefined == found.gwet_ac1.undefined == reason
    assert found.percent_agreement.value == agree


def test_one_item_is_enough_where_its_raters_differ(study_of):
    found = measured(study_of({"item": [1] * 4, "rater": [*"abcd"], "value": [*"yynn"]}))
    assert found.krippendorff_alpha.value == pytest.approx(0.0)


def test_a_table_without_raters_has_all_but_what_needs_them(study_of):
    found = measured(study_of({"item": [1, 1, 2, 2], "value": [*"yyyn"]}))
    assert found.krippendorff_alpha.value is not None
    assert found.cohen_kappa.undefined == "no_raters"


def test_text_has_no_distances_and_levels_say_so(study_of):
    found = measured(study_of({"item": [1, 1, 2, 2], "value": [*"yyyn"]}, StatedScale("ordinal", ("n", "y"))))
    assert set(found.alpha) == {"nominal", "ordinal"}


def test_intervals_over_items_cover_the_truth_as_often_as_they_say():
    """Binary items with a known alpha; the 90 % interval of 200 tables holds it in about nine of ten."""
    rng = np.random.default_rng(5)
    truth = _alpha_of(rng, 200_000)
    covered = 0
    for seed in range(200):
        patterns = _simulated(np.random.default_rng(seed), 150)
        again = [points_of(sums) for sums in _drawn(patterns, 300, seed)]
        low, high = np.quantile(again, [0.05, 0.95])
        covered += low <= truth <= high
    assert 0.83 <= covered / 200 <= 0.96


def _simulated(rng, items):
    yes = rng.binomial(5, rng.beta(0.6, 0.9, size=items))
    return distinct(np.column_stack([5 - yes, yes]), np.ones(items, dtype=np.int64))


def _alpha_of(rng, items):
    return float(of.alpha(sums_of(_simulated(rng, items)), "nominal"))


def _drawn(patterns, replicates, seed):
    from alignmentcard.measurement.statistics.agreement import _features, sums_from

    again = resampled(_features(patterns), patterns.items, replicates, seed)
    return [sums_from(row, patterns.counts.shape[1]) for row in again]


def points_of(sums):
    return float(of.alpha(sums, "nominal"))


def test_many_patterns_are_resampled_by_their_normal_limit():
    """Where there are more patterns than the exact bootstrap takes, mean and spread of the sums are the same."""
    rng = np.random.default_rng(1)
    features, items = rng.gamma(2.0, size=(EXACT + 500, 2)), rng.integers(1, 5, EXACT + 500)
    limit = resampled(features, items, 4000, 3)
    drawn = rng.multinomial(items.sum(), items / items.sum(), size=4000) @ features
    assert limit.mean(axis=0) == pytest.approx(drawn.mean(axis=0), rel=2e-3)
    assert limit.std(axis=0) == pytest.approx(drawn.std(axis=0), rel=0.06)


@pytest.mark.parametrize(("rare", "normal"), [(FEW, True), (FEW - 1, False)])
def test_very_many_items_are_resampled_by_their_normal_limit_unless_some_are_rare(rare, normal):
    features, items = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 0.0]]), np.array([MANY, rare])
    again = resampled(features, items, 4000, 3)
    assert again[:, 0] == pytest.approx(items.sum())
    assert again[:, 1].mean() == pytest.approx(rare, rel=2e-3)
    assert again[:, 1].std() == pytest.approx((rare * MANY / items.sum()) ** 0.5, rel=0.06)
    assert (again[:, 1] % 1 > 0).any() == normal


def test_statements_about_people_have_an_interval_over_items_and_raters(study_of):
    rng = np.random.default_rng(2)
    truth = rng.integers(0, 2, 80)
    noisy = {"item": [], "rater": [], "value": []}
    for rater in range(6):
        for item in range(80):
            noisy["item"].append(item)
            noisy["rater"].append(f"r{rater}")
            noisy["value"].append(int(truth[item] if rng.random() < 0.6 + 0.06 * rater else 1 - truth[item]))
    found = measured(study_of(noisy, settings=Settings(replicates=400)))
    alpha = found.krippendorff_alpha
    assert alpha.both_low < alpha.value < alpha.both_high < 1
    assert alpha.both_high - alpha.both_low > alpha.high - alpha.low
    assert alpha.widest == (alpha.both_low, alpha.both_high)
    assert found.cohen_pairs == 15


@pytest.mark.parametrize(
    ("raters", "value", "reason"),
    [
        (4, lambda item, rater: (item * rater) % 3 == 1, "few_raters"),
        (7, lambda item, rater: item % 2, "all_agree"),
        (7, lambda item, rater: rater == 3 and item == 5, "few_defined"),
    ],
)
def test_an_interval_over_raters_is_withheld_with_its_reason(study_of, raters, value, reason):
    pairs = [(item, rater) for item in range(30) for rater in range(raters)]
    columns = {"item": [i for i, _ in pairs], "rater": [r for _, r in pairs], "value": [int(value(*p)) for p in pairs]}
    alpha = measured(study_of(columns, settings=Settings(replicates=50))).krippendorff_alpha
    assert (alpha.both_low, alpha.no_both) == (None, reason)
    assert alpha.low is not None


def test_a_few_raters_who_gave_nearly_all_answers_are_few(study_of):
    pairs = [(item, rater) for item in range(60) for rater in range(2)] + [(item, 2 + item) for item in range(9)]
    columns = {"item": [i for i, _ in pairs], "rater": [r for _, r in pairs], "value": [i * r % 3 for i, r in pairs]}
    assert measured(study_of(columns, settings=Settings(replicates=50))).krippendorff_alpha.no_both == "few_raters"


def test_each_of_several_labels_is_its_own_question(study_of):
    answers = ["a,b", "a", "b", "b", "a,b", "b"]
    table = {"item": [1, 1, 2, 2, 3, 3], "rater": [*"xy"] * 3, "value": answers}
    study = study_of(table, settings=Settings(replicates=0, separator=","))
    found = several_labels(study, count_patterns(study))
    assert set(found) == {"sets", "a", "b"}
    yes_no = {"item": table["item"], "rater": table["rater"], "value": ["a" in answer for answer in answers]}
    assert found["a"].krippendorff_alpha == measured(study_of(yes_no)).krippendorff_alpha


def test_masi_distance():
    """Passonneau (2006): subsets count two thirds of Jaccard, overlaps one third."""
    sets = [frozenset("a"), frozenset("ab"), frozenset("bc"), frozenset("c")]
    assert masi(sets)[0] == pytest.approx([0, 1 - 1 / 2 * 2 / 3, 1, 1])
    assert masi(sets)[1, 2] == pytest.approx(1 - 1 / 3 * 1 / 3)


def test_abstentions_are_dropped_with_the_items_they_leave_alone(study_of):
    table = {"item": [1, 1, 2, 2, 3, 3], "rater": [*"xy"] * 3, "value": ["y", "?", "n", "n", "y", "y"]}
    study = study_of(table, StatedScale(values=("n", "y", "?"), abstain=("?",)))
    dropped = count_patterns(study).without(study.answers.abstain)
    assert int(dropped.rated(2).items.sum()) == 2
    assert points(dropped, study.answers)["alpha_nominal"] == pytest.approx(1.0)
    assert pattern_agreement(dropped, study).percent_agreement.value == 1.0
