"""What cards answer to the fields that a profile adds, summed up: numbers added, other answers counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from statistics import median
from typing import TypeGuard

from alignmentcard.messages import _
from alignmentcard.profiles.own_fields import Answer, OwnField
from alignmentcard.text.visible import visible
from alignmentcard.words import figure

LONGEST = 80
"""Letters of an answer to a field of the house that are told; a longer one is no choice among few."""


@dataclass(frozen=True)
class Numbers:
    """What the numbers of all cards come to."""

    total: float
    least: float
    most: float
    middle: float


@dataclass(frozen=True)
class OwnSum:
    """A field, how many cards answer it, and what: numbers, or how many cards give each answer, most given first."""

    path: str
    name: str
    cards: int
    numbers: Numbers | None = None
    answers: Mapping[str, int] = field(default_factory=dict)


def own_sum(one: OwnField, found: Sequence[Sequence[Answer]]) -> OwnSum:
    """Sum up what cards answer to a field; `found` are the answers of each card that has any."""
    if one.numeric:
        numbers = [answer for answers in found for answer in answers if _is_number(answer)]
        return OwnSum(one.path, one.name, len(found), _summed(numbers) if numbers else None)
    counts = Counter(text for answers in found for text in set(map(spelled, answers)))
    order = sorted(counts, key=lambda text: (-counts[text], text))
    return OwnSum(one.path, one.name, len(found), answers={text: counts[text] for text in order})


def in_words(found: Numbers) -> str:
    """Tell what numbers come to; of one that stands alone there is nothing more to tell."""
    if found.total == found.least == found.most:
        return figure(found.total)
    return _(
        "{total} in all; {least} to {most}, {middle} in the middle",
        total=figure(found.total),
        least=figure(found.least),
        most=figure(found.most),
        middle=figure(found.middle),
    )


def spelled(answer: Answer) -> str:
    """Return an answer as a value by which cards are counted."""
    text = str(answer).lower() if isinstance(answer, bool) else visible(str(answer).strip())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def own_name(value: str) -> str:
    """Return how readers see such a value."""
    return {"true": _("Yes"), "false": _("No")}.get(value, value)


def _is_number(answer: Answer) -> TypeGuard[float]:
    return isinstance(answer, int | float) and not isinstance(answer, bool) and isfinite(answer)


def _summed(numbers: Sequence[float]) -> Numbers:
    return Numbers(sum(numbers), min(numbers), max(numbers), median(numbers))
