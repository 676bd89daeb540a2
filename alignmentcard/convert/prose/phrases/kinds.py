"""The kinds of phrases that there are."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Together:
    """Words of a list that stand in one sentence, and what is said where it only holds words that stand alone."""

    sentence: str
    words: Mapping[str, str]
    alone: Mapping[str, str]


Phrase = str | Mapping[str, str] | Together
