"""How far answers spread on an item, over items with two ratings or more."""

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Ends, ItemSpread
from alignmentcard.measurement.statistics.bootstrap import corrected, draws
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.statistics.sizes import weighted_quantile
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
QUARTILES = {"lower": 0.25, "median": 0.5, "upper": 0.75}
MOST_ALIKE = 0.1
"""Which share of the items in a quartile's interval may have the value of one of its ends.

Where more have it, the interval holds the quartile more often than it says: it ends only where values do.
"""


def spread(study: Study, patterns: Patterns | None) -> ItemSpread:
    """Measure entropy in bits, or the standard deviation on scales with many values."""
    if patterns is None:
        return _deviation(study)
    paired = patterns.rated(2)
    if not len(paired.items):
        return ItemSpread(None, None, None, None, "no_overlap")
    bits = entropy(paired.counts)
    most = np.log2(max(len(study.answers.labels), 2))
    unanimous = paired.counts.max(axis=1) == paired.sizes
    total = paired.items.sum()
    return ItemSpread(
        entropy=float(bits @ paired.items / total),
        normalised=_quartiles(bits / most, paired.items),
        deviation=None,
        unanimous=float(unanimous @ paired.items / total),
        intervals=_intervals(study, bits, unanimous.astype(np.float64), bits / most, paired.items),
    )


def entropy(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the entropy in bits of count vectors along the last axis."""
    shares = counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=-1) + 0.0)


def _quartiles(values: NDArray[np.float64], items: NDArray[np.int64]) -> dict[str, float]:
    order = np.argsort(values, kind="stable")
    return {name: weighted_quantile(values[order], items[order], share) for name, share in QUARTILES.items()}


def _intervals(study: Study, bits: Array | None, unanimous: Array, values: Array, items: Whole) -> dict[str, Ends]:
    """Return intervals over items of mean entropy, of the share of unanimous items, and of the quartiles of `values`.

    A share of items has Wilson's interval (1927), which has some width where it is 0 or 1 as well. A quantile lies
    between those at p - e and p + e, with e the margin of a share p of so many items (Woodruff 1952, Confidence
    Intervals for Medians and Other Position Measures, JASA 47); there is none where many items lie at one of its ends.
    Entropy is resampled.
    """
    settings = study.settings
    if not settings.replicates:
        return {}
    z, total = NormalDist().inv_cdf((1 + settings.confidence) / 2), float(items.sum())
    found = {"unanimous": wilson(float(unanimous @ items), total, z)}
    if bits is not None:
        again = draws(np.column_stack([bits, np.ones(len(bits))]), items, settings)
        means = again.read(again.sums[:, 0] / np.maximum(again.sums[:, 1], 1))
        ends = corrected(float(bits @ items) / total, means, settings.confidence)
        found |= {"entropy": ends} if ends else {}
    order = np.argsort(values, kind="stable")
    for name, share in QUARTILES.items():
        margin = z * (share * (1 - share) / total) ** 0.5
        shares = (min(max(share + sign * margin, 0.0), 1.0) for sign in (-1, 1))
        low, high = (weighted_quantile(values[order], items[order], one) for one in shares)
        if not _alike(values, items, low, high):
            found[name] = low, high
    return found


def _alike(values: Array, items: Whole, low: float, high: float) -> bool:
    """Say whether so many items lie at one end of an interval that it holds more than it says; one item may."""
    near = 1e-9 * max(abs(low), abs(high), 1e-300)
    inside = float(items[(values >= low - near) & (values <= high + near)].sum())
    ends = [float(items[np.abs(values - end) <= near].sum()) for end in (low, high)]
    return max(ends) > max(MOST_ALIKE * inside, 1.0)


def wilson(count: float, total: float, z: float) -> Ends:
    """Return the interval of a share (Wilson 1927), which has some width where it is 0 or 1 as well."""
    share, wide = count / total, 1 + z**2 / total
    middle = (share + z**2 / (2 * total)) / wide
    half = z * (share * (1 - share) / total + z**2 / (4 * total**2)) ** 0.5 / wide
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _deviation(study: Study) -> ItemSpread:
    """Measure the standard deviation of each item, from the distances to its mean: these stay exact for any numbers."""
    if study.answers.line is None:
        return ItemSpread(None, None, None, None, "too_many_values")
    placed = f"(SELECT item, x, n FROM {study.ratings} WHERE x IS NOT NULL)"
    means = (
        "SELECT item, CAST(sum(n) AS DOUBLE) AS k, sum(n * x) / sum(n) AS m, "
        f"CASE WHEN min(x) = max(x) THEN 1.0e0 ELSE 0.0e0 END AS same FROM {placed} p GROUP BY item HAVING sum(n) > 1"
    )
    table = study.query(
        "SELECT k, same, q, count(*) AS items FROM (SELECT p.item, k, same, sum(n * (x - m) * (x - m)) AS q "
        f"FROM {placed} p JOIN ({means}) i ON p.item = i.item GROUP BY p.item, k, same) d "
        "GROUP BY k, same, q ORDER BY k, same, q"
    )
    k, same, q, items = (np.asarray(table.column(name), dtype=np.float64) for name in table.column_names)
    if not len(k):
        return ItemSpread(None, None, None, None, "no_overlap")
    whole = items.astype(np.int64)
    deviation = np.where(same == 1, 0.0, np.sqrt(q / (k - 1))) * study.answers.line.unit
    return ItemSpread(
        deviation=_quartiles(deviation, whole),
        unanimous=float(same @ whole / whole.sum()),
        intervals=_intervals(study, None, same, deviation, whole),
    )
