"""What is under the cursor: the slot in a readable or an unfinished text, its field, and what it refers to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from alignmentcard.document import Document
from alignmentcard.lsp.scan import slot_at
from alignmentcard.lsp.slots import Slot
from alignmentcard.lsp.window import slot_near
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import Route, value_at
from alignmentcard.text.marks import Mark, Span
from alignmentcard.text.readme import KEY, front_matter

Kind = Literal["dimensions", "pools", "sources", "fields", "rules"]

REFERENCES: dict[str, Kind] = {
    "aggregation.*.dimensions": "dimensions",
    "release.files.*.columns.dimension": "dimensions",
    "statistics.agreement.*.dimension": "dimensions",
    "statistics.convergence.*.dimension": "dimensions",
    "statistics.consistency.*.dimension": "dimensions",
    "statistics.group_effects.*.dimension": "dimensions",
    "evaluations.*.dimension": "dimensions",
    "statistics.artefacts.*.dimension": "dimensions",
    "pools.*.dimensions": "dimensions",
    "pools.*.assisted_by": "pools",
    "pools.*.model.same_family_as": "pools",
    "collection.stages.*.who": "pools",
    "statistics.agreement.*.between": "pools",
    "statistics.agreement.*.of.pool": "pools",
    "statistics.convergence.*.of.pool": "pools",
    "statistics.consistency.*.of.pool": "pools",
    "statistics.group_effects.*.of.pool": "pools",
    "evidence.*.source": "sources",
    "pools.*.target.source": "sources",
    "gaps.*.field": "fields",
    "evidence.*.field": "fields",
    "ignore.*.field": "fields",
    "ignore.*.rule": "rules",
    "reviews.*.accepted": "rules",
}
"""Fields whose values name something else: an entry of a section by its id, a field by its path, a rule by its code."""


class Declared(NamedTuple):
    """An entry of a section that others refer to."""

    id: str
    route: Route
    entry: dict[str, Any]


def under(document: Document, offset: int) -> Slot | None:
    """Return the key or value at an offset; in a text that cannot be read, by the look of it."""
    if document.data is None:
        return slot_by_look(document, offset)
    return _within(document.root, (), offset)


def slot_by_look(document: Document, offset: int) -> Slot | None:
    """Return the slot at an offset by the look of the text alone; in a README, the one in its card."""
    if not document.in_readme:
        return slot_near(document.text, offset)
    front = front_matter(document.text)
    inside = front is not None and front.start <= offset <= front.end
    slot = slot_at(document.text[: front.end], offset) if front and inside else None
    return replace(slot, route=slot.route[1:]) if slot and slot.route[0] == KEY and len(slot.route) > 1 else None


def _within(mark: Mark, route: Route, offset: int) -> Slot | None:
    while mark.style != "alias" and isinstance(mark.children, dict | list):
        for key, span in mark.keys.items():
            if span.start <= offset <= span.end:
                return Slot((*route, key), "key", span)
        entries = mark.children.items() if isinstance(mark.children, dict) else enumerate(mark.children)
        inside = next(((place, child) for place, child in entries if child.start <= offset <= child.end), None)
        if inside is None:
            return None
        route, mark = (*route, inside[0]), inside[1]
    return Slot(route, "value", Span(mark.start, mark.end)) if mark.start <= offset <= mark.end else None


def names_of(route: Route) -> tuple[str, ...]:
    """Return a route as the names that `find` takes."""
    return tuple(str(part) for part in route)


def field_at(route: Route) -> Field | None:
    """Return the field of a route; entries of a list or table have the field of the whole."""
    return find(names_of(route))


def is_entry(route: Route) -> bool:
    """Say whether a route leads to an entry of a list or table, and not to a field of its own."""
    field = field_at(route)
    return bool(route) and field is not None and field is field_at(route[:-1])


def reference_kind(route: Route) -> Kind | None:
    """Say what the value at a route names, if it names something."""
    field = field_at(route)
    return REFERENCES.get(field.path) if field else None


def declared(data: Any, section: str) -> Iterator[Declared]:
    """Yield the entries of a section that have an id."""
    entries = data.get(section) if isinstance(data, dict) else None
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield Declared(entry["id"], (section, position), entry)


def word_at(document: Document, slot: Slot) -> str:
    """Return the value of a slot as text, without quotes."""
    try:
        value = value_at(document.data, slot.route)
    except (KeyError, IndexError, TypeError):
        value = document.text[slot.span.start : slot.span.end]
    return value if isinstance(value, str) else ""
