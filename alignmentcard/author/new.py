"""A new card as questions and answers: which question comes next, and what a card becomes by an answer.

It knows no terminal. A session is a value; every answer gives a new one, so that going back is keeping the old one.
A session starts from the data of a card that is half finished, or from none.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Any, Optional

from alignmentcard.author.asked import Asked, in_order_of_asking
from alignmentcard.author.plan import entries_of, has_entries, needless, open_questions
from alignmentcard.author.progress import Progress
from alignmentcard.author.question import SIZE, Question, RefusedError, about, value_of
from alignmentcard.author.reasons import EACH_ITS_OWN
from alignmentcard.author.values import gaps_of, lookup, put, slug, take_out
from alignmentcard.checker.check import Report, check
from alignmentcard.coordinates import QUADRANTS, derive, quadrant
from alignmentcard.document import Document, parse
from alignmentcard.edit import Fix, Set
from alignmentcard.edit.operations import intended
from alignmentcard.loader import Misfit, load
from alignmentcard.messages import _
from alignmentcard.messages.retold import say
from alignmentcard.model import VERSION, Card
from alignmentcard.model.fields import find
from alignmentcard.paths import covers, route_of, split
from alignmentcard.profiles import Profile
from alignmentcard.rules.finding import Finding
from alignmentcard.rules.wording import wrong_value
from alignmentcard.text.writing import block_of_levels
from alignmentcard.words import term

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
        found = [_gap(path, "not_applicable", note) for path, note in needless(self)]
        return {**self.data, "gaps": [*gaps_of(self.data), *found]} if found else self.data


def start(
    profile: Profile, data: dict[str, Any] | None = None, draft: dict[str, Any] | None = None, name: str = ""
) -> Session:
    """Begin, or go on with the data of a card that is half finished."""
    data = {"alignmentcard": VERSION, **(data or {})}
    return Session(profile, data, draft or {}, name, complete=frozenset(_records(data)))


def answer(
    session: Session, question: Question, said: Any, *, insists: bool = True, contradicts: bool = False
) -> Session:
    """Take an answer; RefusedError with one sentence where it cannot stand.

    Without `insists` an answer that stands is refused too where the checker would write it in another way. With
    `contradicts` one stands that fits the standard and that a rule takes for an error: who sees all answers at once
    can change any of them.
    """
    value = value_of(question, said)
    data = deepcopy(session.data)
    for path in (question.path, *([f"{question.path}_stated"] if question.pattern == SIZE else [])):
        take_out(data, path)
    for path, entry in _placed(session, question, value):
        put(data, path, entry)
    after = replace(session, data=data, answered=session.answered + 1, before=session)
    refuse_wrong_answer(session, after, question, "warning" if not insists else "error", contradicts=contradicts)
    if question.problem:
        after = replace(after, passed=after.passed | {f"!{question.path}"})
    return after


def gap(session: Session, question: Question, reason: str, note: str = "") -> Session:
    """List a field under gaps with the reason that nothing is known."""
    if not question.can_be_gap:
        raise RefusedError(_("A card cannot do without this. Give it a name for now; you can change it later."))
    data, path = deepcopy(session.data), question.gap or question.path
    number = _one_of_several(data, question)
    if number is not None:
        del lookup(data, question.gap)[number]
    else:
        take_out(data, path)
        if path == "pools":
            data["pools"], path = [{"id": "raters"}], "pools.raters.kind"
        data["gaps"] = [*gaps_of(data), _gap(path, reason, note)]
    return replace(session, data=data, answered=session.answered + 1, before=session)


def goes_without(session: Session, question: Question) -> bool:
    """Say whether an entry is left out that cannot stand without an answer, because others of its list can."""
    return _one_of_several(session.data, question) is not None


def _one_of_several(data: Any, question: Question) -> int | None:
    """Return which entry of a list cannot stand without what is not known, where others of its list can."""
    number, _, part = question.path.removeprefix(f"{question.gap}.").partition(".")
    entries = lookup(data, question.gap) if question.gap and part and number.isdecimal() else None
    return int(number) if isinstance(entries, list) and len(entries) > 1 else None


def leave_out(session: Session, question: Question) -> Session:
    """Leave an optional field empty, or let an answer stand that contradicts another."""
    marks = {f"!{question.path}"} if question.problem else {question.path, question.gap or question.path}
    return replace(session, passed=session.passed | marks, before=session)


def alike(session: Session, question: Question) -> tuple[Question, ...]:
    """Return the open questions about the same field of other dimensions, which one answer may answer too."""
    section, _, rest = question.pattern.partition(".*.")
    if section != "dimensions" or rest in EACH_ITS_OWN or question.problem:
        return ()
    return tuple(one for one in session.questions if one.pattern == question.pattern and one.path != question.path)


def for_all(session: Session, question: Question, step: Callable[[Session, Question], Session]) -> Session:
    """Answer, or leave out, a question for all dimensions at once; one step back takes all of it back."""
    after = step(session, question)
    for other in alike(session, question):
        after = step(after, other)
    return replace(after, before=session)


def back(session: Session) -> Session:
    """Return to the question before; all that was answered is offered again, however many steps one goes back."""
    if session.earlier is None:
        return session
    return replace(session.earlier, draft=_overlaid(session.draft, session.data))


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


def with_several_pools(session: Session) -> Session:
    """Say that there are several pools, so that their names are asked for."""
    return replace(session, passed=session.passed | {"pools:several"}, before=session)


def place_in_words(session: Session) -> str:
    """Say where the card stands in the 2x2: as declared, and as its fields have it; empty as long as nothing does."""
    card = load(session.document).card
    return place_of_card(card) if card else ""


def place_of_card(card: Card) -> str:
    """Say where a card stands in the 2x2: as declared, and as its fields have it; empty where nothing says it."""
    declared, derived = quadrant(card), derive(card)
    sides = (derived.dimensions, derived.definitions)
    found = QUADRANTS.get((sides[0] or "", sides[1] or ""))
    derived_words = f"{found} {term(sides[0])}, {term(sides[1])}"
    if declared is None:
        return _("{place}, by what the dimensions say", place=derived_words) if found else ""
    words = f"{declared} {term(card.framework.dimensions)}, {term(card.framework.definitions)}"
    if found is None or found == declared:
        return words
    return _("{declared}; by what the dimensions say rather {derived}", declared=words, derived=derived_words)


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


def _placed(session: Session, question: Question, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what an answer puts where: mostly its value at its path; lists of records get entries with ids."""
    if question.path == "dataset.title":
        yield question.path, value
        if not lookup(session.data, "dataset.id"):
            yield "dataset.id", slug(session.name or str(value), otherwise="dataset")
    elif question.path == "pools" and question.kind == "choice":
        yield "pools", [{"id": "raters" if value == "human" else "models", "kind": value}]
    elif question.pattern == SIZE and isinstance(value, dict):
        yield f"{question.path}_stated", value
    elif question.pattern == "pools.*.composition.*.counts" and UNDISCLOSED in value:
        yield question.path, {name: number for name, number in value.items() if name != UNDISCLOSED}
        yield f"{question.path.rpartition('.')[0]}.{UNDISCLOSED}", value[UNDISCLOSED]
    elif has_entries(question.pattern):
        yield question.path, entries_of(question, value, session)
    else:
        yield question.path, value


