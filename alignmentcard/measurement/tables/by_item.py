"""Answers in the order of their items, where ids are whole numbers: sorting them is quicker than grouping them.

Item, rater and code of an answer are written as one whole number. Once these are in order, the answers of an item stand
beside each other, and so do those of one rater to it.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.processes import processors

if TYPE_CHECKING:
    from alignmentcard.measurement.tables.scale import Answers

Whole = NDArray[np.int64]
MOST_ANSWERS = 1 << 26
"""So many are held in memory, which takes 512 MB while they are sorted."""
MOST_BITS = 62
ANSWERS_AT_ONCE, ITEMS_AT_ONCE = 1 << 16, 1 << 15
"""What is worked out of so many stays in the fast memory of a processor."""


@dataclass(frozen=True)
class ByItem:
    """Items in order, where the answers of each start, and the codes of all answers, one item after the other.

    `repeats` are answers by a known rater to an item beyond the first.
    """

    items: Whole
    starts: NDArray[np.uint32]
    codes: NDArray[np.uint8]
    repeats: int

    def sums(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up, for each item, what each of its answers weighs; `weights` has one for each code."""

        def of(first: int) -> NDArray[np.float64]:
            ends = self.starts[first : first + ITEMS_AT_ONCE + 1].astype(np.int64)
            starts = ends[:ITEMS_AT_ONCE]
            codes = self.codes[starts[0] : ends[-1] if len(ends) > ITEMS_AT_ONCE else len(self.codes)]
            return np.asarray(np.add.reduceat(weights[codes], starts - starts[0]))

        with ThreadPoolExecutor(processors()) as threads:
            return np.concatenate(list(threads.map(of, range(0, len(self.starts), ITEMS_AT_ONCE))))


@dataclass(frozen=True)
class _Layout:
    """How an answer is written as a number: the item above the rater above the code, each from its lowest on.

    A rater who is not known has the number above all others, `nobody`.
    """

    low_item: int
    low_rater: int
    nobody: int
    rater_bits: int
    code_bits: int

    @property
    def expression(self) -> str:
        """Write the number of an answer."""
        item, rater = f"(CAST(item AS BIGINT) - ({self.low_item}))", f"CAST(rater AS BIGINT) - ({self.low_rater})"
        rater = f"coalesce({rater}, {self.nobody}) * {1 << self.code_bits}"
        return f"CAST({item} * {1 << (self.rater_bits + self.code_bits)} + {rater} + code AS BIGINT)"


def order_by_item(engine: Engine, relation: str, askings: str, chosen: str, answers: "Answers") -> ByItem | None:
    """Put the answers of `askings` in order, which are among the chosen rows of a relation; each is one answer.

    None where ids are no whole numbers, where these are too large to be written together, or where there are too many.
    """
    if not answers.narrow or not 0 < answers.ratings <= MOST_ANSWERS or not _are_whole(engine, relation):
        return None
    layout = _layout(engine, f"{relation} WHERE {chosen}", len(answers.labels))
    if layout is None:
        return None
    numbers = engine.in_order(f"SELECT {layout.expression} AS number FROM {askings}", answers.ratings)
    return None if numbers is None else _taken_apart(numbers, layout)


def _are_whole(engine: Engine, relation: str) -> bool:
    import pyarrow as pa

    kinds = engine.query(f"SELECT item, rater FROM {relation} LIMIT 0").schema.types
    return all(pa.types.is_integer(kind) and kind != pa.uint64() for kind in kinds)


def _layout(engine: Engine, chosen: str, codes: int) -> _Layout | None:
    ends = "min(item) AS low, max(item) AS high, min(rater) AS first, max(rater) AS last"
    found = rows(engine.query(f"SELECT {ends} FROM {chosen}"))[0]
    if None in found.values():
        return None
    nobody = found["last"] - found["first"] + 1
    bits = nobody.bit_length(), (codes - 1).bit_length()
    if (found["high"] - found["low"]).bit_length() + sum(bits) > MOST_BITS:
        return None
    return _Layout(found["low"], found["first"], nobody, *bits)


def _taken_apart(numbers: Whole, layout: _Layout) -> ByItem:
    """Take numbers in order apart into items, codes and repeats."""
    codes = np.empty(len(numbers), dtype=np.uint8)
    of_code, of_rater = (1 << layout.code_bits) - 1, (1 << layout.rater_bits) - 1

    def look(start: int) -> tuple[NDArray[np.uint32], int]:
        here = numbers[start : start + ANSWERS_AT_ONCE + 1]  # and the next one, to compare with
        codes[start : start + ANSWERS_AT_ONCE] = here[:ANSWERS_AT_ONCE] & of_code
        asked = here >> layout.code_bits
        again = asked[1:][asked[1:] == asked[:-1]]
        items = asked >> layout.rater_bits
        new = np.flatnonzero(items[1:] != items[:-1]) + (start + 1)
        return new.astype(np.uint32), int((again & of_rater != layout.nobody).sum())

    with ThreadPoolExecutor(processors()) as threads:
        found = list(threads.map(look, range(0, len(numbers), ANSWERS_AT_ONCE)))
    starts = np.concatenate([np.zeros(1, dtype=np.uint32), *(new for new, _ in found)])
    repeats = sum(number for _, number in found)
    del found
    items = numbers[starts]
    items >>= layout.rater_bits + layout.code_bits
    items += layout.low_item
    return ByItem(items, starts, codes, repeats)
