"""How far the distributions of a system are from those of people, item by item, and how far people are from people.

Manhattan distance (of nominal and all other scales) and Wasserstein distance (of ordered ones) are the measures of the
shared task LeWiDi 2025; beside them Jensen-Shannon divergence and cross-entropy, both in bits, and the calibration of
the answer that the system finds likeliest. The ceiling is what a held-out half of the people reaches: nobody can be
expected to foretell people better than people do.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.bootstrap import draws, estimated, resampled
from alignmentcard.measurement.statistics.convergence import divergence
from alignmentcard.measurement.tables.scale import Answers

Array = NDArray[np.float64]
SMALLEST_SHARE = 1e-3
BINS = 10
HALVINGS = 20


def distances(people: Array, shares: Array, answers: Answers) -> dict[str, Array]:
    """Return the distances of each item; rows are shares of the values and last of answers outside of the scale.

    The Wasserstein distance is in points of a scale of numbers, and in steps of one that is only ordered; it is NaN
    for items on which nobody, or the system never, gave an answer that has a place in the order.
    """
    floor = np.maximum(shares[:, :-1], SMALLEST_SHARE)
    floor = floor / (floor.sum(axis=1, keepdims=True) + shares[:, -1:])
    found = {
        "jensen_shannon": divergence(people, shares),
        "cross_entropy": -(people[:, :-1] * np.log2(floor)).sum(axis=1),
        "manhattan": np.abs(people - shares).sum(axis=1),
    }
    places = places_of(answers)
    return found if places is None else {**found, "wasserstein": _wasserstein(people, shares, places, answers)}


def places_of(answers: Answers) -> Array | None:
    """Return where the values stand, in points or else in steps; None where they count as names."""
    if answers.level == "nominal":
        return None
    if answers.line:
        return np.asarray(answers.line.places, dtype=np.float64) * answers.line.unit
    if answers.ordered or answers.level == "ordinal":
        return np.arange(len(answers.labels), dtype=np.float64)
    return None


def _wasserstein(people: Array, shares: Array, places: Array, answers: Answers) -> Array:
    """Return the area between the cumulated shares; what is outside of the scale counts as the whole length of it."""
    placed = np.array(sorted(answers.placed, key=lambda code: places[code]), dtype=np.int64)
    if not len(placed):
        return np.full(len(people), np.nan)
    outside = shares[:, -1]
    p, q = _whole(people[:, placed]), _whole(shares[:, placed])
    steps, length = np.diff(places[placed]), float(places[placed[-1]] - places[placed[0]])
    between = (np.abs(np.cumsum(p - q, axis=1))[:, :-1] * steps).sum(axis=1)
    inside = shares[:, placed].sum(axis=1)
    share = np.divide(outside, outside + inside, out=np.zeros(len(people)), where=outside + inside > 0)
    far = np.where(share == 1, length, (1 - share) * between + share * length)
    return np.where(np.isnan(p[:, 0]), np.nan, far)


def _whole(counts: Array) -> Array:
    with np.errstate(invalid="ignore"):
        return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def mean(values: Array, settings: Settings) -> Estimate:
    """Return the mean over items that have a value, with its interval."""
    values = values[~np.isnan(values)]
    if not len(values):
        return Estimate(undefined="few_shared")
    features = np.column_stack([values, np.ones(len(values))])
    again = draws(features, np.ones(len(values), dtype=np.int64), settings)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = again.sums[:, 0] / again.sums[:, 1]
    return estimated(float(values.mean()), again.read(means), settings.confidence)


def calibration(people: Array, shares: Array, settings: Settings) -> Estimate:
    """Return the expected calibration error, against the share of people who gave the system's likeliest answer."""
    rows, top = np.arange(len(shares)), shares.argmax(axis=1)
    held, given = shares[rows, top], people[rows, top]
    binned = np.minimum((held * BINS).astype(np.int64), BINS - 1)
    features = np.zeros((len(shares), BINS + 1))
    features[rows, binned] = held - given
    features[:, BINS] = 1
    again = resampled(features, np.ones(len(shares), dtype=np.int64), settings.replicates, settings.seed)
    return estimated(float(_error(features.sum(axis=0))), np.asarray(_error(again)), settings.confidence)


def _error(sums: Array) -> Array:
    return np.asarray(np.abs(sums[..., :BINS]).sum(axis=-1) / sums[..., BINS])


Ceiling = dict[str, tuple[Estimate, Estimate]]


def ceiling(counts: Array, shares: Array, answers: Answers, settings: Settings) -> Ceiling:
    """Return what a held-out half of the people reaches against the other half, and the system against the same."""
    paired = counts.sum(axis=1) >= 2
    if not paired.any():
        return {}
    halves = list(_halves(counts[paired].astype(np.int64), settings.seed))
    reached = _over(halves, lambda half, other: distances(half, other, answers))
    system = _over(halves, lambda half, _: distances(half, shares[paired], answers))
    return {name: (mean(reached[name], settings), mean(system[name], settings)) for name in reached}


def _halves(counts: NDArray[np.int64], seed: int) -> Iterator[tuple[Array, Array]]:
    """Yield shares of two halves of the people on each item, several times; the second may be larger by one."""
    rng = np.random.default_rng(seed)
    for _ in range(HALVINGS):
        first = drawn(counts, counts.sum(axis=1) // 2, rng)
        yield _whole(first.astype(np.float64)), _whole((counts - first).astype(np.float64))


def drawn(counts: NDArray[np.int64], sizes: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw so many answers to each item without replacement, value by value."""
    found = np.zeros_like(counts)
    rest, left = counts.sum(axis=1), sizes.copy()
    for value in range(counts.shape[1]):
        rest = rest - counts[:, value]
        found[:, value] = rng.hypergeometric(counts[:, value], rest, left)
        left = left - found[:, value]
    return found


def _over(halves: list[tuple[Array, Array]], measured: Callable[[Array, Array], dict[str, Array]]) -> dict[str, Array]:
    """Return the mean over halvings of what is measured on each item; NaN where one of them has none."""
    each = [measured(*pair) for pair in halves]
    return {name: np.mean([one[name] for one in each], axis=0) for name in each[0]}
