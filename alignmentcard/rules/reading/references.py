"""Do the parts of the card refer to parts that are there?"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Set
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.fields import find, walk
from alignmentcard.paths import Route, covers, expand, path_of, split
from alignmentcard.rules.misfits.wording import closest
from alignmentcard.rules.rule import Problem, rule

GUESSED = 100
"""Entries up to which the program looks for what was meant by each; whoever has more did not type them."""
SHOWN = 20
"""Ids that a message lists."""
STATED = ("agreement", "convergence", "consistency", "group_effects")


@rule("AC007", "unknown-path", "error")
def unknown_path(document: Document, card: Card) -> Iterator[Problem]:
    """A path under gaps, evidence or ignore leads nowhere.

    A path is written with dots, and with ids in place of list positions, as in `pools.us-panel.size`. A path that
    leads nowhere means that a gap does not cover what it should, or that evidence belongs to nothing.

    Bad:
        gaps:
          - {field: dataset.publishd, reason: unknown}
    Good:
        gaps:
          - {field: dataset.published, reason: unknown}
    Fix: Corrects the path where one field is clearly meant.
    Source: The standard, "Field paths"
    """
    for section in ("gaps", "evidence", "ignore"):
        entries = getattr(card, section)
        for position, entry in enumerate(entries):
            if entry.field is not None:
                yield from _bad_path(document, (section, position, "field"), entry.field, len(entries) <= GUESSED)


def _bad_path(document: Document, route: Route, path: str, guess: bool) -> Iterator[Problem]:
    meant = _respelt(document, path)
    if meant:
        message = worded("The path `{path}` leads nowhere. Did you mean `{meant}`?", path=path, meant=meant)
        help_ = worded("A path has dots between its parts, begins with the section, and has ids in place of positions.")
        yield Problem(
            route, message, help_, Fix(worded("Write {meant}", meant=meant), (Set(route, meant),), safe=False)
        )
        return
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


def _respelt(document: Document, path: str) -> str | None:
    """Return the path that one with other signs, with positions in brackets or without its section was meant to be."""
    dotted = re.sub(r"\[([0-9]+)\]", r".\1", re.sub(r"\s*(?:/|\\|->|>|::)\s*", ".", path.strip(" ./")))
    if find(split(path)) or not dotted:
        return None
    full = [field.path for field in walk() if field.name == dotted and "*" not in field.path]
    dotted = full[0] if len(full) == 1 else dotted
    holder, _, name = dotted.rpartition(".")
    route = document.route_of(holder) if holder else ()
    if route is None or not find(split(dotted)):
        return None
    named = ".".join(filter(None, (path_of(document.data, route), name)))
    return named if named != path else None


def _some(ids: Collection[str]) -> str:
    shown = ", ".join(islice(ids, SHOWN))
    return worded("{shown} and {more:,} more", shown=shown, more=len(ids) - SHOWN) if len(ids) > SHOWN else shown


def _ids(document: Document, names: tuple[str, ...]) -> list[str]:
    return [path_of(document.data, r).rpartition(".")[2] for r in expand(document.data, ".".join((*names, "*")))]


INSIDE = later("The path `{path}` leads nowhere: there is no `{name}` in `{holder}`.")
NOWHERE = later("The path `{path}` leads nowhere: there is no `{name}` in a card.")


def _lost(route: Route, names: tuple[str, ...], length: int, meant: str | None, certain: bool) -> Problem:
    holder = ".".join(names[: length - 1])
    message = worded(INSIDE if holder else NOWHERE, path=".".join(names), name=names[length - 1], holder=holder)
    if meant is None:
        return Problem(route, message, worded("Write section.field, with the id of an entry in place of its position."))
    mended = ".".join((*names[: length - 1], meant, *names[length:]))
    return Problem(
        route,
        worded("{message} Did you mean `{mended}`?", message=message, mended=mended),
        "",
        Fix(worded("Write {mended}", mended=mended), (Set(route, mended),), certain),
    )


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
            known = (
                worded("Listed are: {some}.", some=_some(listed)) if listed else worded("No sources are listed yet.")
            )
            yield Problem(
                route,
                worded("The source `{source}` is not listed under sources.", source=source),
                worded("Add it there. {known}", known=known),
            )


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
            message = worded("`{path}` was read out of a text afterwards, and no evidence says where.", path=path)
            yield Problem(
                ("framework", name),
                message,
                worded("Add an entry under evidence with field: {path}, a source and a page.", path=path),
            )


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


ABSENT = {
    "dimension": later("There is no dimension with the id `{name}`."),
    "pool": later("There is no pool with the id `{name}`."),
}


def _unknown_ids(what: str, known: list[str], used: Iterable[tuple[Route, str]]) -> Iterator[Problem]:
    ids = dict.fromkeys(known)
    lost = [(route, name) for route, name in used if name not in ids]
    for route, name in lost:
        meant, certain = closest(name, ids) if len(lost) <= GUESSED else (None, False)
        fix = Fix(worded("Write {meant}", meant=meant), (Set(route, meant),), certain) if meant else None
        yield Problem(
            route,
            worded(ABSENT[what], name=name),
            worded("The ids are: {some}.", some=_some(ids)),
            fix,
        )


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
            message = worded("Two entries of {section} have the id `{name}`.", section=section[-1], name=name)
            help_ = worded("Give each its own id; paths and statistics name them by it.")
            yield Problem((*section, position, "id"), message, help_)
        known.add(name)
