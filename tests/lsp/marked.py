"""Texts in which ‸ marks the cursor, and the sound card that stands for what could last be read."""

from functools import cache

from alignmentcard.document import Document, parse
from alignmentcard.lsp.draft import Draft
from alignmentcard.rules.example import whole_card

CURSOR = "‸"


@cache
def sound() -> Document:
    return parse(whole_card(""))


def marked(text: str) -> tuple[Draft, int]:
    """Return the draft of a marked text, after the sound card, and the offset of the mark."""
    offset = text.index(CURSOR)
    document = parse(text.replace(CURSOR, ""))
    return Draft.after(Draft.after(None, sound()), document), offset


def in_card(sections: str) -> tuple[Draft, int]:
    """Return the draft of the sound card with some sections replaced by marked ones."""
    return marked(whole_card(sections))
