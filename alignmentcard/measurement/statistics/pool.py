"""Who the raters are: composition on each axis and pair of axes, and how far it is from the target population.

Groups with fewer raters than the smallest cell stand together as `other`; where these are too few as well, the next
smallest groups join them, so that no number of raters under the smallest cell is shown.
"""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.results.values import Composition, Distance, PoolFacts
from alignmentcard.measurement.statistics.convergence import divergence
from alignmentcard.measurement.tables.columns import ColumnError
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.study import Study
from alignmentcard.messages.retold import worded

Targets = Mapping[str, Mapping[str, float]]
Group = tuple[str, ...]
Array = NDArray[np.float64]
MOST_AXES = 12
MOST_ROUNDS = 200


def pool(table: Ratings, minimum_cell: int, targets: Targets, counting: str = "") -> PoolFacts:
    """Describe the raters of a table; `targets` are shares of groups by axis.

    `counting` is the relation of the ratings that count, of all dimensions; all ratings of the table without it.
    """
    if not table.rater:
        return PoolFacts(None, undefined="no_raters")
    members(table, counting)
    total = int(rows(table.engine.query("SELECT count(*) AS n FROM members"))[0]["n"])
    numbers = range(min(len(table.attributes), MOST_AXES))
    axes = tuple(_composition(table, (number,), minimum_cell) for number in numbers)
    pairs = tuple(_composition(table, pair, minimum_cell) for pair in itertools.combinations(numbers, 2))
    weights, effective = _raked(table, targets)
    distances = tuple(
        _distance(table, axis, shares, weights.get(axis, {}), minimum_cell)
        for axis, shares in sorted(targets.items()) if axis in table.attributes and shares
    )  # fmt: skip
    return PoolFacts(total, axes, pairs, distances, effective, _gini(table), _unique(table))


def counted_ratings(table: Ratings, studies: Sequence[Study]) -> str:
    """Return a relation of the ratings that count, of all dimensions, with raters and their attributes."""
    if table.counting.answers(table.relation).total() == sum(study.answers.ratings for study in studies):
        return table.relation
    fields = ", ".join(["rater", "n", *(f"a{number}" for number in range(len(table.attributes)))])
    parts = (f"SELECT {fields} FROM {study.ratings}" for study in studies)
    table.engine.view("counting", "\nUNION ALL\n".join(parts))
    return "counting"


def members(table: Ratings, counting: str = "") -> None:
    """Make the relation `members`: one row for each rater, with attributes, their ratings, and contradictions."""
    names = [f"a{number}" for number in range(len(table.attributes))]
    fields = [f"min({name}) AS {name}" for name in names]
    fields += [f"CASE WHEN min({name}) < max({name}) THEN 1 ELSE 0 END AS odd_{name}" for name in names]
    grouped = ", ".join(["rater", *names])
    table.engine.view(
        "members",
        f"SELECT {', '.join(['rater', *fields, 'sum(ratings) AS ratings'])} FROM (SELECT {grouped}, sum(n) AS ratings "
        f"FROM {counting or table.relation} WHERE rater IS NOT NULL GROUP BY {grouped}) s GROUP BY rater",
        keep=True,
    )


def refuse_varying(table: Ratings, counting: str) -> None:
    """Refuse an attribute that a rater has two of; needs the relation `members`."""
    query, text = table.engine.query, table.engine.text
    for number, axis in enumerate(table.attributes if table.rater else ()):
        odd = rows(query(f"SELECT min(CAST(rater AS STRING)) AS rater FROM members WHERE odd_a{number} = 1"))[0][
            "rater"
        ]
        if odd is not None:
            both = f"min(a{number}) AS low, max(a{number}) AS high FROM {counting or table.relation}"
            one = rows(query(f"SELECT {both} WHERE CAST(rater AS STRING) = {text(odd)}"))[0]
            raise ColumnError(
                worded(
                    "Rater “{odd}” has both “{low}” and “{high}” under {axis}. An attribute of raters is the same in "
                    "all of their rows: correct the table, or leave attributes.{axis} out.",
                    odd=odd,
                    axis=axis,
                    **one,
                )
            )


def count_groups(table: Ratings, numbers: Sequence[int]) -> dict[Group, tuple[int, int]]:
    """Count raters and ratings of each group on some axes; raters who did not say are left out."""
    names = ", ".join(f"a{number}" for number in numbers)
    known = " AND ".join(f"a{number} IS NOT NULL" for number in numbers)
    found = table.engine.query(
        f"SELECT {names}, count(*) AS members, sum(ratings) AS ratings FROM members WHERE {known} GROUP BY {names}"
    )
    counts = {tuple(row[f"a{n}"] for n in numbers): (int(row["members"]), int(row["ratings"])) for row in rows(found)}
    return dict(sorted(counts.items()))


def large_groups(table: Ratings, number: int, minimum_cell: int) -> list[str]:
    """List the groups of an axis that reach the smallest cell, the largest first."""
    sizes = {group[0]: size for group, (size, _) in count_groups(table, (number,)).items() if size >= minimum_cell}
    return sorted(sizes, key=lambda name: (-sizes[name], name))


def groups_to_merge(counts: Mapping[Group, tuple[int, int]], minimum_cell: int) -> set[Group]:
    """Choose the groups that stand together as `other`."""
    small = {group for group, (size, _) in counts.items() if size < minimum_cell}
    rest = sorted((group for group in counts if group not in small), key=lambda group: (counts[group][0], group))
    while small and rest and sum(counts[group][0] for group in small) < minimum_cell:
        small.add(rest.pop(0))
    return small


