"""Intraclass correlations: how much of the variance of numbers lies between items, with F intervals.

ICC(1) takes raters as drawn anew for each item, from sums by item. ICC(A,1) and ICC(C,1) take the same raters for all
items, so that they rest on the items that every rater answered. Forms for k raters are of their mean.
McGraw & Wong 1996; Shrout & Fleiss 1979.

The intervals are about other items and the same raters. There is none for other raters: those of the F distribution
hold what is true of them only if all raters err in equal ways (bench/coverage_graded.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, Undefined
from alignmentcard.measurement.statistics.f_distribution import f_quantile
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Ends = tuple[float, float]
NAMES = ("icc_1", "icc_a1", "icc_c1", "icc_1k", "icc_ak", "icc_ck")
NOTHING = 1e-12
"""Share of the squares that is rounding."""


@dataclass(frozen=True)
class Squares:
    """Mean squares of items, raters and the rest, with the numbers of items and of ratings of each."""

    items: float
    raters: float
    rest: float
    n: float
    k: float


def intraclass(study: Study, complete: str | None) -> dict[str, Estimate]:
    """Measure all forms; `complete` is the relation of ratings of items that every rater answered, if there are any."""
    if study.answers.line is None:
        return dict.fromkeys(NAMES, Estimate(undefined="no_numbers"))
    single, mean = one_way(study)
    if not study.table.rater:
        return {"icc_1": single, "icc_1k": mean, **_none(NAMES[1:3] + NAMES[4:], "no_raters")}
    if complete is None:
        return {"icc_1": single, "icc_1k": mean, **_none(NAMES[1:3] + NAMES[4:], "not_crossed")}
    return {"icc_1": single, "icc_1k": mean, **two_way(study, complete)}


def _none(names: tuple[str, ...], reason: Undefined) -> dict[str, Estimate]:
    return dict.fromkeys(names, Estimate(undefined=reason))


def one_way(study: Study) -> tuple[Estimate, Estimate]:
    """Return ICC(1) and ICC(1,k), of items with two ratings or more; k is the usual mean where numbers differ."""
    found = study.query(
        f"SELECT k, s, q, count(*) AS c FROM (SELECT sum(n) AS k, sum(n * x) AS s, sum(n * x * x) AS q "
        f"FROM {study.ratings} WHERE x IS NOT NULL GROUP BY item) i WHERE k > 1 GROUP BY k, s, q ORDER BY k, s, q"
    )
    k, s, q, c = (np.asarray(found.column(name), dtype=np.float64) for name in "ksqc")
    n, total = float(c.sum()), float(c @ k)
    if n < 2:
        return _both("no_overlap")
    mean = float(c @ s) / total
    between, within = float(c @ (s**2 / k)) - total * mean**2, float(c @ (q - s**2 / k))
    if between + within <= NOTHING * float(c @ q):
        return _both("no_variation")
    usual = (total - float(c @ k**2) / total) / (n - 1)
    squares = Squares(between / (n - 1), 0.0, max(within, 0.0) / (total - n), n, usual)
    value = _ratio(squares.items - squares.rest, squares.items + (usual - 1) * squares.rest)
    ends = _ends(squares, n - 1, total - n, study.settings.confidence, 1.0)
    return _with_mean(value, ends, usual, study)


def two_way(study: Study, complete: str) -> dict[str, Estimate]:
    """Return ICC(A,1), ICC(C,1) and their forms for the mean of k raters."""
    names = ("icc_a1", "icc_ak"), ("icc_c1", "icc_ck")
    found = _mean_squares(study, complete)
    if isinstance(found, str):
        return _none(names[0] + names[1], found)
    confidence, k = study.settings.confidence, found.k
    agreement = _ratio(
        found.items - found.rest, found.items + (k - 1) * found.rest + k * (found.raters - found.rest) / found.n
    )
    consistency = _ratio(found.items - found.rest, found.items + (k - 1) * found.rest)
    degrees = (found.n - 1) * (k - 1)
    pairs = (
        _with_mean(agreement, _agreement_ends(found, agreement, confidence), k, study),
        _with_mean(consistency, _ends(found, found.n - 1, degrees, confidence, 1.0), k, study),
    )
    return {name: one for both, ones in zip(names, pairs, strict=True) for name, one in zip(both, ones, strict=True)}


def _mean_squares(study: Study, complete: str) -> "Squares | Undefined":
    """Return the mean squares of a crossed table."""
    sums = {
        by: study.query(
            f"SELECT s, q, count(*) AS c FROM (SELECT sum(x) AS s, sum(x * x) AS q FROM {complete} GROUP BY {by}) g "
            "GROUP BY s, q ORDER BY s, q"
        )
        for by in ("item", "rater")
    }
    by_item, by_rater = ([np.asarray(one.column(name), dtype=np.float64) for name in "sqc"] for one in sums.values())
    n, k = float(by_item[2].sum()), float(by_rater[2].sum())
    if n < 2 or k < 2:
        return "not_crossed"
    whole = float(by_item[2] @ by_item[0]) ** 2 / (n * k)
    squares = float(by_item[2] @ by_item[1])
    between = float(by_item[2] @ by_item[0] ** 2) / k - whole
    raters = max(float(by_rater[2] @ by_rater[0] ** 2) / n - whole, 0.0)
    rest = squares - whole - between - raters
    if squares - whole <= NOTHING * squares:
        return "no_variation"
    rest = rest if rest > NOTHING * squares else 0.0
    return Squares(between / (n - 1), raters / (k - 1), rest / ((n - 1) * (k - 1)), n, k)


def _ratio(above: float, below: float) -> float:
    return above / below if below > 0 else float("nan")


def _ends(found: Squares, above: float, below: float, confidence: float, whole: float) -> Ends:
    """Return the interval of (F - 1) / (F + k - 1), from the F of items."""
    if found.rest <= 0:
        return whole, whole
    share, f = (1 + confidence) / 2, found.items / found.rest
    low, high = f / f_quantile(share, above, below), f * f_quantile(share, below, above)
    return (low - 1) / (low + found.k - 1), (high - 1) / (high + found.k - 1)


def _agreement_ends(found: Squares, value: float, confidence: float) -> Ends | None:
    """Return the interval of ICC(A,1), whose degrees of freedom are those of Satterthwaite."""
    n, k, items, raters, rest = found.n, found.k, found.items, found.raters, found.rest
    if rest <= 0 or not value < 1:
        return None
    a = k * value / (n * (1 - value))
    b = 1 + k * value * (n - 1) / (n * (1 - value))
    spread = (a * raters) ** 2 / (k - 1) + (b * rest) ** 2 / ((n - 1) * (k - 1))
    if spread <= 0:
        return None
    degrees = (a * raters + b * rest) ** 2 / spread
    share = (1 + confidence) / 2
    lower, upper = f_quantile(share, n - 1, degrees), f_quantile(share, degrees, n - 1)
    others = k * raters + (k * n - k - n) * rest
    return n * (items - lower * rest) / (lower * others + n * items), n * (upper * items - rest) / (
        others + n * upper * items
    )


def _with_mean(value: float, ends: Ends | None, k: float, study: Study) -> tuple[Estimate, Estimate]:
    """Return a form for one rater and that for the mean of k, by Spearman and Brown."""
    if np.isnan(value):
        return _both("no_variation")

    def mean(single: float) -> float:
        return k * single / (1 + (k - 1) * single) if 1 + (k - 1) * single > 0 else float("-inf")

    return _finite(value, ends, lambda one: one, study), _finite(value, ends, mean, study)


def _finite(value: float, ends: Ends | None, form: Callable[[float], float], study: Study) -> Estimate:
    """Return a form with its interval; without one where it has no end."""
    if not np.isfinite(form(value)):
        return Estimate(undefined="no_variation")
    if not study.settings.replicates:
        return Estimate(form(value))
    low, high = (form(end) for end in ends or (np.nan, np.nan))
    if not (np.isfinite(low) and np.isfinite(high)):
        return Estimate(form(value), no_interval="few_defined")
    return Estimate(form(value), low, high, no_both="crossed")


def _both(reason: Undefined) -> tuple[Estimate, Estimate]:
    return Estimate(undefined=reason), Estimate(undefined=reason)
