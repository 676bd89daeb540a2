"""Where disagreement comes from: shares of the variance of answers by item, by rater, and the rest.

Crossed random effects by the method of moments (Henderson 1953, method I), from sums by item and by rater. Answers
without distances are taken as one indicator for each value, and the variances of the indicators are added. A stable
rater part is perspective; the rest is noise or non-attitude. There is no interval: items and raters would have to be
drawn together, which takes more than sums by item and by rater.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Components, Estimate, NoInterval, Undefined
from alignmentcard.measurement.statistics.patterns import KNOWN, Patterns, count_patterns
from alignmentcard.measurement.statistics.rater_answers import some_unknown
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.tallies import Shape
from alignmentcard.measurement.tables.telling import below_zero

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]
NAMES = ("item", "rater", "rest")


def components(study: Study, patterns: Patterns | None, repeats: int | None) -> Components:
    """Estimate the shares of variance; interval scales use the numbers, other scales the values as names.

    `repeats` is how many answers are a rater's second or later one to an item. Answers by nobody known are left out.
    """
    if not study.table.rater:
        return _undefined("no_raters")
    strangers = some_unknown(study)
    known = KNOWN if strangers else ""
    by_item = _moments(study, None if strangers else patterns, "item", known)
    by_rater = _moments(study, None, "rater", known)
    if by_item is None or by_rater is None:
        return _undefined("too_many_values")
    if (by_item[0] <= 1).all() or min(by_item[2].sum(), by_rater[2].sum()) < 2:
        return _undefined("no_overlap")
    variances = _solved(by_item, by_rater, _cells(study, by_item, by_rater, repeats))
    if variances is None:
        return _undefined("no_variation")
    clipped = np.clip(variances, 0, None)
    total = clipped.sum()
    if total <= 0:
        return _undefined("no_variation")
    below = [name for name, variance in zip(NAMES, variances, strict=True) if variance < -1e-12]
    note = below_zero(below)
    reason: NoInterval | None = "crossed" if study.settings.replicates else None
    shares = [Estimate(float(share), no_interval=reason) for share in clipped / total]
    return Components(shares[0], shares[1], shares[2], note)


Moments = tuple[Array, Array, Array, float]


def _moments(study: Study, patterns: Patterns | None, by: str, known: str) -> Moments | None:
    """Return, for each kind of unit: its ratings, its sums (units, columns), how many units; and all squares.

    `known` is the condition of answers by known raters, where there are others.
    """
    answers = study.answers
    if answers.narrow:
        found = patterns if patterns is not None else count_patterns(study, by=by, where=known)
        counts = found.counts.astype(np.float64)
        if answers.level in ("interval", "ratio") and answers.line:
            found = found.without(answers.placeless)
            counts, places = found.counts.astype(np.float64), np.array(answers.line.places)
            squares = float(found.items @ counts @ places**2)
            return found.sizes.astype(np.float64), (counts @ places)[:, None], found.items.astype(np.float64), squares
        return found.sizes.astype(np.float64), counts, found.items.astype(np.float64), float(found.items @ found.sizes)
    if answers.line is None:
        return None
    table = study.query(
        f"SELECT sum(n) AS k, sum(n * x) AS s, sum(n * x * x) AS q FROM {study.ratings} "
        f"WHERE x IS NOT NULL AND rater IS NOT NULL GROUP BY {by} ORDER BY k, s, q"
    )
    k, s, q = (np.asarray(table.column(name), dtype=np.float64) for name in "ksq")
    return k, s[:, None], np.ones(len(k)), float(q.sum())


def _cells(study: Study, by_item: Moments, by_rater: Moments, repeats: int | None) -> tuple[float, float]:
    """Return sums of n_ir^2 / n_i and n_ir^2 / n_r: the numbers of items and raters where no rater answers twice."""
    if not repeats or study.repeated:
        return float(by_item[2].sum()), float(by_rater[2].sum())
    items, raters = tally_cells(study)
    k, squares, sizes, given = (
        np.asarray(table.column(name), dtype=np.float64)
        for table, name in ((items, "k"), (items, "squares"), (raters, "k"), (raters, "squares"))
    )
    return float((squares / k).sum()), float((given / sizes).sum())


def tally_cells(study: Study) -> tuple["pa.Table", "pa.Table"]:
    """Sum the squares of how often a rater answered an item: by the number of answers to it, and by rater."""
    placed = study.answers.line and (study.answers.level in ("interval", "ratio") or not study.answers.narrow)
    used = f"FROM {study.ratings} WHERE rater IS NOT NULL {'AND x IS NOT NULL' if placed else ''}"
    cells = f"(SELECT item, rater, CAST(sum(n) AS DOUBLE) AS c {used} GROUP BY item, rater) cell"
    by_item = f"SELECT sum(c) AS k, sum(c * c) AS s FROM {cells} GROUP BY item"
    items = study.tally("cells by item", Shape(("k",), ("squares",)), lambda: study.query(
        f"SELECT k, sum(s) AS squares FROM ({by_item}) i GROUP BY k ORDER BY k"
    ))  # fmt: skip
    raters = study.tally("cells by rater", Shape(("rater",), ("k", "squares"), ("rater",)), lambda: study.query(
        f"SELECT CAST(rater AS STRING) AS rater, sum(c) AS k, sum(c * c) AS squares FROM {cells} "
        "GROUP BY rater ORDER BY CAST(rater AS STRING)"
    ))  # fmt: skip
    return items, raters


def _solved(by_item: Moments, by_rater: Moments, cells: tuple[float, float]) -> Array | None:
    """Solve the expected sums of squares for the variances of item, rater and rest."""
    k, sums, units, squares = by_item
    m, rater_sums, rater_units, _ = by_rater
    total = float(units @ k)
    mean = ((units @ sums) ** 2).sum() / total
    between_items = float(units @ ((sums**2).sum(axis=1) / k)) - mean
    between_raters = float(rater_units @ ((rater_sums**2).sum(axis=1) / m)) - mean
    items, raters = units.sum(), rater_units.sum()
    items2, raters2 = float(units @ k**2) / total, float(rater_units @ m**2) / total
    left = np.array([
        [total - items2, cells[0] - raters2, items - 1],
        [cells[1] - items2, total - raters2, raters - 1],
        [total - items2, total - raters2, total - 1],
    ])  # fmt: skip
    right = np.array([between_items, between_raters, squares - mean])
    if squares - mean <= 1e-9 * squares or abs(np.linalg.det(left / total)) < 1e-12:
        return None
    return np.asarray(np.linalg.solve(left, right))


def _undefined(reason: Undefined) -> Components:
    none = Estimate(undefined=reason)
    return Components(none, none, none)
