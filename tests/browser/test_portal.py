"""The portal in a real browser: at two widths, in both colour schemes, by keyboard, and without JavaScript."""

import json
import re

import pytest

from browser.conftest import expect, window

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "catalogue/",
    "cards/full/",
    "cards/model/",
    "cards/broken/",
    "compare/",
    "check/",
    "write/",
    "review/",
    "compare/?card=full&card=model&card=least",
    "reports/",
    "reports/changes/",
    "guide/two-by-two/",
    "reference/rules/",
    "reference/rules/AC206/",
    "reference/fields/",
    "reference/vocabulary/",
    "reference/standard/",
    "reference/profiles/",
    "reference/statistics/",
    "reference/commands/",
    "reference/python/",
    "reference/crosswalk/",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SMUGGLED = """() => {
  const script = document.createElement("script");
  script.textContent = "window.smuggled = 1";
  document.body.append(script);
}"""

OVERLAPS = """() => {
  const svg = [...document.querySelectorAll("svg.map")].find((map) => map.getBoundingClientRect().width);
  const boxes = [...svg.querySelectorAll(".mark")].map((mark) => mark.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.filter((a, n) => boxes.some((b, m) => m < n && meet(a, b))).length;
}"""


@pytest.mark.parametrize(("width", "scheme"), [
    (1280, "light"),
    (390, "dark"),
    (1280, "dark"),
    (390, "light"),
])  # fmt: skip
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.sampled(10)
def test_a_page_is_quiet_fits_and_can_be_used_by_everybody(visit, axe, path, width, scheme):
    seen = visit(path, width, scheme, bypass_csp=True)
    page = seen.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert seen.complaints == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.sampled(3)
def test_the_policy_of_a_page_stops_nothing_that_the_page_needs(visit, path):
    seen = visit(path)
    seen.page.locator("label[for=__palette_1]").first.click()
    assert seen.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert seen.complaints == []


def test_the_policy_stops_a_script_that_was_smuggled_in(visit):
    seen = visit("cards/full/")
    seen.page.evaluate(SMUGGLED)
    assert seen.page.evaluate("window.smuggled") is None


@pytest.mark.parametrize("width", [1280, 390])
def test_marks_and_labels_of_the_map_do_not_overlap(visit, width):
    page = visit("", width).page
    page.evaluate("document.querySelector('.ac-narrow').open = true")
    assert page.evaluate(OVERLAPS) == 0


def test_the_keyboard_reaches_a_mark_and_opens_its_card(visit):
    page = visit("").page
    mark = page.locator("svg.map-wide a.mark").first
    mark.focus()
    assert mark.get_attribute("aria-label").startswith("Harm in replies")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cards/full/")


def test_a_quadrant_leads_to_its_cards_in_the_catalogue(visit):
    page = visit("").page
    page.locator("svg.map-wide a.map-caption", has_text="Broad, descriptive").click()
    page.wait_for_url("**/catalogue/?quadrant=broad-descriptive")
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    expect(page.locator(".ac-count")).to_have_text("1 of 4 cards")


def test_the_map_shows_which_cards_have_a_value(visit):
    page = visit("").page
    shown = page.locator("svg.map-wide .mark:not(.mark-faded)")
    every = shown.count()
    page.get_by_label("Show on the map").select_option("release.individual")
    hrefs = "(all) => all.map((one) => one.getAttribute('href'))"
    assert shown.evaluate_all(hrefs) == ["cards/full/"]
    page.wait_for_url("**/?show=release.individual")
    page.reload()
    page.locator("svg.map-wide .mark-faded").first.wait_for()
    assert page.url.endswith("?show=release.individual")
    assert shown.evaluate_all(hrefs) == ["cards/full/"]
    page.get_by_label("Show on the map").select_option("all cards")
    assert shown.count() == every > 1


def test_without_javascript_the_map_offers_no_choice_that_it_cannot_keep(visit):
    page = visit("", java_script_enabled=False).page
    assert not page.get_by_text("Show on the map").is_visible()
    assert page.locator("svg.map-wide .mark").first.is_visible()


