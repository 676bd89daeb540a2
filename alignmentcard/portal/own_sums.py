"""What the cards of a portal answer to the fields of its house, summed up: numbers added, other answers counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from alignmentcard.checker.own_sums import in_words, own_name, own_sum
from alignmentcard.portal.collection.record import CardRecord
from alignmentcard.portal.house import counted
from alignmentcard.profiles.own_fields import OwnField

MOST = 8
"""So many answers of a field are told, of those that most cards give."""


@dataclass(frozen=True)
class Given:
    """An answer, how many cards give it, and what asks the catalogue for them; empty where it cannot be asked."""

    name: str
    cards: int
    query: str = ""


@dataclass(frozen=True)
class Sum:
    """A field of the house, how many cards answer it, and what: answers, or in words what their numbers come to."""

    field: OwnField
    cards: int
    numbers: str = ""
    given: tuple[Given, ...] = ()
    others: int = 0
    """Further answers, each of fewer cards."""


def sums(records: Sequence[CardRecord], house: str) -> Iterator[Sum]:
    """Yield each field of the house with what cards answer; `house` is the file of its profile, empty where none is."""
    for one in counted(house):
        found = own_sum(one, [record.own[one.path] for record in records if one.path in record.own])
        told = list(found.answers.items())[:MOST]
        shared = any(cards > 1 for cards in found.answers.values())
        given = [Given(own_name(text), cards, urlencode({one.path: text}) if shared else "") for text, cards in told]
        numbers = in_words(found.numbers) if found.numbers else ""
        yield Sum(one, found.cards, numbers, tuple(given), len(found.answers) - len(given))
