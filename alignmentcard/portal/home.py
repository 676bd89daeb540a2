"""The map page: the collection as a map, as a list, and what it lacks."""

from collections.abc import Sequence

from alignmentcard.portal.chartmap import NARROW, ORDER, WIDE, Mark, chart
from alignmentcard.portal.charts import glyph
from alignmentcard.portal.collection import lacks
from alignmentcard.portal.summary import Summary
from alignmentcard.resources import template
from alignmentcard.words import CAPTIONS, NAMES


def page(entries: Sequence[Summary]) -> str:
    """Render the map, the list below it, and what the collection lacks."""
    marks = marks_of(entries)
    rows = [
        (CAPTIONS[sign], NAMES[sign], glyph(sign, named=False), [m for m in marks if m.quadrant == sign])
        for sign in ORDER
    ]
    return template("map.html.j2").render(
        wide=chart(WIDE, marks, "catalogue/"),
        narrow=chart(NARROW, marks, "catalogue/"),
        quadrants=rows,
        unplaced=[entry for entry in entries if entry.quadrant is None],
        lacks=lacks(entries),
        count=len(entries),
    )


def marks_of(entries: Sequence[Summary]) -> list[Mark]:
    """Return one mark for each placed card, numbered quadrant by quadrant."""
    placed = [entry for sign in ORDER for entry in entries if entry.quadrant == sign]
    return [_mark(entry, number) for number, entry in enumerate(placed, start=1)]


def _mark(card: Summary, number: int) -> Mark:
    position = card.position
    if position is None or card.sign is None:
        raise ValueError(f"{card.address} has no place on the map")
    where = f"cards/{card.address}/"
    return Mark(card.title, where, card.sign, position, number, card.raters, card.judges, card.sentence)
