"""Phrases that say something about a coded field: `schema/phrases.yaml` as patterns, and where they stand in a text."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
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

FLAGS = re.IGNORECASE | re.MULTILINE
WORDS = "phrases-words.json"
"""The words that a text must hold, by pattern; written by `make schema`."""

Pattern = re.Pattern[str]
Span = tuple[int, int]


@dataclass(frozen=True)
class Sought:
    """A pattern that is compiled when a text holds the words that a match needs, which most texts do not."""

    source: str
    groups: dict[str, str]
    words: tuple[tuple[str, ...], ...]

    @cached_property
    def pattern(self) -> Pattern:
        """The pattern itself."""
        return _compiled(self.source, self.groups)

    def within(self, text: str) -> bool:
        """Say whether a text in lower case can match at all."""
        for words in self.words:  # loops, for most texts are asked about every pattern
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True


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
    patterns: tuple[Sought, ...]
    together: tuple[tuple[Sought, ...], ...]
    unless: Pattern | None

    def found_in(self, text: str) -> str | None:
        """Return the first words of a text that say it; None where nothing does, or it is denied or quoted."""
        meant = (span for span in self._spans(text) if self.language.means(text, span))
        found = next((span for span in meant if not self._excepted(text, span)), None)
        return text[slice(*found)].strip(" ,") if found else None

    def _spans(self, text: str) -> Iterator[Span]:
        lower = text.lower()
        for sought in self.patterns:
            if sought.within(lower):
                yield from (match.span() for match in sought.pattern.finditer(text))
        for groups in self.together:
            if all(group.within(lower) for group in groups):
                for clause in _parts(text, self.language.clauses):
                    yield from self._joined(text, [_places(text, clause, group.pattern) for group in groups])

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
    path = folder("schema") / "phrases.yaml"
    made = path.with_suffix(".json")  # what a pack for browsers has in its place: it is read twenty times as fast
    return list(json.loads(made.read_text(encoding="utf-8")) if made.is_file() else read(path).data)


def sources() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the patterns that say something, as they stand in the file, each with the groups of its language."""
    for entry in entries():
        groups = _common(entry["language"])["words"]
        for source in (*entry["patterns"], *(one for parts in entry.get("together", []) for one in parts)):
            yield source, groups


def _phrases(entry: dict[str, Any]) -> Phrases:
    groups = _common(entry["language"])["words"]
    return Phrases(
        entry["says"],
        _language(entry["language"]),
        tuple(_sought(entry["patterns"], groups)),
        tuple(tuple(_sought(parts, groups)) for parts in entry.get("together", [])),
        _compiled(entry["unless"], groups) if "unless" in entry else None,
    )


def _sought(patterns: Iterable[str], groups: dict[str, str]) -> Iterator[Sought]:
    for source in patterns:
        yield Sought(source, groups, tuple(map(tuple, _words().get(source, ()))))


@cache
def _words() -> dict[str, list[list[str]]]:
    return dict(json.loads((folder("schema") / WORDS).read_text(encoding="utf-8")))


def _common(language: str) -> dict[str, Any]:
    return next(one for one in _file() if one["language"] == language and "words" in one)


@cache
def _language(language: str) -> Language:
    common = _common(language)
    return Language(**{name: _compiled(common[name], common["words"]) for name in Language.__dataclass_fields__})


def compiled(pattern: str, language: str = "en") -> Pattern:
    """Compile a pattern that calls the groups of words of a language."""
    return _compiled(pattern, _common(language)["words"])


def means(text: str, span: Span, language: str = "en") -> bool:
    """Say whether words of a text are meant as they stand; see `Language.means`."""
    return _language(language).means(text, span)


def _compiled(pattern: str, groups: dict[str, str]) -> Pattern:
    return re.compile(expanded(pattern, groups), FLAGS)


def expanded(pattern: str, groups: dict[str, str]) -> str:
    """Put the groups of words into a pattern, which may call others."""
    while pattern != (whole := re.sub(r"(?<!\?P)<(\w+)>", lambda name: groups[name[1]], pattern)):
        pattern = whole
    return pattern


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
