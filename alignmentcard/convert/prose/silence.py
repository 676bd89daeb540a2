"""What a card does not say, in sentences: what about, for whom, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.convert.prose.authored import beside, going_on, is_sentence, noted
from alignmentcard.convert.prose.clauses import CLAUSES, EXACT
from alignmentcard.convert.prose.denials import is_nothing
from alignmentcard.convert.prose.judges import judges_of, said_of
from alignmentcard.convert.prose.names import REASONS, name_of
from alignmentcard.convert.prose.subjects import called, named, together
from alignmentcard.convert.prose.words import capital, ended
from alignmentcard.model.fields import find
from alignmentcard.paths import split
from alignmentcard.words import several

Data = Mapping[str, Any]
SILENT = "the documentation of the data does not state"
SOURCES_ARE = "the sources of this documentation do not state"
"""How a gap is told where a source that may answer was not read: nothing is said of that one."""
SEE = "See the answer to "
"""How an answer begins that stands already at another question."""
WITHHELD = "it is known and withheld"
"""What is said of what is withheld, where a note says why."""
NEVER = "not_applicable"
"""The reason of what is no gap in the documentation, as there is nothing to say."""
BECAUSE = {reason: f" ({why})" for reason, why in REASONS.items()}
FEW = 3
"""So many things that are not said stand in one sentence; more are grouped by what they are about."""
ABOUT = {
    "about the dataset itself": ("dataset", "card", "sources", "evidence", "history"),
    "about its purpose and what was judged": ("intent", "framework", "dimensions"),
    "about the collection": ("collection",),
    "about those who took part": ("pools",),
    "about labels, release and agreement": ("aggregation", "release", "statistics", "evaluations"),
}
"""What the sections of a card are about, for sentences that group what is not said."""

ABOUT_PEOPLE = re.compile(r"\b(?:people|voters)\b(?! or models)")
"""What tells of people, whom a sentence then need not name again."""
COUNTED = re.compile(r"(?:exactly )?how many ")
"""What names people again where nothing but a list has spoken of them."""
COUNTED_PEOPLE = re.compile(r"(\bhow many )people( took part)$")
"""What counts people, and counts models where a pool is one of models."""
THEIRS = (
    (re.compile(r"^(exactly )?how many (?:people|voters) took part$"), r"\1how many of them there were"),
    (re.compile(r"^the ((?:full )?demographic composition) of the (?:people|voters)$"), r"their \1"),
    (re.compile(r"^((?:exactly )?(?:how|what)|which \w+) (?:people|voters)(?= )"), r"\1 they"),
    (re.compile(r"where people live$"), "where they live"),
)
"""How a sentence goes on about people whom it has named."""
OF_MODELS = (
    (re.compile(r"^the version of the models?$"), "{its} version"),
    (re.compile(r"^the prompt of the models?$"), "{its} prompt"),
    (re.compile(r"\bto the models?\b"), "to {them}"),
    (re.compile(r"\bthe models? (?:was|were)\b"), "{they} {were}"),
    (re.compile(r"\bthe models?\b"), "{they}"),
)
"""The same about models."""
ONE_MODEL = {"its": "its", "them": "it", "they": "it", "were": "was"}
MODELS = {"its": "their", "them": "them", "they": "they", "were": "were"}


def silent(names: Sequence[str], reason: str, note: str = "", whom: str = "", about: str = "") -> str:
    """Say that something is not known, why, and what is known all the same; without a reason it is only not said.

    `whom` is a start such as “For X, ”; `about` is what many things have in common, which stand as a list.
    """
    known = list(_resumed(_together(names), whom))
    if len(known) > FEW:
        told = f"{whom}{_listed(known, reason, about)}"
        return capital(f"{told} {ended(note)}" if note else told)
    told = capital(f"{whom}{_sentence(known, reason, bool(note))}")
    if reason == NEVER and is_sentence(note) and ". " not in note:
        return f"{told[:-1]}, as {going_on(ended(note))}"
    return beside(told, note) if ". " in note else noted(told, note)


WHERE, WHEN = "where answers were collected", "when answers were collected"


def _together(names: Sequence[str]) -> Iterator[str]:
    """Yield what is not said; where and when answers were collected are one thing."""
    both = {WHERE, WHEN} <= set(names)
    for name in names:
        if both and name == WHERE:
            yield "where and when answers were collected"
        elif not (both and name == WHEN):
            yield name


def _sentence(names: Sequence[str], reason: str, explained: bool) -> str:
    if reason == NEVER:
        asked = several([f"of {name}" for name in names], either=True)
        return f"the question {asked} does not arise{'' if explained else ' for this data'}."
    if reason == "not_consulted":
        return f"{SOURCES_ARE} {several(names, either=True)}."
    if reason == "not_published":
        return f"no public source states {several(names, either=True)}."
    why = WITHHELD if reason == "withheld" and explained else REASONS.get(reason, "")
    return f"{SILENT} {several(names, either=True)}{f'; {why}' if why else ''}."


def _listed(names: Sequence[str], reason: str, about: str) -> str:
    """Say many things in a list that the eye can follow."""
    what = f"the following{f' {about}' if about else ''}"
    begins = {
        NEVER: f"{what} does not arise for this data",
        "not_consulted": f"{SOURCES_ARE} {what}",
        "not_published": f"no public source states {what}",
    }
    begin = begins.get(reason, f"{SILENT} {what}{BECAUSE.get(reason, '')}")
    return f"{begin}: {'; '.join(names)}."


def _resumed(names: Iterable[str], whom: str) -> Iterator[str]:
    """Yield what is not said; those whom a sentence has named, or has spoken of, are “they” from then on."""
    named_before = bool(whom)
    for name in names:
        yield of_them(name, whom) if whom or (named_before and not COUNTED.match(name)) else name
        named_before = named_before or bool(ABOUT_PEOPLE.search(name))


def of_them(name: str, whom: str = "") -> str:
    """Return what a field is about where a sentence has already said whom it is about."""
    for pattern, words in THEIRS:
        name = pattern.sub(words, name)
    words_of = MODELS if "the models" in whom else ONE_MODEL
    for pattern, words in OF_MODELS if "the model" in whom else ():
        name = pattern.sub(words.format(**words_of), name)
    return name


def _grouped(found: Mapping[str, str], reason: str, note: str) -> Iterator[str]:
    """Yield sentences about things that are not said, with the section of each; many are told group by group."""
    if len(found) <= FEW:
        yield from [silent(list(found), reason, note)] if found else []
        return
    told: dict[str, list[str]] = {}
    for name, section in found.items():
        told.setdefault(next((about for about, those in ABOUT.items() if section in those), ""), []).append(name)
    alone = [name for about, names in told.items() if not about or len(names) == 1 for name in names]
    told = {about: names for about, names in told.items() if about and len(names) > 1} | ({"": alone} if alone else {})
    for number, (about, names) in enumerate(told.items(), 1):
        yield silent(names, reason, note if number == len(told) else "", about=about)


def unstated(data: Data) -> Iterator[str]:
    """Yield what a card says that it does not say; what has the same reason and note stands together."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    sections: dict[str, str] = {}
    for gap in data.get("gaps", []):
        names = split(gap["field"])
        if not find(names[:1]):
            continue
        note = noted_for_readers(gap)
        clauses = found.setdefault((gap["reason"], note), {})
        what = of_pool(data, names, asked_of(data, clause(names, note)))
        clauses.setdefault(what, []).append(owner(data, names))
        sections.setdefault(what, names[0])
    for (reason, note), clauses in found.items():
        whole = [name for name, owners in clauses.items() if are_all(data, owners)]
        yield from _grouped({name: sections[name] for name in whole}, reason, note)
        by_owner: dict[str, list[str]] = {}
        for name in (one for one in clauses if one not in whole):
            by_owner.setdefault(together(clauses[name]), []).append(name)
        yield from (silent(names, reason, note, f"For {whom}, ") for whom, names in by_owner.items())


