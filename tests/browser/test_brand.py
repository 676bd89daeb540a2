"""The colours of an operator reach head, links and marks, and words in them can be read.

What stands in the head itself has the colours that the theme pairs; not all of them have the contrast that we ask for.
"""

import json

import pytest
from small_portal import source_in

from alignmentcard.portal.build.build import build
from browser.conftest import BELOW, served, visits

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["teal", "yellow"])
def branded(request, tmp_path_factory):
    """Serve the small portal in a colour; yields its address and the colour of its head."""
    top = tmp_path_factory.mktemp("brand")
    source = source_in(top)
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8")
    for ours in ("primary: white", "primary: black"):
        assert text.count(ours) == 1
        text = text.replace(ours, f"primary: {request.param}")
    config.write_text(text, "utf-8")
    build(source, top / "host" / BELOW.strip("/"))
    with served(top / "host") as address:
        yield address, {"teal": "rgb(0, 148, 133)", "yellow": "rgb(255, 236, 61)"}[request.param]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_head_links_and_marks_have_the_colour_and_can_be_read(chromium, branded, axe, scheme):
    site, head = branded
    with visits(chromium, site) as visit:
        page = visit("cards/full/", scheme=scheme).page
        shown = page.locator(".md-header").evaluate("(element) => getComputedStyle(element).backgroundColor")
        assert shown == head
        accent = page.locator(".ac-button").first.evaluate("(element) => getComputedStyle(element).color")
        link = page.locator(".ac-crumb a").evaluate("(element) => getComputedStyle(element).color")
        assert accent == link
        assert accent not in ("rgb(61, 58, 140)", "rgb(185, 182, 247)")
        page.evaluate(axe)
        found = page.evaluate("axe.run({exclude: ['.md-header', '.md-tabs']}, {runOnly: ['color-contrast']})")
        assert found["violations"] == [], json.dumps(found["violations"])[:2000]
