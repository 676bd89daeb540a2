"""A card that is open in an editor: its text, its last readable text, and what a check of it gave."""

from dataclasses import dataclass, field, replace
from threading import Lock

from alignmentcard.checker.check import Report
from alignmentcard.document import decode
from alignmentcard.lsp.checking import Checking
from alignmentcard.lsp.draft import Draft
from alignmentcard.lsp.positions import Positions


@dataclass
class OpenCard:
    """One version of an open card."""

    draft: Draft
    positions: Positions
    version: int | None = None
    report: Report | None = None
    turn: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, text: str, name: str, encoding: str, version: int | None, earlier: "OpenCard | None") -> "OpenCard":
        """Read what an editor sent; half a surrogate pair in it is like bytes in a file that are not UTF-8."""
        document = decode(text.encode("utf-8", "surrogatepass"), name)
        draft = Draft.after(earlier.draft if earlier else None, document)
        return cls(draft, Positions(text, encoding), version)

    def again(self) -> "OpenCard":
        """Return the same version, not checked yet."""
        return replace(self, report=None, turn=Lock())

    def checked(self, checking: Checking) -> Report:
        """Return what a check of this version gives; it is checked once, whoever asks first."""
        with self.turn:
            self.report = self.report or checking.check(self.draft.document)
        return self.report
