"""A portal from end to end."""

import json
import os
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from markupsafe import escape
from small_portal import CARDS, source_in

from alignmentcard.cli import manual
from alignmentcard.cli.site import command, faults
from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build import build as building
from alignmentcard.portal.build.build import build

RESOURCE = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=["']?([^"' >]+)""")


def pages_of(portal) -> dict[str, str]:
    return {str(p.relative_to(portal.folder)): p.read_text("utf-8") for p in portal.folder.rglob("*.html")}


def test_the_numbers_are_those_of_the_portal(portal):
    assert portal.cards == 4
    assert portal.pages == len(pages_of(portal))
    assert list(portal.broken) == ["broken.card.yaml"]
    assert portal.findings["error"] > 0


def test_every_card_has_a_page_with_its_downloads(portal):
    for name in ("least", "full", "model", "broken"):
        folder = portal.folder / "cards" / name
        assert {"index.html", "card.yaml", "card.json"} <= {path.name for path in folder.iterdir()}
    data = json.loads((portal.folder / "cards" / "full" / "card.json").read_text("utf-8"))
    assert data["dataset"]["title"] == "Harm in replies, judged under a policy"


def test_the_shell_is_not_part_of_the_portal(portal):
    assert not (portal.folder / "cards" / "_shell").exists()
    assert not [name for name, html in pages_of(portal).items() if "_shell" in html or "@@card" in html]
    assert "_shell" not in (portal.folder / "sitemap.xml").read_text("utf-8")


def test_no_place_is_left_unfilled(portal):
    assert not [name for name, html in pages_of(portal).items() if "<!-- alignmentcard:" in html]


def test_nothing_is_loaded_from_another_host_and_nothing_from_the_top(portal):
    for name, html in pages_of(portal).items():
        addresses = RESOURCE.findall(html)
        assert not [a for a in addresses if re.match(r"(https?:)?//", a)], name
        if name != "404.html":
            assert not [a for a in addresses if a.startswith("/")], name


def test_every_page_has_a_policy(portal):
    assert all('http-equiv="Content-Security-Policy"' in html for html in pages_of(portal).values())


def test_links_between_pages_lead_to_files(portal):
    for name, html in pages_of(portal).items():
        here = (portal.folder / name).parent
        for link in re.findall(r'<a\b[^>]*\bhref="([^"#?:]+)[#?"]', html):
            if name == "404.html":
                continue
            target = here / link
            assert target.is_file() or (target / "index.html").is_file(), f"{name}: {link}"


def test_the_reference_has_every_rule(portal):
    from alignmentcard.rules import catalogue

    html = (portal.folder / "reference" / "rules" / "index.html").read_text("utf-8")
    assert all(f'id="{rule.code}"><th scope="row"><a href="{rule.code}/">' in html for rule in catalogue())


def test_every_rule_has_a_page_of_its_own_with_its_neighbours_and_its_sources_as_links(portal):
    from alignmentcard.portal.reference.standard import families

    rules = [rule for _name, _title, members in families() for rule in members]
    for before, rule in zip([None, *rules], rules, strict=False):
        html = (portal.folder / "reference" / "rules" / rule.code / "index.html").read_text("utf-8")
        assert f'content="{escape(rule.summary)}"' in html
        assert all(f'href="{escape(one.url)}"' in html for one in rule.references if one.url)
        assert re.findall(r'href="\.\./(\w+)/" rel="prev"', html) == ([before.code] if before else [])


def test_pages_further_down_keep_the_policy_and_lead_to_the_top(portal):
    html = (portal.folder / "reference" / "rules" / "AC206" / "index.html").read_text("utf-8")
    assert html.count("Content-Security-Policy") == 1
    scripts = re.findall(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", html, re.DOTALL)
    digests = [b64encode(sha256(one.encode()).digest()).decode() for one in scripts]
    assert len(digests) > 0
    assert all(f"'sha256-{one}'" in html for one in digests)
    assert 'new URL("../../..",location)' in html
    assert '"base": "../../.."' in html


def test_rules_can_be_searched_and_stand_in_the_sitemap(portal):
    index = json.loads((portal.folder / "search" / "search_index.json").read_text("utf-8"))
    assert "reference/rules/AC206/" in {doc["location"] for doc in index["docs"]}
    found = (portal.folder / "sitemap.xml").read_text("utf-8")
    assert ("reference/rules/AC206/" in found) == ("cards/full/" in found)


def test_cards_and_reference_can_be_searched(portal):
    index = json.loads((portal.folder / "search" / "search_index.json").read_text("utf-8"))
    locations = {doc["location"] for doc in index["docs"]}
    assert {"cards/full/", "reference/rules/AC004/", "reference/fields/#dataset.title"} <= locations


def test_two_cards_with_one_id_get_two_addresses(tmp_path):
    source = source_in(tmp_path)
    shutil.copy(CARDS / "least.card.yaml", source / "cards" / "another.card.yaml")
    folder = build(source).folder / "cards"
    assert {path.name for path in folder.iterdir()} == {"least", "least-2", "full", "model", "broken"}
    assert 'download="least-2.card.yaml"' in (folder / "least-2" / "index.html").read_text("utf-8")


def test_a_portal_of_nothing_but_a_broken_card_is_built(tmp_path):
    source = source_in(tmp_path)
    for card in (source / "cards").iterdir():
        card.write_text("alignmentcard: .nan\ndataset: [.inf, <b>]\n")
    portal = build(source)
    assert portal.cards == 4
    assert json.loads((portal.folder / "cards" / "least" / "card.json").read_text())["dataset"] == ["inf", "<b>"]


def test_an_interrupted_build_leaves_the_old_portal_whole(tmp_path, monkeypatch):
    source, out = source_in(tmp_path), tmp_path / "out"
    build(source, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "publish", stop)
    with pytest.raises(KeyboardInterrupt):
        build(source, out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"small", "out", ".out-cache"}
    assert not (tmp_path / ".out-cache" / "new").exists()


def test_two_builds_give_the_same_bytes(tmp_path, portal):
    again = build(source_in(tmp_path), tmp_path / "again", {"commands": manual.page})
    for path in portal.folder.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".yaml"):
            assert path.read_bytes() == (again.folder / path.relative_to(portal.folder)).read_bytes(), path.name


def test_a_folder_that_is_not_a_portal_is_never_replaced(tmp_path):
    source = source_in(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("ten years of work")
    for out in (tmp_path / "mine", source, source / "docs" / "x", tmp_path):
        with pytest.raises(AlignmentCardError, match=r"Choose another folder"):
            build(source, out)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "ten years of work"


def test_a_folder_without_cards_is_a_failure_of_use(tmp_path):
    source = source_in(tmp_path)
    for card in (source / "cards").iterdir():
        card.unlink()
    with pytest.raises(AlignmentCardError, match=r"There are no cards in"):
        build(source)


def test_a_folder_without_prose_is_a_failure_of_use(tmp_path):
    with pytest.raises(AlignmentCardError, match=r"it has no mkdocs\.yml"):
        build(tmp_path)


def test_the_command_says_where_the_portal_is_and_fails_for_errors(tmp_path):
    source = source_in(tmp_path)
    result = CliRunner().invoke(command, ["build", str(source), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert f"Portal: {tmp_path / 'out' / 'index.html'}\nCards: 4. Pages: " in result.output
    assert "The exit status is 1" in result.output
    draft = CliRunner().invoke(command, ["build", str(source), "-o", str(tmp_path / "out"), "--draft"])
    assert draft.exit_code == 0
    assert "The exit status" not in draft.output
    broken = source / "cards" / "broken.card.yaml"
    for said in (result.output, draft.output):
        assert re.search(rf"^{re.escape(str(broken))}, line \d+: AC\d+ ", said, re.MULTILINE)
        assert f"A card has errors; its page says so. What to do: alignmentcard check {broken}\n" in said


def test_cards_of_one_name_in_folders_of_teams_are_told_apart(tmp_path):
    source = source_in(tmp_path)
    for team in ("one", "two"):
        (source / "cards" / team).mkdir()
        (source / "cards" / team / "data.card.yaml").write_text("dataset: [")
    portal = build(source)
    assert [*portal.broken] == ["broken.card.yaml", "one/data.card.yaml", "two/data.card.yaml"]
    said = list(faults(portal, Path("my cards")))
    assert said[1].startswith("my cards/one/data.card.yaml, line 1: AC001 ")
    assert said[-1] == "3 cards have errors; their pages say so. What to do: alignmentcard check 'my cards'"


@pytest.mark.skipif(os.name == "nt", reason="access to folders is told in another way")
@pytest.mark.parametrize("locked", ["host", "host/out"])
def test_a_folder_that_may_not_be_written_is_told_before_anything_is_made(tmp_path, monkeypatch, locked):
    source, out = source_in(tmp_path), tmp_path / "host" / "out"
    out.mkdir(parents=True)
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, how: path != tmp_path / locked and allowed(path, how))
    with pytest.raises(AlignmentCardError, match=f"you may not write in {tmp_path / locked}") as refused:
        build(source, out)
    assert str(refused.value).startswith(f"The portal cannot be written to {out}: ")
    assert [*tmp_path.joinpath("host").iterdir()] == [out]


def test_the_command_succeeds_without_errors(tmp_path):
    source = source_in(tmp_path)
    (source / "cards" / "broken.card.yaml").unlink()
    assert CliRunner().invoke(command, ["build", str(source)]).exit_code == 0


def test_in_a_portal_whose_language_has_no_catalogue_the_words_of_the_program_say_that_they_are_english(tmp_path):
    source = source_in(tmp_path)
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  name: material\n", "  name: material\n  language: fi\n")
    config.write_text(text, "utf-8")
    told: list[str] = []
    build(source, tmp_path / "built", tell=told.append)
    assert any("no texts in the language “fi”" in sentence and "en, de, es" in sentence for sentence in told)
    for name, block in {"cards/full": "card", "catalogue": "catalogue", "compare": "compare", ".": "home"}.items():
        html = (tmp_path / "built" / name / "index.html").read_text("utf-8")
        assert re.search(r'<html[^>]* lang="?fi\b', html), name
        assert f'<div lang="en" class="ac-{block}"' in html, name


def test_pages_that_do_not_stand_in_folders_are_refused_with_what_to_write(tmp_path):
    source = source_in(tmp_path)
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "use_directory_urls: true" in text
    config.write_text(text.replace("use_directory_urls: true", "use_directory_urls: false"), "utf-8")
    with pytest.raises(AlignmentCardError, match="Take the line out, or write use_directory_urls: true"):
        build(source)
