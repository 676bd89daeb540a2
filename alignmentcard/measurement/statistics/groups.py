"""What differs between groups of raters: how far apart their answers are on the same items.

Only groups with as many raters as the smallest cell are compared, at most six on an axis.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, GroupEffect, Groups
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.bootstrap import interval, resampled
from alignmentcard.measurement.statistics.patterns import Packing
from alignmentcard.measurement.statistics.perspectives import (
    BY_GROUP,
    Joint,
    count_jointly,
    who_agrees,
    who_is_overruled,
)
from alignmentcard.measurement.statistics.pool import large_groups
from alignmentcard.measurement.tables.study import Study

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
    axes = list(_axes(study))
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
    axis = next(_axes(study), None) if study.table.rater else None
    return _counted(study, axis) if axis else None


def _counted(study: Study, axis: tuple[int, str, list[str]]) -> Joint | None:
    return count_jointly(study, *axis) if study.answers.narrow else None


def _axes(study: Study) -> Iterator[tuple[int, str, list[str]]]:
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
        sums = _rater_sums(study, number, pair, metrics, cells)
        shared = cells.shared(*pair) if cells else _shared_items(study, number, pair)
        again = _redrawn(sums, study.settings)
        for position, metric in enumerate(metrics):
            effect = GroupEffect(axis, (pair[0], pair[1]), metric.name, metric.unit, Estimate(), shared, (0, 0))
            yield _estimated(study.settings, effect, sums, again, position, metric.scale)


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


def _rater_sums(
    study: Study, number: int, pair: Sequence[str], metrics: Sequence[Metric], cells: Joint | None
) -> Array:
    """Sum each rater's part in the within-item regression of answers on group.

    Rows are raters; columns are group (1 for the first), sum of (g - mean)^2, and for each metric sum of
    (y - item mean) (g - item mean). Item means are over both groups, on items that both rated.
    """
    first = study.engine.text(pair[0])
    ys = ", ".join(f"{metric.expression} AS y{n}" for n, metric in enumerate(metrics))
    parts = ", ".join(f"sum(r.n * (r.y{n} - i.m{n}) * (r.g - i.g)) AS s{n}" for n in range(len(metrics)))
    placed = any(metric.placed for metric in metrics)
    codes = study.answers.placed if placed else range(len(study.answers.labels))
    items = (
        _means_of_ratings(metrics)
        if cells is None or cells.packing is None
        else _means_of_counts(cells.packing, [cells.names.index(name) for name in pair], metrics, codes)
    )
    table = study.query(f"""
        WITH rated AS (
            SELECT item, rater, n, {ys}, CASE WHEN a{number} = {first} THEN 1.0e0 ELSE 0.0e0 END AS g
            FROM {study.ratings} WHERE rater IS NOT NULL AND {members_of(study, number, pair)}
              {"AND x IS NOT NULL" if placed else ""}),
        items AS ({items}),
        sums AS (
            SELECT r.rater, r.g AS grp, sum(r.n * (r.g - i.g) * (r.g - i.g)) AS q, {parts}
            FROM rated r JOIN items i ON r.item = i.item GROUP BY r.rater, r.g)
        SELECT grp, q, {", ".join(f"s{n}" for n in range(len(metrics)))} FROM sums
        ORDER BY CAST(rater AS STRING), grp""")
    return np.column_stack([np.asarray(table.column(name), dtype=np.float64) for name in table.column_names])


def _means_of_ratings(metrics: Sequence[Metric]) -> str:
    """Select item, share of the first group (g) and means (m0, …) of items that both groups of `rated` rated."""
    means = ", ".join(f"sum(n * y{n}) / sum(n) AS m{n}" for n in range(len(metrics)))
    return (
        f"SELECT item, sum(n * g) / sum(n) AS g, {means} FROM rated GROUP BY item "
        "HAVING sum(n * g) > 0 AND sum(n * g) < sum(n)"
    )


def _means_of_counts(packing: Packing, parts: Sequence[int], metrics: Sequence[Metric], codes: Sequence[int]) -> str:
    """Select the same from the packed counts of two groups, without another look at the ratings."""
    sizes = [" + ".join(packing.count(part, code) for code in codes) for part in parts]
    totals = [
        " + ".join(
            f"{weight!r} * {packing.count(part, code)}" for code, weight in metric.weights.items() for part in parts
        )
        for metric in metrics
    ]
    sums = ", ".join(f"{total} AS t{n}" for n, total in enumerate(totals))
    means = ", ".join(f"t{n} / (a + b) AS m{n}" for n in range(len(metrics)))
    return (
        f"SELECT unit AS item, a / (a + b) AS g, {means} FROM "
        f"(SELECT unit, {sizes[0]} AS a, {sizes[1]} AS b, {sums} FROM {BY_GROUP}) c WHERE a > 0 AND b > 0"
    )


def _redrawn(sums: Array, settings: Settings) -> tuple[Array, Array]:
    """Draw the raters of each group again; return the sums over them, shape (replicates, 1 + metrics), of both groups.

    Sums are those of `_rater_sums` without the group.
    """
    parts = (sums[sums[:, 0] == 1, 1:], sums[sums[:, 0] == 0, 1:])
    replicates = max(settings.replicates, 2)
    first, second = (
        resampled(part, np.ones(len(part), dtype=np.int64), replicates, settings.seed + group)
        if len(part) else np.zeros((replicates, sums.shape[1] - 1))
        for group, part in enumerate(parts)
    )  # fmt: skip
    return first, second


def _estimated(
    settings: Settings, effect: GroupEffect, sums: Array, again: tuple[Array, Array], position: int, scale: float
) -> GroupEffect:
    """Estimate a difference; the interval is by a bootstrap of raters' scores around it.

    Scores are widened by the root of R / (R - 1) for the R raters of a group, as a sample's deviation is.
    """
    raters = (int((sums[:, 0] == 1).sum()), int((sums[:, 0] == 0).sum()))
    total = sums[:, 1].sum()
    if min(raters) < max(settings.minimum_cell, 2) or total <= 0:
        return replace(effect, effect=Estimate(undefined="few_shared"), raters=raters)
    point = float(sums[:, 2 + position].sum() / total)
    scores = [
        (size / (size - 1)) ** 0.5 * (drawn[:, 1 + position] - point * drawn[:, 0])
        for size, drawn in zip(raters, again, strict=True)
    ]
    values = point + (scores[0] + scores[1]) / (again[0][:, 0] + again[1][:, 0])
    error = float(np.std(values, ddof=1))
    return replace(
        effect,
        effect=Estimate(point * scale, *(interval(values * scale, settings.confidence) or ())),
        raters=raters,
        p_value=2 * (1 - NormalDist().cdf(abs(point) / error)) if error > 0 else None,
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
