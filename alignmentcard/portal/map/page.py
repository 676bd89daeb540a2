"""The map page: the collection as a map, as a list, and what it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from alignmentcard.portal.catalogue.facets import FACETS, choices
from alignmentcard.portal.charts.inline import glyph
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.map.chart import MOST_LABELS, ORDER, chart
from alignmentcard.portal.map.lacks import lacks
from alignmentcard.portal.map.marks import NARROW, WIDE, Mark
from alignmentcard.resources import template
from alignmentcard.words import NAMES, caption

SHOWN = tuple(facet for facet in FACETS if facet.id in ("subjectivity", "release"))
"""Facets whose values the map can be asked to show."""
LISTED = 12
"""So many cards of a quadrant are listed where it has more than the map can mark one by one."""


@dataclass(frozen=True)
class Quarter:
    """A quadrant in the list below the map."""

    name: str
    caption: tuple[str, str]
    sign: Markup
    marks: Sequence[Mark]
    more: int


def page(entries: Sequence[CardSummary]) -> str:
    """Render the map, the list below it, and what the collection lacks."""
    marks = marks_of(entries)
    wide = chart(WIDE, marks, "catalogue/")
    unplaced = [entry for entry in entries if entry.quadrant is None]
    return template("map.html.j2").render(
        wide=wide,
        narrow=chart(NARROW, marks, "catalogue/"),
        crowded="crowd-shape" in wide,
        quarters=[_quarter(sign, [mark for mark in marks if mark.quadrant == sign]) for sign in ORDER],
        unplaced=unplaced[:LISTED],
        unlisted=len(unplaced[LISTED:]),
        shown=list(choices([entry.facets for entry in entries if entry.quadrant], SHOWN)),
        lacks=lacks(entries),
        count=len(entries),
    )


def _quarter(sign: str, marks: Sequence[Mark]) -> Quarter:
    shown = marks if len(marks) <= MOST_LABELS else marks[:LISTED]
    return Quarter(NAMES[sign], caption(sign), glyph(sign, named=False), shown, len(marks) - len(shown))


def marks_of(entries: Sequence[CardSummary]) -> list[Mark]:
    """Return one mark for each placed card; quadrant by quadrant they are numbered, where all of them are listed."""
    placed = {sign: [entry for entry in entries if entry.quadrant == sign] for sign in ORDER}
    numbers = count(1)
    return [
        _mark(entry, next(numbers) if len(found) <= MOST_LABELS else None)
        for found in placed.values()
        for entry in found
    ]


def _mark(card: CardSummary, number: int | None) -> Mark:
    position = card.position
    if position is None or card.sign is None:
        raise ValueError(f"{card.address} has no place on the map")
    where = f"cards/{card.address}/"
    values = tuple(f"{facet.id}.{value}" for facet in SHOWN for value in card.facets[facet.id])
    return Mark(card.title, where, card.sign, position, number, card.raters, card.judges, card.sentence, values)
