"""Comparisons of two things, counted item by item: who won, on which side, by whose judgement, and which is longer."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.engine.places import FILE, PLACE, ROW
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
MOST_THINGS = 50
WIDTH = 14
SIDES, OWN, LONGER = slice(0, 6), slice(6, 12), slice(12, 14)
LENGTHS = frozenset({"length", "len", "lengths", "tokens", "words", "chars", "characters"})
TEXTS = frozenset({"response", "answer", "output", "completion", "text", "summary", "conversation", "reply"})
SHORTEST_TEXT = 40
"""Things that are shorter on average are names, whose length says nothing."""


@dataclass(frozen=True)
class Compared:
    """Items of which each compares one pair: its number, and what was answered, shape (items, 14).

    Of things in their order, columns 0 to 5 (`SIDES`) count that the first won, the second, neither, and the same for
    those who saw the second thing first. Columns 6 to 11 (`OWN`) count that the first won and the second, by raters who
    are the first, by raters who are the second, and by all others. The last two (`LONGER`) count that the longer thing
    won and the shorter one. Where there are too many `things` to tell pairs apart, all items are of one pair.
    """

    things: tuple[str, ...]
    sides: Whole
    pairs: Whole
    counts: Array
    many: bool = False

    def added(self, weights: Array) -> Array:
        """Return what was answered about each pair when each item counts so often, shape (pairs, 14)."""
        columns = [np.bincount(self.pairs, weights * column, len(self.sides)) for column in self.counts.T]
        return np.column_stack(columns)


def read_compared(study: Study, pair: Pair) -> Compared:
    """Count what was answered about each pair, item by item; the answers of the study are turned into one order."""
    many = _many_things(study, pair)
    found = study.query(_counting(study, pair, many=many)).to_pydict()
    things = tuple(sorted({*found["one"], *found["other"]}))
    place = {thing: number for number, thing in enumerate(things)}
    ends = np.array([[place[a], place[b]] for a, b in zip(found["one"], found["other"], strict=True)]).reshape(-1, 2)
    sides, pairs = np.unique(ends, axis=0, return_inverse=True)
    _, item = np.unique(np.array(found["item"], dtype=str), return_inverse=True)
    units, unit = np.unique(np.column_stack([item, pairs.reshape(-1)]).reshape(-1, 2), axis=0, return_inverse=True)
    counts, unit = np.zeros((len(units), WIDTH)), unit.reshape(-1)
    n = np.array(found["n"], dtype=np.float64)
    outcome, judge, longer = (np.array(found[name], dtype=np.int64) for name in ("outcome", "judge", "longer"))
    won = outcome % 3
    np.add.at(counts, (unit, outcome), n)
    decided = won < 2
    np.add.at(counts, (unit[decided], OWN.start + 2 * judge[decided] + won[decided]), n[decided])
    told = decided & (longer >= 0)
    np.add.at(counts, (unit[told], LONGER.start + (longer[told] != won[told])), n[told])
    return Compared(things, sides.astype(np.int64), units[:, 1].astype(np.int64), counts, many)


def _many_things(study: Study, pair: Pair) -> bool:
    relation = study.table.layout.relation
    names = [study.engine.identifier(name) for name in (pair.first, pair.second)]
    every = " UNION ALL ".join(f"SELECT CAST({name} AS STRING) AS thing FROM {relation}" for name in names)
    found = study.query(f"SELECT DISTINCT thing FROM ({every}) s WHERE thing <> '' LIMIT {MOST_THINGS + 1}")
    return bool(found.num_rows > MOST_THINGS)


def _counting(study: Study, pair: Pair, *, many: bool) -> str:
    """Write the query: a row for each item, pair, outcome, whose judgement, and which of both is longer."""
    quote, text = study.engine.identifier, study.engine.text
    first, second = (f"CAST(t.{quote(name)} AS STRING)" for name in (pair.first, pair.second))
    codes = {label: code for code, label in enumerate(study.answers.labels)}
    wins = [codes.get(label, -1) for label in (pair.first_wins, pair.second_wins)]
    turned = f"CASE WHEN {first} > {second} THEN 3 ELSE 0 END"
    outcome = f"CASE r.code WHEN {wins[0]} THEN 0 WHEN {wins[1]} THEN 1 ELSE 2 END + {turned}"
    abstained = ", ".join(f"{code:d}" for code in study.answers.abstain)
    one, other = f"least({first}, {second})", f"greatest({first}, {second})"
    rater = "lower(trim(CAST(r.rater AS STRING)))"
    own = f"CASE {rater} WHEN lower(trim({one})) THEN 0 WHEN lower(trim({other})) THEN 1 ELSE 2 END"
    return f"""
        SELECT CAST(r.item AS STRING) AS item, {text("1") if many else one} AS one,
               {text("2") if many else other} AS other, {outcome} AS outcome, {own} AS judge,
               {_longer(study, pair, turned)} AS longer, sum(r.n) AS n
        FROM {study.ratings} r JOIN {study.table.layout.relation} t
          ON r.file IS NOT DISTINCT FROM t.{quote(FILE)} AND r.place IS NOT DISTINCT FROM t.{quote(ROW)}
        WHERE {first} <> {second} AND {first} <> {text("")} {f"AND r.code NOT IN ({abstained})" if abstained else ""}
        GROUP BY 1, 2, 3, 4, 5, 6"""


def _longer(study: Study, pair: Pair, turned: str) -> str:
    """Write which thing is the longer one, 0 for the first in their order and 1 for the second; -1 where none is."""
    lengths = _lengths(study, pair)
    if lengths is None:
        return "-1"
    a, b = lengths
    swapped = f"{turned} = 3"
    return f"CASE WHEN {a} > {b} THEN CASE WHEN {swapped} THEN 1 ELSE 0 END WHEN {b} > {a} " \
           f"THEN CASE WHEN {swapped} THEN 0 ELSE 1 END ELSE -1 END"  # fmt: skip


def _lengths(study: Study, pair: Pair) -> tuple[str, str] | None:
    """Write how long both things are: by columns that say so, by their texts beside the names, or as texts themselves.

    Columns belong to the two sides where their names differ from each other as those of the compared columns do.
    """
    types = [name for name in study.query(f"SELECT * FROM {study.table.layout.relation} LIMIT 0").column_names
             if name not in PLACE]  # fmt: skip
    beside = [both for both in _of_both_sides(types, pair) if both != (pair.first, pair.second)]
    quote = study.engine.identifier
    for first, second in beside:
        if LENGTHS & set(_parts(first)):
            numbers = [f"try_cast(CAST(t.{quote(name)} AS STRING) AS DOUBLE)" for name in (first, second)]
            a, b = (f"CASE WHEN NOT isnan({number}) THEN {number} END" for number in numbers)
            return a, b
    for first, second in [*beside, (pair.first, pair.second)]:
        if TEXTS & set(_parts(first)) and _are_texts(study, first):
            a, b = (f"length(CAST(t.{quote(name)} AS STRING))" for name in (first, second))
            return a, b
    return None


def _are_texts(study: Study, column: str) -> bool:
    length = f"avg(length(CAST({study.engine.identifier(column)} AS STRING)))"
    (row,) = study.rows(f"SELECT {length} AS mean FROM {study.table.layout.relation}")
    return bool(row["mean"] and row["mean"] >= SHORTEST_TEXT)


def _of_both_sides(columns: list[str], pair: Pair) -> list[tuple[str, str]]:
    """Return pairs of columns whose names differ as those of the compared columns do."""
    one, other = _parts(pair.first), _parts(pair.second)
    apart = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(apart) != 1:
        return []
    (a, b), by_parts = apart[0], {_parts(name): name for name in reversed(columns)}
    turned = {name: tuple(b if part == a else part for part in _parts(name)) for name in columns}
    return [(name, by_parts[to]) for name, to in turned.items() if to in by_parts and by_parts[to] != name]


def _parts(name: str) -> tuple[str, ...]:
    """Cut a name into words and numbers, in small letters."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return tuple(re.findall(r"[a-z]+|[0-9]+", spaced.lower()))
