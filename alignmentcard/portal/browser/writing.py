"""The page that writes a card: its form as HTML, made anew after each answer and each change of the text."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any
from zlib import crc32

from alignmentcard.author import filling as fill
from alignmentcard.author.answers import REASONS
from alignmentcard.author.asked import Asked, Part, Row
from alignmentcard.author.changed import is_blank
from alignmentcard.author.count import questions_of
from alignmentcard.author.filling import Filling
from alignmentcard.author.new import MISSING, standing_of
from alignmentcard.author.question import Question, RefusedError
from alignmentcard.coordinates import quadrant
from alignmentcard.document import Document, parse
from alignmentcard.edit import apply
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.commented import commented
from alignmentcard.messages import kept
from alignmentcard.model import VERSION
from alignmentcard.paths import covers
from alignmentcard.portal.browser.editing import marks
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.portal.map.drawn import map_of
from alignmentcard.profiles import Profile, load_profile, names
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report.completeness import verdict
from alignmentcard.resources import folder, template
from alignmentcard.rules.finding import Finding
from alignmentcard.words import CAPTIONS, UNPLACED, label, term

START = "minimal"
"""What is asked where nobody says more: ten minutes of work."""
NEAR = ("to_do", "not_published", "not_consulted")
"""Reasons that have a button of their own."""
MANY = 8
"""Words that are shown one below the other; of more, one is chosen from a list."""
LONG = 60
"""Characters of a text that gets room for more than a line."""
PARAGRAPHS = ("summary", "asks", "text", "rationale", "whose_values", "note", "quality", "personal_data")
"""Fields that are answered with sentences."""
LISTS = ("texts", "names", "table")
"""Kinds of answers that are written with one entry on a line."""
LEFT = 8
"""So many open questions are named beside the form."""

Say = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """A question as the page shows it."""

    asked: Asked
    said: Say
    """An answer that was refused: what was typed, why, and what may be written instead."""
    findings: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """What the page calls the question; the same after every answer."""
        return name_of(self.asked.path)

    @property
    def text(self) -> str:
        """The question, without the name of the entry that stands above it."""
        whole = self.asked.question.text
        return whole.partition("`: ")[2] if whole.startswith("`") and "`: " in whole else whole

    @property
    def typed(self) -> str:
        """The answer as somebody would type it: lists and tables with an entry on each line."""
        return str(self.said["said"]) if self.said else _typed(self.asked.value)

    @property
    def chosen(self) -> list[str]:
        """The words that are chosen."""
        value = self.asked.value
        return [str(one) for one in value] if isinstance(value, list) else [_typed(value)] if value is not None else []

    @property
    def is_long(self) -> bool:
        """Whether the answer needs room for several lines."""
        kind, name = self.asked.question.kind, self.asked.path.rpartition(".")[2]
        return kind in LISTS or (kind == "text" and (name in PARAGRAPHS or len(self.typed) > LONG))

    @property
    def looks(self) -> list[Any]:
        """Everything that the look of the question depends on."""
        asked, question = self.asked, self.asked.question
        told = [(one.code, one.severity, one.message, one.help, one.fix and one.fix.title) for one in self.findings]
        made = (question.kind, question.why, question.optional, question.can_be_gap, question.pattern)
        return [asked.path, self.text, made, asked.value, asked.gap, asked.extra, self.said, told]

    @property
    def is_listed(self) -> bool:
        """Whether the words are too many to stand below one another."""
        return len(self.asked.question.choices) > MANY


@dataclass(frozen=True)
class Line:
    """A question about dimensions as the page shows it: in one field for all of them, or in one for each."""

    row: Row
    fields: Mapping[str, Field]
    together: bool

    @property
    def first(self) -> Field:
        """The field of the first dimension."""
        return next(iter(self.fields.values()))


def begun() -> dict[str, Any]:
    """Return what the page offers before anything is written."""
    return {
        "text": commented({"alignmentcard": VERSION}),
        "profiles": [[name, f"{_profile(name).title or name}: {_count(_profile(name))}"] for name in names()],
        "profile": START,
        "starters": [[path.name, _title(parse(path.read_text("utf-8")))] for path in _starters()],
    }


def starter(name: str) -> dict[str, Any]:
    """Return the text of a starter."""
    found = next((path for path in _starters() if path.name == name), None)
    if found is None:
        raise AlignmentCardError(f"There is no starter called {name}.")
    return {"text": found.read_text("utf-8")}


def written(
    text: str,
    profile: str = START,
    act: Mapping[str, Any] | None = None,
    refused: Mapping[str, Say] | None = None,
    apart: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the form for a text, after something was done in it.

    `refused` are answers that did not stand, by path, and `apart` the questions about dimensions that are answered for
    each of them. The text comes back, changed only where the answer belongs.
    """
    open_answers = dict(refused or {})
    if act and _is_read(_filling(text, profile)):
        text, open_answers = _done(text, profile, act, open_answers)
    filling = _filling(text, profile)
    if not _is_read(filling):
        return {"text": text, "refused": open_answers, "unread": _unread(filling)}
    shown = _Shown(filling, open_answers, frozenset(apart))
    return {
        "text": text,
        "refused": open_answers,
        "parts": [[part.section.path, _part(part, shown)] for part in filling.parts],
        "side": _side(filling, shown),
        "strip": _strip(filling, shown),
        "findings": [_marked(one) for one in filling.report.findings],
        "marks": marks(filling.report),
        "name": f"{filling.data.get('dataset', {}).get('id') or 'my-data'}.card.yaml",
    }


