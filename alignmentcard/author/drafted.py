"""What a draft from another description knows beyond the questions, and where that stands there."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from alignmentcard.author.question import RefusedError, about
from alignmentcard.author.session import Session
from alignmentcard.author.values import gaps_of, lookup
from alignmentcard.author.wrong_answers import refuse_wrong_answer
from alignmentcard.model.fields import find
from alignmentcard.model.placing import put
from alignmentcard.paths import covers, split


def adopted(session: Session) -> tuple[Session, list[str]]:
    """Take over values that nobody asked about, and name the source of every value that is the draft's.

    Returns the session and the paths that were taken over without a question. What contradicts an answer stays out.
    """
    taken: list[str] = []
    for entry in session.draft.get("evidence", []):
        path = entry["field"]
        value = lookup(session.draft, path)
        if value is not None and not _is_answered(session, path):
            after = _with(session, path, value)
            taken += [path] if after is not session else []
            session = after
    return _sourced(session), taken


def _is_answered(session: Session, path: str) -> bool:
    known = lookup(session.data, path) is not None
    return known or any(covers(str(gap["field"]), path) for gap in gaps_of(session.data))


def _with(session: Session, path: str, value: Any) -> Session:
    """Put in one value; the session as it is where the value does not stand or its entry is not there."""
    known = find(split(path))
    entry = ".".join(split(path)[:2])
    if known is None or (known.path.partition(".")[2].startswith("*") and lookup(session.data, entry) is None):
        return session
    data = deepcopy(session.data)
    put(data, path, deepcopy(value))
    after = replace(session, data=data)
    try:
        refuse_wrong_answer(session, after, about(known, path))
    except RefusedError:
        return session
    return after


def _sourced(session: Session) -> Session:
    """Add evidence for each value that is as the draft has it, and the sources that it names."""
    have = {entry.get("field") for entry in session.data.get("evidence", [])}
    evidence = [
        entry
        for entry in session.draft.get("evidence", [])
        if entry["field"] not in have and _is_the_drafts(session, entry["field"])
    ]
    if not evidence:
        return session
    known = {source.get("id") for source in session.data.get("sources", [])}
    named = {entry["source"] for entry in evidence} - known
    sources = [source for source in session.draft.get("sources", []) if source["id"] in named]
    data = deepcopy(session.data)
    data["sources"] = [*data.get("sources", []), *sources]
    data["evidence"] = [*data.get("evidence", []), *evidence]
    return replace(session, data=data)


def _is_the_drafts(session: Session, path: str) -> bool:
    value = lookup(session.data, path)
    return value is not None and value == lookup(session.draft, path)
