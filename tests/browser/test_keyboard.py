"""Map, facets and compare with nothing but a keyboard: everything is reached, seen, and keeps its focus."""

import re
from collections.abc import Iterator

import pytest

from browser.conftest import expect

pytestmark = pytest.mark.browser

MOST = 120
"""More steps than any page of the small portal takes."""

FOCUSED = """() => {
  const there = document.activeElement;
  const box = there.getBoundingClientRect();
  return {
    name: there.getAttribute("aria-label") ?? there.textContent.trim(),
    kind: there.getAttribute("class") ?? there.tagName.toLowerCase(),
    lost: there === document.body,
    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""

UNDER_TRAY = """() => {
  const there = document.activeElement;
  const [box, tray] = [there, document.querySelector(".ac-tray")].map((one) => one.getBoundingClientRect());
  return !there.closest(".ac-tray") && box.top < tray.bottom - 1 && box.bottom > tray.top + 1 && box.left < tray.right;
}"""

LOOK = """(there) => {
  const parts = [there, ...there.querySelectorAll(".mark-shape, .map-title, .map-label")];
  return parts.map((part) => {
    const look = getComputedStyle(part);
    return [look.outlineStyle, look.outlineWidth, look.strokeWidth, look.stroke, look.textDecorationLine].join();
  });
}"""


def steps(page) -> Iterator[dict]:
    """Press Tab until the focus has gone through the whole page."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found["lost"]:
            return
        yield found


def focused(page) -> dict:
    return page.evaluate(FOCUSED)


def reach(page, words: str) -> dict:
    """Press Tab until what is focused has these words."""
    return next(found for found in steps(page) if words in found["name"])


def look(page) -> list[str]:
    return page.locator(":focus").evaluate(LOOK)


def test_tab_reaches_every_mark_and_every_quadrant_of_the_map(visit):
    page = visit("").page
    reached = [found for found in steps(page) if found["kind"].startswith(("mark", "map-caption"))]
    drawn = page.locator("svg.map-wide a").evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    assert sorted(found["name"] for found in reached) == sorted(drawn)
    assert all(found["inside"] for found in reached)


def test_a_mark_shows_that_it_has_the_focus_and_enter_opens_its_card(visit):
    page = visit("").page
    reach(page, "Harm in replies")
    mark = page.locator(":focus").element_handle()
    seen = mark.evaluate(LOOK)
    mark.evaluate("(mark) => mark.blur()")
    assert mark.evaluate(LOOK) != seen
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cards/full/")


def test_enter_on_a_quadrant_shows_its_cards(visit):
    page = visit("").page
    reach(page, "Specific, prescriptive")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/?quadrant=specific-prescriptive")


def test_the_map_can_be_skipped(visit):
    page = visit("").page
    reach(page, "Skip the map")
    assert page.locator(".ac-skip").bounding_box()["height"] > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "mark" not in focused(page)["kind"]
    assert page.evaluate("scrollY") > 0


def test_space_chooses_a_value_and_the_focus_stays_on_it(visit):
    page = visit("catalogue/").page
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    box = page.evaluate("document.activeElement.value")
    for count in ("1 of 4 cards", "4 cards"):
        page.keyboard.press("Space")
        expect(page.locator(".ac-count")).to_have_text(count)
        assert page.evaluate("document.activeElement.value") == box
        assert focused(page)["inside"]
        assert look(page)[0].startswith("solid,")


def test_the_filters_can_be_skipped_and_two_cards_are_compared_in_a_few_steps(visit):
    page = visit("catalogue/").page
    reach(page, "Skip the filters")
    page.keyboard.press("Enter")
    for _ in range(2):
        reach(page, "Compare ")
        page.keyboard.press("Space")
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if focused(page)["name"] == "Compare them":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?card=*&card=*")
    page.locator(".ac-sides").first.wait_for()


def test_the_tray_never_lies_over_what_has_the_focus(visit):
    page = visit("catalogue/?card=full").page
    page.set_viewport_size({"width": 1280, "height": 420})
    page.locator(".ac-count").focus()
    for found in steps(page):
        assert page.evaluate(UNDER_TRAY) is False, found


