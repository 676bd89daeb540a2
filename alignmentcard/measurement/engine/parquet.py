"""Rows to the bytes of a Parquet file, the same every time."""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any

AT_ONCE = 1_000
"""Rows that are held at once, and stand in a part of the file of their own."""


def table(rows: Iterable[str], counts: Collection[str], lists: Collection[str]) -> bytes:
    """Write rows of JSON that all have the same keys; columns hold text, but `counts` whole numbers, `lists` texts."""
    import pyarrow as pa
    import pyarrow.parquet

    each = iter(rows)
    some = list(islice(each, AT_ONCE))
    schema = _schema(json.loads(some[0]) if some else (), counts, lists)
    out = pa.BufferOutputStream()
    with pa.parquet.ParquetWriter(out, schema) as file:
        file.write_table(_read(some, schema))
        while some := list(islice(each, AT_ONCE)):
            file.write_table(_read(some, schema))
    return bytes(out.getvalue().to_pybytes())


def _schema(names: Iterable[str], counts: Collection[str], lists: Collection[str]) -> Any:
    import pyarrow as pa

    def kind(name: str) -> Any:
        return pa.int64() if name in counts else pa.list_(pa.string()) if name in lists else pa.string()

    return pa.schema([(name, kind(name)) for name in names])


def _read(rows: Sequence[str], schema: Any) -> Any:
    """Read rows in one piece, so that the same rows are the same table."""
    import pyarrow as pa
    import pyarrow.json

    text = "\n".join(rows).encode()
    whole = pa.json.ReadOptions(use_threads=False, block_size=len(text) + 1)
    return pa.json.read_json(pa.BufferReader(text), whole, pa.json.ParseOptions(explicit_schema=schema))
