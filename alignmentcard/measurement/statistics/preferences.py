"""What comparisons of two things say: strengths with ties, whether the place decides, and whether they go in a circle.

Ratings are on the scale that Elo made usual: 400 points are odds of ten to one, and the mean is 1000. They are fitted
to all comparisons at once, so that their order has no say. Intervals draw items again, with all their answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.engine.places import FILE, ROW
from alignmentcard.measurement.results.values import Estimate, Preferences, Undefined
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.statistics.bootstrap import estimated
from alignmentcard.measurement.statistics.davidson import circular, fit
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
MOST_THINGS = 50
MOST_ROWS = 5_000_000
MEAN = 1000.0
POINTS = 400 / np.log(10)


@dataclass(frozen=True)
class Compared:
    """Items of which each compares one pair: its number, and (items, 6) outcomes of things in their order.

    The outcomes are: the first won, the second won, neither, and the same for those who saw the second thing first.
    """

    things: tuple[str, ...]
    sides: Whole
    pairs: Whole
    counts: Array

    def added(self, weights: Array) -> Array:
        """Return the outcomes of each pair when each item counts so often, shape (pairs, 6)."""
        columns = [np.bincount(self.pairs, weights * column, len(self.sides)) for column in self.counts.T]
        return np.column_stack(columns)


def preferences(study: Study) -> Preferences:
    """Measure comparisons of the two things that a row names."""
    pair = study.settings.pair or study.table.pair
    if pair is None:
        return _none("no_pairs")
    if study.answers.ratings > MOST_ROWS:
        return _none("too_many_ratings")
    compared = _compared(study, pair)
    if not len(compared.sides):
        return _none("no_pairs")
    if len(compared.things) > MOST_THINGS:
        return _none("too_many_things")
    point = compared.added(np.ones(len(compared.pairs)))
    again = [compared.added(weights) for weights in _draws(len(compared.pairs), study)]
    confidence = study.settings.confidence
    found = {name: np.array([one(cells, compared) for cells in again]) for name, one in SINGLE.items()}
    numbers = {name: _number(one(point, compared), found[name], confidence) for name, one in SINGLE.items()}
    outcomes = point.sum(axis=0)
    return Preferences(
        comparisons=int(outcomes.sum()),
        ties=int(outcomes[2] + outcomes[5]),
        ratings=_ratings(compared, point, again, confidence),
        **numbers,
    )


def _none(reason: Undefined) -> Preferences:
    return Preferences(Estimate(undefined=reason), Estimate(undefined=reason), {})


def _compared(study: Study, pair: Pair) -> Compared:
    """Count what was answered about each pair, item by item; the answers of the study are turned into one order."""
    quote, text, engine = study.engine.identifier, study.engine.text, study.engine
    first, second = (f"CAST(t.{quote(name)} AS STRING)" for name in (pair.first, pair.second))
    codes = {label: code for code, label in enumerate(study.answers.labels)}
    wins = [codes.get(label, -1) for label in (pair.first_wins, pair.second_wins)]
    turned = f"CASE WHEN {first} > {second} THEN 3 ELSE 0 END"
    outcome = f"CASE r.code WHEN {wins[0]} THEN 0 WHEN {wins[1]} THEN 1 ELSE 2 END + {turned}"
    without = (
        f"AND r.code NOT IN ({', '.join(f'{code:d}' for code in study.answers.abstain)})"
        if study.answers.abstain
        else ""
    )
    file, row = engine.identifier(FILE), engine.identifier(ROW)
    found = study.query(f"""
        SELECT CAST(r.item AS STRING) AS item, least({first}, {second}) AS one, greatest({first}, {second}) AS other,
               {outcome} AS outcome, sum(r.n) AS n
        FROM {study.ratings} r JOIN {study.table.layout.relation} t
          ON r.file IS NOT DISTINCT FROM t.{file} AND r.place IS NOT DISTINCT FROM t.{row}
        WHERE {first} <> {second} AND {first} <> {text("")} {without}
        GROUP BY 1, 2, 3, 4""").to_pydict()
    things = tuple(sorted({*found["one"], *found["other"]}))
    place = {thing: number for number, thing in enumerate(things)}
    ends = np.array([[place[a], place[b]] for a, b in zip(found["one"], found["other"], strict=True)]).reshape(-1, 2)
    sides, pairs = np.unique(ends, axis=0, return_inverse=True)
    pairs = pairs.reshape(-1)
    _, item = np.unique(np.array(found["item"], dtype=str), return_inverse=True)
    units, unit = np.unique(np.column_stack([item, pairs]).reshape(-1, 2), axis=0, return_inverse=True)
    counts = np.zeros((len(units), 6))
    np.add.at(counts, (unit.reshape(-1), np.array(found["outcome"], dtype=np.int64)), [float(n) for n in found["n"]])
    return Compared(things, sides.astype(np.int64), units[:, 1].astype(np.int64), counts)


def _draws(items: int, study: Study) -> Iterator[Array]:
    rng = np.random.default_rng(study.settings.seed)
    for _ in range(study.settings.replicates):
        yield np.bincount(rng.integers(0, items, items), minlength=items).astype(np.float64)


def _both(cells: Array) -> Array:
    return cells[:, :3] + cells[:, 3:]


def _first_shown(cells: Array, _: Compared) -> float:
    """Return the share of decided comparisons that the thing shown first won."""
    won, lost = cells[:, 0].sum() + cells[:, 4].sum(), cells[:, 1].sum() + cells[:, 3].sum()
    return float(won / (won + lost)) if won + lost else float("nan")


def _circular(cells: Array, compared: Compared) -> float:
    return circular(compared.sides, _both(cells), len(compared.things))


SINGLE = {"first_shown": _first_shown, "circular": _circular}


def _number(value: float, again: Array, confidence: float) -> Estimate:
    return Estimate(undefined="few_shared") if np.isnan(value) else estimated(value, again, confidence)


def _ratings(compared: Compared, point: Array, again: list[Array], confidence: float) -> dict[str, Estimate]:
    """Return the rating of each thing with its interval, the strongest first."""
    things = len(compared.things)
    best = fit(compared.sides, _both(point), things)
    if best is None:
        return dict.fromkeys(compared.things, Estimate(undefined="not_linked"))
    drawn = [fit(compared.sides, _both(cells), things, best) for cells in again]
    none = np.full(things + 1, np.nan)
    every = np.array([none if one is None else one for one in drawn]).reshape(-1, things + 1)
    order = sorted(range(things), key=lambda thing: (-best[thing], compared.things[thing]))
    return {
        compared.things[thing]: estimated(
            float(MEAN + POINTS * best[thing]), MEAN + POINTS * every[:, thing], confidence
        )
        for thing in order
    }
