"""The engine of a page: DuckDB as WebAssembly, which reads text by itself, and Parquet and JSON through Python."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.measurement.engine.duckdb_engine import DuckDB
from alignmentcard.measurement.engine.places import FILE, ROW
from alignmentcard.measurement.engine.quoting import UnreadableTableError
from alignmentcard.measurement.run import Machine
from alignmentcard.measurement.tables.adapters.reading import json_lines
from alignmentcard.messages.retold import worded

MOMENTS = ("DATE", "TIMESTAMP", "UUID")
"""What DuckDB takes texts of JSON for, where all of a column can be read so; tried in this order."""
LARGEST = 1 << 63


class InPage(DuckDB):
    """DuckDB in a page; there are no files and no network that a query could reach."""

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Load files, the columns of all by name; rows have their place beside them."""
        load = {"parquet": self._parquet, "jsonl": self._lines}[form]
        parts = []
        for number, path in enumerate(paths):
            part = f"{name}_file{number}"
            load(part, path)
            parts.append(f'SELECT *, {number} AS "{FILE}", rowid AS "{ROW}" FROM {part}')
        self._run(f"CREATE OR REPLACE VIEW {name} AS {' UNION ALL BY NAME '.join(parts)}")
        return tuple(paths)

    def _parquet(self, name: str, path: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            self._connection.load_arrow(name, pq.ParquetFile(path).stream)  # type: ignore[attr-defined]
        except (pa.ArrowException, self._failure) as error:
            raise UnreadableTableError(
                worded("{path} is not a Parquet file that can be read: {error}.", path=path, error=error)
            ) from None

    def _lines(self, name: str, path: str) -> None:
        import pyarrow as pa

        records = list(_records(path))
        names = list(dict.fromkeys(key for record in records for key in record))
        columns = {one: pa.array(*_column([record.get(one) for record in records])) for one in names}
        self.hold(name, pa.table(columns))
        for one in names:
            if str(columns[one].type) == "string":
                self._as_moments(name, self.identifier(one))

    def _as_moments(self, name: str, column: str) -> None:
        fields = ", ".join(f"count(try_cast({column} AS {kind})) AS {kind.lower()}_" for kind in MOMENTS)
        row = self.query(f"SELECT count({column}) AS n, {fields} FROM {name}").to_pylist()[0]
        kind = next((one for one in MOMENTS if row["n"] and row[f"{one.lower()}_"] == row["n"]), None)
        if kind:
            self._run(f"ALTER TABLE {name} ALTER COLUMN {column} TYPE {kind}")

    def all_differ(self, columns: Sequence[str], rows: str, count: int) -> bool:
        """Count the different hashes in the engine, where that is fast: in a page no array holds them."""
        row = self.query(f"SELECT count(DISTINCT hash({', '.join(columns)})) AS n {rows}").to_pylist()[0]
        return bool(row["n"] == count)

    def in_order(self, sql: str, count: int) -> None:
        """Return nothing: in a page no array holds the numbers, and nothing is sorted by several threads."""

    def seal(self, paths: Sequence[str]) -> None:
        """Do nothing: there is nothing else to be reached."""


class Page(Machine):
    """The machine that a page is."""

    def open(self) -> DuckDB:
        """Start the engine."""
        return InPage()


def _records(path: str) -> Iterator[Mapping[str, Any]]:
    for number, record in json_lines(path):
        if not isinstance(record, dict):
            raise UnreadableTableError(worded("{path}, line {number}, is not a JSON object.", path=path, number=number))
        yield record


def _column(values: Sequence[Any]) -> tuple[Sequence[Any], Any]:
    """Return values with the type that DuckDB gives them; of mixed kinds all are texts."""
    kind = type_of(values)
    return ([_text(value) for value in values], kind) if str(kind) == "string" else (values, kind)


def type_of(values: Sequence[Any]) -> Any:
    """Return the Arrow type that holds values of JSON."""
    from pyarrow.types import DataType, Field

    there = [value for value in values if value is not None]
    kinds = {type(value) for value in there}
    if kinds == {list}:
        return DataType("list", (Field("item", type_of([one for value in there for one in value])),))
    if kinds == {dict}:
        names = dict.fromkeys(key for value in there for key in value)
        return DataType("struct", tuple(Field(key, type_of([value.get(key) for value in there])) for key in names))
    if kinds == {bool}:
        return DataType("bool")
    if kinds == {int} and all(abs(value) < LARGEST for value in there):
        return DataType("int64")
    return DataType("double" if kinds and kinds <= {int, float} else "string")


def _text(value: Any) -> str | None:
    """Write a value of JSON as DuckDB does where others of its column are of another kind."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
