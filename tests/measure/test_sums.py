"""A row that sums up the others is no item where its numbers say so; else it is told."""

import pyarrow as pa
import pytest

from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings

FAST = Settings(replicates=0, draws=1)
FIRST, SECOND = [1, 2, 2, 4], [1, 3, 2, 5]
TOLD = "counts as an item"


def measured(*below):
    rows = [(f"i{n}", *pair) for n, pair in enumerate(zip(FIRST, SECOND, strict=True))]
    names = ("item", "rater_1", "rater_2")
    table = {name: [str(row[at]) for row in (*rows, *below)] for at, name in enumerate(names)}
    facts = measure(pa.table(table), settings=FAST)
    return facts.dimension(None).sizes, facts.account[0].set_aside, " ".join(facts.told)


@pytest.mark.parametrize("row", [
    ("Total", "9", "11"), ("Mean", "2.25", "2.75"), ("Average:", "2.3", "2.8"), ("Median", "2", "2.5"),
    ("SD", "1.26", "1.71"), ("Max", 4, 5), ("Summe", 9, 11),
])  # fmt: skip
def test_a_row_that_sums_up_the_others_is_set_aside(row):
    sizes, aside, told = measured(row)
    assert (sizes.items, sizes.ratings) == (4, 8)
    assert aside == {"sum or mean of the other items": 2}
    assert TOLD not in told


def test_several_of_them_are_set_aside_together():
    sizes, aside, _ = measured(("Total", 9, 11), ("Mean", "2.25", "2.75"))
    assert sizes.items == 4
    assert aside == {"sum or mean of the other items": 4}


@pytest.mark.parametrize("row", [("Mean", "2.1", "2.75"), ("Total", "9", "12"), ("Mean", "good", "2.75")])
def test_a_row_that_is_only_called_so_is_told(row):
    sizes, aside, told = measured(row)
    assert (sizes.items, aside) == (5, {})
    assert TOLD in told


def test_a_row_that_is_called_otherwise_is_an_item():
    assert measured(("i9", 9, 11))[0].items == 5
