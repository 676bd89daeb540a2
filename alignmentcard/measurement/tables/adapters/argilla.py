"""Argilla: records with the responses of each user, in the four ways in which its versions write them.

Version 1 has a list `responses` with the values of all questions, or, on the hub, a column for each question with a
list of answers. Version 2 has a mapping `responses` by question, or columns `question.responses`, `.users`, `.status`.
Drafts, discarded answers, suggestions and marks on a part of a text are left out; ranks are written as `a > b = c`.
"""

import itertools
from collections.abc import Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.rows import Row, records, row

ENDING = ".responses"
SUBMITTED = "submitted"
Answers = Iterator[tuple[Any, Any, Any]]


def fits(data: Any) -> bool:
    """Say whether the data looks like an export."""
    return any(_has_answers(record) for record in records(data)[:20])


def read(data: Any, _: str) -> Iterator[Row]:
    """Yield the answers."""
    for number, record in enumerate(records(data)):
        item = record.get("external_id") or record.get("id") or number
        for rater, question, answer in _answers(record):
            value = _value(answer)
            if value is not None:
                yield row(item, rater, question, value)


def _has_answers(record: dict[str, Any]) -> bool:
    responses = record.get("responses")
    listed = isinstance(responses, list) and any(isinstance(one, dict) and "values" in one for one in responses)
    mapped = isinstance(responses, dict) and any(isinstance(one, list) for one in responses.values())
    return listed or mapped or any(name.endswith(ENDING) or _is_column(one) for name, one in record.items())


def _is_column(answers: Any) -> bool:
    """Say whether a column holds the answers of users to one question."""
    return (
        isinstance(answers, list)
        and bool(answers)
        and all(isinstance(answer, dict) and {"user_id", "value"} <= answer.keys() for answer in answers)
    )


def _answers(record: dict[str, Any]) -> Answers:
    """Yield rater, question and answer, of those that were submitted."""
    responses = record.get("responses")
    if isinstance(responses, list):
        for response in responses:
            if _submitted(response):
                for question, answer in (response.get("values") or {}).items():
                    yield response.get("user_id"), question, answer.get("value") if isinstance(answer, dict) else answer
    mapped = responses if isinstance(responses, dict) else {}
    columns = {name: answers for name, answers in record.items() if name != "responses" and _is_column(answers)}
    for question, answers in {**mapped, **columns}.items():
        for answer in answers or []:
            if _submitted(answer):
                yield answer.get("user_id"), question, answer.get("value")
    for column in (name for name in record if name.endswith(ENDING)):
        yield from _flat(record, column)


def _submitted(answer: dict[str, Any]) -> bool:
    return (answer.get("status") or SUBMITTED) == SUBMITTED


def _flat(record: dict[str, Any], column: str) -> Answers:
    answers = record[column] or []
    raters = record.get(f"{column}.users") or [None] * len(answers)
    states = record.get(f"{column}.status") or [SUBMITTED] * len(answers)
    for rater, answer, state in zip(raters, answers, states, strict=False):
        if state == SUBMITTED:
            yield rater, column.removesuffix(ENDING), answer


def _value(answer: Any) -> Any:
    """Return an answer that a scale can have: a value, several, or an order; None for marks on a text."""
    if not (isinstance(answer, list) and answer and isinstance(answer[0], dict)):
        return answer
    if not all(isinstance(part, dict) and {"rank", "value"} <= part.keys() for part in answer):
        return None
    ranked = sorted((part["rank"] or 0, str(part["value"])) for part in answer)
    groups = itertools.groupby(ranked, key=lambda part: part[0])
    return " > ".join(" = ".join(name for _, name in group) for _, group in groups)
