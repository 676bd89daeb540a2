"""Numbers: read exactly, and put on a line so that alpha is what exact arithmetic gives, wherever they stand."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import agreement
from alignmentcard.measurement.statistics.components import components
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.statistics.spread import spread
from alignmentcard.measurement.tables.numbers import FINEST_GRID, line, read_number, write_number
from alignmentcard.measurement.tables.scale import StatedScale

ROWS = [[1, 1, 2], [3, 4], [5, 5, 5], [2, 9], [7, 7, 1], [4, 4], [6, 8, 9], [3]]


def exact_alpha(rows, ratio=False):
    """Krippendorff's alpha at distances, in fractions: D_o over pairs within an item, D_e over all pairs."""
    paired = [[Fraction(value) for value in row] for row in rows if len(row) > 1]
    every = [value for row in paired for value in row]

    def apart(a, b):
        if not ratio:
            return (a - b) ** 2
        return ((a - b) / (a + b)) ** 2 if a + b else Fraction(0)

    observed = sum(Fraction(sum(apart(a, b) for a in row for b in row), len(row) - 1) for row in paired) / len(every)
    expected = Fraction(sum(apart(a, b) for a in every for b in every), len(every) * (len(every) - 1))
    return float(1 - observed / expected)


def table(rows):
    return {
        "item": [f"i{number}" for number, row in enumerate(rows) for _ in row],
        "rater": [f"r{number}" for row in rows for number, _ in enumerate(row)],
        "value": [value for row in rows for value in row],
    }


def wide(rows):
    """The same rows among many more values, so that each cannot be counted on its own."""
    return [*rows, *([Fraction(number, 8), Fraction(number + number % 3, 8)] for number in range(80, 112))]


def alphas(study):
    found = agreement(study, count_patterns(study) if study.answers.narrow else None)
    return {level: estimate.value for level, estimate in found.alpha.items()}


SHIFTS = ["0", "1e6", "1e15", "1700000000", "-3"]
SCALES = ["1", "1e-7", "1e-200", "1e200", "0.1", "1000003"]


@pytest.mark.parametrize("rows", [ROWS, wide(ROWS)], ids=["narrow", "wide"])
@pytest.mark.parametrize(("shift", "scale"), [
    ("0", "1"), ("1e6", "1"), ("1e15", "1"), ("1e15", "0.1"), ("1700000000", "1"), ("-3", "1"), ("0", "1e-7"),
    ("1e6", "1e-7"), ("0", "1e-200"), ("0", "1e200"), ("1e15", "1000003"), ("1e100", "1e-7"),
])  # fmt: skip
def test_alpha_is_that_of_exact_arithmetic_for_numbers_written_as_texts(study_of, rows, shift, scale):
    with localcontext(prec=500):
        moved = [[Decimal(str(float(value))) * Decimal(scale) + Decimal(shift) for value in row] for row in rows]
    found = alphas(study_of(table([[str(value) for value in row] for row in moved]), StatedScale("interval")))
    assert found["interval"] == pytest.approx(exact_alpha(moved), rel=1e-9, abs=1e-12)
    if Decimal(shift) >= 0:
        assert found["ratio"] == pytest.approx(exact_alpha(moved, ratio=True), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("rows", [ROWS, wide(ROWS)], ids=["narrow", "wide"])
@pytest.mark.parametrize("shift", [0.0, 1e6, 1e15])
@pytest.mark.parametrize("scale", [1.0, 1e-7])
def test_alpha_is_that_of_exact_arithmetic_for_floating_point_numbers(study_of, rows, shift, scale):
    moved = [[float(value) * scale + shift for value in row] for row in rows]
    if len({value for row in moved for value in row}) < 2:
        pytest.skip("the numbers are one in double precision")
    found = alphas(study_of(table(moved), StatedScale("interval")))
    assert found["interval"] == pytest.approx(exact_alpha(moved), rel=1e-9, abs=1e-12)
    assert found["ratio"] == pytest.approx(exact_alpha(moved, ratio=True), rel=1e-9, abs=1e-12)


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=4), min_size=2, max_size=8),
    st.sampled_from(SHIFTS), st.sampled_from(SCALES),
)  # fmt: skip
def test_places_keep_the_differences_of_any_numbers(rows, shift, scale):
    numbers = sorted({Decimal(value) * Decimal(scale) + Decimal(shift) for row in rows for value in row})
    found = line(numbers, [1] * len(numbers))
    for a, x in zip(numbers, found.places, strict=True):
        assert x * found.unit == pytest.approx(float(a - found.origin), rel=1e-12)
    assert all(abs(place) <= FINEST_GRID for place in found.places)


