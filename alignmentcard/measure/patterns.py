"""Items by their counts: how many items have which number of each answer.

A packed number per item holds the count of each value in its own lane of bits; grouping by it leaves few distinct
patterns (some thousands at a hundred million ratings), on which every coefficient and its interval is worked out.
Packed numbers are sums of floating point numbers that stay under 2^53, so both engines add them exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measure.scale import coded

if TYPE_CHECKING:
    from alignmentcard.measure.study import Study

BITS = 52
LANES = 6
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
    found, inverse = np.unique(counts, axis=0, return_inverse=True)
    total = np.bincount(inverse.reshape(-1), weights=items, minlength=len(found))
    return Patterns(found, total.astype(np.int64))


def count_patterns(study: "Study", *, by: str = "item", where: str = "", apart: Sequence[str] = ("",)) -> Patterns:
    """Count the patterns of a narrow scale, by item or by rater.

    With `apart`, conditions of which just one holds for each rating, values are counted apart for each condition: count
    vectors then have as many entries as conditions times values.
    """
    values = len(study.answers.labels)
    width = BITS // -(-values // -(-values // LANES))
    found = _unpacked(study, by, where, apart, width)
    if _complete(study, found, where, len(apart)):
        return found
    most = study.rows(f"SELECT max(c) AS c FROM (SELECT sum(n) AS c FROM {study.ratings} {where} GROUP BY {by}) s")
    return _unpacked(study, by, where, apart, max(int(most[0]["c"] or 1).bit_length(), 1))


def _complete(study: "Study", found: Patterns, where: str, parts: int) -> bool:
    """Say whether no lane ran over: what was counted in all lanes must be what the values were counted to be."""
    values = len(study.answers.labels)
    got = (found.items @ found.counts).reshape(parts, values).sum(axis=0) if len(found.items) else np.zeros(values)
    if not where:
        return [int(count) for count in got] == list(study.answers.counts)
    counted = study.rows(f"SELECT code, sum(n) AS c FROM {study.ratings} {where} GROUP BY code")
    by_code = {row["code"]: int(row["c"]) for row in counted}
    return [int(count) for count in got] == [by_code.get(code, 0) for code in range(values)]


def _unpacked(study: "Study", by: str, where: str, apart: Sequence[str], width: int) -> Patterns:
    """Pack, group and unpack counts, with lanes of so many bits."""
    values, in_word = len(study.answers.labels), max(BITS // width, 1)
    cuts = [range(start, min(start + in_word, values)) for start in range(0, values, in_word)]
    words = [(part, cut) for part in range(len(apart)) for cut in cuts]
    sums = [f"sum({_word(study, apart[part], cut, width)}) AS w{number}" for number, (part, cut) in enumerate(words)]
    names = ", ".join(f"w{number}" for number in range(len(words)))
    table = study.query(
        f"SELECT {names}, count(*) AS items FROM (SELECT {by} AS unit, {', '.join(sums)} FROM {study.ratings} {where} "
        f"GROUP BY {by}) packed GROUP BY {names}"
    )
    items = _whole(table.column("items"))
    counts = np.zeros((len(items), values * len(apart)), dtype=np.int64)
    for number, (part, cut) in enumerate(words):
        packed = _whole(table.column(f"w{number}"))
        for lane, code in enumerate(cut):
            counts[:, part * values + code] = (packed >> (lane * width)) & ((1 << width) - 1)
    return distinct(counts, items)


def _word(study: "Study", condition: str, cut: range, width: int) -> str:
    """Write the expression that adds 1 to the lane of an answer, for the lanes of one packed number."""
    raw = [study.answers.raw[code] for code in cut]
    word = coded(study.engine, raw, [f"{1 << (lane * width)}e0" for lane in range(len(cut))])
    if study.table.layout.shape == "counts":
        word = f"{word} * n"
    return f"CASE WHEN {condition} THEN {word} END" if condition else word


def _whole(column: object) -> Counts:
    """Turn an Arrow column of whole numbers into int64; null is 0."""
    numbers = np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)  # type: ignore[attr-defined]
    return np.nan_to_num(numbers).astype(np.int64)
