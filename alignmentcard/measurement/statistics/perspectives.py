"""Whose answers stand together: agreement within and between groups of raters, and whom the label overrules."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, GroupAgreement, Overruled
from alignmentcard.measurement.statistics.aggregation import released
from alignmentcard.measurement.statistics.agreement import levels, pattern_agreement
from alignmentcard.measurement.statistics.bootstrap import corrected, draws, estimated
from alignmentcard.measurement.statistics.coefficients import squared_difference
from alignmentcard.measurement.statistics.patterns import (
    Packed,
    Patterns,
    count_apart,
    distinct,
    tally_patterns,
    whole,
)
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


BY_GROUP = "by_group"


@dataclass(frozen=True)
class Joint:
    """Items by the answers of each group on an axis: counts (patterns, groups and rest, values), items (patterns,).

    `packed` is the relation of the same counts, item by item; it must be read before the next axis is counted, which
    replaces it. None where some ratings are by raters who are not known.
    """

    number: int
    axis: str
    names: tuple[str, ...]
    counts: Whole
    items: Whole
    packed: Packed | None

    def shared(self, first: str, second: str) -> int:
        """Count the items that both of two groups rated."""
        sizes = self.counts.sum(axis=2)
        both = (sizes[:, self.names.index(first)] > 0) & (sizes[:, self.names.index(second)] > 0)
        return int(self.items[both].sum())

    def together(self) -> Patterns:
        """Return the patterns of all raters."""
        return distinct(self.counts.sum(axis=1), self.items)


def count_jointly(study: Study, number: int, axis: str, names: Sequence[str]) -> Joint:
    """Count items by the answers of each group; raters outside the groups count as one more, the last."""
    texts = [study.engine.text(name) for name in names]
    apart = [f"a{number} = {text}" for text in texts]
    rest = f"a{number} IS NULL OR a{number} NOT IN ({', '.join(texts)})"
    kept: list[Packed] = []

    def count() -> Patterns:
        others = study.rows(f"SELECT count(*) AS n FROM members WHERE {rest}")[0]["n"]
        strangers = study.rows(f"SELECT count(*) AS n FROM {study.ratings} WHERE rater IS NULL")[0]["n"]
        found, packing = count_apart(study, [*apart, rest] if others or strangers else apart, BY_GROUP)
        missing = (len(names) + 1) * len(study.answers.labels) - found.counts.shape[1]
        kept.extend([] if strangers else [Packed(BY_GROUP, packing)])
        return Patterns(np.pad(found.counts, ((0, 0), (0, missing))), found.items)

    found = tally_patterns(study, f"items by groups {number}", (len(names) + 1) * len(study.answers.labels), count)
    counts = found.counts.reshape(len(found.items), len(names) + 1, len(study.answers.labels))
    return Joint(number, axis, tuple(names), counts, found.items, kept[0] if kept else None)


def who_agrees(study: Study, joint: Joint) -> GroupAgreement:
    """Return alpha within each group and between groups, and between over the geometric mean of within."""
    counts, items, names = joint.counts, joint.items, joint.names
    level = study.answers.level if study.answers.level in levels(study.answers) else "nominal"
    within: dict[str, Estimate] = {}
    for position, name in enumerate(names):
        patterns = distinct(counts[:, position], items).rated(1)
        within[name] = pattern_agreement(patterns, study).alpha[level]
    between: dict[str, Estimate] = {}
    ratio: dict[str, float | None] = {}
    for (a, first), (b, second) in itertools.combinations(enumerate(names), 2):
        key = f"{first} ~ {second}"
        between[key] = agreement_between(study, counts[:, a], counts[:, b], items, level)
        inside = [within[name].value or 0.0 for name in (first, second)]
        known = between[key].value
        ratio[key] = known / (inside[0] * inside[1]) ** 0.5 if known is not None and min(inside) > 0 else None
    return GroupAgreement(joint.axis, within, between, ratio)


def agreement_between(study: Study, a: Whole, b: Whole, items: Whole, level: str) -> Estimate:
    """Return agreement across two groups beyond chance, 1 - D_o / D_e, with its interval over items.

    D_o is the mean disagreement of pairs across the groups, items weighted by their number of ratings; D_e that of
    their marginal distributions. Distances are those in all of the data, also where items are drawn again.
    Wong, Paritosh and Aroyo (2021), Cross-replication Reliability, arXiv:2106.07393.
    """
    if level != "nominal":
        a, b = (np.where(np.isin(range(a.shape[1]), study.answers.placeless), 0, counts) for counts in (a, b))
    both = (a.sum(axis=1) > 0) & (b.sum(axis=1) > 0)
    if not both.any():
        return Estimate(undefined="few_shared")
    left, right, items = a[both].astype(np.float64), b[both].astype(np.float64), items[both]
    delta = squared_difference(level, items @ (left + right), study.answers.line)
    features = between_features(a[both], b[both], delta)
    value = float(beyond_chance(items @ features, delta))
    if np.isnan(value):
        return Estimate(undefined="no_variation")
    settings = study.settings
    if not settings.replicates:
        return Estimate(value)
    again = draws(features, items, settings)
    return estimated(value, again.read(beyond_chance(again.sums, delta)), settings.confidence)


def between_features(a: Whole, b: Whole, delta: Array) -> Array:
    """Return what items add to the sums of `beyond_chance`: shape (items, 2 + 2 values); nothing where one is alone."""
    sizes = a.sum(axis=1, keepdims=True), b.sum(axis=1, keepdims=True)
    both = (sizes[0] > 0) & (sizes[1] > 0)
    left, right = np.where(both, a, 0).astype(np.float64), np.where(both, b, 0).astype(np.float64)
    weight = np.where(both, sizes[0] + sizes[1], 0)
    disagree = np.einsum("iv,vw,iw->i", left / np.maximum(sizes[0], 1), delta, right / np.maximum(sizes[1], 1))
    return np.hstack([weight * disagree[:, None], weight, left, right])


def beyond_chance(sums: Array, delta: Array) -> Array:
    """Return 1 - D_o / D_e from sums (…, 2 + 2 values): weighted disagreement, weights, counts of both groups."""
    values = len(delta)
    left, right = sums[..., 2 : 2 + values], sums[..., 2 + values :]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = left / left.sum(axis=-1, keepdims=True), right / right.sum(axis=-1, keepdims=True)
        expected = np.einsum("...v,vw,...w->...", shares[0], delta, shares[1])
        return np.asarray(np.where(expected > 0, 1 - sums[..., 0] / sums[..., 1] / expected, np.nan))


def who_is_overruled(study: Study, joint: Joint) -> Overruled:
    """Return the share of each group's ratings that the label contradicts, and its ratio to the share of all others.

    The label is the released one, or the most frequent value of items that have a single one. Intervals are over items.
    """
    counts, items = _by_release(study, joint) if study.table.labelled else _by_majority(joint)
    settings, features = study.settings, counts.reshape(len(items), 2 * counts.shape[2]).astype(np.float64)
    share, ratio = _shares(items @ features, len(joint.names))
    found = Overruled(
        joint.axis,
        "released" if study.table.labelled else "majority",
        {name: float(one) for name, one in zip(joint.names, share, strict=True) if not np.isnan(one)},
        {
            name: None if np.isnan(one) else float(one)
            for name, rated, one in zip(joint.names, share, ratio, strict=True) if not np.isnan(rated)
        },
    )  # fmt: skip
    if not settings.replicates or not len(items):
        return found
    again = draws(features, items, settings)
    ends = [
        {
            name: pair
            for name, value, drawn in zip(joint.names, point, part.T, strict=True)
            if not np.isnan(value) and (pair := corrected(float(value), again.read(drawn), settings.confidence))
        }
        for point, part in zip((share, ratio), _shares(again.sums, len(joint.names)), strict=True)
    ]
    return replace(found, share_intervals=ends[0], ratio_intervals=ends[1])


def _shares(sums: Array, groups: int) -> tuple[Array, Array]:
    """Return share and ratio to the others, shape (…, groups); sums of ratings against the label, then of all."""
    against, rated = sums[..., : sums.shape[-1] // 2], sums[..., sums.shape[-1] // 2 :]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = against / rated
        others = (against.sum(axis=-1, keepdims=True) - against) / (rated.sum(axis=-1, keepdims=True) - rated)
        ratio = np.where(others > 0, share / others, np.nan)
    return share[..., :groups], ratio[..., :groups]


def _by_majority(joint: Joint) -> tuple[Whole, Whole]:
    """Count ratings of each group and the rest against the most frequent value, and all: (patterns, 2, groups)."""
    votes = joint.counts.sum(axis=1)
    top = votes == votes.max(axis=1, keepdims=True)
    single = top.sum(axis=1) == 1
    counts = joint.counts[single]
    rated = counts.sum(axis=2)
    agreed = np.einsum("pgv,pv->pg", counts, top[single].astype(np.int64))
    return np.stack([rated - agreed, rated], axis=1), joint.items[single]


def _by_release(study: Study, joint: Joint) -> tuple[Whole, Whole]:
    """Count ratings of each group and the rest against the released label, and all: (patterns, 2, groups)."""
    groups = len(joint.names) + 1
    found = tally_overruled(study, joint)
    return found.counts.reshape(len(found.items), 2, groups), found.items


def tally_overruled(study: Study, joint: Joint) -> Patterns:
    """Count items by the ratings of each group and the rest against the released label, then by all of them."""
    width = 2 * (len(joint.names) + 1)
    return tally_patterns(study, f"items overruled {joint.number}", width, lambda: _released_or_not(study, joint))


def _released_or_not(study: Study, joint: Joint) -> Patterns:
    column, texts = f"r.a{joint.number}", [study.engine.text(name) for name in joint.names]
    apart = [f"{column} = {text}" for text in texts]
    apart.append(f"({column} IS NULL OR {column} NOT IN ({', '.join(texts)}))")
    against = [f"sum(CASE WHEN {group} AND r.code <> l.code THEN r.n ELSE 0 END)" for group in apart]
    rated = [f"sum(CASE WHEN {group} THEN r.n ELSE 0 END)" for group in apart]
    names = [f"c{number}" for number in range(2 * len(apart))]
    sums = ", ".join(f"{expression} AS {name}" for expression, name in zip([*against, *rated], names, strict=True))
    label = f"SELECT item, max(code) AS code FROM {released(study).relation} GROUP BY item"
    table = study.query(f"""
        SELECT {", ".join(names)}, count(*) AS items FROM (
            SELECT r.item, {sums} FROM {study.ratings} r JOIN ({label}) l ON r.item = l.item GROUP BY r.item) s
        GROUP BY {", ".join(names)}""")
    counts = np.column_stack([whole(table.column(name)) for name in names])
    return distinct(counts, whole(table.column("items")))
