"""Columns whose names cross people with questions: read where names leave no doubt, else asked about."""

import csv

import pytest

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.tables.columns import ColumnError
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.guessing import UnclearTableError
from alignmentcard.measurement.tables.ratings import Source, open_ratings
from alignmentcard.model.release import Columns


def write(folder, records):
    with (folder / "t.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]))
        writer.writeheader()
        writer.writerows(records)
    return folder / "t.csv"


def opened(engine, path, columns=None):
    return open_ratings(engine, Source(find(path), Columns(**(columns or {}))))


def crossed(name, questions=("toxic", "tone")):
    """Return a table of five items, three people and two questions, as records with a name for each of both."""
    answers = {"toxic": ["yes", "no"], "tone": ["1", "2", "3"]}
    records = [{"item": f"i{i}"} for i in range(5)]
    for i, row in enumerate(records):
        row |= {name(p, one): answers[one][(i + (p if i % 2 else 0)) % len(answers[one])] for p in (1, 2, 3)
                for one in questions}  # fmt: skip
    return records


def by_question(table):
    return {
        row["dimension"]: (row["items"], row["raters"], row["n"])
        for row in rows(
            table.engine.query(
                "SELECT dimension, count(DISTINCT item) AS items, count(DISTINCT rater) AS raters, count(*) AS n "
                "FROM ratings GROUP BY dimension"
            )
        )
    }


@pytest.mark.parametrize(
    "name", ["rater_{}_{}", "{1}_rater{0}", "Annotator {}: {}", "{1}.coder_{0}", "{1} (Rater {0})"]
)
def test_columns_that_cross_people_with_questions_are_read(engine, tmp_path, name):
    read = opened(engine, write(tmp_path, crossed(name.format)))
    assert by_question(read) == {"toxic": (5, 3, 15), "tone": (5, 3, 15)}
    assert read.layout.shape == "wide"


def test_what_stands_beside_crossed_answers_is_no_answer(engine, tmp_path):
    table = crossed("rater_{}_{}".format)
    for row in table:
        row |= {f"rater_{p}_confidence": "3" for p in (1, 2, 3)} | {f"rater_{p}_comment": "why" for p in (1, 2, 3)}
    assert by_question(opened(engine, write(tmp_path, table))).keys() == {"toxic", "tone"}


@pytest.mark.parametrize("name", ["{}_{}", "{1}_{0}", "response_{}_{}"])
def test_names_that_may_cross_people_with_questions_are_asked_about_and_then_read(engine, tmp_path, name):
    path = write(tmp_path, crossed(lambda person, one: name.format("abc"[person - 1], one)))
    with pytest.raises(UnclearTableError, match=r"cross .*a, .* with toxic, tone") as unclear:
        opened(engine, path)
    said = dict(one.split("=", 1) for one in unclear.value.said)
    assert said.pop("item") == "item"
    dimensions = {role.removeprefix("dimensions."): pattern for role, pattern in said.items()}
    read = opened(engine, path, {"item": "item", "dimensions": dimensions})
    assert by_question(read) == {"toxic": (5, 3, 15), "tone": (5, 3, 15)}
    assert read.layout.guessed == ()


def test_parts_of_names_that_are_no_answers_make_no_people(engine, tmp_path):
    table = [{"prompt_id": f"p{i}", "prompt_text": "a b", "response_id": f"r{i}", "response_text": "c d",
              "annotator": who, "rating": 3} for i in range(6) for who in "ab"]  # fmt: skip
    assert opened(engine, write(tmp_path, table)).layout.shape == "long"


def test_a_pattern_of_no_column_is_refused(engine, tmp_path):
    with pytest.raises(ColumnError, match="no column “\\*_tox”"):
        opened(engine, write(tmp_path, crossed("{}_{}".format)), {"dimensions": {"toxic": "*_tox"}})
