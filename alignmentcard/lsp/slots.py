"""What a reading of unfinished text keeps: the slot at the cursor, and the names that stand around it."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Literal

from alignmentcard.paths import Route
from alignmentcard.text.marks import Span

Role = Literal["key", "value"]


@dataclass(frozen=True)
class Slot:
    """A place where a key or a value is, or could be, written.

    The route ends in the key or the list position that is meant; a key that is not begun yet is the empty text.
    """

    route: Route
    role: Role
    span: Span
    flow: bool = False
    """Whether it stands inside brackets."""
    bare: bool = True
    """Whether nothing belongs to it yet: no colon after a key, no quote before a value."""
    others: frozenset[str] = frozenset()
    """The other keys or entries beside it."""


@dataclass
class Level:
    """A mapping or a list that is open at some point of the text."""

    kind: Literal["mapping", "list"]
    route: Route
    column: int = -1
    key: str | None = None
    count: int = 0
    open: bool = False
    """Whether the value of the last key, or the last entry, has yet to come."""

    @property
    def place(self) -> Route:
        """The route of the value that comes next."""
        return (*self.route, self.count if self.kind == "list" else self.key or "")


@dataclass
class Notes:
    """The slot, once the reading has passed the cursor, and the names in every mapping and list."""

    cursor: int
    slot: Slot | None = None
    names: dict[Route, list[str]] = field(default_factory=lambda: defaultdict(list))

    def here(self, start: int, end: int) -> bool:
        """Say whether the cursor stands between two offsets, and nothing was found there before."""
        return self.slot is None and start <= self.cursor <= end

    def found(self, slot: Slot) -> None:
        """Take down what stands at the cursor."""
        self.slot = slot

    def at_cursor(self) -> Span:
        """Return the empty span at the cursor."""
        return Span(self.cursor, self.cursor)

    def leave(self) -> None:
        """Give up the cursor: it stands where nothing is to be written."""
        self.cursor = -1

    def result(self) -> Slot | None:
        """Return the slot with what stands beside it."""
        return self.slot and replace(self.slot, others=frozenset(self.names[self.slot.route[:-1]]))
