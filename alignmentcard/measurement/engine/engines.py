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
    import pyarrow as pa

__all__ = ["ENGINES", "REMOTE", "DuckDB", "Engine", "Spark", "UnreadableTableError", "open_engine", "rows"]

ENGINES = ("duckdb", "spark")
EXTENSIONS = {"az": "azure", "abfss": "azure", "hdfs": None}
"""What DuckDB needs for addresses of a kind; it is httpfs for all others, and None where it cannot read them."""

WILD = frozenset("*?[")
ODD = (
    "The table has a column whose name or values are not text in UTF-8, or whose values are nested too deep. Correct "
    "it, or leave it out."
)
"""What is wrong where what an engine found cannot be brought into Python."""


class Engine(Protocol):
    """What a statistic needs of an engine."""

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""

    def read(self, name: str, paths: Sequence[str], form: str) -> None:
        """Give files of one form (parquet, csv, jsonl) a name that queries can use."""

    def hold(self, name: str, table: "pa.Table") -> None:
        """Give a table in memory a name that queries can use."""

    def view(self, name: str, sql: str, *, keep: bool = False) -> None:
        """Name the rows of a query; `keep` works them out once, where they are read often."""

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
        self._run("SET preserve_insertion_order = false")

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

    def read(self, name: str, paths: Sequence[str], form: str) -> None:
        """Name files; Parquet is read where it lies, the slower forms are loaded once, CSV as texts."""
        files = [escaped(located(path)) for path in paths]
        if form == "parquet":
            self._run(f"SET VARIABLE {name}_files = ?", files)
            self._run(f"CREATE VIEW {name} AS FROM read_parquet(getvariable('{name}_files'), union_by_name = true)")
            return
        reader = {
            "csv": "read_csv(?, union_by_name = true, all_varchar = true, header = true)",
            "jsonl": "read_json(?, format = 'newline_delimited', union_by_name = true, sample_size = -1)",
        }[form]
        self._run(f"CREATE TABLE {name} AS SELECT * FROM {reader}", files)
        for column, kind, *_ in self._connection.execute(f"DESCRIBE {name}").fetchall():
            if kind == "JSON":
                self._as_texts(name, self.identifier(column))

    def _as_texts(self, name: str, column: str) -> None:
        """Turn a column of mixed kinds into texts, as Spark reads them: 1 and "1" are both 1."""
        self._run(f"ALTER TABLE {name} ALTER COLUMN {column} TYPE VARCHAR USING {column} ->> '$'")

    def hold(self, name: str, table: "pa.Table") -> None:
        """Name a table in memory, without a copy."""
        self._connection.register(name, table)

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
            found = self._session.sql(sql).toArrow()
            found.validate(full=True)
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        except self._odd as error:
            raise UnreadableTableError(ODD) from error
        return found

    def read(self, name: str, paths: Sequence[str], form: str) -> None:
        """Name files where they lie."""
        reader, files = self._session.read, [readable_by_hadoop(located(path)) for path in paths]
        try:
            if form == "parquet":
                frame = reader.option("mergeSchema", "true").parquet(*files)
            elif form == "csv":
                frame = reader.csv(files, header=True, multiLine=True, escape='"')
            else:
                frame = reader.json(files)
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        frame.createOrReplaceTempView(name)

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
        return "`" + column_name(name).replace("`", "``") + "`"

    def text(self, value: str) -> str:
        """Write a text for a query."""
        return f"decode(unhex('{hexadecimal(value)}'), 'UTF-8')"

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
