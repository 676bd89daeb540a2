"""The two engines that read tables: DuckDB in this process, and Spark for tables that outgrow one machine.

Everything above speaks to them through `query`, in the SQL that both understand. Arrow tables come back. What a table
or a card holds never stands in that SQL as it is: columns go through `identifier`, texts through `text`, values are
joined from tables that are held in memory, and files are given to the reader beside the query.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.measurement.engine.parts import Part
from alignmentcard.measurement.engine.places import FILE, PATH, ROW, above_keys, numbered, path_of
from alignmentcard.measurement.engine.quoting import (
    REMOTE,
    UnreadableTableError,
    column_name,
    escaped,
    hexadecimal,
    located,
    readable_by_hadoop,
)

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = ["ENGINES", "REMOTE", "DuckDB", "Engine", "Spark", "UnreadableTableError", "open_engine", "rows"]

ENGINES = ("duckdb", "spark")
EXTENSIONS = {"az": "azure", "abfss": "azure", "hdfs": None}
"""What DuckDB needs for addresses of a kind; it is httpfs for all others, and None where it cannot read them."""

WILD = frozenset("*?[")
MOST_HASHES = 1 << 26
"""So many are held at a time, which takes 512 MB."""
LONGEST_LINE = 1 << 24
"""Bytes of one row of a file of text."""
ODD = (
    "The table has a column whose name or values are not text in UTF-8, or whose values are nested too deep. Correct "
    "it, or leave it out."
)
"""What is wrong where what an engine found cannot be brought into Python."""


class Engine(Protocol):
    """What a statistic needs of an engine."""

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Give files of one form (parquet, jsonl) a name that queries can use; return them in order.

        Beside their own columns, rows have those of `places.PLACE`.
        """

    def read_text(self, name: str, part: Part) -> None:
        """Give files of text a name that queries can use; all columns are texts, and empty ones are null."""

    def first_lines(self, path: str, most: int) -> list[str]:
        """Return lines from the beginning of a file, as they stand."""

    def unpacks(self, suffix: str) -> bool:
        """Say whether packed files with such an ending are read as they are."""

    @property
    def folder(self) -> Path:
        """Return a folder for files that are needed as long as the engine is open, and that it may read."""

    def hold(self, name: str, table: "pa.Table") -> None:
        """Give a table in memory a name that queries can use."""

    def view(self, name: str, sql: str, *, keep: bool = False) -> None:
        """Name the rows of a query; `keep` works them out once, where they are read often."""

    def all_differ(self, columns: Sequence[str], rows: str, count: int) -> bool:
        """Say whether no two of so many rows have the same values; False where it cannot be sure of that.

        `rows` is the part of a query from FROM on, with a condition.
        """

    def seal(self, paths: Sequence[str]) -> None:
        """Let queries reach nothing but these files from now on."""

    def identifier(self, name: str) -> str:
        """Quote the name of a column."""

    def text(self, value: str) -> str:
        """Write a text for a query: as hexadecimal digits, so that nothing of it can be read as SQL."""

    def close(self) -> None:
        """Give back memory and temporary files."""


def open_engine(
    kind: str = "duckdb", *, memory: str | None = None, temporary: Path | None = None, master: str | None = None
) -> Engine:
    """Start an engine; `memory` is a limit such as 4GB, `temporary` the folder that it may spill to."""
    if kind == "spark":
        return Spark(memory, temporary, master)
    if kind == "duckdb":
        return DuckDB(memory, temporary)
    raise AlignmentCardError(f"There is no engine called “{kind}”. Choose one of: {', '.join(ENGINES)}.")


