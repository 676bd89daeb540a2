"""Checking a card in the browser: what the page says is what the program says, and nothing leaves the page."""

import mimetypes
import re
import shutil

import pytest
from small_portal import text_of

from alignmentcard.checker.check import check
from alignmentcard.convert.exports import FORMATS
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.portal.browser.downloads import cache_folder, pinned
from alignmentcard.portal.browser.pack import Pack, build_pack

pytestmark = pytest.mark.browser
STARTED = 120_000
"""Milliseconds that Python may take to start on a busy machine."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    files = cache_folder() / "files"
    if shutil.which("node") is None or not all(one.is_in(files) for kind in ("npm", "wheels") for one in pinned(kind)):
        pytest.skip("needs Node.js, and the parts of the pack in the cache: alignmentcard site build --browser")
    return build_pack()


@pytest.fixture
def checking(visit, pack):
    """The page of a portal that has the pack, and what it complained of."""
    seen = visit("guide/two-by-two/")
    seen.page.context.route("**/assets/browser/pack.json", lambda route: route.fulfill(json={"pack": pack.name}))

    def serve(route):
        name = route.request.url.rpartition("/")[2]
        kind = {".mjs": "text/javascript", ".wasm": "application/wasm"}.get(name[name.rfind(".") :])
        route.fulfill(path=pack.folder / name, content_type=kind or mimetypes.guess_type(name)[0])

    seen.page.context.route(f"**/assets/browser/{pack.name}/*", serve)
    seen.page.goto(seen.page.url.replace("guide/two-by-two/", "check/"))
    seen.page.wait_for_selector(".ac-check-form:not([hidden])", timeout=STARTED)
    return seen


def test_a_portal_without_the_checker_says_what_to_install(visit):
    seen = visit("check/")
    assert "pip install alignmentcard" in seen.page.inner_text(".ac-check-state")
    assert not seen.complaints


def test_a_card_is_checked_exported_and_shared_without_a_request_to_anybody(checking):
    page, text = checking.page, text_of("full")
    page.fill("#ac-check-text", text)
    page.wait_for_selector(".ac-check-found:not([hidden])", timeout=STARTED)
    wanted = check(parse(text, "card.yaml")).findings
    shown = page.locator(".ac-check-found ol > li").all_inner_texts()
    assert len(shown) == len(wanted)
    assert all(f"{one.code} {one.message}" in line for one, line in zip(wanted, shown, strict=True))
    assert page.locator(".ac-check-map svg").is_visible()

    page.select_option("#ac-check-format", "croissant")
    with page.expect_download() as download:
        page.click("button[name=export]")
    assert download.value.path().read_text("utf-8") == FORMATS["croissant"].write(load(parse(text)).card)

    page.click("button[name=share]")
    page.wait_for_url(re.compile("#card="))
    page.reload()
    page.wait_for_selector(".ac-check-found:not([hidden])", timeout=STARTED)
    assert page.input_value("#ac-check-text") == text
    assert not checking.complaints
