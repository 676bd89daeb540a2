"""A portal in German whose texts for scripts do not come: its words stay, and none in English takes their place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.portal.build.build import build
from browser.conftest import BELOW, expect, served, visits, window
from browser.packed import opened as opened_with
from browser.packed import pack_or_skip

pytestmark = pytest.mark.browser

PAGES = ("", "catalogue/?words=rude", "compare/?card=full&card=least", "check/", "write/", "measure/", "review/")
UNREAD = "Eine Datei dieses Portals ließ sich nicht laden."
FAILS: dict[str, Callable[[object], None]] = {
    "blocked": lambda route: route.abort(),
    "not there": lambda route: route.fulfill(status=404, body="<p>Not found</p>"),
    "cut off": lambda route: route.fulfill(content_type="application/json", body='{"texts": {"Ready.": "Ber'),
}
SAID = """() => {
  const parts = document.querySelectorAll("main :is(h1, p, label, button, option, legend, summary)");
  return [...parts].map((one) => one.textContent);
}"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small portal in German; yields its address."""
    top: Path = tmp_path_factory.mktemp("german")
    config = source_in(top) / "mkdocs.yml"
    told = config.read_text("utf-8").replace("  name: material\n", "  name: material\n  language: de\n", 1)
    config.write_text(told, "utf-8")
    build(config.parent, top / "host" / BELOW.strip("/"))
    with served(top / "host") as address:
        yield address


def opened(chromium, address: str, file: str, fails: Callable[[object], None] | None, faults: list[str], **how):
    """Open a page, of whose files one does not come; give the page."""
    page = window(chromium, **how)
    page.on("pageerror", lambda error: faults.append(str(error)))
    if fails:
        page.route(f"**/assets/{file}", fails)
    page.goto(address)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_what_stands_in_a_page_stays_where_the_texts_do_not_come(chromium, german, path):
    faults: list[str] = []
    plain = opened(chromium, german + path, "", None, faults, java_script_enabled=False)
    stood = plain.locator("main").evaluate(SAID)
    for fails in FAILS.values():
        page = opened(chromium, german + path, "texts.json", fails, faults)
        expect(page.get_by_role("alert").first).to_contain_text(UNREAD)
        assert page.get_by_role("alert").count() == 1
        assert set(page.evaluate(SAID)) - {page.get_by_role("alert").inner_text()} <= set(stood)
        page.context.close()
    assert faults == []
    plain.context.close()


def test_the_same_holds_where_the_script_of_the_texts_does_not_come(chromium, german):
    faults: list[str] = []
    page = opened(chromium, f"{german}catalogue/", "texts.js", FAILS["blocked"], faults)
    expect(page.get_by_role("alert")).to_contain_text(UNREAD)
    page.locator(".md-search__input").fill("Zebra")
    assert "Search" not in page.locator("body").inner_text()
    assert faults == []
    page.context.close()


def test_the_texts_are_asked_for_once_more(chromium, german):
    faults: list[str] = []
    asked: list[object] = []

    def only_then(route) -> None:
        asked.append(route)
        route.abort() if len(asked) == 1 else route.continue_()

    page = opened(chromium, f"{german}compare/", "texts.json", only_then, faults)
    expect(page.locator(".ac-count").first).to_have_text("Wählen Sie zuerst zwei Karten.")
    assert page.get_by_role("alert").count() == 0
    assert (len(asked), faults) == (2, [])
    page.context.close()


def test_a_map_shows_values_without_the_texts(chromium, german):
    page = opened(chromium, german, "texts.json", FAILS["blocked"], [])
    page.get_by_role("alert").wait_for()
    page.locator(".ac-show select").select_option("release.individual")
    expect(page.locator(".ac-show [role=status]")).not_to_be_empty()
    page.context.close()


@pytest.mark.parametrize(
    ("times", "state"),
    [(1, "Bereit."), (2, "Ein Teil des Programms konnte nicht geladen werden.")],
    ids=["late", "never"],
)
def test_the_program_says_nothing_in_english_where_its_words_do_not_come(chromium, german, times, state):
    pack = pack_or_skip()
    asked: list[object] = []

    def comes_late(route) -> None:
        asked.append(route)
        route.abort() if len(asked) <= times else route.continue_()

    with visits(chromium, german) as visit:
        block = {"first": lambda page: page.context.route("**/assets/language.json", comes_late)}
        page = opened_with(visit, pack, "check/", ".ac-check-state", **block).page
        expect(page.locator(".ac-check-state")).to_contain_text(state)
        assert len(asked) == 2
