"""Exports of annotation tools, read as long tables: item, rater, dimension, value, and hard_label where there is one.

Label Studio: a list of tasks, each with `annotations` whose `result` holds choices, ratings and numbers by `from_name`.
Argilla: records with `responses`, as a list (version 1) or by question (version 2), or columns `question.responses`.
Potato: one record for each rater and instance, with `label_annotations`. LeWiDi: a mapping of items, with
`annotations` and `annotators` as comma-separated texts or as a mapping. Other JSON is a list of flat records.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignmentcard.measure.engine import UnreadableTableError

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, str | None]
FIELDS = ("item", "rater", "dimension", "value", "hard_label")


def long_table(paths: Sequence[str]) -> "pa.Table":
    """Read JSON files that a known tool wrote, or lists of flat records, as one table."""
    import pyarrow as pa

    found = [row for path in paths for row in _rows(path)]
    if not found:
        raise UnreadableTableError(f"{paths[0]} holds no answers that this program knows how to read.")
    used = [name for name in FIELDS if any(row.get(name) is not None for row in found)] if "item" in found[0] else None
    names = used or sorted({name for row in found for name in row})
    return pa.table({name: [row.get(name) for row in found] for name in names})


def _rows(path: str) -> Iterator[Row]:
    data = _parsed(path)
    reader = next((read for fits, read in READERS if fits(data)), None)
    if reader is None:
        raise UnreadableTableError(
            f"{path} is JSON of a kind that is not known here. "
            "Known are exports of Label Studio, Argilla, Potato and LeWiDi, and lists of flat records."
        )
    return reader(data)


def _parsed(path: str) -> Any:
    text = Path(path).read_text(encoding="utf-8-sig")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except json.JSONDecodeError:
            raise UnreadableTableError(f"{path}, line {error.lineno}, is not JSON: {error.msg}.") from None


def _records(data: Any) -> list[dict[str, Any]]:
    """Return the records of a list, or of a mapping that wraps one."""
    if isinstance(data, dict):
        data = data.get("records", data.get("data", []))
    return [record for record in data if isinstance(record, dict)] if isinstance(data, list) else []


def _is_label_studio(data: Any) -> bool:
    return any(isinstance(task.get("annotations"), list) and "data" in task for task in _records(data)[:20])


def _label_studio(data: Any) -> Iterator[Row]:
    for task in _records(data):
        for annotation in task.get("annotations", []):
            if annotation.get("was_cancelled") or annotation.get("ground_truth"):
                continue
            who = annotation.get("completed_by")
            rater = who.get("id", who.get("email")) if isinstance(who, dict) else who
            for result in annotation.get("result", []):
                answer = result.get("value", {}).get(result.get("type"))
                if answer is not None and not _is_region(answer):
                    yield _row(task.get("id"), rater, result.get("from_name"), answer)


def _is_region(answer: object) -> bool:
    """Say whether an answer marks a place instead of judging the item."""
    return isinstance(answer, dict) or (isinstance(answer, list) and any(isinstance(part, dict) for part in answer))


def _is_argilla(data: Any) -> bool:
    return any("responses" in record or any(k.endswith(".responses") for k in record) for record in _records(data)[:20])


def _argilla(data: Any) -> Iterator[Row]:
    for number, record in enumerate(_records(data)):
        item = record.get("external_id") or record.get("id") or number
        yield from (_row(item, *answer) for answer in _argilla_answers(record))


def _argilla_answers(record: dict[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Yield rater, question and answer; drafts and discarded answers are left out."""
    responses = record.get("responses")
    if isinstance(responses, list):
        for response in responses:
            if response.get("status", "submitted") == "submitted":
                for question, answer in (response.get("values") or {}).items():
                    yield response.get("user_id"), question, answer.get("value") if isinstance(answer, dict) else answer
    elif isinstance(responses, dict):
        for question, answers in responses.items():
            for answer in answers:
                if answer.get("status", "submitted") == "submitted":
                    yield answer.get("user_id"), question, answer.get("value")
    for column in (name for name in record if name.endswith(".responses")):
        yield from _argilla_columns(record, column)


def _argilla_columns(record: dict[str, Any], column: str) -> Iterator[tuple[Any, Any, Any]]:
    answers = record[column] or []
    raters = record.get(f"{column}.users") or [None] * len(answers)
    states = record.get(f"{column}.status") or ["submitted"] * len(answers)
    for rater, answer, state in zip(raters, answers, states, strict=False):
        if state == "submitted":
            yield rater, column.removesuffix(".responses"), answer


def _is_potato(data: Any) -> bool:
    return any("label_annotations" in record for record in _records(data)[:20])


def _potato(data: Any) -> Iterator[Row]:
    for record in _records(data):
        item = record.get("instance_id", record.get("id"))
        rater = record.get("user_id", record.get("user", record.get("annotator")))
        for scheme, answers in (record.get("label_annotations") or {}).items():
            yield _row(item, rater, scheme, _potato_answer(answers))


def _potato_answer(answers: Any) -> Any:
    """A scheme maps each label that was chosen to true or to its own text; a slider or number has one entry."""
    if not isinstance(answers, dict):
        return answers
    chosen = {label: value for label, value in answers.items() if value not in (None, False, "", "false")}
    if len(chosen) == 1:
        label, value = next(iter(chosen.items()))
        return (
            value if isinstance(value, int | float) and not isinstance(value, bool) and not label.isdigit() else label
        )
    return sorted(chosen)


def _is_lewidi(data: Any) -> bool:
    return isinstance(data, dict) and any(isinstance(item, dict) and "annotations" in item for item in data.values())


def _lewidi(data: Any) -> Iterator[Row]:
    for item, record in data.items():
        answers = record.get("annotations")
        hard = record.get("hard_label")
        if isinstance(answers, dict):
            pairs = list(answers.items())
        else:
            values = _listed(answers)
            raters = _listed(record.get("annotators", "")) or [None] * len(values)
            pairs = list(zip(raters, values, strict=False))
        for rater, value in pairs:
            yield {**_row(item, rater, None, value), "hard_label": None if hard in (None, "") else str(hard)}


def _listed(value: Any) -> list[Any]:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else list(value or [])


def _is_flat(data: Any) -> bool:
    return bool(_records(data))


def _flat(data: Any) -> Iterator[Row]:
    for record in _records(data):
        yield {name: None if value is None else _text(value) for name, value in record.items()}


def _row(item: object, rater: object, dimension: object, value: object) -> Row:
    """Write one answer; several labels given at once are joined with commas, in alphabetical order."""
    parts = (item, rater, dimension, value)
    return dict(zip(FIELDS, (None if part is None else _text(part) for part in parts), strict=False))


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(sorted(_text(part) for part in value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


READERS: tuple[tuple[Callable[[Any], bool], Callable[[Any], Iterator[Row]]], ...] = (
    (_is_label_studio, _label_studio),
    (_is_argilla, _argilla),
    (_is_potato, _potato),
    (_is_lewidi, _lewidi),
    (_is_flat, _flat),
)
