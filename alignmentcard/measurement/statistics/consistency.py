"""What repeated questions show: are answers held, made up on the spot, or drawn at random?

Assumptions: a rater's answer to an item is either held, and then given again, or drawn at random. With agreement A of
pairs of answers and chance C, the share that is held is S = (A - C) / (1 - C). Asked the same way twice gives S_same,
asked in two ways S_cross. Genuine preferences are S_cross, constructed ones S_same - S_cross, non-attitudes 1 - S_same.
Chance is taken from the answers of all pairs together, and, as the stricter reading, from the answers to each item.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Consistency, Estimate, Repeated, Signal
from alignmentcard.measurement.statistics.agreement import levels
from alignmentcard.measurement.statistics.bootstrap import estimated, resampled
from alignmentcard.measurement.statistics.coefficients import Sums, alpha
from alignmentcard.measurement.tables.repeats import IN_TABLE, IN_TIME
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
ASSUMPTIONS = (
    "A rater's answer to an item is either held, and then given again, or drawn at random. Chance agreement is taken "
    "from all answers together, and as a stricter reading from the answers to each item."
)


def consistency(study: Study) -> Consistency:
    """Compare answers by the same rater to the same item, within a condition and across conditions."""
    if not study.table.rater:
        return Consistency(undefined="no_raters")
    asked_again = study.occasions or bool(study.repeats)
    if not (asked_again or study.conditions):
        return Consistency(undefined="no_repeats")
    if not study.answers.narrow:
        return Consistency(undefined="too_many_values")
    same = _Pairs.read(study, across=False) if asked_again else None
    across = _Pairs.read(study, across=True) if study.conditions else None
    if same is None and across is None:
        return Consistency(undefined="no_repeats")
    return Consistency(
        same=same.repeated(study) if same else None,
        across=across.repeated(study) if across else None,
        signal=_signal(same, across, study, 0),
        signal_by_item=_signal(same, across, study, 1),
        assumptions=ASSUMPTIONS,
    )


class _Pairs:
    """Pairs of answers, summed for each rater: pairs, agreeing pairs, and chance by both readings."""

    def __init__(self, table: Array, sums: Array) -> None:
        self.table = table
        self.sums = sums

    @classmethod
    def read(cls, study: Study, *, across: bool) -> "_Pairs | None":
        """Pair the first and the last answer within each condition, or the first answers of two conditions."""
        table = study.query(_paired(study, across=across))
        if not table.num_rows:
            return None
        values = len(study.answers.labels)
        columns = table.to_pydict()
        raters = {rater: number for number, rater in enumerate(sorted(set(columns["rater"])))}
        cross, sums = np.zeros((values, values)), np.zeros((len(raters), 4))
        for rater, first, last, pairs, chance in zip(*columns.values(), strict=True):
            cross[first, last] += pairs
            sums[raters[rater]] += (pairs, pairs * (first == last), 0, chance)
        pooled = (cross + cross.T).sum(axis=0) / (2 * cross.sum())
        sums[:, 2] = sums[:, 0] * (pooled**2).sum()
        return cls(cross, sums)

    def stability(self, sums: Array, reading: int) -> Array:
        """Return S of sums over raters, shape (…, 4); `reading` 0 is pooled chance, 1 chance by item."""
        pairs, agree, *chance = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = chance[reading] / pairs
            return np.asarray(np.where(expected < 1, (agree / pairs - expected) / (1 - expected), np.nan))

    def both(self, study: Study, reading: int) -> tuple[float, Array]:
        """Return S, and S of raters drawn with replacement."""
        return float(self.stability(self.sums.sum(axis=0), reading)), self.stability(self.drawn(study), reading)

    def drawn(self, study: Study) -> Array:
        """Return sums over raters drawn with replacement, shape (replicates, 4)."""
        one_each = np.ones(len(self.sums), dtype=np.int64)
        return resampled(self.sums, one_each, study.settings.replicates, study.settings.seed)

    def repeated(self, study: Study) -> Repeated:
        """Describe the pairs, with intervals over raters."""
        pairs, agree = self.sums[:, 0].sum(), self.sums[:, 1].sum()
        drawn = self.drawn(study)
        with np.errstate(divide="ignore", invalid="ignore"):
            again = drawn[:, 1] / drawn[:, 0]
        return Repeated(
            int(pairs),
            _estimate(float(agree / pairs), again, len(self.sums), study),
            _estimate(*self.both(study, 0), len(self.sums), study),
            _estimate(*self.both(study, 1), len(self.sums), study),
            self._alphas(study),
        )

    def _alphas(self, study: Study) -> Mapping[str, float | None]:
        """Return Krippendorff's alpha of the pairs, as if the two askings were two raters."""
        every = self._sums(())
        placed = self._sums(study.answers.placeless)
        found = {
            level: float(alpha(every if level == "nominal" else placed, level, study.answers.line))
            for level in levels(study.answers)
        }
        return {level: None if np.isnan(value) else value for level, value in found.items()}

    def _sums(self, abstain: tuple[int, ...]) -> Sums:
        """Return the sums of the pairs in which nobody gave one of some answers."""
        table = self.table.copy()
        table[list(abstain), :] = table[:, list(abstain)] = 0
        both = table + table.T
        count, shares = np.array(table.sum()), both.sum(axis=0) / 2
        return Sums(both, np.array(np.trace(table)), shares, count, count)


