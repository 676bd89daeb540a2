"""Findings to the level of conformance that a card has reached, and what is missing for the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignmentcard.checker.reviews import verified
from alignmentcard.document import Document
from alignmentcard.measurement.results.place import card_digest
from alignmentcard.model import Card
from alignmentcard.paths import covering, expand, path_of

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts

NAMES = ("draft", "placed", "coherent", "measured", "verified")

PLACED = (
    "framework.dimensions",
    "framework.definitions",
    "dimensions.*.subjectivity",
    "pools.*.kind",
    "aggregation",
    "release.level",
)
"""What level 1 wants stated or listed as a gap."""


@dataclass(frozen=True)
class Level:
    """A level of conformance, and what the next one takes."""

    number: int
    missing: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the level."""
        return NAMES[self.number]


def level_of(card: Card, document: Document, facts: "Facts | None", errors: int, warnings: int) -> Level:
    """Return the level of a card with so many findings."""
    unplaced = tuple(_unplaced(card, document))
    if errors or unplaced:
        return Level(0, (*unplaced, *([f"{_several(errors, 'error')} to mend"] if errors else [])))
    if warnings:
        return Level(1, (f"{_several(warnings, 'warning')} to mend, or to accept with a reason",))
    unmeasured = tuple(_unmeasured(card, facts))
    if unmeasured:
        return Level(2, unmeasured)
    if not verified(card, facts):
        return Level(3, ("a review by somebody else: alignmentcard review CARD --data DIR --by NAME",))
    return Level(4)


def _several(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _unmeasured(card: Card, facts: "Facts | None") -> Iterator[str]:
    """Yield what keeps the measurements from carrying the card; errors and warnings are ruled out before."""
    if facts is None:
        yield "measurements from rater-level data: alignmentcard measure CARD"
        return
    if facts.card != card_digest(card):
        yield "measurements of this version of the card: alignmentcard measure CARD"
    if not any(file.sha256 for file in facts.files):
        yield "the digest of the data that was measured"
    for dimension in card.dimensions:
        if dimension.id not in facts.dimensions:
            yield f"a measurement of dimension {dimension.id}"


def _unplaced(card: Card, document: Document) -> list[str]:
    data = document.data
    gap = covering(tuple(gap.field for gap in card.gaps))
    missing = []
    for pattern in PLACED:
        for route in expand(data, pattern):
            path = "" if document.has(route) else path_of(data, route)
            if path and not gap(path):
                missing.append(f"{path} is not stated")
    return missing
