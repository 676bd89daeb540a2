"""A portal in German has no English word that the program wrote: what pages say is held against the catalogue itself.

English is every word of the English texts that no German text has. What authors of cards wrote stays as it is.
"""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_portal import CARDS, SITE, entry_of, text_of
from undisguised import SAID_IN, VOID

from alignmentcard.cli import manual
from alignmentcard.document import parse
from alignmentcard.messages import speaking_of
from alignmentcard.messages.carried import packed
from alignmentcard.messages.languages import language_of
from alignmentcard.model.fields import walk
from alignmentcard.portal.browser import session
from alignmentcard.portal.build.build import build
from alignmentcard.portal.card.page import page
from alignmentcard.portal.start import start
from portal.test_language_of_program import TEXTS, UNREAD, asked, told_of

GERMAN = language_of("de")
GALLERY = ("dices-350", "polis-minwage", "multipref")
"""Cards of the gallery that stand in the portal too: measured, with an item shown, with people and a model."""
APART = ("script", "style", "code", "pre", "template", "textarea", "q", "blockquote")
WORD = re.compile(r"\b[A-Za-z][a-z]+\b(?:'s)?")
GAP = re.compile(r"\{[^{}]*\}|%\(\w+\)s|`[^`]*`|<[^<>]*>|&\w+;")
NO_TEXT = re.compile(r"https?://\S+|sha256:\w+|\b[a-z][\w-]*(?:[._/][\w*-]+)+|--\w[\w-]*")
"""Addresses, digests, files, paths of fields and options."""


class Texts(HTMLParser):
    """Collects what a page says, in its text and in its attributes; what is marked as English is a quotation."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = [("", False)]
        self.found: list[str] = []
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.line = self.line if tag == "tspan" else ""
        apart = self.open[-1][1] or tag in APART or given.get("lang") == "en"
        if not apart:
            self.found += [given[name] or "" for name in SAID_IN if name in given]
        if tag == "meta" and given.get("name") == "description":
            self.found.append(given.get("content") or "")
        if tag not in VOID:
            self.open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        if tag in {name for name, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tag, apart = self.open[-1]
        if not apart:
            self.found += [f"{self.found.pop()} {data}" if tag == self.line == "tspan" else data]
        self.line = tag


def words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(NO_TEXT.sub(" . ", GAP.sub(" . ", text)))]


@cache
def english() -> frozenset[str]:
    """Words of English texts that no German one has."""
    source = [*GERMAN.texts, *GERMAN.plurals]
    german = [*GERMAN.texts.values(), *(form for forms in GERMAN.plurals.values() for form in forms)]
    names = [name for kind in ("territories", "languages") for name in GERMAN.names(kind).values()]
    return frozenset(word for text in source for word in words(text)) - {
        word for text in (*german, *names) for word in words(text)
    }


@cache
def of_the_standard() -> frozenset[str]:
    """Names of fields and words of vocabularies, which the program says in words of its own."""
    terms = (term for field in walk() if field.vocabulary for term in field.vocabulary.terms)
    return frozenset((*fields(), *terms))


PHRASE = 2
"""So many words in a row are of an author whose text has them; single ones could be anybody's."""


@dataclass(frozen=True)
class Authors:
    """What authors wrote and what their tables hold, word by word; without what the standard makes them write."""

    values: tuple[str, ...]

    @classmethod
    def of(cls, *cards: object) -> "Authors":
        said = {text for card in cards for text in leaves(card)} - of_the_standard()
        parts = {" ".join(plain(part)) for text in said for part in (text, *parted(text))} - {""}
        return cls(tuple(sorted(parts, key=len, reverse=True)))

    @cached_property
    def whole(self) -> str:
        return f" {' . '.join(self.values)} "

    def without(self, part: str) -> str:
        """Take what authors wrote out of a part of a text: all of it, where it is a phrase, or what is named in it."""
        left = f" {' '.join(plain(part))} "
        if len(plain(part)) >= PHRASE and left in self.whole:
            return ""
        for value in self.values:
            left = left.replace(f" {value} ", " . ")
        named = fields() & set(part.split())
        return " ".join(word for word in left.split() if word not in named)


@cache
def of_authors() -> Authors:
    files = (*CARDS.iterdir(), *(file for name in GALLERY for file in (SITE / "cards").glob(f"{name}.*")))
    return Authors.of(*(parse(path.read_text("utf-8")).data for path in files))


@cache
def fields() -> frozenset[str]:
    """Names of fields, which findings name as they are; their labels begin with a capital letter."""
    return frozenset(field.name for field in walk())


