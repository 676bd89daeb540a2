"""What a page asks the checker in the browser, asked here."""

import json

import pytest
from small_portal import text_of

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.portal.browser.session import answer
from alignmentcard.profiles import names
from alignmentcard.report.machine import as_json

README = f"---\nalignmentcard:\n{''.join(f'  {line}' for line in text_of('full').splitlines(True))}---\n# Read me\n"


def ask(**question):
    return json.loads(answer(json.dumps(question)))


def test_the_report_is_that_of_the_command_line():
    told = ask(ask="check", text=text_of("full"), name="card.yaml")
    assert told["report"] == "\n".join(as_json([check(parse(text_of("full"), "card.yaml"))]))
    assert told["title"] == "Harm in replies, judged under a policy"


@pytest.mark.parametrize("profile", names())
def test_every_profile_is_on_offer_and_runs(profile):
    assert profile in ask(ask="choices")["profiles"]
    assert ask(ask="check", text=text_of("full"), name="card.yaml", profile=profile)["report"]


def test_a_card_has_its_place_on_the_map_with_no_link_to_a_page_that_is_not_there():
    drawn = ask(ask="check", text=text_of("full"), name="card.yaml")["map"]
    assert drawn.startswith("<svg")
    assert "cards/card/" not in drawn


@pytest.mark.parametrize("text", ["", "a: [", text_of("broken")], ids=["nothing", "no YAML", "not of the standard"])
def test_what_does_not_fit_has_findings_and_no_place(text):
    told = ask(ask="check", text=text, name="card.yaml")
    assert json.loads(told["report"])["findings"]


def test_a_readme_is_checked_by_the_card_in_its_front_matter():
    told = ask(ask="check", text=README, name="README.md")
    assert told["title"] == "Harm in replies, judged under a policy"


@pytest.mark.parametrize("form", [one["name"] for one in ask(ask="choices")["formats"]])
def test_every_format_is_written(form):
    made = ask(ask="export", text=text_of("full"), name="card.yaml", to=form)
    assert made["text"] or made["lacks"]
    assert made["name"].startswith("card")


def test_a_card_that_does_not_fit_cannot_be_exported_and_the_reader_is_told():
    assert "Mend what is marked" in ask(ask="export", text=text_of("broken"), name="card.yaml", to="croissant")["error"]


def test_croissant_becomes_a_draft():
    croissant = ask(ask="export", text=text_of("full"), name="card.yaml", to="croissant")["text"]
    assert "Harm in replies" in ask(ask="import", text=croissant, name="croissant.json")["text"]
