"""The map on pages that have cards of their own, which stand in no collection."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.map.chart import chart
from alignmentcard.portal.map.marks import Sheet
from alignmentcard.portal.map.page import marks_of

SMALL = Sheet("small", 360, 240, 34, labels=False, smallest=10.0, crowd=20.0, across=4)


def map_of(cards: Sequence[CardSummary]) -> Markup:
    """Draw the map with these cards alone, each with a link to its place on the page, which is its address."""
    marks = [replace(mark, address=f"#{mark.address.split('/')[1]}", number=None) for mark in marks_of(cards)]
    numbers = {f"#{card.address}": number for number, card in enumerate(cards, 1)}
    return chart(SMALL, [replace(mark, number=numbers[mark.address]) for mark in marks], "../catalogue/")
