"""Fields that nobody asks about: all that a card can say something of are offered, found by words, and take answers."""

from dataclasses import replace

import pytest
from small_portal import text_of

from alignmentcard.author.filling import Filling, answered, as_gap
from alignmentcard.author.offered import Offered, offered
from alignmentcard.author.question import Question, RefusedError
from alignmentcard.author.values import lookup
from alignmentcard.document import parse
from alignmentcard.messages import speaking
from alignmentcard.model.fields import walk
from alignmentcard.profiles import load_profile

TOLD_ELSEWHERE = ("pool", "between", "dimension", "field", "stage")
"""Fields that name another part of a card; the examples of the standard name parts that this one does not have."""


def of(text: str, profile: str = "minimal") -> Filling:
    return Filling(parse(text, "card.yaml"), load_profile(profile))


def names(filling: Filling, words: str = "") -> list[str]:
    return [one.field.path for one in offered(filling, words)]


def asked_about(filling: Filling, one: Offered) -> tuple[Filling, Question]:
    """The form with the field in it, and the question that it gets."""
    more = replace(filling, more=(one.field.path,))
    return more, more.asked(one.path).question


def some_answer(question: Question) -> object:
    """An answer that fits the kind of the question."""
    if question.kind in ("choice", "choices"):
        word = question.choices[0].word
        return word if question.kind == "choice" else [word]
    if question.kind == "yes or no":
        return "yes"
    if question.kind == "table":
        return "woman 80; man 88"
    given = "3" if question.example is None else question.example
    return list(map(str, given)) if isinstance(given, list) else str(given)


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["full", "model", "least"])
def test_every_field_that_is_offered_is_in_the_form_and_takes_an_answer(name):
    filling = of(text_of(name))
    refused = []
    for one in offered(filling):
        more, question = asked_about(filling, one)
        assert question.optional, one.path
        if question.pattern.rpartition(".")[2] in TOLD_ELSEWHERE:
            continue
        try:
            after = of(answered(more, one.path, some_answer(question), insists=True))
        except RefusedError as error:
            refused.append((one.path, str(error)))
            continue
        assert lookup(after.data, one.path) is not None, one.path
    assert refused == []


def test_a_field_is_asked_of_each_entry_and_can_be_a_gap():
    filling = of(text_of("full"))
    one = next(
        one for one in offered(filling) if one.field.path == "dimensions.*.asks" or "dimensions.*" in one.field.path
    )
    more, question = asked_about(filling, one)
    rows = [row for part in more.parts if part.entries for row in part.rows if row.pattern == question.pattern]
    assert [list(row.cells) for row in rows] == [[entry["id"] for entry in filling.data["dimensions"]]]
    assert f"field: {one.path}" in as_gap(more, one.path, "to_do")


def test_what_the_form_asks_is_not_offered_and_all_else_of_a_card_with_everything_named_is():
    filling = of(text_of("full"))
    here = {one.question.pattern for part in filling.parts for one in part.every}
    found = names(filling)
    assert here.isdisjoint(found)
    assert len(found) == len(set(found)) > 60
    assert set(found) < {one.path for one in walk()}
    more = replace(filling, more=(found[0],))
    assert names(more) == found[1:]


def test_fields_are_found_by_their_words_in_any_order_with_names_first_and_in_the_language_of_the_page():
    filling = of(text_of("full"))
    assert "release.withdrawal" in names(filling, "withdraw")
    assert names(filling, "withdrawal release")[0] == "release.withdrawal"
    assert names(filling, "no such zebra") == []
    with speaking("de"):
        assert "release.withdrawal" in names(filling, offered(filling, "release.withdrawal")[0].name.split()[-1])
        assert offered(filling, "release.withdrawal")[0].help != ""


def test_a_card_without_traits_or_groups_is_offered_nothing_about_them():
    assert not [path for path in names(of("")) if path.startswith(("dimensions.", "pools."))]
    assert "release.withdrawal" in names(of(""))
