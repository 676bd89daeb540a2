"""Reviews of a card: the digest that a record is about, whether a record still fits, and whose word it is.

The digest is the SHA-256 of the card's data without its reviews, and of the measurements beside it as they stand in
their file: settings, digests of the data, results and the version of the program. Whoever changes one of them by a
byte that means something gets another digest. Comments, order and quotes of the card do not count.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alignmentcard.checker.people import may_be
from alignmentcard.checker.signatures import Look, Signature, signature_unverified
from alignmentcard.messages import later
from alignmentcard.model import Card
from alignmentcard.model.records import Review

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts

FIRST = "1.0"
"""What stands for the version in a digest, so that a card whose version alone was migrated keeps its reviews."""
MEASURED = 3
"""The level that a card must have reached for a review to verify it."""


def digest(card: Card, facts: "Facts | None") -> str:
    """Return the digest of a card and its measurements, for records and badges."""
    from hashlib import sha256

    # what is not set has its default; saying so spares pydantic to make a default for each field
    data = card.model_dump(exclude_unset=True, exclude_defaults=True, exclude={"reviews"}) | {"alignmentcard": FIRST}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    measured = facts.to_json() if facts else ""
    return "sha256:" + sha256(f"{text}\n{measured}".encode()).hexdigest()


Standing = Literal["verified", "recomputed", "unreviewed"]


@dataclass(frozen=True)
class Judged:
    """A record, whether it is about this card and these measurements, and what it is worth."""

    review: Review
    fits: bool
    by_writer: bool
    """Whether those who wrote the data or the card computed again themselves."""
    reason: str
    signature: Signature

    @property
    def holds(self) -> bool:
        """Whether the record fits, and its signature is none that cannot be its own; a record may have none."""
        return self.fits and self.signature.good is not False

    @property
    def measured(self) -> bool:
        """Whether the record holds and says that the measurements came out again."""
        return self.holds and self.review.level >= MEASURED


def judged(card: Card, facts: "Facts | None", look: Look = signature_unverified) -> Iterator[Judged]:
    """Yield the records of a card, each held against the card and its measurements as they are now.

    `look` says what signatures are worth; left out, what can be seen without any program. A key that has signed as one
    of the writers is theirs, whatever other names it signs for.
    """
    now = digest(card, facts) if card.reviews else ""
    signatures = [look(review) for review in card.reviews]
    pairs = list(zip(card.reviews, signatures, strict=True))
    theirs = {one.key for review, one in pairs if one.key and _of_writer(card, review, one)}
    for review, one in pairs:
        fits, by_writer = review.digest == now, one.key in theirs or _of_writer(card, review, one)
        yield Judged(review, fits, by_writer, _reason(card, fits, by_writer), one)


def _of_writer(card: Card, review: Review, signature: Signature) -> bool:
    return is_writer(card, review.by) or bool(signature.by and is_writer(card, signature.by))


def _reason(card: Card, fits: bool, by_writer: bool) -> str:
    if not fits:
        return later("The card or its measurements have changed since.")
    if by_writer:
        return later(
            "It is by somebody who wrote the data or the card: recomputed, which is not a review by somebody else."
        )
    if not card.card.authors:
        return later(
            "The card does not say who wrote it (card.authors), so it cannot be told whether it is by somebody else."
        )
    return later("It is about this card and these measurements.")


def is_writer(card: Card, name: str) -> bool:
    """Say whether a name may be that of somebody who made the data or wrote the card, in any spelling."""
    return any(may_be(one.name, one.orcid, name) for one in (*card.dataset.creators, *card.card.authors))


def is_maker(card: Card, name: str) -> bool:
    """Say whether a name is that of somebody who made the data."""
    return _plain(name) in (_plain(one.name) for one in card.dataset.creators)


def _plain(name: str) -> str:
    from unicodedata import normalize

    return " ".join(normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class Remeasurement:
    """Who measured again, and what can be said of the signature of their best record; None where there is no record."""

    standing: Standing
    signature: Signature | None = None


def remeasurement_of(card: Card, facts: "Facts | None", look: Look = signature_unverified) -> Remeasurement:
    """Say who measured again: somebody who wrote neither data nor card, those who did, or nobody who counts."""
    again = [one for one in judged(card, facts, look) if one.measured]
    others = [one for one in again if card.card.authors and not one.by_writer]
    own = [one for one in again if one.by_writer]
    if others:
        return Remeasurement("verified", _best(others))
    return Remeasurement("recomputed", _best(own)) if own else Remeasurement("unreviewed")


def _best(records: list[Judged]) -> Signature:
    """Return the signature that says most: one that was verified, then one that was not, then none."""
    return max((one.signature for one in records), key=lambda one: (one.good is True, bool(one.key)))


def who_measured_again(card: Card, facts: "Facts | None") -> Standing:
    """Say who measured again, as far as it can be told without any program."""
    return remeasurement_of(card, facts).standing
