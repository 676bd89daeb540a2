"""Items that divide people: counted by hand."""

import csv

import pyarrow.parquet as pq
import pytest

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.items import copied, divided, item_facts, write_items
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.tables.scale import Said

ANSWERS = {
    "calm": "y" * 15, "split": "ynynn" * 3, "copy": "ynynn" * 3, "even": "yynn" * 3, "near": "ynynx" * 3, "one": "y",
    "same": "y" * 15,
}  # fmt: skip
POINTS = Settings(replicates=0)


@pytest.fixture
def study(study_of):
    rows = [(item, f"r{place}", value) for item, values in ANSWERS.items() for place, value in enumerate(values)]
    columns = dict(zip(("item", "rater", "value"), map(list, zip(*rows, strict=True)), strict=True))
    return study_of(columns, Said("nominal", ("y", "n", "x")), settings=POINTS)


def test_the_most_divided_items_come_first_and_single_ratings_are_left_out(study):
    assert [one.item for one in divided(study)] == ["near", "even", "copy", "split", "calm", "same"]
    near, even, *_ = divided(study)
    assert near.counts == (6, 6, 3)
    assert even.entropy == pytest.approx(1)


def test_divided_tied_and_copied_items_are_counted(study):
    found = item_facts(study, count_patterns(study))
    assert (found.rated_twice, found.divided, found.tied, found.copied) == (6, 4, 2, 2)


def test_items_on_which_everybody_agrees_are_not_taken_for_copies(study):
    assert copied(study) == {"split": "copy"}


def test_answers_that_few_people_give_to_many_items_are_no_copies(study_of):
    rows = [(item, rater, "yn"[(item >> rater) % 2]) for item in range(32) for rater in range(3)]
    columns = dict(zip(("item", "rater", "value"), map(list, zip(*rows, strict=True)), strict=True))
    assert copied(study_of(columns, settings=POINTS)) == {}


def test_items_whose_answers_other_people_gave_are_no_copies(study_of):
    rows = {"item": ["a"] * 15 + ["b"] * 15, "rater": [f"r{n}" for n in range(30)], "value": list("ynynn" * 6)}
    assert copied(study_of(rows, settings=POINTS)) == {}


@pytest.mark.parametrize("name", ["items.csv", "items.parquet"])
def test_items_are_written_as_the_name_of_the_file_says(study, tmp_path, name):
    path = tmp_path / name
    write_items(study, path)
    rows = (
        pq.read_table(path).to_pylist()
        if name.endswith("parquet")
        else list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    )
    assert list(rows[0]) == ["item", "ratings", "count_y", "count_n", "count_x", "entropy", "same_answers_as"]
    assert [(one["item"], int(one["count_n"]), one["same_answers_as"] or None) for one in rows] == [
        ("near", 6, None), ("even", 6, None), ("copy", 9, None), ("split", 9, "copy"), ("calm", 0, None),
        ("same", 0, None),
    ]  # fmt: skip


def test_a_scale_of_many_values_says_why_items_are_not_counted(study_of):
    study = study_of({"item": [n // 2 for n in range(80)], "value": list(range(80))}, Said("interval"), settings=POINTS)
    assert item_facts(study, None).undefined == "too_many_values"
