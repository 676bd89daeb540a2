"""The two engines that read tables: DuckDB in this process, and Spark for tables that outgrow one machine.

Everything above speaks to them through `query`, in the SQL that both understand. Arrow tables come back.
"""

import os
import tempfile
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.measurement.engine.places import FILE, PATH, ROW, above_keys, alike, numbered, path_of

if TYPE_CHECKING:
    import pyarrow as pa

REMOTE = ("s3://", "s3a://", "gs://", "gcs://", "r2://", "az://", "abfss://", "hf://", "http://", "https://", "hdfs://")
ENGINES = ("duckdb", "spark")
EXTENSIONS = {"az": "azure", "abfss": "azure", "hdfs": None}
"""What DuckDB needs for addresses of a kind; it is httpfs for all others, and None where it cannot read them."""

WILD = frozenset("*?[")
MOST_HASHES = 1 << 26
"""So many are held at a time, which takes 512 MB."""


class UnreadableTableError(AlignmentCardError):
    """A file that should hold ratings cannot be read."""


class Engine(Protocol):
    """What a statistic needs of an engine."""

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Give files of one form (parquet, csv, jsonl) a name that queries can use; return them in order.

        Beside their own columns, rows have those of `places.PLACE`.
        """

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
        """Quote a text."""

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
            import pyarrow  # noqa: F401
        except ModuleNotFoundError as error:
            raise MissingExtraError("Measuring", "measure") from error
        self._failure = duckdb.Error
        self._connection = duckdb.connect()
        if memory:
            self._set_memory(memory)
        self._spill = tempfile.TemporaryDirectory(prefix="alignmentcard-", dir=temporary)
        self._run(f"SET temp_directory = {self.text(self._spill.name)}")

    def _set_memory(self, memory: str) -> None:
        try:
            self._connection.execute(f"SET memory_limit = {self.text(memory)}")
        except self._failure as error:
            raise AlignmentCardError(f"“{memory}” is not an amount of memory. Write it like 4GB or 500MB.") from error

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""
        try:
            return self._connection.sql(sql).to_arrow_table()
        except self._failure as error:
            raise UnreadableTableError(_sentence("DuckDB", error)) from error

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Name files; Parquet is read where it lies, the slower forms are loaded once, CSV as texts."""
        files = "[" + ", ".join(self.text(path) for path in paths) + "]"
        options = f"{files}, union_by_name = true, filename = '{PATH}'"
        reader = {
            "parquet": f"read_parquet({options})",
            "csv": f"read_csv({options}, all_varchar = true, header = true)",
            "jsonl": f"read_json({options}, format = 'newline_delimited', sample_size = -1)",
        }[form]
        found = tuple(paths)
        if any(path.startswith(REMOTE) and set(path) & WILD for path in paths):
            several = self.query(f'SELECT DISTINCT "{PATH}" AS path FROM {reader} ORDER BY path')
            found = tuple(several.column("path").to_pylist())
        columns = f'* EXCLUDE ("{PATH}"), {numbered(self.identifier(PATH), found, self.text)} AS "{FILE}"'
        if form == "parquet":
            self._run(f'CREATE VIEW {name} AS SELECT {columns}, file_row_number AS "{ROW}" FROM {reader}')
        else:
            self._run(f"CREATE TABLE {name}_loaded AS SELECT {columns} FROM {reader}")
            self._run(f'CREATE VIEW {name} AS SELECT {self._plain(name)}, rowid AS "{ROW}" FROM {name}_loaded')
        return found

    def _plain(self, name: str) -> str:
        """Select the columns of a table that was loaded, those that mix numbers and texts in JSON as texts."""
        found = self.query(f"DESCRIBE {name}_loaded").to_pydict()
        mixed = [
            column for column, kind in zip(found["column_name"], found["column_type"], strict=True) if kind == "JSON"
        ]
        texts = (f"{quoted} ->> '$' AS {quoted}" for quoted in map(self.identifier, mixed))
        return f"* REPLACE ({', '.join(texts)})" if mixed else "*"

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
        found.sort()
        return not bool((found[1:] == found[:-1]).any())

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
        self._run(f"SET allowed_paths = [{', '.join(self.text(path) for path in paths)}]")
        self._run(f"SET allowed_directories = [{', '.join(self.text(folder) for folder in folders)}]")
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
        return '"' + name.replace('"', '""') + '"'

    def text(self, value: str) -> str:
        """Quote a text."""
        return "'" + value.replace("'", "''") + "'"

    def close(self) -> None:
        """Close the connection and remove what was spilled."""
        self._connection.close()
        self._spill.cleanup()

    def _run(self, sql: str) -> None:
        try:
            self._connection.execute(sql)
        except self._failure as error:
            raise UnreadableTableError(_sentence("DuckDB", error)) from error


class Spark:
    """Apache Spark, on this machine or on a cluster named by its master."""

    def __init__(self, memory: str | None = None, temporary: Path | None = None, master: str | None = None) -> None:
        try:
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
        self._kept: list[str] = []
        try:
            self._session = builder.getOrCreate()
        except Exception as error:  # the gateway to Java raises errors of many kinds
            raise AlignmentCardError(
                f"Spark did not start. It needs Java 17 or newer, found by JAVA_HOME or PATH. {_first_line(error)}"
            ) from error
        self._session.sparkContext.setLogLevel("ERROR")

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""
        try:
            return self._session.sql(sql).toArrow()
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error

    def read(self, name: str, paths: Sequence[str], form: str) -> tuple[str, ...]:
        """Name files where they lie."""
        try:
            frames = [
                self._frame(some, form, above_keys(paths)) for some in (alike(paths) if form == "csv" else [paths])
            ]
            known = {path_of(address): address for frame in frames for address in frame.inputFiles()}
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        listed = all(str(Path(path).absolute()) in known for path in paths)
        found = tuple(paths) if listed else tuple(sorted(known.values()))
        addresses = [known.get(str(Path(path).absolute()), path) for path in found]
        address = "regexp_replace(_metadata.file_path, '^file:/+', 'file:///')"
        placed = [frame.selectExpr(
            "*",
            f"{numbered(address, addresses, self.text)} AS `{FILE}`",
            f"struct(_metadata.file_block_start AS block, monotonically_increasing_id() AS number) AS `{ROW}`",
        ) for frame in frames]  # fmt: skip
        together = reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), placed)
        together.createOrReplaceTempView(name)
        return found

    def _frame(self, paths: Sequence[str], form: str, above: str | None) -> Any:
        """Read files with the same columns; `above` is the folder above those that are named for keys."""
        reader = self._session.read.option("basePath", above) if above else self._session.read
        if form == "parquet":
            return reader.option("mergeSchema", "true").parquet(*paths)
        return (
            reader.csv(list(paths), header=True, multiLine=True, escape='"')
            if form == "csv"
            else reader.json(list(paths))
        )

    def all_differ(self, columns: Sequence[str], rows: str, count: int) -> bool:
        """Count different 64-bit hashes of the rows."""
        counted = self.query(f"SELECT count(*) AS n, count(DISTINCT xxhash64({', '.join(columns)})) AS d {rows}")
        return bool(counted.column("n")[0] == counted.column("d")[0])

    def hold(self, name: str, table: "pa.Table") -> None:
        """Name a table in memory."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)

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
        return "`" + name.replace("`", "``") + "`"

    def text(self, value: str) -> str:
        """Quote a text."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def close(self) -> None:
        """Drop what was cached; the session stays, since other work in this process may use it."""
        for name in self._kept:
            self._session.catalog.uncacheTable(name)
        self._kept.clear()


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