def _done(text: str, profile: str, act: Mapping[str, Any], refused: dict[str, Say]) -> tuple[str, dict[str, Say]]:
    """Do what was asked for; what is refused is kept with the reason."""
    path = str(act.get("path", ""))
    left = {key: value for key, value in refused.items() if key != path}
    try:
        return ACTS[str(act.get("do"))](_filling(text, profile), act), left
    except RefusedError as error:
        shown = _typed(error.instead) if error.instead is not None else ""
        again = {"said": _typed(act.get("said", "")), "why": str(error), "instead": shown}
        return text, {**left, path: again}


def _answer(filling: Filling, act: Mapping[str, Any]) -> str:
    path = str(act["path"])
    said = _said(filling.asked(path).question, act.get("said"))
    return fill.answered(filling, path, said, alike=bool(act.get("alike")), insists=bool(act.get("insists")))


def _said(question: Question, said: Any) -> Any:
    """Read what a field of the page holds; lists have an entry on each line."""
    if question.kind in LISTS and isinstance(said, str):
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        return "; ".join(lines) if question.kind == "table" else lines
    return said


def _gap(filling: Filling, act: Mapping[str, Any]) -> str:
    alike = bool(act.get("alike"))
    return fill.as_gap(filling, str(act["path"]), str(act["reason"]), str(act.get("note", "")), alike=alike)


def _clear(filling: Filling, act: Mapping[str, Any]) -> str:
    return fill.cleared(filling, str(act["path"]), alike=bool(act.get("alike")))


def _share(filling: Filling, act: Mapping[str, Any]) -> str:
    """Give all dimensions what the first one says."""
    one = filling.asked(str(act["path"]))
    if one.gap:
        return fill.as_gap(filling, one.path, str(one.gap["reason"]), str(one.gap.get("note", "")), alike=True)
    return fill.answered(filling, one.path, one.value, alike=True, insists=True)


def _mend(filling: Filling, act: Mapping[str, Any]) -> str:
    """Carry out the repair of a finding."""
    found = (one for one in filling.report.findings if one.code == act["code"] and one.field == act["field"])
    fix = next((one.fix for one in found if one.fix), None)
    text, done = apply(filling.document, [fix] if fix else [])
    if not done:
        raise RefusedError(fill.GONE)
    return text


ACTS: dict[str, Callable[[Filling, Mapping[str, Any]], str]] = {
    "answer": _answer,
    "gap": _gap,
    "clear": _clear,
    "share": _share,
    "mend": _mend,
    "add": lambda filling, act: fill.with_entry(filling, str(act["path"]), str(act.get("said", ""))),
    "remove": lambda filling, act: fill.without_entry(filling, str(act["path"]), str(act["entry"])),
}


@lru_cache(4)
def _filling(text: str, profile: str) -> Filling:
    return Filling(parse(text, "card.yaml"), _profile(profile))


@lru_cache(32)
def _profile(name: str) -> Profile:
    return load_profile(name)


@lru_cache(32)
def _counted(name: str) -> int:
    return questions_of(_profile(name))


def _count(profile: Profile) -> str:
    number = _counted(profile.name)
    return f"{number} question{'' if number == 1 else 's'}"


def _starters() -> list[Any]:
    return sorted((folder("templates") / "starters").glob("*.card.yaml"))


def _title(document: Document) -> str:
    return str(document.data["dataset"]["title"])


