"""What is worked out of columns."""

from typing import Any

from pyarrow.table import ChunkedArray
from pyarrow.types import DataType


def cast(column: ChunkedArray, kind: DataType) -> ChunkedArray:
    """Return a column as texts."""
    return ChunkedArray([None if value is None else str(value) for value in column.values], kind)


def sort_indices(column: ChunkedArray) -> list[int]:
    """Return the places of values in their order; what is not there stands last."""
    values: list[Any] = column.values
    keys = [
        (value is None, "" if value is None else value.encode() if isinstance(value, str) else value)
        for value in values
    ]
    return sorted(range(len(values)), key=keys.__getitem__)
