"""Amazon Mechanical Turk: batch results, a row for each assignment, with `Input.*` and `Answer.*` columns.

Rejected assignments are set aside. Each answer is a dimension; the parts that its elements put behind the name
(`.label`, `.on`, the values of a group of radio buttons) belong to the value. `Answer.taskAnswers` holds all answers as
JSON. Where the inputs and the answers are numbered alike, a HIT holds several items.
"""

import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import (
    MARK,
    Answer,
    Aside,
    Found,
    Held,
    Note,
    empty,
    unpacked,
)
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

TOOL = "Amazon Mechanical Turk"
IS_PROGRAM = True
SIGNS = ("hitid", "workerid", "assignmentid")
ANSWER, INPUT, ALL = "Answer.", "Input.", "taskAnswers"
REJECTED = later("rejected assignment")
ALONE = ("label", "labels", "on", "value", "answer")
"""Parts behind the name of an answer that say nothing."""
NUMBERED = re.compile(r"(.*?)[ ._-]?(\d+)")
TRUTHS = ("true", "false", "")


def fits(data: Held) -> bool:
    """Say whether a file looks like batch results."""
    names = {name.lower() for name in data.header}
    return names >= set(SIGNS) and any(name.startswith(ANSWER.lower()) for name in names)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    columns = {name.lower(): name for name in data.header}
    hit, worker, status = columns["hitid"], columns["workerid"], columns.get("assignmentstatus", "")
    inputs = {name[len(INPUT) :] for name in data.header if name.lower().startswith(INPUT.lower())}
    questions = _questions(data)
    rows = [(row, _answers(row, questions)) for row in data.records]
    numbers = _numbers(inputs, {name for _, answers in rows for name in answers})
    again = _shown_again(data, hit)
    if again:
        yield Note(
            worded(
                "HITs that show what an earlier HIT shows: {count:,}. Each counts as an item of its own. If they were "
                "published again, give them the HITId of the earlier one, and measure again.",
                count=again,
            )
        )
    for row, answers in rows:
        if _rejected(row, status, columns):
            yield Aside(REJECTED, len(answers) or 1)
            continue
        for name, value in answers.items():
            part = NUMBERED.fullmatch(name) if numbers else None
            numbered = part is not None and part[2] in numbers
            item = f"{row[hit]}|{part[2]}" if part and numbered else row[hit]
            question = part[1] if part and numbered else name
            yield value if isinstance(value, Aside) else Answer(item, row[worker], question, value)


def _shown_again(data: Held, hit: str) -> int:
    """Count the HITs whose inputs are those of an earlier one."""
    shown = [name for name in data.header if name.lower().startswith(INPUT.lower())]
    hits = {row[hit]: tuple(str(row[name]) for name in shown) for row in data.records}
    filled = [inputs for inputs in hits.values() if any(inputs)]
    return len(filled) - len(set(filled))


def _rejected(row: dict[str, Any], status: str, columns: dict[str, str]) -> bool:
    """Say whether an assignment was rejected, or is marked to be."""
    waits = row.get(status, "") in ("", "Submitted")
    return row.get(status) == "Rejected" or (waits and not empty(row.get(columns.get("reject", ""))))


def _questions(data: Held) -> dict[str, dict[str, str]]:
    """Return the columns of each question by their part: several where each says whether a value was chosen."""
    columns = [name for name in data.header if name.lower().startswith(ANSWER.lower()) and name[len(ANSWER) :] != ALL]
    found: dict[str, dict[str, str]] = {}
    for column in columns:
        question, _, part = column[len(ANSWER) :].partition(".")
        found.setdefault(question, {})[part] = column
    settled: dict[str, dict[str, str]] = {}
    for question, parts in found.items():
        if len(parts) == 1 or all(_is_truth(row[column]) for row in data.records for column in parts.values()):
            settled[question] = parts
        else:
            settled |= {_name(question, part): {"": column} for part, column in parts.items()}
    return settled


def _name(question: str, part: str) -> str:
    return question if part in ("", *ALONE) else f"{question}.{part}"


def _answers(row: dict[str, Any], questions: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Return the answers of an assignment by question."""
    found = {
        question: _value({part: unpacked(row[column]) for part, column in parts.items()})
        for question, parts in questions.items()
    }
    everything = unpacked(row.get(ANSWER + ALL))
    for one in everything if isinstance(everything, list) else [everything]:
        found |= {question: _value({"": value}) for question, value in one.items()} if isinstance(one, dict) else {}
    return found


def _value(parts: dict[str, Any]) -> Any:
    """Put together what one question holds: a value, the label of an element, or what is true of a group."""
    if len(parts) == 1:
        part, value = next(iter(parts.items()))
        if isinstance(value, dict) and value:
            return _value(value)
        if part in ("", *ALONE):
            return _plain(value)
    if all(_is_truth(value) for value in parts.values()):
        chosen = [part for part, value in parts.items() if str(value).strip().lower() == "true"]
        return chosen if len(chosen) > 1 else next(iter(chosen), None)
    given = [value for value in parts.values() if not empty(value)]
    return _plain(given[0]) if len(given) == 1 else Aside(MARK) if given else None


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value.strip().lower() in TRUTHS)


def _plain(value: Any) -> Any:
    """Return a value of a scale; marks on a text or an image are none."""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, dict) for part in value)):
        return Aside(MARK)
    return value


def _numbers(inputs: set[str], answers: set[str]) -> set[str]:
    """Return the numbers of the items in a HIT, where inputs and answers are numbered alike."""

    def of(names: set[str]) -> Iterator[tuple[str, str]]:
        return ((part[1], part[2]) for name in names if (part := NUMBERED.fullmatch(name)) and part[1])

    shown: dict[str, set[str]] = {}
    for stem, number in of(inputs):
        shown.setdefault(stem, set()).add(number)
    given: dict[str, set[str]] = {}
    for stem, number in of(answers):
        given.setdefault(stem, set()).add(number)
    alike = [numbers for numbers in shown.values() if len(numbers) > 1 and numbers in given.values()]
    return max(alike, key=len, default=set())
