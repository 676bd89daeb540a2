"""How the distribution of answers to an item settles as raters are added.

For each number of raters k, answers are drawn without replacement from those that an item has. Two divergences
(Jensen-Shannon, base 2) are averaged over items: between the k answers and all of them, which is zero by construction
where k is all, and between two disjoint sets of k, which is the one to judge by.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Convergence, Estimate
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.statistics.student import quantile
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
LADDER = (1, 2, 3, 5, 10, 20, 30, 50, 80, 100, 150, 200, 300, 500, 800, 1000)
MOST_ITEMS = 400
FEWEST_ITEMS = 5
MOST_DRAWN = 10**9
"""Answers to an item must be fewer to be drawn from; tables of counts can claim more."""


def convergence(study: Study, patterns: Patterns | None) -> Convergence:
    """Measure how answers settle, on at most 400 items that are drawn by seed where there are more."""
    settings = study.settings
    if patterns is None:
        return Convergence(tolerance=settings.tolerance, undefined="too_many_values")
    paired = patterns.rated(2)
    if not len(paired.items):
        return Convergence(tolerance=settings.tolerance, undefined="no_overlap")
    rng = np.random.default_rng(settings.seed)
    counts = _sampled(paired, rng)
    counts = counts[counts.sum(axis=1) < MOST_DRAWN]
    steps = list(_steps(counts, settings.draws, settings.confidence, rng))
    if not steps:
        return Convergence(tolerance=settings.tolerance, undefined="no_overlap")
    raters, to_all, halves, items = zip(*steps, strict=True)
    settled = (
        k for k, half in zip(raters, halves, strict=True) if half.value is not None and half.value < settings.tolerance
    )
    return Convergence(raters, to_all, halves, items, settings.tolerance, next(settled, None))


def _sampled(patterns: Patterns, rng: np.random.Generator) -> Whole:
    """Return the counts of the items that are looked at, one row for each."""
    total = int(patterns.items.sum())
    if total <= MOST_ITEMS:
        return np.repeat(patterns.counts, patterns.items, axis=0)
    places = np.sort(rng.choice(total, MOST_ITEMS, replace=False))
    rows: Whole = patterns.counts[np.searchsorted(np.cumsum(patterns.items), places, side="right")]
    return rows


def _steps(
    counts: Whole, draws: int, confidence: float, rng: np.random.Generator
) -> Iterator[tuple[int, Estimate, Estimate, int]]:
    """Yield k, both divergences and the number of items, while half of the items have k answers."""
    sizes = counts.sum(axis=1)
    for k in LADDER:
        enough, twice = counts[sizes >= k], counts[sizes >= 2 * k]
        if len(enough) < max(1, len(counts) / 2):
            return
        some = _drawn(np.broadcast_to(enough[:, None], (len(enough), draws, enough.shape[1])), k, rng)
        to_all = divergence(some / k, (enough / enough.sum(axis=1, keepdims=True))[:, None]).mean(axis=1)
        between = _between(twice, k, draws, rng) if len(twice) >= len(counts) / 2 else np.zeros(0)
        yield k, _mean(to_all, confidence), _mean(between, confidence), len(enough)


def _drawn(counts: Whole, k: int, rng: np.random.Generator) -> Whole:
    """Draw k answers without replacement from each count vector (the last axis), value by value."""
    drawn = np.zeros(counts.shape, dtype=np.int64)
    rest, left = counts.sum(axis=-1), np.full(counts.shape[:-1], k)
    for value in range(counts.shape[-1]):
        rest = rest - counts[..., value]
        drawn[..., value] = rng.hypergeometric(counts[..., value], rest, left)
        left = left - drawn[..., value]
    return drawn


def _between(counts: Whole, k: int, draws: int, rng: np.random.Generator) -> Array:
    """Return the mean divergence between two disjoint sets of k answers to each item."""
    whole = np.broadcast_to(counts[:, None], (len(counts), draws, counts.shape[1]))
    first = _drawn(whole, k, rng)
    second = _drawn(whole - first, k, rng)
    return np.asarray(divergence(first / k, second / k).mean(axis=1))


def _mean(values: Array, confidence: float) -> Estimate:
    """Return the mean over items with its band from their standard error, by Student's t."""
    if not len(values):
        return Estimate(undefined="no_overlap")
    mean = float(np.mean(values))
    if len(values) < FEWEST_ITEMS:
        return Estimate(mean, no_interval="few_items")
    half = quantile(confidence, len(values) - 1) * float(np.std(values, ddof=1)) / len(values) ** 0.5
    return Estimate(mean, max(mean - half, 0.0), min(mean + half, 1.0))


def divergence(p: Array, q: Array) -> Array:
    """Return the Jensen-Shannon divergence in bits of distributions along the last axis (Lin 1991)."""
    middle = (p + q) / 2
    return np.asarray((_relative(p, middle) + _relative(q, middle)) / 2)


def _relative(p: Array, q: Array) -> Array:
    p, q = np.broadcast_arrays(p, q)
    ratio = np.divide(p, q, out=np.ones(p.shape), where=p > 0)
    return np.asarray((p * np.log2(ratio)).sum(axis=-1))
