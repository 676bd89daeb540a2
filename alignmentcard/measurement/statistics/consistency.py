"""What repeated questions show: are answers held, made up on the spot, or drawn at random?

Assumptions: a rater's answer to an item is either held, and then given again, or drawn at random. With agreement A of
pairs of answers and chance C, the share that is held is S = (A - C) / (1 - C). Asked the same way twice gives S_same,
asked in two ways S_cross. Genuine preferences are S_cross, constructed ones S_same - S_cross, non-attitudes 1 - S_same.
Chance is taken from the answers of all pairs together, and, as the stricter reading, from the answers to each item.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Consistency, Estimate, Repeated, Signal
from alignmentcard.measurement.statistics.agreement import levels
from alignmentcard.measurement.statistics.coefficients import Sums, alpha
from alignmentcard.measurement.statistics.one_way import over_raters
from alignmentcard.measurement.tables.copies import relation_of
from alignmentcard.measurement.tables.repeats import IN_TABLE, IN_TIME
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.tallies import Shape
from alignmentcard.measurement.tables.telling import below_zero
from alignmentcard.messages import later

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]
ASSUMPTIONS = later(
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

    def __init__(self, raters: Sequence[str], table: Array, sums: Array) -> None:
        self.raters = raters
        self.table = table
        self.sums = sums

    @classmethod
    def read(cls, study: Study, *, across: bool) -> "_Pairs | None":
        """Pair the first and the last answer within each condition, or the first answers of two conditions."""
        table = tally_asked_again(study, across=across, copies=across or not study.copied)
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
        return cls(list(raters), cross, sums)

    def stability(self, sums: Array, reading: int) -> Array:
        """Return S of sums over raters, shape (…, 4); `reading` 0 is pooled chance, 1 chance by item."""
        pairs, agree, *chance = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = chance[reading] / pairs
            return np.asarray(np.where(expected < 1, (agree / pairs - expected) / (1 - expected), np.nan))

    def held(self, reading: int) -> float:
        """Return S."""
        return float(self.stability(self.sums.sum(axis=0), reading))

    def without(self) -> Array:
        """Return sums without each rater in turn, shape (raters, 4)."""
        return np.asarray(self.sums.sum(axis=0) - self.sums)

    def held_without(self, reading: int, raters: Sequence[str]) -> Array:
        """Return S without each of some raters in turn, of whom some may have no pairs."""
        places = {rater: number for number, rater in enumerate(self.raters)}
        without = self.stability(self.without(), reading)
        whole = self.held(reading)
        return np.array([without[places[rater]] if rater in places else whole for rater in raters])

    def repeated(self, study: Study) -> Repeated:
        """Describe the pairs, with intervals over raters."""
        pairs, agree = self.sums[:, 0].sum(), self.sums[:, 1].sum()
        without = self.without()
        with np.errstate(divide="ignore", invalid="ignore"):
            again = without[:, 1] / without[:, 0]
        pooled, by_item = (
            _estimate(self.held(reading), self.stability(without, reading), self.sums[:, 0], study)
            for reading in (0, 1)
        )
        agreed = _estimate(float(agree / pairs), again, self.sums[:, 0], study)
        return Repeated(int(pairs), agreed, pooled, by_item, self._alphas(study))

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


ASKED_AGAIN = Shape(("rater", "first", "last"), ("pairs", "chance"), ("rater",))


def tally_asked_again(study: Study, *, across: bool, copies: bool = True) -> "pa.Table":
    """Count the pairs of answers of each rater, and sum the chance of agreement over their items.

    Without `copies`, an answer whose row is a copy of another one does not count.
    """
    what = "asked another way" if across else "asked again" if copies else "asked again, without copies"
    askings = study.askings if copies else without_copies(study)
    return study.tally(what, ASKED_AGAIN, lambda: study.query(_paired(study, askings, across=across)))


def without_copies(study: Study) -> str:
    """Write the askings but for those in copies of rows, in brackets and with a name."""
    if not (study.copies and study.copies.by_file):
        return study.askings
    same = " AND ".join(f"k.{name} IS NOT DISTINCT FROM c.{name}" for name in ("item", "rater", "file", "place"))
    copied = f"SELECT 1 FROM {relation_of(study.key)} c WHERE c.copy > 1 AND {same}"
    return f"(SELECT * FROM {study.askings} k WHERE NOT EXISTS ({copied})) kept"


def _paired(study: Study, askings: str, *, across: bool) -> str:
    """Select, for each rater and pair of answers, the pairs and the chance of agreement summed over their items."""
    way = "coalesce(CAST(condition AS STRING), '')"
    last = "b.way > a.way AND b.turn = 1" if across else "b.way = a.way AND b.turn = b.turns AND b.turns > 1"
    return f"""
        WITH asked AS (
            SELECT item, rater, code, {way} AS way, count(*) OVER (PARTITION BY item, rater, {way}) AS turns,
                   row_number() OVER (PARTITION BY item, rater, {way} ORDER BY {IN_TIME}, {IN_TABLE}) AS turn
            FROM {askings} WHERE rater IS NOT NULL),
        cells AS (SELECT item, code, CAST(sum(n) AS DOUBLE) AS c FROM {askings} GROUP BY item, code),
        chance AS (SELECT item, sum(c * c) / (sum(c) * sum(c)) AS p FROM cells GROUP BY item),
        pairs AS (
            SELECT a.item, CAST(a.rater AS STRING) AS rater, a.code AS first, b.code AS last
            FROM asked a JOIN asked b ON a.item = b.item AND a.rater = b.rater AND a.turn = 1 AND {last})
        SELECT rater, first, last, count(*) AS pairs, sum(p) AS chance
        FROM pairs JOIN chance ON pairs.item = chance.item
        GROUP BY rater, first, last ORDER BY rater, first, last"""


def _estimate(value: float, without: Array, pairs: Array, study: Study) -> Estimate:
    """Return a number, which is at most 1, with its interval over raters, each of whom is left out in turn."""
    if np.isnan(value):
        return Estimate(undefined="no_variation")
    return over_raters(value, without, pairs, study.settings, most=1.0)


def _signal(same: _Pairs | None, across: _Pairs | None, study: Study, reading: int) -> Signal | None:
    """Turn stability into shares; without conditions only the share of non-attitudes is known."""
    if same is None:
        return None
    pairs = _pairs_of(same, across)
    raters = list(pairs)
    s_same, same_without = same.held(reading), same.held_without(reading, raters)
    known = {"non_attitude": (1 - s_same, 1 - same_without)}
    if across is not None:
        s_cross, cross_without = across.held(reading), across.held_without(reading, raters)
        known["genuine"] = (s_cross, cross_without)
        known["constructed"] = (s_same - s_cross, same_without - cross_without)
    below = [name for name, (share, _) in known.items() if share < 0]
    counts = np.array(list(pairs.values()))
    shares = {name: _share(share, without, counts, study) for name, (share, without) in known.items()}
    none = Estimate(undefined="no_repeats")
    note = below_zero(below)
    return Signal(shares.get("genuine", none), shares.get("constructed", none), shares["non_attitude"], note)


def _pairs_of(same: _Pairs, across: _Pairs | None) -> dict[str, float]:
    """Count the pairs of each rater, of both kinds."""
    found: dict[str, float] = {}
    for pairs in (same, across):
        for rater, number in zip(pairs.raters, pairs.sums[:, 0], strict=True) if pairs else ():
            found[rater] = found.get(rater, 0.0) + float(number)
    return dict(sorted(found.items()))


def _share(value: float, without: Array, pairs: Array, study: Study) -> Estimate:
    """Return a share with its interval; ends beyond 0 and 1 are shown as these."""
    found = _estimate(value, without, pairs, study)
    if found.value is None:
        return found
    ends = (None if end is None else min(max(end, 0.0), 1.0) for end in (found.low, found.high))
    low, high = ends
    return Estimate(min(max(found.value, 0.0), 1.0), low, high, no_interval=found.no_interval)
