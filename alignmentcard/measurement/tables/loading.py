"""Bringing a table into an engine: files of one form, the export of a tool, or a table in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.engine.places import FILE, PLACE, placed
from alignmentcard.measurement.tables.adapters import IN_MEMORY, flat_table
from alignmentcard.measurement.tables.adapters.export import Asked, Export
from alignmentcard.measurement.tables.columns import ColumnError, Layout
from alignmentcard.measurement.tables.delimited.reading import read_text_tables
from alignmentcard.measurement.tables.files import Files, refuse_too_many
from alignmentcard.measurement.tables.json_files import write_lines
from alignmentcard.measurement.tables.objects import without_objects
from alignmentcard.messages.retold import worded
from alignmentcard.model.release import Columns

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Source:
    """Files or a table in memory, what is said about the columns, and which dimensions the card asks for.

    `export` is what a tool's files were read as, in place of which its table stands.
    """

    data: "Files | pa.Table"
    columns: Columns = field(default_factory=Columns)
    asked: Asked = field(default_factory=dict)
    export: Export | None = None
    files: "Files | None" = None

    @property
    def given(self) -> "Files | None":
        """Return the files, also those of an export whose table stands in their place."""
        return self.data if isinstance(self.data, Files) else self.files

    @property
    def name(self) -> str:
        """Say which source it is, for messages."""
        return ", ".join(self.given.paths[:3]) if self.given else "The table"

    @property
    def short(self) -> str:
        """Say which source it is without the folders, for what is kept."""
        names = [PurePath(path).name for path in self.given.paths[:3]] if self.given else []
        return ", ".join(names) or "the table"


@dataclass(frozen=True)
class Loaded:
    """A table in an engine: the rows that belong to the card, all rows, the types of columns, and its files in order.

    `set_aside` says by path and reason how many answers of an export were not taken, `notes` what is out of the
    ordinary in the files. `points` says that points in numbers are known to stand before decimals.
    """

    relation: str
    whole: str
    types: dict[str, str]
    files: tuple[str, ...]
    set_aside: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...] = ()
    points: bool = True


def load(engine: Engine, name: str, source: Source) -> Loaded:
    """Bring a source into the engine under a name; its rows have their place beside their columns."""
    whole = f"{name}_whole" if source.columns.only else name
    files, notes, points = _brought(engine, f"{whole}_read", source)
    schema = engine.query(f"SELECT * FROM {whole}_read LIMIT 0").schema
    apart = without_objects(engine, f"{whole}_read", schema)
    engine.view(whole, apart or f"SELECT * FROM {whole}_read")
    if apart:
        schema = engine.query(f"SELECT * FROM {whole} LIMIT 0").schema
    types = {column.name: str(column.type) for column in schema if column.name not in PLACE}
    refuse_too_many(len(types), source.name)
    if source.columns.only:
        engine.view(name, f"SELECT * FROM {whole} WHERE {_only(engine, source, list(types))}")
    return Loaded(name, whole, types, files, source.export.set_aside if source.export else {}, notes, points)


def _brought(engine: Engine, name: str, source: Source) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Name the rows of a source; return its files in order, sentences about them, and whether points are decimal."""
    if not isinstance(source.data, Files):
        engine.hold(name, placed(source.data))
        return (_files(source.data, source.files) if source.files else ("",)), (), True
    paths = source.data.paths
    if source.data.form == "csv":
        found = read_text_tables(engine, name, paths)
        return tuple(paths), found.notes, found.points
    if source.data.form == "json":
        lines = [engine.folder / f"{name}{number}.jsonl" for number in range(len(paths))]
        told = [write_lines(path, target, source.columns) for path, target in zip(paths, lines, strict=True)]
        engine.read(name, [str(line) for line in lines], "jsonl")
        return paths, tuple(filter(None, told)), True
    if source.data.form not in IN_MEMORY:
        return engine.read(name, paths, source.data.form), (), True
    engine.hold(name, placed(flat_table(source.data)))
    return paths, (), True


def _files(table: "pa.Table", files: Files) -> tuple[str, ...]:
    """Return the files that rows are told apart by."""
    return files.paths if FILE in table.column_names else (together(files.paths),)


def together(paths: Sequence[str]) -> str:
    """Name files that are not told apart."""
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")


def _only(engine: Engine, source: Source, names: Sequence[str]) -> str:
    """Write the condition that keeps the rows of the card, where a table holds more."""
    for column in source.columns.only:
        if column not in names:
            raise ColumnError(
                worded(
                    "{name} has no column “{column}” (only). It has: {names}.",
                    name=source.name,
                    column=column,
                    names=", ".join(names[:12]),
                )
            )
    pairs = source.columns.only.items()
    return " AND ".join(
        f"CAST({engine.identifier(column)} AS STRING) = {engine.text(value)}" for column, value in pairs
    )


def types_of(engine: Engine, layout: Layout, loaded: Loaded) -> dict[str, str]:
    """Return the types of the columns that a layout reads, which may be those of a table that was turned round."""
    if layout.relation == "source":
        return loaded.types
    schema = engine.query(f"SELECT * FROM {layout.relation} LIMIT 0").schema
    return {column.name: str(column.type) for column in schema}
