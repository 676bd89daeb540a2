"""The ways out of a finding: the repair of its rule, and what else its text tells the author to do."""

import re
from collections.abc import Iterator

from alignmentcard.checker.check import Report
from alignmentcard.document import Document
from alignmentcard.edit import Add, Append, Edit, Fix, Remove, Set, edits_of
from alignmentcard.lsp.context import field_at
from alignmentcard.lsp.skeleton import skeleton
from alignmentcard.messages.retold import worded
from alignmentcard.model.fields import Field
from alignmentcard.paths import Route, value_at
from alignmentcard.rules.finding import Finding
from alignmentcard.rules.misfits.rewriting import AFTER_GAPS, gap_place

AFTER_IGNORE = ("history", "reviews", "extensions")
NOTHING = re.compile(r": null(?=[\r\n])|(?<=: )null(?=[,}]|\Z)")
MOST_WORDS = 4
"""Words of a vocabulary that are offered; who has more to choose from completes the value."""
UNREASONED = "AC013"
"""What is found where something is accepted without a reason; to accept that leads nowhere."""


def ways(report: Report, finding: Finding) -> Iterator[Fix]:
    """Yield what can be done about a finding, the repair of its rule first."""
    document = report.document
    if finding.fix:
        yield finding.fix
    if document.faults or not isinstance(document.data, dict):
        return
    yield from _absent(document, finding)
    yield from _terms(document, finding)
    if finding.code == "AC008":
        yield from _take_out(document, finding)
    if report.card and finding.severity != "error" and finding.code != UNREASONED:
        entry = {"rule": finding.code, **({"field": finding.field} if finding.field else {})}
        title = worded("Accept {code} here, and say why", code=finding.code)
        yield Fix(title, (Append(("ignore",), entry, AFTER_IGNORE),), safe=False)


def written(document: Document, fix: Fix) -> list[Edit]:
    """Return the edits of a way out; what the author has to write is left open."""
    return [
        edit._replace(text=NOTHING.sub(lambda found: ":" if found.group()[0] == ":" else "", edit.text))
        for edit in edits_of(document, fix)
    ]


def _absent(document: Document, finding: Finding) -> Iterator[Fix]:
    """Yield the ways out where a field is not there: to write it, or to say that it is not known."""
    route = finding.route
    field = field_at(route) if route else None
    if field is None or not isinstance(route[-1], str) or document.mark(route) is not None:
        return
    name = route[-1]
    yield Fix(worded("Write {word}", word=name), (Add(route[:-1], name, skeleton(field), _later(route)),), safe=False)
    unsaid = finding.fix is None and finding.severity == "error"
    if unsaid and gap_place(document, route) == route:
        entry = {"field": finding.field, "reason": "to_do"}
        yield Fix(worded("List it as a gap"), (Append(("gaps",), entry, AFTER_GAPS),), safe=False)


def _later(route: Route) -> tuple[str, ...]:
    """Return the fields that the standard has after one."""
    holder = field_at(route[:-1])
    names = list(holder.children) if holder else []
    return tuple(names[names.index(str(route[-1])) + 1 :]) if route[-1] in names else ()


def _terms(document: Document, finding: Finding) -> Iterator[Fix]:
    """Yield the words of a vocabulary that the help of a finding tells to write."""
    field = field_at(finding.route)
    if finding.fix or field is None or field.vocabulary is None or not finding.help.startswith("Write "):
        return
    try:
        present = value_at(document.data, finding.route)
    except (KeyError, IndexError, TypeError):
        return
    for word in _named(field, finding.help):
        if isinstance(present, str) and word != present:
            yield Fix(worded("Write {word}", word=word), (Set(finding.route, word),), safe=False)


def _named(field: Field, text: str) -> list[str]:
    """Return the words of the vocabulary of a field that a sentence lists after its first word."""
    terms = field.vocabulary.terms if field.vocabulary else {}
    said = re.split(r"[.;:]", text.removeprefix("Write "))[0]
    found = [word for word in re.findall(r"[a-z][a-z0-9_-]*", said) if word in terms]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _take_out(document: Document, finding: Finding) -> Iterator[Fix]:
    """Yield the other way out where a value and a gap speak of one field: to take the value out."""
    value = document.route_of(str(value_at(document.data, finding.route)))
    if value and len(value) > 1 and (isinstance(value[-1], int) or gap_place(document, value) == value):
        yield Fix(worded("Take the value out"), (Remove(value),), safe=False)
