"""The map: whole names where one points or steps, marks of many cards that open, and a list of names on a phone."""

import json
import re
from collections.abc import Iterator

import pytest
from small_portal import source_in, text_of

from alignmentcard.portal.build.build import build

from .conftest import BELOW, expect, served, visits
from .test_portal import RULES

pytestmark = pytest.mark.browser
MANY = 20


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a portal in which twenty cards stand at one place; yields its address."""
    top = tmp_path_factory.mktemp("crowded")
    source = source_in(top)
    for number in range(MANY):
        text = text_of("least").replace("id: least", f"id: least-{number}").replace("The least", f"Number {number}", 1)
        (source / "cards" / f"least-{number}.card.yaml").write_text(text, encoding="utf-8")
    build(source, top / "host" / BELOW.strip("/"))
    with served(top / "host") as address:
        yield address


@pytest.fixture
def crowd(chromium, crowded):
    """Open the map of the portal with many cards at one place."""
    with visits(chromium, crowded) as open_page:
        yield open_page


def test_a_mark_that_is_pointed_at_shows_its_whole_name_and_what_it_is(visit):
    page = visit("").page
    peek = page.locator(".ac-peek")
    assert not peek.is_visible()
    page.locator("svg.map-wide .mark[href='cards/full/'] .mark-shape").hover()
    peek.wait_for()
    assert peek.locator("strong").inner_text() == "Harm in replies, judged under a policy"
    assert peek.locator("span").inner_text().startswith("One named trait")
    peek.hover()
    expect(peek).to_be_visible()
    page.keyboard.press("Escape")
    peek.wait_for(state="hidden")


def test_a_mark_that_has_the_focus_shows_its_name_until_the_focus_leaves(visit):
    page = visit("").page
    page.locator("#ac-show").focus()
    while "mark" not in (page.evaluate("document.activeElement.getAttribute('class')") or ""):
        page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.dataset.title")
    assert page.locator(".ac-peek strong").inner_text() == name
    page.locator("#ac-show").focus()
    page.locator(".ac-peek").wait_for(state="hidden")


@pytest.mark.parametrize("corner", ["top", "bottom"])
def test_what_is_shown_of_a_mark_stays_inside_of_the_page(visit, corner):
    page = visit("", 1280).page
    marks = page.locator("svg.map-wide .mark")
    for n in range(marks.count()):
        marks.nth(n).evaluate(f"(mark) => mark.scrollIntoView({{block: '{'start' if corner == 'top' else 'end'}'}})")
        marks.nth(n).dispatch_event("pointerenter")
        page.locator(".ac-peek:not([hidden])").wait_for()
        box = page.locator(".ac-peek").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280


def test_a_mark_of_many_cards_opens_names_them_and_gives_the_focus_back(crowd):
    page = crowd("").page
    mark = page.locator("svg.map-wide .crowd").first
    mark.focus()
    page.keyboard.press("Enter")
    dialog = page.locator(".ac-opened")
    dialog.wait_for()
    assert dialog.get_by_role("heading").inner_text() == f"{MANY + 1} cards at about this place"
    assert dialog.locator("li a").count() == MANY + 1
    assert page.evaluate("document.activeElement.id") == "ac-opened"
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert mark.evaluate("(mark) => document.activeElement === mark")
    mark.click()
    dialog.get_by_role("link", name="Number 7 that fits").click()
    page.wait_for_url("**/cards/least-7/")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
@pytest.mark.sampled(1)
def test_a_mark_of_many_cards_that_is_open_can_be_used_by_everybody(crowd, axe, width, scheme):
    page = crowd("", width, scheme, bypass_csp=True).page
    page.evaluate("document.querySelector('.ac-narrow').open = true")
    page.locator(".crowd:visible").first.click()
    page.locator(".ac-opened").wait_for()
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


def test_of_very_many_cards_the_first_are_named_and_that_is_told(crowd):
    def shortened(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("const MOST = 100;", "const MOST = 5;"))

    page = crowd("", first=lambda page: page.route("**/assets/map.js*", shortened)).page
    page.locator("svg.map-wide .crowd").first.click()
    dialog = page.locator(".ac-opened")
    dialog.wait_for()
    assert dialog.locator("li").count() == 5
    assert dialog.get_by_text("These are the first 5; the catalogue has all.").is_visible()


def test_a_mark_of_many_cards_opens_only_those_that_are_shown_and_leads_to_them(crowd):
    page = crowd("?show=release.none").page
    page.locator("svg.map-wide .crowd").first.click()
    page.locator(".ac-opened").get_by_role("link", name="Show them in the catalogue").click()
    page.wait_for_url("**/catalogue/?at=*&release=none")
    expect(page.locator(".ac-count")).to_have_text(re.compile(f"^{MANY + 1} of "))


def test_without_javascript_a_mark_of_many_cards_leads_to_the_catalogue(crowd):
    page = crowd("", java_script_enabled=False).page
    assert "catalogue/?at=" in page.locator("svg.map-wide .crowd").first.get_attribute("href")
    assert not page.locator(".ac-opened").is_visible()


def test_on_a_phone_the_names_stand_first_and_the_map_unfolds(visit):
    page = visit("", 390).page
    assert page.locator(".ac-lists a").first.is_visible()
    assert not page.locator("svg.map").first.is_visible()
    assert not page.locator("svg.map-narrow").is_visible()
    assert not page.locator(".ac-legend").is_visible(), "signs are explained that nobody sees"
    page.locator(".ac-narrow > summary").click()
    assert page.locator("svg.map-narrow .mark").first.is_visible()
    assert page.locator(".ac-legend").is_visible()


def test_the_list_follows_what_is_shown_on_the_map(visit):
    page = visit("?show=release.individual", 390).page
    pale = page.locator(".ac-listed.mark-faded a")
    page.locator(".ac-listed.mark-faded").first.wait_for()
    assert "Harm in replies, judged under a policy" not in pale.all_inner_texts()
    assert pale.count() == page.locator(".ac-listed").count() - 1
