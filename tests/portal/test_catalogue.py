"""The catalogue: facets, the index that filters look at, and the words that the search looks at."""

import re
from dataclasses import replace

import pytest
from small_portal import SITE, entry_of

from alignmentcard.model.dataset import ItemSource
from alignmentcard.portal.catalogue import page as catalogue
from alignmentcard.portal.catalogue.facets import FACETS, LEVEL, NAMED, SHOWN, choices, values_of
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.collection.summary import CardSummary, summary_of


@pytest.fixture
def one(full) -> CardSummary:
    return summary_of(full)


def labels(page: str, facet: str) -> list[tuple[str, str]]:
    group = re.search(rf'<fieldset data-facet="{facet}".*?</fieldset>', page, re.DOTALL)[0]
    return re.findall(r"<bdi>([^<]*)</bdi></span> <span class=\"ac-tally\">(\d+)<", group)


def facets(card: CardSummary, **values: list[str]) -> CardSummary:
    return replace(card, facets={**card.facets, **values})


def test_the_index_has_the_values_that_the_page_filters_by(one):
    index = catalogue.index([one])
    assert list(index["facets"]) == [*(facet.id for facet in FACETS), "at"]
    assert index["facets"]["quadrant"] == {"values": ["specific-prescriptive"], "sets": [[0]], "of": [0]}
    assert index["facets"]["at"]["values"] == ["specific-prescriptive.3.1.3", "specific-prescriptive.6.3.3"]


def test_cards_with_the_same_values_share_a_set():
    found = catalogue._facet([["b", "a"], ["b"], ["b", "a"]])
    assert found == {"values": ["a", "b"], "sets": [[1, 0], [1]], "of": [0, 1, 0]}


def test_facets_count_cards_and_name_what_is_not_stated(one, least):
    page = catalogue.page([one, summary_of(entry_of(least))], "../")
    assert labels(page, "licence") == [("CC-BY-4.0", "1"), ("Not stated", "1")]


def test_a_facet_of_many_values_folds_those_of_few_cards(one):
    cards = [facets(one, country=["AT", *(f"C{n}" for n in range(SHOWN + 5))]), facets(one, country=["AT"])]
    page = catalogue.page(cards, "../")
    assert labels(page, "country")[0] == ("AT", "2")
    assert "<summary>6 more</summary>" in page


def test_levels_stand_in_their_order_and_not_by_the_number_of_cards(one):
    found = [facets(one, level=[level]).facets for level in ("2", "0", "2")]
    (levels,) = [listed for facet, listed in choices(found) if facet.id == LEVEL]
    assert [choice.name for choice in levels] == ["0 draft", "2 coherent"]


def test_each_word_knows_the_texts_that_have_it():
    found = catalogue.words(["Rude words", "Words of people, rude or not: “rude”", "", "people"])
    gaps = dict(zip(found["words"].split(), found["gaps"], strict=True))
    assert gaps == {"rude": [1, 1], "words": [1, 1], "of": [2], "people": [2, 2], "or": [2], "not": [2]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("follow-up", ["follow", "up"]),
        ("don’t", ["don", "t"]),
        ("Ärger über ÖPNV", ["ärger", "öpnv", "über"]),
        ("同意しない、分からない", ["分からない", "同意しない"]),
        ("कठिन प्रश्न।", ["कठिन", "प्रश्न।"]),
        ("", []),
    ],
)
def test_words_of_any_script_are_found(text, words):
    assert catalogue.words([text])["words"].split() == sorted(words)


def test_page_and_script_take_texts_apart_at_the_same_characters():
    script = (SITE / "docs" / "assets" / "slips.js").read_text("utf-8")
    theirs = re.search(r"^export const APART = /(.*)/;$", script, re.MULTILINE)[1]
    assert catalogue.APART.pattern.replace(r"\[", "[") == theirs


def test_a_summary_keeps_how_sure_a_place_is(full, least):
    for entry in (full, entry_of(least)):
        assert summary_of(entry).position == entry.position


def test_of_many_makers_those_of_most_cards_are_offered(one):
    cards = [facets(one, maker=["Many", f"Few {n}"]) for n in range(NAMED + 5)]
    found = labels(catalogue.page(cards, "../"), "maker")
    assert found[0] == ("Many", str(NAMED + 5))
    assert len(found) == NAMED


def test_names_stay_as_they_are_written_and_people_are_no_model(one):
    page = catalogue.page([facets(one, judge=["gpt-4"]), facets(one, judge=["people"])], "../")
    assert sorted(labels(page, "judge")) == [("None, only people", "1"), ("gpt-4", "1")]


def test_what_differs_in_capitals_alone_is_one_choice_written_as_most_cards_write_it(one):
    cards = [facets(one, judge=models) for models in (["GPT-4"], ["gpt-4"], ["GPT-4", "gpt-4"], ["GPT-4"])]
    assert labels(catalogue.page(cards, "../"), "judge") == [("GPT-4", "4")]
    assert catalogue.index(cards)["facets"]["judge"] == {"values": ["GPT-4"], "sets": [[0]], "of": [0, 0, 0, 0]}


@pytest.mark.parametrize(
    ("whole", "parts", "use"),
    [
        ("CC-BY-4.0", [], "allowed"),
        ("CC-BY-4.0", ["CC-BY-SA-3.0", None], "allowed"),
        ("CC-BY-4.0", ["CC-BY-NC-4.0"], "forbidden"),
        ("CC-BY-4.0", ["LicenseRef-Forum-Terms"], "unclear"),
        (None, [], "unstated"),
    ],
)
def test_commercial_use_is_what_the_licences_of_all_parts_allow(full, whole, parts, use):
    sources = [ItemSource(name="Forum", license=part) for part in parts]
    dataset = full.card.dataset.model_copy(update={"license": whole, "sources_of_items": sources})
    card = full.card.model_copy(update={"dataset": dataset})
    assert values_of(CardEntry("full", replace(full.report, card=card)))["commercial"] == [use]
