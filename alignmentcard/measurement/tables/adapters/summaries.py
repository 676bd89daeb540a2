"""Comparisons and axis evaluations of summarize_from_feedback: a summary, or two, of a post, with the worker.

A comparison has `summaries`, `choice` (0 or 1) and `worker`; the two stand in the order of their texts, so that an
answer does not depend on which was shown first. An axis evaluation has `summary` with `axes`.
"""

from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import NO_VALUE, Answer, Aside, Found, Held, content_of, empty

TOOL = "summarize_from_feedback"
IS_PROGRAM = False


def fits(data: Held) -> bool:
    """Say whether a file looks like the dataset."""
    return any(isinstance(one.get("info"), dict) and (_is_pair(one) or _axes(one)) for one in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    for number, record in enumerate(data.records):
        post = record.get("info", {}).get("id", data.row(number))
        if _is_pair(record):
            yield _comparison(record, post)
        for axis, value in _axes(record).items():
            shown = _key(record["summary"])
            yield Aside(NO_VALUE) if empty(value) else Answer(f"{post}|{shown}", record.get("worker"), axis, value)


def _is_pair(record: dict[str, Any]) -> bool:
    listed = record.get("summaries")
    return isinstance(listed, list) and len(listed) == 2 and "choice" in record


def _axes(record: dict[str, Any]) -> dict[str, Any]:
    summary = record.get("summary")
    axes = summary.get("axes") if isinstance(summary, dict) else None
    return axes if isinstance(axes, dict) else {}


def _comparison(record: dict[str, Any], post: object) -> Answer | Aside:
    if record["choice"] not in (0, 1):
        return Aside(NO_VALUE)
    keys = [_key(summary) for summary in record["summaries"]]
    chosen = "first" if keys[record["choice"]] == min(keys) else "second"
    return Answer("|".join([str(post), *sorted(keys)]), record.get("worker"), None, chosen)


def _key(summary: Any) -> str:
    """Return a short name for a summary that is the same in every run: its policy and the digest of its text."""
    found = summary if isinstance(summary, dict) else {"text": summary}
    return f"{found.get('policy', '')}:{content_of(found.get('text')) or 0:x}"
