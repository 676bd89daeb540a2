"""Comparing cards and what is folded on a card page, by keyboard, in print and without JavaScript."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from browser.conftest import expect

pytestmark = pytest.mark.browser

GALLERY = Path(__file__).parents[2] / "site" / "cards"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def test_two_cards_are_compared_by_keyboard_and_the_choice_is_in_the_address(visit):
    page = visit("compare/").page
    page.get_by_label("Card 1", exact=True).focus()
    page.keyboard.press("H")
    page.keyboard.press("Tab")
    page.keyboard.press("T")
    page.keyboard.press("Tab")
    expect(page.locator(".ac-sides thead th")).to_have_text(
        ["Harm in replies, judged under a policy", "The least that fits"]
    )
    assert page.url.endswith("?card=full&card=least")


def test_a_link_to_a_comparison_shows_it(visit):
    page = visit("compare/?card=full&card=least&differences=1").page
    assert page.get_by_label("Only lines that differ").is_checked()
    expect(page.locator(".ac-sides .ac-same")).to_have_count(0)
    page.get_by_label("Only lines that differ").uncheck()
    page.locator(".ac-sides .ac-same").first.wait_for(state="attached")
    assert "differences" not in page.url


def test_what_is_the_same_in_all_is_folded_and_stays_unfolded_while_cards_are_chosen(visit):
    page = visit("compare/?card=full&card=least").page
    shared = page.locator(".ac-sides .ac-same")
    shared.first.wait_for(state="attached")
    expect(shared.first).to_be_hidden()
    opener = page.get_by_role("button", name="The same in all")
    assert opener.inner_text() == f"The same in all ({shared.count()})"
    opener.focus()
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert shared.first.is_visible()
    page.get_by_label("Card 3, if you like").select_option(index=2)
    page.locator(".ac-count", has_text="3 cards.").wait_for()
    assert page.locator(".ac-sides .ac-same").first.is_visible()
    page.get_by_role("button", name="The same in all").click()
    page.emulate_media(media="print")
    assert page.locator(".ac-sides .ac-same").first.is_visible()


def test_of_many_cards_one_is_chosen_by_the_beginning_of_its_name(visit):
    def of_many(route) -> None:
        index = route.fetch().json()
        index["cards"] += [[f"more-{n}", "One of several"] for n in range(300)]
        route.fulfill(json=index)

    page = visit("compare/?card=full", first=lambda page: page.route("**/compare/index.json", of_many)).page
    page.get_by_text("Choose one more card.").wait_for()
    assert page.locator("select[name=card]").count() == 0
    assert page.locator("#ac-cards option[value='One of several (more-7)']").count() == 1
    second = page.get_by_label("Card 2", exact=True)
    second.fill("The least")
    expect(page.locator(".ac-count")).to_contain_text("No card is called like this.")
    second.fill("The least that fits")
    page.locator(".ac-count", has_text="2 cards.").wait_for()
    assert page.url.endswith("?card=full&card=least")


def test_starting_again_leaves_one_sentence(visit):
    page = visit("compare/?card=full&card=least").page
    page.get_by_role("button", name="Start again").click()
    page.locator(".ac-count", has_text=re.compile(r"^Choose two cards to begin.$")).wait_for()
    assert not page.locator(".ac-sides").is_visible()
    assert "?" not in page.url


def test_a_card_that_is_not_there_is_not_compared(visit):
    seen = visit("compare/?card=full&card=../../catalogue")
    expect(seen.page.locator(".ac-count")).to_have_text("No card has the id “../../catalogue”. Choose one more card.")
    assert seen.complaints == []


def test_without_javascript_the_page_to_compare_lists_the_cards(visit):
    page = visit("compare/", java_script_enabled=False).page
    assert page.locator("noscript p").bounding_box()["height"] > 0
    assert "needs JavaScript; here is each card by itself" in page.locator("noscript p").inner_text()
    assert page.locator("noscript li a").count() == 4


def test_a_card_leads_to_its_comparison(visit):
    page = visit("cards/full/").page
    page.get_by_role("link", name="Compare", exact=True).last.click()
    page.wait_for_url("**/compare/?card=full")
    expect(page.get_by_label("Card 1", exact=True)).to_have_value("Harm in replies, judged under a policy")


def test_what_is_folded_is_unfolded_by_a_link_and_by_the_keyboard(visit):
    page = visit("cards/full/#field-dimensions.harmful.asks").page
    assert page.locator("#field-dimensions").get_attribute("open") is not None
    assert page.locator("#field-pools").get_attribute("open") is None
    page.locator("#field-pools > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#field-pools").get_attribute("open") is not None


def test_paper_holds_what_is_read_and_of_what_is_looked_up_only_what_was_unfolded(visit):
    page = visit("cards/full/").page
    page.locator("#field-pools > summary").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#reading").is_visible()
    assert page.locator(".ac-measure .figure").first.is_visible()
    assert page.locator("#field-pools").is_visible()
    assert not page.locator("#field-dataset").is_visible()
    assert not page.locator(".ac-numbers").first.is_visible()
    assert page.locator(".ac-printed").inner_text().startswith(page.url)


def test_a_printed_link_shows_its_address(visit):
    page = visit("cards/full/", scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    shown = "(link) => getComputedStyle(link, '::after').content"
    link = page.locator(".ac-actions a[href^=http]").first
    assert link.get_attribute("href") in link.evaluate(shown).replace('" "', "").replace('"', "")
    assert link.evaluate("(one) => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    assert not page.locator(".ac-actions a[download]").first.is_visible()


def sheets(page) -> int:
    """Count the pages of paper that a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_a_card_takes_six_sheets_at_most_and_a_comparison_one(visit):
    assert sheets(visit("cards/full/").page) <= 6
    assert sheets(visit("compare/?card=full&card=model&card=least").page) == 1


