"""Apache Spark, for tables that outgrow one machine and for lakes that exist."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.measurement.engine.failures import ODD, first_line, sentence
from alignmentcard.measurement.engine.parts import Part
from alignmentcard.measurement.engine.places import FILE, ROW, above_keys, numbered, path_of
from alignmentcard.measurement.engine.quoting import (
    UnreadableTableError,
    column_name,
    hexadecimal,
    located,
    readable_by_hadoop,
)
from alignmentcard.saving import ScratchFolder

if TYPE_CHECKING:
    import pyarrow as pa


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
        self._scratch: ScratchFolder | None = None
        try:
            self._session = builder.getOrCreate()
        except Exception as error:  # the gateway to Java raises errors of many kinds
            raise AlignmentCardError(
                f"Spark did not start. It needs Java 17 or newer, found by JAVA_HOME or PATH. {first_line(error)}"
            ) from error
        self._session.sparkContext.setLogLevel("OFF")

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""
        try:
            found = self._session.sql(sql).toArrow()
            found.validate(full=True)
        except self._failure as error:
            raise UnreadableTableError(sentence("Spark", error)) from error
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
            raise UnreadableTableError(sentence("Spark", error)) from error
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
            raise UnreadableTableError(sentence("Spark", error)) from error
        columns = [f"nullif({one}, '') AS {one}" for one in map(self.identifier, part.names)]
        columns += [f"{self.text(value)} AS {self.identifier(key)}" for key, value in part.given.items()]
        addresses = [known.get(file, file) for file in files]
        self._placed(frame, columns, addresses, part.numbers).createOrReplaceTempView(name)

    def first_lines(self, path: str, most: int) -> list[str]:
        """Return lines from the beginning of a file."""
        try:
            return [str(row[0]) for row in self._session.read.text(path).take(most)]
        except self._failure as error:
            raise UnreadableTableError(sentence("Spark", error)) from error

    def unpacks(self, suffix: str) -> bool:
        """Spark unpacks gzip; for zstd it needs a library of the system."""
        return suffix == ".gz"

    @property
    def folder(self) -> Path:
        """Return a folder of its own, made when it is first asked for."""
        if self._scratch is None:
            self._scratch = ScratchFolder(self._temporary)
        return Path(self._scratch.name)

    def hold(self, name: str, table: "pa.Table") -> None:
        """Name a table in memory."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)

    def all_differ(self, columns: Sequence[str], rows: str, count: int) -> bool:
        """Count different 64-bit hashes of the rows."""
        counted = self.query(f"SELECT count(*) AS n, count(DISTINCT xxhash64({', '.join(columns)})) AS d {rows}")
        return bool(counted.column("n")[0] == counted.column("d")[0])

    def in_order(self, sql: str, count: int) -> None:
        """Return nothing: there may be more numbers than this machine holds."""

    def view(self, name: str, sql: str, *, keep: bool = False) -> None:
        """Name the rows of a query; kept rows are cached, in memory and on disk."""
        try:
            frame = self._session.sql(sql)
        except self._failure as error:
            raise UnreadableTableError(sentence("Spark", error)) from error
        if name in self._kept:
            self._session.catalog.uncacheTable(name)
            self._kept.remove(name)
        frame.createOrReplaceTempView(name)
        if keep:
            self._session.catalog.cacheTable(name)
            self._kept.append(name)

    def spread(self, name: str, sql: str, by: str, numbers: Iterable[int]) -> None:
        """Keep the rows, in memory and on disk; those of each number are found by a pass over what is kept."""
        self.view(name, sql, keep=True)
        for number in numbers:
            self.view(f"{name}_{number}", f"SELECT * FROM {name} WHERE {by} = {number}")

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
