"""Answers in the order of their items hold what the engine finds when it groups them."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignmentcard.measurement.engine.duckdb_engine import DuckDB
from alignmentcard.measurement.engine.in_order import all_differ, sort
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.patterns import different
from alignmentcard.measurement.tables import by_item
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.ratings import open_ratings
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import open_study
from alignmentcard.model.release import Columns

ITEMS = st.sampled_from([-(2**40), -3, 0, 1, 2, 7919, 2**40])
RATERS = st.sampled_from([None, -5, 0, 4, 11])
ANSWERS = st.lists(st.tuples(ITEMS, RATERS, st.sampled_from([None, "no", "yes"])), min_size=8, max_size=60)
INT = pa.int64()
FAST = Settings(replicates=20, draws=1, repeats="all")


def table_of(answers, kind=INT):
    items, raters, values = map(list, zip(*answers, strict=True))
    return pa.table({"item": pa.array(items, kind), "rater": pa.array(raters, kind), "value": values})


def crowd(items, raters=5, of=lambda number: number):
    """Return answers to some items by some raters each."""
    return [(of(i), r, ("no", "yes", "maybe")[i * r % 3]) for i in range(items) for r in range(raters)]


def ordered(engine, answers, kind=INT):
    """Open a table as a study, and return its answers in the order of items."""
    table = open_ratings(engine, Source(table_of(answers, kind), Columns()))
    return open_study(table, None, StatedScale(), FAST).by_item


def test_items_have_their_answers_and_repeats_are_those_of_known_raters(engine):
    @settings(max_examples=15, deadline=None)
    @given(ANSWERS)
    def holds(answers):
        answers = [*answers, (0, 0, "yes")]
        found = ordered(engine, answers)
        given_ = [one for one in answers if one[2]]
        assert found.items.tolist() == sorted({item for item, _, _ in given_})
        each = Counter(item for item, _, _ in given_)
        assert found.sums(np.ones(3)).tolist() == [each[item] for item in found.items.tolist()]
        known = [(item, rater) for item, rater, _ in given_ if rater is not None]
        assert found.repeats == len(known) - len(set(known))

    holds()


@pytest.mark.parametrize("at_once", [4, 1 << 16], ids=["in many blocks", "at once"])
@pytest.mark.parametrize(
    "answers",
    [crowd(300), crowd(300, of=lambda number: number * 7919 - 2**33), crowd(300) + crowd(9), crowd(40, raters=30)],
    ids=["close", "far apart", "some again", "more answers than a lane expects"],
)
def test_a_table_gives_the_same_bytes_whether_it_is_sorted_or_grouped(monkeypatch, answers, at_once):
    monkeypatch.setattr(by_item, "ANSWERS_AT_ONCE", at_once)
    monkeypatch.setattr(by_item, "ITEMS_AT_ONCE", at_once)
    sorted_ = measure(table_of(answers), settings=FAST).to_json()
    monkeypatch.setattr(DuckDB, "in_order", lambda *_: None)
    assert measure(table_of(answers), settings=FAST).to_json() == sorted_


@pytest.mark.parametrize(
    ("answers", "kind", "whole"),
    [
        (crowd(9), pa.int8(), True),
        (crowd(9), pa.float64(), True),
        (crowd(9), pa.uint64(), False),
        (crowd(9, of=lambda number: number << 58), INT, False),
        ([(str(item), str(rater), value) for item, rater, value in crowd(9)], pa.string(), False),
    ],
    ids=["small", "with .0", "unsigned", "too far apart", "texts"],
)
def test_ids_that_are_no_whole_numbers_or_too_far_apart_are_left_to_the_engine(engine, answers, kind, whole):
    assert (ordered(engine, answers, kind) is not None) is whole


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
@pytest.mark.parametrize("number", [0, 1, 2, 1000])
def test_numbers_are_sorted_by_any_number_of_threads(monkeypatch, threads, number):
    monkeypatch.setattr("alignmentcard.measurement.engine.in_order.FEW", 16)
    numbers = np.random.default_rng(number).integers(0, 2**63, number, dtype=np.uint64)
    found = numbers.copy()
    sort(found, threads)
    assert found.tolist() == sorted(numbers.tolist())
    assert all_differ(found, threads)


@pytest.mark.parametrize("again", [0, 3, 4, 5, 19])
def test_equal_numbers_are_found_wherever_they_stand(monkeypatch, again):
    monkeypatch.setattr("alignmentcard.measurement.engine.in_order.AT_ONCE", 5)
    assert not all_differ(np.array([*range(20), again], dtype=np.uint64), 1)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 2**40)] * 2), max_size=30), st.sampled_from([1, 2**30]))
def test_different_rows_are_those_that_numpy_finds(rows, factor):
    table = np.array(rows, dtype=np.int64).reshape(-1, 2) // (2**40 // factor + 1)
    found, place = different(table)
    expected, other = np.unique(table, axis=0, return_inverse=True)
    assert found.tolist() == expected.tolist()
    assert place.tolist() == other.reshape(-1).tolist()
