"""What differs between groups of raters: how far apart their answers are on the same items.

Only groups with as many raters as the smallest cell are compared, at most six on an axis.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, GroupEffect, Groups, NoInterval
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.patterns import Packed
from alignmentcard.measurement.statistics.perspectives import (
    Joint,
    count_jointly,
    who_agrees,
    who_is_overruled,
)
from alignmentcard.measurement.statistics.pool import large_groups
from alignmentcard.measurement.statistics.student import quantile, two_sided
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.tallies import Shape

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]
MOST_GROUPS = 6
MOST_VALUES = 6


@dataclass(frozen=True)
class Metric:
    """What is compared: an expression of a rating, its weight for each value where these are few, and its scale.

    A rating that has no place on the line of numbers has no weight, and is not compared.
    """

    name: str
    unit: str
    expression: str
    scale: float
    weights: dict[int, float]

    @property
    def placed(self) -> bool:
        """Say whether ratings are compared as numbers."""
        return self.expression == "x"


def groups(study: Study, first: Joint | None = None) -> Groups:
    """Compare the groups of every axis that has two that are large enough; needs the relation `members`.

    `first` is what `count_first` gave, so that it is not counted again.
    """
    if not study.table.rater:
        return Groups(undefined="no_raters")
    axes = list(large_axes(study))
    if not axes:
        return Groups(undefined="small_groups")
    effects: list[GroupEffect] = []
    counted: list[Joint] = []
    for axis in axes:
        cells = first if first and first.number == axis[0] else _counted(study, axis)
        effects += _effects(study, *axis, cells)
        counted += [cells] if cells else []
    return Groups(
        tuple(_holm(effects)),
        tuple(who_agrees(study, cells) for cells in counted),
        tuple(who_is_overruled(study, cells) for cells in counted),
    )


def count_first(study: Study) -> Joint | None:
    """Count items by the groups of the first axis, which tells all that counts by item alone would."""
    axis = next(large_axes(study), None) if study.table.rater else None
    return _counted(study, axis) if axis else None


def _counted(study: Study, axis: tuple[int, str, list[str]]) -> Joint | None:
    return count_jointly(study, *axis) if study.answers.narrow else None


def large_axes(study: Study) -> Iterator[tuple[int, str, list[str]]]:
    """Yield number, name and groups of each axis that has two that are large enough; needs the relation `members`."""
    for number, axis in enumerate(study.table.attributes):
        names = large_groups(study.table, number, study.settings.minimum_cell)[:MOST_GROUPS]
        if len(names) > 1:
            yield number, axis, names


def members_of(study: Study, number: int, names: Sequence[str]) -> str:
    """Write the condition that a rater is in one of some groups."""
    return f"a{number} IN ({', '.join(study.engine.text(name) for name in names)})"


def _effects(study: Study, number: int, axis: str, names: Sequence[str], cells: Joint | None) -> Iterator[GroupEffect]:
    for pair in itertools.combinations(names, 2):
        metrics = list(_metrics(study))
        sums = _rater_sums(tally_effects(study, number, names, pair, cells), len(metrics))
        shared = cells.shared(*pair) if cells else _shared_items(study, number, pair)
        for position, metric in enumerate(metrics):
            effect = GroupEffect(axis, (pair[0], pair[1]), metric.name, metric.unit, Estimate(), shared, (0, 0))
            yield difference(study.settings, effect, sums, position, metric.scale)


def _metrics(study: Study) -> Iterator[Metric]:
    """Yield what is compared: the mean of numbers on distances, else the share of values."""
    answers = study.answers
    if answers.line and answers.level in ("interval", "ratio"):
        weights = {code: answers.line.places[code] for code in answers.placed} if answers.narrow else {}
        yield Metric("mean", "scale_points", "x", answers.line.unit, weights)
        return
    used = [code for code, count in enumerate(answers.counts) if count]
    for code in used[-1:] if len(used) == 2 else used[:MOST_VALUES]:
        expression = f"CASE WHEN code = {code} THEN 1.0e0 ELSE 0.0e0 END"
        yield Metric(f"share of {answers.labels[code]}", "percentage_points", expression, 100.0, {code: 1.0})


@dataclass(frozen=True)
class RaterSums:
    """What raters are to the difference of two groups, and what leaving each out takes away.

    The difference is `parts` over `weight`, summed over raters. `lost` (raters, metrics) and `lost_weight` (raters,)
    are taken from both sums where a rater is left out. `twice` (raters, metrics, 3) says how much of the squares of
    single answers is counted twice: of the parts, of parts by weights, and of the weights.
    """

    first: NDArray[np.bool_]
    weight: Array
    lost_weight: Array
    parts: Array
    lost: Array
    twice: Array


def tally_effects(
    study: Study, number: int, names: Sequence[str], pair: Sequence[str], cells: Joint | None
) -> "pa.Table":
    """Sum what each rater of two groups is to their difference; `names` are all groups of the axis."""
    metrics = list(_metrics(study))
    of = tuple(f"{name}{n}" for n in range(len(metrics)) for name in ("p", "l", "ll", "lw"))
    pairs = "-".join(str(names.index(name)) for name in pair)
    return study.tally(
        f"groups {number} {pairs} {', '.join(metric.name for metric in metrics)}",
        Shape(("rater", "g"), ("w", "lw", "ww", *of), ("rater",)),
        lambda: study.query(_sums_by_rater(study, number, pair, metrics, cells)),
    )


def _rater_sums(table: "pa.Table", metrics: int) -> RaterSums:
    """Read what each rater of two groups is to their difference."""
    numbers = range(metrics)
    columns = {name: np.asarray(table.column(name), dtype=np.float64) for name in table.column_names if name != "rater"}
    parts, lost = (np.column_stack([columns[f"{name}{n}"] for n in numbers]) for name in "pl")
    twice = np.stack(
        [np.column_stack([columns[f"ll{n}"], columns[f"lw{n}"], columns["ww"]]) for n in numbers], axis=1
    )  # fmt: skip
    return RaterSums(columns["g"] == 1, columns["w"], columns["lw"], parts, lost, twice)


def _sums_by_rater(
    study: Study, number: int, pair: Sequence[str], metrics: Sequence[Metric], cells: Joint | None
) -> str:
    """Sum each rater's part in the within-item regression of answers on group, on items that both groups rated.

    With a and b answers of the groups to an item, and s and t their sums, the item adds (b s - a t) / (a + b) to the
    sum of parts and a b / (a + b) to that of weights; an answer that is left out lowers a and s, or b and t.
    """
    first, numbers = study.engine.text(pair[0]), range(len(metrics))
    ys = ", ".join(f"{metric.expression} AS y{n}" for n, metric in enumerate(metrics))
    placed = any(metric.placed for metric in metrics)
    codes = study.answers.placed if placed else range(len(study.answers.labels))
    items = (
        _sums_of_ratings(metrics)
        if cells is None or cells.packed is None
        else _sums_of_counts(cells.packed, [cells.names.index(name) for name in pair], metrics, codes)
    )
    found = study.rows(f"SELECT count(*) AS n FROM members WHERE {members_of(study, number, pair)}")
    left = ", ".join(
        f"(b * s{n} - a * t{n}) / (a + b) AS p{n}, (b * s{n} - a * t{n}) / (a + b) - CASE WHEN g = 1 "
        f"THEN b * (s{n} - y{n}) - (a - 1) * t{n} ELSE (b - 1) * s{n} - a * (t{n} - y{n}) END / (a + b - 1) AS l{n}"
        for n in numbers
    )
    sums = ", ".join(
        f"sum(n * p{n} / (a + b)) AS p{n}, sum(n * l{n}) AS l{n}, sum(n * e * l{n} * l{n}) AS ll{n}, "
        f"sum(n * e * l{n} * lw) AS lw{n}"
        for n in numbers
    )
    return f"""
        WITH rated AS (
            SELECT item, rater, n, {ys}, CASE WHEN a{number} = {first} THEN 1.0e0 ELSE 0.0e0 END AS g
            FROM {study.ratings} WHERE rater IS NOT NULL AND {members_of(study, number, pair)}
              {"AND x IS NOT NULL" if placed else ""}),
        items AS ({items}),
        answered AS (
            SELECT r.rater, r.g, r.n, a, b, a * b / (a + b) AS w, 1 / (a + b) - 1e0 / {int(found[0]["n"])} AS e,
                   a * b / (a + b) - (a - g) * (b - 1 + g) / (a + b - 1) AS lw, {left}
            FROM rated r JOIN items i ON r.item = i.item)
        SELECT CAST(rater AS STRING) AS rater, g, sum(n * w / (a + b)) AS w, sum(n * lw) AS lw,
               sum(n * e * lw * lw) AS ww, {sums}
        FROM answered GROUP BY rater, g ORDER BY CAST(rater AS STRING), g"""


def _sums_of_ratings(metrics: Sequence[Metric]) -> str:
    """Select item, answers (a, b) and sums (s0, t0, …) of both groups, of items that both groups of `rated` rated."""
    sums = ", ".join(
        f"sum(n * g * y{n}) AS s{n}, sum(n * (1 - g) * y{n}) AS t{n}" for n in range(len(metrics))
    )  # fmt: skip
    return (
        f"SELECT item, sum(n * g) AS a, sum(n * (1 - g)) AS b, {sums} FROM rated GROUP BY item "
        "HAVING sum(n * g) > 0 AND sum(n * g) < sum(n)"
    )


def _sums_of_counts(packed: Packed, parts: Sequence[int], metrics: Sequence[Metric], codes: Sequence[int]) -> str:
    """Select the same from the packed counts of two groups, without another look at the ratings."""
    packing = packed.packing
    sizes = [" + ".join(packing.count(part, code) for code in codes) for part in parts]
    sums = ", ".join(
        " + ".join(f"{weight!r} * {packing.count(part, code)}" for code, weight in metric.weights.items())
        + f" AS {name}{n}"
        for n, metric in enumerate(metrics)
        for name, part in zip("st", parts, strict=True)
    )
    return (
        f"SELECT * FROM (SELECT unit AS item, {sizes[0]} AS a, {sizes[1]} AS b, {sums} FROM {packed.relation}) c "
        "WHERE a > 0 AND b > 0"
    )


def difference(
    settings: Settings, effect: GroupEffect, sums: RaterSums, position: int = 0, scale: float = 1.0
) -> GroupEffect:
    """Estimate a difference; its interval and its test leave out each rater in turn, within each group.

    Where items have few answers, leaving out a rater changes what their partners are compared with, so that the noise
    of single answers counts twice: a part of 1/m - 1/R of its squares is taken off, for m answers to an item and R
    raters in all, at most half. Degrees of freedom are Welch's (1947), from the effective number of raters of a group.
    """
    groups = [sums.first, ~sums.first]
    raters = int(groups[0].sum()), int(groups[1].sum())
    weight, part = float(sums.weight.sum()), float(sums.parts[:, position].sum())
    without = weight - sums.lost_weight
    if min(raters) < max(settings.minimum_cell, 2) or weight <= 0 or (without <= 1e-9 * weight).any():
        return replace(effect, effect=Estimate(undefined="few_shared"), raters=raters)
    value = float(part / weight)
    again = (part - sums.lost[:, position]) / without
    apart = [(len(one) - 1) / len(one) * float(((one - one.mean()) ** 2).sum()) for one in (again[g] for g in groups)]
    effective = [float(sums.weight[g].sum() ** 2 / (sums.weight[g] ** 2).sum()) for g in groups]
    twice = float((sums.twice[:, position] @ np.array([1, -2 * value, value**2])).sum()) / weight**2
    variance = float(max(sum(apart) - max(twice, 0.0), sum(apart) / 2))
    if min(effective) < 2 or variance <= 0:
        reason: NoInterval = "few_raters" if variance > 0 else "all_alike"
        return replace(effect, effect=Estimate(value * scale, no_interval=reason), raters=raters)
    freedom = sum(apart) ** 2 / sum(one**2 / (size - 1) for one, size in zip(apart, effective, strict=True))
    half = quantile(settings.confidence, float(freedom)) * variance**0.5
    return replace(
        effect,
        effect=Estimate(value * scale, (value - half) * scale, (value + half) * scale),
        raters=raters,
        p_value=two_sided(value / variance**0.5, float(freedom)),
    )


def _shared_items(study: Study, number: int, pair: Sequence[str]) -> int:
    found = study.rows(
        f"SELECT count(*) AS n FROM (SELECT item FROM {study.ratings} WHERE {members_of(study, number, pair)} "
        f"GROUP BY item HAVING min(a{number}) < max(a{number})) s"
    )
    return int(found[0]["n"])


def _holm(effects: Sequence[GroupEffect]) -> list[GroupEffect]:
    """Adjust p-values for the number of comparisons (Holm 1979)."""
    known = sorted((effect.p_value, position) for position, effect in enumerate(effects) if effect.p_value is not None)
    adjusted: dict[int, float] = {}
    highest = 0.0
    for rank, (p_value, position) in enumerate(known):
        highest = max(highest, min(1.0, p_value * (len(known) - rank)))
        adjusted[position] = highest
    return [replace(effect, p_adjusted=adjusted.get(position)) for position, effect in enumerate(effects)]