def _paired(study: Study, *, across: bool) -> str:
    """Select, for each rater and pair of answers, the pairs and the chance of agreement summed over their items."""
    way = "coalesce(CAST(condition AS STRING), '')"
    last = "b.way > a.way AND b.turn = 1" if across else "b.way = a.way AND b.turn = b.turns AND b.turns > 1"
    return f"""
        WITH asked AS (
            SELECT item, rater, code, {way} AS way, count(*) OVER (PARTITION BY item, rater, {way}) AS turns,
                   row_number() OVER (PARTITION BY item, rater, {way} ORDER BY {IN_TIME}, {IN_TABLE}) AS turn
            FROM {study.askings} WHERE rater IS NOT NULL),
        cells AS (SELECT item, code, CAST(sum(n) AS DOUBLE) AS c FROM {study.askings} GROUP BY item, code),
        chance AS (SELECT item, sum(c * c) / (sum(c) * sum(c)) AS p FROM cells GROUP BY item),
        pairs AS (
            SELECT a.item, CAST(a.rater AS STRING) AS rater, a.code AS first, b.code AS last
            FROM asked a JOIN asked b ON a.item = b.item AND a.rater = b.rater AND a.turn = 1 AND {last})
        SELECT rater, first, last, count(*) AS pairs, sum(p) AS chance
        FROM pairs JOIN chance ON pairs.item = chance.item
        GROUP BY rater, first, last ORDER BY rater, first, last"""


def _estimate(value: float, again: Array, raters: int, study: Study) -> Estimate:
    """Return a number with its interval over raters; one rater has none."""
    if np.isnan(value):
        return Estimate(undefined="no_variation")
    if raters == 1 and study.settings.replicates:
        return Estimate(value, no_interval="one_rater")
    return estimated(value, again, study.settings.confidence)


def _signal(same: _Pairs | None, across: _Pairs | None, study: Study, reading: int) -> Signal | None:
    """Turn stability into shares; without conditions only the share of non-attitudes is known."""
    if same is None:
        return None
    s_same, drawn_same = same.both(study, reading)
    known = {"non_attitude": (1 - s_same, 1 - drawn_same)}
    if across is not None:
        s_cross, drawn_cross = across.both(study, reading)
        known["genuine"] = (s_cross, drawn_cross)
        known["constructed"] = (s_same - s_cross, drawn_same - drawn_cross)
    below = [name.replace("_", "-") for name, (share, _) in known.items() if share < 0]
    raters = max(len(pairs.sums) for pairs in (same, across) if pairs)
    shares = {name: _share(share, again, raters, study) for name, (share, again) in known.items()}
    none = Estimate(undefined="no_repeats")
    note = f"The estimate for {' and '.join(below)} was below zero and is shown as 0." if below else ""
    return Signal(shares.get("genuine", none), shares.get("constructed", none), shares["non_attitude"], note)


def _share(value: float, again: Array, raters: int, study: Study) -> Estimate:
    return _estimate(float(np.clip(value, 0, 1)), np.clip(again, 0, 1), raters, study)
