"""A text that somebody is writing: as it is now, and as it was when it could last be read."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from alignmentcard.document import Document
from alignmentcard.text.marks import Span


@dataclass(frozen=True)
class Draft:
    """A document, and the last one before it that is a mapping."""

    document: Document
    good: Document

    @classmethod
    def after(cls, earlier: "Draft | None", document: Document) -> "Draft":
        """Make a draft of a new text; what could be read before is kept if this one cannot be read."""
        readable = isinstance(document.data, dict)
        return cls(document, earlier.good if earlier and not readable else document)

    @property
    def data(self) -> Any:
        """What the card said when it could last be read."""
        return self.good.data

    def now(self, span: Span) -> Span | None:
        """Find a stretch of the readable text in the present one; None where it was changed since."""
        before, after = self._kept
        moved = len(self.document.text) - len(self.good.text)
        if span.end <= before:
            return span
        if span.start >= len(self.good.text) - after:
            return Span(span.start + moved, span.end + moved)
        return None

    @cached_property
    def _kept(self) -> tuple[int, int]:
        """How much of the beginning and of the end is the same in both texts."""
        old, new = self.good.text, self.document.text
        if old is new:
            return len(old), 0
        before = _alike(old, new)
        return before, _alike(old[before:][::-1], new[before:][::-1])


def _alike(one: str, other: str) -> int:
    """Return how many characters at the beginning are the same."""
    most = min(len(one), len(other))
    return bisect_left(range(1, most + 1), True, key=lambda length: one[:length] != other[:length])