def _composition(table: Ratings, numbers: Sequence[int], minimum_cell: int) -> Composition:
    counts = count_groups(table, numbers)
    folded = groups_to_merge(counts, minimum_cell)
    raters: dict[str, int] = {}
    ratings: dict[str, int] = {}
    for group, (size, rated) in counts.items():
        name = "other" if group in folded else " & ".join(group)
        raters[name] = raters.get(name, 0) + size
        ratings[name] = ratings.get(name, 0) + rated
    if raters.get("other", minimum_cell) < minimum_cell:
        raters, ratings = {}, {}
    unknown = " OR ".join(f"a{number} IS NULL" for number in numbers)
    odd = " OR ".join(f"odd_a{number} = 1" for number in numbers)
    found = rows(table.engine.query(f"""
        SELECT sum(CASE WHEN {unknown} THEN 1 ELSE 0 END) AS unknown, sum(CASE WHEN {odd} THEN 1 ELSE 0 END) AS odd
        FROM members"""))[0]  # fmt: skip
    axes = tuple(table.attributes[number] for number in numbers)
    return Composition(axes, raters, ratings, int(found["unknown"] or 0), len(folded), int(found["odd"] or 0))


def _distance(
    table: Ratings, axis: str, target: Mapping[str, float], weights: Mapping[str, float], minimum_cell: int
) -> Distance:
    """Compare shares of raters who said their group with the target."""
    counts = {group[0]: size for group, (size, _) in count_groups(table, (table.attributes.index(axis),)).items()}
    groups = sorted({*counts, *target})
    have = np.array([counts.get(group, 0) for group in groups], dtype=np.float64)
    want = np.array([target.get(group, 0.0) for group in groups])
    have, want = have / max(have.sum(), 1), want / max(want.sum(), 1e-300)
    absent = tuple(group for group in groups if target.get(group) and not counts.get(group))
    shown = {group: weight for group, weight in weights.items() if counts.get(group, 0) >= minimum_cell}
    return Distance(axis, float(abs(have - want).sum() / 2), float(divergence(have, want)), absent, shown)


def _raked(table: Ratings, targets: Targets) -> tuple[dict[str, dict[str, float]], float | None]:
    """Weight raters so that every axis meets its target; return mean weights by group, and Kish's effective size.

    Iterative proportional fitting (Deming and Stephan 1940); effective size is (sum w)^2 / sum w^2 (Kish 1965).
    """
    axes = [axis for axis in sorted(targets) if axis in table.attributes and targets[axis]]
    if not axes:
        return {}, None
    numbers = [table.attributes.index(axis) for axis in axes]
    cells = [(cell, size) for cell, (size, _) in count_groups(table, numbers).items() if _wanted(cell, axes, targets)]
    if not cells:
        return {}, None
    sizes = np.array([size for _, size in cells], dtype=np.float64)
    weights = np.ones(len(cells))
    for _ in range(MOST_ROUNDS):
        before = weights.copy()
        for position, axis in enumerate(axes):
            _fit(weights, sizes, [cell[position] for cell, _ in cells], targets[axis])
        if abs(weights - before).max() < 1e-12:
            break
    effective = float((weights @ sizes) ** 2 / (weights**2 @ sizes))
    return {
        axis: _mean_weights(weights, sizes, [cell[p] for cell, _ in cells]) for p, axis in enumerate(axes)
    }, effective


def _wanted(cell: Group, axes: Sequence[str], targets: Targets) -> bool:
    return all(targets[axis].get(group, 0) > 0 for axis, group in zip(axes, cell, strict=True))


def _fit(weights: Array, sizes: Array,
         groups: Sequence[str], target: Mapping[str, float]) -> None:  # fmt: skip
    """Scale the weights of each group of an axis to its share among the groups that are present."""
    names = np.array(groups)
    present = sorted(set(groups))
    whole = sum(target[group] for group in present)
    total = sizes.sum()
    for group in present:
        members = names == group
        weights[members] *= target[group] / whole * total / (weights[members] @ sizes[members])


def _mean_weights(weights: Array,
                  sizes: Array, groups: Sequence[str]) -> dict[str, float]:  # fmt: skip
    names = np.array(groups)
    return {g: float(np.average(weights[names == g], weights=sizes[names == g])) for g in sorted(set(groups))}


def _gini(table: Ratings) -> float | None:
    """Return the Gini coefficient of ratings by rater: 0 where all gave as many."""
    found = table.engine.query("SELECT ratings, count(*) AS raters FROM members GROUP BY ratings ORDER BY ratings")
    ratings, raters = (np.asarray(found.column(name), dtype=np.float64) for name in ("ratings", "raters"))
    total, count = ratings @ raters, raters.sum()
    if not total:
        return None
    below = np.cumsum(raters) - raters / 2
    return float(2 * (ratings * raters) @ below / (count * total) - 1)


def _unique(table: Ratings) -> int | None:
    """Count raters whose combination of attributes nobody else has."""
    if not table.attributes:
        return None
    names = ", ".join(f"a{number}" for number in range(len(table.attributes)))
    found = rows(table.engine.query(
        f"SELECT count(*) AS n FROM (SELECT count(*) AS c FROM members GROUP BY {names}) s WHERE c = 1"
    ))  # fmt: skip
    return int(found[0]["n"])
