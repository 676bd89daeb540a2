"""Each rater beside the others: how often they agree with the rest, and whether their answers depend on the item.

Raters with fewer answers than the smallest cell are not shown. What goes into the facts names nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.engine.places import FILE, ROW
from alignmentcard.measurement.results.values import Ends, RaterFacts, Spread
from alignmentcard.measurement.statistics.agreement import points
from alignmentcard.measurement.statistics.few_raters import Signatures, count_signatures
from alignmentcard.measurement.statistics.patterns import distinct
from alignmentcard.measurement.statistics.rater_times import HURRIED, beside_the_middle, later_agreement, usual_times
from alignmentcard.measurement.statistics.spread import wilson
from alignmentcard.measurement.statistics.student import quantile
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
FEW_RATERS = 10
FEWEST_SHARED = 20
"""Items that a rater shares with others below which their agreement has no interval: of fewer it held 0.98 times."""


@dataclass(frozen=True)
class Rater:
    """One rater: answers, the share of the most frequent one, and how they stand beside the rest.

    `agreement` is the mean over items of the share of the other raters who gave the same answer, on `shared` items;
    `spammer` is 0 where answers do not depend on what the others say, and 1 where they follow from it.
    `alpha_without` is alpha at the level of the scale when this rater is left out. `gold` is the share of answers to
    `gold_items` items that are the gold answer, `time` the middle time of an answer in the unit of the table.
    """

    name: str
    answers: int
    most_frequent: str
    most_frequent_share: float
    shared: int
    agreement: float | None
    ends: Ends | None
    spammer: float | None
    alpha_without: float | None = None
    gold_items: int = 0
    gold: float | None = None
    gold_ends: Ends | None = None
    time: float | None = None


def raters_of(study: Study) -> tuple[list[Rater], int]:
    """Return the raters with enough answers, in the order of their ids, and how many have too few to be shown."""
    if not study.table.rater or not study.answers.narrow:
        return [], 0
    given, beside = _answers(study), {} if study.counts_repeats else _beside(study)
    without, gold, usual = dict(_without(study)), against_gold(study), usual_times(study)
    least = study.settings.minimum_cell
    shown = [name for name, counts in given.items() if counts.sum() >= least]
    found = [_rater(study, name, given[name], beside.get(name), without.get(name)) for name in shown]
    found = [_with_gold(one, *gold[one.name], study) if one.name in gold else one for one in found]
    found = [replace(one, time=usual.get(one.name)) for one in found]
    return found, len(given) - len(found)


def rater_facts(study: Study) -> RaterFacts:
    """Return how the raters spread, without naming any."""
    least = study.settings.minimum_cell
    if not study.table.rater:
        return RaterFacts(least, undefined="no_raters")
    if not study.answers.narrow:
        return RaterFacts(least, undefined="too_many_values")
    found, hidden = raters_of(study)
    return RaterFacts(
        least,
        len(found),
        hidden,
        sum(one.most_frequent_share == 1 for one in found),
        _spread([one.most_frequent_share for one in found]),
        _spread([one.agreement for one in found]),
        _spread([one.spammer for one in found]),
        _spread([one.alpha_without for one in found]),
        gold=_spread([one.gold for one in found if one.gold_items >= least]),
        pace=_spread(pace := beside_the_middle({one.name: one.time for one in found if one.time is not None})),
        hurried=sum(one <= HURRIED for one in pace) if pace else None,
        later=later_agreement(study, {one.name for one in found}),
    )


def against_gold(study: Study) -> dict[str, tuple[float, float]]:
    """Return how many answers of each rater are the gold answer, and to how many items there is one on the scale.

    The gold answer stands in a column beside each answer, in a long table.
    """
    gold, layout, engine = study.table.layout.columns.gold, study.table.layout, study.engine
    if gold is None or layout.shape != "long" or layout.relation != "source" or study.settings.pair:
        return {}
    file, row = engine.identifier(FILE), engine.identifier(ROW)
    found = study.query(
        f"SELECT CAST(r.rater AS STRING) AS r, t.{engine.identifier(gold)} AS gold, r.code AS code, sum(r.n) AS n "
        f"FROM {study.ratings} r JOIN {layout.relation} t "
        f"ON r.file IS NOT DISTINCT FROM t.{file} AND r.place IS NOT DISTINCT FROM t.{row} "
        f"WHERE r.rater IS NOT NULL AND t.{engine.identifier(gold)} IS NOT NULL GROUP BY 1, 2, 3"
    ).to_pydict()
    codes, sums = {label: code for code, label in enumerate(study.answers.labels)}, dict[str, tuple[float, float]]()
    for name, raw, code, n in zip(*(found[key] for key in ("r", "gold", "code", "n")), strict=True):
        if (true := codes.get(study.answers.reading.label(raw) or "")) is not None:
            same, every = sums.get(name, (0.0, 0.0))
            sums[name] = same + float(n) * (true == code), every + float(n)
    return sums


def _with_gold(one: Rater, same: float, every: float, study: Study) -> Rater:
    z = NormalDist().inv_cdf((1 + study.settings.confidence) / 2)
    return replace(one, gold_items=round(every), gold=same / every, gold_ends=wilson(same, every, z))


def _spread(numbers: Sequence[float | None]) -> Spread | None:
    known = [number for number in numbers if number is not None]
    if not known:
        return None
    return Spread(min(known), float(np.median(known)), float(np.mean(known)), max(known))


def _rater(study: Study, name: str, counts: Array, beside: "Beside | None", without: float | None) -> Rater:
    most = int(counts.argmax())
    share = float(counts[most] / counts.sum())
    agreement = ends = score = None
    shared = 0
    if beside is not None:
        shared, agreement, score = beside.items, beside.agreement, spammer_score(beside.table)
        ends = beside.ends(study.settings.confidence) if shared >= FEWEST_SHARED else None
    return Rater(name, int(counts.sum()), study.answers.labels[most], share, shared, agreement, ends, score, without)


def _answers(study: Study) -> dict[str, Array]:
    """Count the answers of each rater by value."""
    found: dict[str, Array] = {}
    for row in study.rows(
        f"SELECT CAST(rater AS STRING) AS r, code, sum(n) AS c FROM {study.ratings} WHERE rater IS NOT NULL "
        "GROUP BY CAST(rater AS STRING), code ORDER BY r, code"
    ):
        counts = found.setdefault(row["r"], np.zeros(len(study.answers.labels)))
        counts[row["code"]] = row["c"]
    return found


@dataclass(frozen=True)
class Beside:
    """A rater's answers beside those of all others: by theirs and the rater's, (values, values), and shared items.

    `squares` is the sum over items of the squared share of others who gave the same answer, `others` how many they are
    on all items together.
    """

    table: Array
    items: int
    squares: float
    others: float

    @property
    def agreement(self) -> float:
        """Return the mean share of others who gave the same answer."""
        return float(np.trace(self.table) / self.table.sum())

    def ends(self, confidence: float) -> Ends:
        """Return Wilson's interval for so many items as would have this variance if each agreed or did not.

        They are no fewer than the items are, and no more than all answers of others to them.
        """
        mean, n = self.agreement, self.items
        spread = (self.squares - n * mean**2) / (n - 1) if n > 1 else 0.0
        even = mean * (1 - mean)
        worth = min(n * even / spread, self.others) if spread > 1e-12 and even > 0 else n
        z = quantile(confidence, n - 1) if n > 1 else NormalDist().inv_cdf((1 + confidence) / 2)
        return wilson(mean * max(worth, n), max(worth, n), z)


def _beside(study: Study) -> dict[str, Beside]:
    """Put each rater's answers beside the shares of the others' answers to the same item."""
    values = len(study.answers.labels)
    found: dict[str, Array] = {}
    known = f"FROM {study.ratings} WHERE rater IS NOT NULL"
    counted = study.query(
        f"WITH cells AS (SELECT item, code, sum(n) AS c {known} GROUP BY item, code), "
        f"sizes AS (SELECT item, sum(n) AS m {known} GROUP BY item HAVING sum(n) > 1) "
        "SELECT r.rater AS r, r.code AS own, cells.code AS other, m, "
        "sum(c - CASE WHEN r.code = cells.code THEN 1 ELSE 0 END) AS w "
        f"FROM (SELECT item, CAST(rater AS STRING) AS rater, code {known}) r "
        "JOIN cells ON r.item = cells.item JOIN sizes ON r.item = sizes.item "
        "GROUP BY r.rater, r.code, cells.code, m ORDER BY r, own, other, m"
    ).to_pydict()
    for name, own, other, m, w in zip(*(counted[key] for key in ("r", "own", "other", "m", "w")), strict=True):
        table = found.setdefault(name, np.zeros((values, values)))
        table[other, own] += float(w) / (float(m) - 1)
    squares = _squares(study, known)
    return {
        name: Beside(table, round(float(table.sum())), *squares.get(name, (0.0, 0.0)))
        for name, table in found.items()
        if table.sum() > 0
    }


def _squares(study: Study, known: str) -> dict[str, tuple[float, float]]:
    """Return, for each rater, the sum of squared shares of others who gave the same answer, and of others."""
    counted = study.query(
        f"WITH cells AS (SELECT item, code, sum(n) AS c {known} GROUP BY item, code), "
        f"sizes AS (SELECT item, sum(n) AS m {known} GROUP BY item HAVING sum(n) > 1) "
        "SELECT r.rater AS r, c, m, count(*) AS items FROM (SELECT item, CAST(rater AS STRING) AS rater, code "
        f"{known}) r JOIN cells ON r.item = cells.item AND r.code = cells.code JOIN sizes ON r.item = sizes.item "
        "GROUP BY r.rater, c, m ORDER BY r, c, m"
    ).to_pydict()
    found: dict[str, tuple[float, float]] = {}
    for name, c, m, items in zip(*(counted[key] for key in ("r", "c", "m", "items")), strict=True):
        share, (square, others) = (float(c) - 1) / (float(m) - 1), found.get(name, (0.0, 0.0))
        found[name] = square + float(items) * share**2, others + float(items) * (float(m) - 1)
    return found


def spammer_score(table: Array) -> float | None:
    """Return how far a rater's answers depend on those of the others, `table` (others' values, the rater's values).

    The mean over pairs of values of the squared distance of the rater's answers where others say one and the other,
    halved so that 1 is the farthest. Raykar & Yu 2012, with the others' answers in the place of the truth.
    """
    said = table[table.sum(axis=1) > 0]
    if len(said) < 2:
        return None
    shares = said / said.sum(axis=1, keepdims=True)
    squares = ((shares[:, None] - shares[None, :]) ** 2).sum(axis=2)
    return float(squares.sum() / (2 * len(said) * (len(said) - 1)))


def _without(study: Study) -> Iterator[tuple[str, float | None]]:
    """Yield alpha when each rater is left out, where raters are few and each answered an item once."""
    signatures = count_signatures(study, FEW_RATERS)
    if signatures is None or len(signatures.raters) < 3:
        return
    for number, name in enumerate(signatures.raters):
        yield name, _alpha(study, signatures, number)


def _alpha(study: Study, found: Signatures, left_out: int) -> float | None:
    kept = np.delete(found.answers, left_out, axis=1)
    counts = (kept[:, :, None] == np.arange(found.values)).sum(axis=1)
    patterns = distinct(counts, found.items).rated(1)
    return points(patterns, study.answers).get(f"alpha_{study.answers.level}")
