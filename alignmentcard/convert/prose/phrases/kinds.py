"""The kinds of phrases that there are."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Together:
    """A sentence that takes the `words` of a list; where all words are in `alone`, each is a sentence of its own."""

    sentence: str
    words: Mapping[str, str]
    alone: Mapping[str, str]


Phrase = str | Mapping[str, str] | Together
