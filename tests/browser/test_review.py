"""Reviewing cards in the browser: what is found, side by side, and the report of the program."""

import pytest
from small_portal import text_of

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.report import markdown
from browser.conftest import expect
from browser.packed import STARTED, opened, pack_or_skip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pack():
    return pack_or_skip()


@pytest.fixture
def reviewing(visit, pack):
    """The page of a portal that has the pack, and what it complained of."""
    return opened(visit, pack, "review/", ".ac-review form:not([hidden])")


def files(*names):
    return [{"name": f"{name}.card.yaml", "mimeType": "text/yaml", "buffer": text_of(name).encode()} for name in names]


def test_cards_stand_side_by_side_under_a_venue_and_the_report_is_that_of_the_program(reviewing, axe):
    page, asked = reviewing.page, []
    page.on("request", lambda request: asked.append(request.url))
    page.set_input_files("#ac-review-files", files("full", "model"))
    page.wait_for_selector(".ac-review-card >> nth=1", timeout=STARTED)
    page.select_option("#ac-review-profile", "arr")
    page.get_by_role("heading", name="The questions of ACL Rolling Review").wait_for(timeout=STARTED)
    assert page.get_by_role("heading", name="Side by side").is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the report").click()
    wanted = [check(parse(text_of(name), f"{name}.card.yaml"), load_profile("arr")) for name in ("full", "model")]
    text = download.value.path().read_text("utf-8")
    assert text.startswith("\n".join(markdown.as_markdown(wanted)))
    assert asked == []
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.get_by_role("button", name="Take out A model").click()
    page.locator(".ac-review-card").nth(1).wait_for(state="detached", timeout=STARTED)
    assert not reviewing.complaints


def test_a_portal_without_the_program_says_what_to_install(visit):
    seen = visit("review/")
    expect(seen.page.locator(".ac-tab-state")).to_contain_text("alignmentcard check my.card.yaml")
    assert not seen.complaints
