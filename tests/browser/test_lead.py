"""The test of five seconds: what a reader asks first is answered where the eye falls first.

What it is, who judged, how far they agree, what is released, what is missing, and whether it may be used.
"""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

FOLD = 600
"""Pixels that a reader sees before scrolling."""
LAST = """() => [...document.querySelectorAll('.ac-sentence, .ac-answers dd')].map((one) => {
  const said = document.createRange();
  said.selectNodeContents(one);
  return Math.max(...[...said.getClientRects()].map((line) => line.bottom));
})"""
"""Where the last line of each answer ends: of its words, and not of a box that may be lower or cut them off."""
QUESTIONS = ["Judged by", "Agreement", "Released", "Missing", "Use"]
CARDS = Path(__file__).parents[2] / "site" / "cards"


def ends(page, address: str, width: int) -> list[float]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    return page.evaluate(LAST)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("card", ["full", "model"])
def test_five_answers_stand_in_the_first_600_pixels(visit, site, card, width):
    found = ends(visit(f"cards/{card}/").page, f"{site}cards/{card}/", width)
    assert len(found) == 6
    assert max(found) <= FOLD


@pytest.mark.nightly
def test_five_answers_stand_in_the_first_600_pixels_of_every_card_of_the_gallery(visit, gallery):
    page = visit("guide/two-by-two/").page
    names = [file.name.removesuffix(".card.yaml") for file in CARDS.glob("*.card.yaml")]
    assert len(names) > 40
    for width in (390, 1440):
        found = {name: ends(page, f"{gallery}cards/{name}/", width) for name in sorted(names)}
        assert {name: one for name, one in found.items() if len(one) != 6 or max(one) > FOLD} == {}


@pytest.mark.parametrize("card", ["full", "model"])
def test_a_card_answers_what_a_reader_asks_first(visit, card):
    answers_what_a_reader_asks_first(visit(f"cards/{card}/").page, card)


@pytest.mark.nightly
def test_every_card_of_the_gallery_answers_what_a_reader_asks_first(visit, gallery):
    page = visit("guide/two-by-two/").page
    for file in sorted(CARDS.glob("*.card.yaml")):
        page.goto(f"{gallery}cards/{file.name.removesuffix('.card.yaml')}/")
        answers_what_a_reader_asks_first(page, file.name)


def answers_what_a_reader_asks_first(page, name: str) -> None:
    assert page.locator(".ac-sentence").inner_text().strip()
    assert page.locator(".ac-answers dt").all_inner_texts() == QUESTIONS, name
    said = page.locator(".ac-answers dd").all_inner_texts()
    assert all(re.search(r"\w{3}", text) for text in said), (name, said)
    assert not page.locator(".ac-answers dd a:not([href^='#'])").count(), "each leads to where it is said in full"
    lost = page.locator(".ac-answers dd a").evaluate_all(
        "(all) => all.filter((one) => !document.querySelector(one.getAttribute('href'))).length"
    )
    assert lost == 0, name
