"""Argilla: records with the responses of each user, in the ways in which its versions write them.

Version 1 has a list `responses` with the values of all questions, or, on the hub, a column for each question with a
list of answers. Version 2 has a mapping `responses` by question, or columns `question.responses`, `.users`, `.status`;
its records stand in a list, in a mapping by id, or turned into columns. Drafts, discarded answers, suggestions and
marks on a part of a text are set aside; ranks are written as `a > b = c`.
"""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked, dimension_of
from alignmentcard.measurement.tables.adapters.rows import (
    DISCARDED,
    DRAFT,
    LOOKED_AT,
    MARK,
    PREDICTION,
    Answer,
    Aside,
    Found,
    Held,
    content_of,
    empty,
    ordered,
    plain,
    records,
    unpacked,
)

TOOL = "Argilla"
IS_PROGRAM = True
ENDING = ".responses"
SUGGESTION = ".suggestion"
SUBMITTED = "submitted"
REASONS = {"draft": DRAFT, "pending": DRAFT, "discarded": DISCARDED}
Given = tuple[Any, Any, Any, str]
"""Rater, question, answer and status."""


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return any(_has_answers(record) for record in _records(data.data, LOOKED_AT))


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    found = _records(data.data)
    orders = _orders(found, asked)
    for number, record in enumerate(found):
        item = record.get("external_id") or record.get("id") or data.row(number)
        content = content_of(record.get("fields"))
        yield from _suggestions(record)
        for rater, question, answer, status in _responses_in(record):
            if status != SUBMITTED:
                yield Aside(REASONS.get(status, status))
            elif isinstance(value := _value(answer, question in orders), Aside):
                yield value
            else:
                yield Answer(item, rater, question, value, content=content)


def _records(data: Any, most: int | None = None) -> list[dict[str, Any]]:
    """Return the records of a list, of a mapping by id, or of a mapping that has a list for each field."""
    if not isinstance(data, dict) or "records" in data:
        return list(map(_with_lists, records(data)[:most]))
    if data and all(isinstance(one, list) for one in data.values()):
        length = max(len(one) for one in data.values())
        rows = range(length if most is None else min(most, length))
        return [{name: one[row] for name, one in data.items() if row < len(one)} for row in rows]
    return [one for one in itertools.islice(data.values(), most) if isinstance(one, dict)]


def _with_lists(record: dict[str, Any]) -> dict[str, Any]:
    """Read the lists of a record that came from a table of texts, where they stand as text."""
    parts = (ENDING, f"{ENDING}.users", f"{ENDING}.status")
    return {name: unpacked(value) if name.endswith(parts) else value for name, value in record.items()}


def _has_answers(record: dict[str, Any]) -> bool:
    responses = record.get("responses")
    listed = isinstance(responses, list) and any(isinstance(one, dict) and "values" in one for one in responses)
    mapped = isinstance(responses, dict) and any(_is_column(one) for one in responses.values())
    flat = any(name.endswith(ENDING) and f"{name}.users" in record for name in record)
    return listed or mapped or flat or any(_is_column(one) for one in record.values())


def _is_column(answers: Any) -> bool:
    """Say whether a column holds the answers of users to one question."""
    return (
        isinstance(answers, list)
        and bool(answers)
        and all(isinstance(answer, dict) and {"user_id", "value"} <= answer.keys() for answer in answers)
    )


def _suggestions(record: dict[str, Any]) -> Iterator[Aside]:
    listed = record.get("suggestions")
    count = len(listed) if isinstance(listed, dict | list) else 0
    count += sum(1 for name, one in record.items() if name.endswith(SUGGESTION) and not empty(one))
    if count:
        yield Aside(PREDICTION, count)


def _responses_in(record: dict[str, Any]) -> Iterator[Given]:
    responses = record.get("responses")
    for response in responses if isinstance(responses, list) else []:
        values = (response.get("values") or {None: None}).items()
        for question, answer in values:
            given = answer.get("value") if isinstance(answer, dict) else answer
            yield response.get("user_id"), question, given, response.get("status") or SUBMITTED
    mapped = responses if isinstance(responses, dict) else {}
    columns = {name: answers for name, answers in record.items() if name != "responses" and _is_column(answers)}
    for question, answers in {**mapped, **columns}.items():
        for answer in answers or []:
            yield answer.get("user_id"), question, answer.get("value"), answer.get("status") or SUBMITTED
    for column in (name for name in record if name.endswith(ENDING)):
        yield from _flat(record, column)


def _flat(record: dict[str, Any], column: str) -> Iterator[Given]:
    answers = record[column] if isinstance(record[column], list) else []
    raters = record.get(f"{column}.users") or [None] * len(answers)
    states = record.get(f"{column}.status") or [SUBMITTED] * len(answers)
    for rater, answer, state in zip(raters, answers, states, strict=False):
        yield rater, column.removesuffix(ENDING), answer, state or SUBMITTED


def _orders(found: Iterable[dict[str, Any]], asked: Asked) -> set[str]:
    """Return the questions whose lists are orders of preference.

    The card says it by `feedback`. Where it does not, a question is one of order if every answer arranges the same
    things anew, and not all in one way.
    """
    lists: dict[str, set[tuple[str, ...]]] = {}
    for record in found:
        for _, question, answer, status in _responses_in(record):
            if question is not None and status == SUBMITTED and isinstance(answer, list):
                lists.setdefault(question, set()).add(tuple(plain(part) for part in answer))
    orders = set()
    for question, answers in lists.items():
        id_ = dimension_of(asked, [question])
        feedback = asked[id_].feedback if id_ else None
        same = len(answers) > 1 and len({tuple(sorted(one)) for one in answers}) == 1
        if feedback == "ranking" or (feedback is None and same):
            orders.add(question)
    return orders


def _value(answer: Any, order: bool) -> Any:
    """Return an answer that a scale can have: a value, several, or an order; an Aside for marks on a text."""
    if not (isinstance(answer, list) and answer):
        return answer
    if not isinstance(answer[0], dict):
        return ordered(answer) if order else answer
    if not all(isinstance(part, dict) and {"rank", "value"} <= part.keys() for part in answer):
        return Aside(MARK)
    ranked = sorted((part["rank"] or 0, str(part["value"])) for part in answer)
    groups = itertools.groupby(ranked, key=lambda part: part[0])
    return " > ".join(" = ".join(name for _, name in group) for _, group in groups)
