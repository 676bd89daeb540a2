"""The two engines that read tables: DuckDB in this process, and Spark for tables that outgrow one machine.

Everything above speaks to them through `query`, in the SQL that both understand. Arrow tables come back.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.measurement.engine.parts import Part

if TYPE_CHECKING:
    import pyarrow as pa

REMOTE = ("s3://", "s3a://", "gs://", "gcs://", "r2://", "az://", "abfss://", "hf://", "http://", "https://", "hdfs://")
ENGINES = ("duckdb", "spark")
EXTENSIONS = {"az": "azure", "abfss": "azure", "hdfs": None}
"""What DuckDB needs for addresses of a kind; it is httpfs for all others, and None where it cannot read them."""


WILD = frozenset("*?[")
LONGEST_LINE = 1 << 24
"""Bytes of one row of a file of text."""


class UnreadableTableError(AlignmentCardError):
    """A file that should hold ratings cannot be read."""


class Engine(Protocol):
    """What a statistic needs of an engine."""

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""

    def read(self, name: str, paths: Sequence[str], form: str) -> None:
        """Give files of one form (parquet, jsonl) a name that queries can use."""

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
        self._run("SET preserve_insertion_order = false")

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

    def read(self, name: str, paths: Sequence[str], form: str) -> None:
        """Name files; Parquet is read where it lies, JSONL is loaded once."""
        files = self._listed(paths)
        reader = {
            "parquet": f"read_parquet({files}, union_by_name = true)",
            "jsonl": f"read_json({files}, format = 'newline_delimited', union_by_name = true, sample_size = -1)",
        }[form]
        kind = "VIEW" if form == "parquet" else "TABLE"
        self._run(f"CREATE {kind} {name} AS SELECT * FROM {reader}")

    def read_text(self, name: str, part: Part) -> None:
        """Load files of text, by the dialect that is said and no other."""
        columns = ", ".join(f"{self.text(column)}: 'VARCHAR'" for column in part.names)
        said = {"delim": part.separator, "quote": part.quote, "escape": part.escape, "comment": ""}
        options = ", ".join(f"{option} = {self.text(mark)}" for option, mark in said.items())
        given = "".join(f", {self.text(value)} AS {self.identifier(key)}" for key, value in part.given.items())
        self._run(
            f"CREATE OR REPLACE TABLE {name} AS SELECT *{given} FROM read_csv({self._listed(part.paths)}, {options}, "
            f"columns = {{{columns}}}, auto_detect = false, header = true, strict_mode = true, "
            f"max_line_size = {LONGEST_LINE}, buffer_size = {2 * LONGEST_LINE}, hive_partitioning = false)"
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

    def _listed(self, paths: Sequence[str]) -> str:
        return "[" + ", ".join(self.text(path) for path in paths) + "]"

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
            return self._session.sql(sql).toArrow()
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error

    def read(self, name: str, paths: Sequence[str], form: str) -> None:
        """Name files where they lie."""
        reader = self._session.read
        try:
            if form == "parquet":
                frame = reader.option("mergeSchema", "true").parquet(*paths)
            else:
                frame = reader.json(list(paths))
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        frame.createOrReplaceTempView(name)

    def read_text(self, name: str, part: Part) -> None:
        """Name files of text where they lie; a row that has more or fewer columns than are said is an error."""
        reader = self._session.read.options(
            sep=part.separator, quote=part.quote, escape=part.escape, header=True, multiLine=True, mode="FAILFAST",
            columnPruning=False,
        )  # fmt: skip
        schema = ", ".join(f"{self.identifier(column)} STRING" for column in part.names)
        try:
            frame = reader.schema(schema).csv(list(part.paths))
        except self._failure as error:
            raise UnreadableTableError(_sentence("Spark", error)) from error
        columns = [f"nullif({one}, '') AS {one}" for one in map(self.identifier, part.names)]
        columns += [f"{self.text(value)} AS {self.identifier(key)}" for key, value in part.given.items()]
        frame.selectExpr(*columns).createOrReplaceTempView(name)

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
        if self._scratch is not None:
            self._scratch.cleanup()


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
