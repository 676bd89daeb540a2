"""Pages that are translated as a whole: each translates the English text of today, and differs in words alone."""

import re

import pytest
import translated
from catalogues import catalogues
from translated import Shape, blocks, comments, head_of, is_current, renewed, text_of

from alignmentcard.messages import _, speaking
from alignmentcard.portal.prose import digest, in_language
from alignmentcard.rules import catalogue
from alignmentcard.rules.sources import sections_in

PAGES = list(translated.pages())
NAMES = [f"{language}/{name}" for language, name in PAGES]
EVERY = pytest.mark.parametrize(("language", "name"), PAGES, ids=NAMES)


@EVERY
def test_a_page_translates_the_english_text_of_today(language: str, name: str) -> None:
    assert is_current(name, language), f"translate what changed; its digest is now {digest(text_of(name))}"


@EVERY
def test_a_translated_page_has_the_headings_links_tables_and_lists_of_the_english_one(language: str, name: str) -> None:
    ours, theirs = Shape(text_of(name, language)), Shape(text_of(name))
    assert ours.headings == theirs.headings
    assert ours.links == theirs.links
    assert ours.tables == theirs.tables
    assert ours.items == theirs.items


@EVERY
def test_a_translated_page_has_the_code_comments_and_head_of_the_english_one(language: str, name: str) -> None:
    ours, theirs = text_of(name, language), text_of(name)
    assert blocks(ours) == blocks(theirs)
    assert comments(ours) == comments(theirs)
    assert head_of(ours) == head_of(theirs)


@pytest.mark.parametrize("language", [path.stem for path in catalogues()])
def test_no_page_is_without_a_translation(language: str) -> None:
    assert translated.missing(language) == []


@EVERY
def test_a_portal_of_that_language_begins_with_the_translated_page(language: str, name: str) -> None:
    english = text_of(name)
    with speaking(language):
        page = in_language(f"docs/{name}", english)
        other = in_language(f"docs/{name}", f"{english}\nOne sentence more.\n")
    assert "language: en" not in page
    assert "translates:" not in page
    assert page.count("\n# ") + page.startswith("# ") >= 1
    assert page.strip() in text_of(name, language) or "\n---\n" in page
    assert "language: en" in other


def test_code_that_changed_in_english_reaches_a_translation_and_words_do_not() -> None:
    english = "# Run it\n\n```sh\nrun 1\n```\n"
    page = f"---\ntranslates: {digest(english)}\n---\n\n# Führen Sie es aus {{ #run-it }}\n\n```sh\nrun 1\n```\n"
    now = english.replace("run 1", "run 2")
    assert renewed(page, now) == page.replace("run 1", "run 2").replace(digest(english), digest(now))
    assert renewed(page, now.replace("Run", "Start")) == page
    assert renewed(page, f"{now}\n```sh\nrun 3\n```\n") == page


def test_a_dialect_begins_with_the_pages_of_its_language() -> None:
    with speaking("de-AT"):
        assert "# Was eine Karte ist" in in_language("docs/guide/what-a-card-is.md", text_of("guide/what-a-card-is.md"))


STANDARD = "reference/standard.md"
TITLES = re.compile(r"^## (.*?) \{ #", re.MULTILINE)
SECTIONS = {title for rule in catalogue() for title in sections_in(rule.docs.source)}


@pytest.mark.parametrize("language", [language for language, name in PAGES if name == STANDARD])
def test_rules_name_sections_of_the_standard_as_its_page_does(language: str) -> None:
    titles = TITLES.findall(text_of(STANDARD, language))
    with speaking(language):
        assert [title for title in SECTIONS if _(title) not in titles] == []
