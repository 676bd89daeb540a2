"""Intraclass correlations: how much of the variance of numbers lies between items, with intervals over items.

ICC(1) takes raters as drawn anew for each item, from sums by item. ICC(A,1) and ICC(C,1) take the same raters for all
items, so that they rest on the items that every rater answered. Forms for k raters are of their mean.
McGraw & Wong 1996; Shrout & Fleiss 1979.

Intervals are about other items and the same raters, by leaving out each item in turn (the jackknife) on the scale of
Fisher's z. Those of the F distribution take normal numbers: of skewed ones they held the truth 0.91 to 1.00 times
(bench/README.md). There is none for other raters, who would have to err in equal ways.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, NoInterval, Undefined
from alignmentcard.measurement.statistics.student import quantile
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Varied = NDArray[np.bool_]
NAMES = ("icc_1", "icc_a1", "icc_c1", "icc_1k", "icc_ak", "icc_ck")
NOTHING = 1e-12
"""Share of the squares that is rounding."""
NEAR_ONE = 20
"""From here on tanh is 1 in double precision."""
FEWEST_ITEMS = 30
"""Items below which there is no interval: with ten it held the truth 0.90 times, with twenty 0.92."""


@dataclass(frozen=True)
class Items:
    """What items add to the sums of a table, shape (rows, sums), and how many items each row stands for."""

    sums: Array
    many: Array
    whole: Array

    @property
    def number(self) -> float:
        """Return the number of items."""
        return float(self.many.sum())

    @property
    def without(self) -> Array:
        """Return the sums of the table without an item of each row."""
        return np.asarray(self.whole - self.sums)


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
    k, s, q, many = (np.asarray(found.column(name), dtype=np.float64) for name in "ksqc")
    if many.sum() < 2:
        none = Estimate(undefined="no_overlap")
        return none, none
    sums = np.column_stack([np.ones(len(k)), k, s, s**2 / k, q, k**2])
    items = Items(sums, many, many @ sums)
    return _with_mean(_icc_1, items, float(_usual(items.whole)), study)


def _usual(sums: Array) -> Array:
    """Return the number of ratings that an item usually has."""
    n, total, *_, squares = np.moveaxis(sums, -1, 0)
    return np.asarray((total - squares / total) / (n - 1))


def _icc_1(sums: Array) -> Array:
    """Return ICC(1) of sums over items, shape (…, 6); not a number without variation."""
    n, total, s, by_item, q, _ = np.moveaxis(sums, -1, 0)
    between, within = by_item - s**2 / total, np.maximum(q - by_item, 0.0)
    of_items, of_rest = between / (n - 1), within / (total - n)
    return _ratio(of_items - of_rest, of_items + (_usual(sums) - 1) * of_rest, between + within > NOTHING * q)


def two_way(study: Study, complete: str) -> dict[str, Estimate]:
    """Return ICC(A,1), ICC(C,1) and their forms for the mean of k raters."""
    found = study.query(
        f"WITH raters AS (SELECT rater, sum(x) AS t FROM {complete} GROUP BY rater), "
        "items AS (SELECT sum(o.x) AS s, sum(o.x * o.x) AS q, sum(o.x * r.t) AS p, count(*) AS k "
        f"FROM {complete} o JOIN raters r ON o.rater = r.rater GROUP BY o.item) "
        "SELECT k, s, q, p, count(*) AS c FROM items GROUP BY k, s, q, p ORDER BY k, s, q, p"
    )
    every, s, q, p, many = (np.asarray(found.column(name), dtype=np.float64) for name in "ksqpc")
    k, n = float(every[0]), float(many.sum())
    sums = np.column_stack([np.ones(len(s)), s, s**2 / k, q, 2 * p - q])
    whole = many @ sums
    whole[4] = many @ p  # the squares of the raters' sums, from which an item takes away what stands in its row
    items = Items(sums, many, whole)
    forms = {("icc_a1", "icc_ak"): _icc_a, ("icc_c1", "icc_ck"): _icc_c}
    if n < 2 or k < 2:
        return _none(tuple(name for names in forms for name in names), "not_crossed")
    measured = {names: _with_mean(partial(form, k=k), items, k, study, "few_complete") for names, form in forms.items()}
    return {name: one for names, ones in measured.items() for name, one in zip(names, ones, strict=True)}


def _mean_squares(sums: Array, k: float) -> tuple[Array, Array, Array, Array, Varied]:
    """Return the mean squares of items, raters and the rest, the number of items, and whether numbers vary at all."""
    n, s, by_item, q, by_rater = np.moveaxis(sums, -1, 0)
    common = s**2 / (n * k)
    items, raters = by_item - common, np.maximum(by_rater / n - common, 0.0)
    rest = q - common - items - raters
    rest = np.where(rest > NOTHING * q, rest, 0.0)
    return items / (n - 1), raters / (k - 1), rest / ((n - 1) * (k - 1)), n, q - common > NOTHING * q


def _icc_a(sums: Array, k: float) -> Array:
    items, raters, rest, n, varied = _mean_squares(sums, k)
    return _ratio(items - rest, items + (k - 1) * rest + k * (raters - rest) / n, varied)


def _icc_c(sums: Array, k: float) -> Array:
    items, _, rest, _, varied = _mean_squares(sums, k)
    return _ratio(items - rest, items + (k - 1) * rest, varied)


def _ratio(above: Array, below: Array, varied: Varied) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(varied & (below > 0), above / below, np.nan))


def _with_mean(
    form: Callable[[Array], Array], items: Items, k: float, study: Study, few: NoInterval = "few_items"
) -> tuple[Estimate, Estimate]:
    """Return a form for one rater and that for the mean of k, by Spearman and Brown."""
    value = float(form(items.whole))
    if np.isnan(value):
        none = Estimate(undefined="no_variation")
        return none, none
    single = _over_items(value, form, items, study, few)

    def mean(one: float | None) -> float | None:
        if one is None:
            return None
        return k * one / (1 + (k - 1) * one) if 1 + (k - 1) * one > 0 else float("-inf")

    of_mean = replace(single, value=mean(single.value), low=mean(single.low), high=mean(single.high))
    return single, _finite(of_mean)


def _finite(found: Estimate) -> Estimate:
    """Return a form for the mean; without a number, or without an interval, where it has no end."""
    if found.value is None or not np.isfinite(found.value):
        return Estimate(undefined="no_variation")
    if found.low is not None and not np.isfinite(found.low):
        return Estimate(found.value, no_interval="few_defined")
    return found


def _over_items(value: float, form: Callable[[Array], Array], items: Items, study: Study, few: NoInterval) -> Estimate:
    """Return a correlation with its interval over items: z ± t √V, V by leaving out each item."""
    if not study.settings.replicates:
        return Estimate(value)
    if items.number < FEWEST_ITEMS:
        return Estimate(value, no_interval=few)
    if value >= 1 - NOTHING:
        return Estimate(value, no_interval="all_agree")
    with np.errstate(divide="ignore", invalid="ignore"):
        z, point = _raised(form(items.without)), float(_raised(np.asarray(value)))
        away = z - items.many @ z / items.number
        error = np.sqrt((items.number - 1) / items.number * (items.many @ away**2))
        half = float(quantile(study.settings.confidence, items.number - 1) * error)
    if not np.isfinite(point + half):
        return Estimate(value, no_interval="few_defined")
    return Estimate(value, _lowered(point - half), _lowered(point + half), no_both="crossed")


def _raised(value: Array) -> Array:
    """Return artanh, of the functions that pages have too."""
    return np.asarray(np.log1p(value) - np.log1p(-value)) / 2


def _lowered(raised: float) -> float:
    """Return tanh, of the functions that pages have too; 1 where it comes that near."""
    if raised > NEAR_ONE:
        return 1.0
    grown = float(np.expm1(2 * raised))
    return grown / (grown + 2)
