"""What an editor in a page asks about the card that is written in it: the answers of the language server, as JSON.

Offsets are those of JavaScript: units of UTF-16 from the beginning of a text whose lines end in one character.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from alignmentcard.checker.check import Report
from alignmentcard.edit import Edit
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.text import formatted
from alignmentcard.lsp.actions import changes, place, repairs
from alignmentcard.lsp.checking import Checking
from alignmentcard.lsp.completion import Style, complete
from alignmentcard.lsp.hover import hover
from alignmentcard.lsp.opened import OpenCard
from alignmentcard.messages import _
from alignmentcard.messages.retold import say
from alignmentcard.profiles import DEFAULT, load_profile

STYLE = Style(snippets=False, lines=True)


@dataclass(frozen=True)
class Units:
    """Offsets in a text: code points here, units of UTF-16 in the page."""

    text: str

    def out(self, offset: int) -> int:
        """Turn an offset in code points into one of the page."""
        return len(self.text[:offset].encode("utf-16-le", "surrogatepass")) // 2

    def into(self, offset: int) -> int:
        """Turn an offset of the page into one in code points; half a character counts as none of it."""
        return len(self.text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore"))


class Desk:
    """The text that was asked about last, and the last one before it that could be read."""

    def __init__(self) -> None:
        self.open: OpenCard | None = None

    def card(self, text: str, name: str) -> OpenCard:
        """Return a text as an editor has it open; the same one is read and checked once."""
        card = self.open
        if card is None or (card.positions.text, card.draft.document.name) != (text, name):
            earlier = card if card and card.draft.document.name == name else None
            card = self.open = OpenCard.of(text, name, "utf-16", None, earlier)
            card.read()
        return card


DESK = Desk()


def hovered(text: str, name: str, offset: int) -> dict[str, Any]:
    """Return what is to be said of what stands at an offset, in Markdown, and where it stands; or nothing."""
    units = Units(text)
    found = hover(DESK.card(text, name).draft, units.into(offset))
    if found is None:
        return {}
    return {"from": units.out(found.span.start), "to": units.out(found.span.end), "markdown": found.markdown}


def completed(text: str, name: str, offset: int) -> dict[str, Any]:
    """Return what can be written at an offset, and the stretch that it takes the place of."""
    units = Units(text)
    offer = complete(DESK.card(text, name).draft, units.into(offset), STYLE)
    if offer is None:
        return {"choices": []}
    choices = [
        {"label": one.label, "kind": one.kind, "insert": one.insert, "detail": one.detail, "about": one.about}
        for one in offer.choices
    ]
    return {"from": units.out(offer.span.start), "to": units.out(offer.span.end), "choices": choices}


def mended(text: str, name: str, start: int, end: int, profile: str = DEFAULT) -> dict[str, Any]:
    """Return the ways out of what was found in a stretch of the text, each with its edits."""
    units, card = Units(text), DESK.card(text, name)
    report = Checking(load_profile(profile)).check(card.read())
    found = repairs(report, units.into(start), units.into(end))
    return {
        "repairs": [{"title": say(one.title), "safe": one.safe, "edits": _edits(units, one.edits)} for one in found]
    }


def laid_out(text: str, name: str) -> dict[str, Any]:
    """Return the edits that give a card the layout of `alignmentcard fmt`."""
    document = DESK.card(text, name).read()
    if document.in_readme or not isinstance(document.data, dict):
        raise AlignmentCardError(_("Only the text of a card that can be read is laid out."))
    return {"edits": _edits(Units(text), changes(text, formatted(document)))}


def marks(report: Report) -> list[list[int]]:
    """Return where each finding of a report stands in the text, as offsets of the page."""
    document = report.document
    units = Units(document.text)
    spans = [place(document, finding) for finding in report.findings]
    return [[units.out(span.start), units.out(span.end)] for span in spans]


def _edits(units: Units, edits: Iterable[Edit]) -> list[list[Any]]:
    return [[units.out(edit.start), units.out(edit.end), edit.text] for edit in edits]
