"""A portal in a language that nobody speaks: every text that the program wrote carries the marks of that language."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_portal import CARDS, entry_of, source_in, text_of

from alignmentcard.messages import pseudo, speaking
from alignmentcard.messages.languages import ENGLISH
from alignmentcard.portal.build.build import build
from alignmentcard.portal.card.page import page
from alignmentcard.rules import catalogue

OURS = re.compile(
    r"\bac-(?:card|def|vocabulary|rules?|index|lead|jump|crumb|catalogue|compare|home|report|check|tab|results|hand|ways"
    r"|review|write)\b"
)
"""Classes of elements whose texts are the program's, or the cards'."""
ALONE = ("script", "style", "code", "pre", "bdi", "template", "textarea")
"""Elements that hold what authors and machines wrote."""
VOID = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
SAID_IN = ("aria-label", "title", "placeholder", "alt", "data-label")
WORD = re.compile(r"\w*[A-Za-z]{2}\w*")
ACCENTED = re.compile(r"\w*[^\W\d_a-zA-Z]\w*")
AROUND = " .,;:()…×·→←⟦⟧\n0123456789"
FILL = pseudo.FILL.split()
FREE = re.compile(
    r"https?://\S+|sha256:\w+|\bAC\d{3}\b|\b[\w-]+(?:\.[\w*-]+)+\b|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d+, \d{4}"
)
"""What is no text of the program: addresses, digests, codes of rules, files and fields; dates are babel's."""
MACROS = """{{% import "partials/languages/en.html" as other %}}
{{% macro t(key) %}}{{{{ {{"language": "{tag}", "direction": "{direction}"}}[key] or other.t(key) }}}}{{% endmacro %}}
"""


class Texts(HTMLParser):
    """Collects the texts of our elements, in the page and in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool, bool]] = [("", False, False)]
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _, ours, apart = self.open[-1]
        ours = ours or bool(OURS.search(given.get("class") or ""))
        apart = apart or tag in ALONE or given.get("lang") == "en"
        if tag not in VOID:
            self.open.append((tag, ours, apart))
        if ours and not apart:
            self.found += [given[name] or "" for name in SAID_IN if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag in {name for name, *_ in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        _, ours, apart = self.open[-1]
        if ours and not apart:
            self.found.append(data)


def undisguised(html: str, cards: str) -> Iterator[str]:
    """Yield texts of a page that came neither from a catalogue nor from a card."""
    texts = Texts()
    texts.feed(html)
    for text in texts.found:
        rest = text
        while rest != (rest := re.sub(r"⟦[^⟦⟧]*⟧", " ", rest)):
            pass
        rest = ACCENTED.sub(". ", FREE.sub(". ", rest))
        parts = [part.strip(AROUND) for part in re.split(r"[.:;,(){}]\s+|\b(?:and|or)\b", rest)]
        if any(_is_plain(word) for part in parts if part.casefold() not in cards for word in WORD.findall(part)):
            yield text.strip()


def _is_plain(word: str) -> bool:
    """Whether a word is none of those that make a text longer, nor the beginning of one."""
    return not any(known.startswith(word) for known in FILL)


@pytest.fixture(scope="module")
def disguised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = source_in(tmp_path_factory.mktemp("disguised"))
    languages = source / "overrides" / "partials" / "languages"
    languages.mkdir(parents=True)
    (languages / "en-XA.html").write_text(MACROS.format(tag="en-XA", direction="ltr"), "utf-8")
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  name: material\n", "  name: material\n  language: en-XA\n")
    config.write_text(text, "utf-8")
    return build(source).folder


def of_authors() -> str:
    """What authors of cards wrote, and what languages call countries and each other."""
    names = [name for kind in ("territories", "languages") for name in ENGLISH.names(kind).values()]
    return "\n".join([*(path.read_text("utf-8") for path in sorted(CARDS.iterdir())), *names]).casefold()


def test_every_text_of_the_program_came_from_a_catalogue(disguised: Path) -> None:
    cards, pages = of_authors(), sorted(disguised.rglob("*.html"))
    assert len(pages) > len(catalogue())
    found = {path.relative_to(disguised): list(undisguised(path.read_text("utf-8"), cards)) for path in pages}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_scripts_get_their_texts_in_the_language_of_the_portal(disguised: Path) -> None:
    told = json.loads((disguised / "assets" / "texts.json").read_text("utf-8"))
    assert told["texts"]["Ready."] == pseudo.disguised("Ready.")
    assert told["plurals"]["{count} finding."][0] == pseudo.disguised("{count} finding.")
    assert told["forms"][:3] == "101"
    assert not set(told["texts"]) & {"Findings", "Where every answer went"}


def test_parts_of_the_reference_that_stay_english_say_so(disguised: Path) -> None:
    html = (disguised / "reference" / "python" / "index.html").read_text("utf-8")
    assert pseudo.disguised("This part of the reference is in English, the language of the standard.") in html
    assert '<div lang="en">' in html


def test_a_text_that_is_in_no_catalogue_is_found() -> None:
    html = '<div class="ac-card"><p>Not translated</p><bdi>Nor this</bdi><p lang="en">Nor that</p></div><p>Prose</p>'
    assert list(undisguised(html, "")) == ["Not translated"]


def test_a_german_page_says_its_language_and_is_german() -> None:
    with speaking("de"):
        html = page(entry_of(text_of("full"), "full"))
    assert '<div lang="de" class="ac-card">' in html
    assert ">Auf einen Blick<" in html
    assert ">At a glance<" not in html