def noted_for_readers(gap: Data) -> str:
    """Return the note of a gap; what an author put off has one for authors only, and some say nothing."""
    note = str(gap.get("note", ""))
    return "" if gap["reason"] == "to_do" or is_nothing(note) else note


def of_pool(data: Data, names: Sequence[str], what: str) -> str:
    """Say of a pool of models how many models took part, where it would be people."""
    pools = {one.get("id"): one for one in data.get("pools", [])} if names[0] == "pools" and len(names) > 1 else {}
    synthetic = pools.get(names[1], {}).get("kind") == "synthetic" if pools else False
    return COUNTED_PEOPLE.sub(r"\1models\2", what) if synthetic else what


def asked_of(data: Data, what: str) -> str:
    """Say what a field is about as it is said of those who judged; people are voters where all of them voted."""
    people = [one for one in data.get("pools", []) if one.get("kind") != "synthetic"]
    judges = judges_of(data)
    told = said_of(what, judges)
    voted = judges == "voters" and all(one.get("role", ["rater"])[0] == "rater" for one in people)
    return ABOUT_PEOPLE.sub("voters", told) if voted else told


def without_point(data: Data) -> Data:
    """Return a card with only those gaps where the question does not arise, which are no limitations."""
    return {**data, "gaps": [one for one in data.get("gaps", []) if one["reason"] == NEVER]}


