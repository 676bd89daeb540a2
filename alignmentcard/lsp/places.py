"""Where things are: from a use to the declaration, and the outline of a card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from alignmentcard.document import Document
from alignmentcard.lsp.context import declared, reference_kind, under, word_at
from alignmentcard.lsp.draft import Draft
from alignmentcard.paths import Route, route_of, split, value_at
from alignmentcard.resources import visible
from alignmentcard.text.marks import Mark, Span

DEEPEST = 6
"""Levels of the outline; nothing of the standard lies deeper, and `extensions` may."""
LONGEST = 80
"""Characters of a name that are shown; editors refuse a name that is empty."""
SHOWN = ("id", "name", "title", "field", "rule", "metric", "axis", "kind", "method", "system", "version", "by")
"""Fields that tell one entry of a list from the next."""


@dataclass(frozen=True)
class Entry:
    """A line of the outline with the lines below it."""

    name: str
    kind: Literal["section", "list", "entry", "value"]
    span: Span
    """The whole of it, its key included."""
    selection: Span
    """What to put the cursor on."""
    children: tuple["Entry", ...] = ()


def declaration(draft: Draft, offset: int) -> Span | None:
    """Return where the id or path at an offset leads to."""
    slot = under(draft.document, offset)
    kind = reference_kind(slot.route) if slot and slot.role == "value" else None
    if slot is None or kind is None or kind == "rules":
        return None
    word = word_at(draft.document, slot)
    if kind == "fields":
        route = nearest(draft.data, word)
        return draft.now(_target(draft.good, route)) if route else None
    found = next((entry.route for entry in declared(draft.data, kind) if entry.id == word), None)
    return draft.now(draft.good.span((*found, "id"))) if found else None


def nearest(data: object, path: str) -> Route | None:
    """Return the route of a path, or of the nearest thing above it that the card has."""
    names = split(path)
    routes = (route_of(data, ".".join(names[:length])) for length in range(len(names), 0, -1))
    return next((route for route in routes if route), None)


def _target(document: Document, route: Route) -> Span:
    return document.key(route) or document.span(route)


def outline(document: Document) -> tuple[Entry, ...]:
    """Return the outline of a card: sections, entries and fields."""
    return tuple(_entries(document, document.root, (), 1))


def _entries(document: Document, mark: Mark, route: Route, depth: int) -> Iterator[Entry]:
    if depth > DEEPEST or mark.style == "alias":
        return
    if isinstance(mark.children, dict):
        for key, child in mark.children.items():
            span = mark.keys[key]
            yield _entry(document, key, child, (*route, key), span, depth)
    elif isinstance(mark.children, list):
        for position, child in enumerate(mark.children):
            if child.children:
                here = (*route, position)
                selection = Span(child.start, child.start)
                yield _entry(document, _name(document, here), child, here, selection, depth)


def _entry(document: Document, name: str, mark: Mark, route: Route, selection: Span, depth: int) -> Entry:
    whole = Span(min(selection.start, mark.start), max(selection.end, mark.end))
    shown = visible(name.strip())[:LONGEST] or "?"
    return Entry(shown, _kind(mark, route), whole, selection, tuple(_entries(document, mark, route, depth + 1)))


def _kind(mark: Mark, route: Route) -> Literal["section", "list", "entry", "value"]:
    if isinstance(route[-1], int):
        return "entry"
    return "section" if isinstance(mark.children, dict) else "list" if isinstance(mark.children, list) else "value"


def _name(document: Document, route: Route) -> str:
    entry = value_at(document.data, route)
    names = (entry.get(name) for name in SHOWN) if isinstance(entry, dict) else ()
    return next((name for name in names if isinstance(name, str) and name.strip()), f"{int(route[-1]) + 1}")
