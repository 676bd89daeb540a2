"""What an editor offers while somebody types: fields, words, ids, paths and codes of rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

from alignmentcard.lsp.context import declared, field_at, is_entry, reference_kind, slot_by_look
from alignmentcard.lsp.draft import Draft
from alignmentcard.lsp.hover import describe_entry, describe_field, describe_rule, kind_of
from alignmentcard.lsp.slots import Slot
from alignmentcard.messages import _
from alignmentcard.model import VERSION
from alignmentcard.model.fields import Field, tree
from alignmentcard.rules import catalogue
from alignmentcard.text.marks import Span
from alignmentcard.text.writing import scalar

MOST = 2000
"""Paths that are offered at most; an editor narrows them down as somebody types."""
ABOUT_THE_CARD = frozenset(
    ("alignmentcard", "sources", "evidence", "gaps", "ignore", "history", "reviews", "extensions")
)
"""Sections that no gap, evidence or accepted finding is about."""


@dataclass(frozen=True)
class Style:
    """What the editor can insert: places to jump to, and several lines with their own indentation."""

    snippets: bool = False
    lines: bool = False


@dataclass(frozen=True)
class Choice:
    """Something to insert, in the order in which it is offered; `$1` is where the cursor goes, in a snippet."""

    label: str
    kind: Literal["field", "term", "constant", "reference", "path", "rule"]
    insert: str
    detail: str = ""
    about: str = ""
    snippet: bool = False


@dataclass(frozen=True)
class Offer:
    """Choices, and the stretch of text that one of them takes the place of."""

    span: Span
    choices: tuple[Choice, ...]


def complete(draft: Draft, offset: int, style: Style | None = None) -> Offer | None:
    """Return what fits at an offset."""
    text = draft.document.text
    slot = slot_by_look(draft.document, offset)
    if slot is None:
        return None
    gap = " " if text[slot.span.start - 1 : slot.span.start] in (":", "-") and slot.bare else ""
    column = slot.span.start - max(text.rfind(end, 0, slot.span.start) + 1 for end in "\r\n") + len(gap)
    choices = _fitting(draft, slot, column, style or Style())
    return Offer(slot.span, tuple(replace(choice, insert=gap + choice.insert) for choice in choices))


def _fitting(draft: Draft, slot: Slot, column: int, style: Style) -> Iterator[Choice]:
    place = slot.route[:-1] if slot.role == "key" else slot.route
    field = field_at(place)
    if field is None:
        return
    inside = field.shape == "record" or (is_entry(place) and bool(field.children))
    if inside and (slot.role == "key" or (field.shape != "record" and not slot.flow)):
        others = slot.others if slot.role == "key" else frozenset()
        yield from _fields(field, others, slot, column, style)
    elif slot.role == "value" and not inside:
        yield from _values(draft, slot, field, whole=field.shape == "list" and not is_entry(place))
    elif slot.role == "key" and field.shape == "list" and not slot.flow and not inside:
        yield from _dashed(draft, slot, field, column, style)


def _fields(field: Field, others: frozenset[str], slot: Slot, column: int, style: Style) -> Iterator[Choice]:
    for name, child in field.children.items():
        if name not in others:
            insert, snippet = _begun(name, child, slot, column, style)
            yield Choice(name, "field", insert, kind_of(child), describe_field(child), snippet)


def _begun(name: str, field: Field, slot: Slot, column: int, style: Style) -> tuple[str, bool]:
    """Write a field as far as it is certain; say whether the text is a snippet."""
    stop = "$1" if style.snippets else ""
    if slot.role == "key" and not slot.bare:
        return name, False
    if field.shape == "list" and not (field.children and not slot.flow):
        return f"{name}: [{stop}]", bool(stop)
    if field.shape == "value":
        return f"{name}: ", False
    if slot.flow:
        return f"{name}: {{{stop}}}", bool(stop)
    if not style.lines:
        return f"{name}:", False
    needed = [child for child, about in field.children.items() if about.required]
    dash = "- " if field.shape == "list" else ""
    if len(needed) > 1 and style.snippets:
        pad = "\n" + " " * (column + 2 + len(dash))
        lines = pad.join(f"{child}: ${number}" for number, child in enumerate(needed, 1))
        return f"{name}:\n{' ' * (column + 2)}{dash}{lines}", True
    first = f"- {next(iter(field.children))}: " if dash else ""
    return f"{name}:\n{' ' * (column + 2)}{first}", False


def _dashed(draft: Draft, slot: Slot, field: Field, column: int, style: Style) -> Iterator[Choice]:
    """Offer the entries of a list whose dash is not written yet."""
    entry = replace(slot, role="value")
    inner = _fields(field, frozenset(), entry, column + 2, style) if field.children else _values(draft, entry, field)
    for choice in inner:
        yield replace(choice, insert=f"- {choice.insert}")


def _values(draft: Draft, slot: Slot, field: Field, *, whole: bool = False) -> Iterator[Choice]:
    """Offer values; `whole` is where a list is to be written and not one of its entries."""
    taken = slot.others if isinstance(slot.route[-1], int) else frozenset()
    for choice in _words(draft, slot, field):
        if choice.label not in taken:
            written = scalar(choice.insert) if slot.bare and choice.kind != "constant" else choice.insert
            yield replace(choice, insert=f"[{written}]" if whole and slot.bare else written)


def _words(draft: Draft, slot: Slot, field: Field) -> Iterator[Choice]:
    if field.vocabulary:
        for term, meaning in field.vocabulary.terms.items():
            yield Choice(term, "term", term, field.vocabulary.name, _(meaning.definition))
    elif field.path == "alignmentcard":
        yield Choice(VERSION, "term", VERSION, "", _("Version of the standard."))
    elif field.type == "true or false":
        yield from (Choice(word, "constant", word) for word in ("true", "false"))
    else:
        yield from _references(draft, slot, field)


def _references(draft: Draft, slot: Slot, field: Field) -> Iterator[Choice]:
    kind = reference_kind(slot.route)
    if kind == "rules":
        for rule in catalogue():
            if rule.severity != "error":
                yield Choice(rule.code, "rule", rule.code, rule.name, describe_rule(rule.code) or "")
    elif kind == "fields":
        yield from islice(_paths(draft, field), MOST)
    elif kind:
        for name, __, entry in islice(declared(draft.data, kind), MOST):
            title = entry.get("name") or entry.get("title")
            yield Choice(name, "reference", name, str(title or "")[:80], describe_entry(name, entry))


def _paths(draft: Draft, field: Field) -> Iterator[Choice]:
    """Offer paths: under gaps those of empty fields, under evidence those of filled ones, under ignore all."""
    wanted = {"gaps.*.field": False, "evidence.*.field": True}.get(field.path)
    for path, named in _below(draft.data, tree(), ""):
        route = draft.good.route_of(path)
        filled = route is not None and draft.good.has(route)
        if wanted is None or wanted == filled:
            yield Choice(path, "path", path, kind_of(named), describe_field(named))


def _below(data: Any, field: Field, before: str) -> Iterator[tuple[str, Field]]:
    known = data if isinstance(data, dict) else {}
    for name, child in field.children.items():
        if before == "" and name in ABOUT_THE_CARD:
            continue
        path = before + name
        yield path, child
        if child.shape == "record":
            yield from _below(known.get(name), child, f"{path}.")
        elif child.shape == "list" and child.children and isinstance(known.get(name), list):
            for position, entry in enumerate(known[name]):
                key = entry.get("id", position) if isinstance(entry, dict) else position
                yield from _below(entry, child, f"{path}.{key}.")
