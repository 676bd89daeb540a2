"""LeWiDi: a mapping of items, with `annotations` and `annotators` as comma-separated texts or as a mapping.

The edition of 2023 writes `annotations: "0,1"` beside `annotators: "Ann1,Ann2"`, that of 2025 a mapping from annotator
to answer, where several labels of one answer stand with commas. Test sets are published without answers.
"""

from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import NO_VALUE, Answer, Aside, Found, Held, content_of
from alignmentcard.messages import later

TOOL = "LeWiDi"
IS_PROGRAM = False
BLIND = later("item without answers, as in a blind test set")
MISSING = ("", "nan", "none", "null")


def fits(data: Held) -> bool:
    """Say whether a file looks like one of the shared task."""
    items = data.data.values() if isinstance(data.data, dict) else ()
    return any(isinstance(item, dict) and "annotations" in item and "annotators" in item | _any_text(item)
               for item in items)  # fmt: skip


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers, with the hard label of the item where it has one."""
    for item, record in data.data.items():
        answers = _answers(record)
        if not answers:
            yield Aside(BLIND)
        for rater, value in answers:
            if str(value).strip().lower() in MISSING:
                yield Aside(NO_VALUE)
                continue
            hard = record.get("hard_label")
            yield Answer(item, rater, None, _labels(value), label=hard, content=content_of(record.get("text")))


def _any_text(item: dict[str, Any]) -> dict[str, Any]:
    """Let a mapping from annotator to answer stand for the list of annotators, which some files leave out."""
    return {"annotators": True} if isinstance(item["annotations"], dict) else {}


def _answers(record: dict[str, Any]) -> list[tuple[Any, Any]]:
    answers = record.get("annotations")
    if isinstance(answers, dict):
        return list(answers.items())
    values = _listed(answers)
    raters = _listed(record.get("annotators", "")) or [None] * len(values)
    return list(zip(raters, values, strict=False))


def _labels(value: Any) -> Any:
    """Return several labels as a list, one as it is."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    return parts if len(parts) > 1 else value.strip()


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")] if value.strip() else []
    return list(value or [])
