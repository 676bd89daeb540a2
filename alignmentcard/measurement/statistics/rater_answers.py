"""What each rater gave: how often which answer. Raters who are not known are left out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.tables.tallies import Shape

if TYPE_CHECKING:
    import pyarrow as pa

    from alignmentcard.measurement.tables.study import Study

Whole = NDArray[np.int64]
SHAPE = Shape(("rater", "code"), ("n",), ("rater",))


@dataclass(frozen=True)
class RaterAnswers:
    """The raters of a study in the order of their ids as texts, and how often each gave which answer.

    `counts` has the shape (raters, values).
    """

    ids: "pa.Array"
    counts: Whole

    @property
    def sizes(self) -> Whole:
        """Return the number of answers of each rater."""
        sizes: Whole = self.counts.sum(axis=1)
        return sizes

    @property
    def names(self) -> tuple[str, ...]:
        """Return the ids as texts."""
        import pyarrow as pa
        import pyarrow.compute as pc

        return tuple(pc.cast(self.ids, pa.string()).to_pylist())


def answers_of_raters(study: "Study") -> RaterAnswers:
    """Count the answers of each rater of a study with few values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = tally_raters(study)
    column = table.column("rater").combine_chunks()
    ids = pc.unique(column)
    ids = ids.take(pc.sort_indices(pc.cast(ids, pa.string())))
    counts = np.zeros((len(ids), len(study.answers.labels)), dtype=np.int64)
    row = np.asarray(pc.index_in(column, value_set=ids), dtype=np.int64)
    np.add.at(counts, (row, np.asarray(table.column("code"), dtype=np.int64)), np.asarray(table.column("n"), np.int64))
    return RaterAnswers(ids, counts)


def tally_raters(study: "Study") -> "pa.Table":
    """Count the answers of each rater by value."""
    return study.tally("raters", SHAPE, lambda: study.query(
        f"SELECT rater, code, CAST(sum(n) AS BIGINT) AS n FROM {study.ratings} WHERE rater IS NOT NULL "
        "GROUP BY rater, code"
    ))  # fmt: skip


def some_unknown(study: "Study") -> bool:
    """Say whether some answers are by raters who are not known."""
    if study.tallies.added:
        return bool(answers_of_raters(study).counts.sum() < study.answers.ratings)
    return bool(study.rows(f"SELECT 1 AS n FROM {study.ratings} WHERE rater IS NULL LIMIT 1"))
