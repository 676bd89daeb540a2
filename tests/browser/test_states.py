"""Pages as readers leave them, with drawers, dialogues, filters and trays open: nobody is shut out of any state."""

import json
from collections.abc import Callable

import pytest

from .test_keyboard import settle
from .test_portal import RULES

pytestmark = pytest.mark.browser

Act = Callable[[object], None]


def press(name: str) -> Act:
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def unfold(selector: str) -> Act:
    return lambda page: page.locator(f"{selector} > summary").first.click()


def search(words: str) -> Act:
    def act(page) -> None:
        page.locator(".md-search__input").focus()
        page.keyboard.type(words)
        page.locator(".md-search-result__link").first.wait_for()

    return act


def search_with_a_slip(page) -> None:
    press("Search")(page)
    page.keyboard.type("desciptive")
    page.locator(".ac-likely button").first.wait_for()


def drawer_at(section: str) -> Act:
    def act(page) -> None:
        press("Navigation")(page)
        settle(page)
        page.locator(".md-sidebar--primary label.md-nav__link", has_text=section).click()

    return act


def look_at_a_mark(page) -> None:
    page.locator("svg.map-wide .mark").first.dispatch_event("pointerenter")
    page.locator(".ac-peek:not([hidden])").wait_for()


def pale(page) -> None:
    page.get_by_label("Show on the map").select_option("release.individual")


def more_filters(page) -> None:
    """Unfold more filters, and scroll back: a box that is cut by the edge of what scrolls would count as too small."""
    unfold(".ac-further")(page)
    page.locator(".ac-filterbox").evaluate(
        "(box) => { for (let at = box; at; at = at.parentElement) at.scrollTop = 0; }"
    )


def unfold_all(page) -> None:
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")


STATES: dict[str, tuple[str, int, Act]] = {
    "drawer of the map": ("", 320, press("Navigation")),
    "drawer of a card": ("cards/full/", 390, press("Navigation")),
    "drawer at the guides": ("", 390, drawer_at("Guide")),
    "drawer at the reference": ("reference/fields/", 390, press("Navigation")),
    "search on a phone": ("", 390, press("Search")),
    "search with results": ("guide/two-by-two/", 1280, search("principles")),
    "search with a slip": ("guide/two-by-two/", 390, search_with_a_slip),
    "a mark with its name": ("", 1280, look_at_a_mark),
    "a map that shows a value": ("", 1280, pale),
    "the map unfolded on a phone": ("", 390, unfold(".ac-narrow")),
    "filters on a phone": ("catalogue/", 390, unfold(".ac-filterbox")),
    "more filters": ("catalogue/", 1280, more_filters),
    "filters in use": ("catalogue/?release=individual&words=harm", 1280, lambda page: None),
    "nothing that fits": ("catalogue/?words=zebra", 1280, lambda page: None),
    "two cards in the tray": ("catalogue/?card=full&card=least", 1280, lambda page: None),
    "the tray on a phone": ("catalogue/?card=full&card=least", 390, lambda page: None),
    "lines that differ": ("compare/?card=full&card=least&differences=1", 1280, lambda page: None),
    "a comparison on a phone": ("compare/?card=full&card=model&card=least", 390, lambda page: None),
    "a card that is not there": ("compare/?card=full&card=gone", 1280, lambda page: None),
    "a card unfolded": ("cards/full/", 1280, unfold_all),
    "a field that is linked to": ("cards/full/#field-dimensions.harmful.asks", 1280, lambda page: None),
    "a rule that is linked to": ("reference/rules/#AC206", 390, lambda page: None),
    "a broken card on a phone": ("cards/broken/", 390, unfold_all),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.sampled(6)
def test_a_state_of_a_page_can_be_used_by_everybody(visit, axe, state, scheme):
    path, width, act = STATES[state]
    page = visit(path, width, scheme, bypass_csp=True).page
    act(page)
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
