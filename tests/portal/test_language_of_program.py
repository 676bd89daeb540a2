"""The program in a page answers in the language of the page, and writes files in English."""

import json

import pytest

from alignmentcard.messages import speaking
from alignmentcard.messages.carried import packed
from alignmentcard.portal.browser import session
from alignmentcard.rules.example import whole

ODD = whole("").replace("definitions: descriptive", "definitions: prescritive")


@pytest.fixture
def german():
    with speaking("de") as language:
        told = packed(language)
    asked({"ask": "speak", "language": told})
    yield
    session.BROUGHT[:] = [session.ENGLISH]


def asked(question: dict) -> dict:
    return json.loads(session.answer(json.dumps(question)))


def test_findings_are_shown_in_german_and_the_report_is_that_of_the_command_line(german) -> None:
    told = asked({"ask": "check", "text": ODD, "name": "card.yaml"})
    [found] = [one for one in json.loads(told["report"])["findings"] if one["severity"] == "error"]
    assert "is not a word of this vocabulary" in found["message"]
    assert any("ist kein Wort dieses Vokabulars. Meinten Sie `prescriptive`?" in one for one, _ in told["said"])


def test_questions_of_the_form_are_asked_in_german(german) -> None:
    told = asked({"ask": "write", "text": 'alignmentcard: "1.1"\n', "profile": "minimal"})
    html = "".join(part for _, part in told["parts"])
    assert "Wie heißt der Datensatz?" in html
    assert "What is the dataset called?" not in html


def test_without_a_language_the_program_speaks_english() -> None:
    told = asked({"ask": "check", "text": ODD, "name": "card.yaml"})
    assert [one for one, _ in told["said"]] == [one["message"] for one in json.loads(told["report"])["findings"]]
