"""Tables whose names say nothing: item, rater and answer are proposed by what is in them, and never taken."""

import json

import pyarrow as pa
import pytest

from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.guessing import UnclearTableError
from alignmentcard.measurement.tables.ratings import Source, open_ratings

PEOPLE, WORDS = ["x1", "x2", "x3"], ["a", "b", "c"]
PAIRS = [(i, p) for i in range(8) for p in range(3)]


def table(**more):
    """Return eight items by three people, under names in no language, and columns that item and person settle."""
    columns = {
        "aa": [f"i{i}" for i, _ in PAIRS],
        "bb": [PEOPLE[p] for _, p in PAIRS],
        "cc": [WORDS[(i + (p if i % 2 else 0)) % 3] for i, p in PAIRS],
    }
    return pa.table(columns | {name: [of(i, p) for i, p in PAIRS] for name, of in more.items()})


def proposed(engine, data):
    with pytest.raises(UnclearTableError) as unclear:
        open_ratings(engine, Source(data))
    return dict(one.split("=", 1) for one in unclear.value.said), unclear.value


@pytest.mark.parametrize("more", [
    {}, {"dd": lambda i, p: f"some words {i}"}, {"dd": lambda i, p: "mw"[p % 2]}, {"dd": lambda i, p: 100 * i + p},
    {"dd": lambda i, p: "topic" + str(i % 2), "ee": lambda i, p: "always"},
])  # fmt: skip
def test_roles_are_proposed_by_what_is_in_the_columns(engine, more):
    said, error = proposed(engine, table(**more))
    assert said == {"item": "aa", "rater": "bb", "value": "cc"}
    assert error.open["rater"][0].column == "bb"
    assert error.open["value"][0].column == "cc"


@pytest.mark.parametrize("order", [["cc", "bb", "aa"], ["bb", "aa", "cc"], ["cc", "aa", "bb"]])
def test_the_order_of_columns_says_nothing(engine, order):
    said, _ = proposed(engine, table().select(order))
    assert said == {"item": "aa", "rater": "bb", "value": "cc"}


def test_several_answers_are_proposed_as_questions(engine):
    said, error = proposed(engine, table(dd=lambda i, p: (i * p + i) % 4))
    assert said == {"item": "aa", "rater": "bb", "dimensions.cc": "cc", "dimensions.dd": "dd"}
    assert error.open["rater"][0].column == "bb"


def test_what_item_or_rater_settles_is_no_question(engine):
    more = {"item1": lambda i, p: f"w{i}", "item2": lambda i, p: f"w{i + 1}", "trial": lambda i, p: i,
            "yy": lambda i, p: WORDS[(i + p * i) % 3]}  # fmt: skip
    names = {"bb": "rater", "aa": "doc"}
    data = table(**more)
    said, _ = proposed(engine, data.rename_columns([names.get(name, name) for name in data.column_names]))
    assert said == {"item": "doc", "rater": "rater", "dimensions.cc": "cc", "dimensions.yy": "yy"}


def test_ids_stand_beside_answers_of_people_and_are_none(engine):
    columns = {"ID": range(1, 7), "Name": [f"p{n}" for n in range(6)]}
    answers = {f"How {word}?": [1 + n * k % 5 for n in range(6)] for k, word in ((1, "kind"), (2, "rude"))}
    said, _ = proposed(engine, pa.table({**columns, **answers}))
    assert said == {"item": "How kind?,How rude?", "rater": "Name"}


def test_columns_called_by_numbers_are_proposed_as_counts(engine):
    stars = {str(k): [n * k % 4 for n in range(8)] for k in range(1, 6)}
    said, _ = proposed(engine, pa.table({"item": [f"i{n}" for n in range(8)], **stars}))
    assert said == {"item": "item", "count": "1,2,3,4,5"}


def test_an_item_may_take_two_columns(engine):
    pairs = [(i, p) for i in range(8) for p in range(3)]
    columns = {"left": [f"m{i % 3}" for i, _ in pairs], "right": [f"m{(i + 1) % 4}" for i, _ in pairs],
               "user": [PEOPLE[p] for _, p in pairs],
               "choice": [("left", "right")[(i + p * (i % 2)) % 2] for i, p in pairs]}  # fmt: skip
    said, _ = proposed(engine, pa.table(columns))
    assert said == {"item": "left,right", "rater": "user", "value": "choice"}


@pytest.mark.parametrize("grades", [("toxic", "obscene", "threat"), ("anger", "joy", "sadness")])
def test_names_of_harms_and_emotions_are_no_people(engine, grades):
    said, _ = proposed(engine, pa.table({
        "id": [f"i{n}" for n in range(12)], **{name: [n * k % 2 for n in range(12)] for k, name in enumerate(grades, 1)}
    }))  # fmt: skip
    assert said == {"item": "id", **{f"dimensions.{name}": name for name in grades}}


@pytest.mark.parametrize(
    "reply", ["Yes, of course {}.", "word {}", "I would rather not say that, and here is why: {}."]
)
def test_grades_of_replies_are_questions_and_the_reply_is_what_was_judged(engine, reply):
    grades = {name: [(n * k + n) % 4 for n in range(12)] for k, name in enumerate(("helpfulness", "coherence"), 1)}
    replies = {"prompt": [f"p{n // 2}" for n in range(12)], "response": [reply.format(n % 2) for n in range(12)]}
    said, _ = proposed(engine, pa.table(replies | grades))
    assert said == {
        "item": "prompt,response", "dimensions.helpfulness": "helpfulness", "dimensions.coherence": "coherence",
    }  # fmt: skip


def test_a_file_may_be_the_item(engine, tmp_path):
    for i in range(3):
        lines = [json.dumps({"workerId": who, "meta": f"m-{who}", "label": WORDS[(i + n) % 3]})
                 for n, who in enumerate(PEOPLE)]  # fmt: skip
        (tmp_path / f"i{i}.jsonl").write_text("\n".join(lines))
    with pytest.raises(UnclearTableError) as unclear:
        open_ratings(engine, Source(find(tmp_path)))
    assert unclear.value.said == ("item=@file", "rater=workerId", "value=label")
    assert "meta" not in str(unclear.value).split("Say it with")[0]


def test_questions_of_one_scale_keep_the_rater_that_contents_show(engine):
    said, _ = proposed(engine, table(dd=lambda i, p: WORDS[(i + p * i + 1) % 3], done=lambda i, p: "2"))
    assert said == {"item": "aa", "rater": "bb", "dimensions.cc": "cc", "dimensions.dd": "dd"}
