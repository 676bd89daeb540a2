"""How often each rater gave each answer to items of each pattern: what leaving out a rater changes.

It takes one more pass over the ratings: each is joined to the packed counts of its item. Of very many raters some are
drawn, since the variance over them is as well known from 500.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.statistics.patterns import Packed, count_kept, different, unpacked, whole
from alignmentcard.measurement.statistics.rater_answers import answers_of_raters
from alignmentcard.measurement.tables.tallies import Shape, TallyError

if TYPE_CHECKING:
    import pyarrow as pa

    from alignmentcard.measurement.tables.study import Study

Whole = NDArray[np.int64]
MOST_RATERS = 500
FEWEST_DRAWN = 50
FEWEST_OF_A_SIDE = 5
MOST_RATINGS = 1_000_000


@dataclass(frozen=True)
class RaterCells:
    """How many answers each rater gave of each kind; a kind is an answer to items of one pattern.

    `rater`, `kind` and `ratings` are as long as each other. `counts` (kinds, values) is what all raters gave to such an
    item, `code` (kinds,) the answer. `drawn` raters are here, of `raters`; `effective` is how many would be as many if
    all gave the same number of answers.
    """

    rater: Whole
    kind: Whole
    ratings: Whole
    counts: Whole
    code: Whole
    drawn: int
    raters: int
    effective: float

    def left(self, part: slice) -> Whole:
        """Return what items of some kinds have when the answer is left out."""
        left = self.counts[part].copy()
        left[np.arange(len(left)), self.code[part]] -= 1
        return left

    @cached_property
    def given(self) -> NDArray[np.float64]:
        """Return how many answers there are of each kind."""
        return np.asarray(np.bincount(self.kind, self.ratings, len(self.code)), dtype=np.float64)

    @cached_property
    def pattern(self) -> Whole:
        """Return the number of the pattern of each kind."""
        return different(self.counts)[1]

    @property
    def part_of_all(self) -> NDArray[np.float64]:
        """Return which share of all raters answered an item of each kind, at most all."""
        return np.asarray(np.minimum(self.counts.sum(axis=1) / self.raters, 1))


def cells_of(rater: Whole, counts: Whole, code: Whole, ratings: Whole, sizes: Whole) -> RaterCells:
    """Bring answers of some raters into kinds; `sizes` are the numbers of answers of all raters."""
    kinds, kind = different(np.column_stack([counts, code]))
    order = np.lexsort((kind, rater))
    effective = float(sizes.sum()) ** 2 / float((sizes.astype(np.float64) ** 2).sum())
    return RaterCells(
        rater[order], kind[order], ratings[order], kinds[:, :-1], kinds[:, -1], int(rater.max()) + 1, len(sizes),
        effective,
    )  # fmt: skip


def count_rater_cells(study: "Study", packed: Packed | None, side: str = "") -> RaterCells | None:
    """Count the kinds of answers of each rater; None where nobody is known.

    `packed` is the relation of packed counts by item, where there is one already. With several parts, `side` is the
    expression of the part that a rating belongs to, and counts and codes are those of the parts one after the other;
    the effective number of raters is then that of the first two parts, whichever is smaller, and 0 where one of them
    has fewer than five.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if study.tallies.added:
        return _added(study)
    known = study.query(
        f"SELECT rater, min({side or '0'}) AS side, sum(n) AS n FROM {study.ratings} WHERE rater IS NOT NULL "
        "GROUP BY rater"
    )
    if not known.num_rows:
        return None
    known = known.take(pc.sort_indices(pc.cast(known.column("rater"), pa.string())))
    sizes = whole(known.column("n"))
    chosen = known.column("rater").take(pa.array(drawn_raters(sizes, study.settings.seed)))
    number, counts, code, ratings = _answered(study, packed, chosen, side)
    found = cells_of(number, counts, code, ratings, sizes)
    return replace(found, effective=_least_effective(whole(known.column("side")), sizes)) if side else found


