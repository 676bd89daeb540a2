"""The starter of a portal."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard import resources
from alignmentcard.cli import manual
from alignmentcard.cli.site import command
from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import build
from alignmentcard.portal.start import start


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "our-cards"
    start(folder, 'Our "cards" & more', "https://example.org/a/b")
    build(folder, None, {"commands": manual.page})
    return folder


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


def test_the_starter_is_built_without_a_finding(folder):
    portal = build(folder, None, {"commands": manual.page})
    assert (portal.cards, portal.findings.total(), portal.broken) == (1, 0, {})
    assert portal.folder == folder / "build"


def test_every_page_has_its_name_and_nothing_leads_nowhere(folder):
    pages = {page: page.read_text("utf-8") for page in (folder / "build").rglob("*.html") if page.name != "404.html"}
    assert all("& more</title>" in html.replace("&amp;", "&") for html in pages.values())
    for page, html in pages.items():
        for link in (one.partition("#")[0].partition("?")[0] for one in Links(html).found):
            if link and not re.match(r"[a-z]+:", link):
                assert (page.parent / link).exists(), f"{page.relative_to(folder)}: {link}"


def test_the_page_of_what_is_not_there_has_its_look_below_the_path_of_the_portal(folder):
    html = (folder / "build" / "404.html").read_text("utf-8")
    assert 'href="/a/b/assets/portal.css"' in html


def test_the_pages_know_their_address(folder):
    html = (folder / "build" / "cards" / "example-how-rude" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/a/b/cards/example-how-rude/">' in html


def test_the_look_and_the_scripts_are_those_of_the_program_unless_the_portal_has_its_own(folder, tmp_path):
    assert not list(folder.rglob("docs/assets/*.js"))
    ours = resources.folder("site") / "docs" / "assets"
    assert (folder / "build" / "assets" / "map.js").read_bytes() == (ours / "map.js").read_bytes()
    (folder / "docs" / "assets" / "portal.css").write_text("body { color: red }")
    build(folder, tmp_path / "red", {"commands": manual.page})
    (folder / "docs" / "assets" / "portal.css").unlink()
    assert (tmp_path / "red" / "assets" / "portal.css").read_text() == "body { color: red }"


@pytest.mark.parametrize("name", ["thesis.txt", ".git"])
def test_a_folder_that_is_not_empty_is_never_written_to(tmp_path, name):
    (tmp_path / name).write_text("ten years of work")
    with pytest.raises(AlignmentCardError, match=r"is not empty\. Choose a new folder"):
        start(tmp_path, "Ours")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(AlignmentCardError, match="is not empty"):
        start(tmp_path / "a", "Ours")


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "javascript:alert(1)", "https:///a"])
def test_an_address_that_is_none_is_told(tmp_path, address):
    with pytest.raises(AlignmentCardError, match="is not the address of a portal"):
        start(tmp_path / "new", "Ours", address)
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_used_and_nothing_else_is_left_beside_it(tmp_path):
    (tmp_path / "new").mkdir()
    assert "mkdocs.yml" in start(tmp_path / "new", "Ours")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_the_command_says_what_to_do_next(tmp_path):
    result = CliRunner().invoke(command, ["new", str(tmp_path / "our-cards")])
    assert result.exit_code == 0
    assert f"See it with: alignmentcard site serve {tmp_path / 'our-cards'}" in result.output
    assert "write its address into mkdocs.yml as site_url" in result.output
    assert 'site_name: "Our cards"' in (tmp_path / "our-cards" / "mkdocs.yml").read_text("utf-8")


def test_a_starter_in_another_language_has_its_navigation_and_pages_in_it(tmp_path):
    start(tmp_path / "cards", "Unsere Karten", language="de")
    config = (tmp_path / "cards" / "mkdocs.yml").read_text("utf-8")
    assert "  language: de\n" in config
    assert "  - Katalog: catalogue.md\n" in config
    assert "  - Anleitung:\n" in config
    page = (tmp_path / "cards" / "docs" / "check.md").read_text("utf-8")
    assert page.startswith("---\ntitle: Prüfen\n")
    assert "# Eine Karte prüfen\n\nFügen Sie eine Karte ein" in page
    assert "<!-- alignmentcard:check -->" in page


def test_where_no_folder_can_be_made_the_one_that_was_asked_for_is_told(tmp_path, monkeypatch):
    make = Path.mkdir

    def refuse(path, *rest, **named):
        if path.suffix == ".tmp":
            raise PermissionError(13, "Permission denied", str(path))
        make(path, *rest, **named)

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = CliRunner().invoke(command, ["new", str(tmp_path / "new")])
    assert str(result.exception) == f"{tmp_path / 'new'} cannot be written: Permission denied. Nothing was changed."
