"""What authors see while a portal is served for them: pages that reload, and why a build failed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.cli import manual
from alignmentcard.portal.build.build import build
from alignmentcard.portal.serve.preview import News, server
from browser.conftest import window

pytestmark = pytest.mark.browser


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("served")
    return build(source_in(top), top / "built", {"commands": manual.page}).folder


@pytest.fixture
def address(built: Path, news: News) -> Iterator[str]:
    with server(built, 0, "/a/b/", news) as found:
        yield found


@pytest.fixture
def page(chromium, address) -> Iterator[object]:
    opened = window(chromium)
    opened.goto(f"{address}cards/full/")
    opened.locator("h1").first.wait_for()
    yield opened
    opened.context.close()


def test_a_page_shows_what_was_built_without_being_asked(page, news, built):
    file = built / "cards" / "full" / "index.html"
    file.write_text(file.read_text("utf-8").replace("Harm in replies, judged", "Changed, judged"))
    news.begin()
    news.end()
    page.locator("h1", has_text="Changed, judged").first.wait_for()


def test_what_went_wrong_stands_above_the_page_until_it_is_mended(page, news):
    banner = page.get_by_role("alert")
    assert not banner.is_visible()
    news.begin()
    news.end("line 3: there is no field “titel”.")
    banner.wait_for()
    assert "line 3: there is no field “titel”." in banner.inner_text()
    assert "those of the last build that went well" in banner.inner_text()
    assert page.locator("#everything").is_visible()
    assert banner.evaluate("(note) => getComputedStyle(note).position") == "sticky"
    news.begin()
    news.end()
    banner.wait_for(state="hidden")
