"""How far answers spread on an item, over items with two ratings or more."""

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measure.patterns import Patterns
from alignmentcard.measure.results import ItemSpread
from alignmentcard.measure.sizes import weighted_quantile
from alignmentcard.measure.study import Study

QUARTILES = {"lower": 0.25, "median": 0.5, "upper": 0.75}


def spread(study: Study, patterns: Patterns | None) -> ItemSpread:
    """Measure entropy in bits, or the standard deviation on scales with many values."""
    if patterns is None:
        return _deviation(study)
    paired = patterns.rated(2)
    if not len(paired.items):
        return ItemSpread(None, None, None, None, "no_overlap")
    bits = entropy(paired.counts)
    most = np.log2(max(len(study.answers.labels), 2))
    unanimous = (paired.counts.max(axis=1) == paired.sizes) @ paired.items
    total = paired.items.sum()
    return ItemSpread(
        entropy=float(bits @ paired.items / total),
        normalised=_quartiles(bits / most, paired.items),
        deviation=None,
        unanimous=float(unanimous / total),
    )


def entropy(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the entropy in bits of count vectors along the last axis."""
    shares = counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=-1) + 0.0)


def _quartiles(values: NDArray[np.float64], items: NDArray[np.int64]) -> dict[str, float]:
    order = np.argsort(values, kind="stable")
    return {name: weighted_quantile(values[order], items[order], share) for name, share in QUARTILES.items()}


def _deviation(study: Study) -> ItemSpread:
    if study.answers.numbers is None:
        return ItemSpread(None, None, None, None, "too_many_values")
    table = study.query(
        "SELECT k, s, q, count(*) AS items FROM (SELECT item, CAST(sum(n) AS DOUBLE) AS k, sum(n * x) AS s, "
        f"sum(n * x * x) AS q FROM {study.ratings} GROUP BY item) i WHERE k > 1 GROUP BY k, s, q ORDER BY k, s, q"
    )
    k, s, q, items = (np.asarray(table.column(name), dtype=np.float64) for name in table.column_names)
    if not len(k):
        return ItemSpread(None, None, None, None, "no_overlap")
    variance = np.clip(q - s**2 / k, 0, None) / (k - 1)
    variance[variance < 1e-12 * np.maximum(q / k, 1)] = 0
    whole = items.astype(np.int64)
    same = float((variance == 0) @ whole / whole.sum())
    return ItemSpread(None, None, _quartiles(np.sqrt(variance), whole), same)
