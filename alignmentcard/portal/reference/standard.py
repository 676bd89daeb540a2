"""Reference pages made from the rules, the model and the vocabulary; nothing in them is typed twice."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from alignmentcard.convert.crosswalk import LOST, ROWS, WHOLE, CrosswalkRow
from alignmentcard.convert.exports import FORMATS
from alignmentcard.measurement.results.definitions import definitions
from alignmentcard.messages import _, later
from alignmentcard.messages.retold import say
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import Field, tree, walk
from alignmentcard.portal.markup import marked
from alignmentcard.resources import template
from alignmentcard.rules import Rule, catalogue
from alignmentcard.rules.rule import paragraphs
from alignmentcard.words import label, severities

FAMILIES = {
    "reading": later("Can the card be read?"),
    "finish": later("Finish"),
    "hollow": later("Words without content"),
    "venue": later("What a venue asks"),
    "versions": later("Versions"),
    "identity": later("Names, licences and links"),
    "licences": later("Licences of parts"),
    "arithmetic": later("Arithmetic"),
    "framework": later("Dimensions and definitions"),
    "stance": later("Stance"),
    "prose": later("Prose"),
    "subjectivity": later("How subjective the task is"),
    "pools": later("Who judged"),
    "protocol": later("How they were asked"),
    "aggregation": later("What became of disagreement"),
    "methods": later("How answers were combined"),
    "statistics": later("What the authors state"),
    "claims": later("Card against data"),
    "privacy": later("Privacy"),
}
"""Headings of the families of rules; a family of another package goes by its own name."""


@dataclass(frozen=True)
class Found:
    """An entry of the search: where it stands, its title, its text."""

    location: str
    title: str
    text: str


def rules(root: str) -> str:
    """Render the reference of rules."""
    return template("rules.html.j2").render(
        root=root, families=list(families()), marked=marked, severities=severities()
    )


def families() -> Iterator[tuple[str, str, list[Rule]]]:
    """Yield the families with their headings and rules, each once: codes of one family need not follow each other."""
    found: dict[str, list[Rule]] = {}
    for rule in catalogue():
        found.setdefault(rule.family, []).append(rule)
    for name, members in found.items():
        yield name, FAMILIES.get(name, name.replace("_", " ").capitalize()), members


def fields(root: str) -> str:
    """Render the reference of fields."""
    sections = list(tree().children.values())
    return template("fields.html.j2").render(root=root, sections=sections, name=label, type=kind, example=example)


def vocabulary(root: str) -> str:
    """Render the reference of vocabularies."""
    return template("vocabulary.html.j2").render(root=root, vocabularies=vocabularies(), name=label)


def crosswalk(root: str) -> str:
    """Render what becomes of every field in other formats."""
    formats = [
        (
            name,
            form.column,
            WHOLE.get(name),
            [row for row in ROWS if row[name] != LOST],
            [row for row in ROWS if row[name] == LOST],
        )
        for name, form in FORMATS.items()
        if form.column
    ]
    return template("crosswalk.html.j2").render(
        root=root, formats=formats, below={row.path for row in ROWS if _wide(row)}
    )


def _wide(row: CrosswalkRow) -> bool:
    """Say whether a row stands for what other rows leave of its field."""
    return any(other.path.startswith(f"{row.path}.") for other in ROWS)


def vocabularies() -> Sequence[tuple[Vocabulary, list[str]]]:
    """Return every vocabulary with the fields that use it, in the order of the card."""
    used: dict[str, tuple[Vocabulary, list[str]]] = {}
    for known in walk():
        if known.vocabulary:
            used.setdefault(known.vocabulary.name, (known.vocabulary, []))[1].append(known.path)
    return list(used.values())


def example(known: Field) -> str:
    """Write the example of a field as it would stand in a card."""
    return known.example if isinstance(known.example, str) else json.dumps(known.example, ensure_ascii=False)


def kind(known: Field) -> str:
    """Say what a field holds, in words."""
    what = (
        _("word of “{name}”", name=known.vocabulary.name) if known.vocabulary else _(TYPES.get(known.type, known.type))
    )
    return _({"list": LIST, "table": TABLE}.get(known.shape, "{what}"), what=what)


LIST, TABLE = later("list: {what}"), later("table: {what}")
TYPES = {
    "text": later("text"),
    "whole number": later("whole number"),
    "number": later("number"),
    "true or false": later("true or false"),
    "record": later("record"),
    "anything": later("anything"),
}


def searchable() -> Iterable[Found]:
    """Yield what the search should know of the reference."""
    for rule in catalogue():
        text = " ".join(map(say, (rule.summary, *paragraphs(rule.docs.why))))
        yield Found(f"reference/rules/{rule.code}/", f"{rule.code} {rule.name}", text)
    for known in walk():
        yield Found(f"reference/fields/#{known.path}", known.path, _(known.description))
    for one in definitions():
        names = ", ".join(_(formula.name) for formula in one.formulas)
        yield Found(f"reference/statistics/#{one.id}", _(one.title), f"{_(one.question)} {names}")


def as_search(found: Found) -> dict[str, Any]:
    """Return an entry in the form of the theme's search index, whose texts are HTML."""
    return {"location": found.location, "title": str(escape(found.title)), "text": f"<p>{escape(found.text)}</p>"}
