"""What pages say in German and Spanish reads as an editor of the language would write it."""

import json
import re

import pytest
from small_portal import entry_of, text_of

from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.messages import sentence, speaking
from alignmentcard.messages.carried import packed
from alignmentcard.portal.browser import session
from alignmentcard.portal.catalogue.compare import row
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
framework: {{definitions: prescriptive, authority: [{authority}]}}
dimensions: [{{id: harm, breadth: specific}}]
pools: [{{id: a, kind: {kind}, {size}, role: [rater]}}]
"""
MODEL = "model: {name: a model of the paper}"


@pytest.mark.parametrize(
    ("language", "authority", "kind", "size", "said"),
    [
        ("de", "designers", "human", "size: 1", ["Ein benanntes Merkmal", "Geurteilt hat ein Mensch"]),
        ("de", "designers", "human", "size: 2", ["Geurteilt haben 2 Menschen"]),
        ("de", "designers", "synthetic", MODEL, ["Geurteilt hat das Modell „a model of the paper“"]),
        ("es", "organisation", "human", "size: 1", ["Un rasgo concreto", "lo definió la", "Juzgó una persona"]),
        ("es", "designers", "human", "size: 2", ["lo definieron los", "Juzgaron 2 personas"]),
        ("es", "organisation, law", "synthetic", MODEL, ["lo definieron la", "Juzgó el modelo «a model of the paper»"]),
    ],
)
def test_the_verb_has_the_number_of_those_who_act(
    language: str, authority: str, kind: str, size: str, said: list[str]
) -> None:
    head, _, _ = text_of("least").partition("framework:")
    card = load(parse(head + JUDGED.format(authority=authority, kind=kind, size=size))).card
    assert card is not None
    with speaking(language):
        told = glance(card)
    assert [part for part in said if part not in told] == [], told
