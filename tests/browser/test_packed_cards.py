"""A large portal in a browser: cards out of archives are compared, and read as they were written or field by field."""

import re
from pathlib import Path

import pytest
from small_portal import SITE, decided, source_in

from alignmentcard.portal.build.build import build
from browser.conftest import BELOW, expect, served, visits

pytestmark = pytest.mark.browser

CARDS = ("full", "model", "least", "odd", "dices-350", "oasst1")
ODD = """
extensions:
  acme: {open: true, euro: 1234567.891, ratio: 0.1, team: "Se\\u202Earch", tags: [a_b, <c>, {deep: [1, 2]}]}
"""


def built(tmp_path: Path, layout: str, language: str) -> Path:
    """Build the small portal with two cards of the gallery and one with fields of a house."""
    source = decided(source_in(tmp_path / layout), f"files: {layout}")
    for name in CARDS[-2:]:
        (source / "cards" / f"{name}.card.yaml").write_bytes((SITE / "cards" / f"{name}.card.yaml").read_bytes())
    full = (source / "cards" / "full.card.yaml").read_text("utf-8")
    (source / "cards" / "odd.card.yaml").write_text(full.replace("  id: full\n", "  id: odd\n") + ODD, "utf-8")
    config = source / "mkdocs.yml"
    told = config.read_text("utf-8").replace("  name: material\n", f"  name: material\n  language: {language}\n", 1)
    config.write_text(told, "utf-8")
    host = tmp_path / layout / "host"
    build(source, host / BELOW.strip("/"))
    return host


def test_a_large_portal_compares_cards_and_leads_into_the_text_of_a_card(chromium, tmp_path):
    with served(built(tmp_path, "packed", "en")) as site, visits(chromium, site) as visit:
        seen = visit("compare/?card=full&card=least")
        seen.page.locator(".ac-sides .ac-same").first.wait_for(state="attached")
        assert seen.page.locator(".ac-sides thead th").all_inner_texts()[1] == "The least that fits"
        card = visit("cards/full/")
        link = card.page.locator(".ac-card a[href^='#field-']").first
        link.click()
        card.page.locator("pre span:target").wait_for()
        card.page.locator(".ac-fieldwise button").click()
        card.page.locator("details.ac-section[open] :target").wait_for()
        assert card.page.locator("pre [id]").count() == 0
        card.page.reload()
        card.page.context.set_offline(True)
        card.page.locator(".ac-fieldwise button").click()
        expect(card.page.locator(".ac-fieldwise [role=status]")).to_contain_text("could not be loaded")
        assert card.page.locator("pre").is_visible()
        assert visit("cards/broken/").page.locator(".ac-fieldwise").count() == 0
        assert not seen.complaints


SECTIONS = """() => [...document.querySelectorAll("details.ac-section")].map((one) => {
  one.open = false;
  return one.outerHTML;
})"""


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.nightly), "de"])
def test_a_packed_card_is_shown_field_by_field_as_small_portals_do(chromium, tmp_path, language):
    found: dict[str, list[str]] = {"packed": [], "separate": []}
    for layout, sections in found.items():
        with served(built(tmp_path, layout, language)) as site, visits(chromium, site) as visit:
            for name in CARDS:
                page = visit(f"cards/{name}/").page
                if layout == "packed":
                    page.locator(".ac-fieldwise button").click()
                page.locator("details.ac-section").first.wait_for()
                sections += [re.sub(r">\s+<", "><", one).replace("\n", "") for one in page.evaluate(SECTIONS)]
    assert len(found["packed"]) > 40
    assert found["packed"] == found["separate"]
