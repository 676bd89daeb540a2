"""What comparisons of two things say: strengths with ties, whether place, length or kinship decide, and circles.

Ratings are on the scale that Elo made usual: 400 points are odds of ten to one, and the mean is 1000. They are fitted
to all comparisons at once, so that their order has no say; their intervals are by Student's t. Those of other numbers
draw items again, with all their answers.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, Preferences, Undefined
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.bootstrap import estimated, resampled
from alignmentcard.measurement.statistics.compared import LONGER, OWN, SIDES, Compared, read_compared
from alignmentcard.measurement.statistics.davidson import circular, errors, fit
from alignmentcard.measurement.statistics.student import quantile
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
MOST_ROWS = 5_000_000
FEWEST_OWN = 30
"""Judgements of raters about themselves below which these have no interval.

With six it held the truth in 0.77, with 10 to 22 in 0.97 to 0.98.
"""
FEWEST_OF_A_THING = 20
"""Items about a thing below which its rating has no interval: with 15 it was too wide for some, 0.97 to 0.98."""
MEAN = 1000.0
POINTS = 400 / np.log(10)


def preferences(study: Study) -> Preferences:
    """Measure comparisons of the two things that a row names."""
    pair = study.settings.pair or study.table.pair
    if pair is None:
        return _none("no_pairs")
    if study.answers.ratings > MOST_ROWS:
        return _none("too_many_ratings")
    compared = read_compared(study, pair)
    if not len(compared.sides):
        return _none("no_pairs")
    point, again = compared.added(np.ones(len(compared.pairs))), _again(compared, study)
    confidence = study.settings.confidence
    numbers = {name: _number(one, compared, point, again, confidence) for name, one in SINGLE.items()}
    numbers["circular"] = _circles(compared, point)
    if not study.table.rater:
        numbers["self_preferred"] = Estimate(undefined="no_raters")
    if compared.many:
        numbers |= dict.fromkeys(OF_THINGS, Estimate(undefined="too_many_things"))
    own = numbers["self_preferred"]
    if own.low is not None and _own_and_others(point)[0].sum() < FEWEST_OWN:
        numbers["self_preferred"] = Estimate(own.value, no_interval="few_comparisons")
    outcomes = point[:, SIDES].sum(axis=0)
    return Preferences(
        comparisons=int(outcomes.sum()),
        ties=int(outcomes[2] + outcomes[5]),
        ratings={} if compared.many else _ratings(compared, point, study.settings),
        **numbers,
    )


def _none(reason: Undefined) -> Preferences:
    none = Estimate(undefined=reason)
    return Preferences(none, none, {}, longer_won=none, self_preferred=none)


def _again(compared: Compared, study: Study) -> list[Array]:
    """Return what was answered about each pair when items are drawn again, for each draw."""
    if compared.many:
        rows, items = np.unique(compared.counts, axis=0, return_counts=True)
        drawn = resampled(rows, items.astype(np.int64), study.settings.replicates, study.settings.seed)
        return list(drawn[:, None, :])
    return [compared.added(weights) for weights in _draws(len(compared.pairs), study)]


def _draws(items: int, study: Study) -> Iterator[Array]:
    rng = np.random.default_rng(study.settings.seed)
    for _ in range(study.settings.replicates):
        yield np.bincount(rng.integers(0, items, items), minlength=items).astype(np.float64)


def _both(cells: Array) -> Array:
    return cells[:, :3] + cells[:, 3:6]


def _first_shown(cells: Array, _: Compared) -> float:
    """Return the share of decided comparisons that the thing shown first won."""
    won, lost = cells[:, 0].sum() + cells[:, 4].sum(), cells[:, 1].sum() + cells[:, 3].sum()
    return float(won / (won + lost)) if won + lost else float("nan")


def _circles(compared: Compared, point: Array) -> Estimate:
    """Return the share of threes in a circle; drawn again, an interval held the truth 0.75 or 1.00 times."""
    value = circular(compared.sides, _both(point), len(compared.things))
    return Estimate(undefined="few_shared") if np.isnan(value) else Estimate(value, no_interval="drawn_circles")


def _longer_won(cells: Array, _: Compared) -> float:
    """Return the share of decided comparisons of things of unequal length that the longer one won."""
    won, lost = cells[:, LONGER].sum(axis=0)
    return float(won / (won + lost)) if won + lost else float("nan")


def _self_preferred(cells: Array, _: Compared) -> float:
    """Return how much more often raters prefer themselves than others prefer them against the same other thing."""
    own, others = _own_and_others(cells)
    if not len(own):
        return float("nan")
    n, m = own.sum(axis=1), others.sum(axis=1)
    more = own[:, 0] / n - others[:, 0] / m
    return float(more @ n / n.sum())


def _own_and_others(cells: Array) -> tuple[Array, Array]:
    """Return how often raters chose themselves and the other thing, and how often others did, where both judged."""
    by_one, by_other, by_others = (cells[:, OWN][:, start : start + 2] for start in (0, 2, 4))
    own = np.concatenate([by_one, by_other[:, ::-1]])
    others = np.concatenate([by_others, by_others[:, ::-1]])
    used = (own.sum(axis=1) > 0) & (others.sum(axis=1) > 0)
    return own[used], others[used]


SINGLE: dict[str, Callable[[Array, Compared], float]] = {
    "first_shown": _first_shown,
    "longer_won": _longer_won,
    "self_preferred": _self_preferred,
}
OF_THINGS = ("circular", "self_preferred")
"""Numbers that need to tell things apart."""
MISSING: dict[str, Undefined] = {"longer_won": "no_lengths", "self_preferred": "no_judges"}


def _number(
    one: Callable[[Array, Compared], float], compared: Compared, point: Array, again: list[Array], confidence: float
) -> Estimate:
    value = one(point, compared)
    if np.isnan(value):
        name = next(name for name, of in SINGLE.items() if of is one)
        return Estimate(undefined=MISSING.get(name, "few_shared"))
    return estimated(value, np.array([one(cells, compared) for cells in again]), confidence)


def _ratings(compared: Compared, point: Array, settings: Settings) -> dict[str, Estimate]:
    """Return the rating of each thing with its interval, the strongest first."""
    things = len(compared.things)
    best = fit(compared.sides, _both(point), things)
    if best is None:
        return dict.fromkeys(compared.things, Estimate(undefined="not_linked"))
    seen = _both(compared.counts)
    deviations = errors(compared.sides, best, compared.pairs, seen) if settings.replicates else np.full(things, np.nan)
    items = np.bincount(compared.sides[compared.pairs[seen.any(axis=1)]].ravel(), minlength=things)
    away = quantile(settings.confidence, max(len(seen) - 1.0, 1.0)) * deviations
    order = sorted(range(things), key=lambda thing: (-best[thing], compared.things[thing]))
    return {
        compared.things[thing]: _rating(float(best[thing]), float(away[thing]), int(items[thing])) for thing in order
    }


def _rating(strength: float, away: float, items: int) -> Estimate:
    value, half = MEAN + POINTS * strength, POINTS * away
    if np.isnan(away):
        return Estimate(value)
    return (
        Estimate(value, value - half, value + half)
        if items >= FEWEST_OF_A_THING
        else Estimate(value, no_interval="few_items")
    )
