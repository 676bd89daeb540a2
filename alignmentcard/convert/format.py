"""What an export format is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alignmentcard.model import Card


@dataclass(frozen=True)
class Format:
    """A format that a card can be written in."""

    write: Callable[[Card], str]
    ending: str
    """How names of such files end."""
    about: str
    column: str | None = None
    """Its title in the crosswalk; a format without one shows the card as it is and has no terms of its own."""
    lossless: bool = False
    """Whether the card can be read back from it as it was."""
    merge: Callable[[Card, str], str] | None = None
    """Puts a card into the text of a file that exists, and leaves the rest of it as it is."""
    lacks: Callable[[str], Iterator[str]] | None = None
    """Yields a sentence for each thing that the format requires and a text does not have."""
