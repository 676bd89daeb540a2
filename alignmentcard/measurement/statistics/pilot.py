"""Planning from a pilot table: what one more item adds to alpha with other numbers of raters, by simulation.

An item of the pilot is drawn. Of as many raters as it has or fewer, answers are drawn from its own. For more raters all
of its answers are kept, and those of the others follow them and the shares of all answers, by a Dirichlet distribution
that is as wide as the pilot's agreement on values says: alpha of names is 1 / (1 + its concentration).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.statistics.agreement import pattern_agreement
from alignmentcard.measurement.statistics.coefficients import squared_difference
from alignmentcard.measurement.statistics.patterns import Patterns, count_patterns
from alignmentcard.measurement.statistics.power import item_deviation
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
FEWEST_ITEMS = 20
DRAWS = 100_000
LEAST, MOST = 0.01, 0.99
"""Agreement on values beyond which a simulation says nothing more."""


@dataclass(frozen=True)
class Pilot:
    """Items of a pilot by their counts, the squared distances of values, alpha of names, and alpha at its level."""

    patterns: Patterns
    distances: Array
    nominal: float
    alpha: Estimate
    level: str

    def deviation(self, raters: int) -> float:
        """Return the standard deviation of what one item adds to alpha, when so many raters answer each."""
        rng, items = np.random.default_rng(raters), self.patterns.items
        counts = self.patterns.counts[rng.choice(len(items), DRAWS, p=items / items.sum())].astype(np.float64)
        fewer = counts.sum(axis=1) > raters
        counts[fewer] = drawn_from(counts[fewer], raters, rng)
        shares = items @ self.patterns.counts / (items @ self.patterns.sizes)
        agreed = min(max(self.nominal, LEAST), MOST)
        gammas = rng.standard_gamma((1 / agreed - 1) * shares + counts)
        more = (raters - counts.sum(axis=1)).astype(np.int64)
        counts += rng.multinomial(more, gammas / gammas.sum(axis=1, keepdims=True))
        return item_deviation(counts, np.full(DRAWS, 1 / DRAWS), self.distances)


def drawn_from(counts: Array, raters: int, rng: np.random.Generator) -> Array:
    """Draw so many of the answers to each item, none of them twice; counts have shape (items, values)."""
    left, found = counts.copy(), np.zeros_like(counts)
    rows = np.arange(len(counts))
    for _ in range(raters):
        below = np.cumsum(left, axis=1)
        value = (below <= rng.random(len(counts))[:, None] * below[:, -1:]).sum(axis=1)
        left[rows, value] -= 1
        found[rows, value] += 1
    return found


def read_pilot(study: Study) -> Pilot:
    """Read a pilot; refuse one that says too little to plan by."""
    if not study.answers.narrow:
        raise AlignmentCardError("A pilot is read value by value, and this scale has too many values for that.")
    every = count_patterns(study)
    found = pattern_agreement(every, study)
    patterns, alpha = every.rated(2), found.krippendorff_alpha
    items = int(patterns.items.sum())
    if items < FEWEST_ITEMS:
        raise AlignmentCardError(
            f"The pilot has {items:,} items with two ratings or more, and planning takes {FEWEST_ITEMS} at least. "
            "Collect some more, or state the agreement that you expect: --agreement 0.6."
        )
    if alpha.value is None or not 0 < alpha.value < 1:
        said = "is not defined" if alpha.value is None else f"is {alpha.value:.2f}"
        raise AlignmentCardError(
            f"Alpha of the pilot {said}, and planning takes one between 0 and 1. State the agreement that you expect: "
            "--agreement 0.6."
        )
    level = study.answers.level if study.answers.level in found.alpha else "nominal"
    kept = patterns if level == "nominal" else patterns.without(tuple(study.answers.placeless)).rated(2)
    pooled = (kept.items @ kept.counts).astype(np.float64)
    distances = squared_difference(level, pooled, study.answers.line)
    return Pilot(kept, distances, found.alpha["nominal"].value or 0.0, alpha, level)
