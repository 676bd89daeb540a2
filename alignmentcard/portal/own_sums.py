"""What the cards of a portal answer to the fields of its house, summed up: numbers added, other answers counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import median
from typing import TypeGuard
from urllib.parse import urlencode

from alignmentcard.messages import _
from alignmentcard.portal.catalogue.facets import own_name, spelled
from alignmentcard.portal.collection.record import CardRecord
from alignmentcard.portal.own_fields import Answer, OwnField, counted
from alignmentcard.words import figure

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
        found = [record.own[one.path] for record in records if one.path in record.own]
        yield _sum(one, found)


def _sum(one: OwnField, found: Sequence[Sequence[Answer]]) -> Sum:
    if one.numeric:
        return Sum(
            one, len(found), _in_words([number for answers in found for number in answers if _is_number(number)])
        )
    counts = Counter(text for answers in found for text in set(map(spelled, answers)))
    order = sorted(counts, key=lambda text: (-counts[text], text))
    shared = any(count > 1 for count in counts.values())
    given = [
        Given(own_name(text), counts[text], urlencode({one.path: text}) if shared else "") for text in order[:MOST]
    ]
    return Sum(one, len(found), given=tuple(given), others=len(order) - len(given))


def _is_number(answer: Answer) -> TypeGuard[float]:
    return isinstance(answer, int | float) and not isinstance(answer, bool) and isfinite(answer)


def _in_words(numbers: Sequence[float]) -> str:
    if len(numbers) < 2:
        return "".join(map(figure, numbers))
    return _(
        "{total} in all; {least} to {most}, {middle} in the middle",
        total=figure(sum(numbers)),
        least=figure(min(numbers)),
        most=figure(max(numbers)),
        middle=figure(median(numbers)),
    )
