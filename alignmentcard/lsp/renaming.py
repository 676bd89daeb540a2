"""An id gets another name, with everything that uses it; the change is made only if nothing else changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Edit, Fix, Operation, Rename, Set, apply, edits_of
from alignmentcard.errors import AlignmentCardError
from alignmentcard.lsp.context import REFERENCES, declared, reference_kind, under, word_at
from alignmentcard.paths import Route, expand, split, value_at
from alignmentcard.resources import visible
from alignmentcard.text.marks import Span

ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?")
KINDS = ("dimensions", "pools", "sources")
"""Sections whose entries are named elsewhere by their ids."""
TABLES = {"dimensions": ("release.files.*.columns.dimensions",)}
"""Tables whose keys are ids."""


@dataclass(frozen=True)
class Named:
    """An id under the cursor: whose it is, and where it stands there."""

    kind: str
    id: str
    span: Span


def named(document: Document, offset: int) -> Named | None:
    """Return the id at an offset, where it is declared, used, or part of a path."""
    slot = under(document, offset)
    if slot is None:
        return None
    if slot.role == "key":
        kind = next((k for k, tables in TABLES.items() if any(_is_in(t, slot.route) for t in tables)), None)
        return _known(document, kind, str(slot.route[-1]), slot.span)
    word, span = word_at(document, slot), _inner(document, slot.span)
    if len(slot.route) == 3 and slot.route[0] in KINDS and slot.route[2] == "id":
        return _known(document, str(slot.route[0]), word, span)
    kind = reference_kind(slot.route)
    if kind == "fields":
        return _in_path(document, word, span, offset)
    return _known(document, kind, word, span)


def _is_in(pattern: str, route: Route) -> bool:
    names = split(pattern)
    return len(route) == len(names) + 1 and all(n in ("*", p) for n, p in zip(names, route, strict=False))


def _known(document: Document, kind: str | None, word: str, span: Span) -> Named | None:
    if kind not in KINDS or all(entry.id != word for entry in declared(document.data, kind)):
        return None
    return Named(kind, word, span)


def _inner(document: Document, span: Span) -> Span:
    """Return a stretch without the quotes around it."""
    quoted = document.text[span.start : span.start + 1] in ("'", '"') and span.end - span.start > 1
    return Span(span.start + quoted, span.end - quoted)


def _in_path(document: Document, path: str, span: Span, offset: int) -> Named | None:
    names = split(path)
    if len(names) < 2 or document.text[span.start : span.end] != path:
        return None
    start = span.start + len(names[0]) + 1
    here = Span(start, start + len(names[1]))
    return _known(document, names[0], names[1], here) if here.start <= offset <= here.end else None


def renamed(document: Document, found: Named, new: str) -> tuple[Edit, ...]:
    """Return the edits that give an entry another id; AlignmentCardError in one sentence where that cannot be."""
    if new == found.id:
        return ()
    if not ID.fullmatch(new):
        told = visible(new)[:80]
        raise AlignmentCardError(
            f"{told} is no id: use small letters, digits, - and _, and begin and end with a letter or digit."
        )
    ids = [entry.id for entry in declared(document.data, found.kind)]
    if new in ids:
        raise AlignmentCardError(f"{new} is the id of another entry of {found.kind}. Choose a different one.")
    if ids.count(found.id) > 1:
        raise AlignmentCardError(f"Two entries of {found.kind} have the id {found.id}. Change one by hand first.")
    fix = Fix(f"Rename {found.id} to {new}", tuple(operations(document.data, found, new)))
    if not apply(document, [fix])[1]:
        raise AlignmentCardError(f"{found.id} cannot be renamed without changing something else. Nothing was changed.")
    return tuple(sorted(edits_of(document, fix), key=lambda edit: (edit.start, edit.end)))


def operations(data: Any, found: Named, new: str) -> Iterator[Operation]:
    """Yield what changes: the declaration, each use, and each path that leads through it."""
    yield from (Set((*e.route, "id"), new) for e in declared(data, found.kind) if e.id == found.id)
    for pattern, kind in REFERENCES.items():
        for route in _values(data, pattern):
            value = value_at(data, route)
            if kind == found.kind and value == found.id:
                yield Set(route, new)
            elif kind == "fields" and isinstance(value, str) and split(value)[:2] == (found.kind, found.id):
                yield Set(route, ".".join((found.kind, new, *split(value)[2:])))
    for pattern in TABLES.get(found.kind, ()):
        tables = ((route, _value(data, route)) for route in expand(data, pattern))
        yield from (Rename((*r, found.id), new) for r, table in tables if isinstance(table, dict) and found.id in table)


def _values(data: Any, pattern: str) -> Iterator[Route]:
    """Yield the routes of the values that a pattern names, and of the entries of lists among them."""
    for route in expand(data, pattern):
        value = _value(data, route)
        if isinstance(value, list):
            yield from ((*route, position) for position in range(len(value)))
        elif value is not None:
            yield route


def _value(data: Any, route: Route) -> Any:
    try:
        return value_at(data, route)
    except (KeyError, IndexError, TypeError):
        return None
