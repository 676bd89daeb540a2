"""What differs between groups of raters: how far apart their answers are on the same items.

Only groups with as many raters as the smallest cell are compared, at most six on an axis.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measure.bootstrap import interval, resampled
from alignmentcard.measure.perspectives import Joint, count_jointly, who_agrees, who_is_overruled
from alignmentcard.measure.pool import large_groups
from alignmentcard.measure.results import Estimate, GroupEffect, Groups
from alignmentcard.measure.settings import Settings
from alignmentcard.measure.study import Study

Array = NDArray[np.float64]
MOST_GROUPS = 6
MOST_VALUES = 6


def groups(study: Study) -> Groups:
    """Compare the groups of every axis that has two that are large enough; needs the relation `members`."""
    if not study.table.rater:
        return Groups(undefined="no_raters")
    axes = list(_axes(study))
    if not axes:
        return Groups(undefined="small_groups")
    joint = [count_jointly(study, *axis) if study.answers.narrow else None for axis in axes]
    effects = [effect for axis, cells in zip(axes, joint, strict=True) for effect in _effects(study, *axis, cells)]
    counted = [cells for cells in joint if cells is not None]
    return Groups(
        tuple(_holm(effects)),
        tuple(who_agrees(study, cells) for cells in counted),
        tuple(who_is_overruled(study, cells) for cells in counted),
    )


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
        sums = _rater_sums(study, number, pair, [expression for _, _, expression, _ in metrics])
        shared = cells.shared(*pair) if cells else _shared_items(study, number, pair)
        again = _redrawn(sums, study.settings)
        for position, (metric, unit, _, scale) in enumerate(metrics):
            effect = GroupEffect(axis, (pair[0], pair[1]), metric, unit, Estimate(), shared, (0, 0))
            yield _estimated(study.settings, effect, sums, again, position, scale)


def _metrics(study: Study) -> Iterator[tuple[str, str, str, float]]:
    """Yield name, unit, expression and scale: the mean of numbers on distances, else the share of values."""
    answers = study.answers
    if answers.numbers and answers.level in ("interval", "ratio"):
        yield "mean", "scale_points", "x", 1.0
        return
    used = [code for code, count in enumerate(answers.counts) if count]
    chosen = used[-1:] if len(used) == 2 else used[:MOST_VALUES]
    for code in chosen:
        yield (
            f"share of {answers.labels[code]}",
            "percentage_points",
            f"CASE WHEN code = {code} THEN 1.0e0 ELSE 0.0e0 END",
            100.0,
        )


def _rater_sums(study: Study, number: int, pair: Sequence[str], expressions: Sequence[str]) -> Array:
    """Sum each rater's part in the within-item regression of answers on group.

    Rows are raters; columns are group (1 for the first), sum of (g - mean)^2, and for each expression sum of
    (y - item mean) (g - item mean). Item means are over both groups, on items that both rated.
    """
    first = study.engine.text(pair[0])
    ys = ", ".join(f"{expression} AS y{n}" for n, expression in enumerate(expressions))
    means = ", ".join(f"sum(n * y{n}) / sum(n) AS m{n}" for n in range(len(expressions)))
    parts = ", ".join(f"sum(r.n * (r.y{n} - i.m{n}) * (r.g - i.g)) AS s{n}" for n in range(len(expressions)))
    table = study.query(f"""
        WITH rated AS (
            SELECT item, rater, n, {ys}, CASE WHEN a{number} = {first} THEN 1.0e0 ELSE 0.0e0 END AS g
            FROM {study.ratings} WHERE rater IS NOT NULL AND {members_of(study, number, pair)}),
        items AS (
            SELECT item, sum(n * g) / sum(n) AS g, {means} FROM rated GROUP BY item
            HAVING sum(n * g) > 0 AND sum(n * g) < sum(n)),
        sums AS (
            SELECT r.rater, r.g AS grp, sum(r.n * (r.g - i.g) * (r.g - i.g)) AS q, {parts}
            FROM rated r JOIN items i ON r.item = i.item GROUP BY r.rater, r.g)
        SELECT grp, q, {", ".join(f"s{n}" for n in range(len(expressions)))} FROM sums
        ORDER BY CAST(rater AS STRING), grp""")
    return np.column_stack([np.asarray(table.column(name), dtype=np.float64) for name in table.column_names])


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
        return replace(effect, effect=Estimate(undefined="no_overlap"), raters=raters)
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
