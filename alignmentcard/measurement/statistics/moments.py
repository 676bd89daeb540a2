"""Agreement on scales with many values: sliders, free numbers, long lists of labels.

Alpha for interval scales needs the number, sum and squares of each item's answers. Ordinal alpha is interval alpha on
mid-ranks of the marginal distribution, which are held fixed when items are resampled. Nominal alpha needs the squares
of counts; where items are resampled, the sum of squared shares is taken to first order. Ratio alpha needs the pairs of
each item and has no interval.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Agreement, Estimate, NoInterval
from alignmentcard.measurement.statistics.bootstrap import estimated, resampled

if TYPE_CHECKING:
    from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
MOST_RATIO_PAIRS = 50_000_000
TOO_MANY = Estimate(undefined="too_many_values")


def moments_agreement(study: "Study") -> Agreement:
    """Measure agreement from moments."""
    cells = _cells(study)
    numbers = study.answers.numbers is not None
    levels = ["nominal", "ordinal", "interval"] if numbers else ["nominal"]
    columns = ["k", "t", "g", *(["s", "q", "rs", "rq"] if numbers else [])]
    moments = ", sum(c * x) AS s, sum(c * x * x) AS q, sum(c * r) AS rs, sum(c * r * r) AS rq" if numbers else ""
    names = ", ".join(columns)
    table = study.query(
        f"SELECT {names}, count(*) AS items FROM (SELECT item, sum(c) AS k, sum(c * c) AS t, sum(c * m) AS g{moments} "
        f"FROM {cells} GROUP BY item) i GROUP BY {names}"
    )
    if not table.num_rows:
        none = Estimate(undefined="no_overlap")
        return _agreement(study, dict.fromkeys(levels, none), none, 0, 0)
    of, items = _merged(study, {name: np.asarray(table.column(name), dtype=np.float64) for name in table.column_names})
    k = of["k"]
    found = {"nominal": _nominal(study, k, of["t"], of["g"], items)}
    if numbers:
        found["ordinal"] = _alpha(study, k, of["rs"], of["rq"], items)
        found["interval"] = _alpha(study, k, of["s"], of["q"], items)
    if study.answers.numbers is not None and min(study.answers.numbers) >= 0:
        found["ratio"] = _ratio(study, cells)
    percent = _percent(study, (of["t"] - k) / (k * (k - 1)), items)
    return _agreement(study, found, percent, int(items.sum()), int(k @ items))


def _merged(study: "Study", columns: dict[str, Array]) -> tuple[dict[str, Array], NDArray[np.int64]]:
    """Merge items whose moments differ by rounding only, and put them in order, so that both engines give the same."""
    names = [name for name in columns if name != "items"]
    digits = {name: 11 - int(np.ceil(np.log10(max(abs(columns[name]).max(), 1e-300)))) for name in names}
    stacked = np.column_stack([np.round(columns[name], digits[name]) for name in names]) + 0.0
    found, inverse = np.unique(stacked, axis=0, return_inverse=True)
    items = np.bincount(inverse.reshape(-1), weights=columns["items"]).astype(np.int64)
    return dict(zip(names, found.T, strict=True)), items


def _cells(study: "Study") -> str:
    """Make a relation of item, x, how often x was given to the item (c) and to all (m), and its mid-rank (r).

    Only items with two ratings or more are in it. Texts have neither x nor r.
    """
    import pyarrow as pa

    name, ratings = f"{study.ratings}_cells", study.ratings
    given = f"SELECT item, value, x, CAST(sum(n) AS DOUBLE) AS c FROM {ratings} GROUP BY item, value, x"
    paired = f"SELECT item FROM {ratings} GROUP BY item HAVING sum(n) > 1"
    study.engine.view(f"{name}_given", f"SELECT g.* FROM ({given}) g JOIN ({paired}) p ON g.item = p.item", keep=True)
    if study.answers.numbers is None:
        marginal = f"SELECT value, sum(c) AS m FROM {name}_given GROUP BY value"
        study.engine.view(name, f"SELECT g.item, g.c, t.m FROM {name}_given g JOIN ({marginal}) t ON g.value = t.value")
        return name
    found = study.query(f"SELECT x, sum(c) AS m FROM {name}_given GROUP BY x ORDER BY x")
    counts = np.asarray(found.column("m"), dtype=np.float64)
    ranks = pa.array(np.cumsum(counts) - counts / 2)
    study.engine.hold(f"{name}_scale", pa.table({"x": found.column("x"), "m": pa.array(counts), "r": ranks}))
    study.engine.view(name, f"SELECT g.item, g.x, g.c, t.m, t.r FROM {name}_given g JOIN {name}_scale t ON g.x = t.x")
    return name


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
    """Return interval alpha with its interval; k, s and q are number, sum and squares of each pattern's answers."""
    centre = (items @ s) / (items @ k)
    q, s = q - 2 * centre * s + k * centre**2, s - centre * k
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
    again = resampled(features, items, study.settings.replicates, study.settings.seed)
    return estimated(point, coefficient(again), study.settings.confidence)