class DuckDB:
    """DuckDB in this process; it spills to the temporary folder rather than outgrow its memory."""

    def __init__(self, memory: str | None = None, temporary: Path | None = None) -> None:
        try:
            import duckdb
            import pyarrow as pa
        except ModuleNotFoundError as error:
            raise MissingExtraError("Measuring", "measure") from error
        self._failure = duckdb.Error
        self._odd = (UnicodeDecodeError, pa.lib.ArrowException, RuntimeError)  # of names, nesting, and again of names
        self._connection = duckdb.connect(config={"python_enable_replacements": False})
        if memory:
            self._set_memory(memory)
        self._spill = tempfile.TemporaryDirectory(prefix="alignmentcard-", dir=temporary)
        self._run("SET temp_directory = ?", self._spill.name)

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
            raise UnreadableTableError(_sentence("DuckDB", error)) from error
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
        some = [f"{hashes} AND hash({', '.join(columns)}) % {parts} = {part}" for part in range(parts)]
        return all(map(self._differ, some if parts > 1 else [hashes]))

    def _differ(self, numbers: str) -> bool:
        """Say whether the numbers that a query gives are all different."""
        import numpy as np

        try:
            batches = [batch.column(0).to_numpy() for batch in self._connection.sql(numbers).to_arrow_reader()]
        except self._failure as error:
            raise UnreadableTableError(_sentence("DuckDB", error)) from error
        found = np.concatenate([np.zeros(0, dtype=np.uint64), *batches])
        del batches
        return _all_differ(found)

    def view(self, name: str, sql: str, *, keep: bool = False) -> None:
        """Name the rows of a query."""
        self._run(f"CREATE OR REPLACE {'TEMP TABLE' if keep else 'TEMP VIEW'} {name} AS {sql}")

    def seal(self, paths: Sequence[str]) -> None:
        """Allow the named files and the temporary folder, and nothing else.

        For addresses, an extension and the stored secrets are loaded first: afterwards neither can be.
        """
        remote = [path for path in paths if path.startswith(REMOTE)]
        for scheme in sorted({path.partition("://")[0] for path in remote}):
            self._extend(scheme)
        if remote:
            self._run("FROM duckdb_secrets()")
        folders = [self._spill.name, *(_fixed(path) for path in remote if set(path) & WILD)]
        files = [located(path) for path in paths]
        self._run("SET allowed_paths = ?", [*files, *map(escaped, files)])
        self._run("SET allowed_directories = ?", folders)
        self._run("SET enable_external_access = false")
        self._run("SET lock_configuration = true")

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
            raise UnreadableTableError(_sentence("DuckDB", error)) from error


class Spark:
    """Apache Spark, on this machine or on a cluster named by its master."""

    def __init__(self, memory: str | None = None, temporary: Path | None = None, master: str | None = None) -> None:
        try:
            import pyarrow as pa
            from py4j.protocol import Py4JError  # type: ignore[import-untyped]
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ModuleNotFoundError as error:
            raise MissingExtraError("The Spark engine", "spark") from error
        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.ansi.enabled": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.adaptive.enabled": "true",
            **({} if master else {"spark.sql.shuffle.partitions": str(4 * (os.cpu_count() or 1))}),
            **({"spark.driver.memory": memory.removesuffix("B").lower()} if memory else {}),
            **({"spark.local.dir": str(temporary)} if temporary else {}),
        }
        builder = SparkSession.builder.appName("alignmentcard").master(master or "local[*]")
        for name, value in settings.items():
            builder = builder.config(name, value)
        self._failure: tuple[type[Exception], ...] = (PySparkException, Py4JError)
        self._odd: tuple[type[Exception], ...] = (pa.lib.ArrowException,)
        self._kept: list[str] = []
        self._temporary = temporary
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        try:
            self._session = builder.getOrCreate()
        except Exception as error:  # the gateway to Java raises errors of many kinds
            raise AlignmentCardError(
                f"Spark did not start. It needs Java 17 or newer, found by JAVA_HOME or PATH. {_first_line(error)}"
            ) from error
        self._session.sparkContext.setLogLevel("OFF")

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""
        try:
            found = self._session.sql(sql).toArrow()
            found.validate(full=True)
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        except self._odd as error:
            raise UnreadableTableError(ODD) from error
        return found

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Name files where they lie."""
        files = [readable_by_hadoop(located(path)) for path in paths]
        reader, folder = self._session.read, above_keys(files)
        reader = reader.option("basePath", folder) if folder else reader
        try:
            parquet = form == "parquet"
            frame = reader.option("mergeSchema", "true").parquet(*files) if parquet else reader.json(files)
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        known = {path_of(address): address for address in frame.inputFiles()}
        whole = all(file in known for file in files)
        found = tuple(paths) if whole else tuple(sorted(known.values()))
        addresses = [known[file] for file in files] if whole else list(found)
        self._placed(frame, ["*"], addresses, range(len(addresses))).createOrReplaceTempView(name)
        return found

    def _placed(self, frame: Any, columns: Sequence[str], addresses: Sequence[str], numbers: Sequence[int]) -> Any:
        """Put the place of each row beside its columns."""
        address = "regexp_replace(_metadata.file_path, '^file:/+', 'file:///')"
        return frame.selectExpr(
            *columns,
            f"{numbered(address, addresses, self.text, numbers)} AS `{FILE}`",
            f"struct(_metadata.file_block_start AS block, monotonically_increasing_id() AS number) AS `{ROW}`",
        )

    def read_text(self, name: str, part: Part) -> None:
        """Name files of text where they lie; a row that has more or fewer columns than are said is an error."""
        reader = self._session.read.options(
            sep=part.separator, quote=part.quote, escape=part.escape, header=True, multiLine=True, mode="FAILFAST",
            columnPruning=False,
        )  # fmt: skip
        schema = ", ".join(f"{self.identifier(column)} STRING" for column in part.names)
        try:
            files = [readable_by_hadoop(located(path)) for path in part.paths]
            frame = reader.schema(schema).csv(files)
            known = {path_of(address): address for address in frame.inputFiles()}
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        columns = [f"nullif({one}, '') AS {one}" for one in map(self.identifier, part.names)]
        columns += [f"{self.text(value)} AS {self.identifier(key)}" for key, value in part.given.items()]
        addresses = [known.get(file, file) for file in files]
        self._placed(frame, columns, addresses, part.numbers).createOrReplaceTempView(name)

    def first_lines(self, path: str, most: int) -> list[str]:
        """Return lines from the beginning of a file."""
        try:
            return [str(row[0]) for row in self._session.read.text(path).take(most)]
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error

    def unpacks(self, suffix: str) -> bool:
        """Spark unpacks gzip; for zstd it needs a library of the system."""
        return suffix == ".gz"

    @property
    def folder(self) -> Path:
        """Return a folder of its own, made when it is first asked for."""
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="alignmentcard-", dir=self._temporary)
        return Path(self._scratch.name)

    def hold(self, name: str, table: "pa.Table") -> None:
        """Name a table in memory."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)

    def all_differ(self, columns: Sequence[str], rows: str, count: int) -> bool:
        """Count different 64-bit hashes of the rows."""
        counted = self.query(f"SELECT count(*) AS n, count(DISTINCT xxhash64({', '.join(columns)})) AS d {rows}")
        return bool(counted.column("n")[0] == counted.column("d")[0])

    def view(self, name: str, sql: str, *, keep: bool = False) -> None:
        """Name the rows of a query; kept rows are cached, in memory and on disk."""
        try:
            frame = self._session.sql(sql)
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        if name in self._kept:
            self._session.catalog.uncacheTable(name)
            self._kept.remove(name)
        frame.createOrReplaceTempView(name)
        if keep:
            self._session.catalog.cacheTable(name)
            self._kept.append(name)

    def seal(self, paths: Sequence[str]) -> None:
        """Do nothing: on a cluster, what a job may reach is for the cluster to say."""

    def identifier(self, name: str) -> str:
        """Quote the name of a column."""
        return "`" + column_name(name).replace("`", "``") + "`"

    def text(self, value: str) -> str:
        """Write a text for a query."""
        return f"decode(unhex('{hexadecimal(value)}'), 'UTF-8')"

    def close(self) -> None:
        """Drop what was cached; the session stays, since other work in this process may use it."""
        for name in self._kept:
            self._session.catalog.uncacheTable(name)
        self._kept.clear()
        if self._scratch is not None:
            self._scratch.cleanup()


