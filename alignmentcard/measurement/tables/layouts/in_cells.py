"""Cells that hold several answers: which columns have them, and how they are read."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alignmentcard.measurement.tables.layouts.cells import Answer, kind_of
from alignmentcard.measurement.tables.profiles import NESTED, Table

LOOKED_AT = 200
TEXTS = ("string", "large_string", "json")
QUESTION = re.compile(r"(q|question|item|criterion|dimension)[ _.-]?\d*", re.IGNORECASE)
"""Names of what was asked, where those of people are looked for."""
LISTED = ("annotations", "labels", "ratings", "scores", "votes", "answers", "judgments", "judgements", "responses",
          "annotation", "label", "rating", "score", "vote", "answer", "values", "individual_ratings", "human_scores",
          "all_labels", "raw_labels", "annotator_labels")  # fmt: skip
PEOPLE = ("annotators", "raters", "workers", "coders", "judges", "users", "evaluators", "participants", "labelers",
          "annotator_ids", "rater_ids", "worker_ids", "user_ids", "coder_ids", "who")  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Columns whose cells hold answers, and how they are read.

    `values` are the columns or fields with the dimension that each is about, `beside` what is not read. `part` names
    what within an item an answer is about.
    """

    columns: tuple[str, ...]
    read: Callable[[Mapping[str, Any]], Iterator[Answer]]
    shape: str
    rater: str | None
    values: Mapping[str, str | None]
    beside: tuple[str, ...] = ()
    note: str = ""
    part: str | None = None


def sampled(table: Table) -> dict[str, list[Any]]:
    """Return some cells of each column that holds lists, mappings or JSON."""
    names = [name for name in table.columns if table.types[name].startswith((*NESTED, *TEXTS))]
    if not names:
        return {}
    fields = ", ".join(table.engine.identifier(name) for name in names)
    rows = table.engine.query(f"SELECT {fields} FROM {table.relation} LIMIT {LOOKED_AT}").to_pylist()
    found = {}
    for name in names:
        filled = [row[name] for row in rows if row[name] not in (None, "", [])]
        several = [cell for cell in filled if kind_of(cell)]
        if several and len(several) >= 0.9 * len(filled):
            found[name] = several
    return found