def test_a_place_on_the_map_is_one_more_choice_in_the_catalogue(visit):
    page = visit("catalogue/?at=specific-prescriptive.6.3.3").page
    assert page.locator(".ac-count").inner_text() == "1 of 4 cards"
    page.get_by_role("checkbox", name="About the place that you came from").uncheck()
    assert page.locator(".ac-count").inner_text() == "4 cards"
    assert not visit("catalogue/").page.get_by_text("Place on the map").is_visible()


def test_facets_are_or_inside_and_and_across_and_stand_in_the_address(visit):
    page = visit("catalogue/").page
    page.get_by_label("Every rating").check()
    page.get_by_label("No ratings").check()
    assert page.locator(".ac-count").inner_text() == "2 of 4 cards"
    page.get_by_label("Specific, prescriptive").check()
    assert page.locator("tbody tr:visible").get_attribute("data-id") == "full"
    page.wait_for_url("**quadrant=specific-prescriptive*release=individual&release=none*")
    page.reload()
    page.locator(".ac-count", has_text=re.compile(r"^1 of 4 cards$")).wait_for()


def test_counts_say_what_a_choice_would_show(visit):
    page = visit("catalogue/").page
    page.get_by_label("Models").check()
    assert page.locator("label", has_text="Every rating").locator(".ac-tally").inner_text() == "0"


def test_words_find_cards_by_title_summary_and_dimension(visit):
    page = visit("catalogue/").page
    page.get_by_role("searchbox").fill("paid POLICY")
    page.locator(".ac-count", has_text=re.compile(r"^1 of 4 cards$")).wait_for()
    assert page.locator("tbody tr:visible").count() == 1
    page.get_by_role("button", name="Show all cards").click()
    page.locator(".ac-count", has_text=re.compile(r"^4 cards$")).wait_for()


def test_words_apart_in_a_summary_are_found_together_and_nothing_is_said_to_fit_when_nothing_does(visit):
    page = visit("catalogue/").page
    box = page.get_by_role("searchbox")
    box.fill("assistant,replies")
    page.locator(".ac-count", has_text=re.compile(r"^1 of 4 cards$")).wait_for()
    box.fill("assistant zebra")
    page.locator(".ac-count", has_text="None of 4 cards fits.").wait_for()
    assert not page.locator(".ac-table").is_visible()


def test_the_order_of_the_cards_is_chosen_and_stands_in_the_address(visit):
    page = visit("catalogue/").page
    assert page.locator("tbody tr").last.get_attribute("data-id") != "broken"
    page.get_by_label("Sort by").select_option("highest level first")
    assert page.locator("tbody tr").last.get_attribute("data-id") == "broken"
    page.wait_for_url("**/catalogue/?sort=level")
    page.reload()
    page.locator("tbody tr:last-child[data-id=broken]").wait_for()


def test_each_choice_in_use_is_taken_back_with_one_click_and_the_focus_stays_there(visit):
    page = visit("catalogue/?release=individual&words=harm").page
    chips = page.locator(".ac-chips button")
    assert chips.all_inner_texts() == ["Finest level released: Every rating\n×", "Words: harm\n×"]
    chips.first.click()
    assert not page.get_by_role("checkbox", name="Every rating").is_checked()
    assert page.evaluate("document.activeElement.closest('.ac-chips') !== null")
    chips.first.click()
    assert not page.locator(".ac-chips").is_visible()
    assert page.locator(".ac-count").inner_text() == "4 cards"
    page.wait_for_url(re.compile("/catalogue/$"))


def test_cards_that_are_ticked_lie_in_a_tray_stay_with_the_address_and_are_compared(visit):
    page = visit("catalogue/").page
    assert not page.locator(".ac-tray").is_visible()
    page.get_by_label("Compare Harm in replies, judged under a policy").check()
    assert page.locator(".ac-tray span").inner_text() == "Tick one more card to compare."
    page.get_by_label("Compare The least that fits").check()
    assert page.locator(".ac-count").inner_text() == "4 cards"
    page.wait_for_url("**/catalogue/?card=full&card=least")
    page.reload()
    page.get_by_label("Compare The least that fits").and_(page.locator(":checked")).wait_for()
    page.get_by_role("link", name="Compare them").click()
    page.wait_for_url("**/compare/?card=full&card=least")


