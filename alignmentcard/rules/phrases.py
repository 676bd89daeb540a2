"""Phrases that say something about a coded field: `schema/phrases.yaml` as patterns, and where they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from alignmentcard.document import read
from alignmentcard.resources import folder

NEGATED = re.compile(
    r"\b(not|no|never|neither|nor|without|nobody|none|cannot|removed|replaced"
    r"|rather than|instead of|regardless of|irrespective of|disregard\w*|ignor\w+|set\w* aside)\b|n't\b"
)
"""Words that turn what follows in the same clause around."""
REPORTED = re.compile(r"\b(told|said|says?|speaks?|spoke|writes?|wrote|claim\w*|argue\w*)( \w+)? (that|of)\b")
"""Words after which somebody else speaks."""
LATER = re.compile(r"^[^.;,]{0,20}\b(removed|replaced|deleted|(?<!and )not)\b")
"""Words that turn what stands before them around."""
CLAUSE = re.compile(r"[.;:!?\n]|, (?=we |but |it |they |so |because |since )")
"""Where a word of negation ends to matter."""
QUOTES = "\"'“”‘’«»"


@dataclass(frozen=True)
class Phrases:
    """What texts of one sense say, and the patterns by which they are known."""

    sense: str
    says: str
    patterns: tuple[re.Pattern[str], ...]

    def found_in(self, text: str) -> str | None:
        """Return the first words of a text that say it; None where nothing does, or it is denied or quoted."""
        for pattern in self.patterns:
            for match in pattern.finditer(text):
                if not _denied(text, match) and not _quoted(text, match):
                    return match.group()
        return None


@cache
def phrases() -> dict[str, Phrases]:
    """Return the phrases by their sense; of several languages the patterns of all."""
    found: dict[str, Phrases] = {}
    for entry in entries():
        patterns = tuple(_compiled(one, _words(entry["language"])) for one in entry["patterns"])
        known = found[entry["sense"]].patterns if entry["sense"] in found else ()
        found[entry["sense"]] = Phrases(entry["sense"], entry["says"], (*known, *patterns))
    return found


def entries() -> Iterator[dict[str, Any]]:
    """Yield the entries of the file that have a sense, as they stand there."""
    yield from (entry for entry in _file() if "sense" in entry)


@cache
def _file() -> list[dict[str, Any]]:
    return list(read(folder("schema") / "phrases.yaml").data)


@cache
def _words(language: str) -> dict[str, str]:
    """Return the words of a language that patterns call by name."""
    found: dict[str, str] = {}
    for entry in _file():
        found.update(entry.get("words", {}) if entry["language"] == language else {})
    return found


def _compiled(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    whole = re.sub(r"<(\w+)>", lambda name: words[name[1]], pattern)
    return re.compile(whole, re.IGNORECASE | re.MULTILINE)


def _denied(text: str, match: re.Match[str]) -> bool:
    before = CLAUSE.split(text[max(0, match.start() - 60) : match.start()])[-1].lower()
    return bool(
        NEGATED.search(before) or REPORTED.search(before) or LATER.search(text[match.end() : match.end() + 40].lower())
    )


def _quoted(text: str, match: re.Match[str]) -> bool:
    """Say whether the words stand in quotation marks, which somebody else said."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return before[-1:] in tuple(QUOTES) and after[:1] in tuple(QUOTES)
