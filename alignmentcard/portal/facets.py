"""The properties by which the catalogue can be filtered, and what a card says about each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from alignmentcard.model import Card
from alignmentcard.words import RELEASED, STANCE, WHO, raters, term

UNSTATED = "unstated"


@dataclass(frozen=True)
class Facet:
    """A property by which the catalogue can be filtered."""

    id: str
    title: str
    values: Callable[[Card], set[str]]
    name: Callable[[str], str] = term


@dataclass(frozen=True)
class Choice:
    """One value of a facet and how many cards have it."""

    value: str
    name: str
    count: int


def _one(value: str | None) -> set[str]:
    return {value} if value else set()


def quadrant_of(card: Card) -> set[str]:
    """Return the name of the declared quadrant, nothing where the card does not declare one."""
    place = (card.framework.dimensions, card.framework.definitions)
    return {"-".join(filter(None, place))} if all(place) else set()


FACETS = (
    Facet("quadrant", "Quadrant", quadrant_of, lambda value: value.replace("-", ", ").capitalize()),
    Facet(
        "subjectivity", "Where answers come from", lambda c: {d.subjectivity for d in c.dimensions if d.subjectivity}
    ),
    Facet("disagreement", "Disagreement is", lambda c: _one(c.intent.disagreement), STANCE.__getitem__),
    Facet("feedback", "How raters answered", lambda c: {d.feedback for d in c.dimensions if d.feedback}),
    Facet("raters", "Raters are", lambda c: {p.kind for p in raters(c) if p.kind}, WHO.__getitem__),
    Facet("release", "Finest level released", lambda c: _one(c.release.level), RELEASED.__getitem__),
)


def values_of(card: Card | None) -> dict[str, list[str]]:
    """Return the values of a card for each facet; a facet that the card says nothing about has one of its own."""
    if card is None:
        return {facet.id: [UNSTATED] for facet in FACETS}
    return {facet.id: sorted(facet.values(card)) or [UNSTATED] for facet in FACETS}


def choices(found: Sequence[Mapping[str, list[str]]]) -> Iterator[tuple[Facet, list[Choice]]]:
    """Yield each facet with its values, those of most cards first."""
    for facet in FACETS:
        counts = Counter(value for values in found for value in values[facet.id])
        known = sorted((value for value in counts if value != UNSTATED), key=lambda value: (-counts[value], value))
        listed = [Choice(value, facet.name(value), counts[value]) for value in known]
        if counts[UNSTATED]:
            listed.append(Choice(UNSTATED, "not stated", counts[UNSTATED]))
        yield facet, listed