def test_numbers_on_a_grid_are_counted_in_whole_steps():
    found = line([Decimal(text) for text in ("0.1", "0.2", "0.7")], [1, 5, 1])
    assert (found.places, found.unit, found.origin) == ((-1.0, 0.0, 5.0), 0.1, Decimal("0.2"))


def test_the_origin_is_the_number_nearest_to_the_mean_of_the_answers():
    assert line([Decimal(0), Decimal(10**9), Decimal(10**9 + 1)], [1, 1000, 1000]).origin > 10**8


@pytest.mark.parametrize(("shift", "scale"), [("0", "1"), ("1e15", "1"), ("0", "1e-7"), ("1700000000", "0.001")])
def test_spread_and_components_do_not_depend_on_where_numbers_stand(study_of, shift, scale):
    """Standard deviations grow with the scale; which items are unanimous and shares of variance stay."""
    rows = wide([[1, 1], [1, 1], *ROWS])
    moved = [[str(Decimal(str(float(value))) * Decimal(scale) + Decimal(shift)) for value in row] for row in rows]
    here, there = study_of(table([[float(value) for value in row] for row in rows]), StatedScale("interval")), None
    expected = spread(here, None), components(here, None, 0)
    there = study_of(table(moved), StatedScale("interval"))
    found = spread(there, None), components(there, None, 0)
    assert found[0].unanimous == expected[0].unanimous
    deviations = {name: value * float(scale) for name, value in expected[0].deviation.items()}
    assert found[0].deviation == pytest.approx(deviations, rel=1e-9)
    for share in ("item", "rater", "rest"):
        assert getattr(found[1], share).value == pytest.approx(getattr(expected[1], share).value, abs=1e-9)


def test_an_interval_over_items_does_not_depend_on_where_numbers_stand(study_of):
    rows, settings = wide(ROWS), Settings(replicates=200)
    plain, moved = ([[str(int(value * 8) + shift) for value in row] for row in rows] for shift in (0, 10**15))
    found = [
        agreement(study_of(table(part), StatedScale("interval"), settings=settings), None) for part in (plain, moved)
    ]
    assert found[0].alpha["interval"] == found[1].alpha["interval"]


@pytest.mark.parametrize(("text", "written"), [
    ("1", "1"), ("1.0", "1"), ("01", "1"), (" 1", "1"), ("+1", "1"), ("-99.0", "-99"), ("1e3", "1000"), (".5", "0.5"),
    ("0.50", "0.5"), ("-0.0", "0"), ("0e9999", "0"), ("0.0000001", "1e-7"), ("1E+25", "1e25"),
    ("1234567890123456789", "1234567890123456789"), ("9007199254740993.0", "9007199254740993"),
])  # fmt: skip
def test_a_number_is_written_in_one_way(text, written):
    number = read_number(text)
    assert number is not None
    assert write_number(number) == written


TEXTS = ["", "one", "1_000", "1,5", "1 000", "0x10", "inf", "nan", "1e400", "9" * 5000, "٣" * 500, "²"]


@pytest.mark.parametrize("text", TEXTS)
def test_other_texts_are_no_numbers(text):
    assert read_number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=1e-290, max_value=1e290))
def test_a_floating_point_number_is_read_as_it_is_written(value):
    number = read_number(repr(value))
    assert number is not None
    assert float(write_number(number)) == value
    assert np.float64(number) == value