@pytest.mark.nightly
@pytest.mark.parametrize("gallery", ["en", "de", "es"], indirect=True)
def test_every_card_of_the_gallery_takes_six_sheets_at_most(visit, gallery):
    page = visit("guide/two-by-two/").page
    found = {}
    for file in sorted((Path(__file__).parents[2] / "site" / "cards").glob("*.card.yaml")):
        name = file.name.removesuffix(".card.yaml")
        page.goto(f"{gallery}cards/{name}/")
        found[name] = sheets(page)
    assert len(found) > 40
    assert {name: count for name, count in found.items() if count > 6} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.sampled(2)
def test_an_unfolded_card_fits_and_can_be_used_by_everybody(visit, axe, width, scheme):
    page = visit("cards/full/", width, scheme, bypass_csp=True).page
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


def test_charts_are_drawn_and_their_numbers_are_below_them(visit):
    page = visit("cards/full/").page
    assert page.locator("svg.figure").count() == 10
    chart = page.locator(".ac-measure", has_text="Who is overruled")
    chart.locator("summary").click()
    assert chart.locator("tbody th").all_inner_texts() == [
        "Gender: man",
        "Gender: woman",
        "Age: 40 and over",
        "Age: under 40",
    ]


HEBREW = "האם התשובה אדיבה"


def test_a_text_that_is_written_from_the_right_stands_in_its_own_direction(visit):
    def translated(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("Harm in replies, judged under a policy", HEBREW))

    page = visit("cards/full/", first=lambda page: page.route("**/cards/full/", translated)).page
    title = page.locator("h1")
    assert title.inner_text() == HEBREW
    assert title.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    assert page.locator(".ac-answers dt").first.evaluate("(one) => getComputedStyle(one).direction") == "ltr"


@pytest.mark.parametrize(
    "path", ["cards/full/", "cards/model/", "cards/least/", "cards/broken/", "compare/", "reports/"]
)
def test_headings_go_down_one_by_one(visit, path):
    levels = (
        visit(path)
        .page.locator(".md-content :is(h1, h2, h3, h4, h5, h6)")
        .evaluate_all("(all) => all.map((one) => Number(one.tagName[1]))")
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("address", ["cards/full/#files", "cards/full/#measured", "reference/fields/#pools.*.size"])
def test_a_link_into_what_is_not_laid_out_yet_leads_there(visit, address):
    page = visit(address).page
    expect(page.locator(f'[id="{address.partition("#")[2]}"]')).to_be_in_viewport()


OUTGROWN = """() => [...document.querySelectorAll(".ac-main > section:has(.ac-dimension)")].filter((one) => {
  const guessed = one.getBoundingClientRect().height;
  one.style.contentVisibility = "visible";
  return one.getBoundingClientRect().height > guessed;
}).length"""
"""How many parts of a card take more room than they have before they are laid out, and so lie over the next."""


@pytest.mark.parametrize("width", [412, 1350])
def test_what_was_measured_has_room_enough_before_it_is_laid_out(visit, width):
    page = visit("cards/full/", width).page
    assert page.locator(".ac-main > section .ac-dimension").count() > 0
    assert page.evaluate(OUTGROWN) == 0


@pytest.mark.nightly
@pytest.mark.parametrize("width", [412, 1350])
def test_in_the_gallery_no_link_lies_under_what_is_not_laid_out_yet(visit, gallery, axe, width):
    page = visit("guide/two-by-two/", width, bypass_csp=True).page
    measured = sorted(file.name.removesuffix(".measured.json") for file in GALLERY.glob("*.measured.json"))
    assert len(measured) > 10
    for name in measured:
        page.goto(f"{gallery}cards/{name}/")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {runOnly: {type: 'rule', values: ['target-size']}})")
        assert [one["nodes"][0]["html"] for one in found["violations"]] == [], name
        assert page.evaluate(OUTGROWN) == 0, name
