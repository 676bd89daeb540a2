"""Appen (Figure Eight, CrowdFlower): the full report with a row for each judgment, and a line for each unit in JSON.

Judgments of test questions and of workers who were found careless (`_tainted`) are set aside. Every question of a full
report has a column `…_gold` beside it. The aggregated report has one outcome for each unit and its confidence.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from alignmentcard.measurement.tables.adapters.aggregates import AggregateError
from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import ATTENTION, Answer, Aside, Found, Held, content_of
from alignmentcard.messages import later

TOOL = "Appen"
IS_PROGRAM = True
UNIT, WORKER, GOLD, CONFIDENCE = "_unit_id", "_worker_id", "_gold", ":confidence"
CARELESS = later("judgment of a worker who was found careless")


def fits(data: Held) -> bool:
    """Say whether a file looks like a report."""
    names = set(data.header) or {name for record in data.first for name in record}
    rows = UNIT in names and (WORKER in names or any(name.endswith(CONFIDENCE) for name in names))
    return rows or any(_judgments(record) for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers; refuse the aggregated report."""
    names = list(data.header) or list(dict.fromkeys(name for record in data.records for name in record))
    if any(_judgments(record) for record in data.first):
        yield from _units(data)
        return
    if WORKER not in names:
        raise AggregateError(data.path, len(data.records), later("one outcome and how sure it is"))
    questions = _questions(data, names)
    beside = {f"{question}{end}" for question in questions for end in ("", GOLD, f"{GOLD}_reason")}
    shown = [name for name in names if not name.startswith("_") and name not in beside]
    for row in data.records:
        content = content_of([row.get(name) for name in shown])
        yield from _answers(row, row[UNIT], row[WORKER], {name: row.get(name) for name in questions}, content)


def _questions(data: Held, names: Sequence[str]) -> list[str]:
    """Return the columns that have one of right answers beside them; where none has, those that differ in a unit."""
    found = [name for name in names if f"{name}{GOLD}" in names]
    if found:
        return found
    units: dict[str, dict[str, set[str]]] = {}
    free = [name for name in names if not name.startswith("_")]
    for row in data.records:
        for name in free:
            units.setdefault(name, {}).setdefault(str(row[UNIT]), set()).add(str(row.get(name)))
    return [name for name in free if any(len(values) > 1 for values in units[name].values())]


def _answers(
    judgment: dict[str, Any], unit: object, worker: object, answers: dict[str, Any], content: int | None
) -> Iterator[Answer | Aside]:
    """Yield the answers of a judgment; several boxes that were ticked stand on lines of their own."""
    reason = ATTENTION if _true(judgment, "golden") else CARELESS if _true(judgment, "tainted") else None
    if reason:
        yield Aside(reason, len(answers) or 1)
        return
    for question, value in answers.items():
        several = value.splitlines() if isinstance(value, str) and "\n" in value.strip() else value
        yield Answer(unit, worker, question, several, content=content)


def _units(data: Held) -> Found:
    for number, unit in enumerate(data.records):
        for one in _judgments(unit):
            golden = {**one, "golden": _true(one, "golden") or unit.get("state") == "golden"}
            answers = one.get("data") or {}
            yield from _answers(golden, unit.get("id", data.row(number)), one.get("worker_id"), answers,
                                content_of(unit.get("data")))  # fmt: skip


def _judgments(unit: dict[str, Any]) -> list[dict[str, Any]]:
    results = unit.get("results")
    listed = results.get("judgments") if isinstance(results, dict) else None
    return [one for one in listed if isinstance(one, dict) and "worker_id" in one] if isinstance(listed, list) else []


def _true(record: dict[str, Any], name: str) -> bool:
    return any(str(record.get(key)).strip().lower() == "true" for key in (name, f"_{name}"))
