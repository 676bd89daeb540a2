"""A text with its data and the place of every part of it: one reading of YAML 1.2 for the whole program."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from alignmentcard.messages.retold import worded
from alignmentcard.paths import Finder, Route
from alignmentcard.text import formats, readme
from alignmentcard.text.builder import Built, build
from alignmentcard.text.marks import Fault, Mark, Span
from alignmentcard.text.scalars import resolve
from alignmentcard.text.writing import block_of_levels

__all__ = ["Document", "Fault", "Mark", "Span", "decode", "parse", "parse_readme", "read", "resolve"]

MAX_BYTES = 1 << 20
"""A card of a megabyte is not a card; the largest real one so far has 40 kB."""


@dataclass(frozen=True)
class Document:
    """A text, its data, and where in the text each part of the data stands."""

    name: str
    text: str
    data: Any = None
    root: Mark = field(default_factory=lambda: Mark(0, 0, "plain"))
    faults: tuple[Fault, ...] = ()
    empty: tuple[Route, ...] = ()
    """Routes of keys without a value."""
    in_readme: bool = False
    """Whether the text is a README and the card a part of its front matter."""

    def again(self, text: str) -> "Document":
        """Read a changed text of the same kind."""
        return (parse_readme if self.in_readme else parse)(text, self.name)

    @property
    def card_text(self) -> str:
        """The text of the card alone: of a card in a README, its data written anew."""
        return block_of_levels(self.data, 0) if self.in_readme and isinstance(self.data, dict) else self.text

    @cached_property
    def route_of(self) -> Finder:
        """What finds the route that a path names."""
        return Finder(self.data)

    def mark(self, route: Route) -> Mark | None:
        """Return the mark of the value at a route, or None where there is none."""
        mark = self.root
        for part in route:
            try:
                mark = mark.children[part]
            except (KeyError, IndexError, TypeError):
                return None
        return mark

    def has(self, route: Route) -> bool:
        """Say whether something stands at a route; an empty list or mapping is nothing."""
        mark = self.mark(route)
        return mark is not None and (mark.children is None or bool(mark.children))

    def key(self, route: Route) -> Span | None:
        """Return the span of the key that a route ends in."""
        parent = self.mark(route[:-1]) if route else None
        return parent.keys.get(str(route[-1])) if parent else None

    def span(self, route: Route) -> Span:
        """Return what to show for a route: its value; of a larger value the key; of an absent one what holds it."""
        mark = self.mark(route)
        if mark is None:
            return self.span(route[:-1])
        if not route:
            return next(iter(mark.keys.values()), Span(mark.start, mark.start))
        key = self.key(route)
        if key and (mark.start == mark.end or "\n" in self.text[mark.start : mark.end]):
            return key
        return Span(mark.start, self._line_end(mark))

    def _line_end(self, mark: Mark) -> int:
        newline = self.text.find("\n", mark.start, mark.end)
        return mark.end if newline < 0 else newline

    @cached_property
    def _lines(self) -> list[int]:
        first = 1 if self.text.startswith("\ufeff") else 0
        if "\r" in self.text:
            return [first, *(match.end() for match in re.finditer("\r\n|\n|\r", self.text))]
        return [first, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    def position(self, offset: int) -> tuple[int, int]:
        """Turn an offset into a line and a column, both counted from 1."""
        line = max(bisect_right(self._lines, offset), 1)
        return line, max(offset - self._lines[line - 1], 0) + 1

    def offset(self, line: int, column: int) -> int:
        """Turn a line and a column, both counted from 1, into an offset."""
        return self._lines[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return one line of the text, counted from 1, without its end."""
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def read(path: Path | str) -> Document:
    """Read a file; what cannot be read becomes a document with a fault."""
    path = Path(path)
    try:
        if not path.is_file():
            return _failed(str(path), "unreadable", _no_file(path))
        if path.stat().st_size > MAX_BYTES:
            return _failed(str(path), "too-large", _too_many_bytes(path.stat().st_size))
        content = path.read_bytes()
    except OSError as error:
        return _failed(
            str(path), "unreadable", worded("The file cannot be read: {value}.", value=error.strerror or error)
        )
    return decode(content, str(path))


