"""Texts of pages in a language that nobody speaks which bear no mark of it: they came from no catalogue."""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from small_portal import CARDS

from alignmentcard.messages import pseudo
from alignmentcard.messages.languages import ENGLISH

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
        rest = re.sub(r"`[^`⟦⟧]*`", " . ", text)
        while rest != (rest := re.sub(r"⟦[^⟦⟧]*⟧", " ", rest)):
            pass
        rest = ACCENTED.sub(". ", FREE.sub(". ", rest))
        parts = [part.strip(AROUND) for part in re.split(r"[.:;,(){}]\s+|\b(?:and|or)\b", rest)]
        if any(_is_plain(word) for part in parts if part.casefold() not in cards for word in WORD.findall(part)):
            yield text.strip()


def _is_plain(word: str) -> bool:
    """Whether a word is none of those that make a text longer, nor the beginning of one."""
    return not any(known.startswith(word) for known in FILL)


def undisguised_in(text: str, cards: str) -> Iterator[str]:
    """Yield the same of a sentence, or of a text in Markdown whose names of fields are set in bold."""
    said = re.sub(r"`[^`]*`|\*\*.*?\*\*", " . ", text)
    return undisguised(f'<p class="ac-card">{escape(said)}</p>', cards)


def of_authors() -> str:
    """What authors of cards wrote, and what languages call countries and each other."""
    names = [name for kind in ("territories", "languages") for name in ENGLISH.names(kind).values()]
    return "\n".join([*(path.read_text("utf-8") for path in sorted(CARDS.iterdir())), *names]).casefold()
