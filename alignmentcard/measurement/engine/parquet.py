"""Rows to the bytes of a Parquet file, the same every time."""

import json
from collections.abc import Collection, Sequence
from typing import Any


def table(rows: Sequence[str], counts: Collection[str], lists: Collection[str]) -> bytes:
    """Write rows of JSON that all have the same keys; columns hold text, but `counts` whole numbers, `lists` texts."""
    import pyarrow as pa
    import pyarrow.json
    import pyarrow.parquet

    def kind(name: str) -> Any:
        return pa.int64() if name in counts else pa.list_(pa.string()) if name in lists else pa.string()

    schema = pa.schema([(name, kind(name)) for name in (json.loads(rows[0]) if rows else ())])
    text = "\n".join(rows).encode()
    found = pa.json.read_json(
        pa.BufferReader(text),
        pa.json.ReadOptions(use_threads=False, block_size=len(text) + 1),
        pa.json.ParseOptions(explicit_schema=schema),
    )
    out = pa.BufferOutputStream()
    pa.parquet.write_table(found, out)
    return bytes(out.getvalue().to_pybytes())
