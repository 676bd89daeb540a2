"""Answers from a file: paths of fields and their values, for a card that is made without a conversation.

A path is written as under gaps, `pools.raters.size`; `*` stands for every dimension or pool. A value that begins with
a question mark is a gap: `?not_published`, or with a note `?not_published The paper gives no number.`
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from alignmentcard.author.new import answer, gap, leave_out, with_several_pools
from alignmentcard.author.question import Question, RefusedError, about
from alignmentcard.author.session import Session
from alignmentcard.author.values import lookup
from alignmentcard.author.wrong_answers import refuse_wrong_answer
from alignmentcard.document import Document
from alignmentcard.errors import AlignmentCardError
from alignmentcard.model.fields import find
from alignmentcard.model.placing import put
from alignmentcard.model.terms import GapReason
from alignmentcard.paths import covers, expand, path_of, split

REASONS = GapReason.__metadata__[0].terms  # type: ignore[attr-defined]
"""Reasons for a gap, with their definitions."""


def read_answers(document: Document) -> dict[str, Any]:
    """Return the answers of a file: paths and values."""
    if document.faults or not isinstance(document.data, dict):
        reason = document.faults[0].message if document.faults else "It is not a list of paths and values."
        raise AlignmentCardError(f"{document.name} cannot be read: {reason} Write lines such as dataset.title: My data")
    for path in document.data:
        if find(split(path)) is None:
            raise AlignmentCardError(
                f"{document.name}: the standard has no field `{path}`. See: alignmentcard profiles"
            )
    return document.data


def with_answers(session: Session, answers: Mapping[str, Any]) -> Session:
    """Answer every question that the answers speak to, then put in what nobody asked about."""
    used: set[str] = set()
    while found := _first(session, answers):
        question, path = found
        used.add(path)
        session = _with_answer(session, question, path, answers[path])
    for path in answers:
        if path not in used:
            session = _added(session, path, answers[path])
    return session


def _first(session: Session, answers: Mapping[str, Any]) -> tuple[Question, str] | None:
    for question in session.questions:
        if question.problem:
            raise AlignmentCardError(f"`{question.path}`: {question.problem}")
        for path in answers:
            if path == question.path or (len(split(path)) == len(split(question.path)) and covers(path, question.path)):
                return question, path
    return None


def _with_answer(session: Session, question: Question, path: str, said: Any) -> Session:
    reason, note = reason_of(said)
    try:
        if reason:
            return gap(session, question, reason, note)
        if question.path == "pools" and isinstance(said, list):
            session = with_several_pools(session)
            question = next(one for one in session.questions if one.path == "pools")
        return answer(session, question, said)
    except RefusedError as error:
        raise AlignmentCardError(f"`{path}`: {error}") from error


def reason_of(said: Any) -> tuple[str, str]:
    """Read `?reason note`; two empty texts where an answer is no gap."""
    if not isinstance(said, str) or not said.startswith("?"):
        return "", ""
    reason, _, note = said[1:].strip().partition(" ")
    reason = reason.rstrip(":") or "unknown"
    if reason not in REASONS:
        raise AlignmentCardError(
            f"“{said}” gives no reason that the standard knows. Reasons are: {', '.join(REASONS)}."
        )
    return reason, note.strip()


def _added(session: Session, path: str, said: Any) -> Session:
    """Put a value at a path that no question asks about."""
    for place in _places(session, path):
        known = find(split(place))
        if known is None or lookup(session.data, place) is not None:
            continue
        question = about(known, place)
        if reason_of(said)[0] or not known.children:
            session = _with_answer(session, question, path, said)
            continue
        data = deepcopy(session.data)
        put(data, place, said)
        after = replace(session, data=data)
        try:
            refuse_wrong_answer(session, after, question)
        except RefusedError as error:
            raise AlignmentCardError(f"`{path}`: {error}") from error
        session = after
    return session


def _places(session: Session, path: str) -> Iterator[str]:
    if "*" not in split(path):
        yield path
    else:
        yield from (path_of(session.data, route) for route in expand(session.data, path))


def with_suggestions(session: Session) -> Session:
    """Answer what is open with what is suggested, or list it as a gap that is still to do."""
    while question := session.next:
        try:
            session = _defaulted(session, question)
        except RefusedError as error:
            raise AlignmentCardError(f"`{question.path}`: {error}") from error
    return session


def _defaulted(session: Session, question: Question) -> Session:
    if question.problem or (question.optional and question.default is None):
        return leave_out(session, question)
    if question.default is not None:
        return answer(session, question, question.default)
    if question.path == "dataset.title":
        return answer(session, question, session.name.replace("-", " ").capitalize() or "Untitled dataset")
    if question.path == "dimensions":
        return gap(session, replace(question, can_be_gap=True), "to_do")
    return gap(session, question, "to_do")
