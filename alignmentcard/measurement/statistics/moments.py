"""Agreement on scales with many values: sliders, free numbers, long lists of labels.

Alpha for interval scales needs the number, sum and squares of each item's answers. Ordinal alpha is interval alpha on
mid-ranks of the marginal distribution, which are held fixed when items are resampled. Nominal alpha needs the squares
of counts; where items are resampled, the sum of squared shares is taken to first order. Ratio alpha needs the pairs of
each item and has no interval. Of numbers, nominal alpha and percent agreement have none either: few answers are the
same, most of them on the few items at an end of the scale, and intervals held the truth 0.90 times (bench/README.md).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Agreement, Estimate, NoInterval
from alignmentcard.measurement.statistics.bootstrap import draws, estimated

if TYPE_CHECKING:
    from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
MOST_RATIO_PAIRS = 50_000_000
RESOLUTION = 36
"""Moments of items that differ by less than 2^-36 of the largest are taken together."""
LEAST_VARIATION = 1e-12
"""What part of the squares their variation must be, so that it is no trace of rounding."""
TOO_MANY = Estimate(undefined="too_many_values")


def moments_agreement(study: "Study") -> Agreement:
    """Measure agreement from moments."""
    answers, cells = study.answers, _cells(study)
    sums = {"k": "c", "t": "c * c", "g": "c * m"}
    if answers.line:
        sums |= {"p": "CASE WHEN x IS NULL THEN 0e0 ELSE c END", "s": "c * x", "q": "c * x * x",
                 "rs": "c * r", "rq": "c * r * r"}  # fmt: skip
    of, items = _moments(study, cells, sums)
    if not len(items):
        none = Estimate(undefined="no_overlap")
        return _agreement(study, {"nominal": none}, none, 0, 0)
    k = of["k"]
    found = {"nominal": _nominal(study, k, of["t"], of["g"], items)}
    if answers.line:
        found["ordinal"] = _alpha(study, of["p"], of["rs"], of["rq"], items)
        found["interval"] = _alpha(study, of["p"], of["s"], of["q"], items)
    if answers.positive:
        found["ratio"] = _ratio(study, cells)
    percent = _percent(study, (of["t"] - k) / (k * (k - 1)), items)
    if answers.line:
        found["nominal"], percent = _of_equal_numbers(found["nominal"]), _of_equal_numbers(percent)
    return _agreement(study, found, percent, int(items.sum()), int(k @ items))


def _of_equal_numbers(found: Estimate) -> Estimate:
    return found if found.low is None else Estimate(found.value, no_interval="many_numbers")


def _moments(study: "Study", cells: str, sums: Mapping[str, str]) -> tuple[dict[str, Array], NDArray[np.int64]]:
    """Return sums over the cells of an item by name, and how many items have each, in an order that no engine decides.

    Sums of numbers on a grid are exact. Others may differ in their last digits from engine to engine: items that differ
    in no more than these are taken together, in the place that their rounded sums have, with the mean of all.
    """
    selected = ", ".join(f"coalesce(sum({what}), 0e0) AS {name}" for name, what in sums.items())
    names, by_item = ", ".join(sums), f"SELECT item, {selected} FROM {cells} GROUP BY item"
    table = study.query(f"SELECT {names}, count(*) AS items FROM ({by_item}) i GROUP BY {names}")
    if not table.num_rows:
        return {name: np.zeros(0) for name in sums}, np.zeros(0, dtype=np.int64)
    found = np.column_stack([np.asarray(table.column(name), dtype=np.float64) for name in sums])
    weights = np.asarray(table.column("items"), dtype=np.float64)
    largest = np.maximum(abs(found).max(axis=0), np.finfo(float).tiny)
    _, inverse = np.unique(np.rint(found / largest * 2.0**RESOLUTION), axis=0, return_inverse=True)
    items = np.bincount(inverse.reshape(-1), weights=weights)
    means = [np.bincount(inverse.reshape(-1), weights=weights * column) / items for column in found.T]
    return dict(zip(sums, means, strict=True)), items.astype(np.int64)


def _cells(study: "Study") -> str:
    """Make a relation of item, how often an answer was given to it (c) and to all (m), and the places of the answer.

    Only items with two ratings or more are in it. The places are x, on the line of numbers, z, counted from zero in the
    same units, and r, the mid-rank, doubled and counted from the middle, so that it is a whole number. Abstentions and
    texts have none.
    """
    import pyarrow as pa

    name, ratings, answers = f"{study.ratings}_cells", study.ratings, study.answers
    given = f"SELECT item, code, CAST(sum(n) AS DOUBLE) AS c FROM {ratings} GROUP BY item, code"
    paired = f"SELECT item FROM {ratings} GROUP BY item HAVING sum(n) > 1"
    study.engine.view(f"{name}_given", f"SELECT g.* FROM ({given}) g JOIN ({paired}) p ON g.item = p.item", keep=True)
    counts = _marginal(study, f"{name}_given")
    columns = {"code": np.arange(len(counts), dtype=np.int32), "m": counts}
    held = {column: pa.array(values) for column, values in columns.items()}
    if answers.line:
        off = np.isin(np.arange(len(counts)), answers.placeless)
        placed = _marginal(study, f"{name}_given", answers.placeless) if answers.placeless else counts
        ranks = 2 * np.cumsum(placed) - placed - placed.sum()
        places = {"x": np.array(answers.line.places), "z": np.array(answers.line.from_zero), "r": ranks}
        held |= {column: pa.array(values, mask=off) for column, values in places.items()}
    study.engine.hold(f"{name}_scale", pa.table(held))
    selected = ", ".join(["g.item", "g.c", *(f"t.{column}" for column in held)])
    study.engine.view(name, f"SELECT {selected} FROM {name}_given g JOIN {name}_scale t ON g.code = t.code")
    return name


def _marginal(study: "Study", given: str, without: Sequence[int] = ()) -> Array:
    """Count each answer on items that have two or more, some answers left out."""
    of = f"{given} WHERE code NOT IN ({', '.join(f'{int(code)}' for code in without)})" if without else given
    paired = f"SELECT item FROM {of} GROUP BY item HAVING sum(c) > 1"
    found = study.query(
        f"SELECT g.code, sum(g.c) AS m FROM (SELECT * FROM {of}) g JOIN ({paired}) p ON g.item = p.item GROUP BY g.code"
    )
    counts = np.zeros(len(study.answers.labels))
    counts[np.asarray(found.column("code"), dtype=np.int64)] = np.asarray(found.column("m"), dtype=np.float64)
    return counts


def _nominal(study: "Study", k: Array, t: Array, g: Array, items: NDArray[np.int64]) -> Estimate:
    """Return nominal alpha: t is the sum of squared counts of an item, g that of counts times marginal counts."""
    total = float(items @ k)
    squares = float(items @ g) / total**2
    features = np.column_stack([k, (k**2 - t) / (k - 1), g])

    def alpha(sums: Array) -> Array:
        number, observed, common = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = (1 - (2 * common / (number * total) - squares)) * number / (number - 1)
            return np.asarray(np.where(expected > 1e-12, 1 - observed / number / expected, np.nan))

    return _estimate(study, features, items, alpha)


def _alpha(study: "Study", k: Array, s: Array, q: Array, items: NDArray[np.int64]) -> Estimate:
    """Return alpha with its interval; k, s and q are number, sum and squares of each item's answers, by their places.

    Places are counted from the middle of all answers, so that squares lose nothing where they are subtracted.
    """
    paired = k > 1
    if not paired.any():
        return Estimate(undefined="no_overlap")
    k, s, q, items = k[paired], s[paired], q[paired], items[paired]
    features = np.column_stack([k, 2 * (k * q - s**2) / (k - 1), s, q])
    return _estimate(study, features, items, _from_sums)


def _estimate(
    study: "Study", features: Array, items: NDArray[np.int64], coefficient: Callable[[Array], Array]
) -> Estimate:
    """Return a coefficient of sums over items, with its interval over items."""
    point = float(coefficient(items.astype(np.float64) @ features))
    if np.isnan(point):
        return Estimate(undefined="no_variation")
    if not study.settings.replicates:
        return Estimate(point)
    again = draws(features, items, study.settings)
    return estimated(point, again.read(coefficient(again.sums)), study.settings.confidence)


def _from_sums(sums: Array) -> Array:
    number, observed, total, squares = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        beyond = number * squares - total**2
        expected = 2 * beyond / (number * (number - 1))
        varied = beyond > LEAST_VARIATION * number * squares
        return np.asarray(np.where(varied, 1 - observed / number / expected, np.nan))


def _percent(study: "Study", share: Array, items: NDArray[np.int64]) -> Estimate:
    features = np.column_stack([share, np.ones(len(share))])
    return _estimate(study, features, items, lambda sums: np.asarray(sums[..., 0] / sums[..., 1]))


def _ratio(study: "Study", cells: str) -> Estimate:
    """Return ratio alpha: pairs of distinct values within each item, and over the marginal distribution."""
    placed = f"(SELECT item, x, z, c FROM {cells} WHERE x IS NOT NULL)"
    size = study.rows(f"SELECT sum(k * k) AS p FROM (SELECT count(*) AS k FROM {placed} c GROUP BY item) s")[0]["p"]
    if (size or 0) > MOST_RATIO_PAIRS or len(study.answers.labels) > 5_000:
        return Estimate(undefined="too_many_pairs")
    paired = f"(SELECT item, sum(c) AS k FROM {placed} c GROUP BY item HAVING sum(c) > 1)"
    observed = study.rows(
        "SELECT sum(a.c * b.c * ((a.x - b.x) / (a.z + b.z)) * ((a.x - b.x) / (a.z + b.z)) / (p.k - 1)) AS d "
        f"FROM {placed} a JOIN {placed} b ON a.item = b.item AND a.x <> b.x JOIN {paired} p ON a.item = p.item"
    )[0]["d"]
    marginal = study.query(
        f"SELECT a.x AS x, a.z AS z, sum(a.c) AS c FROM {placed} a JOIN {paired} p ON a.item = p.item "
        "GROUP BY a.x, a.z ORDER BY x"
    )
    if not marginal.num_rows:
        return Estimate(undefined="no_overlap")
    x, z, counts = (np.asarray(marginal.column(name), dtype=np.float64) for name in "xzc")
    above, below = x[:, None] - x, z[:, None] + z
    distance = np.divide(above, below, out=np.zeros_like(above), where=below != 0) ** 2
    total = counts.sum()
    expected = counts @ distance @ counts / (total * (total - 1)) if total > 1 else 0.0
    if expected <= 0:
        return Estimate(undefined="no_variation")
    no_interval: NoInterval | None = "many_pairs" if study.settings.replicates else None
    return Estimate(float(1 - (observed or 0.0) / total / expected), no_interval=no_interval)


def _agreement(study: "Study", alphas: dict[str, Estimate], percent: Estimate, items: int, ratings: int) -> Agreement:
    """Put coefficients together; where there are raters, those with an interval over items say that it is no more."""
    if study.table.rater and study.settings.replicates:
        alphas = {level: _of_items(one) for level, one in alphas.items()}
        percent = _of_items(percent)
    at_level = alphas.get(study.answers.level, TOO_MANY)
    return Agreement(study.answers.level, items, ratings, at_level, alphas, percent, TOO_MANY, TOO_MANY, TOO_MANY)


def _of_items(found: Estimate) -> Estimate:
    return found if found.undefined or found.no_interval else replace(found, no_both="many_values")
