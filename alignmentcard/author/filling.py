"""Answers of a form to the text of a card: each changes only the lines that it is about.

A form shows what the text says, so both can be written in: whoever answers changes the text, whoever changes the text
sees it in the form. What does not fit the standard stays in the text and is left out of the form.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from alignmentcard.author.asked import Asked, Part, QuestionRow, parts
from alignmentcard.author.changed import changed, without_misfits
from alignmentcard.author.new import answer, gap
from alignmentcard.author.plan import ENTRIES, stale_gaps
from alignmentcard.author.question import Question, RefusedError
from alignmentcard.author.session import Session
from alignmentcard.author.values import gaps_of, slug, take_out
from alignmentcard.author.wrong_answers import refuse_wrong_answer
from alignmentcard.checker.check import Report, check
from alignmentcard.document import Document
from alignmentcard.loader import load
from alignmentcard.messages import _, later
from alignmentcard.model import VERSION
from alignmentcard.paths import covers
from alignmentcard.profiles import Profile

ROUNDS = 5
"""Leaving out one part may leave the part around it without what it needs."""
GONE = later("The card has no such question any more. Look at the text: it was changed.")
NEEDED = later("A card cannot do without this. Write another answer in its place.")
Step = Callable[[Session, Question], Session]


@dataclass(frozen=True)
class Filling:
    """A card that somebody fills in: its text, held to a profile."""

    document: Document
    profile: Profile
    more: tuple[str, ...] = ()
    """Fields that are in the form though the profile asks for none of them: paths of the standard, with their stars."""

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the text says, as far as it fits the standard."""
        data = deepcopy(self.document.data) if isinstance(self.document.data, dict) else {}
        for _round in range(ROUNDS):
            found = load(replace(self.document, data=data, faults=(), empty=())).misfits if data else ()
            wrong = [one.route for one in found if one.kind != "missing"]
            if not wrong:
                break
            data = without_misfits(data, wrong)
        return {"alignmentcard": VERSION, **data}

    @cached_property
    def session(self) -> Session:
        """The questions and answers of `new`, begun with this card."""
        return Session(self.profile, self.data, self.data, whole=True, more=self.more)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections of the form."""
        return tuple(parts(self.session))

    @cached_property
    def report(self) -> Report:
        """What the checker says of the text."""
        return check(self.document, profile=self.profile)

    def asked(self, path: str) -> Asked:
        """Return the question about a field; RefusedError where there is none."""
        found = (one for part in self.parts for one in part.every if one.path == path)
        one = next(found, None)
        if one is None:
            raise RefusedError(_(GONE))
        return one

    def _row(self, path: str) -> QuestionRow | None:
        rows = (row for part in self.parts if part.section.path == "dimensions" for row in part.rows)
        return next((row for row in rows if any(one.path == path for one in row.cells.values())), None)

    def _each(self, path: str, alike: bool, step: Step) -> str:
        """Take a step for one question, or for the same one about all dimensions; return the text afterwards."""
        row = self._row(path) if alike else None
        session = self.session
        for one in row.cells.values() if row and row.shared else [self.asked(path)]:
            session = step(session, one.question)
        return self._text(session)

    def _text(self, session: Session) -> str:
        """Write what a session says into the text; a gap that answers made needless goes when they change."""
        gone = stale_gaps(session)
        left = [one for one in gaps_of(session.data) if one not in gone]
        after = replace(session, data={**session.data, "gaps": left})
        return changed(self.document, self.data, after.finished)


def answered(filling: Filling, path: str, said: Any, *, alike: bool = False, insists: bool = False) -> str:
    """Return the text with an answer in it; RefusedError, with what to write instead, where it does not stand."""
    if said in ("", [], None):
        return cleared(filling, path, alike=alike)

    def step(session: Session, question: Question) -> Session:
        data = deepcopy(session.data)
        if question.gap:
            data["gaps"] = [one for one in gaps_of(data) if one.get("field") != question.gap]
        return answer(replace(session, data=data), question, said, insists=insists, contradicts=True)

    return filling._each(path, alike, step)


def as_gap(filling: Filling, path: str, reason: str, note: str = "", *, alike: bool = False) -> str:
    """Return the text with a field listed as a gap."""
    return filling._each(path, alike, lambda session, one: gap(session, one, reason, note.strip()))


def cleared(filling: Filling, path: str, *, alike: bool = False) -> str:
    """Return the text without an answer, and without the gap that stood in its place."""

    def step(session: Session, question: Question) -> Session:
        if not question.can_be_gap and not question.optional:
            raise RefusedError(_(NEEDED))
        data = deepcopy(session.data)
        for place in {question.path, question.gap or question.path}:
            take_out(data, place)
        return replace(session, data=data)

    return filling._each(path, alike, step)


def with_entry(filling: Filling, section: str, name: str) -> str:
    """Return the text with one more dimension or pool of a name."""
    if section not in ENTRIES:
        raise RefusedError(_(GONE))
    if not name.strip():
        raise RefusedError(_("Give it a name."))
    data, session = deepcopy(filling.data), filling.session
    entries = data.setdefault(section, [])
    made = {"id": slug(name, tuple(str(one.get("id")) for one in entries), "group")}
    entries.append({**made, **({"name": name.strip()} if section == "dimensions" else {})})
    after = replace(session, data=data)
    refuse_wrong_answer(session, after, Question(section, section, "", ""))
    return filling._text(after)


def without_entry(filling: Filling, section: str, name: str) -> str:
    """Return the text without a dimension or pool, and without the gaps and the evidence that speak of it."""
    if section not in ENTRIES:
        raise RefusedError(_(GONE))
    data = deepcopy(filling.data)
    data[section] = [one for one in data.get(section, []) if str(one.get("id")) != name]
    for beside in ("gaps", "evidence"):
        here = f"{section}.{name}"
        data[beside] = [one for one in data.get(beside, []) if not covers(here, str(one.get("field")))]
    return filling._text(replace(filling.session, data=data))
