"""What a rating table is: whatever its layout, one relation `ratings` with fixed column names.

The columns are item, rater, dimension, occasion, condition and label (texts, null where the table has none), value (as
it stands in the table), n (how many ratings a row is), file and place (which file of the table, and where in it) and
a0, a1, … for the attributes of raters, by number.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alignmentcard.measurement.engine.engines import Engine, UnreadableTableError, rows
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.adapters import exported
from alignmentcard.measurement.tables.adapters.datasets import columns_of, known
from alignmentcard.measurement.tables.adapters.export import Export
from alignmentcard.measurement.tables.columns import Layout
from alignmentcard.measurement.tables.counting import NO_ITEM, ByFile, Counting
from alignmentcard.measurement.tables.counts import refuse_bad_counts
from alignmentcard.measurement.tables.doubtful_ids import doubts
from alignmentcard.measurement.tables.files import Files
from alignmentcard.measurement.tables.guessing import UnclearTableError
from alignmentcard.measurement.tables.item_parts import missing_parts
from alignmentcard.measurement.tables.joined import Extra, join, load_extra, matched
from alignmentcard.measurement.tables.keys import Key, parts_of, read_key
from alignmentcard.measurement.tables.layouts import SEVERAL_IN_A_CELL, settle
from alignmentcard.measurement.tables.loading import Loaded, Source, load, types_of
from alignmentcard.measurement.tables.not_accepted import is_status, not_accepted
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.questions import linked
from alignmentcard.measurement.tables.rated import as_text, selects
from alignmentcard.measurement.tables.rows_apart import states
from alignmentcard.measurement.tables.several_files import Settled, settle_files
from alignmentcard.measurement.tables.sums import sums
from alignmentcard.measurement.tables.tallies import ASKED, Tallies
from alignmentcard.measurement.tables.telling import some_of
from alignmentcard.messages import later, retold
from alignmentcard.messages.retold import listed, numbered, worded
from alignmentcard.model.release import Columns

MOST_QUESTIONS = 200
MOST_NAMED = 6
MANY = 0.2


@dataclass(frozen=True)
class Ratings:
    """The relation `ratings` in an engine, and what the table has; `attributes` are the names of a0, a1, …

    `unusable` are answers without an item, by reason and file, `told` sentences about how the table was read. `nobody`
    says that the column of raters is empty. `tool` is the annotation tool or the dataset that the files were recognised
    as, `pair` says how compared things were put into one order; `untyped` files have nothing but texts, as CSV has.
    `tallies` are where counts come from: the engine, unless shards have counted.
    """

    engine: Engine
    layout: Layout
    loaded: Loaded
    attributes: tuple[str, ...]
    labelled: bool
    counting: Counting
    unusable: Mapping[str, ByFile]
    told: tuple[str, ...] = ()
    nobody: bool = False
    relation: str = "ratings"
    untyped: bool = False
    tool: str | None = None
    pair: Pair | None = None
    export: Export | None = None
    tallies: Tallies = ASKED

    @property
    def types(self) -> dict[str, str]:
        """Return the types of the columns."""
        return self.loaded.types

    @property
    def rows(self) -> int:
        """Return the number of rows that belong to the card."""
        return self.counting.rows().total()

    @property
    def rater(self) -> bool:
        """Say whether ratings by the same rater can be recognised."""
        return bool(self.layout.raters or self.layout.columns.rater) and not self.nobody

    @property
    def dimension(self) -> bool:
        """Say whether the table tells dimensions apart."""
        return bool(self.layout.answers) or self.layout.columns.dimension is not None


def open_ratings(
    engine: Engine,
    source: Source,
    dimensions: Sequence[str] = (),
    pair: Pair | None = None,
    extras: Sequence[Source] = (),
    values: Sequence[str] = (),
    layout: str | None = None,
    *,
    one_set: bool = False,
    apart: Collection[str] = (),
) -> Ratings:
    """Read a table into the relation `ratings`; `extras` are tables of raters or items that are joined to it.

    `dimensions` and `values` are those that the card has, `layout` is the name of one that is stated. `one_set` says
    that an id in several files of the table is that of one item. Raters `apart` are systems, and no people.
    """
    start = _open(engine, source, layout, pair)
    loaded = start.loaded
    laid = _settled(start, dimensions, values, layout, source.name)
    if laid.columns.count:
        refuse_bad_counts(engine, laid.relation, laid.columns.count)
    pair = start.pair or laid.pair
    laid = _linked(engine, laid, dimensions)
    said = (laid.columns, *(extra.columns for extra in extras))
    axes = list(dict.fromkeys(axis for one in said for axis in one.attributes))
    joined = [load_extra(engine, f"extra{number}", extra, axes) for number, extra in enumerate(extras)]
    settled, keys = _settle_ids(engine, start, laid, axes, pair, one_set=one_set)
    laid = settled.layout
    counting = Counting(engine, laid, loaded, sums(engine, "rated"))
    unusable = counting.unusable("rated")
    engine.view("usable", f"SELECT * FROM rated {counting.usable if unusable else ''}")
    engine.view("ratings", join("usable", joined, axes), keep=bool(joined))
    nobody = "rater" in keys and not engine.query("SELECT 1 AS n FROM usable WHERE rater IS NOT NULL LIMIT 1").num_rows
    told = _how_it_was_read(start, laid, settled, keys, joined, unusable, nobody=nobody, apart=apart)
    return Ratings(
        engine,
        laid,
        loaded,
        tuple(axes),
        laid.columns.label is not None or any("label" in extra.columns for extra in joined),
        counting,
        unusable,
        tuple(dict.fromkeys(told)),
        nobody,
        untyped=start.untyped,
        tool=start.tool,
        pair=pair,
        export=start.export,
    )


def _settled(start: "Start", dimensions: Sequence[str], values: Sequence[str], layout: str | None, name: str) -> Layout:
    """Settle the layout; where columns are not clear, tell what was made of the files as well, such as which sheet.

    A recognised export has a row for each answer already, so that its files hold lists, and the table none.
    """
    if start.export and start.export.tool and layout in SEVERAL_IN_A_CELL:
        layout = None
    try:
        return settle(start.whole, start.source.columns, dimensions, values=values, layout=layout, name=name)
    except UnclearTableError as error:
        read = start.export.notes if start.export else ()
        raise UnclearTableError(
            retold.joined(" ", (error.args[0], *read)), error.open, error.said, error.columns
        ) from None


@dataclass(frozen=True)
class Start:
    """A table before its columns are settled: its rows as they were loaded, and what it was recognised as."""

    source: Source
    export: Export | None
    loaded: Loaded
    whole: Table
    untyped: bool
    tool: str | None
    pair: Pair | None


def _open(engine: Engine, source: Source, layout: str | None, pair: Pair | None) -> Start:
    """Load a table, and recognise the tool or the dataset that it is of."""
    export = exported(source.data, source.columns, source.asked) if isinstance(source.data, Files) else None
    untyped = isinstance(source.data, Files) and source.data.form == "csv"
    source = with_export(source, export) if export else source
    loaded = load(engine, "source", source)
    dataset = known(list(loaded.types), source.columns) if layout is None else None
    if dataset:
        source = replace(source, columns=columns_of(dataset, list(loaded.types), source.asked, source.columns))
        pair = pair or dataset.pair
    pair = pair or (export.pair if export else None)
    whole = Table(engine, "source", loaded.types)
    if not whole.rows:
        raise UnreadableTableError(
            worded("{name} holds no ratings: {why}.", name=source.name, why=_why_empty(engine, loaded, source))
        )
    tool = (export.tool if export else "") or (dataset.tool if dataset else "")
    return Start(source, export, loaded, whole, untyped, tool or None, pair)


def _how_it_was_read(
    start: Start,
    laid: Layout,
    settled: Settled,
    keys: Mapping[str, Key],
    joined: Sequence[Extra],
    unusable: Mapping[str, ByFile],
    *,
    nobody: bool,
    apart: Collection[str],
) -> Iterator[str]:
    """Tell what was made of a table that its reader may not expect."""
    engine, loaded = start.whole.engine, start.loaded
    for notes in (start.export.notes if start.export else (), loaded.notes, laid.notes):
        yield from notes
    yield from _told_of_others(start.source)
    yield from settled.told
    for key in keys.values():
        yield from key.told
    yield from _told_of_merged(engine, unusable)
    if nobody:
        yield worded(
            "The column “{column}” (rater) is empty: raters cannot be told apart.", column=laid.columns.rater or ""
        )
    for extra in joined:
        yield from (*extra.told, *matched(engine, "usable", extra))
    unread = laid.unread(loaded.types)
    yield from missing_parts(engine, laid, loaded.types, unread)
    refused = [*not_accepted(start.whole, laid, joined)]
    yield from refused
    yield from states(start.whole, laid, [name for name in unread if not (refused and is_status(name))])
    yield from doubts(engine, "usable", rater="rater" in keys and not nobody, apart=apart)


def with_export(source: Source, export: Export) -> Source:
    """Put the table of an export in place of its files; its columns have the names of their roles."""
    said = source.columns.model_dump()
    if export.tool:
        roles = {"item": "item", "rater": "rater", "value": "value", "dimension": "dimension", "occasion": "occasion",
                 "condition": "condition", "label": "hard_label"}  # fmt: skip
        known = {role: name for role, name in roles.items() if name in export.table.column_names}
        said |= known | {"attributes": {axis: axis for axis in export.attributes} | said["attributes"]}
    said["only"] = {name: value for name, value in said["only"].items() if name in export.table.column_names}
    return replace(source, data=export.table, columns=Columns.model_validate(said), export=export, files=source.given)


def _rate(engine: Engine, layout: Layout, keys: Mapping[str, Key], axes: Sequence[str], pair: Pair | None) -> None:
    engine.view("rated", "\nUNION ALL\n".join(selects(engine, layout, keys, axes, pair)))


def _settle_ids(
    engine: Engine, start: Start, laid: Layout, axes: Sequence[str], pair: Pair | None, *, one_set: bool
) -> tuple[Settled, dict[str, Key]]:
    """Make the relation `rated` with ids of which each is one item or one rater, whatever file it stands in."""
    keys = _keys(engine, start.loaded, laid)
    _rate(engine, laid, keys, axes, pair)
    one_set = one_set or bool(start.export and start.export.tool)  # which settled what its files are to each other
    settled = Settled(laid) if one_set else settle_files(engine, start.loaded, laid, keys.get("item"))
    if settled.layout != laid:
        keys = _keys(engine, start.loaded, settled.layout)
        _rate(engine, settled.layout, keys, axes, pair)
    return settled, keys


def _told_of_others(source: Source) -> Iterator[str]:
    """Tell of files in the folder that were not read."""
    beside = source.given.beside if source.given else ()
    if beside and source.given:
        yield worded(
            "Not read, since the ratings are in {form} files, or since they are empty: {files}.",
            form=source.given.form,
            files=some_of(beside, MOST_NAMED),
        )


def _told_of_merged(engine: Engine, unusable: Mapping[str, ByFile]) -> Iterator[str]:
    """Tell of answers whose item is empty, where they are many."""
    if unusable.get(NO_ITEM):
        counted = "count(*) AS n, sum(CASE WHEN item IS NULL THEN 1 ELSE 0 END) AS empty"
        found = rows(engine.query(f"SELECT {counted} FROM rated WHERE value IS NOT NULL"))[0]
        if (found["empty"] or 0) > MANY * found["n"]:
            yield numbered(
                found["empty"],
                later(
                    "{count:,} answer stands in a row whose item is empty. If cells were merged in a spreadsheet, fill "
                    "each of them down to its rows, and measure again."
                ),
                later(
                    "{count:,} answers stand in rows whose item is empty. If cells were merged in a spreadsheet, fill "
                    "each of them down to its rows, and measure again."
                ),
                count=found["empty"],
            )


def _why_empty(engine: Engine, loaded: Loaded, source: Source) -> str:
    if not engine.query(f"SELECT 1 AS n FROM {loaded.whole} LIMIT 1").num_rows:
        return worded("it has columns but no rows")
    only = source.columns.only.items()
    wanted = listed([worded("{column} is {value}", column=column, value=value) for column, value in only])
    return worded("there is no row in which {wanted} (only)", wanted=wanted)


def _keys(engine: Engine, loaded: Loaded, layout: Layout) -> dict[str, Key]:
    """Settle how the ids of items and raters are read."""
    types = types_of(engine, layout, loaded)
    said = {"item": layout.items} if layout.items else {}
    if layout.columns.rater and not layout.raters:
        said["rater"] = parts_of(layout.columns.rater, types)
    return {role: read_key(engine, layout.relation, columns, types, loaded.files) for role, columns in said.items()}


def _linked(engine: Engine, layout: Layout, ids: Sequence[str]) -> Layout:
    """Settle which question of the table is which dimension, where a column tells questions apart."""
    said = layout.columns.dimensions
    if layout.columns.dimension is None or not (ids or said):
        return layout
    question = as_text(engine.identifier(layout.columns.dimension))
    found = rows(engine.query(f"SELECT DISTINCT {question} AS d FROM {layout.relation} LIMIT {MOST_QUESTIONS + 1}"))
    questions = sorted(row["d"] for row in found if row["d"] is not None)
    if len(questions) > MOST_QUESTIONS:
        return layout
    return replace(layout, columns=layout.columns.model_copy(update={"dimensions": linked(said, ids, questions)}))


def as_stored(table: Ratings, pair: Pair) -> Ratings:
    """Read the same table without putting compared things into one order."""
    if table.tallies.added:
        return replace(table, relation="stored")
    keys = _keys(table.engine, table.loaded, table.layout)
    parts = selects(table.engine, table.layout, keys, table.attributes, pair, ordered=False)
    joined = "\nUNION ALL\n".join(parts)
    table.engine.view("stored", f"SELECT * FROM ({joined}) r {table.counting.usable}")
    return replace(table, relation="stored")
