"""The canonical text of a card: order of the model, two spaces, short records on one line, long texts folded."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from alignmentcard.document import Document
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.comments import Notes, comments, notes
from alignmentcard.model.fields import find
from alignmentcard.paths import Route, value_at
from alignmentcard.text.marks import Mark
from alignmentcard.text.writing import INVISIBLE, scalar

WIDTH = 110
BLANK = "\0"
"""Stands for an empty line inside a text, which belongs to the data."""
FOLDABLE = re.compile(r"\S+( \S+)*")
LIKE_COMMENT = re.compile(r"^\s*#", re.MULTILINE)
LITERAL = re.compile(r"\S[^\n]*(\n[^\n]*)*[^\n]\n?")


def formatted(document: Document) -> str:
    """Return a card in its canonical layout, with the same data and the same comments."""
    if document.faults or not isinstance(document.data, dict):
        reason = document.faults[0].message if document.faults else "it does not consist of sections."
        raise AlignmentCardError(f"{document.name} cannot be laid out: {reason} See: alignmentcard check")
    text = _once(document)
    for _ in range(ROUNDS):
        before, text = text, _once(document.again(text))
        if text == before:
            break
    return _ended_like(document.text, text)


def _ended_like(before: str, text: str) -> str:
    """Give a text the line ends that most lines had before, and the byte order mark; other programs may need them."""
    lines = before.count("\n")
    text = text.replace("\n", "\r\n") if 2 * before.count("\r\n") > lines else text
    return "\ufeff" + text if before.startswith("\ufeff") else text


ROUNDS = 4
"""A comment in an odd place may need a second round to come to rest."""


def _once(document: Document) -> str:
    around = notes(document)
    for spelled in (document, None):
        text = laid_out(document.data, around, spelled)
        if _same(document, document.again(text)):
            return text
    raise AlignmentCardError(f"{document.name} cannot be laid out without losing something. Nothing was changed.")


def _same(before: Document, after: Document) -> bool:
    data = json.dumps(before.data, sort_keys=True) == json.dumps(after.data, sort_keys=True)
    return data and not after.faults and sorted(comments(before)) == sorted(comments(after))


def laid_out(data: Any, around: Notes, spelled: Document | None = None) -> str:
    """Write data with what stands around it; a document gives the spelling and style of what it has already."""
    lines = [*around.head, *Layout(data, around, spelled).mapping(data, (), 0), *around.tail]
    return "\n".join("" if line == BLANK else line for line in _calm(lines)) + "\n"


def _calm(lines: list[str]) -> Iterator[str]:
    """Yield lines without blank ones at the ends, and never two in a row."""
    before = ""
    last = max((n for n, line in enumerate(lines) if line), default=0)
    for line in lines[: last + 1]:
        if line or before:
            yield line
        before = line


@dataclass(frozen=True)
class Layout:
    """Writes the lines of one card."""

    data: Any
    around: Notes
    spelled: Document | None = None

    def mapping(self, value: dict[str, Any], route: Route, indent: int) -> Iterator[str]:
        """Yield the lines of a mapping in the order of the model."""
        for number, key in enumerate(ordered(value, route)):
            place = (*route, key)
            yield from self._above(place, indent, blank=not route and number > 0)
            yield from self._entry(f"{' ' * indent}{self._key(place)}:", value[key], place, indent)
            yield from self._lines(self.around.below.get(place, []), indent)

    def _entry(self, start: str, value: Any, place: Route, indent: int) -> Iterator[str]:
        short = self._short(value, place, len(start) + 1)
        if short is not None:
            yield self._beside(f"{start} {short}".rstrip(), place)
        elif isinstance(value, str):
            header, *rest = _tall(value, indent + 2)
            yield self._beside(f"{start} {header}", place)
            yield from rest
        else:
            yield self._beside(start, place)
            yield from self._collection(value, place, indent + 2)

    def _collection(self, value: Any, place: Route, indent: int) -> Iterator[str]:
        return self.mapping(value, place, indent) if isinstance(value, dict) else self._list(value, place, indent)

    def _list(self, value: list[Any], route: Route, indent: int) -> Iterator[str]:
        for number, entry in enumerate(value):
            place = (*route, number)
            yield from self._above(place, indent)
            yield from self._item(entry, place, indent)
            yield from self._lines(self.around.below.get(place, []), indent)

    def _item(self, entry: Any, place: Route, indent: int) -> Iterator[str]:
        """Yield the lines of an entry; what stands above its first line goes above the dash."""
        pad = " " * indent
        if not entry or not isinstance(entry, dict | list) or self._short(entry, place, indent + 2) is not None:
            yield from self._entry(f"{pad}-", entry, place, indent)
            return
        lines = list(self._collection(entry, place, indent + 2))
        first = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        yield from (f"{pad}{line.strip()}".rstrip() for line in lines[:first])
        if any(inner in self.around.beside for inner in _opening(entry, place)):
            yield from self._lines([self.around.beside[place][1]] if place in self.around.beside else [], indent)
            yield f"{pad}- {lines[first].lstrip()}"
        else:
            yield self._beside(f"{pad}- {lines[first].lstrip()}", place)
        yield from lines[first + 1 :]

    def _short(self, value: Any, place: Route, used: int) -> str | None:
        """Return a value on one line, where it fits there and was not written over several by choice."""
        if isinstance(value, str | int | float | bool) or value is None:
            text = self._scalar(value, place)
            if isinstance(value, str) and "\n" in value and text.startswith('"') and self._in_lines(place, value):
                return None if _tall(value, 2) else text
        elif value and (self._is_block(place, value) or self.around.inside(place)):
            return None
        else:
            text = self._flow(value, place)
        return text if used + len(text) <= WIDTH or not _can_be_tall(value) else None

    def _flow(self, value: Any, place: Route) -> str:
        if isinstance(value, dict):
            keys = ordered(value, place)
            return "{" + ", ".join(f"{self._key((*place, k))}: {self._flow(value[k], (*place, k))}" for k in keys) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._flow(v, (*place, n)) for n, v in enumerate(value)) + "]"
        return self._scalar(value, place)

    def _is_block(self, place: Route, value: Any) -> bool:
        mark = self._mark(place)
        if mark is None or mark.style == "alias":
            return _grows(value, place)
        return mark.style == "block"

    def _in_lines(self, place: Route, value: str) -> bool:
        """Say whether a text stands over several lines; of a new one no line may look like a comment."""
        mark = self._mark(place)
        return mark.style in ("|", ">", "alias") if mark else not LIKE_COMMENT.search(value)

    def _mark(self, place: Route) -> Mark | None:
        return self.spelled.mark(place) if self.spelled else None

    def _scalar(self, value: Any, place: Route) -> str:
        """Write a value as its author spelt it, where that is one line."""
        mark = self._mark(place)
        if self.spelled and mark and mark.style in ("plain", "'", '"') and self._is_as_it_was(value, place):
            text = self.spelled.text[mark.start : mark.end]
            if text and text[0] not in "&*!" and "\n" not in text and "\r" not in text:
                return text
        return "" if value is None and mark else scalar(value)

    def _is_as_it_was(self, value: Any, place: Route) -> bool:
        before = value_at(self.spelled.data, place) if self.spelled else None
        return type(before) is type(value) and (before == value or value != value)

    def _key(self, place: Route) -> str:
        span = self.spelled.key(place) if self.spelled else None
        text = self.spelled.text[span.start : span.end] if self.spelled and span else ""
        return text if text and "\n" not in text else scalar(place[-1])

    def _above(self, place: Route, indent: int, *, blank: bool = False) -> Iterator[str]:
        lines = self.around.above.get(place, [])
        if blank and not (lines and lines[0] == ""):
            yield ""
        yield from self._lines(lines, indent)

    def _lines(self, lines: list[str], indent: int) -> Iterator[str]:
        yield from (f"{' ' * indent}{line}" if line else "" for line in lines)

    def _beside(self, line: str, place: Route) -> str:
        column, text = self.around.beside.get(place, (0, ""))
        return f"{line:<{column}}{' ' if len(line) >= column else ''}{text}" if text else line


def ordered(value: dict[str, Any], route: Route) -> list[str]:
    """Return the keys of a mapping in the order of the model; those it does not know come last, as they were."""
    here = find(tuple(str(part) for part in route)) if route else find(())
    known = list(here.children) if here else []
    return sorted(value, key=lambda key: known.index(key) if key in known else len(known))


def _grows(value: Any, place: Route) -> bool:
    """Say whether a value gets lines of its own where nobody has chosen: a section, a dimension, a list of records."""
    entry = len(place) == 2 and place[0] in ("dimensions", "pools")
    records = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    return len(place) == 1 or entry or records


def _opening(value: Any, place: Route) -> Iterator[Route]:
    """Yield the places inside an entry that begin in its first line."""
    if isinstance(value, dict) and value:
        yield (*place, ordered(value, place)[0])
    elif isinstance(value, list) and value:
        yield (*place, 0)
        yield from _opening(value[0], (*place, 0))


def _can_be_tall(value: Any) -> bool:
    if isinstance(value, str):
        return _tall(value, 2) != []
    return isinstance(value, dict | list) and bool(value)


def _tall(value: str, indent: int) -> list[str]:
    """Write a text over several lines, the indicator first; nothing where that cannot be done without a change."""
    pad = " " * indent
    if INVISIBLE.search(value) or re.search("[\x00-\x09\x0b-\x1f]", value):
        return []
    if FOLDABLE.fullmatch(value):
        lines = wrap(value, max(WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False)
        return [">-", *(pad + line for line in lines)] if not LIKE_COMMENT.search("\n".join(lines)) else []
    if LITERAL.fullmatch(value) and "\n" in value:
        lines = value.removesuffix("\n").split("\n")
        return ["|" if value.endswith("\n") else "|-", *(pad + line if line else BLANK for line in lines)]
    return []
