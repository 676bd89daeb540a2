"""All cards at once: rows of the catalogue, facets with counts, the index for the page, and what is lacking."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from alignmentcard.model import Card
from alignmentcard.portal.charts import glyph
from alignmentcard.portal.entry import Entry
from alignmentcard.portal.words import (
    CAPTIONS,
    RELEASED,
    STANCE,
    UNPLACED,
    WHO,
    crowd,
    figure,
    judges,
    rater_count,
    raters,
    several,
    term,
)
from alignmentcard.resources import template

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


@dataclass(frozen=True)
class Line:
    """A card as a row of the catalogue."""

    address: str
    title: str
    sentence: str
    glyph: Markup
    place: str
    subjectivity: str
    pool: str
    release: str
    level: str
    findings: tuple[str, ...]


def values_of(entry: Entry) -> dict[str, list[str]]:
    """Return the values of a card for each facet; a facet that the card says nothing about has one of its own."""
    if entry.card is None:
        return {facet.id: [UNSTATED] for facet in FACETS}
    return {facet.id: sorted(facet.values(entry.card)) or [UNSTATED] for facet in FACETS}


def index(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the index that the catalogue page filters by."""
    return {
        "format": 1,
        "facets": [facet.id for facet in FACETS],
        "cards": [{"id": e.address, "text": _words(e), **values_of(e)} for e in entries],
    }


def _words(entry: Entry) -> str:
    names = [dimension.name or dimension.id for dimension in entry.card.dimensions] if entry.card else []
    return " ".join((entry.title, entry.address, entry.summary, *names)).casefold()


def page(entries: Sequence[Entry], root: str) -> str:
    """Render the contents of the catalogue."""
    return template("catalogue.html.j2").render(
        root=root, facets=list(_facets(entries)), lines=[line(entry) for entry in entries]
    )


def _facets(entries: Sequence[Entry]) -> Iterator[tuple[Facet, list[Choice]]]:
    found = [values_of(entry) for entry in entries]
    for facet in FACETS:
        counts = Counter(value for values in found for value in values[facet.id])
        known = sorted((value for value in counts if value != UNSTATED), key=lambda value: (-counts[value], value))
        choices = [Choice(value, facet.name(value), counts[value]) for value in known]
        if counts[UNSTATED]:
            choices.append(Choice(UNSTATED, "not stated", counts[UNSTATED]))
        yield facet, choices


def line(entry: Entry) -> Line:
    """Return a card as a row."""
    card = entry.card
    report = entry.report
    found = [_count(report.count(kind), word) for kind, word in (("error", "error"), ("warning", "warning"))]
    return Line(
        entry.address,
        entry.title,
        entry.sentence,
        glyph(entry.quadrant, entry.position, named=False),
        CAPTIONS.get(entry.quadrant or "", UNPLACED)[0],
        several([term(value) for value in values_of(entry)["subjectivity"] if value != UNSTATED]) or "not stated",
        _pool(card) if card else "not stated",
        RELEASED.get(card.release.level or "", "not stated") if card else "not stated",
        f"{entry.level.number} {entry.level.name}" if entry.level else "none",
        tuple(filter(None, [*found, _count(len(report.accepted), "accepted", plural="accepted")])),
    )


def _count(count: int, word: str, plural: str = "") -> str:
    return f"{count} {word if count == 1 else plural or word + 's'}" if count else ""


def _pool(card: Card) -> str:
    count = rater_count(card)
    who = crowd(judges(card), count)
    return f"{figure(count)} {who}" if count else f"{who}, number unknown"
