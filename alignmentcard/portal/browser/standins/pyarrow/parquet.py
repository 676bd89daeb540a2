"""Files of Parquet, which a module beside the engine turns into Arrow."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from pyarrow.stream import read_stream
from pyarrow.table import Schema, Table


class ParquetFile:
    """A file of Parquet, read as a whole."""

    def __init__(self, path: Any) -> None:
        from duckdb import arrow_of_parquet

        self.stream = arrow_of_parquet(Path(path).read_bytes())

    @cached_property
    def _table(self) -> Table:
        return read_stream(self.stream)

    @property
    def schema_arrow(self) -> Schema:
        """Return the names and types of the columns."""
        return self._first(1).schema

    def _first(self, rows: int) -> Table:
        return read_stream(self.stream, rows)

    def iter_batches(self, batch_size: int, *, use_threads: bool = False) -> Iterator[Table]:
        """Yield the rows in parts; there are no threads. Who only looks at the first part does not read the others."""
        first = self._first(batch_size)
        yield first
        if first.num_rows == batch_size:
            yield from islice(self._table.to_batches(batch_size), 1, None)
