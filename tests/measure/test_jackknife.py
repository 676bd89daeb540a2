"""What leaving out raters is worked out to change is what a table without them gives."""

import numpy as np
import pytest
from scipy.stats import t as student

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import _both, _features_apart, coefficients, on_line, points
from alignmentcard.measurement.statistics.groups import groups
from alignmentcard.measurement.statistics.one_way import over_raters
from alignmentcard.measurement.statistics.patterns import Patterns, count_kept, count_patterns
from alignmentcard.measurement.statistics.rater_cells import count_rater_cells
from alignmentcard.measurement.statistics.student import quantile, two_sided
from alignmentcard.measurement.statistics.two_way import left_out
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

SEX = Columns(item="item", rater="rater", value="value", attributes={"sex": "sex"})
SCALE = StatedScale("ordinal", ("1", "2", "3", "?"), abstain=("?",))


def table(rows):
    return dict(zip(("item", "rater", "value", "sex"), map(list, zip(*rows, strict=True)), strict=True))


def drawn(seed, raters, items, share):
    rng = np.random.default_rng(seed)
    return [(f"i{item}", f"r{rater}", str(rng.choice(["1", "2", "3", "?"], p=[0.4, 0.3, 0.2, 0.1])), "fm"[rater % 2])
            for item in range(items) for rater in range(raters) if rng.random() < share]  # fmt: skip


@pytest.mark.parametrize("freedom", [0.8, 1, 2.5, 4, 31.7, 1e4, 1e9])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_students_t(confidence, freedom):
    found = quantile(confidence, freedom)
    assert found == pytest.approx(student.ppf((1 + confidence) / 2, freedom), rel=5e-6)
    assert two_sided(found, freedom) == pytest.approx(1 - confidence, rel=1e-6)


def test_coefficients_without_a_rater_are_those_of_a_table_without_them(study_of):
    rows = drawn(1, 7, 25, 0.6)
    study = study_of(table(rows), SCALE, SEX)
    patterns, packed = count_kept(study)
    cells = count_rater_cells(study, packed)

    def features(counts):
        return _features_apart(Patterns(counts, np.ones(len(counts), dtype=np.int64)), study.answers)

    def found(summed):
        sums = _both(summed, 4)
        return {name: one(sums[on_line(name)]) for name, one in coefficients(study.answers).items()}

    without = left_out(patterns.counts, patterns.items, cells, features, found)
    assert {name: one.point for name, one in without.items()} == pytest.approx(points(patterns, study.answers))
    for rater in range(7):
        other = study_of(table([row for row in rows if row[1] != f"r{rater}"]), SCALE, SEX)
        expected = points(count_patterns(other), other.answers)
        assert {name: one.raters[rater] for name, one in without.items()} == pytest.approx(expected)


def effect_of(study_of, rows):
    return groups(study_of(table(rows), StatedScale(values=("1", "2")), SEX, Settings(minimum_cell=2))).effects[0]


@pytest.mark.parametrize("share", [1.0, 0.4])
def test_a_difference_between_groups_has_the_variance_of_leaving_out_each_rater(study_of, share):
    rng = np.random.default_rng(5)
    rows = [(f"i{i}", f"r{r}", str(rng.integers(1, 3)), "fm"[r % 2])
            for i in range(30) for r in range(11) if rng.random() < share]  # fmt: skip
    whole = effect_of(study_of, rows)
    half = (whole.effect.high - whole.effect.low) / 2
    apart = {sex: np.array([effect_of(study_of, [row for row in rows if row[1] != f"r{r}"]).effect.value
                            for r in range(11) if "fm"[r % 2] == sex]) for sex in "fm"}  # fmt: skip
    parts = [(len(one) - 1) / len(one) * ((one - one.mean()) ** 2).sum() for one in apart.values()]
    sizes = [np.array([sum(row[1] == f"r{r}" for row in rows) for r in range(11) if "fm"[r % 2] == s]) for s in "fm"]
    freedom = sum(parts) ** 2 / sum(part**2 / (len(size) - 1) for part, size in zip(parts, sizes, strict=True))
    widest = student.ppf(0.975, freedom) * sum(parts) ** 0.5
    if share == 1:
        assert half == pytest.approx(widest)
        assert whole.p_value == pytest.approx(2 * student.sf(abs(whole.effect.value) / sum(parts) ** 0.5, freedom))
    else:
        assert 0.7 * widest < half < widest


def test_numbers_of_raters_who_are_alike_have_no_interval():
    alike = over_raters(0.5, np.full(6, 0.5), np.ones(6), Settings())
    assert (alike.value, alike.low, alike.no_interval) == (0.5, None, "all_alike")
    assert over_raters(0.5, np.array([0.4, 0.6]), np.ones(2), Settings()).no_interval == "few_raters"


@pytest.mark.parametrize("value", [0.01, 0.5, 0.99])
def test_ends_of_a_share_are_those_of_as_many_answers_as_make_it_as_sure(value):
    without = value + np.linspace(-0.002, 0.002, 6)
    found = over_raters(value, without, np.ones(6), Settings(), share=True)
    variance = 5 / 6 * ((without - value) ** 2).sum()
    t = student.ppf(0.975, 5)
    for end in (found.low, found.high):
        assert (value - end) ** 2 == pytest.approx(t**2 * variance * end * (1 - end) / (value * (1 - value)))
    assert 0 < found.low < value < found.high < 1
