"""A portal in the colours of its operator, with the picture that other sites show."""

import re
import shutil

import pytest
from small_portal import SITE, decided, source_in

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import build
from alignmentcard.portal.settings import settings_of


def test_cards_have_the_picture_that_other_sites_show(tmp_path):
    source = decided(source_in(tmp_path), "picture: assets/card.png")
    config = source / "mkdocs.yml"
    config.write_text(f"site_url: https://example.org/a/\n{config.read_text('utf-8')}", "utf-8")
    folder = build(source).folder
    html = (folder / "cards" / "full" / "index.html").read_text("utf-8")
    assert '<meta property="og:image" content="https://example.org/a/assets/card.png">' in html
    assert (folder / "assets" / "card.png").read_bytes() == (SITE / "docs" / "assets" / "card.png").read_bytes()
    config.write_text(config.read_text("utf-8").replace("card.png", "map.png"), "utf-8")
    assert build(source).made == 4


def test_without_an_address_there_is_no_picture_that_others_could_load(tmp_path):
    folder = build(decided(source_in(tmp_path), "picture: assets/card.png")).folder
    assert "og:image" not in (folder / "cards" / "full" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("told", ["assets/none.png", "../mkdocs.yml", "assets/logo.svg", "https://a.example/x.png"])
def test_a_picture_that_cannot_be_shown_is_told(tmp_path, told):
    source = decided(source_in(tmp_path), f"picture: {told}")
    shutil.copy(source / "docs" / "assets" / "logo.svg", source / "x.png")
    with pytest.raises(AlignmentCardError, match=re.escape(f"There is no picture docs/{told}")):
        settings_of(source)