def test_what_is_ticked_survives_filters_and_is_put_back_from_the_tray(visit):
    page = visit("catalogue/?card=full&card=least&card=gone").page
    page.get_by_label("Models").check()
    assert page.locator(".ac-tray li").count() == 2
    page.get_by_role("button", name="Do not compare The least that fits").click()
    page.get_by_role("button", name="Show all cards").click()
    page.locator(".ac-count", has_text=re.compile(r"^4 cards$")).wait_for()
    assert page.locator(".ac-tick:checked").count() == 1


def test_an_address_with_words_shows_the_catalogue_and_not_the_search_of_the_theme(visit):
    page = visit("catalogue/?words=harm").page
    assert page.get_by_label("Search in titles").input_value() == "harm"
    assert not page.locator(".md-search__output").is_visible()
    page.locator("tbody a").first.click()
    page.wait_for_url("**/cards/*/")


def test_further_filters_are_unfolded_where_one_of_them_is_in_the_address(visit):
    assert not visit("catalogue/").page.get_by_label("CC-BY-4.0").is_visible()
    page = visit("catalogue/?licence=CC-BY-4.0").page
    choice = page.get_by_role("checkbox", name="CC-BY-4.0")
    assert choice.is_checked()
    assert choice.is_visible()


def test_without_javascript_everything_is_there(visit):
    page = visit("catalogue/", java_script_enabled=False).page
    assert page.locator("tbody tr:visible").count() == 4
    assert not page.locator(".ac-filterbox").is_visible()
    page.locator("tbody a").first.click()
    expect(page.locator("#everything")).to_be_visible()


def test_the_search_of_the_theme_finds_cards(visit):
    page = visit("guide/two-by-two/").page
    page.locator(".md-search__input").first.click()
    page.keyboard.type("principles")
    page.locator(".md-search-result__link", has_text="A model that judges").first.wait_for()


def test_the_search_of_the_theme_hands_what_is_asked_to_the_catalogue_which_knows_makers(visit):
    page = visit("guide/two-by-two/").page
    page.locator(".md-search__input").first.click()
    page.keyboard.type("somewhere")
    page.get_by_role("link", name="Search all cards for “somewhere”").click()
    expect(page.locator(".ac-count")).to_have_text("1 of 4 cards")
    expect(page.locator("tr[data-id] a").first).to_have_attribute("href", re.compile("cards/full/$"))


def test_a_long_title_is_not_cut_in_the_catalogue(visit):
    long = "Harm in replies, judged under a policy that had been written before anybody was asked about any of them"

    def longer(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("Harm in replies, judged under a policy", long))

    page = visit("catalogue/", 1440, first=lambda page: page.route("**/catalogue/", longer)).page
    title = page.locator(".ac-cell a", has_text=long)
    ends = "(one) => one.getBoundingClientRect().bottom - one.parentElement.getBoundingClientRect().bottom"
    assert title.bounding_box()["height"] > 50
    assert title.evaluate(ends) <= 0
    assert title.evaluate("(one) => one.scrollHeight <= one.clientHeight || getComputedStyle(one).display === 'inline'")


def test_on_a_phone_the_name_of_a_profile_has_the_width_of_the_page(visit):
    name = visit("reports/", 390).page.locator(".ac-venues tbody th").first
    assert name.bounding_box()["width"] > 340


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "path",
    ["", "catalogue/", "catalogue/?release=individual", "compare/?card=full&card=least", "cards/full/", "check/"],
)
@pytest.mark.sampled(6)
def test_nothing_moves_while_a_page_comes_together(visit, path, width):
    page = visit(path, width, first=lambda page: page.add_init_script(SHIFTS)).page
    assert page.evaluate("window.shifted") < 0.02


def test_an_address_with_words_shows_cards_when_all_their_words_are_known_and_not_twice(chromium, site):
    page, held = window(chromium), []
    page.route("**/words.json", lambda route: held.append(route))
    with page.expect_request("**/words.json"):
        page.goto(f"{site}catalogue/?words=policy")
    assert not page.locator(".ac-results table").is_visible()
    held[0].continue_()
    expect(page.locator(".ac-count")).to_contain_text(" of 4 cards")
    expect(page.locator(".ac-results table")).to_be_visible()
    page.context.close()


