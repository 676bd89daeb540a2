"""The texts that rules rest on, from `schema/sources.yaml`, so that a citation leads to what it names."""

import re
from dataclasses import dataclass
from functools import cache

from alignmentcard.document import read
from alignmentcard.resources import folder


@dataclass(frozen=True)
class Reference:
    """A text: how rules cite it, who wrote it, what it is called, and where it can be read."""

    cited: str
    title: str
    authors: str = ""
    venue: str = ""
    url: str = ""

    @property
    def text(self) -> str:
        """The whole reference without its address."""
        return ". ".join(part for part in (self.authors, self.title, self.venue) if part) + "."

    def __str__(self) -> str:
        return f"{self.cited}: {self.text}{f' {self.url}' if self.url else ''}"


SECTION = re.compile(r'[Tt]he standard, "([^"]+)"')
"""How a rule cites a section of the standard."""


def sections_in(source: str) -> dict[str, str]:
    """Return the sections of the standard that a citation names, each with its anchor on the page of the standard."""
    return {title: title.lower().replace(" ", "-") for title in SECTION.findall(source)}


@cache
def references() -> tuple[Reference, ...]:
    """Return every text that a rule may cite."""
    return tuple(Reference(**entry) for entry in read(folder("schema") / "sources.yaml").data)


def cited_in(source: str) -> list[Reference]:
    """Return the texts that a citation names, in the order in which it names them."""
    found = [one for one in references() if _place(one, source) >= 0]
    return sorted(found, key=lambda one: _place(one, source))


def _place(one: Reference, source: str) -> int:
    match = re.search(rf"{re.escape(one.cited)}(?!\w)", source)
    return match.start() if match else -1
