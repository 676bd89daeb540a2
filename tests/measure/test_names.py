"""Dimensions of a card are found in a table whatever it calls them."""

import pyarrow as pa
import pytest

from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.tables.columns import ColumnError
from alignmentcard.measurement.tables.questions import linked
from alignmentcard.model import Card

QUESTIONS = ["severity", "target.individual", "type.sex_harassment"]


@pytest.mark.parametrize(
    ("said", "ids", "found"),
    [
        ({}, ["severity"], {}),
        ({}, ["target-individual", "type-sex-harassment"],
         {"target-individual": "target.individual", "type-sex-harassment": "type.sex_harassment"}),
        ({"who": "target.individual"}, ["who", "severity"], {"who": "target.individual"}),
        ({}, ["type-sex-harassment", "type-sex_harassment"], {}),
        ({}, ["abuse"], {}),
        ({"severity": "severity"}, ["severity"], {}),
    ],
    ids=["same name", "same words", "said", "two dimensions of the same words", "nothing alike", "said needlessly"],
)  # fmt: skip
def test_questions_are_linked_to_dimensions(said, ids, found):
    assert linked(said, ids, QUESTIONS) == found


def test_two_questions_of_the_same_words_are_not_guessed_apart():
    assert linked({}, ["a-b"], ["a.b", "a b"]) == {}
    assert linked({"a-b": "a b"}, ["a-b"], ["a.b", "a b"]) == {"a-b": "a b"}


@pytest.mark.parametrize(
    ("said", "ids", "message"),
    [
        ({"who": "target.group"}, ["who"], "calls the dimension who “target.group”, and it does not"),
        ({"whom": "severity"}, ["who"], "names “whom”. The card has: who"),
    ],
)
def test_names_that_lead_nowhere_are_said(said, ids, message):
    with pytest.raises(ColumnError, match=message):
        linked(said, ids, QUESTIONS)


def card(columns, *ids):
    return Card.model_validate({
        "alignmentcard": "1.1",
        "dataset": {"id": "abuse", "title": "Abuse", "summary": "Messages to a chatbot, each judged by two persons."},
        "framework": {"dimensions": "specific", "definitions": "descriptive"},
        "dimensions": [{"id": id_, "name": id_, "scale": {"level": "nominal"}} for id_ in ids],
        "pools": [{"id": "people", "kind": "human"}],
        "release": {"level": "individual", "files": [{"path": "t.parquet", "columns": columns}]},
    })  # fmt: skip


def rated(**columns):
    return pa.table({"item": [1, 1, 2, 2], "rater": [*"abab"], **columns})


def test_a_column_of_questions_is_read_by_the_ids_of_the_card():
    table = rated(question=["target.individual"] * 4, value=[1, 0, 1, 1])
    said = {"item": "item", "rater": "rater", "value": "value", "dimension": "question"}
    found = measure(table, card({**said, "dimensions": {"who": "target.individual"}}, "who", "severity"))
    assert list(found.dimensions) == ["who"]
    assert found.table.columns["dimensions.who"] == "target.individual"
    assert found.dimensions["who"].sizes.values == {"0": 1, "1": 3}
    assert list(measure(table, card(said, "target-individual", "severity")).dimensions) == ["target-individual"]


def test_a_column_for_each_dimension_is_read_by_the_ids_of_the_card():
    table = rated(**{"Q1: harm?": [1, 0, 1, 1], "tone": [0, 0, 1, 1]})
    said = {"item": "item", "rater": "rater", "dimensions": {"harm": "Q1: harm?"}}
    found = measure(table, card(said, "harm", "tone"))
    assert {name: one.sizes.values for name, one in found.dimensions.items()} == {
        "harm": {"0": 1, "1": 3},
        "tone": {"0": 2, "1": 2},
    }
    with pytest.raises(ColumnError, match=r"no column “Q1: harm” .* Did you mean “Q1: harm\?”"):
        measure(table, card({**said, "dimensions": {"harm": "Q1: harm"}}, "harm", "tone"))
