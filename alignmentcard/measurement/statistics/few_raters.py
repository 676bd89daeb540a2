"""Tables with few raters: which rater gave which answer, item by item, for statistics that must tell raters apart."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.statistics.coefficients import Sums

if TYPE_CHECKING:
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
            np.add.at(tables[number], (self.answers[both, a], self.answers[both, b]), self.items[both])
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

    def resampled(self, replicates: int, seed: int) -> Sums:
        """Return the sums for agreement with raters drawn with replacement, each axis led by replicates.

        A rater drawn twice is not compared with themself: an item whose raters have weights w and m = sum of w adds
        w_a w_b m / (m^2 - sum of w^2) for each ordered pair of different raters, which is 1 / (m - 1) when all weights
        are 1, as in Krippendorff's coincidences.
        """
        rng = np.random.default_rng(seed)
        raters = len(self.raters)
        weights = rng.multinomial(raters, np.full(raters, 1 / raters), size=replicates).astype(np.float64)
        parts = [self._present(weights, rows, who) for rows, who in self._by_presence()]
        summed = [np.sum([part[number] for part in parts], axis=0) for number in range(5)]
        return Sums(*summed)

    def _by_presence(self) -> list[tuple[Whole, Whole]]:
        """Group signatures by who answered; return row numbers and raters of each group."""
        present, group = np.unique(self.answers >= 0, axis=0, return_inverse=True)
        group = group.reshape(-1)
        return [(np.flatnonzero(group == g), np.flatnonzero(who)) for g, who in enumerate(present)]

    def _present(self, weights: Array, rows: Whole, who: Whole) -> tuple[Array, ...]:
        """Return what items that just these raters answered add to the sums."""
        weight = weights[:, who]
        size = weight.sum(axis=1)
        pairs = size**2 - (weight**2).sum(axis=1)
        answers, items = self.answers[np.ix_(rows, who)], self.items[rows]
        total = float(items.sum())
        coincidences = np.zeros((len(weights), self.values, self.values))
        for a, b in itertools.combinations(range(len(who)), 2):
            table = np.zeros((self.values, self.values))
            np.add.at(table, (answers[:, a], answers[:, b]), items)
            coincidences += (weight[:, a] * weight[:, b])[:, None, None] * (table + table.T)
        agree = np.trace(coincidences, axis1=1, axis2=2)
        shares = np.zeros((len(weights), self.values))
        for a in range(len(who)):
            counts = np.bincount(answers[:, a], weights=items, minlength=self.values)
            shares += weight[:, a, None] * counts
        paired = pairs > 0
        per_pair = np.divide(1.0, pairs, out=np.zeros_like(pairs), where=paired)
        per_rating = np.divide(1.0, size, out=np.zeros_like(size), where=size > 0)
        shares = shares * per_rating[:, None]
        return (coincidences * (size * per_pair)[:, None, None], agree * per_pair, shares, paired * total,
                (size > 0) * total)  # fmt: skip


def count_signatures(study: "Study", most: int) -> Signatures | None:
    """Count the signatures of a table with at most so many raters; None where there are more, or raters are unknown.

    An item has one answer of each rater: None as well where several of them count.
    """
    if not study.table.rater or study.counts_repeats:
        return None
    found = study.rows(
        f"SELECT CAST(rater AS STRING) AS r FROM {study.ratings} WHERE rater IS NOT NULL "
        f"GROUP BY CAST(rater AS STRING) LIMIT {most + 1}"
    )
    raters = tuple(sorted(row["r"] for row in found))
    values = len(study.answers.labels)
    if not 2 <= len(raters) <= most:
        return None
    columns = ", ".join(
        f"max(CASE WHEN CAST(rater AS STRING) = {study.engine.text(rater)} THEN code ELSE -1 END) AS r{number}"
        for number, rater in enumerate(raters)
    )
    names = ", ".join(f"r{number}" for number in range(len(raters)))
    table = study.query(
        f"SELECT {names}, count(*) AS items FROM (SELECT item, {columns} FROM {study.ratings} "
        f"WHERE rater IS NOT NULL GROUP BY item) s GROUP BY {names}"
    )
    answers = np.column_stack([np.asarray(table.column(f"r{n}"), dtype=np.int64) for n in range(len(raters))])
    items = np.asarray(table.column("items"), dtype=np.int64)
    order = np.lexsort(answers.T[::-1])
    return Signatures(raters, answers[order], items[order], values)
