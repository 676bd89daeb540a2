"""The form of the page that writes a card, as HTML; every value of a card is printed as text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from zlib import crc32

from alignmentcard.author.answers import REASONS
from alignmentcard.author.asked import Asked, Part, QuestionRow
from alignmentcard.author.count import LIKELY, questions_left
from alignmentcard.author.filling import Filling
from alignmentcard.author.placement import place_of_card
from alignmentcard.author.progress import Progress
from alignmentcard.author.session import MISSING
from alignmentcard.coordinates import quadrant
from alignmentcard.messages import _, kept, spoken
from alignmentcard.messages.retold import say
from alignmentcard.paths import covers
from alignmentcard.portal.collection.entry import CardEntry, in_words
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.portal.map.drawn import map_of
from alignmentcard.portal.markup import marked
from alignmentcard.resources import template
from alignmentcard.rules.finding import Finding
from alignmentcard.words import CAPTIONS, UNPLACED, label, severities, term

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
    added: bool = False
    """Whether it is asked because the author wanted to say something of it."""

    @property
    def id(self) -> str:
        """What the page calls the question; the same after every answer."""
        return name_of(self.asked.path)

    @property
    def text(self) -> str:
        """The question in the language of the page, without the name of the entry that stands above it."""
        return say(_bare(say(self.asked.question.text)))

    @property
    def is_foreign(self) -> bool:
        """Whether nobody translated it, as the questions of a venue."""
        return not spoken().is_source and self.text == _bare(self.asked.question.text)

    @property
    def typed(self) -> str:
        """The answer as somebody would type it: lists and tables with an entry on each line."""
        return str(self.said["said"]) if self.said else typed(self.asked.value)

    @property
    def chosen(self) -> list[str]:
        """The words that are chosen."""
        value = self.asked.value
        return [str(one) for one in value] if isinstance(value, list) else [typed(value)] if value is not None else []

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
        return [asked.path, self.text, made, asked.value, asked.gap, asked.extra, self.added, self.said, told]

    @property
    def is_listed(self) -> bool:
        """Whether the words are too many to stand below one another."""
        return len(self.asked.question.choices) > MANY


@dataclass(frozen=True)
class Line:
    """A question about dimensions as the page shows it: in one field for all of them, or in one for each."""

    row: QuestionRow
    fields: Mapping[str, Field]
    together: bool

    @property
    def first(self) -> Field:
        """The field of the first dimension."""
        return next(iter(self.fields.values()))


def name_of(path: str) -> str:
    """Return what the page calls the question about a field."""
    return f"q-{crc32(path.encode('utf-8', 'surrogatepass')):08x}"


def typed(value: Any) -> str:
    """Write a value as somebody would type it: lists and tables with an entry on each line."""
    if isinstance(value, list):
        return "\n".join(map(typed, value))
    if isinstance(value, dict):
        return "\n".join(f"{name} {typed(entry)}" for name, entry in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


class Shown:
    """What stands at each question: answers that were refused, and findings."""

    def __init__(self, filling: Filling, refused: Mapping[str, Say], apart: frozenset[str]) -> None:
        self.refused, self.apart, self.more = refused, apart, filling.more
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
        found = tuple(self.found.get(asked.path, ()))
        return Field(asked, self.refused.get(asked.path, {}), found, asked.question.pattern in self.more)

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


def section_of(part: Part, shown: Shown) -> str:
    """Return a section of the form as HTML."""
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
        marked=marked,
        severities=severities(),
    )


def _bare(text: str) -> str:
    return text.partition("`: ")[2] if text.startswith("`") and "`: " in text else text


def _names(part: Part) -> dict[str, str]:
    """Return what each entry is called."""
    called = {one.path.split(".")[1]: one.value for one in part.every if one.question.pattern == "dimensions.*.name"}
    return {key: str(called.get(key) or key) for key in part.entries}


def left(filling: Filling) -> list[Asked]:
    """Return the questions that nobody has answered yet, without what is asked for one more entry of a list."""
    entered = {part.section.path for part in filling.parts if part.entries}
    every = (one for part in filling.parts for one in part.every if not one.extra and not one.question.optional)
    waiting = (one for one in every if one.state == "open" or one.gap.get("reason") == "to_do")
    return [one for one in waiting if one.path not in entered]


def coming(filling: Filling) -> int:
    """Count what is left: as long as no dimension or no pool is named, with the questions about one of each.

    A form that nobody has begun then says the same number as the list of profiles, and `new` on the command line.
    """
    waiting = left(filling)
    if not waiting or all(filling.data.get(section) for section in LIKELY):
        return len(waiting)
    still_open = sum(one.state == "open" for one in waiting)
    return len(waiting) + max(0, questions_left(Progress(filling.profile, filling.data)) - still_open)


def side(filling: Filling, shown: Shown) -> str:
    """Return what stands beside the form: map, level, what is left, and what nobody asked."""
    report, waiting = filling.report, left(filling)
    entry = CardEntry("card", report)
    return template("write_side.html.j2").render(
        map=map_of([summary_of(entry)] if report.card else []),
        standing=place_of_card(report.card) if report.card else "",
        level=report.level,
        words=in_words(report.level),
        left=[(name_of(one.path), Field(one, {}, ()).text, one) for one in waiting[:LEFT]],
        more=coming(filling) - min(len(waiting), LEFT),
        done=_findings(shown.others),
        errors=report.count("error"),
        warnings=report.count("warning"),
        marked=marked,
        severities=severities(),
    )


def _findings(found: Iterable[Finding]) -> list[Finding]:
    order = ("error", "warning", "info")
    return sorted(found, key=lambda one: order.index(one.severity))


def strip(filling: Filling) -> str:
    """Return where the card stands in one line."""
    card = filling.report.card
    sign = quadrant(card) if card else None
    return template("write_strip.html.j2").render(
        sign=sign or "□",
        place=_(CAPTIONS.get(sign or "", UNPLACED)[0]),
        words=in_words(filling.report.level),
        left=coming(filling),
    )
