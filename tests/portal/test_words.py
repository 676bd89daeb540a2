"""The sentences at the head of a card."""

import pytest
from small_portal import entry_of, text_of

from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.messages import speaking
from alignmentcard.portal.card.gaps import field_name
from alignmentcard.portal.card.page import page
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.portal.map.lacks import lacks
from alignmentcard.words import glance, term


def card_of(text):
    return load(parse(text, "a.card.yaml")).card


def test_a_full_card_says_whose_judgement_it_carries(full):
    assert glance(full.card) == (
        "One named trait, “Harmful”, as the organisation defined it and people applied it. "
        "Where raters differ, that counts as error. 20 people judged; every single rating is released."
    )


def test_a_card_with_the_least_says_what_is_not_known(least):
    assert glance(card_of(least)) == (
        "One general judgement, “Better”, as people themselves understood it. "
        "What disagreement means is not said. How many people judged is not known; no ratings are released."
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: human", "kind: human\n    size: 1", "One person judged"),
        ("kind: human", "kind: synthetic\n    size: 1", "One model judged"),
        ("kind: human", "kind: synthetic", "as models themselves understood it"),
        ("kind: human", "kind: human\n  - id: other\n    kind: synthetic", "as people and models themselves"),
        ("kind: human", "kind: human\n    size: 20\n  - id: other\n    kind: synthetic\n    size: 8",
         "20 people and eight models judged"),
        ("kind: human", "kind: synthetic\n    model: {name: GPT-4}", "GPT-4 judged"),
        ("name: Better", "name: Better\n    breadth: broad\n" + "  - {id: a, breadth: broad}\n"
         "  - {id: b, breadth: broad}\n  - {id: c, breadth: specific}\n",
         "Three general judgements and one named trait, as"),
        ("definitions: descriptive", "definitions: prescriptive", "as somebody who is not named defined it"),
        ("name: Better", "name: Better\n  - id: worse", "Two general judgements, “Better” and “worse”, as people"),
        ("level: none", "level: distribution", "the counts of answers for each item are released"),
    ],
)  # fmt: skip
def test_the_sentence_follows_the_fields(least, old, new, said):
    assert said in glance(card_of(least.replace(old, new)))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("pools.crowd.composition", "Composition (crowd)"),
        ("dimensions.harmful.definition.text", "Text (harmful)"),
        ("dataset.license", "Licence (dataset)"),
        ("pools", "Pools"),
    ],
)
def test_a_field_is_named_for_readers(path, name):
    assert field_name(path) == name


def test_a_collection_says_what_it_lacks(least, full):
    assert lacks([summary_of(full), summary_of(entry_of(least))]) == [
        "No card stands under “Broad, prescriptive” or “Specific, descriptive”.",
        "Only one of two cards releases every single rating.",
        "One of two cards does not say how many raters judged.",
        "One of two cards does not say which countries the raters came from.",
        "The only countries that raters are known to come from: United Kingdom (1).",
        "One of two cards with people as raters does not say who they were: no age, no gender, nothing else.",
    ]


def test_nouns_behind_the_first_one_keep_the_capital_that_german_gives_them() -> None:
    with speaking("de"):
        assert "<p>Schutzfilter, Evaluation</p>" in page(entry_of(text_of("full"), "full"))


@pytest.mark.parametrize(("language", "word"), [("de", "Mehrheit"), ("es", "mayoría")])
def test_the_label_that_most_raters_chose_is_named_in_the_language_of_the_page(language: str, word: str) -> None:
    with speaking(language):
        assert term("majority") == word
