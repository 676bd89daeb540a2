"""Tables whose names say nothing: item, rater and answer are proposed by what is in them, and never taken."""

import pyarrow as pa
import pytest

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


def test_of_several_answers_none_is_proposed_as_the_only_one(engine):
    _, error = proposed(engine, table(dd=lambda i, p: (i * p + i) % 4))
    assert "rater" not in error.open


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
