"""What importing finds in a file: values for fields, texts for the author to place, and what is not understood."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from alignmentcard.errors import AlignmentCardError
from alignmentcard.model.release import Columns

LONGEST_NAME = 200
MAX_DEPTH = 12
ALIKE = 0.8
"""How alike a name must be to one that is known; socialImpact is, of dataSocialImpact."""
SOFT = re.compile(r"(?<=[^\n])\n(?=[^\n\-*+>|#\d@{}])")
"""The end of a line inside a paragraph: the next line begins no point, quotation, row or entry."""
CONTROL = re.compile(r"[^\S\n]+")


class NotImportableError(AlignmentCardError):
    """A file cannot be imported as it is."""


@dataclass(frozen=True)
class Taken:
    """A value for a field, by its path with ids, and the key or heading that it comes from."""

    path: str
    value: Any
    at: str
    quotation: str = ""
    """The words of the source that say so, where they were held to it."""


@dataclass(frozen=True)
class Left:
    """A text that may answer a field or a section; only the author can tell."""

    path: str
    text: str
    at: str


@dataclass(frozen=True)
class Unread:
    """A key or heading that nothing was made of, and why; what a sheet says there is kept."""

    at: str
    why: str
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class Open:
    """A field that something was proposed for, and nothing could be taken."""

    path: str


@dataclass(frozen=True)
class Whole:
    """The data of a card that a file carries as it is."""

    data: dict[str, Any]
    at: str


Found = Taken | Left | Unread | Open | Whole


@dataclass(frozen=True)
class Format:
    """A format that cards can be drafted from."""

    read: Callable[[str], Iterator[Found]]
    about: str
    fits: Callable[[str, str], bool]
    """Says of a file's name and text whether the format is meant."""
    read_file: Callable[[Path, Columns, str | None], Iterator[Found]] | None = None
    """Reads a file that is a table, with what is said about its columns and its layout."""


def plain(text: str) -> str:
    """Return a text on one line; what cannot be printed is replaced by a mark."""
    return _printable(" ".join(text.split()))


def paragraphs(text: str) -> str:
    """Return a text with a line for each paragraph and point, without what cannot be printed."""
    lines = "\n".join(_printable(CONTROL.sub(" ", line).strip()) for line in re.split(r"\r\n|\n|\r", text))
    joined = lines if "```" in lines or "~~~" in lines else SOFT.sub(" ", lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def named(text: str) -> str:
    """Return the name of a key or heading, short enough to be shown."""
    name = plain(text)
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rstrip() + " …"


def texts(value: Any, depth: int = MAX_DEPTH) -> list[str]:
    """Return the texts in a value of JSON or YAML: itself, or those in its lists and mappings."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, int | float):
        return [str(value)]
    if not isinstance(value, list | dict) or not depth:
        return []
    return [text for one in (value.values() if isinstance(value, dict) else value) for text in texts(one, depth - 1)]


def left(path: str, value: Any, at: str) -> Iterator[Left]:
    """Keep what a value says as one text, unless it says nothing."""
    several = texts(value)
    text = "\n".join(f"- {one.strip()}" for one in several) if len(several) > 1 else "".join(several).strip()
    if text:
        yield Left(path, text, at)


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the name that was probably meant."""
    by_case = {one.lower(): one for one in known}
    near = get_close_matches(name.lower()[:LONGEST_NAME], by_case, 1, ALIKE)
    return by_case[near[0]] if near else None


def question(name: str | None) -> str:
    """Ask whether a name was meant, or nothing."""
    return f" Did you mean {name}?" if name else ""
