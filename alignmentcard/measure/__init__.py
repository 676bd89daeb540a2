"""Measurements of rating tables: `measure` for programs, and the facts that it returns."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from alignmentcard.errors import AlignmentCardError

if TYPE_CHECKING:
    from alignmentcard.measure.facts import Facts
    from alignmentcard.measure.settings import Settings
    from alignmentcard.model import Card

__all__ = ["measure"]


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
    from alignmentcard.measure.files import find
    from alignmentcard.measure.run import Machine, run
    from alignmentcard.measure.sources import columns_of
    from alignmentcard.measure.tables import Source

    named = columns_of(card, table, columns)
    data = find(table) if isinstance(table, str | Path) else _arrow(table)
    return run([Source(data, named)], card, settings, machine=Machine(engine, memory), dimension=dimension)


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


class _Measure(ModuleType):
    """The package itself can be called, since `from alignmentcard import measure` gives the package."""

    def __call__(self, table: Any, card: "Card | None" = None, **options: Any) -> "Facts":
        """Measure a table of ratings; see the function `measure`."""
        return measure(table, card, **options)


sys.modules[__name__].__class__ = _Measure