def decode(content: bytes, name: str = "<input>") -> Document:
    """Read the bytes of a card, which are UTF-8; in a file of Markdown the card stands in the front matter."""
    if len(content) > MAX_BYTES:
        return _failed(name, "too-large", worded("The card has more than {max_bytes:,} bytes.", max_bytes=MAX_BYTES))
    known = formats.foreign_format(content)
    if known:
        return _failed(name, "syntax", worded("This is {known}, not the text of a card.", known=known[0]), known[1])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _failed(name, "syntax", *_not_utf8(content, error.start))
    if "\0" in text and formats.wide_encoding(content):
        message = worded("The file is UTF-16 text, in which every other byte is 0; a card is UTF-8.")
        return _failed(name, "syntax", message, formats.to_utf8("UTF-16LE" if content[1] == 0 else "UTF-16BE"))
    return (parse_readme if readme.is_readme(name) else parse)(text, name)


def _not_utf8(content: bytes, place: int) -> tuple[str, str]:
    """Say what is there in place of UTF-8, and what to do."""
    line = content.count(b"\n", 0, place) + 1
    message = worded(
        "The file is not UTF-8 text: byte {place}, in line {line}, is 0x{content:02x}.",
        place=place + 1,
        line=line,
        content=content[place],
    )
    wide, word = formats.wide_encoding(content), formats.word_around(content, place)
    if wide:
        return worded(
            "{message} It is {wide}, as some programs on Windows save.", message=message, wide=wide
        ), formats.to_utf8(wide)
    if word:
        said = worded(
            "{message} In the encoding of Windows (Latin-1) it makes the word `{word}`.", message=message, word=word
        )
        return said, formats.to_utf8("WINDOWS-1252")
    return message, worded("Save the file as UTF-8.")


def parse(text: str, name: str = "<input>", *, pure: bool = False) -> Document:
    """Read the text of a card; `pure` takes the parser that needs no C."""
    return Document(name, text, *build(text, pure=pure))


def parse_readme(text: str, name: str = "<input>", *, pure: bool = False) -> Document:
    """Read the card in the front matter of a README; places are those in the README."""
    within = readme.front_matter(text)
    if within is None or not readme.carries_card(text):
        return Document(name, text, faults=(_no_card(text),), in_readme=True)
    return Document(name, text, *_card_in(text, build(text, pure=pure, within=within)), in_readme=True)


def _card_in(text: str, whole: Built) -> Built:
    """Cut the card out of what front matter says; what is wrong elsewhere in it is told at its place."""
    if not isinstance(whole.data, dict) or readme.KEY not in whole.data:
        return Built(None, Mark(0, 0, "plain"), whole.faults or (_no_card(text),))
    faults = (replace(f, route=f.route[1:] if f.route[:1] == (readme.KEY,) else ()) for f in whole.faults)
    empty = tuple(route[1:] for route in whole.empty if route[0] == readme.KEY and len(route) > 1)
    data, mark = whole.data[readme.KEY], whole.root.children[readme.KEY]
    if data is None:
        key = whole.root.keys[readme.KEY]
        return Built(
            None, mark, (*faults, Fault("syntax", EMPTY, key, help=worded("Write the card below it, indented.")))
        )
    return Built(data, mark, tuple(faults), empty)


EMPTY = worded("The key `{key}` has no card below it.", key=readme.KEY)


def _no_card(text: str) -> Fault:
    return Fault(
        "syntax", readme.why_none(text), Span(0, 0), help=worded("Put the card below the key `{key}`.", key=readme.KEY)
    )


def _no_file(path: Path) -> str:
    if path.exists():
        return worded("This is a folder, a device or a pipe, not a file.")
    return worded("This link leads nowhere.") if path.is_symlink() else worded("There is no such file.")


def _too_many_bytes(size: int) -> str:
    return worded("The file has {size:,} bytes; a card may have {max_bytes:,}.", size=size, max_bytes=MAX_BYTES)


def _failed(name: str, kind: str, message: str, help: str = "") -> Document:  # noqa: A002
    return Document(name, "", faults=(Fault(kind, message, Span(0, 0), help=help),))