def _all_differ(hashes: "NDArray[np.uint64]") -> bool:
    """Say whether no two hashes are equal: of those alone that share their low half, which sorts in half the time."""
    import numpy as np

    low = hashes.astype(np.uint32)
    ordered = np.sort(low)
    shared = ordered[1:][ordered[1:] == ordered[:-1]]
    places = 1 << min(max(len(shared).bit_length() + 6, 16), 28)  # few others fall together with one that is shared
    doubtful = np.zeros(places, dtype=np.bool_)
    doubtful[shared & np.uint32(places - 1)] = True
    low &= np.uint32(places - 1)
    some = np.sort(hashes[doubtful[low]])
    return not bool((some[1:] == some[:-1]).any())


def _fixed(path: str) -> str:
    """Return the folder before the first wildcard of an address."""
    first = min(path.index(mark) for mark in WILD if mark in path)
    return path[: path.rindex("/", 0, first) + 1]


def rows(table: "pa.Table") -> list[dict[str, Any]]:
    """Turn a small Arrow table into Python values."""
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def _sentence(engine: str, error: Exception) -> str:
    line = _first_line(error)
    if "No FileSystem for scheme" in line:
        line += (
            " Spark reads object stores with packages of Hadoop, such as s3a:// with hadoop-aws: name them under "
            "spark.jars.packages in spark-defaults.conf."
        )
    return f"{engine} cannot read the table: {line}"


def _first_line(error: Exception) -> str:
    java = getattr(error, "java_exception", None)
    text = str(java.getMessage() if java is not None else error).strip()
    return text.splitlines()[0].rstrip(".") + "." if text else type(error).__name__ + "."
