"""DuckDB, which reads tables in this process and spills to disk what does not fit into memory."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.measurement.engine.failures import ODD, sentence
from alignmentcard.measurement.engine.in_order import all_differ, sort
from alignmentcard.measurement.engine.parts import Part
from alignmentcard.measurement.engine.places import FILE, PATH, ROW, numbered
from alignmentcard.measurement.engine.quoting import (
    REMOTE,
    UnreadableTableError,
    column_name,
    escaped,
    hexadecimal,
    located,
)
from alignmentcard.measurement.engine.spreading import TOGETHER, reading, writing
from alignmentcard.messages.retold import worded
from alignmentcard.saving import ScratchFolder

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Number = TypeVar("Number", np.int64, np.uint64)

EXTENSIONS = {"az": "azure", "abfss": "azure", "hdfs": None}
"""What DuckDB needs for addresses of a kind; it is httpfs for all others, and None where it cannot read them."""

WILD = frozenset("*?[")
MOST_HASHES = 1 << 26
"""So many are held at a time, which takes 512 MB."""
LARGE, PLACES, ROOM = 1 << 22, 1 << 20, 1 << 29
BYTES_OF_A_PLACE, USUAL_PLACES = 64, 12
"""Of files with so many bytes, ids that are whole numbers in so large a range are grouped by their place; the
threads together take no more bytes than that. DuckDB takes 2^12 places by itself."""
MOST_FILES = 1 << 10
"""A file that rows are spread to stays open; were it closed, each of its pieces would be one more file."""
LONGEST_LINE = 1 << 24
"""Bytes of one row of a file of text."""


class DuckDB:
    """DuckDB in this process; it spills to the temporary folder rather than outgrow its memory."""

    def __init__(self, memory: str | None = None, temporary: Path | None = None) -> None:
        try:
            import duckdb
            import pyarrow as pa
        except ModuleNotFoundError as error:
            raise MissingExtraError(worded("Measuring"), "measure") from error
        self._failure = duckdb.Error
        self._odd = (UnicodeDecodeError, pa.lib.ArrowException, RuntimeError)  # of names, nesting, and again of names
        self._connection = duckdb.connect(config={"python_enable_replacements": False})
        self._limited = bool(memory)
        if memory:
            self._set_memory(memory)
        self._spill = ScratchFolder(temporary)
        self._run("SET temp_directory = ?", self._spill.name)
        self._run(f"SET partitioned_write_max_open_files = {MOST_FILES}")
        self._run(f"SET partitioned_write_flush_threshold = {TOGETHER}")

    def _set_memory(self, memory: str) -> None:
        try:
            self._connection.execute("SET memory_limit = ?", [memory])
        except self._failure as error:
            raise AlignmentCardError(f"“{memory}” is not an amount of memory. Write it like 4GB or 500MB.") from error

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""
        try:
            return self._connection.sql(sql).to_arrow_table()
        except self._failure as error:
            raise UnreadableTableError(sentence("DuckDB", error)) from error
        except self._odd as error:
            raise UnreadableTableError(ODD) from error

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Name files; Parquet is read where it lies, JSONL is loaded once."""
        files = f"[{', '.join(self.text(escaped(located(path))) for path in paths)}]"
        options = f"{files}, union_by_name = true, filename = '{PATH}'"
        reader = {
            "parquet": f"read_parquet({options})",
            "jsonl": f"read_json({options}, format = 'newline_delimited', sample_size = -1)",
        }[form]
        found = tuple(paths)
        if any(path.startswith(REMOTE) and set(path) & WILD for path in paths):
            several = self.query(f'SELECT DISTINCT "{PATH}" AS path FROM {reader} ORDER BY path')
            found = tuple(several.column("path").to_pylist())
        number = numbered(self.identifier(PATH), list(map(located, found)), self.text)
        columns = f'* EXCLUDE ("{PATH}"), {number} AS "{FILE}"'
        if form == "parquet":
            self._run(f'CREATE VIEW {name} AS SELECT {columns}, file_row_number AS "{ROW}" FROM {reader}')
        else:
            self._load(name, f"SELECT {columns} FROM {reader}")
        return found

    def _load(self, name: str, sql: str, *values: object) -> None:
        """Load the rows of a query, and name them with their places."""
        loaded = f"{name}_loaded"
        self._run(f"CREATE OR REPLACE TABLE {loaded} AS {sql}", *values)
        for column, kind, *_ in self._connection.execute(f"DESCRIBE {loaded}").fetchall():
            if kind == "JSON":
                self._as_texts(loaded, self.identifier(column))
        self._run(f'CREATE OR REPLACE VIEW {name} AS SELECT *, rowid AS "{ROW}" FROM {loaded}')

    def _as_texts(self, name: str, column: str) -> None:
        """Turn a column of mixed kinds into texts, as Spark reads them: 1 and "1" are both 1."""
        self._run(f"ALTER TABLE {name} ALTER COLUMN {column} TYPE VARCHAR USING {column} ->> '$'")

    def read_text(self, name: str, part: Part) -> None:
        """Load files of text, by the dialect that is said and no other."""
        given = "".join(f", ? AS {self.identifier(key)}" for key in part.given)
        number = numbered(self.identifier(PATH), list(map(located, part.paths)), self.text, part.numbers)
        self._load(
            name,
            f'SELECT * EXCLUDE ("{PATH}"){given}, {number} AS "{FILE}" FROM read_csv(?, delim = ?, quote = ?, '
            f"escape = ?, columns = ?, comment = '', auto_detect = false, header = true, strict_mode = true, "
            f"max_line_size = {LONGEST_LINE}, buffer_size = {2 * LONGEST_LINE}, hive_partitioning = false, "
            f"filename = '{PATH}')",
            *part.given.values(),
            [escaped(located(path)) for path in part.paths],
            part.separator,
            part.quote,
            part.escape,
            {column_name(column): "VARCHAR" for column in part.names},
        )

    def first_lines(self, path: str, most: int) -> list[str]:
        """Return lines from the beginning of a file, read as a table of one column."""
        reader = (
            f"read_csv({self.text(path)}, columns = {{'line': 'VARCHAR'}}, auto_detect = false, header = false, "
            "delim = '\x1f', quote = '', escape = '', comment = '', parallel = false)"
        )
        return [str(row["line"] or "") for row in self.query(f"SELECT * FROM {reader} LIMIT {most}").to_pylist()]

    def unpacks(self, suffix: str) -> bool:
        """DuckDB unpacks both gzip and zstd."""
        return suffix in (".gz", ".zst")

    @property
    def folder(self) -> Path:
        """Return the folder that is spilled to."""
        return Path(self._spill.name)

    def hold(self, name: str, table: "pa.Table") -> None:
        """Name a table in memory, without a copy."""
        self._connection.register(name, table)

    def all_differ(self, columns: Sequence[str], rows: str, count: int) -> bool:
        """Compare 64-bit hashes of the rows, where there are many some of them at a time."""
        parts = -(-count // MOST_HASHES)
        hashes = f"SELECT hash({', '.join(columns)}) AS h {rows}"
        if parts <= 1:
            return self._differ(hashes, count)
        most = round(count / parts * 1.02)  # of hashes that all differ, no part has more
        some = (f"{hashes} AND hash({', '.join(columns)}) % {parts} = {part}" for part in range(parts))
        return all(self._differ(one, most) for one in some)

    def _differ(self, numbers: str, most: int) -> bool:
        """Say whether the numbers that a query gives are all different; False where they are more than was said."""
        import numpy as np

        held = self._held(numbers, np.empty(most, dtype=np.uint64))
        return held is not None and all_differ(held, self._threads)

    def in_order(self, sql: str, count: int) -> "NDArray[np.int64] | None":
        """Sort the numbers in memory."""
        import numpy as np

        held = self._held(sql, np.empty(count, dtype=np.int64))
        if held is None or len(held) != count:
            return None
        sort(held, self._threads)
        return held

    def _held(self, sql: str, room: "NDArray[Number]") -> "NDArray[Number] | None":
        """Return the only column of a query; None where it has more numbers than there is room for.

        They go straight to where they are sorted: touching memory for the first time takes longer than sorting.
        """
        filled = 0
        for part in self._batches(sql):
            end = filled + len(part)
            if end > len(room):
                return None
            room[filled:end] = part
            filled = end
        return room[:filled]

    @property
    def _threads(self) -> int:
        return int(self.query("SELECT current_setting('threads') AS n").column("n")[0].as_py())

    def _batches(self, sql: str) -> "Iterator[NDArray[Any]]":
        """Yield the only column of a query, some rows at a time."""
        try:
            for batch in self._connection.sql(sql).to_arrow_reader():
                yield batch.column(0).to_numpy()
        except self._failure as error:
            raise UnreadableTableError(sentence("DuckDB", error)) from error

    def view(self, name: str, sql: str, *, keep: bool = False) -> None:
        """Name the rows of a query."""
        self._run(f"CREATE OR REPLACE {'TEMP TABLE' if keep else 'TEMP VIEW'} {name} AS {sql}")

    def spread(self, name: str, sql: str, by: str, numbers: Iterable[int]) -> None:
        """Write the rows into a file for each number, in the folder that is spilled to."""
        described = self.query(f"SELECT column_name, column_type FROM (DESCRIBE {sql})").to_pylist()
        columns = [(self.identifier(one["column_name"]), one["column_type"]) for one in described]
        folder = self.folder / name
        self._run(writing(sql, columns, by), str(folder))
        for number in numbers:
            part = folder / f"{by}={number}"
            files = self.text(f"{escaped(str(part))}/*.parquet")
            rows = reading(columns, self.identifier(by), files) if part.exists() else f"FROM ({sql}) nothing LIMIT 0"
            self.view(f"{name}_{number}", rows)

    def seal(self, paths: Sequence[str]) -> None:
        """Allow the named files and the temporary folder, and nothing else.

        For addresses, an extension and the stored secrets are loaded first: afterwards neither can be.
        """
        remote = [path for path in paths if path.startswith(REMOTE)]
        for scheme in sorted({path.partition("://")[0] for path in remote}):
            self._extend(scheme)
        if remote:
            self._run("FROM duckdb_secrets()")
        self._group_by_place([path for path in paths if not path.startswith(REMOTE)])
        folders = [self._spill.name, escaped(self._spill.name), *(_fixed(path) for path in remote if set(path) & WILD)]
        files = [located(path) for path in paths]
        self._run("SET allowed_paths = ?", [*files, *map(escaped, files)])
        self._run("SET allowed_directories = ?", folders)
        self._run("SET enable_external_access = false")
        self._run("SET lock_configuration = true")

    def _group_by_place(self, paths: Sequence[str]) -> None:
        """Group whole numbers that are close to each other by their place, in a fourth of the time that hashes take.

        DuckDB takes the room for all numbers of the range at once, in each thread. That is nothing for small tables,
        which are quick anyway, nor where memory was limited.
        """
        if self._limited or sum(Path(path).stat().st_size for path in paths if Path(path).is_file()) < LARGE:
            return
        places = min(PLACES, ROOM // (BYTES_OF_A_PLACE * self._threads))
        self._run(f"SET perfect_ht_threshold = {max(places.bit_length() - 1, USUAL_PLACES)}")

    def _extend(self, scheme: str) -> None:
        """Load what addresses of a kind need; it comes from the network where it was not installed before."""
        extension = EXTENSIONS.get(scheme, "httpfs")
        if extension is None:
            raise UnreadableTableError(f"DuckDB cannot read {scheme}:// addresses. Spark can: --engine spark.")
        try:
            self._connection.execute(f"LOAD {extension}")
        except self._failure:
            try:
                self._connection.execute(f"INSTALL {extension}")
                self._connection.execute(f"LOAD {extension}")
            except self._failure as error:
                raise UnreadableTableError(
                    f"DuckDB reads {scheme}:// addresses with its extension {extension}, which is not installed and "
                    "could not be fetched. With a network, run once: "
                    f"python -c \"import duckdb; duckdb.execute('INSTALL {extension}')\", or download the table."
                ) from error

    def identifier(self, name: str) -> str:
        """Quote the name of a column."""
        return '"' + column_name(name).replace('"', '""') + '"'

    def text(self, value: str) -> str:
        """Write a text for a query."""
        return f"decode(from_hex('{hexadecimal(value)}'))"

    def close(self) -> None:
        """Close the connection and remove what was spilled."""
        self._connection.close()
        self._spill.cleanup()

    def _run(self, sql: str, *values: object) -> None:
        """Run a statement; each `?` in it stands for a value."""
        try:
            self._connection.execute(sql, list(values))
        except self._failure as error:
            raise UnreadableTableError(sentence("DuckDB", error)) from error


def _fixed(path: str) -> str:
    """Return the folder before the first wildcard of an address."""
    first = min(path.index(mark) for mark in WILD if mark in path)
    return path[: path.rindex("/", 0, first) + 1]
