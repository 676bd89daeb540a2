"""Write the words that every text must hold that a pattern of phrases can match: make schema.

To compile the patterns takes a quarter of the time of checking one card, to look for words in a text takes none. The
words are read off the pattern as Python parses it: of what stands in a row each part has to be there, of alternatives
one. Whatever is not a plain word asks for nothing, so that a list may be too short and never too long.
"""

import json
from collections.abc import Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from alignmentcard.resources import folder
from alignmentcard.rules.phrases import FLAGS, WORDS, expanded, sources
from alignmentcard.saving import write_atomically

SHORTEST = 3
"""Letters below which a word is in nearly every text."""
Words = frozenset[str]


def needed(pattern: str) -> list[Words]:
    """Return sets of words; a text that the pattern matches holds one of each set, upper and lower case alike."""
    return [_shortest(words) for words in _needed(_parser.parse(pattern, FLAGS))]


def _needed(parts: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    word = ""
    for kind, value in parts:
        if str(kind) == "LITERAL":
            word += chr(value).lower()
            continue
        yield from _word(word)
        word = ""
        yield from _inside(str(kind), value)
    yield from _word(word)


def _inside(kind: str, value: Any) -> Iterator[Words]:
    if kind == "SUBPATTERN":
        yield from _needed(value[3])
    elif kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
        yield from _needed(value[2])
    elif kind == "BRANCH":
        branches = [list(_needed(branch)) for branch in value[1]]
        if all(branches):
            yield frozenset().union(*(min(sets, key=lambda words: (len(words), *sorted(words))) for sets in branches))


def _word(word: str) -> Iterator[Words]:
    if len(word.strip()) >= SHORTEST and word.isascii():
        yield frozenset([word.strip()])


def _shortest(words: Words) -> Words:
    """Leave out words that hold another one, which says as much."""
    return frozenset(word for word in words if not any(other in word for other in words - {word}))


def text() -> str:
    """Return the file as it has to be."""
    found = {source: needed(expanded(source, words)) for source, words in sources()}
    return json.dumps({key: [sorted(words) for words in sets] for key, sets in found.items()}, indent=0) + "\n"


if __name__ == "__main__":
    write_atomically(folder("schema") / WORDS, text().encode())
