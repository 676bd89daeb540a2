"""Records of reviews as readers see them: who measured again, whether that still fits, and whether it is signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from alignmentcard.checker.check import Report
from alignmentcard.checker.reviews import Judged, judged
from alignmentcard.checker.signatures import BROKEN, Signature
from alignmentcard.messages import _, later, spoken
from alignmentcard.model import Card

UNSIGNED = later("Not signed: nothing but the name says whose word this is.")
SIGNED = later("Signed with an SSH key, which this page has not checked; alignmentcard review --verify does.")
SIGNED_BY = later("Signed by {name}, as this portal has verified.")
UNKNOWN = later("Signed with a key whose owner this portal does not know.")


@dataclass(frozen=True)
class Record:
    """A record of a review in words."""

    by: str
    date: str
    standing: str
    reason: str
    signed: str
    note: str


def reviews(card: Card, report: Report) -> Iterator[Record]:
    """Yield the records of a card, each with what it is worth now."""
    for one in judged(card, report.facts, report.look):
        review = one.review
        signed = _signature(one.signature)
        yield Record(
            review.by, spoken().date(review.date), _standing(card, one), _(one.reason), signed, review.note or ""
        )


def _signature(found: Signature) -> str:
    if found.good:
        return _(SIGNED_BY, name=found.by)
    if found.sentence in BROKEN:
        return _(found.sentence)
    return _(UNSIGNED if not found.key else SIGNED if found.good is None else UNKNOWN)


def _standing(card: Card, one: Judged) -> str:
    if not one.fits:
        return _("does not fit any more")
    if not one.holds:
        return _("does not count")
    if not one.measured:
        return _("read, not measured again")
    return _("recomputed") if one.by_writer else _("verified") if card.card.authors else _("measured again")
