"""Exports of annotation tools and published datasets, read as long tables: a module for each tool.

A module says whether what a file holds `fits` and can `read` it. Files are recognised by what is in them, never by
their name. What no module knows is a flat table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from alignmentcard.measurement.engine.engines import REMOTE, UnreadableTableError
from alignmentcard.measurement.engine.places import in_file
from alignmentcard.measurement.tables.adapters import (
    aggregates,
    annotator_lists,
    appen,
    arena,
    argilla,
    chosen_pairs,
    doccano,
    google_forms,
    inception,
    labelbox,
    labelstudio,
    labelstudio_rows,
    lewidi,
    lighttag,
    limesurvey,
    mturk,
    polis,
    potato,
    prodigy,
    qualtrics,
    score_lists,
    summaries,
    surveymonkey,
    toloka,
    ultrafeedback,
)
from alignmentcard.measurement.tables.adapters.export import ROLES, Asked, Export
from alignmentcard.measurement.tables.adapters.gathering import gathered
from alignmentcard.measurement.tables.adapters.reading import arrow_table, held, texts
from alignmentcard.measurement.tables.adapters.rows import (
    LOOKED_AT,
    Answer,
    Aside,
    Found,
    Held,
    Note,
    plain,
)
from alignmentcard.measurement.tables.adapters.spreadsheets import other_sheets, sheet
from alignmentcard.measurement.tables.files import Files, form_of
from alignmentcard.messages.retold import worded
from alignmentcard.model.release import Columns

if TYPE_CHECKING:
    import pyarrow as pa


class Adapter(Protocol):
    """A module that reads the exports of one tool."""

    TOOL: str
    IS_PROGRAM: bool
    """Whether people answer in the tool; the others are datasets and forms of data."""

    def fits(self, data: Held, /) -> bool:
        """Say whether a file looks like an export of the tool."""

    def read(self, data: Held, asked: Asked, /) -> Found:
        """Yield the answers, and what is set aside."""


TOOLS: tuple[Adapter, ...] = (
    labelstudio,
    labelstudio_rows,
    argilla,
    prodigy,
    potato,
    lewidi,
    inception,
    mturk,
    appen,
    toloka,
    lighttag,
    labelbox,
    qualtrics,
    surveymonkey,
    limesurvey,
    google_forms,
    polis,
    doccano,
    summaries,
    ultrafeedback,
    annotator_lists,
    score_lists,
    arena,
    chosen_pairs,
    aggregates,
)
"""In the order in which they are tried: those with the surest signs first."""
PROGRAMS = frozenset(one.TOOL for one in TOOLS if one.IS_PROGRAM)
PARTS = ("sheet", "group")
"""What `only` may name that is no column: a part of a file."""
IN_MEMORY = ("sheet", "arrow")
"""Forms that no engine reads, and that are brought into memory."""


def long_table(paths: Sequence[str], asked: Asked | None = None, only: Mapping[str, str] | None = None) -> Export:
    """Read files of a known tool, or of flat records, as one table; `asked` are the dimensions of the card."""
    files = Files(tuple(paths), form_of(paths[0]))
    return _export(files, asked or {}, only or {}) or _flat(files, only or {})


def exported(files: Files, columns: Columns, asked: Asked) -> Export | None:
    """Read the export of a tool; nothing where an engine reads the files.

    It does where no tool is known, and where the author names columns of the file.
    """
    if any(path.startswith(REMOTE) for path in files.paths):
        return None
    export = None if names_columns(columns) else _export(files, asked, columns.only)
    return export or (_flat(files, columns.only) if files.form in IN_MEMORY else None)


def is_export(data: Any) -> bool:
    """Say whether a value in JSON is the export of a known tool."""
    return _tool(Held("", data)) is not None


def names_columns(columns: Columns) -> bool:
    """Say whether columns are named that only the file itself can have, so that it is read as it stands."""
    roles = (columns.item, columns.rater, columns.value, columns.dimension, columns.occasion, columns.condition,
             columns.count, columns.label, columns.gold)  # fmt: skip
    only = [name for name in columns.only if name not in PARTS]
    return not {name for name in (*roles, *columns.attributes.values(), *only) if name} <= set(ROLES)


def flat_table(files: Files, only: Mapping[str, str] | None = None) -> "pa.Table":
    """Read files of a form that no engine knows as one table."""
    import pyarrow as pa

    if files.form == "arrow":
        tables = [in_file(arrow_table(path), number) for number, path in enumerate(files.paths)]
        return pa.concat_tables(tables, promote_options="default")
    read = [held(path, files.form, only=only or {}, look=False) for path in files.paths]
    found = [record for one in read for record in one.records]
    names = read[0].header or sorted({name for record in found for name in record})
    return in_file(texts(found, names, plain), [number for number, one in enumerate(read) for _ in one.records])


TOOL_NAMES = sorted({tool.TOOL for tool in TOOLS})


def _flat(files: Files, only: Mapping[str, str]) -> Export:
    return Export(flat_table(files, only), "", notes=tuple(_unread_sheets(files, only)))


def _export(files: Files, asked: Asked, only: Mapping[str, str]) -> Export | None:
    """Read files of which at least one is the export of a tool; a file of another kind among them is set aside."""
    looked = files.paths if files.form == "json" else files.paths[:LOOKED_AT]
    first = {path: _looked_at(path, files, only) for path in looked}
    tools = {path: _tool(one) for path, one in first.items()}
    known = next((tool for tool in tools.values() if tool), None)
    if known is None:
        return None
    found: dict[str, Iterable[Answer | Aside | Note]] = {}
    for path in files.paths:
        data = first[path] if files.form == "json" else held(path, files.form, files.paths, only, look=False)
        tool = tools[path] if path in tools else _tool(data)
        found[path] = tool.read(data, asked) if tool else [Aside(f"not of {known.TOOL}", len(data.records) or 1)]
    export = gathered(known.TOOL, found, asked)
    return replace(export, notes=(*export.notes, *_unread_sheets(files, only)))


def _looked_at(path: str, files: Files, only: Mapping[str, str]) -> Held:
    """Look at the beginning of a file; what cannot be read here is left to the engine, which may know more."""
    try:
        return held(path, files.form, files.paths, only, look=True)
    except UnreadableTableError:
        if files.form in (*IN_MEMORY, "json"):
            raise
        return Held(path, [])


def _tool(data: Held) -> Adapter | None:
    return next((tool for tool in TOOLS if tool.fits(data)), None)


def _unread_sheets(files: Files, only: Mapping[str, str]) -> Iterator[str]:
    for path in files.paths if files.form == "sheet" else ():
        read = sheet(path, only.get("sheet"))
        yield from read.notes
        others = other_sheets(path, read.name)
        if others:
            yield worded(
                "Of {path} one sheet is read, {name}. Name another with --column only.sheet=NAME: {others}.",
                path=path,
                name=read.name,
                others=", ".join(others[:12]),
            )
        alike = [one for one in others if sheet(path, one).names == read.names]
        if alike and "sheet" not in only:
            yield worded(
                "Sheets with the same columns: {sheets}. If each holds the answers of one person, or a part of the "
                "items, save each as a CSV file in one folder, called as the sheet, and measure the folder.",
                sheets=", ".join([read.name, *alike][:12]),
            )
