"""Data that holds one outcome for several people: it says what can be measured of it, and what cannot.

Means with a count (OASST) and pairs of a chosen and a rejected text hold no single answers, and are refused with the
reason. Which of two answers is better or safer (PKU-SafeRLHF) is read: the outcomes can be counted, nobody's agreement.
"""

from typing import Any

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Answer, Found, Held, Note, empty
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded

TOOL = later("aggregated preferences")
IS_PROGRAM = False
PAIRS = (("chosen", "rejected"), ("chosen_response", "rejected_response"), ("response_chosen", "response_rejected"))
OUTCOMES = {"better_response_id": "better", "safer_response_id": "safer"}
EACH = ("is_response_0_safe", "is_response_1_safe")
ONE_EACH = (
    "Each row is one outcome for all who judged it. Outcomes can be counted; agreement between people cannot be "
    "measured, since the single answers are not in the file."
)


class AggregateError(UnreadableTableError):
    """A file holds outcomes and no single answers: `items` of them; `reason` says it without the file."""

    def __init__(self, path: str, items: int, what: str) -> None:
        self.items = items
        self.reason = numbered(
            items,
            later(
                "one row, with {what}. This is an outcome for several people, not single answers: agreement, groups "
                "and convergence cannot be measured. Name the file with one row for each answer, or say in the card "
                "that release.level is aggregate."
            ),
            later(
                "{items:,} rows, each with {what}. These are outcomes for several people, not single answers: the "
                "number of rows is known, agreement, groups and convergence cannot be measured. Name the file with one "
                "row for each answer, or say in the card that release.level is aggregate."
            ),
            items=items,
            what=worded(what),
        )
        super().__init__(worded("{path} has {reason}", path=path, reason=self.reason))


def fits(data: Held) -> bool:
    """Say whether a file holds outcomes."""
    return any(_pair(one) or _means(one) or OUTCOMES.keys() & one.keys() for one in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the outcomes, or refuse what holds none that could be measured."""
    found = data.records
    if any(_means(record) for record in found):
        raise AggregateError(data.path, len(found), later("a mean and a count for each question"))
    if any(_pair(record) for record in found) and not any(OUTCOMES.keys() & record.keys() for record in found):
        raise AggregateError(data.path, len(found), later("one text that was chosen and one that was not"))
    yield Note(ONE_EACH)
    for number, record in enumerate(found):
        for name, dimension in OUTCOMES.items():
            if name in record:
                yield Answer(data.row(number), None, dimension, record[name])
        for side, name in enumerate(EACH):
            if not empty(record.get(name)):
                yield Answer(f"{data.row(number)}|{side}", None, "safe", record[name])


def _pair(record: dict[str, Any]) -> bool:
    return any(first in record and second in record for first, second in PAIRS)


def _means(record: dict[str, Any]) -> bool:
    """Say whether a record has labels with a mean and a count, as a mapping or as three lists."""
    root = record.get("prompt")
    labels = record.get("labels", root.get("labels") if isinstance(root, dict) else None)
    if not isinstance(labels, dict):
        return False
    if {"name", "value", "count"} <= labels.keys():
        return True
    parts = list(labels.values())
    return bool(parts) and all(isinstance(part, dict) and {"value", "count"} <= part.keys() for part in parts)
