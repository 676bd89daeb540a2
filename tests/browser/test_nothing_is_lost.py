"""Pages that run the program: a reload, a way to another page, or a day without a connection loses no word."""

import re

import pytest
from small_portal import text_of

from browser.conftest import served, visits
from browser.packed import STARTED, put
from browser.test_offline import kept

pytestmark = pytest.mark.browser
CHECKS = ".ac-check-form[data-ready]"
REVIEWS = ".ac-review form:not([hidden])"
WRITES = ".ac-write-part"
MINE = text_of("full").replace("Harm in replies", "Written by hand")
CARDS = [
    {"name": f"{name}.card.yaml", "mimeType": "text/yaml", "buffer": text_of(name).encode()}
    for name in ("full", "model")
]


@pytest.fixture
def at(chromium, packed_host):
    """Open a page of a portal that carries the program, and wait until it is ready."""
    with served(packed_host) as site, visits(chromium, site) as visit:

        def opened(path: str, ready: str):
            page = visit(path).page
            page.wait_for_selector(ready, timeout=STARTED)
            return page

        yield opened


def reloaded(page, ready: str) -> None:
    page.reload()
    page.wait_for_selector(ready, timeout=STARTED)


def reads(page, words: str) -> None:
    """Wait until the editor of the checker shows these words."""
    page.locator(".cm-line", has_text=words).first.wait_for(timeout=STARTED)


def written(page, title: str) -> None:
    field = page.get_by_role("group", name="What is the dataset called?").get_by_role("textbox")
    field.fill(title)
    field.press("Enter")
    holds(page, title)


def holds(page, title: str) -> None:
    """Wait until form and text of the writing page both have a title."""
    from playwright.sync_api import expect

    expect(page.locator("#ac-write-text")).to_have_value(re.compile(f"title: {title}"), timeout=STARTED)
    field = page.get_by_role("group", name="What is the dataset called?").get_by_role("textbox")
    expect(field).to_have_value(title, timeout=STARTED)


@pytest.mark.nightly
def test_a_text_in_the_checker_is_there_after_a_reload_and_after_another_page(at):
    page = at("check/", CHECKS)
    put(page, MINE)
    page.select_option("#ac-check-profile", "arr")
    page.locator(".ac-check-found ol > li").first.wait_for(timeout=STARTED)
    reloaded(page, CHECKS)
    reads(page, "Written by hand")
    assert page.input_value("#ac-check-profile") == "arr"
    here = page.url
    page.goto(here.replace("check/", "guide/two-by-two/"))
    page.goto(here)
    page.wait_for_selector(CHECKS, timeout=STARTED)
    reads(page, "Written by hand")


@pytest.mark.nightly
def test_what_is_changed_after_a_link_was_made_outlives_a_reload_and_another_link_shows_its_own_card(at):
    page = at("check/", CHECKS)
    put(page, text_of("full"))
    page.click("button[name=share]")
    page.wait_for_url("**/check/#card=*")
    link = page.url
    put(page, MINE)
    reloaded(page, CHECKS)
    reads(page, "Written by hand")
    page.goto("about:blank")
    page.goto(link.partition("#")[0])
    page.wait_for_selector(CHECKS, timeout=STARTED)
    put(page, text_of("model"))
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector(CHECKS, timeout=STARTED)
    reads(page, "Harm in replies")


@pytest.mark.nightly
def test_a_checker_that_was_emptied_stays_empty(at):
    page = at("check/", CHECKS)
    put(page, MINE)
    page.locator(".ac-check-found ol > li").first.wait_for(timeout=STARTED)
    page.locator(".cm-content").press("Control+a")
    page.locator(".cm-content").press("Delete")
    page.locator(".ac-check-found").wait_for(state="hidden", timeout=STARTED)
    reloaded(page, CHECKS)
    assert page.inner_text(".cm-content").strip() == ""


@pytest.mark.nightly
def test_cards_of_a_review_are_there_after_a_reload(at):
    page = at("review/", REVIEWS)
    page.set_input_files("#ac-review-files", CARDS)
    page.locator(".ac-review-card").nth(1).wait_for(timeout=STARTED)
    page.select_option("#ac-review-profile", "arr")
    page.get_by_role("heading", name="The questions of ACL Rolling Review").wait_for(timeout=STARTED)
    reloaded(page, REVIEWS)
    page.locator(".ac-review-card").nth(1).wait_for(timeout=STARTED)
    page.get_by_role("heading", name="The questions of ACL Rolling Review").wait_for(timeout=STARTED)


@pytest.mark.nightly
def test_a_card_is_written_and_reviewed_without_a_connection_after_a_first_visit(chromium, packed_host):
    with served(packed_host) as site, visits(chromium, site) as visit:
        seen = visit("write/")
        page = seen.page
        page.wait_for_selector(WRITES, timeout=STARTED)
        written(page, "Before")
        kept(page)
        assert not seen.complaints
        page.context.set_offline(True)
        reloaded(page, WRITES)
        holds(page, "Before")
        written(page, "After")
        reloaded(page, WRITES)
        holds(page, "After")
        page.get_by_role("button", name="See it as a reviewer").click()
        page.wait_for_url("**/review/#card=*")
        page.locator(".ac-review-card").first.wait_for(timeout=STARTED)
        page.get_by_role("heading", name="After").first.wait_for(timeout=STARTED)
