"""A card that is open in an editor: its text, its last readable text, and what a check of it gave."""

from dataclasses import dataclass, field
from threading import Lock

from alignmentcard.check import Report
from alignmentcard.document import decode
from alignmentcard.lsp.draft import Draft
from alignmentcard.lsp.expected import Expected
from alignmentcard.lsp.positions import Positions


@dataclass
class OpenCard:
    """One version of an open card."""

    draft: Draft
    positions: Positions
    version: int | None = None
    report: Report | None = None
    checking: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, text: str, name: str, encoding: str, version: int | None, earlier: "OpenCard | None") -> "OpenCard":
        """Read what an editor sent; half a surrogate pair in it is like bytes in a file that are not UTF-8."""
        document = decode(text.encode("utf-8", "surrogatepass"), name)
        draft = Draft.after(earlier.draft if earlier else None, document)
        return cls(draft, Positions(text, encoding), version)

    def checked(self, expected: Expected) -> Report:
        """Return what a check of this version gives; it is checked once, whoever asks first."""
        with self.checking:
            self.report = self.report or expected.check(self.draft.document)
        return self.report