def test_a_field_can_be_linked_to(visit):
    page = visit("cards/full/#field-dimensions.harmful.asks").page
    assert page.locator(":target").inner_text().startswith("Question as asked")


def test_print_shows_the_card_and_not_the_site(visit):
    page = visit("cards/full/").page
    page.emulate_media(media="print")
    assert page.locator("#reading").is_visible()
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".ac-toc").is_visible()


def test_a_slip_in_a_word_is_forgiven_and_told(visit):
    words = {"format": 1, "words": "annotation rude", "gaps": [[1], [2]]}

    def answered(page):
        page.route("**/catalogue/words.json", lambda route: route.fulfill(json=words))

    for asked in ("anotation", "annotaiton", "anota"):
        said = visit(f"catalogue/?words={asked}", first=answered).page.locator(".ac-count")
        expect(said).to_have_text(f"1 of 4 cards. No card has “{asked}”; looked for instead: “annotation”.")
    said = visit("catalogue/?words=qqqqqq", first=answered).page.locator(".ac-count")
    expect(said).to_contain_text("None of ")


def test_the_search_of_the_header_offers_what_was_probably_meant(visit):
    page = visit("guide/two-by-two/").page
    page.locator(".md-search__input").focus()
    page.keyboard.type("desciptive judgemant")
    offered = page.locator(".ac-likely button").first
    expect(offered).to_have_text("descriptive judgement")
    offered.click()
    page.locator(".md-search-result__link").first.wait_for()
    expect(page.locator(".ac-likely")).to_be_empty()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.locator(".md-search__input").fill("")
    page.keyboard.type("qqqqqqqq")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    expect(page.locator(".ac-likely")).to_be_empty()


def test_the_words_of_the_search_are_asked_for_again_where_they_did_not_come(visit):
    page = visit("guide/two-by-two/").page
    page.evaluate("""() => {
      const whole = window.fetch;
      let failed = 0;
      window.fetch = (...asked) => failed++ < 2 ? Promise.reject(new TypeError("lost")) : whole(...asked);
    }""")
    page.locator(".md-search__input").focus()
    page.keyboard.type("desciptive judgemanx", delay=100)
    page.keyboard.press("Backspace")
    page.keyboard.type("t")
    expect(page.locator(".ac-likely button").first).to_have_text("descriptive judgement")


@pytest.mark.parametrize(
    ("path", "file", "place"),
    [
        ("catalogue/", "**/index.json", ".ac-count"),
        ("catalogue/?words=rude", "**/words.json", ".ac-count"),
        ("compare/", "**/index.json", ".ac-count"),
        ("check/", "**/pack.json", ".ac-check-state"),
        ("write/", "**/pack.json", ".ac-tab-state"),
        ("measure/", "**/pack.json", ".ac-tab-state"),
        ("review/", "**/pack.json", ".ac-tab-state"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_told_with_what_to_do(chromium, site, path, file, place):
    page = window(chromium)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route(file, lambda route: route.abort())
    page.goto(site + path)
    said = page.locator(place).first
    expect(said).to_contain_text("could not be loaded. See whether you are connected")
    page.unroute(file)
    page.context.set_offline(True)
    page.evaluate("kept = 1")
    page.context.set_offline(False)
    expect(said).not_to_contain_text("could not be loaded")
    assert page.evaluate("kept") == 1, "the page is not loaded anew"
    assert faults == []
    page.context.close()


def test_a_card_that_could_not_be_loaded_to_compare_is_asked_for_again_when_there_is_a_connection(chromium, site):
    page = window(chromium)
    page.goto(f"{site}compare/?card=full")
    page.context.set_offline(True)
    page.get_by_label("Card 2").select_option("The least that fits")
    expect(page.locator(".ac-count")).to_contain_text("could not be loaded")
    page.context.set_offline(False)
    expect(page.locator(".ac-sides thead th")).to_have_count(2)
    expect(page.locator(".ac-count")).to_contain_text("2 cards.")
    page.context.close()
