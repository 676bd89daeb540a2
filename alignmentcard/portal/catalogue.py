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
    NAMES,
    UNPLACED,
    figure,
    judges,
    number,
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


def _quadrant(card: Card) -> set[str]:
    place = (card.framework.dimensions, card.framework.definitions)
    return {"-".join(filter(None, place))} if all(place) else set()


FACETS = (
    Facet("quadrant", "Quadrant", _quadrant, lambda value: value.replace("-", ", ").capitalize()),
    Facet(
        "subjectivity", "Where answers come from", lambda c: {d.subjectivity for d in c.dimensions if d.subjectivity}
    ),
    Facet("disagreement", "Disagreement is", lambda c: _one(c.intent.disagreement)),
    Facet("feedback", "How raters answered", lambda c: {d.feedback for d in c.dimensions if d.feedback}),
    Facet("raters", "Raters are", lambda c: {p.kind for p in raters(c) if p.kind}),
    Facet("release", "Finest level released", lambda c: _one(c.release.level)),
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
        "cards": [
            {"id": e.address, "title": e.title, "summary": e.summary, "text": _words(e), **values_of(e)}
            for e in entries
        ],
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
        term(card.release.level) if card and card.release.level else "not stated",
        f"{entry.level.number} {entry.level.name}" if entry.level else "none",
        tuple(filter(None, [*found, _count(len(report.accepted), "accepted", plural="accepted")])),
    )


def _count(count: int, word: str, plural: str = "") -> str:
    return f"{count} {word if count == 1 else plural or word + 's'}" if count else ""


def _pool(card: Card) -> str:
    noun = {"human": "people", "synthetic": "models", "mixed": "people and models"}.get(judges(card), "raters")
    count = rater_count(card)
    return f"{figure(count)} {noun}" if count else f"{noun}, number unknown"


def lacks(entries: Sequence[Entry]) -> list[str]:
    """Say in sentences what the collection as a whole lacks."""
    cards = [entry.card for entry in entries if entry.card]
    return [sentence for part in (_empty, _released, _counted, _countries, _composed) for sentence in part(cards)]


def _empty(cards: Sequence[Card]) -> Iterator[str]:
    present = {value for card in cards for value in _quadrant(card)}
    empty = [CAPTIONS[sign][0] for sign, name in NAMES.items() if name not in present]
    if empty:
        yield f"No card stands in {several([f'“{name}”' for name in empty], 'or')}."


def _released(cards: Sequence[Card]) -> Iterator[str]:
    known = sum(card.release.level is not None for card in cards)
    single = sum(card.release.level == "individual" for card in cards)
    yield f"{_of(single, cards)} every single rating; {number(len(cards) - known)} do not say what they release.".replace(
        "@", "releases" if single == 1 else "release"
    )


def _counted(cards: Sequence[Card]) -> Iterator[str]:
    unknown = sum(rater_count(card) is None for card in cards)
    yield f"{_of(unknown, cards)} not say how many raters judged.".replace("@", "does" if unknown == 1 else "do")


def _countries(cards: Sequence[Card]) -> Iterator[str]:
    found = Counter(country for card in cards for country in {c for pool in raters(card) for c in pool.countries})
    unknown = sum(not any(pool.countries for pool in raters(card)) for card in cards)
    known = several([f"{country} ({count})" for country, count in found.most_common(6)])
    yield f"{_of(unknown, cards)} not say which countries the raters came from.".replace(
        "@", "does" if unknown == 1 else "do"
    ) + (f" The others: {known}." if known else "")


def _composed(cards: Sequence[Card]) -> Iterator[str]:
    people = [card for card in cards if judges(card) in ("human", "mixed")]
    silent = sum(not any(pool.composition for pool in raters(card)) for card in people)
    if people:
        yield f"{_of(silent, people)} not say who the people were: neither age nor gender nor anything else.".replace(
            "@", "does" if silent == 1 else "do"
        )


def _of(count: int, cards: Sequence[Card]) -> str:
    """Begin a sentence about some of the cards; `@` is the verb, singular or plural."""
    return f"{number(count).capitalize()} of {number(len(cards))} cards @"