def _answered(
    study: "Study", packed: Packed | None, chosen: "pa.Array | pa.ChunkedArray", side: str = ""
) -> tuple[Whole, Whole, Whole, Whole]:
    """Return rater (its place among the chosen), counts of the item, code and number of the answers of each kind."""
    import pyarrow as pa

    packed = packed or count_kept(study)[1]
    if packed is None:
        raise TallyError("The parts do not hold how each rater answered.")
    drawn = f"{study.ratings}_drawn"
    numbers = pa.array(np.arange(len(chosen), dtype=np.int64))
    study.engine.hold(drawn, pa.table({"rater": chosen, "number": numbers}))
    words = ", ".join(f"w{number}" for number in range(len(packed.packing.words)))
    table = study.query(
        f"SELECT number, {words}, code, side, sum(n) AS n FROM (SELECT d.number AS number, {words}, r.code AS code, "
        f"{side or '0'} AS side, r.n AS n FROM {study.ratings} r JOIN {drawn} d ON r.rater = d.rater "
        f"JOIN {packed.relation} p ON r.item = p.unit) answered GROUP BY number, {words}, code, side"
    )
    counts, code = unpacked(table, packed.packing), whole(table.column("code"))
    if side:
        code = code + packed.packing.values * whole(table.column("side"))
    else:
        counts = counts.reshape(len(counts), packed.packing.parts, packed.packing.values).sum(axis=1)
    return whole(table.column("number")), counts, code, whole(table.column("n"))


def tally_rater_cells(study: "Study", packed: Packed | None, chosen: "pa.Array") -> "pa.Table":
    """Count the kinds of answers of chosen raters, by rater, counts of the item and answer."""
    import pyarrow as pa

    names = [f"c{number}" for number in range(len(study.answers.labels))]

    def count() -> pa.Table:
        number, counts, code, ratings = _answered(study, packed, chosen)
        counted = dict(zip(names, counts.T, strict=True))
        return pa.table({"rater": chosen.take(pa.array(number)), **counted, "code": code, "n": ratings})

    return study.tally("cells of raters", Shape(("rater", *names, "code"), ("n",), ("rater",)), count)


def enough_raters(sizes: Whole, seed: int, *, repeated: bool) -> Whole:
    """Choose raters among whom are those that the whole will draw, where a shard cannot know which answers count.

    `sizes` are the numbers of all their answers, of which fewer may count: then more raters are drawn.
    """
    most = MOST_RATERS if repeated else min(2 * len(drawn_raters(sizes, seed)), MOST_RATERS)
    if len(sizes) <= most:
        return np.arange(len(sizes), dtype=np.int64)
    found: Whole = np.sort(np.random.default_rng(seed).permutation(len(sizes))[:most])
    return found


def _added(study: "Study") -> RaterCells | None:
    """Take the cells from what shards counted."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = answers_of_raters(study)
    if not len(known.ids):
        return None
    chosen = known.ids.take(pa.array(drawn_raters(known.sizes, study.settings.seed)))
    table = tally_rater_cells(study, None, chosen)
    table = table.filter(pc.is_in(table.column("rater"), value_set=chosen))
    given = whole(table.column("n")).sum()
    if given != known.sizes[np.asarray(pc.index_in(chosen, value_set=known.ids), dtype=np.int64)].sum():
        raise TallyError(
            "Which raters are drawn for intervals depends on how often they answered again, and the parts hold others. "
            "Measure the table in one run, or with --repeats all."
        )
    number = np.asarray(pc.index_in(table.column("rater"), value_set=chosen), dtype=np.int64)
    counts = np.column_stack([whole(table.column(f"c{code}")) for code in range(len(study.answers.labels))])
    return cells_of(number, counts, whole(table.column("code")), whole(table.column("n")), known.sizes)


def _least_effective(side: Whole, sizes: Whole) -> float:
    """Return the smaller effective number of raters of the first two parts; 0 where one has fewer than five."""
    parts = [sizes[side == number].astype(np.float64) for number in (0, 1)]
    if min(map(len, parts)) < FEWEST_OF_A_SIDE:
        return 0.0
    return min(float(part.sum() ** 2 / (part**2).sum()) for part in parts)


def drawn_raters(sizes: Whole, seed: int) -> Whole:
    """Choose raters: all, or so many that their answers are not too many."""
    if len(sizes) <= MOST_RATERS and sizes.sum() <= MOST_RATINGS:
        return np.arange(len(sizes), dtype=np.int64)
    shuffled = np.random.default_rng(seed).permutation(len(sizes))
    enough = int(np.searchsorted(np.cumsum(sizes[shuffled]), MOST_RATINGS)) + 1
    found: Whole = np.sort(shuffled[: max(min(enough, MOST_RATERS), FEWEST_DRAWN)])
    return found
