"""What people would say of all items, where a few were judged by people and many more by a system.

Prediction-powered inference: the mean of the system's answers to the other items, put right by how far it is from the
people on the items that both judged. The weight of the system is tuned so that a useless one has none (Angelopoulos,
Duchi & Zrnic 2023, example 6.1). It rests on the items with people's answers being drawn at random from all.

Ends of shares are Wilson's (1927), who asks which shares would make what was found likely, and does not take the
variance of a rare answer from the few that there are. With a system, they are those of as many items as would make a
share from people alone as sure (Korn & Graubard 1998, Confidence intervals for proportions with small expected number
of positive counts estimated from survey data, Survey Methodology 24).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.student import quantile
from alignmentcard.measurement.tables.scale import Answers

Array = NDArray[np.float64]
FEWEST_ITEMS = 30
"""Items judged by people below which nothing is said."""
FEWEST_OF_INTERVAL = 100
"""Those below which a mean is too far from normal: with 60 intervals of means held the truth in 0.88 to 0.92."""
FEWEST_OTHER = 5
"""So many of them must not be what most are for an interval of a mean."""
FEWEST_EXPECTED = 5
"""Answers of either kind that the system leads to expect from people, below which a share with it has no interval.

With a system that is nearly always right, shares of which two or three are expected were held 0.98 to 0.99 times. What
people were seen to say is no floor: it would choose tables in which rare answers happen to be many.
"""
UNSEEN = 1 / 3
"""Slips of the system that are counted beside those that were seen: of a few, or none, the variance is too small."""


@dataclass(frozen=True)
class Powered:
    """Each share, and the mean on numbers, from people alone and from people with the system.

    `items` were judged by both, `more` by the system alone. Each pair is people alone, and people with the system.
    """

    items: int = 0
    more: int = 0
    numbers: Mapping[str, tuple[Estimate, Estimate]] = field(default_factory=dict)


def powered(counts: Array, shares: Array, others: Array, answers: Answers, settings: Settings) -> Powered:
    """Estimate what people say of all items; nothing where the system judged no others, or people too few.

    `counts` of people's answers and `shares` of the system's (items, values + 1), and `others`, shares of the system's
    answers to items that no person judged (items, values + 1).
    """
    if not len(others) or len(counts) < FEWEST_ITEMS:
        return Powered()
    people = counts / counts.sum(axis=1, keepdims=True)
    columns = [people, shares, others]
    numbers = {
        label: _both(people[:, code], shares[:, code], others[:, code], settings, share=True)
        for code, label in enumerate(answers.labels)
    }
    line = answers.line
    if line and answers.level in ("interval", "ratio") and not answers.placeless:
        places = np.append(np.array(line.from_zero) * line.unit, 0.0)
        if len(places) == counts.shape[1] and not any(column[:, -1].any() for column in columns):
            numbers["mean"] = _both(people @ places, shares @ places, others @ places, settings, share=False)
    return Powered(len(counts), len(others), numbers)


def _both(people: Array, same: Array, others: Array, settings: Settings, *, share: bool) -> tuple[Estimate, Estimate]:
    """Return the mean of people's answers alone, and with a system's answers to the same and to other items."""
    weight = best_weight(people, same, others)
    spread = weight**2 * float(others.var(ddof=1)) / len(others) if len(others) > 1 else 0.0
    rest, system = people - weight * same, weight * float(others.mean())
    if not share:
        return _mean(people, people, settings), _mean(rest, people - same, settings, system, spread)
    every = np.concatenate([same, others])
    said = float(every.mean())
    rare = every.var() > 0 and len(people) * min(said, 1 - said) < FEWEST_EXPECTED
    return _share(people, settings), _share(rest, settings, system, spread, rare=rare)


def best_weight(people: Array, same: Array, others: Array) -> float:
    """Return the weight of the system, 0 to 1, that makes the variance smallest; 0 where its answers do not vary."""
    every = np.concatenate([same, others])
    spread = float(every.var(ddof=1)) * (1 + len(people) / len(others))
    if spread <= 0 or len(others) < 2:
        return 0.0
    return float(np.clip(np.cov(people, same)[0, 1] / spread, 0, 1))


def _mean(rest: Array, items: Array, settings: Settings, system: float = 0.0, spread: float = 0.0) -> Estimate:
    """Return a mean with its interval: that of `rest`, and what a `system` adds to it with the variance `spread`.

    `items` are what it rests on, of which enough must not be what most are.
    """
    value = system + float(rest.mean())
    if not settings.replicates:
        return Estimate(value)
    variance = spread + float(rest.var(ddof=1)) / len(rest)
    if variance <= 0:
        return Estimate(value, no_interval="all_alike")
    unlike = len(items) - np.unique(np.round(items, 9), return_counts=True)[1].max()
    if len(items) < FEWEST_OF_INTERVAL or unlike < FEWEST_OTHER:
        return Estimate(value, no_interval="few_items")
    half = quantile(settings.confidence, len(items) - 1.0) * variance**0.5
    return Estimate(value, value - half, value + half)


def _share(
    rest: Array, settings: Settings, system: float = 0.0, spread: float = 0.0, *, rare: bool = False
) -> Estimate:
    """Return a share as `_mean` does, with Wilson's ends; where all or none give the answer, those of so many items."""
    value = system + float(rest.mean())
    if not settings.replicates:
        return Estimate(value)
    if len(rest) < FEWEST_OF_INTERVAL or rare or not 0 <= value <= 1:
        return Estimate(value, no_interval="few_items")
    variance = spread + float(rest.var(ddof=1)) / len(rest) + (UNSEEN / len(rest) ** 2 if system else 0.0)
    items = value * (1 - value) / variance if variance > 0 else 0.0
    return Estimate(value, *_wilson(value, items or len(rest), quantile(settings.confidence, len(rest) - 1.0)))


def _wilson(share: float, items: float, wide: float) -> tuple[float, float]:
    """Return the ends of a share by Wilson's score, of so many items."""
    more = wide**2 / items
    middle, half = share + more / 2, (more * (share * (1 - share) + more / 4)) ** 0.5
    return max(0.0, (middle - half) / (1 + more)), min(1.0, (middle + half) / (1 + more))
