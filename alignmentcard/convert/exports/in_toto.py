"""Reviews of a card as in-toto statements, one a line, for those who sign and collect attestations.

The statement is version 1 of https://github.com/in-toto/attestation. A review is about the data of a card and its
measurements, and not about the bytes of a file, so its digest has a name of its own.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.card import NAMESPACE
from alignmentcard.model.records import Review

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = f"{NAMESPACE}review"
DIGEST = "alignmentCardV1"
"""The name of the digest of a card without its reviews, with the measurements beside it."""
HEXADECIMAL = re.compile(r"(?:sha256:)?([0-9A-Fa-f]{1,128})")


def in_toto(card: Card) -> str:
    """Write a statement for each review; the signature of a review is made for the card and is not repeated.

    A review without a digest says of nothing in particular that it was reviewed, and a statement has to.
    """
    statements = (_statement(card, review) for review in card.reviews if _digest(review))
    return "".join(f"{json.dumps(one, separators=(',', ':'))}\n" for one in statements)


def _statement(card: Card, review: Review) -> dict[str, Any]:
    subject = {"name": card.dataset.id, "digest": {DIGEST: _digest(review)}}
    told = review.model_dump(exclude_defaults=True, exclude={"digest", "signature"})
    predicate = {"dataset": {"id": card.dataset.id, "title": card.dataset.title}, "review": told}
    if card.dataset.version:
        predicate["dataset"]["version"] = card.dataset.version
    return {"_type": STATEMENT, "subject": [subject], "predicateType": PREDICATE, "predicate": predicate}


def _digest(review: Review) -> str:
    """Return the digest in lower-case hexadecimal digits; nothing where the record has none."""
    found = HEXADECIMAL.fullmatch(review.digest.strip())
    return found[1].lower() if found else ""


def lacks_for_in_toto(text: str) -> Iterator[str]:
    """Yield that there is nothing to state where a card has no review."""
    if not text:
        yield worded("The card has no review to state. Add one: alignmentcard review CARD --data DIR --by NAME.")
