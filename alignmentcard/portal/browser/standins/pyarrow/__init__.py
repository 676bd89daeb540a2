"""What measuring uses of pyarrow, in plain Python, for browsers: pyarrow itself is not built for them by anybody."""

import bz2
import gzip
from pathlib import Path
from typing import IO, Any

from pyarrow import lib as lib
from pyarrow import types as types
from pyarrow.lib import ArrowException as ArrowException
from pyarrow.table import ChunkedArray, Schema, Table, array, concat_tables, table
from pyarrow.types import DataType, Field


def _kind(name: str) -> Any:
    return lambda: DataType(name)


string, int32, int64, float64 = _kind("string"), _kind("int32"), _kind("int64"), _kind("double")
uint64 = _kind("uint64")


def input_stream(path: str, compression: str | None = None) -> IO[bytes]:
    """Open a file; one that is packed is unpacked on the way."""
    if compression == "detect":
        compression = {".gz": "gzip", ".bz2": "bz2", ".zst": "zstd"}.get(Path(path).suffix.lower())
    if compression == "zstd":
        raise ArrowException("zstd")
    packed: dict[str | None, Any] = {"gzip": gzip.open, "bz2": bz2.open}
    found: IO[bytes] = packed.get(compression, open)(path, "rb")
    return found


def memory_map(path: str) -> IO[bytes]:
    """Open a file."""
    return Path(path).open("rb")


__all__ = [
    "ArrowException", "ChunkedArray", "DataType", "Field", "Schema", "Table", "array", "concat_tables", "float64",
    "input_stream", "int32", "int64", "lib", "memory_map", "string", "table", "types", "uint64",
]  # fmt: skip