UNDISCLOSED = "undisclosed"
"""What those are called among the groups of an attribute who did not say."""


def refuse_wrong_answer(
    before: Session, after: Session, question: Question, least: str = "error", *, contradicts: bool = False
) -> None:
    """Refuse an answer that the model, or a rule about this very field, does not take; milder findings if mended."""
    target = question.path
    misfits = [wrong_value(one, after.document) for one in load(after.document).misfits if _is_at(one, after, target)]
    for message, help_, _fix in misfits:
        instead = _mended(after, target, [one[2] for one in misfits if one[2]])
        raise RefusedError(f"{say(message)} {say(help_)}".strip().replace(f"`{target}`", "This"), instead)
    old = {(finding.code, finding.field) for finding in before.report.findings}
    new = [one for one in after.report.findings if (one.code, one.field) not in old and covers(target, one.field)]
    instead = _mended(after, target, [finding.fix for finding in new if finding.fix])
    for finding in new:
        mendable = least == "warning" and finding.fix and instead is not None
        wrong = finding.severity == "error" and not contradicts
        if (wrong or mendable) and finding.code not in MISSING:
            raise RefusedError(f"{say(finding.message)} {say(finding.help)}".strip(), instead)


def _is_at(misfit: Misfit, session: Session, path: str) -> bool:
    return misfit.kind != "missing" and covers(_plain(session, path), ".".join(map(str, misfit.route)))


def _mended(session: Session, path: str, fixes: list[Fix]) -> Any:
    """Return what a field says after the repairs that change nothing else; None where there are none."""
    here = route_of(session.data, path) or ()
    steps: list[Set] = []
    for fix in fixes:
        inside = [one for one in fix.operations if isinstance(one, Set) and one.route[: len(here)] == here]
        steps += inside if len(inside) == len(fix.operations) else []
    return lookup(intended(session.data, steps), path) if here and steps else None


def _plain(session: Session, path: str) -> str:
    route = route_of(session.data, path)
    return path if route is None else ".".join(map(str, route))


def _gap(path: str, reason: str, note: str = "") -> dict[str, str]:
    return {"field": path, "reason": reason, **({"note": note} if note else {})}


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


def _overlaid(draft: Any, data: Any) -> Any:
    """Put data over a draft, so that answers are offered again."""
    if isinstance(draft, list) and isinstance(data, list) and all(isinstance(one, dict) for one in data):
        known = {one["id"]: one for one in draft if isinstance(one, dict) and "id" in one}
        return [_overlaid(known.get(one.get("id")), one) for one in data]
    if not isinstance(draft, dict) or not isinstance(data, dict):
        return data
    return {**draft, **{key: _overlaid(draft.get(key), value) for key, value in data.items()}}
