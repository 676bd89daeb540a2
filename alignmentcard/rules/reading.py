"""Can the card be read, does it fit the schema, and do its parts refer to each other? (AC001 to AC014)"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from alignmentcard.document import Document, Fault
from alignmentcard.edit import Append, Fix, Remove, Rename, Set
from alignmentcard.loader import Loaded
from alignmentcard.migrate import way
from alignmentcard.model import REQUIRED, VERSION, Card
from alignmentcard.model.fields import Field, find, walk
from alignmentcard.paths import Cover, Route, at, covering, covers, expand, path_of, split
from alignmentcard.profiles import Profile
from alignmentcard.rules.finding import Accepted, Finding
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.synonyms import field_called
from alignmentcard.rules.wording import closest, wrong_value
from alignmentcard.text.slips import BULLETS, UNSEEN, name_of, seen


def _faults(document: Document, *kinds: str) -> Iterator[Fault]:
    return (fault for fault in document.faults if fault.kind in kinds)


@rule("AC001", "not-yaml", "error")
def not_yaml(document: Document) -> Iterator[Problem]:
    """The text cannot be read as YAML 1.2.

    Nothing else can be said about a card that cannot be read. The finding points at the slip where it is a common one,
    such as a tab, a bullet or a bracket that was not closed, and else at the place where reading stopped; the cause is
    then often a line above it. A tag, a second document in the same file and a list as a key are refused here too.

    Bad:
        framework:
          definitions: [descriptive
    Good:
        framework:
          definitions: descriptive
          authority: [raters]
    Source: YAML 1.2.2
    """
    for fault in _faults(document, "syntax", "unreadable"):
        yield Problem((), fault.message, fault.help, span=fault.span)


@rule("AC002", "duplicate-key", "error")
def duplicate_key(document: Document) -> Iterator[Problem]:
    """A key stands twice in the same mapping.

    Most programs silently keep one of the two, and which one depends on the program. A reader of the file sees
    both. Neither can be trusted.

    Bad:
        release:
          level: individual
          access: open
          level: aggregate
          minimum_cell: 5
          reasoning: none
          rater_ids: pseudonymous
          withdrawal: Raters write to the contact address.
    Good:
        release:
          level: individual
          access: open
          minimum_cell: 5
          reasoning: released
          rater_ids: pseudonymous
          withdrawal: Raters write to the contact address.
    Source: YAML 1.2.2, section 3.2.1.3
    """
    for fault in _faults(document, "duplicate-key"):
        yield Problem(fault.route, fault.message, fault.help, span=fault.span)


@rule("AC003", "unknown-version", "error")
def unknown_version(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """The card does not say which version of the standard it was written for, or names one that is unknown.

    The version tells programs and people, now and in ten years, how to read every other field of the card. A card of
    an older version is read as `alignmentcard migrate` would write it.

    Bad:
        alignmentcard: 1.1
    Good:
        alignmentcard: "1.1"
    Fix: Puts the number in quotes.
    Source: The standard, "Versions"
    """
    if not isinstance(document.data, dict):
        return
    version = document.data.get("alignmentcard")
    if isinstance(version, str) and way(version) is not None:
        return
    help_ = f'Begin the card with: alignmentcard: "{VERSION}"'
    if "alignmentcard" not in document.data:
        yield Problem((), "The card does not say which version of the standard it follows.", help_)
    elif isinstance(version, float) and way(str(version)) is not None:
        fix = Fix("Put the version in quotes", (Set(("alignmentcard",), str(version)),))
        yield Problem(("alignmentcard",), "The version must be a text in quotes; this is a number.", help_, fix)
    else:
        yield Problem(("alignmentcard",), f"This program does not know the version `{version}` of the standard.", help_)


@rule("AC004", "unknown-field", "error")
def unknown_field(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """The standard has no such field.

    What stands under a name that no reader knows is lost, most often because of a typing error. Fields of your own
    go under `extensions`, beneath the name of your organisation.

    Bad:
        framework:
          dimensions: specific
          defintions: descriptive
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
    Fix: Renames the key where one field is clearly meant.
    Source: The standard, "Principles"
    """
    for misfit in loaded.misfits:
        if misfit.kind == "extra_forbidden":
            yield _unknown(document, misfit.route)
        elif misfit.kind == "empty" and not find(split(path_of(document.data, misfit.route))):
            message = f"`{misfit.route[-1]}` is not a field, and has no value."
            help_ = "If it is the rest of a text with a comma in it, put the whole text in quotes; else delete it."
            yield Problem(misfit.route, message, help_, on_key=True)


def _unknown(document: Document, route: Route) -> Problem:
    path = path_of(document.data, route)
    key = str(route[-1])
    parent = find(split(path)[:-1])
    siblings = list(parent.children) if parent else []
    meant, certain = _field_meant(parent, key)
    holder = path_of(document.data, route[:-1]) or "a card"
    message = f"`{key}` is not a field of {holder}."
    if key == "<<":
        help_ = "Write the fields out, or take the whole record over by an alias; YAML 1.2 has no merge keys."
        return Problem(route, f"{message} It joined mappings in YAML 1.1.", help_, on_key=True)
    odd = UNSEEN.search(key)
    if odd:
        message = (
            f"`{seen(key).strip()}` has a {name_of(odd[0])} before or in it, which looks like a blank or like nothing."
        )
    if meant:
        free = document.mark((*route[:-1], meant)) is None
        fix = Fix(f"Rename it to {meant}", (Rename(route, meant),), safe=certain) if free else None
        return Problem(route, f"{message} Did you mean `{meant}`?", _of(siblings), fix, on_key=True)
    elsewhere = [field.path for field in walk() if field.name == key and not field.path.endswith("*")]
    if len(elsewhere) == 1:
        return Problem(route, f"{message} The standard has it at `{elsewhere[0]}`.", "Move it there.", on_key=True)
    return Problem(route, message, f"{_of(siblings)} Fields of your own go under `extensions`.", on_key=True)


def _field_meant(parent: Field | None, key: str) -> tuple[str | None, bool]:
    """Return the field that a key was meant for, by spelling or by meaning, and whether that is certain."""
    if parent is None:
        return None, False
    meant, certain = closest(seen(key).strip(f" {BULLETS}-:"), parent.children)
    inner = f"{parent.path}.*" if parent.shape != "record" else parent.path
    called = None if meant and certain else field_called(inner, key, parent.children)
    return (called, True) if called else (meant, certain)


def _of(siblings: list[str]) -> str:
    return f"Fields here: {', '.join(siblings)}."


@rule("AC005", "missing-field", "error")
def missing_field(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """A field is missing without which the card says nothing.

    The standard requires little: the version, id, title and summary of the dataset, its two coordinates, what was
    asked, who answered, and what is released. What you cannot find out goes under `gaps`; only the version, ids and the
    title cannot be gaps. (The release level has a rule of its own, AC905.)

    Bad:
        framework:
          authority: [raters]
    Good:
        framework:
          dimensions: specific
          authority: [raters]
    Source: The standard, "Principles"
    """
    if not isinstance(document.data, dict):
        return
    missing = [misfit.route for misfit in loaded.misfits if misfit.kind == "missing"]
    for pattern in REQUIRED:
        if pattern != RELEASE_LEVEL:
            missing += expand(document.data, pattern)
    for route in unanswered(document, loaded, missing):
        field = find(split(path_of(document.data, route)))
        help_ = _wanted(field.question or field.description) if field else ""
        yield Problem(route, f"`{path_of(document.data, route)}` is missing.", help_)


RELEASE_LEVEL = "release.level"
"""A required field with a rule of its own, AC905."""


def unanswered(document: Document, loaded: Loaded, routes: Iterable[Route]) -> Iterator[Route]:
    """Yield the routes at which the text has nothing, no gap and no key that was probably meant."""
    gap = covering(tuple(_gaps(document.data)))
    misspelt = set(_misspelt(document, loaded))
    for route in dict.fromkeys(routes):
        if document.has(route) or route in misspelt or route == ("alignmentcard",) or _in_the_way(document, route):
            continue
        if not gap(path_of(document.data, route)):
            yield route


def _in_the_way(document: Document, route: Route) -> bool:
    """Say whether something that cannot hold a field stands where its record should be, which is told by itself."""
    above = next((route[:n] for n in range(len(route) - 1, 0, -1) if document.mark(route[:n])), ())
    mark = document.mark(above)
    return (
        bool(above) and mark is not None and mark.start != mark.end and not isinstance(at(document.data, above), dict)
    )


def _misspelt(document: Document, loaded: Loaded) -> Iterator[Route]:
    """Yield the routes that unknown keys were probably meant for, so that one typing error is one finding."""
    for misfit in loaded.misfits:
        if misfit.kind != "extra_forbidden":
            continue
        meant, _ = _field_meant(find(split(path_of(document.data, misfit.route))[:-1]), str(misfit.route[-1]))
        if meant:
            yield (*misfit.route[:-1], meant)


def _wanted(question: str) -> str:
    return f"{question} Fill it in, or list it under gaps with a reason."


def _gaps(data: dict[str, Any]) -> list[str]:
    gaps = data.get("gaps")
    entries = gaps if isinstance(gaps, list) else []
    return [str(entry.get("field")) for entry in entries if isinstance(entry, dict)]


@rule("AC006", "wrong-value", "error")
def wrong_value_(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """The value is of the wrong kind, out of range, or not a word of the vocabulary.

    Words of a vocabulary are compared across thousands of cards, so they are spelt the same everywhere. YAML reads
    1.0 as a number and yes as a text; quotes make a text of anything.

    Bad:
        framework:
          dimensions: Specific
    Good:
        framework:
          dimensions: specific
    Fix: Writes the word as the vocabulary spells it, quotes a number that must be a text, wraps a single value into
        a list.
    Source: The standard, "Principles"
    """
    for misfit in loaded.misfits:
        if misfit.kind == "empty" and find(split(path_of(document.data, misfit.route))):
            path = path_of(document.data, misfit.route)
            yield Problem(
                misfit.route, f"`{path}` has no value.", "Fill it in, delete the line, or list it under gaps."
            )
        elif misfit.kind not in ("empty", "extra_forbidden", "missing") and misfit.route != ("alignmentcard",):
            message, help_, fix = wrong_value(misfit, document)
            yield Problem(misfit.route, message, help_, fix)


@rule("AC007", "unknown-path", "error")
def unknown_path(document: Document, card: Card) -> Iterator[Problem]:
    """A path under gaps, evidence or ignore leads nowhere.

    A path is written with dots, and with ids in place of list positions, as in `pools.us-panel.size`. A path that
    leads nowhere means that a gap does not cover what it should, or that evidence belongs to nothing.

    Bad:
        gaps:
          - {field: dataset.creator, reason: unknown}
    Good:
        gaps:
          - {field: dataset.creators, reason: unknown}
    Fix: Corrects the path where one field is clearly meant.
    Source: The standard, "Field paths"
    """
    for section in ("gaps", "evidence", "ignore"):
        entries = getattr(card, section)
        for position, entry in enumerate(entries):
            if entry.field is not None:
                yield from _bad_path(document, (section, position, "field"), entry.field, len(entries) <= GUESSED)


def _bad_path(document: Document, route: Route, path: str, guess: bool) -> Iterator[Problem]:
    names = split(path)
    known = find(())
    for length in range(1, len(names) + 1):
        known, here = find(names[:length]), known
        entry = here is not None and here.shape == "list" and here.children and known is here
        if known is None:
            among: Iterable[str] = here.children if here else ()
        elif entry and document.route_of(".".join(names[:length])) is None:
            among = _ids(document, names[: length - 1]) if guess else ()
        else:
            continue
        yield _lost(route, names, length, *closest(names[length - 1], among if guess else ()))
        return


GUESSED = 100
"""Entries up to which the program looks for what was meant by each; whoever has more did not type them."""
SHOWN = 20
"""Ids that a message lists."""


def _some(ids: Collection[str]) -> str:
    more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
    return ", ".join(islice(ids, SHOWN)) + more


def _ids(document: Document, names: tuple[str, ...]) -> list[str]:
    return [path_of(document.data, r).rpartition(".")[2] for r in expand(document.data, ".".join((*names, "*")))]


def _lost(route: Route, names: tuple[str, ...], length: int, meant: str | None, certain: bool) -> Problem:
    message = f"The path `{'.'.join(names)}` leads nowhere: there is no `{names[length - 1]}`"
    message += f" in `{'.'.join(names[: length - 1])}`." if length > 1 else " in a card."
    if meant is None:
        return Problem(route, message, "Write section.field, with the id of an entry in place of its position.")
    mended = ".".join((*names[: length - 1], meant, *names[length:]))
    return Problem(
        route, f"{message} Did you mean `{mended}`?", "", Fix(f"Write {mended}", (Set(route, mended),), certain)
    )


@rule("AC008", "gap-is-filled", "error")
def gap_is_filled(document: Document, card: Card) -> Iterator[Problem]:
    """A field is listed as a gap and has a value.

    A gap says that nothing is known, a value says what is known. A reader cannot tell which of the two to believe.

    Bad:
        gaps:
          - {field: dataset.license, reason: unknown}
          - {field: dataset.creators, reason: unknown}
    Good:
        gaps:
          - {field: dataset.creators, reason: unknown}
    Fix: Takes the gap out.
    Source: The standard, "Principles"
    """
    for position, gap in enumerate(card.gaps):
        route = document.route_of(gap.field)
        if route is not None and document.has(route):
            fix = Fix("Take the gap out", (Remove(("gaps", position)),))
            line = document.position(document.span(route).start)[0]
            message = f"`{gap.field}` is listed as a gap, and has a value in line {line}."
            yield Problem(("gaps", position, "field"), message, "Take the gap out, or the value.", fix)


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
                message = f"`{path}` is empty, and the profile {profile.name} expects it."
                yield Problem(route, message, _wanted(expected.question), _listed(path) if named else None)


def _listed(path: str) -> Fix:
    return Fix("List it as a gap", (Append(("gaps",), {"field": path, "reason": "to_do"}, AFTER_GAPS),), safe=False)


AFTER_GAPS = ("ignore", "history", "reviews", "extensions")


@rule("AC010", "unknown-source", "error")
def unknown_source(card: Card) -> Iterator[Problem]:
    """Evidence, or a target population, names a source that is not listed.

    A claim has a source that readers can open. A name that leads to no entry under sources is a footnote without a
    text.

    Bad:
        evidence:
          - {field: framework.definitions, source: paper, at: p. 4}
    Good:
        sources:
          - {id: census, title: Census of the population}
          - {id: paper, title: The paper that describes the data}
        evidence:
          - {field: framework.definitions, source: paper, at: p. 4}
    Source: The standard, "Principles"
    """
    listed = dict.fromkeys(source.id for source in card.sources)
    named: list[tuple[Route, str]] = [
        (("evidence", n, "source"), entry.source) for n, entry in enumerate(card.evidence)
    ]
    named += [
        (("pools", n, "target", "source"), p.target.source)
        for n, p in enumerate(card.pools)
        if p.target and p.target.source
    ]
    for route, source in named:
        if source not in listed:
            known = f"Listed are: {_some(listed)}." if listed else "No sources are listed yet."
            yield Problem(route, f"The source `{source}` is not listed under sources.", f"Add it there. {known}")


@rule("AC011", "unsupported-placement", "warning")
def unsupported_placement(card: Card) -> Iterator[Problem]:
    """A card about an existing dataset places it without saying where that can be seen.

    Whoever writes afterwards reads intentions out of a text. Readers can only check the reading if they know the
    place: a page, a table, a sentence.

    Bad:
        intent:
          written: ex_post
    Good:
        intent:
          written: ex_post
        sources:
          - {id: census, title: Census of the population}
          - {id: paper, title: The paper that describes the data}
        evidence:
          - {field: framework.dimensions, source: paper, at: p. 2}
          - {field: framework.definitions, source: paper, at: p. 4}
    Source: Kirk et al. 2023, table 1: an ex-post mapping that rests on quotations
    """
    if card.intent.written != "ex_post":
        return
    for name in ("dimensions", "definitions"):
        path = f"framework.{name}"
        if getattr(card.framework, name) and not any(covers(e.field, path) for e in card.evidence):
            message = f"`{path}` was read out of a text afterwards, and no evidence says where."
            yield Problem(
                ("framework", name), message, f"Add an entry under evidence with field: {path}, a source and a page."
            )


@rule("AC012", "too-large", "error")
def too_large(document: Document) -> Iterator[Problem]:
    """The card is larger, deeper or more entangled than any card needs to be.

    A card is read by people. Limits keep one file from stopping a portal of thousands: a megabyte, 64 levels, and
    100,000 values counted with aliases written out.

    Bad:
        extensions: {a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a],
          c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b], d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c],
          e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]}
    Good:
        extensions: {example-organisation: {a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], b: [*a, *a]}}
    Source: ours
    """
    for fault in _faults(document, "too-large"):
        yield Problem((), fault.message, "Move data out of the card, into a file of its own.", span=fault.span)


@rule("AC013", "unused-ignore", "warning")
def unused_ignore(card: Card, findings: tuple[Finding, ...], accepted: tuple[Accepted, ...]) -> Iterator[Problem]:
    """An entry under ignore silences nothing, or gives no reason.

    What an author accepts is shown to readers with the reason. An entry without a reason accepts nothing, an entry
    that fits no finding is left over from something that was mended, and an error cannot be accepted at all.

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
        remove = Fix("Take the entry out", (Remove(("ignore", position)),))
        if "error" in hits:
            yield Problem(
                ("ignore", position), f"{entry.rule} is an error, and an error cannot be accepted.", "Mend it.", None
            )
        elif not hits:
            yield Problem(
                ("ignore", position),
                f"No finding of {entry.rule} is left to accept here.",
                "Take the entry out.",
                remove,
            )
        elif not entry.reason:
            yield Problem(
                ("ignore", position),
                f"{entry.rule} is accepted without a reason.",
                "Say why in reason: readers see it.",
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
            for field in (None, *covers[finding.code].those(finding.field)):
                found.setdefault((finding.code, field), set()).add(finding.severity)
    return found


@rule("AC014", "unknown-reference", "error")
def unknown_reference(document: Document, card: Card) -> Iterator[Problem]:
    """An id is used that nothing has, or that two things have.

    Statistics, aggregation, stages and pools name dimensions and pools by their ids. With an id that nothing has, they
    are about nothing; with one that two things have, nobody knows about which.

    Bad:
        aggregation:
          - {dimensions: [harmfull], method: soft_label, rationale: Answers are kept as a distribution.}
    Good:
        aggregation:
          - {dimensions: [harmful], method: soft_label, rationale: Answers are kept as a distribution.}
    Fix: Writes the id that is clearly meant.
    Source: The standard, "Field paths"
    """
    yield from _unknown_ids("dimension", [one.id for one in card.dimensions], _used(card))
    yield from _unknown_ids("pool", [pool.id for pool in card.pools], _pools_used(card))
    for section in ("dimensions", "pools", "sources"):
        yield from _twice((section,), [entry.id for entry in getattr(card, section)])
    yield from _twice(("collection", "stages"), [stage.id for stage in card.collection.stages])


def _unknown_ids(what: str, known: list[str], used: Iterable[tuple[Route, str]]) -> Iterator[Problem]:
    ids = dict.fromkeys(known)
    lost = [(route, name) for route, name in used if name not in ids]
    for route, name in lost:
        meant, certain = closest(name, ids) if len(lost) <= GUESSED else (None, False)
        fix = Fix(f"Write {meant}", (Set(route, meant),), certain) if meant else None
        yield Problem(route, f"There is no {what} with the id `{name}`.", f"The ids are: {_some(ids)}.", fix)


def _pools_used(card: Card) -> Iterator[tuple[Route, str]]:
    for n, pool in enumerate(card.pools):
        if pool.assisted_by:
            yield ("pools", n, "assisted_by"), pool.assisted_by
        for m, name in enumerate(pool.model.same_family_as if pool.model else ()):
            yield ("pools", n, "model", "same_family_as", m), name
    for n, stage in enumerate(card.collection.stages):
        yield from ((("collection", "stages", n, "who", m), name) for m, name in enumerate(stage.who))
    for n, entry in enumerate(card.statistics.agreement):
        yield from ((("statistics", "agreement", n, "between", m), name) for m, name in enumerate(entry.between))
    for kind in STATED:
        for n, entry in enumerate(getattr(card.statistics, kind)):
            if entry.of and entry.of.pool:
                yield ("statistics", kind, n, "of", "pool"), entry.of.pool


STATED = ("agreement", "convergence", "consistency", "group_effects")


def _used(card: Card) -> Iterator[tuple[Route, str]]:
    for n, step in enumerate(card.aggregation):
        yield from ((("aggregation", n, "dimensions", m), name) for m, name in enumerate(step.dimensions))
    for n, pool in enumerate(card.pools):
        yield from ((("pools", n, "dimensions", m), name) for m, name in enumerate(pool.dimensions))
    for kind in (*STATED, "artefacts"):
        for n, entry in enumerate(getattr(card.statistics, kind)):
            if entry.dimension:
                yield ("statistics", kind, n, "dimension"), entry.dimension
    for n, evaluation in enumerate(card.evaluations):
        if evaluation.dimension:
            yield ("evaluations", n, "dimension"), evaluation.dimension


def _twice(section: Route, ids: list[str]) -> Iterator[Problem]:
    known: set[str] = set()
    for position, name in enumerate(ids):
        if name in known:
            message = f"Two entries of {section[-1]} have the id `{name}`."
            help_ = "Give each its own id; paths and statistics name them by it."
            yield Problem((*section, position, "id"), message, help_)
        known.add(name)
