"""Where things stand in a text: spans, the marks of values, and faults of the text itself."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from alignmentcard.paths import Route


class Span(NamedTuple):
    """A stretch of text, in code points from its beginning; the end is exclusive."""

    start: int
    end: int


class Mark:
    """Where a value stands, and where its children stand: by key with the span of the key, or by position."""

    __slots__ = ("children", "end", "keys", "start", "style")

    def __init__(self, start: int, end: int, style: str, children: Any = None) -> None:
        self.start, self.end, self.style, self.children = start, end, style, children
        self.keys: dict[str, Span] = NO_KEYS if children is None else {}


NO_KEYS: dict[str, Span] = {}
"""What a value without children has, one for all of them."""


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with the text itself."""

    kind: str
    message: str
    span: Span
    route: Route = ()
    help: str = ""
