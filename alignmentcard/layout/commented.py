"""A card as its author gets it: with a line above each section and a remark beside each field that is new."""

from collections.abc import Iterator
from typing import Any

from alignmentcard.document import Document
from alignmentcard.layout.comments import Notes, notes
from alignmentcard.layout.text import WIDTH, laid_out
from alignmentcard.model import NAMESPACE
from alignmentcard.model.fields import Field, tree
from alignmentcard.paths import Route
from alignmentcard.text.writing import flow

HEAD = (
    f"# yaml-language-server: $schema={NAMESPACE}schema.json",
    "# What stands after a # is a remark for people; delete what you do not need.",
)
COLUMN = 42
"""Where remarks begin, if the line leaves room."""
PLAIN_SECTIONS = ("card", "gaps", "evidence", "sources", "ignore", "history", "reviews", "extensions")
"""Sections whose entries explain themselves."""


def commented(data: dict[str, Any], before: Document | None = None) -> str:
    """Write a card; of a card that was there before, order, spelling and comments of what it had stay."""
    around = notes(before) if before else Notes(head=[*HEAD, ""])
    for route, known, value in _fields(data):
        if before is None or before.mark(route) is None:
            _remark(around, route, known, value)
    return laid_out(data, around, before)


def _fields(data: dict[str, Any]) -> Iterator[tuple[Route, Field, Any]]:
    """Yield sections, their fields, and the fields of the entries of their lists."""
    for name, section in tree().children.items():
        value = data.get(name)
        if value is None or not section.children:
            continue
        yield (name,), section, value
        entries = enumerate(value) if isinstance(value, list) else [(None, value)]
        for number, entry in entries if name not in PLAIN_SECTIONS else ():
            place = (name,) if number is None else (name, number)
            yield from (((*place, key), section.children[key], entry[key]) for key in entry if key in section.children)


def _remark(around: Notes, route: Route, known: Field, value: Any) -> None:
    if len(route) == 1:
        around.above.setdefault(route, ["", f"# {known.description}"])
        return
    meaning = _meaning(route, known, value)
    later_entry = len(route) > 2 and route[1] != 0
    text = meaning or ("" if later_entry else known.description)
    line = " " * 2 * (len(route) - 1) + f"{route[-1]}: {flow(value)}"
    if not text:
        return
    if len(line) < COLUMN and COLUMN + len(text) + 2 <= WIDTH:
        around.beside[route] = (COLUMN, f"# {text}")
    else:
        around.above[route] = [f"# {text}"]


def _meaning(route: Route, known: Field, value: Any) -> str:
    """Return what a chosen word means; of a record with one value what that value means."""
    if isinstance(value, dict) and len(value) == 1:
        part, inner = next(iter(value.items()))
        return _meaning((*route, part), known.children[part], inner) if part in known.children else ""
    words = value if isinstance(value, list) else [value]
    if known.vocabulary is None or len(words) != 1:
        return ""
    term = known.vocabulary.terms.get(str(words[0]))
    return term.definition if term else ""
