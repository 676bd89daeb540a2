"""Checking a card in the browser: what the page says is what the program says, and nothing leaves the page."""

import re

import pytest
from small_portal import text_of

from alignmentcard.checker.check import check
from alignmentcard.convert.exports import FORMATS
from alignmentcard.document import parse
from alignmentcard.layout.text import formatted
from alignmentcard.loader import load
from browser.conftest import expect, visits
from browser.packed import PASTE, STARTED, opened, pack_or_skip, put

pytestmark = pytest.mark.browser
READY = ".ac-check-form[data-ready]"
WRONG = text_of("full").replace("prescriptive", "prescriptve", 1)


@pytest.fixture(scope="module")
def pack():
    return pack_or_skip()


@pytest.fixture(scope="module")
def checking(chromium, site, pack):
    """The page of a portal that has the pack, and what it complained of: one for all, as Python takes long to start."""
    with visits(chromium, site) as visit:
        yield opened(visit, pack, "check/", READY)


def text_in(page) -> str:
    """Return the text that the page would save."""
    with page.expect_download() as download:
        page.click("button[name=save]")
    return download.value.path().read_text("utf-8")


def test_a_portal_without_the_checker_says_what_to_install(visit):
    seen = visit("check/")
    expect(seen.page.locator(".ac-check-state")).to_contain_text("alignmentcard check my.card.yaml")
    assert not seen.complaints


def test_a_card_is_checked_exported_and_shared_without_a_request_to_anybody(checking):
    page, text = checking.page, text_of("full")
    put(page, text)
    page.wait_for_selector(".ac-check-found:not([hidden])", timeout=STARTED)
    wanted = check(parse(text, "card.yaml")).findings
    shown = page.locator(".ac-check-found ol > li")
    expect(shown).to_have_count(len(wanted))
    expect(shown).to_contain_text([f"{one.code} {one.message}".replace("`", "") for one in wanted])
    assert page.locator(".ac-check-map svg").is_visible()

    page.select_option("#ac-check-format", "croissant")
    with page.expect_download() as download:
        page.click("button[name=export]")
    assert download.value.path().read_text("utf-8") == FORMATS["croissant"].write(load(parse(text)).card)

    page.click("button[name=share]")
    page.wait_for_url(re.compile("#card="))
    page.reload()
    page.wait_for_selector(".ac-check-found:not([hidden])", timeout=STARTED)
    assert text_in(page) == text
    assert not checking.complaints


def test_the_editor_marks_findings_explains_offers_words_mends_and_lays_out(checking, axe):
    page = checking.page
    put(page, WRONG)
    page.locator(".cm-lintRange-error").first.wait_for(timeout=STARTED)
    page.evaluate(axe)
    assert page.evaluate("axe.run()")["violations"] == []

    page.locator(".ac-check-found ol > li.ac-check-error button").first.click()
    page.keyboard.press("Control+.")
    page.get_by_role("button", name="Write prescriptive").click()
    page.locator(".cm-lintRange-error").wait_for(state="detached", timeout=STARTED)
    assert text_in(page) == WRONG.replace("prescriptve", "prescriptive")

    page.get_by_text("definitions", exact=True).first.hover()
    page.locator(".cm-tooltip-hover .ac-told strong", has_text="framework.definitions").wait_for(timeout=STARTED)
    page.mouse.move(0, 0)

    put(page, 'alignmentcard: "1.1"\nintent:\n  beliefs: ')
    page.locator(".cm-content").press("Control+End")
    page.keyboard.press("Control+Space")
    page.locator(".cm-tooltip-autocomplete li", has_text="many").wait_for(timeout=STARTED)
    page.keyboard.press("Escape")

    put(page, "dataset: {title: T,   id: t}\nalignmentcard: '1.1'\n")
    page.click("button[name=layout]")
    wanted = formatted(parse("dataset: {title: T,   id: t}\nalignmentcard: '1.1'\n"))
    page.locator(".cm-line", has_text=wanted.splitlines()[0]).first.wait_for(timeout=STARTED)
    assert text_in(page) == wanted
    assert not checking.complaints


@pytest.mark.nightly
def test_axe_finds_nothing_in_a_dark_editor_with_findings(visit, pack, axe):
    page = opened(visit, pack, "check/", READY, scheme="dark").page
    put(page, WRONG)
    page.locator(".cm-lintRange-error").first.wait_for(timeout=STARTED)
    page.evaluate(axe)
    assert page.evaluate("axe.run()")["violations"] == []


def test_a_readme_without_a_card_a_croissant_file_and_a_folder_are_taken(checking, tmp_path):
    page, text = checking.page, text_of("full")
    (readme := tmp_path / "README.md").write_text(
        "---\nlicense: mit\npretty_name: Some ratings\n---\n# Some ratings\n", "utf-8"
    )
    page.set_input_files("#ac-check-file", readme)
    page.locator(".ac-check-about", has_text="a draft from README.md").wait_for(timeout=STARTED)
    assert "title: Some ratings" in text_in(page)

    page.locator(".cm-content").press("Control+a")
    page.locator(".cm-content").press("Delete")
    page.locator(".cm-content").evaluate(PASTE, FORMATS["croissant"].write(load(parse(text)).card))
    page.locator(".ac-check-about", has_text="a draft from croissant.json").wait_for(timeout=STARTED)
    assert "Harm in replies" in text_in(page)

    (folder := tmp_path / "cards").mkdir()
    (folder / "a.card.yaml").write_text(text, "utf-8")
    (folder / "b.card.yaml").write_text(WRONG, "utf-8")
    (folder / "notes.md").write_text("# Nothing\n", "utf-8")
    page.set_input_files("#ac-check-folder", folder)
    many = page.locator(".ac-check-many > li")
    many.nth(1).wait_for(timeout=STARTED)
    assert many.count() == 2
    many.filter(has_text="b.card.yaml").get_by_role("button").click()
    page.locator(".cm-lintRange-error").first.wait_for(timeout=STARTED)
    assert text_in(page) == WRONG
    assert not checking.complaints


def test_where_the_editor_cannot_be_loaded_the_plain_field_checks_too(visit, pack):
    page = opened(visit, pack, "check/", READY, without="codemirror-").page
    page.get_by_label("The card as text").fill(WRONG)
    button = page.locator(".ac-check-found ol > li.ac-check-error button").first
    button.click(timeout=STARTED)
    assert page.evaluate("getSelection().toString()") == "prescriptve"
