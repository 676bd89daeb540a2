"""A card that is open in an editor: its text, its last readable text, and what a check of it gave."""

from dataclasses import dataclass, field, replace
from threading import Lock

from alignmentcard.checker.check import Report
from alignmentcard.document import Document, decode
from alignmentcard.lsp.checking import Checking
from alignmentcard.lsp.draft import Draft
from alignmentcard.lsp.positions import Positions
from alignmentcard.text.readme import is_readme

AT_ONCE = 40_000
"""Characters that are read while somebody types; a longer text is looked at as one that cannot be read, until it is."""


@dataclass
class OpenCard:
    """One version of an open card."""

    draft: Draft
    positions: Positions
    version: int | None = None
    report: Report | None = None
    turn: Lock = field(default_factory=Lock)
    unread: bool = False
    """Whether the text is long and was not read yet."""

    @classmethod
    def of(cls, text: str, name: str, encoding: str, version: int | None, earlier: "OpenCard | None") -> "OpenCard":
        """Take what an editor sent; a long text is read later, so that nobody waits while typing."""
        before, unread = earlier.draft if earlier else None, len(text) > AT_ONCE
        document = Document(name, text, in_readme=is_readme(name)) if unread else _read(text, name)
        return cls(Draft.after(before, document), Positions(text, encoding), version, unread=unread)

    def again(self) -> "OpenCard":
        """Return the same version, not checked yet."""
        return replace(self, report=None, turn=Lock())

    def read(self) -> Document:
        """Read the text, if that has not been done."""
        with self.turn:
            if self.unread:
                document = _read(self.positions.text, self.draft.document.name)
                self.draft, self.unread = Draft.after(self.draft, document), False
        return self.draft.document

    def checked(self, checking: Checking) -> Report:
        """Return what a check of this version gives; it is checked once, whoever asks first."""
        document = self.read()
        with self.turn:
            self.report = self.report or checking.check(document)
        return self.report


def _read(text: str, name: str) -> Document:
    """Read what an editor sent; half a surrogate pair in it is like bytes in a file that are not UTF-8."""
    return decode(text.encode("utf-8", "surrogatepass"), name)
