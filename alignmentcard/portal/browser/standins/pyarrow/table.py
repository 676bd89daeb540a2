"""Columns and tables: values of Python by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pyarrow.types import DataType, Field, is_decimal, is_floating, is_integer, of_values


class Scalar:
    """One value of a column."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def as_py(self) -> Any:
        """Return the value."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return self._value == (other._value if isinstance(other, Scalar) else other)

    __hash__ = None  # type: ignore[assignment]


class ChunkedArray:
    """A column."""

    def __init__(self, values: list[Any], kind: DataType) -> None:
        self.values, self.type = values, kind

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __getitem__(self, place: int) -> Scalar:
        return Scalar(self.values[place])

    @property
    def null_count(self) -> int:
        """Return how many values are not there."""
        return sum(value is None for value in self.values)

    def to_pylist(self) -> list[Any]:
        """Return the values."""
        return list(self.values)

    def to_numpy(self, zero_copy_only: bool = True) -> Any:
        """Return the values as an array; what is not there is no number."""
        from numpy.array import BOOL, FLOAT, INT, OBJECT, ndarray

        kind, values = self.type, self.values
        if is_decimal(kind):
            return ndarray([None if one is None else Decimal(one) for one in values], (len(values),), OBJECT)
        if is_floating(kind) or (is_integer(kind) and None in values):
            numbers = [float("nan") if one is None else float(one) for one in values]
            return ndarray(numbers, (len(values),), FLOAT)
        plain = INT if is_integer(kind) else BOOL if kind.name == "bool" and None not in values else OBJECT
        return ndarray(list(values), (len(values),), plain)

    def take(self, places: Iterable[Any]) -> "ChunkedArray":
        """Return the values at some places."""
        return ChunkedArray([self.values[int(place)] for place in places], self.type)

    def unique(self) -> "ChunkedArray":
        """Return the different values in the order in which they come."""
        return ChunkedArray(list(dict.fromkeys(self.values)), self.type)


class Schema(list[Field]):
    """The names and types of columns."""

    @property
    def names(self) -> list[str]:
        """Return the names."""
        return [one.name for one in self]

    @property
    def types(self) -> list[DataType]:
        """Return the types."""
        return [one.type for one in self]

    def field(self, name: str) -> Field:
        """Return a column by its name."""
        return next(one for one in self if one.name == name)


class Table:
    """Columns of one length, by name and in order."""

    def __init__(self, names: Sequence[str], columns: Sequence[ChunkedArray], length: int | None = None) -> None:
        self.column_names, self.columns = list(names), list(columns)
        self.num_rows = length if length is not None else len(columns[0]) if columns else 0

    @property
    def schema(self) -> Schema:
        """Return the names and types."""
        return Schema(Field(name, one.type) for name, one in zip(self.column_names, self.columns, strict=True))

    def __len__(self) -> int:
        return self.num_rows

    def column(self, which: int | str) -> ChunkedArray:
        """Return a column by its name or its place."""
        return self.columns[which if isinstance(which, int) else self.column_names.index(which)]

    def select(self, names: Sequence[str]) -> "Table":
        """Return some of the columns."""
        return Table(list(names), [self.column(name) for name in names], self.num_rows)

    def take(self, places: Any) -> "Table":
        """Return some of the rows."""
        rows = [int(place) for place in places]
        return Table(self.column_names, [one.take(rows) for one in self.columns], len(rows))

    def append_column(self, name: str, column: ChunkedArray) -> "Table":
        """Return the table with one more column."""
        return Table([*self.column_names, name], [*self.columns, column], len(column))

    def to_pylist(self) -> list[dict[str, Any]]:
        """Return the rows as mappings by name."""
        if not self.columns:
            return [{} for _ in range(self.num_rows)]
        rows = zip(*(one.values for one in self.columns), strict=True)
        return [dict(zip(self.column_names, row, strict=True)) for row in rows]

    def to_pydict(self) -> dict[str, list[Any]]:
        """Return the values by column."""
        return {name: one.to_pylist() for name, one in zip(self.column_names, self.columns, strict=True)}

    def to_batches(self, max_chunksize: int | None = None) -> Iterator["Table"]:
        """Yield the table in parts of so many rows."""
        step = max_chunksize or max(self.num_rows, 1)
        for start in range(0, self.num_rows, step):
            parts = [ChunkedArray(one.values[start : start + step], one.type) for one in self.columns]
            yield Table(self.column_names, parts, min(step, self.num_rows - start))


def array(given: Any, type: Any = None, mask: Any = None) -> ChunkedArray:  # noqa: A002 (Arrow's name)
    """Return values as a column; what a mask says is not there."""
    values = list(given.tolist() if hasattr(given, "tolist") else given)
    values = [value.item() if hasattr(value, "item") else value for value in values]
    if mask is not None:
        values = [None if hidden else value for value, hidden in zip(values, mask, strict=True)]
    kind = type or (_kind_of_array(given) if hasattr(given, "dtype") else of_values(values))
    if is_floating(kind):
        values = [None if value is None else float(value) for value in values]
    elif is_integer(kind):
        values = [None if value is None else int(value) for value in values]
    return ChunkedArray(values, kind)


def _kind_of_array(given: Any) -> DataType:
    bits = given.dtype.bits
    names = {"f": "double", "b": "bool", "i": f"int{bits}", "u": f"uint{bits}", "U": "string"}
    return DataType(names.get(given.dtype.kind, "string"))


def table(columns: Mapping[str, Any]) -> Table:
    """Return columns as a table."""
    made = [one if isinstance(one, ChunkedArray) else array(one) for one in columns.values()]
    return Table(list(columns), made)


def concat_tables(tables: Sequence[Table], promote_options: str = "none") -> Table:
    """Put tables of the same columns one under the other; what a table lacks is not there."""
    names = list(dict.fromkeys(name for one in tables for name in one.column_names))
    columns = []
    for name in names:
        own = [one.column(name) if name in one.column_names else None for one in tables]
        kind = next(one.type for one in own if one is not None and one.type.name != "null") if any(
            one is not None and one.type.name != "null" for one in own) else DataType("null")  # fmt: skip
        values: list[Any] = []
        for part, one in zip(own, tables, strict=True):
            values += part.values if part is not None else [None] * one.num_rows
        columns.append(ChunkedArray(values, kind))
    return Table(names, columns, sum(one.num_rows for one in tables))
