"""What a card does not say, in sentences: what about, for whom, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.convert.prose.names import CLAUSES, REASONS, name_of
from alignmentcard.convert.prose.subjects import called, named, together
from alignmentcard.convert.prose.words import capital, ended
from alignmentcard.model.fields import find
from alignmentcard.paths import split
from alignmentcard.words import several

Data = Mapping[str, Any]
SILENT = "the documentation of the data does not say"


def silent(names: Sequence[str], reason: str, note: str = "", whom: str = "") -> str:
    """Say that something is not known, why, and what is known all the same; `whom` is a start such as “For X, ”."""
    if reason == "not_applicable":
        asked = several([f"of {name}" for name in names], either=True)
        told = f"the question {asked} does not arise{'' if note else ' for this data'}."
    elif reason == "not_consulted":
        told = f"{several(names)} may stand in a source that has not been read."
    elif reason == "not_published":
        told = f"no public source states {several(names, either=True)}."
    else:
        told = f"{SILENT} {several(names, either=True)}; {REASONS.get(reason, 'no reason is given')}."
    told = f"{whom}{told}" if whom else capital(told)
    return f"{told} {ended(note)}" if note else told


def unstated(data: Data) -> Iterator[str]:
    """Yield what a card says that it does not say, each reason and note in one sentence."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for gap in data.get("gaps", []):
        names = split(gap["field"])
        if not find(names[:1]):
            continue
        clauses = found.setdefault((gap["reason"], gap.get("note", "")), {})
        clauses.setdefault(clause(names), []).append(owner(data, names))
    for (reason, note), clauses in found.items():
        whole = [name for name, owners in clauses.items() if _all(data, owners)]
        if whole:
            yield silent(whole, reason, note)
        by_owner: dict[str, list[str]] = {}
        for name in (one for one in clauses if one not in whole):
            by_owner.setdefault(together(clauses[name]), []).append(name)
        yield from (silent(names, reason, note, f"For {whom}, ") for whom, names in by_owner.items())


def _all(data: Data, owners: Iterable[str]) -> bool:
    """Say whether it need not be said whom a gap is about: nobody, or all who are."""
    known = set(filter(None, owners))
    pools = {called(data, pool) for pool in data.get("pools", [])}
    people = {called(data, pool) for pool in data.get("pools", []) if pool.get("kind") != "synthetic"}
    dimensions = {named(one) for one in data.get("dimensions", [])}
    return not known or known in (pools, people, dimensions)


def owner(data: Data, names: Sequence[str]) -> str:
    """Name the pool or dimension that a path leads into, nothing where it leads elsewhere."""
    entries = data.get(names[0], []) if len(names) > 1 and names[0] in ("pools", "dimensions") else []
    entry = next((one for one in entries if one.get("id") == names[1]), None)
    if entry is None:
        return ""
    return called(data, entry) if names[0] == "pools" else named(entry)


def clause(names: tuple[str, ...]) -> str:
    """Say what the field at a path is about, to stand after “does not say”."""
    fields = [field for length in range(len(names), 0, -1) if (field := find(names[:length]))]
    label = name_of(fields[0]) if fields else " ".join(names)
    known = (CLAUSES[field.path] for field in fields if field.path in CLAUSES)
    return next(known, f"the {label[:1].lower()}{label[1:]}")
