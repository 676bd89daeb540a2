"""The two engines that read tables: DuckDB in this process, and Spark for tables that outgrow one machine.

Everything above speaks to them through `query`, in the SQL that both understand. Arrow tables come back. What a table
or a card holds never stands in that SQL as it is: columns go through `identifier`, texts through `text`, values are
joined from tables that are held in memory, and files are given to the reader beside the query.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.duckdb_engine import DuckDB
from alignmentcard.measurement.engine.parts import Part
from alignmentcard.measurement.engine.quoting import REMOTE, UnreadableTableError
from alignmentcard.measurement.engine.spark_engine import Spark

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = ["ENGINES", "REMOTE", "DuckDB", "Engine", "Spark", "UnreadableTableError", "open_engine", "rows"]

ENGINES = ("duckdb", "spark")


class Engine(Protocol):
    """What a statistic needs of an engine."""

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Give files of one form (parquet, jsonl) a name that queries can use; return them in order.

        Beside their own columns, rows have those of `places.PLACE`.
        """

    def read_text(self, name: str, part: Part) -> None:
        """Give files of text a name that queries can use; all columns are texts, and empty ones are null."""

    def first_lines(self, path: str, most: int) -> list[str]:
        """Return lines from the beginning of a file, as they stand."""

    def unpacks(self, suffix: str) -> bool:
        """Say whether packed files with such an ending are read as they are."""

    @property
    def folder(self) -> Path:
        """Return a folder for files that are needed as long as the engine is open, and that it may read."""

    def hold(self, name: str, table: "pa.Table") -> None:
        """Give a table in memory a name that queries can use."""

    def view(self, name: str, sql: str, *, keep: bool = False) -> None:
        """Name the rows of a query; `keep` works them out once, where they are read often."""

    def spread(self, name: str, sql: str, by: str, numbers: Iterable[int]) -> None:
        """Work out the rows of a query once, and keep them outside of memory, apart by the number in a column.

        Those with number 3 in the column `by` get the name of `name` with _3 behind it, and so on for all `numbers`.
        """

    def all_differ(self, columns: Sequence[str], rows: str, count: int) -> bool:
        """Say whether no two of so many rows have the same values; False where it cannot be sure of that.

        `rows` is the part of a query from FROM on, with a condition.
        """

    def in_order(self, sql: str, count: int) -> "NDArray[np.int64] | None":
        """Return the only column of a query, so many whole numbers, in order; None where an engine is better asked."""

    def seal(self, paths: Sequence[str]) -> None:
        """Let queries reach nothing but these files from now on."""

    def identifier(self, name: str) -> str:
        """Quote the name of a column."""

    def text(self, value: str) -> str:
        """Write a text for a query: as hexadecimal digits, so that nothing of it can be read as SQL."""

    def close(self) -> None:
        """Give back memory and temporary files."""


def open_engine(
    kind: str = "duckdb", *, memory: str | None = None, temporary: Path | None = None, master: str | None = None
) -> Engine:
    """Start an engine; `memory` is a limit such as 4GB, `temporary` the folder that it may spill to."""
    if kind == "spark":
        return Spark(memory, temporary, master)
    if kind == "duckdb":
        return DuckDB(memory, temporary)
    raise AlignmentCardError(f"There is no engine called “{kind}”. Choose one of: {', '.join(ENGINES)}.")


def rows(table: "pa.Table") -> list[dict[str, Any]]:
    """Turn a small Arrow table into Python values."""
    found: list[dict[str, Any]] = table.to_pylist()
    return found
