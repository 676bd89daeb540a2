"""Cards that other files carry as they are."""

from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.imports.draft_text import commented
from alignmentcard.convert.imports.found import Found, Unread, Whole
from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.migrate import upgrade


def carried(data: Any, at: str) -> Iterator[Found]:
    """Yield the card in some data, brought to the newest version; what is not a card is told."""
    card = _newest(data) if isinstance(data, dict) else None
    if card:
        yield Whole(card, at)
    else:
        yield Unread(at, "It is not a card that fits the standard, so the rest of the file was read.")


def _newest(data: dict[str, Any]) -> dict[str, Any] | None:
    try:
        document = upgrade(parse(commented(data))).after
    except AlignmentCardError:  # of a version that nobody knows
        return None
    return document.data if load(document).card else None