def missing(data: Data) -> Data:
    """Return a card with only those gaps where an answer could be."""
    return {**data, "gaps": [one for one in data.get("gaps", []) if one["reason"] != NEVER]}


def are_all(data: Data, owners: Iterable[str]) -> bool:
    """Say whether it need not be said whom a gap is about: nobody, or all who are."""
    known = set(filter(None, owners))
    pools = {called(data, pool) for pool in data.get("pools", [])}
    people = {called(data, pool) for pool in data.get("pools", []) if pool.get("kind") != "synthetic"}
    people = people if judges_of(data) not in ("model", "models") else pools
    dimensions = {named(one) for one in data.get("dimensions", [])}
    labels = {labels_of(data, place) for place in range(len(data.get("aggregation", [])))}
    return not known or known in (pools, people, dimensions, labels)


def owner(data: Data, names: Sequence[str]) -> str:
    """Name the pool, dimension or labels that a path leads into, nothing where it leads elsewhere."""
    if names[0] == "aggregation" and len(names) > 1 and names[1].isdecimal():
        return labels_of(data, int(names[1]))
    entries = data.get(names[0], []) if len(names) > 1 and names[0] in ("pools", "dimensions") else []
    entry = next((one for one in entries if one.get("id") == names[1]), None)
    if entry is None:
        return ""
    return called(data, entry) if names[0] == "pools" else named(entry)


def labels_of(data: Data, place: int) -> str:
    """Name what the labels of one of several aggregations are about; nothing where there is one."""
    entries = data.get("aggregation", [])
    about = entries[place].get("dimensions", []) if len(entries) > 1 and place < len(entries) else []
    known = {one["id"]: named(one) for one in data.get("dimensions", []) if "id" in one}
    names = [known.get(one, f"“{one}”") for one in about]
    return f"the label{'s' if len(names) > 1 else ''} of {several(names)}" if names else ""


def clause(names: tuple[str, ...], note: str = "") -> str:
    """Say what the field at a path is about, to stand after “does not state”; a note may tell about how many.

    Only the path of a section stands for all of it: that one field is not known says nothing of the others.
    """
    least = 2 if len(names) > 1 else 1
    fields = [field for length in range(len(names), least - 1, -1) if (field := find(names[:length]))]
    label = name_of(fields[0]) if fields else " ".join(names)
    known = (CLAUSES[field.path] for field in fields if field.path in CLAUSES)
    what = next(known, f"the {label[:1].lower()}{label[1:]}")
    return EXACT[fields[0].path] if fields and is_about(fields[0].path, note) else what


def is_about(path: str, note: str) -> bool:
    """Say whether a note beside what is not stated tells something of it, such as about how large a number is."""
    return path in EXACT and bool(TELLS.get(path, NUMBER).search(note))


NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?)\b", re.IGNORECASE
)
"""What a note has that tells about how many."""
TELLS = {
    "pools.*.composition": re.compile(r"\d"),
    "pools.*.pay": re.compile(r"\b(?:were paid|wages?|rates?|hour|hourly)\b"),
    "pools.*.recruitment": re.compile(r"\b(?:were|was|been) (?:recruited|hired|invited)\b"),
}
"""The same of what other things a note tells: who took part is told in part by numbers of them only."""
