"""Comments and blank lines of a card, each with the place in the data that it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from alignmentcard.document import Document
from alignmentcard.paths import Route
from alignmentcard.text.marks import Mark, Span

DASHES = re.compile(r"\s*(?:-\s+)+")
COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


@dataclass(frozen=True)
class Notes:
    """What stands above, beside and below the places of a card; an empty text is a blank line."""

    head: list[str] = field(default_factory=list)
    above: dict[Route, list[str]] = field(default_factory=dict)
    beside: dict[Route, tuple[int, str]] = field(default_factory=dict)
    """With the column that the comment begins in."""
    below: dict[Route, list[str]] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)

    def inside(self, route: Route) -> bool:
        """Say whether a comment stands at a place below this one."""
        length = len(route)
        places = (*self.above, *self.beside, *self.below)
        return any(len(place) > length and place[:length] == route for place in places)


class _Place(NamedTuple):
    """Where a key or an entry of a list begins, and in which column."""

    start: int
    route: Route
    column: int
    line: int


def comments(document: Document) -> Iterator[str]:
    """Yield the comments of a text in their order."""
    for offset, end in _outside(document):
        for found in COMMENT.finditer(document.text, offset, end):
            yield found.group().rstrip()


def notes(document: Document) -> Notes:
    """Find what a person wrote around the data."""
    found, places = Notes(), sorted(_places(document, document.root, ()), key=lambda place: place.start)
    by_line: dict[int, _Place] = {}
    for place in places:
        by_line.setdefault(place.line, place)
    pending: list[tuple[int, str]] = []
    gaps = list(_outside(document))
    for number in range(1, document.position(len(document.text))[0] + 1):
        start, text = document.offset(number, 1), document.line(number)
        comment = _comment(document, gaps, start, start + len(text))
        here = by_line.get(number)
        own_line = here is None and (comment is None or not text[: comment.start - start].strip())
        dash = here is None and comment is not None and DASHES.fullmatch(text[: comment.start - start]) is not None
        if dash and comment:  # it is about the entry that begins below it
            pending.append((0, text[comment.start - start :].rstrip()))
        elif own_line and comment:
            pending.append((comment.start - start, text[comment.start - start :].rstrip()))
        elif own_line and not text.strip() and _is_outside(gaps, start):
            pending.append((0, ""))
        elif here:
            _put(found, pending, here, places)
            pending = []
        if comment and not own_line and not dash:
            _put_beside(
                found, here or _last(places, start), comment.start - start, text[comment.start - start :].rstrip()
            )
    _finish(found, pending, places)
    return found


def _comment(document: Document, gaps: list[Span], start: int, end: int) -> Span | None:
    for gap in gaps[max(bisect_right(gaps, Span(start, start)) - 1, 0) :]:
        if gap.start > end:
            return None
        found = COMMENT.search(document.text, max(gap.start, start), min(gap.end, end))
        if found:
            return Span(found.start(), end)
    return None


def _is_outside(gaps: list[Span], offset: int) -> bool:
    position = bisect_right(gaps, Span(offset, len(gaps) and gaps[-1].end + 1)) - 1
    return position >= 0 and gaps[position].start <= offset <= gaps[position].end


def _last(places: list[_Place], offset: int) -> _Place | None:
    return next((place for place in reversed(places) if place.start < offset), None)


def _put_beside(found: Notes, place: _Place | None, column: int, text: str) -> None:
    if place is None:
        found.head.append(text)
    elif place.route in found.beside:
        found.above.setdefault(place.route, []).append(text)
    else:
        found.beside[place.route] = (column, text)


def _put(found: Notes, pending: list[tuple[int, str]], here: _Place, places: list[_Place]) -> None:
    """Give waiting lines to the place that follows; those indented deeper belong to what stands before."""
    if here is places[0]:
        found.head.extend(text for _, text in pending)
        return
    while pending and pending[0][1]:
        holder = _deeper(places, here, pending[0][0])
        if holder is None:
            break
        found.below.setdefault(holder.route, []).append(pending.pop(0)[1])
    if pending:
        found.above[here.route] = [text for _, text in pending]


def _deeper(places: list[_Place], here: _Place, column: int) -> _Place | None:
    """Return the last place before this one that is indented deeper than it and as deep as a comment."""
    before = (place for place in reversed(places) if place.line < here.line)
    return next((place for place in before if here.column < place.column <= column), None)


def _finish(found: Notes, pending: list[tuple[int, str]], places: list[_Place]) -> None:
    for column, text in pending:
        inner = [place for place in places if column and place.column == column]
        if text and inner:
            found.below.setdefault(inner[-1].route, []).append(text)
        else:
            found.tail.append(text)


def _places(document: Document, mark: Mark, route: Route) -> Iterator[_Place]:
    if mark.style == "alias" or mark.children is None:
        return
    pairs = mark.children.items() if isinstance(mark.children, dict) else enumerate(mark.children)
    for part, child in pairs:
        start = mark.keys[part].start if isinstance(part, str) else child.start
        line, column = document.position(start)
        dash = len(document.line(line)) - len(document.line(line).lstrip())
        yield _Place(start, (*route, part), dash if isinstance(part, int) else column - 1, line)
        yield from _places(document, child, (*route, part))


def _outside(document: Document) -> Iterator[Span]:
    """Yield the stretches of the text that are neither keys nor scalar values."""
    done = 0
    for span in sorted(_leaves(document, document.root)):
        if span.start > done:
            yield Span(done, span.start)
        done = max(done, span.end)
    yield Span(done, len(document.text))


def _leaves(document: Document, mark: Mark) -> Iterator[Span]:
    yield from mark.keys.values() if mark.style != "alias" else ()
    if mark.style in ("|", ">"):
        yield Span(mark.start, mark.start + 1)
        newline = document.text.find("\n", mark.start, mark.end)
        if newline >= 0:
            yield Span(newline, mark.end)
    elif mark.children is None or mark.style == "alias":
        yield Span(mark.start, mark.end)
    else:
        for child in mark.children.values() if isinstance(mark.children, dict) else mark.children:
            yield from _leaves(document, child)
