"""Types of columns: the names that Arrow gives them, and those that DuckDB gives them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SQL = {
    "bool": "BOOLEAN", "int8": "TINYINT", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT",
    "uint8": "UTINYINT", "uint16": "USMALLINT", "uint32": "UINTEGER", "uint64": "UBIGINT", "float": "FLOAT",
    "double": "DOUBLE", "string": "VARCHAR", "large_string": "VARCHAR", "null": "VARCHAR", "binary": "BLOB",
    "date32[day]": "DATE", "time64[us]": "TIME", "timestamp[s]": "TIMESTAMP_S", "timestamp[ms]": "TIMESTAMP_MS",
    "timestamp[us]": "TIMESTAMP", "timestamp[ns]": "TIMESTAMP_NS",
}  # fmt: skip


@dataclass(frozen=True)
class DataType:
    """A type by its name in Arrow; a list or a struct has fields."""

    name: str
    fields: tuple["Field", ...] = ()

    def __str__(self) -> str:
        if self.name in ("list", "large_list"):
            return f"{self.name}<{self.fields[0].name}: {self.fields[0].type}>"
        if self.name in ("struct", "map"):
            return f"{self.name}<{', '.join(f'{one.name}: {one.type}' for one in self.fields)}>"
        return self.name

    def __iter__(self) -> Iterator["Field"]:
        return iter(self.fields)

    @property
    def sql(self) -> str:
        """Return the name of the type in DuckDB."""
        if self.name in ("list", "large_list"):
            return f"{self.fields[0].type.sql}[]"
        if self.name == "struct":
            quoted = ('"' + one.name.replace('"', '""') + '"' for one in self.fields)
            parts = (f"{name} {one.type.sql}" for name, one in zip(quoted, self.fields, strict=True))
            return f"STRUCT({', '.join(parts)})"
        if found := re.fullmatch(r"decimal128\((\d+), (\d+)\)", self.name):
            return f"DECIMAL({found[1]}, {found[2]})"
        return "TIMESTAMPTZ" if self.name.startswith("timestamp[us, tz=") else SQL[self.name]


@dataclass(frozen=True)
class Field:
    """A column by its name and type."""

    name: str
    type: DataType


def _is(*names: str) -> "Test":
    return Test(names)


@dataclass(frozen=True)
class Test:
    """A question whether a type is one of some."""

    names: tuple[str, ...]

    def __call__(self, kind: DataType) -> bool:
        """Answer it."""
        return kind.name.partition("(")[0] in self.names


is_struct, is_list, is_large_list, is_null = _is("struct"), _is("list"), _is("large_list"), _is("null")
is_integer = _is("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
is_floating, is_float32, is_float16 = _is("halffloat", "float", "double"), _is("float"), _is("halffloat")
is_decimal = _is("decimal128", "decimal256")


def of_values(values: list[object]) -> DataType:
    """Return the type of values of Python."""
    seen = {type(value) for value in values if value is not None}
    for kinds, name in (((bool,), "bool"), ((int,), "int64"), ((int, float), "double"), ((str,), "string")):
        if seen and all(issubclass(one, kinds) and not (bool not in kinds and one is bool) for one in seen):
            return DataType(name)
    return DataType("null" if not seen else "string")
