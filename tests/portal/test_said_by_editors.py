"""What pages say in German and Spanish reads as an editor of the language would write it."""

import json
import re
from pathlib import Path

import pytest
from small_portal import entry_of, text_of

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.measurement.results.place import facts_path
from alignmentcard.messages import sentence, speaking
from alignmentcard.messages.carried import packed
from alignmentcard.messages.retold import again
from alignmentcard.model import Card
from alignmentcard.portal.browser import session
from alignmentcard.portal.card.gaps import asked as open_question
from alignmentcard.portal.card.gaps import field_name
from alignmentcard.portal.card.lead import place
from alignmentcard.portal.card.people import people
from alignmentcard.portal.catalogue.compare import row
from alignmentcard.rules.reading.gaps import wanted
from alignmentcard.words import glance

QUOTES = {"de": "”«»", "es": "“”„"}
"""Quotation marks that a language does not use; the closing one of English opens none in German."""
ALONE = {"de": "1 Karten", "es": "1 fichas"}
MARKED = re.compile(r'lang="en"[^>]*>([^<]+)<')


@pytest.fixture(params=QUOTES)
def form(request):
    with speaking(request.param) as language:
        told = packed(language)
    asked({"ask": "speak", "language": told})
    told = asked({"ask": "write", "text": text_of("full"), "profile": "standard"})
    yield request.param, "".join([*(html for _, html in told["parts"]), told["side"], told["strip"]])
    session.BROUGHT[:] = [session.ENGLISH]


def asked(question: dict) -> dict:
    return json.loads(session.answer(json.dumps(question)))


def test_no_sentence_ends_twice(form) -> None:
    assert re.findall(r"[^<>]{0,40}[.?!]\.(?=\s|<)", form[1]) == []


def test_quotation_marks_are_those_of_the_language(form) -> None:
    language, html = form
    assert re.findall(rf"[^<>]{{0,30}}[{QUOTES[language]}][^<>]{{0,30}}", html) == []


def test_one_is_not_counted_as_many(form) -> None:
    language, html = form
    assert ALONE[language] not in html


def test_a_question_that_was_translated_is_not_marked_as_english(form) -> None:
    assert MARKED.findall(form[1]) == []


@pytest.mark.parametrize(("text", "said"), [("such as 5", "such as 5."), ("Is it?", "Is it?"), ("It is.", "It is.")])
def test_what_ends_in_a_sign_has_its_end(text: str, said: str) -> None:
    assert sentence(text) == said


@pytest.mark.parametrize("language", QUOTES)
def test_what_is_compared_has_the_quotation_marks_of_the_language(language: str) -> None:
    with speaking(language):
        sentence_of_card = row(entry_of(text_of("full")))["sentence"]
    assert re.findall(rf"[{QUOTES[language]}]", sentence_of_card) == []


JUDGED = """
framework: {{dimensions: specific, definitions: prescriptive, authority: [{authority}]}}
dimensions: [{{id: harm, breadth: specific}}]
pools: [{{id: a, kind: {kind}, {size}, role: [rater]}}]
"""
MODEL = "model: {name: a model of the paper}"


def card_judged(authority: str, kind: str, size: str) -> Card:
    head, _, _ = text_of("least").partition("framework:")
    card = load(parse(head + JUDGED.format(authority=authority, kind=kind, size=size))).card
    assert card is not None
    return card


@pytest.mark.parametrize(
    ("language", "authority", "kind", "size", "said"),
    [
        ("de", "designers", "human", "size: 1", ["Ein benanntes Merkmal", "Geurteilt hat ein Mensch"]),
        ("de", "designers", "human", "size: 2", ["Geurteilt haben zwei Menschen"]),
        ("de", "designers", "synthetic", MODEL, ["Geurteilt hat das Modell „a model of the paper“"]),
        ("es", "organisation", "human", "size: 1", ["Un rasgo concreto", "lo definió la", "Juzgó una persona"]),
        ("es", "designers", "human", "size: 2", ["lo definieron los", "Juzgaron dos personas"]),
        ("es", "organisation, law", "synthetic", MODEL, ["lo definieron la", "Juzgó el modelo «a model of the paper»"]),
    ],
)
def test_the_verb_has_the_number_of_those_who_act(
    language: str, authority: str, kind: str, size: str, said: list[str]
) -> None:
    with speaking(language):
        told = glance(card_judged(authority, kind, size))
    assert [part for part in said if part not in told] == [], told


@pytest.mark.parametrize(
    ("language", "authority", "said"),
    [
        ("de", "organisation", "wandten an, was die Organisation festgelegt hatte."),
        ("de", "designers", "wandten an, was die Gestaltenden festgelegt hatten."),
        ("es", "organisation", "aplicaron lo que había fijado la organización."),
        ("es", "organisation, law", "aplicaron lo que habían fijado la organización y una ley o norma."),
    ],
)
def test_what_was_laid_down_was_so_by_one_or_by_several(language: str, authority: str, said: str) -> None:
    with speaking(language):
        assert said in place(card_judged(authority, "human", "size: 2"))


@pytest.mark.parametrize(
    ("language", "kind", "size", "title"),
    [
        ("de", "synthetic", "size: 1", "1 Modell hat Elemente beurteilt"),
        ("de", "human", "size: 20", "20 Menschen haben Elemente beurteilt"),
        ("de", "human", "countries: [DE]", "Menschen in unbekannter Zahl haben Elemente beurteilt"),
        ("de", "human", "size_stated: {about: 30}", "Etwa 30 Menschen haben Elemente beurteilt"),
        ("es", "synthetic", "size: 1", "1 modelo que juzgó elementos"),
        ("es", "human", "countries: [DE]", "Un número desconocido de personas que juzgaron elementos"),
    ],
)
def test_a_pool_is_titled_in_the_number_of_its_members(language: str, kind: str, size: str, title: str) -> None:
    with speaking(language):
        assert [pool.title for pool in people(card_judged("designers", kind, size))] == [title]


def test_a_place_in_a_list_is_counted_from_one_and_a_pool_is_one_group() -> None:
    with speaking("de"):
        assert open_question("aggregation.0.ties").endswith("(Nr. 1)")
        assert field_name("statistics.agreement.1.raters") == "Bewertende (Übereinstimmung Nr. 2)"
        assert open_question("pools.group-3.consent") == "ob die Gruppe „group-3“ eingewilligt hat"
    assert field_name("statistics.agreement.0.raters") == "Raters (agreement No. 1)"


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        ('{"format": 0}', "hat das Format 0 und nicht"),
        ("[", "ist kein JSON"),
        (None, "kann nicht als Text gelesen werden"),
    ],
)
def test_why_measurements_cannot_be_used_is_said_in_german(tmp_path: Path, measured: str | None, said: str) -> None:
    card = tmp_path / "full.card.yaml"
    card.write_text(text_of("full"), "utf-8")
    facts_path(card).write_bytes(b"\xff" if measured is None else measured.encode())
    document = read(card)
    [found] = [one for one in check(document, **recorded_beside(document)).findings if one.code == "AC817"]
    with speaking("de"):
        told = again(found.message)
    assert told is not None
    assert said in told
    assert "again" not in told


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("the relevant design choices", "the relevant design choices. Füllen Sie es aus"),
        ("What is the dataset called?", "Wie heißt der Datensatz? Füllen Sie es aus"),
    ],
)
def test_a_question_ends_before_what_to_do_about_it(question: str, said: str) -> None:
    with speaking("de"):
        assert str(again(wanted(question))).startswith(said)
