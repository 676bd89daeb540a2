"""Records of reviews as readers see them: who measured again, whether that still fits, and whether it is signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from alignmentcard.checker.reviews import Judged, judged
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.model import Card

UNSIGNED = "Not signed: nothing but the name says whose word this is."
SIGNED = "Signed with an SSH key, which this page has not checked; alignmentcard review --verify does."


@dataclass(frozen=True)
class Record:
    """A record of a review in words."""

    by: str
    date: str
    standing: str
    reason: str
    signed: str
    note: str


def reviews(card: Card, facts: Facts | None) -> Iterator[Record]:
    """Yield the records of a card, each with what it is worth now."""
    for one in judged(card, facts):
        review = one.review
        signed = SIGNED if review.signature else UNSIGNED
        yield Record(review.by, review.date, _standing(card, one), one.reason, signed, review.note or "")


def _standing(card: Card, one: Judged) -> str:
    if not one.fits:
        return "does not fit any more"
    if not one.measured:
        return "read, not measured again"
    return "recomputed" if one.by_writer else "verified" if card.card.authors else "measured again"
