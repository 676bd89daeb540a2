"""Label Studio: a list of tasks, each with `annotations` whose `result` has an entry for each control.

Answers about the whole task are read: choices, ratings, numbers, the side that was preferred, ranks and taxonomies.
Skipped annotations, ground truth, drafts, predictions, marks on a part of the item and free text are left out.
"""

from collections.abc import Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.rows import Row, records, row

PLACES = frozenset({"start", "end", "startOffset", "endOffset", "globalOffsets", "x", "y", "points", "vertices",
                    "ranges", "sequence", "brushDataURL", "rle"})  # fmt: skip
KEYS = {"pairwise": "selected"}


def fits(data: Any) -> bool:
    """Say whether the data looks like an export."""
    return any(isinstance(_annotations(task), list) and "data" in task for task in records(data)[:20])


def read(data: Any, _: str) -> Iterator[Row]:
    """Yield the answers."""
    for number, task in enumerate(records(data)):
        item = task.get("id", task.get("inner_id", number))
        for annotation in _annotations(task) or []:
            if annotation.get("was_cancelled") or annotation.get("skipped") or annotation.get("ground_truth"):
                continue
            who = annotation.get("completed_by")
            rater = who.get("id", who.get("email")) if isinstance(who, dict) else who
            for result in annotation.get("result") or []:
                answer = _answer(result)
                if answer is not None:
                    yield row(item, rater, result.get("from_name"), answer)


def _annotations(task: dict[str, Any]) -> Any:
    """Return the annotations of a task, which versions before 1.0 called completions."""
    return task.get("annotations", task.get("completions"))


def _answer(result: dict[str, Any]) -> Any:
    """Return the answer of one control, None where it is about a part of the item or no answer to a scale."""
    value, kind = result.get("value"), str(result.get("type"))
    if not isinstance(value, dict) or PLACES & value.keys() or "item_index" in result:
        return None
    answer = value.get(KEYS.get(kind, kind))
    if kind == "taxonomy" and isinstance(answer, list):
        return [" / ".join(map(str, path)) if isinstance(path, list) else path for path in answer]
    if kind == "ranker":
        ranks = list(answer.values()) if isinstance(answer, dict) else [answer]
        return " > ".join(map(str, ranks[0])) if len(ranks) == 1 and isinstance(ranks[0], list) else None
    if isinstance(answer, dict) or (isinstance(answer, list) and any(isinstance(part, dict) for part in answer)):
        return None
    return answer
