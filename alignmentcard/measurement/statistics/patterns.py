"""Items by their counts: how many items have which number of each answer.

A packed number per item holds the count of each value in its own lane of bits; grouping by it leaves few distinct
patterns (some thousands at a hundred million ratings), on which every coefficient and its interval is worked out.
Packed numbers are sums of floating point numbers that stay under 2^53, so both engines add them exactly.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.statistics.rater_answers import answers_of_raters
from alignmentcard.measurement.tables.tallies import Shape, TallyError

if TYPE_CHECKING:
    import pyarrow as pa

    from alignmentcard.measurement.tables.by_item import ByItem
    from alignmentcard.measurement.tables.study import Study

BITS = 52
LANES = 6
LARGEST, MOST_COLUMNS = 2**62, 32
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Patterns:
    """Distinct count vectors, shape (patterns, values), and how many items have each, shape (patterns,)."""

    counts: Counts
    items: Counts

    @property
    def sizes(self) -> Counts:
        """Return the number of ratings of each pattern."""
        sizes: Counts = self.counts.sum(axis=1)
        return sizes

    def rated(self, least: int) -> "Patterns":
        """Keep items with at least so many ratings."""
        keep = self.sizes >= least
        return Patterns(self.counts[keep], self.items[keep])

    def without(self, codes: tuple[int, ...]) -> "Patterns":
        """Drop ratings of some values, and items that have no other."""
        counts = self.counts.copy()
        counts[:, list(codes)] = 0
        return distinct(counts, self.items).rated(1)

    def merged(self, members: NDArray[np.int64]) -> "Patterns":
        """Replace values by sets of them; `members` has shape (values, sets) and holds 0 and 1."""
        return distinct(self.counts @ members, self.items)


def distinct(counts: Counts, items: Counts) -> Patterns:
    """Merge equal count vectors and put them in order."""
    if not len(counts):
        return Patterns(counts, items)
    found, inverse = different(counts)
    total = np.bincount(inverse, weights=items, minlength=len(found))
    return Patterns(found, total.astype(np.int64))


def different(rows: Counts) -> tuple[Counts, Counts]:
    """Return the different rows in order, and the place of each row among them; all numbers are 0 or more.

    Where a row can be written as one whole number, such numbers are sorted, which is much quicker than sorting rows.
    """
    sizes = [int(most) + 1 for most in rows.max(axis=0)] if len(rows) else []
    if not 0 < len(sizes) <= MOST_COLUMNS or math.prod(sizes) > LARGEST:
        found, place = np.unique(rows, axis=0, return_inverse=True)
        return found, place.reshape(-1)
    numbers, place = np.unique(np.ravel_multi_index(tuple(rows.T), sizes), return_inverse=True)
    return np.column_stack(np.unravel_index(numbers, sizes)), place


@dataclass(frozen=True)
class Packing:
    """How count vectors are packed: `parts` times `values` counts, in lanes of `width` bits."""

    values: int
    parts: int
    width: int

    @property
    def cuts(self) -> list[range]:
        """Return the values whose lanes share a number, for each number of a part."""
        in_word = max(BITS // self.width, 1)
        return [range(start, min(start + in_word, self.values)) for start in range(0, self.values, in_word)]

    @property
    def words(self) -> list[tuple[int, range]]:
        """Return the part and the values of each packed number w0, w1, …"""
        return [(part, cut) for part in range(self.parts) for cut in self.cuts]

    def count(self, part: int, code: int) -> str:
        """Write the expression that reads one count out of the packed numbers, as a floating point number."""
        number = next(n for n, (of, cut) in enumerate(self.words) if of == part and code in cut)
        low = 1 << (code - self.words[number][1].start) * self.width
        word, high = f"coalesce(w{number}, 0e0)", low << self.width
        return f"(floor({word} / {low}e0) - floor({word} / {high}e0) * {1 << self.width}e0)"


@dataclass(frozen=True)
class Packed:
    """A relation of packed counts, with columns unit (the item), w0, w1, …, and how it is read."""

    relation: str
    packing: Packing


KNOWN = "WHERE rater IS NOT NULL"


def count_kept(study: "Study") -> tuple[Patterns, Packed | None]:
    """Count the patterns of a narrow scale by item; where there is a table, keep the packed counts as a relation."""
    relation, kept = f"{study.ratings}_packed", []

    def count() -> Patterns:
        found, packing = _counted(study, "item", "", ("",), relation)
        kept.append(Packed(relation, packing))
        return found

    found = tally_patterns(study, "items", len(study.answers.labels), count)
    return found, kept[0] if kept else None


def count_patterns(study: "Study", *, by: str = "item", where: str = "") -> Patterns:
    """Count the patterns of a narrow scale, by item or by rater."""
    if by == "rater" and study.tallies.added:
        counts = answers_of_raters(study).counts
        return distinct(counts, np.ones(len(counts), dtype=np.int64))
    what = "items of known raters" if where == KNOWN else "items"
    return tally_patterns(
        study, what, len(study.answers.labels), lambda: _counted(study, by, where, ("",))[0], keep=by == "item"
    )


def tally_patterns(
    study: "Study", what: str, width: int, count: Callable[[], Patterns], *, keep: bool = True
) -> Patterns:
    """Return patterns with so many counts, as a tally of the study where they are by item."""
    import pyarrow as pa

    names = [f"c{number}" for number in range(width)]
    if not (keep and (study.in_shard or study.tallies.added)):
        return count()

    def table() -> pa.Table:
        found = count()
        return pa.table({**dict(zip(names, found.counts.T, strict=True)), "items": found.items})

    found = study.tally(what, Shape(tuple(names), ("items",)), table)
    columns = [np.asarray(found.column(name), dtype=np.int64) for name in names]
    patterns = Patterns(np.column_stack(columns), np.asarray(found.column("items"), dtype=np.int64))
    if study.tallies.added and what in WHOLE:
        _must_add_up(study, patterns)
    return patterns


WHOLE = ("items", *(f"items by groups {number}" for number in range(12)))
"""Tallies that hold every answer of a study."""


def _must_add_up(study: "Study", patterns: Patterns) -> None:
    """See that items hold the answers that were counted by value."""
    given = patterns.items.astype(np.float64) @ patterns.counts.astype(np.float64)
    if given.reshape(-1, len(study.answers.labels)).sum(axis=0).tolist() != list(map(float, study.answers.counts)):
        raise TallyError("The parts hold other answers by item than by value. Count all shards anew.")


def count_apart(study: "Study", apart: Sequence[str], keep: str) -> tuple[Patterns, Packing]:
    """Count the values of each item apart for each of some conditions, of which just one holds for each rating.

    Count vectors have as many entries as conditions times values. The packed counts are kept as a relation of that
    name, with columns unit (the item), w0, w1, …, which `Packing` reads.
    """
    return _counted(study, "item", "", apart, keep)


def _counted(study: "Study", by: str, where: str, apart: Sequence[str], keep: str = "") -> tuple[Patterns, Packing]:
    """Pack, group and unpack counts; again with wider lanes where one ran over."""
    values = len(study.answers.labels)
    packing = Packing(values, len(apart), BITS // -(-values // -(-values // LANES)))
    found = _unpacked(study, by, where, apart, packing, keep)
    if _complete(study, found, where, len(apart)):
        return found, packing
    most = study.rows(f"SELECT max(c) AS c FROM (SELECT sum(n) AS c FROM {study.ratings} {where} GROUP BY {by}) s")
    packing = replace(packing, width=max(int(most[0]["c"] or 1).bit_length(), 1))
    return _unpacked(study, by, where, apart, packing, keep), packing


def _complete(study: "Study", found: Patterns, where: str, parts: int) -> bool:
    """Say whether no lane ran over: what was counted in all lanes must be what the values were counted to be."""
    values = len(study.answers.labels)
    got = (found.items @ found.counts).reshape(parts, values).sum(axis=0) if len(found.items) else np.zeros(values)
    if not (where or study.in_shard):
        return [int(count) for count in got] == list(study.answers.counts)
    counted = study.rows(f"SELECT code, sum(n) AS c FROM {study.ratings} {where} GROUP BY code")
    by_code = {row["code"]: int(row["c"]) for row in counted}
    return [int(count) for count in got] == [by_code.get(code, 0) for code in range(values)]


def _unpacked(study: "Study", by: str, where: str, apart: Sequence[str], packing: Packing, keep: str) -> Patterns:
    """Group by packed counts, and unpack the distinct ones."""
    words = packing.words
    names = ", ".join(f"w{number}" for number in range(len(words)))
    if study.by_item and by == "item" and not where and tuple(apart) == ("",):
        source = keep or f"{study.ratings}_by_item"
        study.engine.hold(source, _packed(study.by_item, packing))
        return _grouped(study, source, names, packing)
    sums = [f"sum({_word(study, apart[part], cut, packing.width)}) AS w{n}" for n, (part, cut) in enumerate(words)]
    packed = f"SELECT {by} AS unit, {', '.join(sums)} FROM {study.ratings} {where} GROUP BY {by}"
    if keep:
        study.engine.view(keep, packed, keep=True)
    return _grouped(study, keep or f"({packed}) packed", names, packing)


def _packed(answers: "ByItem", packing: Packing) -> "pa.Table":
    """Pack the counts of items whose answers are in order, as `_unpacked` lets the engine do."""
    import pyarrow as pa

    sums = {}
    for number, (_, cut) in enumerate(packing.words):
        weights = np.zeros(packing.values)
        weights[cut.start : cut.stop] = [float(1 << (lane * packing.width)) for lane in range(len(cut))]
        sums[f"w{number}"] = answers.sums(weights)
    return pa.table({"unit": answers.items, **sums})


def _grouped(study: "Study", source: str, names: str, packing: Packing) -> Patterns:
    table = study.query(f"SELECT {names}, count(*) AS items FROM {source} GROUP BY {names}")
    return distinct(unpacked(table, packing), whole(table.column("items")))


def unpacked(table: "pa.Table", packing: Packing) -> Counts:
    """Read counts out of the columns w0, w1, …: shape (rows, parts * values)."""
    counts = np.zeros((table.num_rows, packing.values * packing.parts), dtype=np.int64)
    for number, (part, cut) in enumerate(packing.words):
        word = whole(table.column(f"w{number}"))
        for lane, code in enumerate(cut):
            counts[:, part * packing.values + code] = (word >> (lane * packing.width)) & ((1 << packing.width) - 1)
    return counts


def _word(study: "Study", condition: str, cut: range, width: int) -> str:
    """Write the expression that adds 1 to the lane of an answer, for the lanes of one packed number."""
    cases = [f"WHEN {code} THEN {1 << (lane * width)}e0" for lane, code in enumerate(cut)]
    word = f"CASE code {' '.join(cases)} END"
    if study.table.layout.columns.count is not None:
        word = f"{word} * n"
    return f"CASE WHEN {condition} THEN {word} END" if condition else word


def whole(column: object) -> Counts:
    """Turn an Arrow column of whole numbers into int64; null is 0."""
    numbers = np.asarray(column.to_numpy(zero_copy_only=False))  # type: ignore[attr-defined]
    if numbers.dtype.kind == "i":
        return numbers.astype(np.int64)
    return np.nan_to_num(numbers.astype(np.float64)).astype(np.int64)
