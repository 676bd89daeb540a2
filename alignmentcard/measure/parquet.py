"""Rows to the bytes of a Parquet file, the same every time."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any


def table(rows: Sequence[Mapping[str, Any]], counts: Collection[str], lists: Collection[str]) -> bytes:
    """Write rows that all have the same keys; columns hold text, but `counts` whole numbers and `lists` texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def kind(name: str) -> Any:
        return pa.int64() if name in counts else pa.list_(pa.string()) if name in lists else pa.string()

    schema = pa.schema([(name, kind(name)) for name in (rows[0] if rows else ())])
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows], schema), out)
    return bytes(out.getvalue().to_pybytes())