def parted(text: str) -> list[str]:
    """Cut a text at its punctuation."""
    return re.split(r"[^\w'’ -]+| - ", NO_TEXT.sub(" . ", GAP.sub(" . ", text.replace("\u00a0", " "))))


def leaves(data: object) -> Iterator[str]:
    """Yield every text, and every name in a table."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield str(name)
            yield from (f"“{one}”" for one in leaves(value) if name == "columns")  # whatever word it is, it is theirs
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield str(data)


def plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def texts_of(html: str) -> list[str]:
    texts = Texts()
    texts.feed(html)
    return texts.found


def english_in(html: str, authors: Authors) -> Iterator[str]:
    """Yield the parts of texts of a page that have an English word which no author wrote."""
    for text in texts_of(html):
        for part in parted(text.removesuffix("…").rpartition(" ")[0] if text.endswith("…") else text):
            if set(words(part)) & english() and set(words(authors.without(part))) & english():
                yield part.strip()


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a portal as its starter begins one in German, with cards."""
    source = tmp_path_factory.mktemp("german") / "portal"
    start(source, "Karten", language="de")
    for card in (source / "cards").iterdir():
        card.unlink()
    for file in (*CARDS.iterdir(), *(file for name in GALLERY for file in (SITE / "cards").glob(f"{name}.*"))):
        shutil.copy(file, source / "cards")
    return build(source, None, {"commands": manual.page}).folder


PROFILES = ["annotator-level-release"]
"""Names that stand in findings as their authors gave them."""
PAGES = ("", "cards", "catalogue", "compare", "check", "measure", "write", "review", "reports", "404.html")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_english_word_of_the_program(german: Path, name: str) -> None:
    found = german / name
    pages = [found] if found.is_file() else sorted(found.rglob("*.html")) if name else [found / "index.html"]
    assert pages
    texts = {path.parent.name: list(english_in(path.read_text("utf-8"), of_authors())) for path in pages}
    assert {page: parts for page, parts in texts.items() if parts} == {}


def test_scripts_say_nothing_in_english(german: Path) -> None:
    told = json.loads((german / "assets" / "texts.json").read_text("utf-8"))
    said = [*told["texts"].values(), *(form for forms in told["plurals"].values() for form in forms)]
    assert len(said) > 100
    assert [text for text in said if list(english_in(text, Authors(())))] == []


@pytest.mark.parametrize("name", TEXTS)
def test_what_pages_are_told_of_a_card_is_german(in_german, name: str) -> None:
    examples = json.loads((SITE.parent / "templates" / "gallery.json").read_text("utf-8"))
    authors = Authors.of(parse(TEXTS[name]).data, examples, [field.example for field in walk()], PROFILES)
    assert {part for html in told_of(TEXTS[name]) for part in english_in(html, authors)} == set()


@pytest.fixture
def in_german():
    asked({"ask": "speak", "language": packed(GERMAN)})
    yield
    session.BROUGHT[:] = [session.ENGLISH]


@pytest.mark.parametrize("text", UNREAD)
def test_why_a_text_cannot_be_read_is_said_in_german(in_german, text: str) -> None:
    told = asked({"ask": "check", "text": text, "name": "card.yaml"})
    assert [said for both in told["said"] for part in both for said in english_in(part, Authors(()))] == []


class Heard(dict[str, str]):
    """Texts that write down which of them were asked for."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__(texts)
        self.asked: dict[str, None] = {}

    def get(self, text: str, otherwise: str | None = None) -> str | None:
        self.asked.setdefault(text)
        return super().get(text, otherwise)


def shown(tag: str, texts: dict[str, str]) -> str:
    """Return the page of a card in German with other texts; of another tag, as what was said is kept by the tag."""
    with speaking_of(replace(GERMAN, tag=tag, texts=texts)):
        return page(entry_of(text_of("full"), "full"))


def test_one_message_without_its_translation_is_found() -> None:
    heard, authors = Heard(dict(GERMAN.texts)), Authors.of(parse(text_of("full")).data)
    assert list(english_in(shown("de-x-all", heard), authors)) == []
    said = [text for text in heard.asked if text in GERMAN.texts and GERMAN.texts[text] != text]
    telling = [text for text in said if list(english_in(f"<p>{text}</p>", authors))]
    assert len(telling) > 0.75 * len(said) > 300, "the others are of words that German texts have too"
    missed = []
    for number, text in enumerate(telling[::8]):
        html = shown(f"de-x-{number}", {one: said for one, said in GERMAN.texts.items() if one != text})
        stands = any(text in one for one in texts_of(html))
        missed += [text] if stands and not list(english_in(html, authors)) else []
    assert missed == [], "these words stand on the page in English and nobody notices"
