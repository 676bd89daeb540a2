"""Is what is not known said once, and is what is accepted really found?"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Append, Fix, Remove
from alignmentcard.loader import Loaded
from alignmentcard.messages import sentence
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import Cover, Route, covering, path_of, split, value_at
from alignmentcard.profiles import Profile
from alignmentcard.rules.finding import Accepted, Finding
from alignmentcard.rules.misfits.rewriting import AFTER_GAPS
from alignmentcard.rules.misfits.short_answers import says_why
from alignmentcard.rules.misfits.synonyms import field_called, plain
from alignmentcard.rules.misfits.within import pair
from alignmentcard.rules.misfits.wording import closest
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.text.slips.characters import BULLETS, as_meant

COUNTED = re.compile(r"(?:number_of|num|no_of|n|anzahl|anzahl_der)_(\w+)|(\w+)_(?:count|number|total|anzahl)")
"""How people call the number of something: number_of_items, item_count."""


def field_meant(parent: Field | None, key: str) -> tuple[str | None, bool]:
    """Return the field that a key was meant for, by spelling or by meaning, and whether that is certain."""
    if parent is None:
        return None, False
    meant, certain = closest(as_meant(key).strip(f" {BULLETS}-:“”‘’\"'`"), parent.children)
    inner = f"{parent.path}.*" if parent.shape != "record" else parent.path
    called = None if meant and certain else field_called(inner, key, parent.children)
    if called or certain:
        return (called, True) if called else (meant, certain)
    bare = plain(key)
    above = parent.path.removesuffix(".*").rpartition(".")[2]
    before = (f"{one}_" for one in (above, above.removesuffix("s")))
    own = next((bare.removeprefix(one) for one in before if bare.startswith(one)), "")
    if own in parent.children:
        return own, True
    counted = COUNTED.fullmatch(bare)
    noun = (counted[1] or counted[2]) if counted else ""
    if noun:
        return next((one for one in (noun, f"{noun}s") if one in parent.children), None), False
    return meant, certain


def unanswered(document: Document, loaded: Loaded, routes: Iterable[Route]) -> Iterator[Route]:
    """Yield the routes at which the text has nothing, no gap and no key that was probably meant.

    No gap stands for what a record cannot be without: the card could not be read, and no other rule would see it.
    """
    gap = covering(tuple(_gaps(document.data)))
    needed = {misfit.route for misfit in loaded.misfits if misfit.kind == "missing"}
    misspelt = set(_misspelt(document, loaded))
    for route in dict.fromkeys(routes):
        if document.has(route) or route in misspelt or route == ("alignmentcard",) or _in_the_way(document, route):
            continue
        if route in needed or not gap(path_of(document.data, route)):
            yield route


def _in_the_way(document: Document, route: Route) -> bool:
    """Say whether something that cannot hold a field stands where its record should be, which is told by itself."""
    above = next((route[:n] for n in range(len(route) - 1, 0, -1) if document.mark(route[:n])), ())
    mark = document.mark(above)
    return (
        bool(above)
        and mark is not None
        and mark.start != mark.end
        and not isinstance(value_at(document.data, above), dict)
    )


def pair_in(data: Any, route: Route) -> tuple[str, str, str, str] | None:
    """Return the names and texts of an entry of `gaps` or `ignore` that was written as `what: why`."""
    entry = value_at(data, route[:-1]) if len(route) == ENTRY else None
    return pair(str(route[0]), entry) if isinstance(entry, dict) else None


ENTRY = 3
"""Parts of the route of a key in an entry of a list."""


def _misspelt(document: Document, loaded: Loaded) -> Iterator[Route]:
    """Yield the routes that unknown keys were probably meant for, so that one typing error is one finding."""
    for misfit in loaded.misfits:
        if misfit.kind != "extra_forbidden":
            continue
        pair = pair_in(document.data, misfit.route)
        if pair:
            yield from ((*misfit.route[:-1], pair[0]), (*misfit.route[:-1], pair[2]))
        meant, _ = field_meant(find(split(path_of(document.data, misfit.route))[:-1]), str(misfit.route[-1]))
        if meant:
            yield (*misfit.route[:-1], meant)


def wanted(question: str) -> str:
    """Say what to do about a field that is not there, after what it wants to know."""
    asked = worded(question) if sentence(question) == question else worded(question) + "."
    return worded("{question} Fill it in, or list it under gaps with a reason.", question=asked)


def _gaps(data: dict[str, Any]) -> list[str]:
    gaps = data.get("gaps")
    entries = gaps if isinstance(gaps, list) else []
    return [str(entry.get("field")) for entry in entries if isinstance(entry, dict)]


@rule("AC008", "gap-is-filled", "error")
def gap_is_filled(document: Document, card: Card) -> Iterator[Problem]:
    """A field is listed as a gap and has a value.

    A gap says that nothing is known, a value says what is known. A reader cannot tell which of the two to believe.

    Bad:
        gaps:
          - {field: dataset.license, reason: unknown}
          - {field: dataset.published, reason: unknown}
    Good:
        gaps:
          - {field: dataset.published, reason: unknown}
    Fix: Takes the gap out.
    Source: The standard, "Principles"
    """
    for position, gap in enumerate(card.gaps):
        route = document.route_of(gap.field)
        if route is not None and document.has(route):
            fix = Fix(worded("Take the gap out"), (Remove(("gaps", position)),))
            line = document.position(document.span(route).start)[0]
            message = worded(
                "`{field}` is listed as a gap, and has a value in line {line}.", field=gap.field, line=line
            )
            yield Problem(("gaps", position, "field"), message, worded("Take the gap out, or the value."), fix)


@rule("AC009", "silent-omission", "warning")
def silent_omission(document: Document, card: Card, profile: Profile) -> Iterator[Problem]:
    """A field that the profile expects is empty, and nobody says why.

    An empty field can mean that nobody knows, that nobody asked, or that somebody would rather not say. Readers
    should not have to guess. A gap with a reason is a full answer, as long as somebody has looked; a gap that is still
    to do says that nobody has, and keeps the card a draft.

    Bad:
        intent: {written: ex_ante, beliefs: many}
    Good:
        intent: {written: ex_ante, beliefs: many}
        gaps:
          - {field: intent.disagreement, reason: to_do}
    Fix: Lists the field as a gap that is still to do. It is offered and never made without being asked for.
    Source: The standard, "Principles"
    """
    gap = covering(tuple(gap.field for gap in card.gaps))
    for expected in profile.expects:
        for route in expected.routes(document.data):
            path = "" if document.has(route) else path_of(document.data, route)
            if path and not gap(path):
                twin = document.route_of(path)  # of two entries with one id, a path names the first
                named = twin is None or not document.has(twin)
                message = worded("`{path}` is empty, and the profile {name} expects it.", path=path, name=profile.name)
                yield Problem(route, message, wanted(expected.question), _listed(path) if named else None)


def _listed(path: str) -> Fix:
    return Fix(
        worded("List it as a gap"), (Append(("gaps",), {"field": path, "reason": "to_do"}, AFTER_GAPS),), safe=False
    )


@rule("AC013", "unused-ignore", "warning")
def unused_ignore(
    card: Card, findings: tuple[Finding, ...], accepted: tuple[Accepted, ...], idle: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """An entry under ignore silences nothing, or gives no reason.

    What an author accepts is shown to readers with the reason. An entry without a reason accepts nothing, an entry
    that fits no finding is left over from something that was mended, and an error cannot be accepted at all. Where a
    rule could not run, as without the data, nothing is said of its entries.

    Bad:
        dimensions:
          - id: harmful
            disagreement: noise
        ignore:
          - {rule: AC302, reason: The paper that uses the data needs one answer for each item.}
          - {rule: AC304, reason: There was money for one rater only.}
    Good:
        dimensions:
          - id: harmful
            disagreement: noise
        ignore:
          - {rule: AC302, reason: The paper that uses the data needs one answer for each item.}
    Fix: Takes the entry out.
    Source: The standard, "Levels of conformance"
    """
    hit = _silenced(card, findings)
    for position, entry in enumerate(card.ignore):
        hits = hit.get((entry.rule, entry.field or None), set())
        remove = Fix(worded("Take the entry out"), (Remove(("ignore", position)),))
        if "error" in hits:
            yield Problem(
                ("ignore", position),
                worded("{rule} is an error, and an error cannot be accepted.", rule=entry.rule),
                worded("Mend it."),
                None,
            )
        elif not hits and entry.rule in idle:
            continue
        elif not hits:
            yield Problem(
                ("ignore", position),
                worded("No finding of {rule} is left to accept here.", rule=entry.rule),
                worded("Take the entry out."),
                remove,
            )
        elif not says_why(entry.reason):
            said = entry.reason or ""
            told = worded("{rule} is accepted without a reason.", rule=entry.rule)
            none = worded("{rule} is accepted, and “{reason}” is no reason.", rule=entry.rule, reason=said)
            yield Problem(
                ("ignore", position),
                none if said else told,
                worded("Say why in reason, in a sentence: readers see it."),
            )


def _silenced(card: Card, findings: Iterable[Finding]) -> dict[tuple[str, str | None], set[str]]:
    """Return the severities of the findings that an entry of `ignore` fits, by its rule and field."""
    fields: dict[str, list[str]] = {}
    for entry in card.ignore:
        fields.setdefault(entry.rule, []).extend([entry.field] if entry.field else [])
    covers = {code: Cover(paths) for code, paths in fields.items()}
    found: dict[tuple[str, str | None], set[str]] = {}
    for finding in findings:
        if finding.code in covers:
            for field in (None, *covers[finding.code].covers_of(finding.field)):
                found.setdefault((finding.code, field), set()).add(finding.severity)
    return found