def test_what_is_folded_is_skipped_until_enter_unfolds_it(visit):
    page = visit("catalogue/").page
    page.get_by_role("searchbox").focus()
    names = [page.evaluate("document.activeElement.name ?? ''") for _ in steps(page)]
    assert "release" in names
    assert "licence" not in names
    page.get_by_role("searchbox").focus()
    reach(page, "More filters")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "year"


def test_showing_all_cards_again_keeps_the_focus(visit):
    page = visit("catalogue/?raters=synthetic").page
    page.get_by_role("searchbox").focus()
    reach(page, "Show all cards")
    page.keyboard.press("Enter")
    page.locator(".ac-count", has_text=re.compile(r"^4 cards$")).wait_for()
    assert focused(page)["name"] == "Show all cards"


def test_turning_to_the_last_page_leaves_the_focus_where_its_cards_begin(visit):
    def of_two(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('data-rows="50"', 'data-rows="2"'))

    page = visit("catalogue/", first=lambda page: page.route("**/catalogue/", of_two)).page
    page.locator(".ac-turn").wait_for()
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    assert focused(page)["name"] == "4 cards"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('tbody tr') === document.querySelector('tbody tr')")


def test_cards_are_chosen_and_taken_out_of_a_comparison(visit):
    page = visit("compare/?card=full").page
    page.get_by_label("Card 2", exact=True).focus()
    page.keyboard.press("T")
    page.locator(".ac-count", has_text="2 cards.").wait_for()
    assert page.evaluate("document.activeElement.id") == "ac-card-2"
    assert look(page)[0].startswith("solid,")
    page.keyboard.press("Home")
    page.locator(".ac-count", has_text=re.compile(r"^Choose one more card.$")).wait_for()
    assert page.evaluate("document.activeElement.id") == "ac-card-2"


def test_the_lines_that_differ_are_chosen_with_space_and_the_table_can_be_scrolled_to(visit):
    page = visit("compare/?card=full&card=least").page
    page.locator(".ac-sides .ac-same").first.wait_for(state="attached")
    page.get_by_label("Only lines that differ").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**differences=1")
    expect(page.locator(".ac-sides .ac-same")).to_have_count(0)
    assert page.evaluate("document.activeElement.name") == "differences"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Comparison"


SEEN = """async () => {
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
  const there = document.activeElement;
  const box = there.getBoundingClientRect();
  return there === document.body || (box.right > 0 && box.left < innerWidth);
}"""


def settle(page) -> None:
    """Wait until nothing slides any more."""
    page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")


@pytest.mark.parametrize("path", ["", "catalogue/", "cards/full/", "guide/two-by-two/"])
def test_on_a_narrow_page_the_focus_never_goes_where_nobody_sees_it(visit, path):
    page = visit(path, 320).page
    for found in steps(page):
        assert page.evaluate(SEEN), found


def test_the_drawer_is_opened_by_a_button_and_escape_closes_it(visit):
    page = visit("", 320).page
    opener = page.get_by_role("button", name="Navigation")
    drawer = page.locator(".md-sidebar--primary")
    assert drawer.evaluate("(one) => one.inert")
    assert opener.get_attribute("aria-expanded") == "false"
    opener.focus()
    page.keyboard.press("Space")
    assert opener.get_attribute("aria-expanded") == "true"
    assert drawer.evaluate("(one) => !one.inert && one.contains(document.activeElement)")
    settle(page)
    reach(page, "Guide")
    page.keyboard.press("Enter")
    section = page.locator(".md-sidebar--primary .md-nav .md-nav__item--nested > .md-nav__toggle:checked")
    section.wait_for(state="attached")
    page.keyboard.press("Escape")
    assert drawer.evaluate("(one) => one.inert")
    assert focused(page)["name"] == "Navigation"


def test_the_search_of_a_narrow_page_is_opened_by_a_button(visit):
    page = visit("", 320).page
    assert page.locator(".md-search").evaluate("(one) => one.inert")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_on_a_wide_page_nothing_is_out_of_reach_and_the_drawer_has_no_button(visit):
    page = visit("guide/two-by-two/").page
    assert (
        page.locator(".md-sidebar--primary, .md-search").evaluate_all("(all) => all.some((one) => one.inert)") is False
    )
    assert not page.get_by_role("button", name="Navigation").is_visible()
