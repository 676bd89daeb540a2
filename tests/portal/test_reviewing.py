"""The page for reviewers, asked here: what it says is what the program says."""

import json

import pytest
from small_portal import SITE, text_of

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.portal.browser.session import answer
from alignmentcard.profiles import load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report import completeness as questions
from alignmentcard.report import machine, markdown

NAMES = ("full", "model", "least")


def ask(**question):
    return json.loads(answer(json.dumps(question)))


def cards(*names):
    return [{"name": f"{name}.card.yaml", "text": text_of(name)} for name in names]


@pytest.mark.parametrize("profile", ["standard", "arr"])
def test_the_report_is_that_of_the_program(profile):
    told = ask(ask="review", cards=cards(*NAMES), profile=profile)
    wanted = load_profile(profile)
    documents = [parse(text_of(name), f"{name}.card.yaml") for name in NAMES]
    reports = [check(one, wanted) for one in documents]
    held = "\n".join(questions.as_markdown(completeness(one, wanted) for one in documents))
    assert told["report"] == "\n".join(markdown.as_markdown(reports)) + "\n\n" + held
    assert told["json"] == "\n".join(machine.as_json(reports))


def test_one_card_is_told_in_full_and_several_stand_side_by_side():
    one, three = ask(ask="review", cards=cards("full")), ask(ask="review", cards=cards(*NAMES))
    assert "Side by side" not in one["html"]
    assert "Side by side" in three["html"]
    assert three["html"].count('class="ac-review-card"') == 3
    assert three["titles"][0] == "Harm in replies, judged under a policy"


def test_what_is_not_known_is_told_with_its_reason():
    text = (
        text_of("least") + "gaps:\n  - {field: dataset.license, reason: not_published, note: No page <b>says</b> it.}\n"
    )
    html = ask(ask="review", cards=[{"name": "a.card.yaml", "text": text}])["html"]
    assert "No page &lt;b&gt;says&lt;/b&gt; it." in html


@pytest.mark.parametrize("text", ["", "a: [", text_of("broken"), "- 1"], ids=["nothing", "no YAML", "misfit", "a list"])
def test_what_is_no_card_is_reviewed_as_far_as_it_can_be(text):
    told = ask(ask="review", cards=[{"name": "a.card.yaml", "text": text}, *cards("full")])
    assert json.loads(told["json"])["findings"]
    assert told["html"].count('class="ac-review-card"') == 2


@pytest.mark.parametrize("count", [0, 4])
def test_a_review_is_of_one_to_three_cards(count):
    assert "one to 3" in ask(ask="review", cards=cards("full") * count)["error"]


def test_one_reason_for_many_fields_is_told_once():
    text = (SITE / "cards" / "convabuse-full.card.yaml").read_text("utf-8")
    html = ask(ask="review", cards=[{"name": "a.card.yaml", "text": text}], profile="arr")["html"]
    cells = [cell for cell in html.split("<td")[1:] if cell.startswith(' class="ac-review-gap"')]
    assert max(cell.count("not consulted") for cell in cells) == 1


@pytest.mark.parametrize("profile", ["standard", "arr"])
def test_names_of_fields_in_findings_look_like_code(profile):
    html = ask(ask="review", cards=cards(*NAMES), profile=profile)["html"]
    assert "<code>" in html
    assert "`" not in html
