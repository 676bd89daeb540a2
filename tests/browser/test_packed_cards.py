"""A large portal in a browser: cards out of archives are compared, and links lead into the card as it was written."""

import pytest
from small_portal import decided, source_in

from alignmentcard.portal.build.build import build
from browser.conftest import BELOW, served, visits

pytestmark = pytest.mark.browser


def test_a_large_portal_compares_cards_and_leads_into_the_text_of_a_card(chromium, tmp_path):
    source = decided(source_in(tmp_path), "files: packed")
    build(source, tmp_path / "host" / BELOW.strip("/"))
    with served(tmp_path / "host") as site, visits(chromium, site) as visit:
        seen = visit("compare/?card=full&card=least")
        seen.page.locator(".ac-sides .ac-same").first.wait_for(state="attached")
        assert seen.page.locator(".ac-sides thead th").all_inner_texts()[1] == "The least that fits"
        card = visit("cards/full/")
        link = card.page.locator(".ac-card a[href^='#field-']").first
        link.click()
        card.page.locator("pre span:target").wait_for()
        assert not seen.complaints
        assert not card.complaints
