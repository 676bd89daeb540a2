"""A card in the making as a value: what it says so far, and which questions are open.

An answer gives a new session, so that going back is keeping the old one. A session starts from the data of a card that
is half finished, or from none.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Any, Optional

from alignmentcard.author.asked import Asked, in_order_of_asking
from alignmentcard.author.plan import needless, open_questions
from alignmentcard.author.progress import Progress
from alignmentcard.author.question import Question, about
from alignmentcard.author.values import gap_entry, gaps_of, lookup, take_out
from alignmentcard.checker.check import Report, check
from alignmentcard.document import Document, parse
from alignmentcard.model import VERSION
from alignmentcard.model.fields import find
from alignmentcard.paths import covers, split
from alignmentcard.profiles import Profile
from alignmentcard.rules.finding import Finding
from alignmentcard.text.writing import block_of_levels

MISSING = ("AC003", "AC005", "AC009", "AC905")
"""Rules that say what is not there yet."""


@dataclass(frozen=True)
class Session(Progress):
    """A card in the making, the questions that are open, and the session before the last answer."""

    before: Optional["Session"] = None

    @cached_property
    def document(self) -> Document:
        """The card so far, as it would be read."""
        return parse(block_of_levels(self.finished, 0))

    @cached_property
    def report(self) -> Report:
        """What the checker says of the card so far."""
        return check(self.document, profile=self.profile)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are open; answers can open more and close some."""
        return tuple(_open(self))

    @property
    def next(self) -> Question | None:
        """The question that comes next; None where everything is answered."""
        return self.questions[0] if self.questions else None

    @cached_property
    def earlier(self) -> Optional["Session"]:
        """The session at the question before, which a card that is gone on with may have answered long ago."""
        return self.before or _reopened(self)

    @cached_property
    def finished(self) -> dict[str, Any]:
        """The data, with gaps for what the profile expects and the answers make needless."""
        found = [gap_entry(path, "not_applicable", note) for path, note in needless(self)]
        return {**self.data, "gaps": [*gaps_of(self.data), *found]} if found else self.data


def start(
    profile: Profile, data: dict[str, Any] | None = None, draft: dict[str, Any] | None = None, name: str = ""
) -> Session:
    """Begin, or go on with the data of a card that is half finished."""
    data = {"alignmentcard": VERSION, **(data or {})}
    return Session(profile, data, draft or {}, name, complete=frozenset(_records(data)))


def _open(session: Session) -> Iterator[Question]:
    done: list[str] = []
    for section, questions in open_questions(session):
        found = list(questions)
        yield from found
        done.append(section)
        if not found and session.answered:
            yield from _contradictions(session, done)


def _contradictions(session: Session, done: list[str]) -> Iterator[Question]:
    """Ask again about a field whose answer contradicts another."""
    for finding in session.report.findings:
        if finding.severity == "error" and finding.code not in MISSING and finding.field.partition(".")[0] in done:
            yield from _again(session, finding)


def _again(session: Session, finding: Finding) -> Iterator[Question]:
    known = find(split(finding.field))
    if known is None or known.children or "*" in finding.field:
        return
    path = ".".join(split(finding.field)[: len(split(known.path))])  # of one of several plain values, all of them
    if f"!{path}" not in session.passed:
        problem = f"{finding.message} {finding.help}"
        yield about(known, path, default=lookup(session.data, path), problem=problem)


def _reopened(session: Session) -> Session | None:
    """Take the last answer out of a card that is gone on with, of those before the question that comes next."""
    last = _last_said(session)
    if last is None:
        return None
    path, data = last.question.path, deepcopy(session.data)
    for place in {path, last.gap.get("field", path)}:
        take_out(data, place)
    complete = frozenset(one for one in session.complete if not (covers(one, path) or covers(path, one)))
    return replace(session, data=data, complete=complete)


def _last_said(session: Session) -> Asked | None:
    now = session.next.path if session.next else ""
    asked = takewhile(lambda one: one.path != now, in_order_of_asking(session))
    own = (one for one in reversed(list(asked)) if one.question.pattern not in WITH_THE_LIST)
    return next((one for one in own if one.state != "open"), None)


WITH_THE_LIST = ("dimensions.*.name",)
"""What is answered by the names that the entries of a list are given."""


def _records(data: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of records that hold something."""
    if isinstance(data, list):
        for number, entry in enumerate(data):
            name = entry.get("id", number) if isinstance(entry, dict) else number
            yield from _records(entry, f"{path}.{name}")
    elif isinstance(data, dict) and data:
        yield from [path] if path else []
        for key, value in data.items():
            yield from _records(value, f"{path}.{key}" if path else str(key))
