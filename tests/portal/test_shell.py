"""Filling pages that the site generator made."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from markupsafe import Markup

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.shell import fill, secure, shell_of

PAGE = (
    '<html><head><meta charset="utf-8"><title>@@card-title@@ - Site</title>'
    '<link rel="canonical" href="https://example.org/p/cards/_shell/"></head>'
    "<body><script>go()</script><!-- alignmentcard:card --><h1>Card</h1><!-- /alignmentcard:card --></body></html>"
)


def test_a_card_page_has_title_head_and_contents():
    page = shell_of(PAGE, "here").page("abc", "A & B", "", Markup("<meta>"), "<h1>Contents</h1>")
    assert "<title>A &amp; B - Site</title>" in page
    assert "<meta>\n</head>" in page
    assert "<script>go()</script><h1>Contents</h1></body>" in page


def test_a_card_page_has_its_own_address():
    shell = shell_of(PAGE, "here")
    assert shell.address("abc") == "https://example.org/p/cards/abc/"
    assert 'href="https://example.org/p/cards/abc/"' in shell.page("abc", "", "", Markup(""), "")


def test_contents_that_look_like_places_stay_what_they_are():
    contents = "@@card-title@@ </head> _shell <!-- alignmentcard:card -->x<!-- /alignmentcard:card -->"
    assert contents in shell_of(PAGE, "here").page("abc", "T", "", Markup(""), contents)


def test_a_page_without_a_place_for_cards_cannot_be_the_shell():
    with pytest.raises(AlignmentCardError, match=r"docs/x\.md has no place for cards"):
        shell_of("<html></html>", "docs/x.md")


def test_places_are_filled_by_name_and_unknown_ones_stay():
    html = "<!-- alignmentcard:map --> <!-- alignmentcard:other -->"
    assert (
        fill(html, {"map": "<!-- alignmentcard:other -->"})
        == "<!-- alignmentcard:other --> <!-- alignmentcard:other -->"
    )


def test_the_policy_allows_the_scripts_of_the_page_by_digest_and_no_other():
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', secure(PAGE))[1]
    digest = b64encode(sha256(b"go()").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_the_policy_stands_before_anything_that_loads():
    assert '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"' in secure(PAGE)


def test_the_policy_allows_the_styles_of_the_page_by_digest_and_no_other():
    policy = re.search(r'content="(default-src[^"]*)"', secure(PAGE.replace("<title>", "<style>a{}</style><title>")))[1]
    assert f"style-src 'self' 'sha256-{b64encode(sha256(b'a{}').digest()).decode()}';" in policy
    assert "style-src 'self';" in secure(PAGE)
