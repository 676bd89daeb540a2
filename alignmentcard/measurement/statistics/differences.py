"""Whether agreement differs between two parts of a table: groups of raters, rounds, conditions, or files.

Both coefficients are worked out on the same items where two ratings or more of either part are there, so that a part
with easier items does not look better. The interval over items and raters together leaves out each item, each rater in
both parts at once, and what a rater said of an item in both parts at once; see `two_way`.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Difference, Ends, Estimate, NoInterval
from alignmentcard.measurement.statistics.agreement import coefficients, features_of, on_line, sums_from
from alignmentcard.measurement.statistics.bootstrap import Again, draws, estimated
from alignmentcard.measurement.statistics.part_cells import PartCells, count_part_cells
from alignmentcard.measurement.statistics.patterns import Packed, Patterns, count_apart
from alignmentcard.measurement.statistics.pool import large_groups
from alignmentcard.measurement.statistics.student import quantile
from alignmentcard.measurement.statistics.two_way import FEWEST_ITEMS, freedom_of, left_out, variances
from alignmentcard.measurement.tables.scale import Answers
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
MOST_PARTS = 5
FEWEST_SHARED = 5
"""Items that both parts must have rated twice for a comparison on the same items; with fewer, all items count."""
FEWEST_EFFECTIVE = 25
"""Effective number of raters that both parts must have for an interval over items and raters.

