"""Soft labels: the distribution of the answers to each item, with its number of ratings."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.tables.study import Study
from alignmentcard.saving import write_atomically

if TYPE_CHECKING:
    import pyarrow as pa


def soft_labels(study: Study) -> "pa.Table":
    """Return item, ratings, and a share for each value, in the order of items."""
    answers = study.answers
    if not answers.narrow:
        raise AlignmentCardError("Soft labels are shares of values, and this scale has too many values for that.")
    shares = ", ".join(
        f"sum(CASE WHEN code = {code} THEN n ELSE 0 END) / CAST(sum(n) AS DOUBLE) AS {study.engine.identifier(label)}"
        for code, label in enumerate(f"share_{label}" for label in answers.labels)
    )
    return study.query(
        f"SELECT item, CAST(sum(n) AS BIGINT) AS ratings, {shares} FROM {study.ratings} GROUP BY item ORDER BY item"
    )


def write_soft_labels(study: Study, path: Path) -> None:
    """Write soft labels as Parquet, whole or not at all."""
    import pyarrow.parquet as pq

    kept = BytesIO()
    pq.write_table(soft_labels(study), kept)
    write_atomically(path, kept.getvalue())
