"""Counts of items and answers that add up: what statistics are computed from, and what a shard leaves to a merge.

A tally is a small table: some columns are keys, whole numbers or raters, and the others are sums over the items or
answers of that key. Where every item is in one shard, the tally of a table is that of its shards, added by key.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from alignmentcard.errors import AlignmentCardError

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from alignmentcard.measurement.tables.scale import Answers

Columns = dict[str, "NDArray[np.int64] | NDArray[np.float64]"]


class TallyError(AlignmentCardError):
    """Shards do not hold what the whole needs."""


@dataclass(frozen=True)
class Shape:
    """The columns of a tally: keys, those of them that are raters, and sums."""

    keys: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    raters: tuple[str, ...] = ()


class Tallies(Protocol):
    """Where tallies come from: counted in an engine, or added up from shards."""

    @property
    def added(self) -> bool:
        """Say whether they were added up, so that there is no table to ask."""

    def get(self, name: str, shape: Shape, count: Callable[[], "pa.Table"]) -> "pa.Table":
        """Return a tally; `count` asks the engine for it."""


@dataclass(frozen=True)
class Asked:
    """Tallies that are counted when they are asked for."""

    added: bool = False

    def get(self, name: str, shape: Shape, count: Callable[[], "pa.Table"]) -> "pa.Table":
        """Count."""
        return count()


ASKED = Asked()


@dataclass(frozen=True)
class Kept:
    """Tallies of one shard, which are kept as numbers; raters are numbered in the order of their ids."""

    raters: "pa.Array"
    kept: dict[str, Columns] = field(default_factory=dict)
    added: bool = False

    def get(self, name: str, shape: Shape, count: Callable[[], "pa.Table"]) -> "pa.Table":
        """Count, and keep what was counted; nothing in it names anybody."""
        table = count()
        found: Columns = {key: self._key(table.column(key), key in shape.raters) for key in shape.keys}
        found |= {one: _sum(table.column(one)) for one in shape.sums}
        self.kept[name] = found
        return table

    def _key(self, column: "pa.ChunkedArray", rater: bool) -> "NDArray[np.int64]":
        import pyarrow as pa
        import pyarrow.compute as pc

        if rater:
            column = pc.index_in(pc.cast(column, pa.string()), value_set=self.raters)
            if column.null_count:
                raise TallyError("The ids of raters are numbers that are not whole. Write them as text to shard them.")
        return np.asarray(pc.cast(column, pa.int64())).astype(np.int64)


def _sum(column: "pa.ChunkedArray") -> "NDArray[np.int64] | NDArray[np.float64]":
    """Turn sums into whole numbers where they are, else into floating point numbers; null is 0."""
    numbers = np.nan_to_num(np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64))
    return numbers.astype(np.int64) if (numbers == np.rint(numbers)).all() else numbers


@dataclass(frozen=True)
class Added:
    """Tallies of all shards, added up; `scales` are the answers of each study by its key."""

    tables: Mapping[str, Columns]
    scales: Mapping[str, "Answers"]
    added: bool = True

    def get(self, name: str, shape: Shape, count: Callable[[], "pa.Table"]) -> "pa.Table":
        """Return the sum of what shards counted, in the order of its keys; raters are texts in the order of ids."""
        import pyarrow as pa

        found = self.tables.get(name)
        if found is None or [*found] != [*shape.keys, *shape.sums]:
            raise TallyError(
                f"The parts do not hold “{name}”, which the whole needs: counts of single shards led elsewhere. "
                "Measure the table in one run."
            )
        return pa.table({
            column: numbered(numbers) if column in shape.raters else pa.array(numbers)
            for column, numbers in found.items()
        })  # fmt: skip


def numbered(numbers: "NDArray[np.int64] | NDArray[np.float64]") -> "pa.Array":
    """Write numbers of raters as texts that sort like them."""
    import pyarrow as pa

    return pa.array([f"{number:012d}" for number in numbers.astype(np.int64).tolist()], pa.string())


def add_up(parts: Sequence[Columns], keys: int) -> Columns:
    """Add tallies of the same columns, of which the first so many are keys; put them in the order of the keys."""
    names = list(parts[0])
    columns = [np.concatenate([part[name] for part in parts]) for name in names]
    if not keys:
        return {name: np.array([column.sum()]) for name, column in zip(names, columns, strict=True)}
    order = np.lexsort(columns[:keys][::-1])
    columns = [column[order] for column in columns]
    if not len(order):
        return dict(zip(names, columns, strict=True))
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = np.any([column[1:] != column[:-1] for column in columns[:keys]], axis=0)
    starts = np.flatnonzero(new)
    found = [column[starts] for column in columns[:keys]]
    found += [np.add.reduceat(column, starts) for column in columns[keys:]]
    return dict(zip(names, found, strict=True))
