"""Lines of the middle depth of a card page: what it is about, what the card says, what that means."""

from collections.abc import Iterator
from dataclasses import dataclass

from alignmentcard.words import meaning, term


@dataclass(frozen=True)
class Fact:
    """One line: what it is about, what the card says, and what that means."""

    label: str
    text: str
    meaning: str = ""
    href: str | None = None


def fact_of(title: str, vocabulary: str, word: str | None) -> Iterator[Fact]:
    """Yield the line for a word of a vocabulary, nothing where the card does not say it."""
    if word:
        said = term(word)
        yield Fact(title, said[0].upper() + said[1:], meaning(vocabulary, word))
