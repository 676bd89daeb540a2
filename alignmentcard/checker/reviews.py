"""Reviews of a card: the digest that a record is about, and whether a record still fits.

The digest is the SHA-256 of the card's data without its reviews, and of the measurements beside it as they stand in
their file: settings, digests of the data, results and the version of the program. Whoever changes one of them by a
byte that means something gets another digest. Comments, order and quotes of the card do not count.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

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

    data = card.model_dump(exclude_defaults=True, exclude={"reviews"}) | {"alignmentcard": FIRST}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    measured = facts.to_json() if facts else ""
    return "sha256:" + sha256(f"{text}\n{measured}".encode()).hexdigest()


@dataclass(frozen=True)
class Judged:
    """A record, whether it is about this card and these measurements, and why not."""

    review: Review
    fits: bool
    reason: str


def judged(card: Card, facts: "Facts | None") -> Iterator[Judged]:
    """Yield the records of a card, each held against the card and its measurements as they are now."""
    now = digest(card, facts) if card.reviews else ""
    for review in card.reviews:
        if review.digest != now:
            yield Judged(review, False, "The card or its measurements have changed since.")
        elif is_author(card, review.by):
            yield Judged(review, False, "It is signed by somebody who made the data; a review is by somebody else.")
        else:
            yield Judged(review, True, "It is about this card and these measurements.")


def is_author(card: Card, name: str) -> bool:
    """Say whether a name is that of somebody who made the data."""
    return " ".join(name.lower().split()) in {" ".join(one.name.lower().split()) for one in card.dataset.creators}


def verified(card: Card, facts: "Facts | None") -> bool:
    """Say whether somebody else measured again, and the record fits."""
    return any(one.fits and one.review.level >= MEASURED for one in judged(card, facts))
