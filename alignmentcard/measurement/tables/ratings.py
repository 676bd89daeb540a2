"""What a rating table is: whatever its layout, one relation `ratings` with fixed column names.

The columns are item, rater, dimension, occasion, condition and label (texts, null where the table has none), value (as
it stands in the table), n (how many ratings a row is), file and place (which file of the table, and where in it) and
a0, a1, … for the attributes of raters, by number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alignmentcard.measurement.engine.engines import Engine, UnreadableTableError, rows
from alignmentcard.measurement.engine.places import FILE, ROW, names_of
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.adapters import exported
from alignmentcard.measurement.tables.adapters.datasets import columns_of, known
from alignmentcard.measurement.tables.adapters.export import Export
from alignmentcard.measurement.tables.columns import ColumnError, Layout
from alignmentcard.measurement.tables.counting import NO_ITEM, ByFile, Counting, many
from alignmentcard.measurement.tables.counts import refuse_bad_counts
from alignmentcard.measurement.tables.doubtful_ids import doubts
from alignmentcard.measurement.tables.files import Files
from alignmentcard.measurement.tables.item_parts import missing_parts
from alignmentcard.measurement.tables.joined import join, known_text, load_extra, matched
from alignmentcard.measurement.tables.keys import Key, parts_of, read_key, together
from alignmentcard.measurement.tables.layouts import settle
from alignmentcard.measurement.tables.loading import Loaded, Source, load, types_of
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.questions import linked
from alignmentcard.measurement.tables.rows_apart import states
from alignmentcard.measurement.tables.several_files import Settled, settle_files
from alignmentcard.measurement.tables.tallies import ASKED, Tallies
from alignmentcard.model.release import Columns

MOST_WIDE_RATERS = 2_000
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
) -> Ratings:
    """Read a table into the relation `ratings`; `extras` are tables of raters or items that are joined to it.

    `dimensions` and `values` are those that the card has, `layout` is the name of one that is stated. `one_set` says
    that an id in several files of the table is that of one item.
    """
    export = exported(source.data, source.columns, source.asked) if isinstance(source.data, Files) else None
    untyped = isinstance(source.data, Files) and source.data.form == "csv"
    source = with_export(source, export) if export else source
    loaded = load(engine, "source", source)
    dataset = known(list(loaded.types), source.columns) if layout is None else None
    if dataset:
        source = replace(source, columns=columns_of(dataset, list(loaded.types), source.asked, source.columns))
        pair = pair or dataset.pair
    whole = Table(engine, "source", loaded.types)
    if not whole.rows:
        raise UnreadableTableError(f"{source.name} holds no ratings: {_why_empty(engine, loaded, source)}.")
    laid = settle(whole, source.columns, dimensions, values=values, layout=layout, name=source.name)
    if laid.columns.count:
        refuse_bad_counts(engine, laid.relation, laid.columns.count)
    pair = pair or laid.pair
    laid = _linked(engine, laid, dimensions)
    axes = list(laid.columns.attributes)
    for extra in extras:
        axes += [axis for axis in extra.columns.attributes if axis not in axes]
    joined = [load_extra(engine, f"extra{number}", extra, axes) for number, extra in enumerate(extras)]
    keys = _keys(engine, loaded, laid)
    _rate(engine, laid, keys, axes, pair)
    one_set = one_set or bool(export and export.tool)  # which settled what its files are to each other
    settled = Settled(laid) if one_set else settle_files(engine, loaded, laid, keys.get("item"))
    if settled.layout != laid:
        laid, keys = settled.layout, _keys(engine, loaded, settled.layout)
        _rate(engine, laid, keys, axes, pair)
    counting = Counting(engine, laid, loaded)
    unusable = counting.unusable("rated")
    engine.view("usable", f"SELECT * FROM rated {counting.usable if unusable else ''}")
    engine.view("ratings", join("usable", joined, axes), keep=bool(joined))
    nobody = "rater" in keys and not engine.query("SELECT 1 AS n FROM usable WHERE rater IS NOT NULL LIMIT 1").num_rows
    told = [*(export.notes if export else ()), *loaded.notes, *laid.notes, *_told_of_others(source), *settled.told]
    told += [one for key in keys.values() for one in key.told]
    told += _told_of_merged(engine, unusable)
    told += [f"The column “{laid.columns.rater}” (rater) is empty: raters cannot be told apart."] if nobody else []
    told += [one for extra in joined for one in (*extra.told, *matched(engine, "usable", extra))]
    unread = laid.unread(loaded.types)
    told += [*missing_parts(engine, laid, loaded.types, unread), *states(whole, laid, unread)]
    told += doubts(engine, "usable", rater="rater" in keys and not nobody)
    labelled = laid.columns.label is not None or any("label" in extra.columns for extra in joined)
    tool = (export.tool if export else "") or (dataset.tool if dataset else "")
    return Ratings(
        engine,
        laid,
        loaded,
        tuple(axes),
        labelled,
        counting,
        unusable,
        tuple(dict.fromkeys(told)),
        nobody,
        untyped=untyped,
        tool=tool or None,
        pair=pair,
        export=export,
    )


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
    engine.view("rated", "\nUNION ALL\n".join(_parts(engine, layout, keys, axes, pair)))


def _told_of_others(source: Source) -> Iterator[str]:
    """Tell of files in the folder that were not read."""
    beside = source.given.beside if source.given else ()
    if beside and source.given:
        more = f" and {len(beside) - MOST_NAMED} more" if len(beside) > MOST_NAMED else ""
        yield f"Not read, since the ratings are in {source.given.form} files: {', '.join(beside[:MOST_NAMED])}{more}."


def _told_of_merged(engine: Engine, unusable: Mapping[str, ByFile]) -> Iterator[str]:
    """Tell of answers whose item is empty, where they are many."""
    if unusable.get(NO_ITEM):
        counted = "count(*) AS n, sum(CASE WHEN item IS NULL THEN 1 ELSE 0 END) AS empty"
        found = rows(engine.query(f"SELECT {counted} FROM rated WHERE value IS NOT NULL"))[0]
        if (found["empty"] or 0) > MANY * found["n"]:
            yield (
                f"{found['empty']:,} answers stand in rows whose item is empty. If cells were merged in a spreadsheet, "
                "fill each of them down to its rows, and measure again."
            )


def _why_empty(engine: Engine, loaded: Loaded, source: Source) -> str:
    if not engine.query(f"SELECT 1 AS n FROM {loaded.whole} LIMIT 1").num_rows:
        return "it has columns but no rows"
    wanted = " and ".join(f"{column} is {value}" for column, value in source.columns.only.items())
    return f"there is no row in which {wanted} (only)"


def _keys(engine: Engine, loaded: Loaded, layout: Layout) -> dict[str, Key]:
    """Settle how the ids of items and raters are read."""
    types = types_of(engine, layout, loaded)
    said = {"item": layout.items} if layout.items else {}
    if layout.columns.rater and not layout.raters:
        said["rater"] = parts_of(layout.columns.rater, types)
    names = names_of(loaded.files)
    return {role: read_key(engine, layout.relation, columns, types, names) for role, columns in said.items()}


def _linked(engine: Engine, layout: Layout, ids: Sequence[str]) -> Layout:
    """Settle which question of the table is which dimension, where a column tells questions apart."""
    said = layout.columns.dimensions
    if layout.columns.dimension is None or not (ids or said):
        return layout
    question = _words(engine.identifier(layout.columns.dimension))
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
    parts = _parts(table.engine, table.layout, keys, table.attributes, pair, ordered=False)
    joined = "\nUNION ALL\n".join(parts)
    table.engine.view("stored", f"SELECT * FROM ({joined}) r {table.counting.usable}")
    return replace(table, relation="stored")


def _parts(
    engine: Engine,
    layout: Layout,
    keys: Mapping[str, Key],
    axes: Sequence[str],
    pair: Pair | None,
    *,
    ordered: bool = True,
) -> Iterator[str]:
    """Yield a SELECT for each column that holds answers."""
    if len(layout.raters) > MOST_WIDE_RATERS:
        raise ColumnError(f"The table has {len(layout.raters)} rater columns. Reshape it to one row for each rating.")
    shared = _fields(engine, layout, keys, axes)
    answers = {name: {"dimension": engine.text(dimension)} for dimension, name in layout.answers.items()}
    raters = {name: {"rater": _rater_of(engine, layout, name)} for name in layout.raters}
    statements = {name: {"item": engine.text(name)} for name in layout.statements}
    for name, more in (raters or answers or statements or {str(layout.columns.value): {}}).items():
        fields = {**shared, **more, "value": engine.identifier(name)}
        if pair:
            fields |= _compared(engine, fields, pair, ordered=ordered)
        selected = ", ".join(f"{expression} AS {name}" for name, expression in fields.items())
        yield f"SELECT {selected} FROM {layout.relation}"


def _rater_of(engine: Engine, layout: Layout, name: str) -> str:
    """Write who gave the answers of a column: whom another column names, else the column itself."""
    named_by = layout.named_by.get(name)
    return _words(engine.identifier(named_by)) if named_by else engine.text(name)


def _fields(engine: Engine, layout: Layout, keys: Mapping[str, Key], axes: Sequence[str]) -> dict[str, str]:
    """Write the expression of each canonical column but the value."""
    columns = layout.columns
    nothing = "CAST(NULL AS VARCHAR(9))"
    fields = {role: keys[role].expression if role in keys else nothing for role in ("item", "rater")}
    for role in ("dimension", "occasion", "condition", "label"):
        name = getattr(columns, role)
        fields[role] = engine.identifier(name) if name else nothing
    if columns.dimension and columns.dimensions:
        cases = (f"WHEN {engine.text(name)} THEN {engine.text(id_)}" for id_, name in columns.dimensions.items())
        fields["dimension"] = (
            f"CASE {_words(fields['dimension'])} {' '.join(cases)} ELSE {_words(fields['dimension'])} END"
        )
    fields |= {"n": many(engine, layout), "file": engine.identifier(FILE), "place": engine.identifier(ROW)}
    for number, axis in enumerate(axes):
        name = columns.attributes.get(axis)
        fields[f"a{number}"] = known_text(engine, name, columns.missing) if name else nothing
    return fields


def _compared(engine: Engine, fields: dict[str, str], pair: Pair, *, ordered: bool) -> dict[str, str]:
    """Make what was compared part of the item; in one order, the answer is turned round where the pair is."""
    first, second = (_words(engine.identifier(name)) for name in (pair.first, pair.second))
    if not ordered:
        return {"item": together(engine, [fields["item"], first, second])}
    wins, given = [engine.text(text) for text in (pair.first_wins, pair.second_wins)], _words(fields["value"])
    swap = f"WHEN {first} > {second} AND {given} = "
    value = f"CASE {swap}{wins[0]} THEN {wins[1]} {swap}{wins[1]} THEN {wins[0]} ELSE {given} END"
    unknown = f"CASE WHEN {first} IS NOT NULL AND {second} IS NOT NULL THEN"
    both = [f"{unknown} {which}({first}, {second}) END" for which in ("least", "greatest")]
    return {"item": together(engine, [fields["item"], *both]), "value": value}


def _words(expression: str) -> str:
    return f"CAST({expression} AS STRING)"
