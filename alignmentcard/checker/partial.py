"""What can be said of a card of which some parts do not fit the schema: those parts are left out, the rest is read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from alignmentcard.checker.check import Report, Selection, check
from alignmentcard.document import Document
from alignmentcard.loader import load
from alignmentcard.paths import Route, value_at
from alignmentcard.rules import Rule
from alignmentcard.rules.finding import Accepted, Finding
from alignmentcard.text.marks import Mark

ROUNDS = 5
"""Leaving out one part may leave the part around it without what it needs."""
UNUSED = {"facts", "previous", "findings", "accepted", "trouble"}
"""A rule that looks at these would speak of a whole card."""


def in_spite_of_errors(report: Report, selects: Selection) -> Report:
    """Add what the rules for whole cards find in the parts that fit; places near those that do not are left alone.

    No repairs are offered for these findings: they are certain only when the whole text can be read.
    """
    if report.card is not None or not isinstance(report.document.data, dict):
        return report
    rest, gone = readable(report.document)
    if rest is None:
        return report
    other = check(rest, report.profile, _for_cards(selects))
    words = frozenset(_ids(report.document.data, gone))
    more = [replace(f, fix=None) for f in other.findings if _apart(f, rest, gone, words)]
    findings = sorted((*report.findings, *more), key=lambda finding: (finding.line, finding.column, finding.code))
    accepted = [Accepted(replace(a.finding, fix=None), a.reason) for a in other.accepted]
    return replace(report, findings=tuple(findings), accepted=(*report.accepted, *accepted))


def readable(document: Document) -> tuple[Document | None, tuple[Route, ...]]:
    """Return the part of a document that is a card, and the routes that were left out; no card if too little fits."""
    gone: set[Route] = set()
    rest = replace(document, faults=(), empty=())
    for _ in range(ROUNDS):
        misfits = {misfit.route: misfit.kind for misfit in load(rest).misfits}
        if not misfits:
            return (rest, tuple(gone)) if load(rest).card else (None, ())
        wrong = {_leave_out(route, kind, rest.data) for route, kind in misfits.items()}
        if () in wrong:
            break
        back = _renumbered(gone)
        gone |= {back(route) for route in wrong}
        data, root = _without(document.data, document.root, (), gone)
        rest = replace(document, data=data, root=root, faults=(), empty=())
    return None, ()


def _leave_out(route: Route, kind: str, data: Any) -> Route:
    """Return what to leave out for a misfit: the value, or what cannot be without the value that is missing."""
    try:
        value_at(data, route)
    except (KeyError, IndexError, TypeError):
        return route[:-1]
    return route[:-1] if kind == "missing" else route


def _without(data: Any, mark: Mark, route: Route, gone: set[Route]) -> tuple[Any, Mark]:
    """Return data and marks without some routes; what is left keeps its place in the text."""
    if not isinstance(data, dict | list) or not isinstance(mark.children, dict | list):
        return data, mark
    keys = list(data) if isinstance(data, dict) else range(len(data))
    left = {
        key: _without(data[key], mark.children[key], (*route, key), gone) for key in keys if (*route, key) not in gone
    }
    marks: Any = {key: child for key, (_, child) in left.items()}
    values: Any = {key: value for key, (value, _) in left.items()}
    if isinstance(data, list):
        marks, values = list(marks.values()), list(values.values())
    kept = Mark(mark.start, mark.end, mark.style, marks)
    kept.keys = {key: span for key, span in mark.keys.items() if key in left}
    return values, kept


def _renumbered(gone: set[Route]) -> Any:
    """Return what turns a route among what is left into the route in the whole text."""

    def back(route: Route) -> Route:
        whole: Route = ()
        for part in route:
            if isinstance(part, int):
                for other in sorted(one[-1] for one in gone if one[:-1] == whole and isinstance(one[-1], int)):
                    part += other <= part
            whole = (*whole, part)
        return whole

    return back


@lru_cache(8)
def _for_cards(selects: Selection) -> Selection:
    """Return what takes the rules that need a card and look at nothing else that a part of one does not have."""

    def takes(rule: Rule) -> bool:
        return selects(rule) and "card" in rule.needs and not UNUSED & set(rule.inputs)

    return takes


def _apart(finding: Finding, rest: Document, gone: Iterable[Route], words: frozenset[str]) -> bool:
    """Say whether a finding is about something that stands, away from what was left out."""
    back = _renumbered(set(gone))
    route = back(finding.route)
    near = any(route[: len(one)] == one or one[: len(route)] == route for one in gone)
    return not near and words.isdisjoint(finding.message.replace("`", " ").replace(".", " ").split())


def _ids(data: Any, gone: Iterable[Route]) -> Iterator[str]:
    """Yield the ids of entries that were left out: who speaks of them may be right."""
    for route in gone:
        value = value_at(data, route)
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            yield value["id"]
        elif route[-1] == "id" and isinstance(value, str):
            yield value