def _from_sums(sums: Array) -> Array:
    number, observed, total, squares = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 2 * (number * squares - total**2) / (number * (number - 1))
        return np.asarray(np.where(expected > 1e-12, 1 - observed / number / expected, np.nan))


def _percent(study: "Study", share: Array, items: NDArray[np.int64]) -> Estimate:
    features = np.column_stack([share, np.ones(len(share))])
    return _estimate(study, features, items, lambda sums: np.asarray(sums[..., 0] / sums[..., 1]))


def _ratio(study: "Study", ranks: str) -> Estimate:
    """Return ratio alpha: pairs of distinct values within each item, and over the marginal distribution."""
    size = study.rows(f"SELECT sum(k * k) AS p FROM (SELECT count(*) AS k FROM {ranks} GROUP BY item) s")[0]["p"]
    numbers = np.array(study.answers.numbers)
    if size > MOST_RATIO_PAIRS or len(numbers) > 5_000:
        return Estimate(undefined="too_many_pairs")
    paired = f"(SELECT item, sum(c) AS k FROM {ranks} GROUP BY item HAVING sum(c) > 1)"
    observed = study.rows(
        "SELECT sum(a.c * b.c * ((a.x - b.x) / (a.x + b.x)) * ((a.x - b.x) / (a.x + b.x)) / (p.k - 1)) AS d "
        f"FROM {ranks} a JOIN {ranks} b ON a.item = b.item AND a.x <> b.x JOIN {paired} p ON a.item = p.item"
    )[0]["d"]
    marginal = study.rows(
        f"SELECT a.x AS x, sum(a.c) AS c FROM {ranks} a JOIN {paired} p ON a.item = p.item GROUP BY a.x"
    )
    values = np.array([row["x"] for row in marginal])
    counts = np.array([row["c"] for row in marginal])
    order = np.argsort(values)
    values, counts = values[order], counts[order]
    above, below = values[:, None] - values, values[:, None] + values
    distance = np.divide(above, below, out=np.zeros_like(above), where=below != 0) ** 2
    total = counts.sum()
    expected = counts @ distance @ counts / (total * (total - 1)) if total > 1 else 0.0
    if expected <= 0:
        return Estimate(undefined="no_variation")
    no_interval: NoInterval | None = "many_pairs" if study.settings.replicates else None
    return Estimate(float(1 - (observed or 0.0) / total / expected), no_interval=no_interval)


def _agreement(study: "Study", alphas: dict[str, Estimate], percent: Estimate, items: int, ratings: int) -> Agreement:
    at_level = alphas.get(study.answers.level, TOO_MANY)
    return Agreement(study.answers.level, items, ratings, at_level, alphas, percent, TOO_MANY, TOO_MANY, TOO_MANY)
