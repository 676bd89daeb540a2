"""Phrases that say something about a coded field: `schema/phrases.yaml` as patterns, and where they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from typing import Any

from alignmentcard.document import read
from alignmentcard.resources import folder

REACH = 100
"""Most characters over which words stretch that say something together."""
PLACES = 4
"""How many matches of one group are looked at in a clause, so that the time grows as the text does."""
BEFORE, BEHIND = 60, 40
"""How many characters before and behind a match are looked at for words that deny it."""
BACK = 400
"""How far back the start of a clause or sentence is looked for, so that the time grows as the text does."""
QUOTES = "\"'“”‘’«»"

Pattern = re.Pattern[str]
Span = tuple[int, int]


@dataclass(frozen=True)
class Language:
    """What all senses of a language need: where clauses and sentences end, and what turns words around."""

    clauses: Pattern
    sentences: Pattern
    denied: Pattern
    denied_after: Pattern
    reported: Pattern
    unreal: Pattern

    def means(self, text: str, span: Span) -> bool:
        """Say whether words are meant as they stand: neither denied nor quoted, nor of somebody or something else."""
        start, end = span
        before = text[_around(text, span, self.clauses)[0] : start]
        return not (
            self.denied.search(before[-BEFORE:])
            or self.denied_after.search(text[end : end + BEHIND])
            or self.reported.search(before)
            or self.unreal.search(before)
            or _quoted(text, span)
        )


@dataclass(frozen=True)
class Phrases:
    """What texts of one sense in one language say, and the patterns by which they are known."""

    says: str
    language: Language
    patterns: tuple[Pattern, ...]
    together: tuple[tuple[Pattern, ...], ...]
    unless: Pattern | None

    def found_in(self, text: str) -> str | None:
        """Return the first words of a text that say it; None where nothing does, or it is denied or quoted."""
        meant = (span for span in self._spans(text) if self.language.means(text, span))
        found = next((span for span in meant if not self._excepted(text, span)), None)
        return text[slice(*found)].strip(" ,") if found else None

    def _spans(self, text: str) -> Iterator[Span]:
        for pattern in self.patterns:
            yield from (match.span() for match in pattern.finditer(text))
        for groups in self.together:
            for clause in _parts(text, self.language.clauses):
                yield from self._joined(text, [_places(text, clause, group) for group in groups])

    def _joined(self, text: str, found: list[list[Span]]) -> Iterator[Span]:
        """Yield the stretches over one match of each group that are near each other, with no denial between them."""
        for chosen in product(*found):
            ordered = sorted(chosen)
            start, end = ordered[0][0], ordered[-1][1]
            gaps = [(one[1], other[0]) for one, other in pairwise(ordered)]
            if end - start <= REACH and all(
                left <= right and not self.language.denied.search(text[left:right]) for left, right in gaps
            ):
                yield start, end

    def _excepted(self, text: str, span: Span) -> bool:
        """Say whether the sentence holds words with which it says something else."""
        return bool(self.unless and self.unless.search(text, *_around(text, span, self.language.sentences)))


def found_in(sense: str, text: str) -> str | None:
    """Return the first words of a text that say it, in whatever language; None where nothing does."""
    return next((words for one in phrases(sense) if (words := one.found_in(text))), None)


@cache
def phrases(sense: str) -> tuple[Phrases, ...]:
    """Return the phrases of a sense, one for each language; compiled when they are first asked for."""
    return tuple(_phrases(entry) for entry in entries() if entry["sense"] == sense)


def entries() -> Iterator[dict[str, Any]]:
    """Yield the entries of the file that have a sense, as they stand there."""
    yield from (entry for entry in _file() if "sense" in entry)


@cache
def _file() -> list[dict[str, Any]]:
    return list(read(folder("schema") / "phrases.yaml").data)


def _phrases(entry: dict[str, Any]) -> Phrases:
    common = next(one for one in _file() if one["language"] == entry["language"] and "words" in one)
    language = {name: _compiled(common[name], common["words"]) for name in Language.__dataclass_fields__}
    groups = [[_compiled(one, common["words"]) for one in group] for group in entry.get("together", [])]
    return Phrases(
        entry["says"],
        Language(**language),
        tuple(_compiled(one, common["words"]) for one in entry["patterns"]),
        tuple(tuple(group) for group in groups),
        _compiled(entry["unless"], common["words"]) if "unless" in entry else None,
    )


def _compiled(pattern: str, words: dict[str, str]) -> Pattern:
    """Compile a pattern once the groups of words are put in, which may call others."""
    while pattern != (whole := re.sub(r"(?<!\?P)<(\w+)>", lambda name: words[name[1]], pattern)):
        pattern = whole
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def _parts(text: str, ends: Pattern) -> Iterator[Span]:
    """Yield where the clauses or sentences of a text start and end."""
    start = 0
    for stop in ends.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _around(text: str, span: Span, ends: Pattern) -> Span:
    """Return where the clause or sentence starts that some words begin in, and where the one ends that they end in."""
    since = max(0, span[0] - BACK)
    start = max((stop.end() for stop in ends.finditer(text, since, span[0])), default=since)
    stop = ends.search(text, span[1])
    return start, stop.start() if stop else len(text)


def _places(text: str, clause: Span, group: Pattern) -> list[Span]:
    """Return where the first words of a group stand in a clause."""
    return [match.span() for match, _ in zip(group.finditer(text, *clause), range(PLACES), strict=False)]


def _quoted(text: str, span: Span) -> bool:
    """Say whether the words stand in quotation marks, which somebody else said."""
    before, after = text[: span[0]].rstrip(), text[span[1] :].lstrip()
    return before[-1:] in tuple(QUOTES) and after[:1] in tuple(QUOTES)
