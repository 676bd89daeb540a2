"""The whole portal as its pages see it: its cards, its address, and the portal that it takes the place of."""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignmentcard.portal.collection.record import CardRecord
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.settings import About


@dataclass(frozen=True)
class Collection:
    """What pages about all cards are made from; `cards` and `records` are of the same cards in the same order.

    `address` ends with a slash and is empty where the portal does not know it; `before` are the rows of `cards.json`
    in the portal that was there before, by the id of the card, None where there was none. `days` are those on which the
    cards themselves changed last, by the id of the card, empty where the folder of cards has no history.
    """

    cards: Sequence[CardSummary]
    records: Sequence[CardRecord]
    address: str = ""
    before: Mapping[str, Mapping[str, Any]] | None = field(default=None, hash=False)
    days: Mapping[str, str] = field(default_factory=dict, hash=False)
    packed: bool = False
    """Whether it is the layout of a large portal."""
    about: About = field(default_factory=About)
    """What it is called, and who publishes it."""
    house: str = ""
    """The file of its own profile; empty where it has none."""
    told: Set[str] = frozenset()
    """Ids of no card on its lists that have a page all the same, which says what became of them."""


COMPARED = ("id", "title", "version", "level", "digest")
"""What of a row tells how a card was before; the rest would fill the memory of a portal of many."""


def before(portal: Path) -> dict[str, dict[str, Any]] | None:
    """Return what of the rows of an earlier portal is compared; None where none is there, or it is not understood."""
    try:
        found = json.loads((portal / "cards.json").read_bytes(), object_hook=_compared)
        return {row["id"]: row for row in found["cards"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def rows_of(records: Iterable[CardRecord]) -> dict[str, dict[str, Any]]:
    """Return the same of what is known of the cards that the earlier portal listed, without reading it again."""
    return {one.id: {name: getattr(one, name) for name in COMPARED} for one in records}


def _compared(read: dict[str, Any]) -> dict[str, Any]:
    return read if "cards" in read else {name: read[name] for name in COMPARED if name in read}
