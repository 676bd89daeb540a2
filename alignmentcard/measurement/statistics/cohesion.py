"""How each group of raters stands to all others: what it answers, how far it agrees within, and with the others.

In-group cohesion is Krippendorff's alpha of the group, cross-group cohesion the cross-replication reliability with all
others whose group is known (Wong et al. 2021), and the group association index the ratio of the two (Prabhakaran et al.
2023). Groups under the smallest cell are merged.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Cohesion, Ends, Estimate, GroupCohesion, NoInterval
from alignmentcard.measurement.statistics.agreement import features_of, levels, pattern_agreement, sums_from
from alignmentcard.measurement.statistics.coefficients import alpha, squared_difference
from alignmentcard.measurement.statistics.group_answers import group_answers
from alignmentcard.measurement.statistics.patterns import Packed, Patterns, count_apart, distinct
from alignmentcard.measurement.statistics.perspectives import agreement_between, between_features, beyond_chance
from alignmentcard.measurement.statistics.pool import count_groups, groups_to_merge
from alignmentcard.measurement.statistics.rater_cells import RaterCells, count_rater_cells
from alignmentcard.measurement.statistics.two_way import two_way
from alignmentcard.measurement.tables.scale import Answers
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
MOST_GROUPS = 12
OTHER = "other"
FEWEST_EFFECTIVE = 10
"""Effective number of raters that both sides must have for intervals of what stands between them.

