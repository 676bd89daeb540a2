"""Agreement on scales with many values, such as sliders: from the number, sum and squares of each item's answers.

Alpha for interval scales needs no more. Ordinal alpha is interval alpha on mid-ranks of the marginal distribution,
which are held fixed when items are resampled. Ratio alpha needs the pairs of each item. The nominal coefficients would
need a count for every value and are not given: with so many values they say little.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measure.bootstrap import interval, resampled
from alignmentcard.measure.results import Agreement, Estimate

if TYPE_CHECKING:
    from alignmentcard.measure.study import Study

Array = NDArray[np.float64]
MOST_RATIO_PAIRS = 50_000_000
TOO_MANY = Estimate(undefined="too_many_values")


def moments_agreement(study: "Study") -> Agreement:
    """Measure agreement from moments."""
    answers = study.answers
    if answers.numbers is None:
        return _agreement(study, {"nominal": TOO_MANY}, TOO_MANY, 0, 0)
    ranks = _with_ranks(study)
    table = study.query(
        "SELECT k, s, q, rs, rq, same, count(*) AS items FROM (SELECT item, sum(c) AS k, sum(c * x) AS s, "
        "sum(c * x * x) AS q, sum(c * r) AS rs, sum(c * r * r) AS rq, sum(c * (c - 1)) AS same "
        f"FROM {ranks} GROUP BY item) i WHERE k > 1 GROUP BY k, s, q, rs, rq, same ORDER BY k, s, q, rs, rq, same"
    )
    k, s, q, rs, rq, same, items = (np.asarray(table.column(name), dtype=np.float64) for name in table.column_names)
    if not len(k):
        none = Estimate(undefined="no_overlap")
        return _agreement(study, {"ordinal": none, "interval": none}, none, 0, 0)
    whole = items.astype(np.int64)
    found = {"ordinal": _alpha(study, k, rs, rq, whole), "interval": _alpha(study, k, s, q, whole)}
    if min(answers.numbers) >= 0:
        found["ratio"] = _ratio(study, ranks)
    percent = _percent(study, same / (k * (k - 1)), whole)
    return _agreement(study, found, percent, int(whole.sum()), int(k @ items))


def _with_ranks(study: "Study") -> str:
    """Make a relation of item, x, its mid-rank r and how often it was given to the item, c; return its name."""
    import pyarrow as pa

    counts = np.array(study.answers.counts, dtype=np.float64)
    middle = np.cumsum(counts) - counts / 2
    numbers = np.array(study.answers.numbers)
    name = f"{study.ratings}_ranked"
    study.engine.hold(f"{name}_scale", pa.table({"x": numbers, "r": middle}))
    study.engine.view(
        name,
        f"SELECT v.item, v.x, s.r, v.c FROM (SELECT item, x, CAST(sum(n) AS DOUBLE) AS c FROM {study.ratings} "
        f"GROUP BY item, x) v JOIN {name}_scale s ON v.x = s.x",
        keep=True,
    )
    return name


def _alpha(study: "Study", k: Array, s: Array, q: Array, items: NDArray[np.int64]) -> Estimate:
    """Return interval alpha with its interval; k, s and q are number, sum and squares of each pattern's answers."""
    centre = (items @ s) / (items @ k)
    q, s = q - 2 * centre * s + k * centre**2, s - centre * k
    features = np.column_stack([k, 2 * (k * q - s**2) / (k - 1), s, q])
    point = float(_from_sums(items.astype(np.float64) @ features))
    if np.isnan(point):
        return Estimate(undefined="no_variation")
    if not study.settings.replicates:
        return Estimate(point)
    again = resampled(features, items, study.settings.replicates, study.settings.seed)
    return Estimate(point, *(interval(_from_sums(again), study.settings.confidence) or ()))


def _from_sums(sums: Array) -> Array:
    number, observed, total, squares = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 2 * (number * squares - total**2) / (number * (number - 1))
        return np.asarray(np.where(expected > 1e-12, 1 - observed / number / expected, np.nan))


def _percent(study: "Study", share: Array, items: NDArray[np.int64]) -> Estimate:
    features = np.column_stack([share, np.ones(len(share))])
    point = float(items @ share / items.sum())
    if not study.settings.replicates:
        return Estimate(point)
    again = resampled(features, items, study.settings.replicates, study.settings.seed)
    return Estimate(point, *(interval(again[:, 0] / again[:, 1], study.settings.confidence) or ()))


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
    return (
        Estimate(float(1 - (observed or 0.0) / total / expected))
        if expected > 0
        else Estimate(undefined="no_variation")
    )


def _agreement(study: "Study", alphas: dict[str, Estimate], percent: Estimate, items: int, ratings: int) -> Agreement:
    at_level = alphas.get(study.answers.level, TOO_MANY)
    return Agreement(study.answers.level, items, ratings, at_level, alphas, percent, TOO_MANY, TOO_MANY, TOO_MANY)
