"""Measuring from Python: a path or a table in memory to facts."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignmentcard.errors import AlignmentCardError

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.settings import Settings
    from alignmentcard.model import Card


def measure(
    table: Any,
    card: "Card | None" = None,
    *,
    columns: Mapping[str, Any] | None = None,
    settings: "Settings | None" = None,
    dimension: str | None = None,
    engine: str = "duckdb",
    memory: str | None = None,
) -> "Facts":
    """Measure a table of ratings.

    `table` is a path, a folder or a glob, or anything that speaks Arrow: a pandas or Polars data frame, a pyarrow
    table, a DuckDB relation. `columns` says which column holds what, as a card does under release.files.columns:
    `{"item": "post", "rater": "worker", "value": "label", "attributes": {"gender": "sex"}}`; what it leaves out comes
    from the card, and is guessed where neither says. `dimension` names what was asked, where a card has several.
    """
    from alignmentcard.measurement.run import Machine, run
    from alignmentcard.measurement.tables.files import find
    from alignmentcard.measurement.tables.loading import Source
    from alignmentcard.measurement.tables.sources import asked_by, columns_of

    named = columns_of(card, table, columns)
    data = find(table) if isinstance(table, str | Path) else _arrow(table)
    source = Source(data, named, asked_by(card))
    return run([source], card, settings, machine=Machine(engine, memory), dimension=dimension)


def _arrow(table: Any) -> Any:
    """Turn a table in memory into an Arrow table, without a copy where its columns allow."""
    import pyarrow as pa

    if isinstance(table, pa.Table):
        return table
    if hasattr(table, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(table).read_all()
    raise AlignmentCardError(
        f"A {type(table).__name__} is not a table that can be measured. Give a path, a data frame or an Arrow table."
    )
