"""Bringing a table into an engine: files of one form, the export of a tool, or a table in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.engine.places import FILE, PLACE, ROW
from alignmentcard.measurement.tables.adapters import long_table
from alignmentcard.measurement.tables.adapters.export import Export
from alignmentcard.measurement.tables.columns import ColumnError
from alignmentcard.measurement.tables.files import Files, refuse_too_many
from alignmentcard.model.release import Columns

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Source:
    """Files or a table in memory, and what is said about the columns."""

    data: "Files | pa.Table"
    columns: Columns = field(default_factory=Columns)

    @property
    def name(self) -> str:
        """Say which source it is, for messages."""
        return ", ".join(self.data.paths[:3]) if isinstance(self.data, Files) else "The table"

    @property
    def short(self) -> str:
        """Say which source it is without the folders, for what is kept."""
        names = [PurePath(path).name for path in self.data.paths[:3]] if isinstance(self.data, Files) else []
        return ", ".join(names) or "the table"


@dataclass(frozen=True)
class Loaded:
    """A table in an engine: the rows that belong to the card, all rows, the types of columns, and its files in order.

    `set_aside` says by path and reason how many answers of an export were not taken.
    """

    relation: str
    whole: str
    types: dict[str, str]
    files: tuple[str, ...]
    set_aside: Mapping[str, Mapping[str, int]]


def load(engine: Engine, name: str, source: Source) -> Loaded:
    """Bring a source into the engine under a name; its rows have their place beside their columns."""
    whole = f"{name}_whole" if source.columns.only else name
    files, set_aside = _brought(engine, whole, source)
    schema = engine.query(f"SELECT * FROM {whole} LIMIT 0").schema
    types = {column.name: str(column.type) for column in schema if column.name not in PLACE}
    refuse_too_many(len(types), source.name)
    if source.columns.only:
        engine.view(name, f"SELECT * FROM {whole} WHERE {_only(engine, source, list(types))}")
    return Loaded(name, whole, types, files, set_aside)


def _brought(engine: Engine, name: str, source: Source) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, int]]]:
    if not isinstance(source.data, Files):
        engine.hold(name, _placed(source.data))
        return ("",), {}
    paths = source.data.paths
    if source.data.form != "json":
        return engine.read(name, paths, source.data.form), {}
    found = long_table(paths)
    export = found if isinstance(found, Export) else Export(found, "")
    engine.hold(name, _placed(export.table))
    return paths if FILE in export.table.column_names else (together(paths),), export.set_aside


def together(paths: Sequence[str]) -> str:
    """Name files that are not told apart."""
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")


def _placed(table: "pa.Table") -> "pa.Table":
    """Put the place of each row beside its columns."""
    import numpy as np
    import pyarrow as pa

    if FILE not in table.column_names:
        table = table.append_column(FILE, pa.array(np.zeros(table.num_rows, dtype=np.int32)))
    return table.append_column(ROW, pa.array(np.arange(table.num_rows)))


def _only(engine: Engine, source: Source, names: Sequence[str]) -> str:
    """Write the condition that keeps the rows of the card, where a table holds more."""
    for column in source.columns.only:
        if column not in names:
            raise ColumnError(f"{source.name} has no column “{column}” (only). It has: {', '.join(names[:12])}.")
    pairs = source.columns.only.items()
    return " AND ".join(
        f"CAST({engine.identifier(column)} AS STRING) = {engine.text(value)}" for column, value in pairs
    )
