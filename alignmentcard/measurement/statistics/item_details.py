"""What stands beside an item that divides people: which groups of raters answer it differently, and what they wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.engine.places import FILE, PLACE, ROW
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.usual_names import bare

Array = NDArray[np.float64]
COMMENTS = ("comment", "comments", "remark", "remarks", "note", "notes", "reason", "rationale", "explanation",
            "justification", "feedback_text")  # fmt: skip
FEWEST_ANSWERS = 2
"""Answers to an item that a group must have given, so that it is compared."""
BETWEEN = " | "


@dataclass(frozen=True)
class Apart:
    """The two groups that are farthest apart on an item, and by which share of their answers (total variation)."""

    groups: tuple[str, str]
    distance: float


def groups_apart(study: Study) -> dict[str, dict[Any, Apart]]:
    """Return, for each attribute of raters, the two groups that differ most on each item that two of them answered."""
    return {axis: dict(_farthest(study, number)) for number, axis in enumerate(study.table.attributes)}


def _farthest(study: Study, number: int) -> Iterator[tuple[Any, Apart]]:
    found = study.query(
        f"SELECT item, a{number} AS grp, code, sum(n) AS n FROM {study.ratings} WHERE a{number} IS NOT NULL "
        f"GROUP BY item, a{number}, code ORDER BY item, grp, code"
    ).to_pydict()
    counts: dict[Any, dict[str, Array]] = {}
    for item, group, code, n in zip(*(found[name] for name in ("item", "grp", "code", "n")), strict=True):
        of_item = counts.setdefault(item, {})
        of_item.setdefault(group, np.zeros(len(study.answers.labels)))[code] += float(n)
    for item, groups in counts.items():
        shares = {name: row / row.sum() for name, row in groups.items() if row.sum() >= FEWEST_ANSWERS}
        pairs = [Apart((a, b), float(abs(shares[a] - shares[b]).sum() / 2)) for a, b in combinations(shares, 2)]
        if pairs:
            yield item, max(pairs, key=lambda one: one.distance)


def comments_on(study: Study) -> Mapping[Any, str]:
    """Return what raters wrote about each item, in the order of the table, where a long table has comments."""
    layout, engine = study.table.layout, study.engine
    if layout.shape != "long" or layout.relation != "source" or study.settings.pair:
        return {}
    names = study.query(f"SELECT * FROM {layout.relation} LIMIT 0").column_names
    by_name = {bare(name): name for name in reversed(names) if name not in PLACE and name not in layout.items}
    column = next((by_name[name] for name in COMMENTS if name in by_name), None)
    if column is None:
        return {}
    file, row, text = (engine.identifier(name) for name in (FILE, ROW, column))
    found = study.query(
        f"SELECT r.item AS item, CAST(t.{text} AS STRING) AS said FROM {study.ratings} r JOIN {layout.relation} t "
        f"ON r.file IS NOT DISTINCT FROM t.{file} AND r.place IS NOT DISTINCT FROM t.{row} "
        f"WHERE t.{text} IS NOT NULL ORDER BY r.file, r.place"
    ).to_pydict()
    said: dict[Any, list[str]] = {}
    for item, one in zip(found["item"], found["said"], strict=True):
        if one.strip():
            said.setdefault(item, []).append(" ".join(one.split()))
    return {item: BETWEEN.join(texts) for item, texts in said.items()}