def name_of(path: str) -> str:
    """Return what the page calls the question about a field."""
    return f"q-{crc32(path.encode('utf-8', 'surrogatepass')):08x}"


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_typed, value))
    if isinstance(value, dict):
        return "\n".join(f"{name} {_typed(entry)}" for name, entry in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


class _Shown:
    """What stands at each question: answers that were refused, and findings."""

    def __init__(self, filling: Filling, refused: Mapping[str, Say], apart: frozenset[str]) -> None:
        self.refused, self.apart = refused, apart
        every = [one for part in filling.parts for one in part.every]
        self.questions = {one.path: one for one in every}
        self.found: dict[str, list[Finding]] = {}
        self.others: list[Finding] = []
        for finding in filling.report.findings:
            if not self._is_open(finding):
                place = self._place(finding.field)
                self.others.append(finding) if place is None else self.found.setdefault(place, []).append(finding)

    def _is_open(self, finding: Finding) -> bool:
        """Say whether a finding tells what an open question shows anyhow."""
        here = finding.field
        return finding.code in MISSING and any(
            one.state == "open" and (covers(here, path) or covers(path, here)) for path, one in self.questions.items()
        )

    def _place(self, path: str) -> str | None:
        """Return the question that a finding belongs to: the one about its field, or about what contains that."""
        while path not in self.questions and "." in path:
            path = path.rpartition(".")[0]
        return path if path in self.questions else None

    def field(self, asked: Asked) -> Field:
        """Return a question with what stands at it."""
        return Field(asked, self.refused.get(asked.path, {}), tuple(self.found.get(asked.path, ())))

    def lines(self, part: Part) -> Iterator[Line]:
        """Yield the questions about dimensions as lines of a table."""
        for row in part.rows:
            together = len(row.cells) == 1 or (row.shared and row.alike and row.pattern not in self.apart)
            yield Line(row, {name: self.field(one) for name, one in row.cells.items()}, together)


@dataclass(frozen=True)
class Drawing:
    """A section with all that stands in it; two are equal where they look the same."""

    looks: str
    part: Part = field(compare=False)
    fields: tuple[Field, ...] = field(compare=False)
    lines: tuple[Line, ...] = field(compare=False)
    entries: Mapping[str, tuple[Field, ...]] = field(compare=False)


def _part(part: Part, shown: _Shown) -> str:
    is_table = part.section.path == "dimensions" and bool(part.entries)
    own = tuple(shown.field(one) for one in part.asked if not (part.entries and one.path == part.section.path))
    lines = tuple(shown.lines(part)) if is_table else ()
    entries = {} if is_table else {key: tuple(map(shown.field, asked)) for key, asked in part.entries.items()}
    fields = [*own, *(one for line in lines for one in line.fields.values()), *chain(*entries.values())]
    looks = [_names(part), [one.looks for one in fields], [line.together for line in lines]]
    return _drawn(Drawing(json.dumps([part.section.path, *looks], default=str), part, own, lines, entries))


@kept(64)
def _drawn(drawing: Drawing) -> str:
    """Write a section as HTML; most answers change one section and leave the others as they were."""
    part = drawing.part
    asked = [one for one in part.every if not one.extra and not one.question.optional and one.path != "pools"]
    return template("write_part.html.j2").render(
        part=part,
        title=label(part.section.path),
        answered=sum(one.state == "answered" for one in asked),
        gaps=sum(one.state == "gap" for one in asked),
        count=len(asked),
        fields=drawing.fields,
        lines=drawing.lines,
        entries=drawing.entries,
        names=_names(part),
        reasons=REASONS,
        near=NEAR,
        term=term,
    )


def _names(part: Part) -> dict[str, str]:
    """Return what each entry is called."""
    called = {one.path.split(".")[1]: one.value for one in part.every if one.question.pattern == "dimensions.*.name"}
    return {key: str(called.get(key) or key) for key in part.entries}


def _left(filling: Filling) -> list[Asked]:
    every = (one for part in filling.parts for one in part.every)
    return [one for one in every if one.state == "open" and not one.extra and not one.question.optional]


def _still(filling: Filling) -> list[Asked]:
    """Return what is open, without what is asked for one more entry of a list."""
    entered = {part.section.path for part in filling.parts if part.entries}
    return [one for one in _left(filling) if one.path not in entered]


def _side(filling: Filling, shown: _Shown) -> str:
    report, left = filling.report, _still(filling)
    entry = CardEntry("card", report)
    held = completeness(filling.document, filling.profile)
    return template("write_side.html.j2").render(
        map=map_of([summary_of(entry)] if report.card else []),
        standing=standing_of(report.card) if report.card else "",
        level=report.level,
        verdict=verdict(held) if held.asked else "",
        profile=filling.profile.title or filling.profile.name,
        left=[(name_of(one.path), Field(one, {}, ()).text, one) for one in left[:LEFT]],
        more=max(0, len(left) - LEFT),
        done=_findings(shown.others),
        errors=report.count("error"),
        warnings=report.count("warning"),
    )


def _findings(found: Iterable[Finding]) -> list[Finding]:
    order = ("error", "warning", "info")
    return sorted(found, key=lambda one: order.index(one.severity))


def _strip(filling: Filling, shown: _Shown) -> str:
    card = filling.report.card
    sign = quadrant(card) if card else None
    return template("write_strip.html.j2").render(
        sign=sign or "□",
        place=CAPTIONS.get(sign or "", UNPLACED)[0],
        level=filling.report.level,
        left=len(_still(filling)),
    )


def _is_read(filling: Filling) -> bool:
    """Say whether a text can be read as a card, or nothing is written yet."""
    document = filling.document
    return is_blank(document) or (not document.faults and isinstance(document.data, dict))


def _marked(finding: Finding) -> dict[str, str]:
    """Return what the editor shows where a finding is."""
    return {key: getattr(finding, key) for key in ("code", "severity", "message", "help")}


def _unread(filling: Filling) -> dict[str, Any]:
    """Return the first reason why a text is no card, and its place."""
    found = next(iter(filling.report.findings), None)
    if found is None:
        return {"line": 1, "why": "This text is not a card."}
    return {"line": found.line, "why": f"{found.message} {found.help}".strip()}
