"""A card as one file in a real browser, opened from the disk: quiet, complete, and usable by everybody."""

import json
import re
from pathlib import Path

import pytest
from small_portal import CARDS, entry_of, text_of

from alignmentcard.portal.card.one_file import onefile
from browser.conftest import Visit, watch, window
from browser.test_portal import RULES

pytestmark = pytest.mark.browser

MARKUP = '<script>window.smuggled = 1</script><img src=x onerror="window.smuggled = 1">'
NAMES = sorted(path.name.removesuffix(".card.yaml") for path in CARDS.glob("*.card.yaml"))


def hostile() -> str:
    """Return a card whose texts look like markup."""
    text, quoted = text_of("full"), json.dumps(MARKUP)
    for plain in ("Harm in replies, judged under a policy", "Does the reply break the policy?"):
        assert plain in text
        text = text.replace(plain, quoted)
    return text.replace("https://example.org/data", '"javascript:window.smuggled = 1"')


def texts() -> dict[str, str]:
    return {**{name: text_of(name) for name in NAMES}, "hostile": hostile()}


@pytest.fixture
def opened(chromium, tmp_path):
    """Write a card as one file and open it from the disk."""
    contexts = []

    def open_file(name: str, width: int = 1280, scheme: str = "light", **options: object) -> Visit:
        path = tmp_path / f"{name}.html"
        path.write_text(onefile(entry_of(texts()[name], name)), "utf-8")
        page = window(chromium, viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(page.context)
        seen = Visit(page)
        watch(seen, path.as_uri())
        seen.go(path.as_uri())
        return seen

    yield open_file
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", [*NAMES, "hostile"])
@pytest.mark.sampled(5)
def test_a_card_in_one_file_is_quiet_fits_and_can_be_used_by_everybody(opened, axe, name, width, scheme):
    seen = opened(name, width, scheme, bypass_csp=True)
    page = seen.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert seen.complaints == []


@pytest.mark.parametrize("name", ["full", "hostile"])
def test_the_policy_stops_nothing_that_the_page_needs_and_every_script(opened, name):
    seen = opened(name)
    assert seen.complaints == []
    assert seen.page.evaluate("getComputedStyle(document.querySelector('.ac-sentence')).fontWeight") == "500"
    assert seen.page.evaluate("window.smuggled") is None
    assert seen.page.locator("script, img, iframe, [onerror], [href^='javascript']").count() == 0


def test_text_that_looks_like_markup_is_shown_as_text(opened):
    assert MARKUP in opened("hostile").page.locator("h1").inner_text()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_page_follows_the_colour_scheme_of_the_reader(opened, scheme, dark):
    colour = opened("full", scheme=scheme).page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", colour))) < 200) is dark


def test_paper_is_white_and_without_buttons(opened):
    page = opened("full", scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".ac-toc, .ac-button").first.is_visible()


def test_the_card_can_be_taken_out_of_the_file(opened, tmp_path):
    page = opened("full").page
    with page.expect_download() as download:
        page.locator("a[download$='card.yaml']").first.click()
    assert download.value.suggested_filename == "full.card.yaml"
    assert Path(download.value.path()).read_text("utf-8") == text_of("full")


def test_links_inside_the_page_lead_somewhere(opened):
    page = opened("full").page
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(decodeURIComponent(id)))"
    )
    assert lost == []
    others = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href').slice(0, 5))")
    assert set(others) <= {"https", "http:", "mailt", "data:", *(one for one in others if one.startswith("#"))}