With five and ten raters it is too wide where both parts agree equally, and too narrow where one agrees more. Other
degrees of freedom mend one of these at the cost of the other. With 20 raters who answer all it held AC1 0.977 times.
"""
RELATION = "in_parts"


@dataclass(frozen=True)
class Axis:
    """What tells the parts of a table apart: an expression of a relation of answers, and the parts by how they show."""

    name: str
    relation: str
    expression: str
    parts: Mapping[str, str]


def differences(study: Study) -> tuple[Difference, ...]:
    """Compare agreement between every two parts of each axis, of scales whose values can be counted."""
    if not study.answers.narrow:
        return ()
    found = (
        _difference(study, axis, first, second)
        for axis in _axes(study)
        for first, second in itertools.combinations(list(axis.parts)[:MOST_PARTS], 2)
    )
    return tuple(one for one in found if one is not None)


def _axes(study: Study) -> Iterator[Axis]:
    """Yield groups of raters that are large enough, conditions, rounds in their order, and files."""
    least = study.settings.minimum_cell
    for number, axis in enumerate(study.table.attributes if study.table.rater else ()):
        groups = large_groups(study.table, number, least)
        yield Axis(axis, study.ratings, f"a{number}", {name: study.engine.text(name) for name in groups})
    columns, text = study.table.layout.columns, "CAST({} AS STRING)".format
    if columns.condition is not None:
        yield _listed(study, columns.condition, text("condition"), text("condition"))
    if columns.occasion is not None:
        yield _listed(study, columns.occasion, text("occasion"), "occasion")
    if study.table.counting.several:
        names = {PurePath(path).name: str(number) for number, path in enumerate(study.table.loaded.files)}
        yield Axis("file", study.askings, "file", names)


def _listed(study: Study, name: str, expression: str, order: str) -> Axis:
    """Return the parts that a column of all answers names, in order."""
    rows = study.rows(
        f"SELECT {expression} AS part, min({order}) AS place FROM {study.askings} WHERE {expression} IS NOT NULL "
        f"GROUP BY {expression} ORDER BY place LIMIT {MOST_PARTS}"
    )
    parts = {row["part"].removesuffix(".0"): study.engine.text(row["part"]) for row in rows}
    return Axis(name, study.askings, expression, parts)


def _difference(study: Study, axis: Axis, first: str, second: str) -> Difference | None:
    """Compare two parts; None where one of them has no item with two ratings."""
    part, same = _in_parts(study, axis, axis.parts[first], axis.parts[second])
    found, packing = count_apart(part, ["part = 0", "part = 1"], f"{RELATION}_packed")
    sizes = found.counts.reshape(len(found.items), 2, -1).sum(axis=2)
    if not all(found.items[sizes[:, number] > 1].sum() for number in (0, 1)):
        return None
    compared = Compared(part.answers, found)
    values = {name: tuple(map(float, pair)) for name, pair in compared.both(compared.summed).items()}
    known = {name: pair for name, pair in values.items() if not np.isnan(pair).any()}
    again = _again(compared, study)
    ends = _over_both(part, compared, Packed(f"{RELATION}_packed", packing)) if study.settings.replicates else {}
    return Difference(
        axis.name,
        (first, second),
        int(found.items[(sizes > 1).all(axis=1)].sum()),
        same,
        {name: (pair[0], pair[1]) for name, pair in known.items()},
        {
            name: _with(estimated(pair[0] - pair[1], again[name], study.settings.confidence), ends.get(name))
            for name, pair in known.items()
        },
    )


def _in_parts(study: Study, axis: Axis, first: str, second: str) -> tuple[Study, bool]:
    """Return the study of both parts, with a column `part`, on items that both rated twice if there are some."""
    case = f"CASE {axis.expression} WHEN {first} THEN 0 WHEN {second} THEN 1 END"
    relation = f"{study.ratings}_{RELATION}"
    study.engine.view(
        f"{relation}_all",
        f"SELECT item, rater, code, n, {case} AS part FROM {axis.relation} "
        f"WHERE {axis.expression} IN ({first}, {second})",
        keep=True,
    )
    each = [f"sum(CASE WHEN part = {part} THEN n ELSE 0 END) > 1" for part in (0, 1)]
    shared = f"SELECT item FROM {relation}_all GROUP BY item HAVING {' AND '.join(each)}"
    same = int(study.rows(f"SELECT count(*) AS n FROM ({shared}) s")[0]["n"]) >= FEWEST_SHARED
    kept = f"SELECT * FROM {relation}_all"
    if same:
        kept = f"SELECT r.* FROM {relation}_all r JOIN ({shared}) s ON r.item = s.item"
    study.engine.view(relation, kept, keep=True)
    counted = {
        row["code"]: int(row["n"]) for row in study.rows(f"SELECT code, sum(n) AS n FROM {relation} GROUP BY code")
    }
    answers = study.answers.recounted([counted.get(code, 0) for code in range(len(study.answers.labels))])
    return replace(study, ratings=relation, answers=answers), same


class Compared:
    """Coefficients of two parts, from counts (patterns, 2 · values) of one part after the other."""

    def __init__(self, answers: Answers, found: Patterns) -> None:
        self.answers, self.found = answers, found
        self.values = len(answers.labels)
        named = coefficients(answers)
        level = f"alpha_{answers.level}"
        self.named = {name: one for name, one in named.items() if not name.startswith("alpha_") or name == level}
        self.summed: Array = found.items @ self.features(found.counts)

    def features(self, counts: Whole) -> Array:
        """Return what items add to the sums: all answers of both parts, and those that have a place in the order."""
        placed = np.ones(self.values, dtype=np.int64)
        placed[list(self.answers.placeless)] = 0
        parts = [counts[:, : self.values], counts[:, self.values :]]
        return np.hstack([features_of(part * which) for which in (np.ones_like(placed), placed) for part in parts])

    def both(self, summed: Array) -> dict[str, tuple[Array, Array]]:
        """Return each coefficient of the first and of the second part from sums (…, features)."""
        sums = [sums_from(part, self.values) for part in np.split(summed, 4, axis=-1)]
        return {
            name: (one(sums[2 * on_line(name)]), one(sums[2 * on_line(name) + 1])) for name, one in self.named.items()
        }

    def less(self, summed: Array) -> dict[str, Array]:
        """Return each coefficient of the first part less that of the second."""
        return {name: first - second for name, (first, second) in self.both(summed).items()}


def _again(compared: Compared, study: Study) -> Mapping[str, Again | Array]:
    """Return the differences on items that are drawn again."""
    settings, found = study.settings, compared.found
    if not settings.replicates:
        return dict.fromkeys(compared.named, np.empty(0))
    again = draws(compared.features(found.counts), found.items, settings)
    return {name: again.read(one) for name, one in compared.less(again.sums).items()}


def _over_both(study: Study, compared: Compared, packed: Packed) -> Mapping[str, Ends | NoInterval]:
    """Return the interval of each difference over items and raters together, or why there is none."""
    if reason := _not_by_rater(study):
        return dict.fromkeys(compared.named, reason)
    cells = count_part_cells(study, packed)
    if cells is None:
        return dict.fromkeys(compared.named, "unknown_raters")
    return over_both(compared, cells, study.settings.confidence)


def over_both(compared: Compared, cells: PartCells, confidence: float) -> Mapping[str, Ends | NoInterval]:
    """Return the interval of each difference over items and raters together, from counts of both parts."""
    found = compared.found
    if found.items.sum() < FEWEST_ITEMS:
        return dict.fromkeys(compared.named, "few_items")
    if cells.effective < FEWEST_EFFECTIVE:
        return dict.fromkeys(compared.named, "few_raters")
    without = left_out(found.counts, found.items, cells, compared.features, compared.less)
    ends: dict[str, Ends | NoInterval] = {}
    for name, one in without.items():
        if not one.defined:
            ends[name] = "few_defined"
        else:
            raters = freedom_of(one.raters, cells, cells.sides, skewed=False)
            half = _half(variances(one, found.items, cells), found, raters, confidence)
            ends[name] = one.point - half, one.point + half
    return ends


def _half(found: tuple[float, float], patterns: Patterns, raters: float, confidence: float) -> float:
    """Return half of the interval: both margins by Student's t, added in squares.

    `raters` are the degrees of freedom of what these add: those of two pools count together (Welch 1947). What is
    skewed in both parts goes out of their difference, so that a rater is a degree of freedom.
    """
    by_item, by_rater = found
    items = float(patterns.items.sum() - 1)
    return float((quantile(confidence, items) ** 2 * by_item + quantile(confidence, raters) ** 2 * by_rater) ** 0.5)


def _not_by_rater(study: Study) -> NoInterval | None:
    """Say why raters cannot be left out one by one, if they cannot."""
    if not study.table.rater or study.rows(f"SELECT 1 AS n FROM {study.ratings} WHERE rater IS NULL LIMIT 1"):
        return "unknown_raters"
    again = f"SELECT 1 AS n FROM {study.ratings} GROUP BY rater, item, part HAVING sum(n) > 1 LIMIT 1"
    return "repeats" if study.rows(again) else None


def _with(found: Estimate, ends: Ends | NoInterval | None) -> Estimate:
    if isinstance(ends, tuple):
        return replace(found, both_low=ends[0], both_high=ends[1])
    return replace(found, no_both=ends)
