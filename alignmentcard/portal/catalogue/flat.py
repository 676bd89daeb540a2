"""One flat row for each card: what `cards.json` and `cards.parquet` hold, and what tells a changed card."""

from collections.abc import Sequence
from typing import Any

from alignmentcard.model import Card
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.words import NAMES, judges, rater_count


def row(entry: CardEntry, address: str = "") -> dict[str, Any]:
    """Return what a table of cards says of one; a card that does not fit the standard has no facts.

    `address` is that of the portal; where it is empty, that of the page begins at the top of the portal.
    """
    report, level = entry.report, entry.level
    return {
        "id": entry.address,
        "title": entry.title,
        "url": f"{address}cards/{entry.address}/",
        "summary": entry.summary,
        "quadrant": NAMES.get(entry.quadrant or ""),
        "level": level.number if level else None,
        "level_name": level.name if level else None,
        "review": (level.review or None) if level else None,
        "answered": level.answered if level else None,
        "asked": level.asked if level else None,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "questions": report.count("info"),
        "accepted": len(report.accepted),
        "digest": entry.digest,
        **(_facts(entry.card) if entry.card else dict.fromkeys(FACTS)),
    }


def _facts(card: Card) -> dict[str, Any]:
    pools = card.raters
    return {
        "version": card.dataset.version,
        "published": card.dataset.published,
        "license": card.dataset.license,
        "items": card.dataset.items,
        "ratings": card.dataset.ratings,
        "raters": rater_count(card),
        "judges": judges(card),
        "subjectivity": _each([dimension.subjectivity for dimension in card.dimensions]),
        "feedback": _each([dimension.feedback for dimension in card.dimensions]),
        "disagreement": card.intent.disagreement,
        "uses": list(card.intent.uses),
        "countries": _each([country for pool in pools for country in pool.countries]),
        "languages": list(card.dataset.languages),
        "aggregation": _each([one.method for one in card.aggregation]),
        "release": card.release.level,
    }


FACTS = (
    *("version", "published", "license", "items", "ratings", "raters", "judges", "subjectivity", "feedback"),
    *("disagreement", "uses", "countries", "languages", "aggregation", "release"),
)
COUNTS = ("level", "answered", "asked", "errors", "warnings", "questions", "accepted", "items", "ratings", "raters")
"""Columns of whole numbers."""
LISTS = ("subjectivity", "feedback", "uses", "countries", "languages", "aggregation")
"""Columns of lists of words; every other column is text."""


def _each(words: Sequence[str | None]) -> list[str]:
    return sorted({word for word in words if word})
