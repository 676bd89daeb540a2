"""Tables with few raters: which rater gave which answer, item by item, for statistics that must tell raters apart."""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.statistics.rater_answers import answers_of_raters
from alignmentcard.measurement.tables.tallies import Shape

if TYPE_CHECKING:
    import pyarrow as pa

    from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Signatures:
    """Distinct rows of answers, shape (signatures, raters), -1 for none, and how many items have each."""

    raters: tuple[str, ...]
    answers: Whole
    items: Whole
    values: int

    @property
    def ratings(self) -> int:
        """Return the number of ratings, which are those by raters who are known."""
        return int((self.answers >= 0).sum(axis=1) @ self.items)

    def cross_tables(self) -> tuple[Array, Array]:
        """Count answers of each pair of raters on shared items: (pairs, values, values) and items (pairs,)."""
        pairs = self.pairs()
        tables = np.zeros((len(pairs), self.values, self.values))
        for number, (a, b) in enumerate(pairs):
            both = (self.answers[:, a] >= 0) & (self.answers[:, b] >= 0)
            np.add.at(tables, (number, self.answers[both, a], self.answers[both, b]), self.items[both])
        return tables, tables.sum(axis=(1, 2))

    def pairs(self) -> list[tuple[int, int]]:
        """List the pairs of raters, by number, that share an item."""
        answered = (self.answers >= 0).astype(np.int64)
        shared = answered.T @ answered
        return [(a, b) for a, b in itertools.combinations(range(len(self.raters)), 2) if shared[a, b]]

    def cells(self, used: NDArray[np.bool_], most: int) -> Array | None:
        """Return what each signature adds to the cross tables of some pairs, (signatures, pairs * values * values).

        None where these are more numbers than `most`.
        """
        pairs = list(itertools.compress(self.pairs(), used))
        if len(self.items) * len(pairs) * self.values**2 > most:
            return None
        found = np.zeros((len(self.items), len(pairs), self.values, self.values))
        for number, (a, b) in enumerate(pairs):
            both = np.flatnonzero((self.answers[:, a] >= 0) & (self.answers[:, b] >= 0))
            found[both, number, self.answers[both, a], self.answers[both, b]] = 1
        return found.reshape(len(self.items), -1)

    def without(self, codes: Collection[int]) -> "Signatures":
        """Take some answers for none."""
        return replace(self, answers=np.where(np.isin(self.answers, list(codes)), -1, self.answers))


def count_signatures(study: "Study", most: int) -> Signatures | None:
    """Count the signatures of a table with at most so many raters; None where there are more, or raters are unknown.

    An item has one answer of each rater: None as well where several of them count.
    """
    if not study.table.rater or study.counts_repeats:
        return None
    raters = answers_of_raters(study).names if study.tallies.added else _raters(study, most)
    if not 2 <= len(raters) <= most:
        return None
    table = tally_signatures(study, raters)
    answers = np.column_stack([np.asarray(table.column(f"r{n}"), dtype=np.int64) for n in range(len(raters))])
    items = np.asarray(table.column("items"), dtype=np.int64)
    order = np.lexsort(answers.T[::-1])
    return Signatures(raters, answers[order], items[order], len(study.answers.labels))


def _raters(study: "Study", most: int) -> tuple[str, ...]:
    found = study.rows(
        f"SELECT CAST(rater AS STRING) AS r FROM {study.ratings} WHERE rater IS NOT NULL "
        f"GROUP BY CAST(rater AS STRING) LIMIT {most + 1}"
    )
    return tuple(sorted(row["r"] for row in found))


def tally_signatures(study: "Study", raters: Sequence[str]) -> "pa.Table":
    """Count items by the answer of each of few raters, r0, r1, …, -1 for none."""
    columns = ", ".join(
        f"max(CASE WHEN CAST(rater AS STRING) = {study.engine.text(rater)} THEN code ELSE -1 END) AS r{number}"
        for number, rater in enumerate(raters)
    )
    keys = tuple(f"r{number}" for number in range(len(raters)))
    return study.tally("signatures", Shape(keys, ("items",)), lambda: study.query(
        f"SELECT {', '.join(keys)}, count(*) AS items FROM (SELECT item, {columns} FROM {study.ratings} "
        f"WHERE rater IS NOT NULL GROUP BY item) s GROUP BY {', '.join(keys)}"
    ))  # fmt: skip
