"""Pages under a finger: fields do not enlarge the page, what is tapped is large enough, and a card can be typed."""

import re

import pytest

from browser.conftest import expect, visits
from browser.packed import opened, pack_or_skip

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
ABOVE_KEYBOARD = {"width": 390, "height": 464}
"""What a keyboard of 380 pixels leaves of a phone."""
SMALL_WORDS = """() =>
  [...document.querySelectorAll("input:not([type=checkbox], [type=radio], [type=file]), textarea, select")]
  .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
  .map((field) => field.outerHTML)"""
"""Fields below 16 pixels, which browsers of phones enlarge, and with them the page, when they are tapped."""
IN_SIGHT = """(field) => {
  const { top, bottom, left, right } = field.getBoundingClientRect();
  return field.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}"""
"""Whether the middle of a field is in the window and nothing lies over it; a text that grows may reach below."""
SUMMARY = (
    "Four hundred comments from a game, each judged by ten people who play it: is it rude, or is it not? "
    "Made to study how players differ."
)
LEAST = 24
"""Pixels that what is tapped must have both ways: WCAG 2.2, 2.5.8."""


@pytest.mark.parametrize("path", ["", "catalogue/?words=a", "compare/?card=full&card=least", "cards/full/", "check/"])
def test_a_field_that_is_tapped_does_not_enlarge_the_page(visit, path):
    assert visit(path, **PHONE).page.evaluate(SMALL_WORDS) == []


def test_what_is_tapped_in_the_catalogue_is_large_enough(visit):
    page = visit("catalogue/?card=full&card=least&release=individual", **PHONE).page
    page.locator(".ac-filterbox > summary").tap()
    taps = page.locator(
        ".ac-filters fieldset:visible label, .ac-chips button, .ac-tray button, .ac-tick, .ac-button:visible"
    )
    sizes = [(box["width"], box["height"]) for one in taps.all() if (box := one.bounding_box())]
    assert len(sizes) > 20
    assert min(min(size) for size in sizes) >= LEAST


def test_a_card_is_typed_on_a_phone_above_its_keyboard(chromium, site):
    pack = pack_or_skip()
    with visits(chromium, site) as visit:
        seen = opened(visit, pack, "write/", ".ac-write-part", **PHONE)
        page = seen.page
        assert page.evaluate(SMALL_WORDS) == []
        page.set_viewport_size(ABOVE_KEYBOARD)
        asked = {"What is the dataset called?": "Rude", "In one paragraph": SUMMARY}
        for question, words in asked.items():
            field = page.get_by_role("group", name=question).locator("input[type=text], textarea").first
            field.tap()
            page.keyboard.type(words)
            expect(field).to_have_value(words)
            assert field.evaluate(IN_SIGHT)
        page.keyboard.press("Tab")
        expect(page.locator("#ac-write-text")).to_have_value(re.compile("who play it"))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert not seen.complaints
