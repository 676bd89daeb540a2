"""What each rater said of an item in two parts of a table: what leaving out a rater changes in both parts at once.

Where the same people answer an item in two rounds, what they say in one goes with what they say in the other. So a kind
is here what a rater said of an item in both parts together, and counts once in the variances of `two_way`.
"""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.statistics.patterns import Packed, unpacked, whole
from alignmentcard.measurement.statistics.rater_cells import FEWEST_OF_A_SIDE, RaterCells, cells_of, drawn_raters

if TYPE_CHECKING:
    from alignmentcard.measurement.tables.study import Study

Whole = NDArray[np.int64]


class PartCells(RaterCells):
    """Answers of raters to items in two parts; `code` is first + (values + 1) · second, each 0 where there is none.

    `counts` (kinds, 2 · values) are those of both parts one after the other.
    """

    @property
    def values(self) -> int:
        """Return the number of values of the scale."""
        return int(self.counts.shape[1]) // 2

    @property
    def codes(self) -> tuple[Whole, Whole]:
        """Return the answer in the first and in the second part: its code, or -1 where there is none."""
        return self.code % (self.values + 1) - 1, self.code // (self.values + 1) - 1

    def left(self, part: slice) -> Whole:
        """Return what items of some kinds have when the answers of the rater are left out."""
        left = self.counts[part].copy()
        for number, codes in enumerate(self.codes):
            given = np.flatnonzero(codes[part] >= 0)
            left[given, codes[part][given] + number * self.values] -= 1
        return left

    @cached_property
    def pattern(self) -> Whole:
        """Return the number of the pattern of each kind, apart for those who answered in one part, or in both."""
        found: Whole = np.unique(np.column_stack([self.counts, self._answered]), axis=0, return_inverse=True)[1]
        return found.reshape(-1)

    @property
    def part_of_all(self) -> NDArray[np.float64]:
        """Return which share of the raters of its part answered the item, at least that of both parts."""
        sizes = self.counts.reshape(-1, 2, self.values).sum(axis=2)
        who = np.maximum(np.where(self._answered == 2, sizes.max(axis=1), sizes[:, 0]), 1)
        who = np.where(self._answered == 1, sizes[:, 1], who)
        raters = np.array([self._raters_of(number) for number in range(3)])
        return np.asarray(np.minimum(who / np.maximum(raters[self._answered], 1), 1.0))

    @property
    def sides(self) -> Whole:
        """Return 0 for each drawn rater who answered in the first part only, 1 in the second only, 2 in both."""
        first, second = (np.bincount(self.rater, codes[self.kind] >= 0, self.drawn) > 0 for codes in self.codes)
        return np.asarray(np.where(first, np.where(second, 2, 0), 1), dtype=np.int64)

    @property
    def _answered(self) -> Whole:
        """Return 0 where a kind has an answer in the first part only, 1 in the second only, 2 in both."""
        first, second = self.codes
        found: Whole = np.where(second < 0, 0, np.where(first < 0, 1, 2)).astype(np.int64)
        return found

    def _raters_of(self, answered: int) -> float:
        """Return how many of all raters answered so, from the share of those who were drawn."""
        here = np.unique(self.rater[self._answered[self.kind] == answered])
        return len(here) * self.raters / self.drawn


def count_part_cells(study: "Study", packed: Packed) -> PartCells | None:
    """Count what each rater said of items of each pattern in two parts; None where nobody is known.

    The ratings of the study have a column `part`, 0 or 1. The effective number of raters is that of the part where it
    is smaller, and 0 where one of them has fewer than five.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    known = study.query(
        "SELECT rater, sum(n) AS n, sum(CASE WHEN part = 0 THEN n ELSE 0 END) AS first, "
        f"sum(CASE WHEN part = 1 THEN n ELSE 0 END) AS second FROM {study.ratings} WHERE rater IS NOT NULL "
        "GROUP BY rater"
    )
    if not known.num_rows:
        return None
    known = known.take(pc.sort_indices(pc.cast(known.column("rater"), pa.string())))
    sizes = whole(known.column("n"))
    chosen, drawn = drawn_raters(sizes, study.settings.seed), f"{study.ratings}_drawn"
    numbers = pa.array(np.arange(len(chosen), dtype=np.int64))
    study.engine.hold(drawn, pa.table({"rater": known.column("rater").take(pa.array(chosen)), "number": numbers}))
    words = ", ".join(f"w{number}" for number in range(len(packed.packing.words)))
    both = ", ".join(f"max(CASE WHEN part = {part} THEN code + 1 ELSE 0 END) AS c{part}" for part in (0, 1))
    table = study.query(
        f"SELECT number, {words}, c0, c1, count(*) AS n FROM (SELECT d.number AS number, r.item AS item, {both} "
        f"FROM {study.ratings} r JOIN {drawn} d ON r.rater = d.rater GROUP BY d.number, r.item) said "
        f"JOIN {packed.relation} p ON said.item = p.unit GROUP BY number, {words}, c0, c1"
    )
    counts = unpacked(table, packed.packing)
    code = whole(table.column("c0")) + (packed.packing.values + 1) * whole(table.column("c1"))
    found = cells_of(whole(table.column("number")), counts, code, whole(table.column("n")), sizes)
    effective = min(_effective(whole(known.column(part))) for part in ("first", "second"))
    return PartCells(**vars(replace(found, effective=effective)))


def _effective(sizes: Whole) -> float:
    """Return the effective number of raters (Kish 1965); 0 where fewer than five gave an answer."""
    given = sizes[sizes > 0].astype(np.float64)
    return float(given.sum() ** 2 / (given**2).sum()) if len(given) >= FEWEST_OF_A_SIDE else 0.0
