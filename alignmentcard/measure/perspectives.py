"""Whose answers stand together: agreement within and between groups of raters, and whom the label overrules."""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measure.aggregation import coded_label
from alignmentcard.measure.agreement import levels, points
from alignmentcard.measure.coefficients import squared_difference
from alignmentcard.measure.patterns import count_patterns, distinct
from alignmentcard.measure.results import Estimate, GroupAgreement, Overruled
from alignmentcard.measure.study import Study

Whole = NDArray[np.int64]


def _index(study: Study, number: int, names: Sequence[str]) -> str:
    """Write an expression that is the position of a rater's group."""
    cases = " ".join(f"WHEN {study.engine.text(name)} THEN {position}" for position, name in enumerate(names))
    return f"CASE a{number} {cases} END"


def _joint(study: Study, number: int, names: Sequence[str]) -> tuple[Whole, Whole]:
    """Count items by their answers from each group: counts (patterns, groups, values) and items (patterns,)."""
    where = f"WHERE a{number} IN ({', '.join(study.engine.text(name) for name in names)})"
    found = count_patterns(study, where=where, split=f"{_index(study, number, names)}:{len(names)}")
    return found.counts.reshape(len(found.items), len(names), -1), found.items


def who_agrees(study: Study, number: int, axis: str, names: Sequence[str]) -> GroupAgreement:
    """Return alpha within each group and between groups, and between over the geometric mean of within."""
    counts, items = _joint(study, number, names)
    level = study.answers.level if study.answers.level in levels(study.answers) else "nominal"
    within: dict[str, Estimate] = {}
    for position, name in enumerate(names):
        patterns = distinct(counts[:, position], items).rated(1)
        value = points(patterns, study.answers).get(f"alpha_{level}")
        within[name] = Estimate(value) if value is not None else Estimate(undefined="no_overlap")
    between: dict[str, Estimate] = {}
    ratio: dict[str, float | None] = {}
    for (a, first), (b, second) in itertools.combinations(enumerate(names), 2):
        key = f"{first} ~ {second}"
        between[key] = _between(study, counts[:, a], counts[:, b], items, level)
        inside = [within[name].value or 0.0 for name in (first, second)]
        known = between[key].value
        ratio[key] = known / (inside[0] * inside[1]) ** 0.5 if known is not None and min(inside) > 0 else None
    return GroupAgreement(axis, within, between, ratio)


def _between(study: Study, a: Whole, b: Whole, items: Whole, level: str) -> Estimate:
    """Return agreement across two groups beyond chance, 1 - D_o / D_e.

    D_o is the mean disagreement of pairs across the groups, items weighted by their number of ratings; D_e that of
    their marginal distributions. Wong, Paritosh and Aroyo (2021), Cross-replication Reliability, arXiv:2106.07393.
    """
    sizes_a, sizes_b = a.sum(axis=1), b.sum(axis=1)
    both = (sizes_a > 0) & (sizes_b > 0)
    if not both.any():
        return Estimate(undefined="no_overlap")
    left, right, sizes_a, sizes_b = a[both], b[both], sizes_a[both], sizes_b[both]
    weight = items[both] * (sizes_a + sizes_b)
    shares_a = (items[both] @ left) / (items[both] @ sizes_a)
    shares_b = (items[both] @ right) / (items[both] @ sizes_b)
    marginal = (items[both] @ (left + right)).astype(np.float64)
    numbers = np.array(study.answers.numbers) if study.answers.numbers else None
    delta = squared_difference(level, marginal, numbers)
    disagree = np.einsum("iv,vw,iw->i", left / sizes_a[:, None], delta, right / sizes_b[:, None])
    expected = float(shares_a @ delta @ shares_b)
    if expected <= 0:
        return Estimate(undefined="no_variation")
    return Estimate(float(1 - (disagree @ weight / weight.sum()) / expected))


def who_is_overruled(study: Study, number: int, axis: str, names: Sequence[str]) -> Overruled:
    """Share of each group's ratings that the label contradicts: the released label, or the majority without ties."""
    released = study.table.labelled
    labels = _released(study) if released else _majorities(study)
    found = study.rows(f"""
        SELECT r.a{number} AS grp, sum(r.n) AS n, sum(CASE WHEN r.code <> l.code THEN r.n ELSE 0 END) AS against
        FROM {study.ratings} r JOIN ({labels}) l ON r.item = l.item
        WHERE r.a{number} IS NOT NULL GROUP BY r.a{number}""")
    counts = {row["grp"]: (int(row["against"]), int(row["n"])) for row in found}
    against, total = (sum(count[part] for count in counts.values()) for part in (0, 1))
    share = {name: counts[name][0] / counts[name][1] for name in names if name in counts}
    ratio = {name: _to_others(*counts[name], against, total) for name in share}
    return Overruled(axis, "released" if released else "majority", share, ratio)


def _to_others(against: int, rated: int, all_against: int, all_rated: int) -> float | None:
    others = (all_against - against) / (all_rated - rated) if all_rated > rated else 0.0
    return against / rated / others if others else None


def _majorities(study: Study) -> str:
    """Select the value with most votes of each item that has a single one."""
    votes = f"SELECT item, code, sum(n) AS c FROM {study.ratings} GROUP BY item, code"
    return f"""
        SELECT v.item, max(v.code) AS code
        FROM ({votes}) v JOIN (SELECT item, max(c) AS c FROM ({votes}) s GROUP BY item) m
        ON v.item = m.item AND v.c = m.c GROUP BY v.item HAVING count(*) = 1"""


def _released(study: Study) -> str:
    return f"SELECT item, max({coded_label(study)}) AS code FROM {study.ratings} WHERE label IS NOT NULL GROUP BY item"
