"""Our sentences as patterns: made of the phrases themselves, with places for whom and what they are about."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from alignmentcard.convert.imports.values import slug
from alignmentcard.convert.prose.words import OF_ONE, ended

NOUNS = "raters?|voters?|adjudicators?|assistants?|authors? of the (?:guidelines|prompts|replies)|models"
NAME = "“[^“”]{1,200}”"
NAMES = f"{NAME}(?:(?:, | and ){NAME}){{0,80}}"
GROUP = f"(?:{NOUNS})(?: in the groups? {NAMES})?"
PEOPLE = f"(?:[Tt]hey|[Ee]ach of them|[Tt]he {GROUP}(?:(?:, | and )the {GROUP}){{0,12}})"
THINGS = f"(?:[Ii]t|[Ee]ach of (?:them|{NAMES})|{NAME})"
PLACES = {
    "{They}": f"(?P<who>{PEOPLE})",
    "{they}": f"(?P<who>{PEOPLE})",
    "{On it}": f"(?:(?:On|For) (?P<what>{THINGS}), )?",
    "{On some}": f"(?:(?:On|For) (?P<what>{THINGS}), )?",
    "{It}": f"(?P<what>{THINGS})",
    "{it}": f"(?P<what>{THINGS})",
}
OF_SEVERAL = re.compile(rf"({re.escape(PLACES['{They}'])}\\? )({'|'.join(OF_ONE)})\b")
"""Whom a sentence is about, and a verb of several, in whose place there may be one of a single person."""
ITS = {
    "The definition of {it}": f"(?:Its definition|The definition of (?P<what>{THINGS}))",
    "The guidelines for {it}": f"(?:Its guidelines|The guidelines for (?P<what>{THINGS}))",
    "the guidelines for {it}": f"(?:its guidelines|the guidelines for (?P<what>{THINGS}))",
}
TOKENS = re.compile("|".join(re.escape(one) for one in (*ITS, *PLACES, "{}")))
ONES = re.compile(r"(?<=page)s|(?<=item)s|(?<=judgement)s|(?<=rating)s|(?<=day)s|(?<=minute)s|(?<=rater)s")
"""The ending that a noun has not where there is one of it."""
ENDS = r"(?=\s|$)"
ADDRESS = r"(?P<text>https?://\S{1,2000}?)\.?"
Values = Iterator[tuple[str, Any]]


@dataclass(frozen=True)
class Said:
    """A sentence as it was found: its match, the text that goes on to the next one, and whom it is about."""

    match: re.Match[str]
    text: str
    pools: tuple[str, ...]
    things: tuple[str, ...]

    def at(self, path: str) -> Iterator[str]:
        """Yield the paths with ids that a path with a `*` means here."""
        if path.startswith("pools.*"):
            yield from (path.replace("*", one, 1) for one in self.pools)
        elif path.startswith("dimensions.*"):
            yield from (path.replace("*", slug(one), 1) for one in self.things)
        else:
            yield path


@dataclass(frozen=True)
class Sentence:
    """A sentence that this program writes, and the values that it was written from."""

    pattern: re.Pattern[str]
    read: Callable[[Said], Values]
    goes_on: bool = False
    """Whether its text ends only where the next known sentence begins."""
    path: str = ""


WHOM = re.compile(
    rf"(?P<noun>{NOUNS})(?: in the groups? (?P<names>{NAMES}))?|the (?P<model>model)(?: “(?P<name>[^“”]{{1,200}})”)?"
)
"""People or models as a sentence names them."""


def pools_in(words: str) -> Iterator[str]:
    """Yield the ids of the pools that words name: by their groups, or by what they did, whatever their number."""
    for one in WHOM.finditer(words):
        noun = re.sub(r"^(\w+?)s?\b", r"\1s", one["noun"]) if one["noun"] else one["name"] or "model"
        yield from map(slug, re.findall(r"“([^“”]{1,200})”", one["names"] or "") or [noun])


def sentence(pattern: str, read: Callable[[Said], Values], path: str = "", *, goes_on: bool = False) -> Sentence:
    """Return a sentence by a pattern, which has to end at the end of a word where the sentence does not go on."""
    either = OF_SEVERAL.sub(lambda one: f"{one[1]}(?:{one[2]}|{OF_ONE[one[2]]})", pattern)
    return Sentence(re.compile(either if goes_on else either + ENDS), read, goes_on, path)


def from_phrase(phrase: str, path: str, value: Callable[[str], Any]) -> Sentence:
    """Return the sentence of a phrase, whose text becomes the value at its path."""
    before, gap, after = phrase.partition("{}")
    goes_on = bool(gap) and after in ("", ".")
    if before.endswith(" at ") and not after:
        pattern, goes_on = pattern_of(before) + ADDRESS, False
    elif after.startswith("”"):
        pattern = pattern_of(before) + "(?P<text>[^“”]{1,5000})”\\.?"
    else:
        text = "" if goes_on or not gap else "(?P<text>[^“”]{1,300}?)"
        pattern = _of_one_or_more(f"{pattern_of(before)}{text}{'' if goes_on else pattern_of(after)}")

    def read(said: Said) -> Values:
        found = value(said.text)
        if found not in (None, "", []):
            yield from ((one, found) for one in said.at(path))

    return sentence(pattern, read, path, goes_on=goes_on)


def _of_one_or_more(pattern: str) -> str:
    """Let a pattern fit where there is one of what it counts, too."""
    verbs = pattern.replace(r"There\ are\ ", r"There\ (?:are|is)\ ").replace(r"that\ were\ ", r"that\ w(?:ere|as)\ ")
    return ONES.sub("s?", verbs)


def from_method(phrase: str, path: str, word: str) -> Sentence:
    """Return the sentence for a way to make labels, perhaps with what the labels are about before it."""

    def read(said: Said) -> Values:
        if about := said.match["about"]:
            yield path.replace(".method", ".dimensions"), [slug(one) for one in re.findall("“([^“”]{1,200})”", about)]
        yield path, word
        yield from [(path.replace(".method", ".rationale"), ended(why))] if (why := said.match["why"]) else []
        yield from [(path.replace(".method", ".ties"), "adjudicate")] if ", ties included" in phrase else []

    first = f"[{phrase[0].upper()}{phrase[0].lower()}]" if phrase[0].isalpha() else phrase[0]
    return sentence(rf"(?:For (?P<about>{NAMES}), )?{first}{re.escape(phrase[1:-1])}{WHY}\.", read, path)


WHY = r"(?: \((?P<why>[^()]{2,2000})\))?"
"""A rationale that is no sentence, behind the method."""


def from_word(phrase: str, path: str, word: Any) -> Sentence:
    """Return the sentence that stands for one word of a vocabulary."""

    def read(said: Said) -> Values:
        yield from ((one, word) for one in said.at(path))

    return sentence(pattern_of(phrase), read, path)


def pattern_of(phrase: str) -> str:
    """Return a phrase as a pattern: as it is, with places for whom it is about, and any case at its start."""
    pieces, end = [], 0
    for found in TOKENS.finditer(phrase):
        pieces += [re.escape(phrase[end : found.start()]), {**ITS, **PLACES}.get(found[0], "")]
        end = found.end()
    pieces.append(re.escape(phrase[end:]))
    first = 1 if phrase.startswith(("{On it}", "{On some}")) else 0
    if len(pieces) > 2 * first and first and pieces[2][:1].isalpha():
        pieces[2] = f"[{pieces[2][0].upper()}{pieces[2][0].lower()}]{pieces[2][1:]}"
    return "".join(pieces)
