"""Making a card by questions and answers: what a session becomes by an answer, a gap, or a step back.

It knows no terminal: every step takes a session and returns a new one.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from alignmentcard.author.plan import entries_of, has_entries
from alignmentcard.author.question import SIZE, Question, RefusedError, value_of
from alignmentcard.author.reasons import EACH_ITS_OWN
from alignmentcard.author.session import Session
from alignmentcard.author.values import gap_entry, gaps_of, lookup, slug, take_out
from alignmentcard.author.wrong_answers import refuse_wrong_answer
from alignmentcard.messages import _
from alignmentcard.model.placing import put


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
        data["gaps"] = [*gaps_of(data), gap_entry(path, reason, note)]
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


def with_several_pools(session: Session) -> Session:
    """Say that there are several pools, so that their names are asked for."""
    return replace(session, passed=session.passed | {"pools:several"}, before=session)


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


def _overlaid(draft: Any, data: Any) -> Any:
    """Put data over a draft, so that answers are offered again."""
    if isinstance(draft, list) and isinstance(data, list) and all(isinstance(one, dict) for one in data):
        known = {one["id"]: one for one in draft if isinstance(one, dict) and "id" in one}
        return [_overlaid(known.get(one.get("id")), one) for one in data]
    if not isinstance(draft, dict) or not isinstance(data, dict):
        return data
    return {**draft, **{key: _overlaid(draft.get(key), value) for key, value in data.items()}}
