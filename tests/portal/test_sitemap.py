"""What search engines look for first."""

import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from alignmentcard.portal.catalogue import sitemap

TOP = "https://example.org/a/"
OF = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MADE = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url>
         <loc>{TOP}</loc>
         <lastmod>2026-11-29</lastmod>
    </url>
    <url>
         <loc>{TOP}cards/_shell/</loc>
         <lastmod>2026-11-29</lastmod>
    </url>
</urlset>
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return the prose with a sitemap, and the folder of the portal."""
    prose, portal = tmp_path / "prose", tmp_path / "portal"
    prose.mkdir()
    portal.mkdir()
    (prose / "sitemap.xml").write_text(MADE)
    return prose, portal


def test_a_page_has_the_day_on_which_it_changed_and_none_where_that_is_not_known(folders):
    sitemap.write(*folders, {"cards/a": "2026-05-01", "cards/b": ""}, TOP)
    root = ET.fromstring((folders[1] / "sitemap.xml").read_text())
    found = {url.findtext(f"{OF}loc"): url.findtext(f"{OF}lastmod") for url in root}
    assert found == {TOP: None, f"{TOP}cards/a/": "2026-05-01", f"{TOP}cards/b/": None}
    assert gzip.decompress((folders[1] / "sitemap.xml.gz").read_bytes()) == (folders[1] / "sitemap.xml").read_bytes()


def test_robots_are_led_to_the_sitemap_and_those_of_the_operator_stay(folders):
    sitemap.write(*folders, {}, TOP)
    assert f"Sitemap: {TOP}sitemap.xml" in (folders[1] / "robots.txt").read_text()
    (folders[1] / "robots.txt").write_text("mine")
    sitemap.write(*folders, {}, TOP)
    assert (folders[1] / "robots.txt").read_text() == "mine"


def test_a_portal_without_an_address_says_nothing_to_robots(folders):
    sitemap.write(*folders, {}, "")
    assert not (folders[1] / "robots.txt").exists()


def test_a_portal_of_too_many_pages_has_several_sitemaps_and_a_list_of_them(folders, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 2)
    sitemap.write(*folders, {f"cards/{n}": "" for n in range(4)}, TOP)
    root = ET.fromstring((folders[1] / "sitemap.xml").read_text())
    assert root.tag == f"{OF}sitemapindex"
    names = [one.findtext(f"{OF}loc").removeprefix(TOP) for one in root]
    assert names == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert [len(ET.fromstring((folders[1] / name).read_text())) for name in names] == [2, 2, 1]