With five to nine raters in a group, intervals held the truth 0.97 to 0.98 times; those of one group alone are as wide
as they must be.
"""


def cohesion(study: Study) -> tuple[Cohesion, ...]:
    """Describe the groups of every axis that has two of them, of scales whose values can be counted."""
    if not study.answers.narrow:
        return ()
    found = (_axis(study, number, axis) for number, axis in enumerate(study.table.attributes))
    return tuple(one for one in found if len(one.groups) > 1)


def _axis(study: Study, number: int, axis: str) -> Cohesion:
    groups = _groups(study, number) if study.table.rater else _groups_without_ids(study, number)
    described = {
        name: _group(study, number, members)
        for name, members in list(groups.items())[:MOST_GROUPS]
    }  # fmt: skip
    return Cohesion(axis, described, merged=tuple(groups.get(OTHER, ())))


def _groups(study: Study, number: int) -> dict[str, tuple[str, ...]]:
    """Return the names under which groups are shown, and what is one of them; the largest first."""
    sizes = count_groups(study.table, (number,))
    folded = groups_to_merge(sizes, study.settings.minimum_cell)
    kept = sorted((group for group in sizes if group not in folded), key=lambda group: (-sizes[group][0], group))
    found: dict[str, tuple[str, ...]] = {group[0]: (group[0],) for group in kept}
    if sum(sizes[group][0] for group in folded) >= study.settings.minimum_cell:
        found[OTHER] = tuple(sorted(group[0] for group in folded))
    return found


def _groups_without_ids(study: Study, number: int) -> dict[str, tuple[str, ...]]:
    """Return the groups of which some item has as many answers as the smallest cell: they have so many raters."""
    rows = study.rows(
        f"SELECT a, max(c) AS most FROM (SELECT item, a{number} AS a, sum(n) AS c FROM {study.ratings} "
        f"WHERE a{number} IS NOT NULL GROUP BY item, a{number}) s GROUP BY a ORDER BY a"
    )
    return {row["a"]: (row["a"],) for row in rows if row["most"] >= study.settings.minimum_cell}


def _group(study: Study, number: int, members: tuple[str, ...]) -> GroupCohesion:
    texts = ", ".join(study.engine.text(name) for name in members)
    inside, known = f"a{number} IN ({texts})", f"a{number} IS NOT NULL"
    apart = [f"{known} AND {inside}", f"{known} AND NOT {inside}", f"a{number} IS NULL"]
    found, packing = count_apart(study, apart, "cohering")
    packed = Packed("cohering", packing)
    level = study.answers.level if study.answers.level in levels(study.answers) else "nominal"
    values = len(study.answers.labels)
    a, b = found.counts[:, :values], found.counts[:, values : 2 * values]
    estimates = {
        "within": pattern_agreement(distinct(a, found.items).rated(1), study).alpha[level],
        "across": agreement_between(study, a, b, found.items, level),
    }
    estimates["association"] = _association(estimates["within"], estimates["across"])
    if study.settings.replicates and all(one.value is not None for one in estimates.values()):
        both = _over_both(study, found, packed, f"CASE WHEN {apart[0]} THEN 0 WHEN {apart[1]} THEN 1 ELSE 2 END", level)
        estimates = {name: _beside(one, both[name]) for name, one in estimates.items()}
    shares, mean, raters = group_answers(study, apart[0], Patterns(a, found.items))
    within, across, association = estimates.values()
    return GroupCohesion(shares, mean, within, across, association, raters)


def _association(within: Estimate, across: Estimate) -> Estimate:
    if not within.value or not across.value or min(within.value, across.value) <= 0:
        return Estimate(undefined=within.undefined or across.undefined or "not_above_chance")
    return Estimate(within.value / across.value)


def _beside(found: Estimate, ends: Ends | NoInterval) -> Estimate:
    if isinstance(ends, tuple):
        return replace(found, both_low=ends[0], both_high=ends[1])
    return replace(found, no_both=ends)


def _over_both(study: Study, found: Patterns, packed: Packed, side: str, level: str) -> Mapping[str, Ends | NoInterval]:
    """Return the intervals over items and raters, or why there are none."""
    names = ("within", "across", "association")
    if not study.table.rater or study.counts_repeats:
        return dict.fromkeys(names, "repeats" if study.counts_repeats else "unknown_raters")
    cells = count_rater_cells(study, packed, side)
    if cells is None:
        return dict.fromkeys(names, "unknown_raters")
    return over_both(found, cells, study.answers, level, study.settings.confidence)


def over_both(
    found: Patterns, cells: RaterCells, answers: Answers, level: str, confidence: float
) -> Mapping[str, Ends | NoInterval]:
    """Return the intervals of cohesion within, across, and of their ratio, which is on a logarithmic scale as well.

    `found` and `cells` have the counts of the group, of all others and of those of whom no group is known, one after
    the other, shape (patterns, 3 · values).
    """
    values = len(answers.labels)
    placed = np.ones(values, dtype=np.int64)
    placed[list(answers.placeless) if level != "nominal" else []] = 0
    pooled = found.items @ found.counts[:, : 2 * values].reshape(len(found.items), 2, values).sum(axis=1) * placed
    delta = squared_difference(level, pooled.astype(np.float64), answers.line)
    inside = features_of(np.zeros((1, values), dtype=np.int64)).shape[1]

    def features(counts: Whole) -> Array:
        a, b = counts[:, :values] * placed, counts[:, values : 2 * values] * placed
        return np.hstack([features_of(a), between_features(a, b, delta)])

    def coefficients(summed: Array) -> Mapping[str, Array]:
        within = alpha(sums_from(summed[..., :inside], values), level, answers.line)
        across = beyond_chance(summed[..., inside:], delta)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where((within > 0) & (across > 0), within / across, np.nan)
        return {"within": within, "across": across, "association": np.asarray(1 - ratio)}

    sides = np.zeros(cells.drawn, dtype=np.int64)
    sides[cells.rater] = cells.code[cells.kind] // values
    both = dict(two_way(found.counts, found.items, cells, features, coefficients, confidence, sides))
    if cells.effective < FEWEST_EFFECTIVE:
        return {"within": both["within"], "across": "few_raters", "association": "few_raters"}
    ends = both["association"]
    if isinstance(ends, tuple):
        both["association"] = 1 - ends[1], 1 - ends[0]
    return both
