"""A portal in a language that nobody speaks: every text that the program wrote carries the marks of that language."""

import json
import re
from pathlib import Path

import pytest
from small_portal import entry_of, source_in, text_of
from undisguised import of_authors, undisguised

from alignmentcard.cli import manual
from alignmentcard.messages import pseudo, speaking
from alignmentcard.portal.build.build import build
from alignmentcard.portal.card.page import page
from alignmentcard.rules import catalogue

MACROS = """{{% import "partials/languages/en.html" as other %}}
{{% macro t(key) %}}{{{{ {{"language": "{tag}", "direction": "{direction}"}}[key] or other.t(key) }}}}{{% endmacro %}}
"""


@pytest.fixture(scope="module")
def disguised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = source_in(tmp_path_factory.mktemp("disguised"))
    languages = source / "overrides" / "partials" / "languages"
    languages.mkdir(parents=True)
    (languages / "en-XA.html").write_text(MACROS.format(tag="en-XA", direction="ltr"), "utf-8")
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  name: material\n", "  name: material\n  language: en-XA\n")
    config.write_text(text, "utf-8")
    return build(source, None, {"commands": manual.page}).folder


def test_every_text_of_the_program_came_from_a_catalogue(disguised: Path) -> None:
    cards, pages = of_authors(), sorted(disguised.rglob("*.html"))
    assert len(pages) > len(catalogue())
    found = {path.relative_to(disguised): list(undisguised(path.read_text("utf-8"), cards)) for path in pages}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_only_works_and_words_of_others_are_marked_as_english(disguised: Path) -> None:
    marked = re.compile(r'<(?!li |a )(\w+)[^>]* lang="en"')
    rules = sorted((disguised / "reference" / "rules").rglob("*.html"))
    assert [path.parent.name for path in rules if marked.search(path.read_text("utf-8"))] == []
    for name in ("statistics", "crosswalk", "croissant-extension", "fields", "vocabulary"):
        html = (disguised / "reference" / name / "index.html").read_text("utf-8")
        assert not marked.search(html), name


def test_scripts_get_their_texts_in_the_language_of_the_portal(disguised: Path) -> None:
    told = json.loads((disguised / "assets" / "texts.json").read_text("utf-8"))
    assert told["texts"]["Ready."] == pseudo.disguised("Ready.")
    assert told["plurals"]["{count} finding."][0] == pseudo.disguised("{count} finding.")
    assert told["forms"][:3] == "101"
    assert not set(told["texts"]) & {"Findings", "Where every answer went"}


def test_commands_and_the_names_of_the_package_are_explained_in_the_language_of_the_portal(disguised: Path) -> None:
    commands = (disguised / "reference" / "commands" / "index.html").read_text("utf-8")
    assert pseudo.disguised("Mend what is certain, in the file.") in commands
    assert f"[{pseudo.disguised('default: {value}').format(value='standard')}]" in commands
    python = (disguised / "reference" / "python" / "index.html").read_text("utf-8")
    assert pseudo.disguised("Measure a table of ratings.") in python
    assert 'lang="en"' not in commands + python


def test_search_engines_are_told_of_a_rule_in_the_language_of_the_portal(disguised: Path) -> None:
    [rule] = [rule for rule in catalogue() if rule.code == "AC206"]
    html = (disguised / "reference" / "rules" / "AC206" / "index.html").read_text("utf-8")
    assert f'<meta name="description" content="{pseudo.disguised(rule.summary)}">' in html


def test_a_text_that_is_in_no_catalogue_is_found() -> None:
    html = '<div class="ac-card"><p>Not translated</p><bdi>Nor this</bdi><p lang="en">Nor that</p></div><p>Prose</p>'
    assert list(undisguised(html, "")) == ["Not translated"]


def test_a_german_page_says_its_language_and_is_german() -> None:
    with speaking("de"):
        html = page(entry_of(text_of("full"), "full"))
    assert '<div lang="de" class="ac-card">' in html
    assert ">Auf einen Blick<" in html
    assert ">At a glance<" not in html
