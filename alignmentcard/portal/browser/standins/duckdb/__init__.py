"""DuckDB in a page: what the engine of this program uses of the package, spoken to the module that lies beside it.

`page` is put here by the page: `run(sql)` gives Arrow, `file(name, bytes)` names bytes that SQL may read, `arrow(name,
bytes)` loads Arrow as a table, and `parquet(bytes)` turns Parquet into Arrow.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyarrow.stream import read_stream
from pyarrow.table import Table

page: Any = None
NOTHING = "\x1aNULL"
"""What stands for no value in what is handed over as text."""


class Error(Exception):
    """DuckDB refuses a statement."""


def arrow_of_parquet(content: bytes) -> Any:
    """Turn Parquet into Arrow."""
    from pyarrow.lib import ArrowException

    try:
        return page.parquet(_given(content)).to_py()
    except Exception as error:
        raise ArrowException(str(error)) from None


def _given(content: bytes) -> Any:
    from pyodide.ffi import to_js

    return to_js(content)


class _Answer:
    def __init__(self, table: Table) -> None:
        self._table = table

    def to_arrow_table(self) -> Table:
        return self._table

    def to_arrow_reader(self) -> list[Table]:
        return [self._table]

    def fetchall(self) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self._table.to_pylist()]


class Connection:
    """A database of its own."""

    def __init__(self) -> None:
        page.open()
        for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
            self._run(f"SET {name} = false")
        self._held: list[str] = []

    def _run(self, sql: str) -> Table:
        from pyodide.ffi import JsException

        try:
            answer = page.run(sql)
        except JsException as error:
            raise Error(str(error.message)) from None
        return read_stream(answer.to_py())

    def sql(self, sql: str) -> _Answer:
        """Return the rows of a query."""
        return _Answer(self._run(sql))

    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Answer:
        """Run a statement; each `?` in it stands for a value."""
        if sql.startswith("SET "):
            return _Answer(Table([], []))
        if "read_csv(?" in sql:
            for path in next(one for one in values if isinstance(one, list)):
                page.file(path, _given(Path(path).read_bytes()))
        head, *rest = sql.split("?")
        written = head + "".join(_literal(value) + part for value, part in zip(values, rest, strict=True))
        return _Answer(self._run(written))

    def load_arrow(self, name: str, stream: Any) -> None:
        """Load a stream of Arrow as a table."""
        from pyodide.ffi import JsException, to_js

        try:
            page.arrow(name, to_js(stream))
        except JsException as error:
            raise Error(str(error.message)) from None

    def register(self, name: str, table: Table) -> None:
        """Load a table under a name; it is handed over as text, and each column gets its type back."""
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL)
        columns = [_texts(one) for one in table.columns]
        writer.writerows(zip(*columns, strict=True))
        file = f"{name}.held.csv"
        page.file(file, _given(target.getvalue().encode()))
        kinds = {f"c{place}": "VARCHAR" for place in range(len(columns))}
        fields = ", ".join(
            f"CAST(nullif(c{place}, {_literal(NOTHING)}) AS {one.type.sql}) AS {_identifier(title)}"
            for place, (title, one) in enumerate(zip(table.column_names, table.columns, strict=True))
        )
        self._run(
            f"CREATE OR REPLACE TABLE {name} AS SELECT {fields} FROM read_csv({_literal(file)}, columns = "
            f"{_literal(kinds)}, auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', "
            "comment = '', strict_mode = true, parallel = false, allow_quoted_nulls = false, max_line_size = 16777216)"
        )

    def close(self) -> None:
        """Give the memory back."""
        page.close()


def connect(config: Any = None) -> Connection:
    """Open a database in memory."""
    return Connection()


def _texts(column: Any) -> list[str]:
    return [NOTHING if value is None else repr(value) if isinstance(value, float) else str(value) for value in column]


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_literal(key)}: {_literal(one)}' for key, one in value.items())}}}"
    return str(value)
