"""The part of a long text that an entry stands in, read without the ten thousand others beside it."""

import re
from dataclasses import replace

from alignmentcard.lsp.scan import slot_at
from alignmentcard.lsp.slots import Slot
from alignmentcard.text.marks import Span

LONG = 40_000
"""Characters; a shorter text is read as a whole."""
SECTION = re.compile(r"""^["']?(\w+).*""", re.MULTILINE)
INDENTED = (" ", "#", "\n", "\r", "-", "")
"""What a line below a section begins with."""
DASH = re.compile(r"^( *)- ", re.MULTILINE)


def slot_near(text: str, cursor: int) -> Slot | None:
    """Return the slot at an offset; in a long text positions in the list of a section count from its entry."""
    if len(text) <= LONG:
        return slot_at(text, cursor)
    key, start, end = _window(text, cursor)
    moved = start - len(key)
    slot = slot_at(key + text[start:end], cursor - moved)
    if slot and len(slot.route) == 1:
        others = frozenset(found[1] for found in SECTION.finditer(text)) - {str(slot.route[0])}
        slot = replace(slot, others=others)
    if slot is None or slot.span.start < len(key):
        return slot
    return replace(slot, span=Span(slot.span.start + moved, slot.span.end + moved))


def _window(text: str, cursor: int) -> tuple[str, int, int]:
    """Return the line of a section, or nothing, and where what is to be read below it begins and ends."""
    begin = _section_before(text, text.rfind("\n", 0, cursor) + 1)
    following = SECTION.search(text, text.find("\n", cursor) + 1 or len(text))
    end = following.start() if following else len(text)
    dash = DASH.search(text, begin, end)
    if dash is None or dash.start() > cursor or text[begin : dash.start()].count("\n") > 1:
        return "", begin, end
    sign = f"\n{dash[0]}"
    start = text.rfind(sign, begin, cursor + len(sign) - 1) + 1
    after = text.find(sign, max(cursor, start))
    return text[begin : dash.start()], max(start, dash.start()), end if after < 0 else min(after + 1, end)


def _section_before(text: str, offset: int) -> int:
    """Return where the line of the section begins that the line at an offset belongs to."""
    while offset > 0 and not SECTION.match(text, offset):
        line = text.rfind("\n", 0, offset - 1)
        while line >= 0 and text[line + 1 : line + 2] in INDENTED:
            line = text.rfind("\n", 0, line)
        offset = line + 1
    return offset
