"""A card as a form: every question that a profile asks of it, answered or not, and what else it says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from typing import Any, Literal

from alignmentcard.author.plan import ENTRIES, NEVER_GAPS, SEVERAL, key_of, names_of, open_questions
from alignmentcard.author.progress import Progress
from alignmentcard.author.question import Question, about
from alignmentcard.author.reasons import EACH_ITS_OWN
from alignmentcard.author.values import gaps_of, lookup
from alignmentcard.model.fields import Field, find, tree, walk
from alignmentcard.paths import Route, covers, expand, path_of, split, value_at

BESIDE = ("alignmentcard", "gaps", "evidence", "sources", "ignore", "history", "reviews", "extensions", "statistics")
"""Sections shown only where a profile asks about them: they speak of the rest of a card, or programs write them."""
State = Literal["answered", "gap", "open"]


@dataclass(frozen=True)
class Asked:
    """A question, and what the card says about it."""

    question: Question
    value: Any = None
    gap: Mapping[str, Any] = field(default_factory=dict)
    """The entry under `gaps` that speaks of it."""
    extra: bool = False
    """Whether no question of the profile led to it: the card says it of its own accord."""

    @property
    def state(self) -> State:
        """Whether the question is answered, listed as a gap, or open."""
        return "gap" if self.gap else "open" if self.value in (None, [], {}, "") else "answered"

    @property
    def path(self) -> str:
        """The path of the field."""
        return self.question.path


@dataclass(frozen=True)
class QuestionRow:
    """One question about several dimensions, and what each of them says, by id; some may not be asked."""

    pattern: str
    cells: Mapping[str, Asked]

    @property
    def first(self) -> Asked:
        """The question with the answer of the first dimension that is asked."""
        return next(iter(self.cells.values()))

    @property
    def shared(self) -> bool:
        """Whether one answer can serve for all of them."""
        return self.pattern.removeprefix("dimensions.*.") not in EACH_ITS_OWN and len(self.cells) > 1

    @property
    def alike(self) -> bool:
        """Whether all of them say the same now."""
        said = [(one.value, one.gap.get("reason"), one.gap.get("note")) for one in self.cells.values()]
        return all(one == said[0] for one in said)


@dataclass(frozen=True)
class Part:
    """A section of the card as a form has it."""

    section: Field
    asked: tuple[Asked, ...] = ()
    """Questions about the section itself."""
    entries: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)
    """Of dimensions and pools, what each entry is asked, by id."""

    @property
    def every(self) -> Iterator[Asked]:
        """Yield all questions of the section."""
        yield from self.asked
        for asked in self.entries.values():
            yield from asked

    @property
    def rows(self) -> Iterator[QuestionRow]:
        """Yield each question about entries once, with the answers of all: names first, last what nobody asked."""
        asked = sorted(self._placed(), key=lambda one: _turn(one[1]))
        for pattern, cells in groupby(asked, key=lambda one: one[1].question.pattern):
            yield QuestionRow(pattern, dict(cells))

    def _placed(self) -> Iterator[tuple[str, Asked]]:
        return ((name, one) for name, asked in self.entries.items() for one in asked)


def _turn(asked: Asked) -> tuple[bool, bool, int]:
    pattern = asked.question.pattern
    return not pattern.endswith("*.name"), asked.extra, _order()[pattern]


@cache
def _order() -> dict[str, int]:
    """Return the place of each field in the order of the standard."""
    return {one.path: number for number, one in enumerate(walk())}


def parts(progress: Progress) -> Iterator[Part]:
    """Yield the sections that have questions; `progress` holds data of which every value has its type."""
    known = replace(progress, draft=progress.data, whole=True)
    for name, questions in open_questions(known):
        found = list(_once([_asked(known.data, question) for question in questions]))
        if name in ENTRIES and known.data.get(name):
            more = [_asked(known.data, one) for one in _more(known, name)]
            found = [*more, *(one for one in found if one.path != name)]
        found += () if name in BESIDE else _extras(known, name, found)
        if found:
            section = tree().children[name]
            yield Part(section, *_apart(known.data, name, found)) if name in ENTRIES else Part(section, tuple(found))


def in_order_of_asking(progress: Progress) -> Iterator[Asked]:
    """Yield every question, answered or not, in the order in which `new` asks them."""
    known = Progress(progress.profile, progress.data, progress.data, progress.name, whole=True)
    for name, questions in open_questions(known):
        if name in ENTRIES and known.data.get(name):
            yield from (Asked(question, known.data[name]) for question in names_of(replace(known, data={}), name))
        yield from _once([_asked(known.data, question) for question in questions])


def _once(found: list[Asked]) -> Iterator[Asked]:
    """Yield questions without those about what an entry of a list is called, where the list is asked about too."""
    lists = {one.path for one in found}
    for one in found:
        names = split(one.path)
        holder = ".".join(names[:-2])
        if not (holder in lists and names[-2].isdigit() and names[-1] == _called(holder)):
            yield one


def _more(progress: Progress, name: str) -> Iterator[Question]:
    """Yield what is asked for one more entry, where there are some."""
    for question in names_of(replace(progress, data={}, draft={}, passed=frozenset({"pools:several"})), name):
        yield replace(question, default=None, can_be_gap=False)


def _apart(data: Any, name: str, found: Iterable[Asked]) -> tuple[tuple[Asked, ...], dict[str, tuple[Asked, ...]]]:
    """Part what is asked about a list from what is asked about each of its entries."""
    ids = [split(path_of(data, route))[1] for route in expand(data, f"{name}.*")]
    entries: dict[str, list[Asked]] = {one: [] for one in ids}
    own: list[Asked] = []
    for one in found:
        names = split(one.path)
        (entries[names[1]] if len(names) > 1 and names[1] in entries else own).append(one)
    return tuple(own), {key: tuple(asked) for key, asked in entries.items()}


def _asked(data: Any, question: Question, extra: bool = False) -> Asked:
    if question.path in ENTRIES and question.kind == "choice":
        choices = tuple(one for one in question.choices if one != SEVERAL)
        question = replace(question, choices=choices)
    if question.gap and split(question.path)[-2:-1] and split(question.path)[-2].isdigit():
        question = replace(question, gap="", can_be_gap=question.optional)
    return Asked(question, _value(data, question), _gap(data, question), extra)


def _value(data: Any, question: Question) -> Any:
    """Return what the card says; of entries of a list what each of them is called."""
    value = lookup(data, question.path)
    if question.path in ENTRIES:
        return None
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return value
    key = _called(question.path)
    called = [one.get(key) for one in value if one.get(key) is not None]
    return next(iter(called), None) if question.kind == "choice" else called


def _called(path: str) -> str:
    """Return the name of what entries of a list are told apart by; empty where the field is no list of records."""
    known = find(split(path))
    return key_of(known).name if known and known.children else ""


def _gap(data: Any, question: Question) -> dict[str, Any]:
    paths = {question.path, question.gap or question.path}
    if question.path in ENTRIES:
        paths.add(f"{question.path}.raters.kind")
    found = (gap for gap in gaps_of(data) if any(covers(str(gap.get("field")), path) for path in paths))
    return next(found, {}) if question.can_be_gap or lookup(data, question.path) is None else {}


def _extras(progress: Progress, section: str, found: Iterable[Asked]) -> list[Asked]:
    """Return what the card says, or lists as a gap, beyond the questions."""
    data = progress.data
    taken = {one.path for one in found}
    lists = [path for path in taken if isinstance(lookup(data, path), list)]
    keys = {f"{path}.{number}.{_called(path)}" for path in lists for number in range(len(lookup(data, path)))}
    keys |= {f"{path}.{entry}.{_called(path)}" for path in lists for entry in _ids(lookup(data, path))}
    said = [path_of(data, route) for route in _leaves(data.get(section), (section,), tree().children[section])]
    listed = [str(gap.get("field")) for gap in gaps_of(data) if split(str(gap.get("field")))[0] == section]
    extras: list[Asked] = []
    for path in dict.fromkeys([*said, *listed]):
        known = find(split(path))
        if known and not known.children and path not in taken | keys and split(path)[-1] != "id":
            can = path not in NEVER_GAPS and not known.required
            extras.append(_asked(data, about(known, path, optional=True, can_be_gap=can), extra=True))
    return extras


def _ids(entries: list[Any]) -> Iterator[str]:
    return (str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry)


def _leaves(value: Any, route: Route, known: Field) -> Iterator[Route]:
    """Yield the routes of values that are no records, as the standard has them."""
    if not known.children:
        if value not in (None, [], {}):
            yield route
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _leaves(entry, (*route, number), replace(known, shape="record"))
    elif isinstance(value, dict):
        for name, child in known.children.items():
            if name in value:
                yield from _leaves(value_at(value, (name,)), (*route, name), child)
