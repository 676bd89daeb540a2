"""What a rating table is: whatever its layout, one relation `ratings` with fixed column names.

The columns are item, rater, dimension, occasion, condition and label (texts, null where the table has none), value (as
it stands in the table), n (how many ratings a row is) and a0, a1, … for the attributes of raters, by number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alignmentcard.measurement.engine.engines import Engine, UnreadableTableError, rows
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.adapters import long_table
from alignmentcard.measurement.tables.columns import ColumnError, Layout, lay_out
from alignmentcard.measurement.tables.counts import as_double, refuse_bad_counts
from alignmentcard.measurement.tables.files import Files, refuse_too_many
from alignmentcard.measurement.tables.questions import linked
from alignmentcard.model.release import Columns

if TYPE_CHECKING:
    import pyarrow as pa

MOST_WIDE_RATERS = 2_000
MOST_QUESTIONS = 200


@dataclass(frozen=True)
class Source:
    """Files or a table in memory, and what is said about the columns."""

    data: "Files | pa.Table"
    columns: Columns = field(default_factory=Columns)

    @property
    def name(self) -> str:
        """Say which source it is, for messages."""
        return ", ".join(self.data.paths[:3]) if isinstance(self.data, Files) else "The table"


@dataclass(frozen=True)
class Ratings:
    """The relation `ratings` in an engine, and what the table has; `attributes` are the names of a0, a1, …"""

    engine: Engine
    layout: Layout
    attributes: tuple[str, ...]
    labelled: bool
    rows: int
    types: dict[str, str]
    relation: str = "ratings"
    untyped: bool = False
    """Whether the file has nothing but texts, as CSV has."""

    @property
    def rater(self) -> bool:
        """Say whether ratings by the same rater can be recognised."""
        return self.layout.shape == "wide" or self.layout.columns.rater is not None

    @property
    def dimension(self) -> bool:
        """Say whether the table tells dimensions apart."""
        return self.layout.shape == "questions" or self.layout.columns.dimension is not None


@dataclass(frozen=True)
class _Extra:
    """A table of raters or of items, loaded under a name; `columns` are canonical names and its own."""

    name: str
    key: str
    columns: dict[str, str]


def open_ratings(
    engine: Engine,
    source: Source,
    dimensions: Sequence[str] = (),
    pair: Pair | None = None,
    extras: Sequence[Source] = (),
) -> Ratings:
    """Read a table into the relation `ratings`; `extras` are tables of raters or items that are joined to it."""
    types = load(engine, "source", source)
    layout = lay_out(list(types), source.columns, dimensions)
    count = rows(engine.query("SELECT count(*) AS n FROM source"))[0]["n"]
    if not count:
        raise UnreadableTableError(f"{source.name} holds no ratings: it has columns but no rows.")
    if layout.columns.count:
        refuse_bad_counts(engine, "source", layout.columns.count)
    layout = _linked(engine, layout, dimensions)
    axes = list(layout.columns.attributes)
    for extra in extras:
        axes += [axis for axis in extra.columns.attributes if axis not in axes]
    joined = [_extra(engine, f"extra{number}", extra, axes) for number, extra in enumerate(extras)]
    engine.view("rated", "\nUNION ALL\n".join(_parts(engine, layout, axes, pair)))
    engine.view("ratings", _join("rated", joined, axes), keep=bool(joined))
    labelled = layout.columns.label is not None or any("label" in extra.columns for extra in joined)
    untyped = isinstance(source.data, Files) and source.data.form == "csv"
    return Ratings(engine, layout, tuple(axes), labelled, count, types, untyped=untyped)


def _linked(engine: Engine, layout: Layout, ids: Sequence[str]) -> Layout:
    """Settle which question of the table is which dimension, where a column tells questions apart."""
    said = layout.columns.dimensions
    if layout.columns.dimension is None or not (ids or said):
        return layout
    question = _words(engine.identifier(layout.columns.dimension))
    found = rows(engine.query(f"SELECT DISTINCT {question} AS d FROM source LIMIT {MOST_QUESTIONS + 1}"))
    questions = sorted(row["d"] for row in found if row["d"] is not None)
    if len(questions) > MOST_QUESTIONS:
        return layout
    return replace(layout, columns=layout.columns.model_copy(update={"dimensions": linked(said, ids, questions)}))


def as_stored(table: Ratings, pair: Pair) -> Ratings:
    """Read the same table without putting compared things into one order."""
    parts = _parts(table.engine, table.layout, table.attributes, pair, ordered=False)
    table.engine.view("stored", "\nUNION ALL\n".join(parts))
    return replace(table, relation="stored")


def load(engine: Engine, name: str, source: Source) -> dict[str, str]:
    """Bring a source into the engine under a name; return its columns and their types."""
    table = source.data if not isinstance(source.data, Files) else None
    if isinstance(source.data, Files) and source.data.form == "json":
        table = long_table(source.data.paths)
    whole = f"{name}_whole" if source.columns.only else name
    if table is not None:
        engine.hold(whole, table)
        schema = table.schema
    elif isinstance(source.data, Files):
        engine.read(whole, source.data.paths, source.data.form)
        schema = engine.query(f"SELECT * FROM {whole} LIMIT 0").schema
    refuse_too_many(len(schema), source.name)
    if source.columns.only:
        engine.view(name, f"SELECT * FROM {whole} WHERE {_only(engine, source, schema.names)}")
    return {column.name: str(column.type) for column in schema}


def _only(engine: Engine, source: Source, names: Sequence[str]) -> str:
    """Write the condition that keeps the rows of the card, where a table holds more."""
    for column in source.columns.only:
        if column not in names:
            raise ColumnError(f"{source.name} has no column “{column}” (only). It has: {', '.join(names[:12])}.")
    pairs = source.columns.only.items()
    return " AND ".join(f"{_words(engine.identifier(column))} = {engine.text(value)}" for column, value in pairs)


def _extra(engine: Engine, name: str, source: Source, axes: Sequence[str]) -> _Extra:
    """Load a table of raters or items as `name`, one row for each key, with canonical column names."""
    said = source.columns
    present = load(engine, f"{name}_rows", source)
    key = "rater" if said.rater else "item"
    columns = {f"a{axes.index(axis)}": column for axis, column in said.attributes.items()}
    if said.label:
        columns["label"] = said.label
    for wanted in (getattr(said, key), *columns.values()):
        if wanted is None or wanted not in present:
            missing = f"no column “{wanted}”" if wanted else "neither a rater nor an item column"
            raise ColumnError(f"{source.name} has {missing}, so it cannot be joined. It has: {', '.join(present)}.")
    fields = [f"max({_known(engine, column, said.missing)}) AS {canonical}" for canonical, column in columns.items()]
    keyed = f"{_words(engine.identifier(getattr(said, key)))} AS k"
    engine.view(name, f"SELECT {', '.join([keyed, *fields])} FROM {name}_rows GROUP BY 1", keep=True)
    return _Extra(name, key, columns)


def _join(rated: str, joined: Sequence[_Extra], axes: Sequence[str]) -> str:
    """Join what the tables of raters and items know to each rating; the ratings' own columns come first."""
    if not joined:
        return f"SELECT * FROM {rated}"
    fields = ["item", "rater", "value", "dimension", "occasion", "condition", "n"]
    selected = [f"r.{name}" for name in fields]
    for name in ["label", *(f"a{number}" for number in range(len(axes)))]:
        known = [f"r.{name}", *(f"{extra.name}.{name}" for extra in joined if name in extra.columns)]
        selected.append(f"coalesce({', '.join(known)}) AS {name}" if len(known) > 1 else f"r.{name}")
    tables = " ".join(f"LEFT JOIN {extra.name} ON {_words(f'r.{extra.key}')} = {extra.name}.k" for extra in joined)
    return f"SELECT {', '.join(selected)} FROM {rated} r {tables}"


def _parts(
    engine: Engine, layout: Layout, axes: Sequence[str], pair: Pair | None, *, ordered: bool = True
) -> Iterator[str]:
    """Yield a SELECT for each column that holds answers."""
    if len(layout.raters) > MOST_WIDE_RATERS:
        raise ColumnError(f"The table has {len(layout.raters)} rater columns. Reshape it to one row for each rating.")
    shared = _fields(engine, layout, axes)
    answers = {name: {"dimension": engine.text(dimension)} for dimension, name in layout.answers.items()}
    raters = {name: {"rater": engine.text(name)} for name in layout.raters}
    for name, more in (raters or answers or {str(layout.columns.value): {}}).items():
        fields = {**shared, **more, "value": engine.identifier(name)}
        if pair:
            fields |= _compared(engine, fields, pair, ordered=ordered)
        selected = ", ".join(f"{expression} AS {name}" for name, expression in fields.items())
        yield f"SELECT {selected} FROM source"


def _fields(engine: Engine, layout: Layout, axes: Sequence[str]) -> dict[str, str]:
    """Write the expression of each canonical column but the value."""
    columns = layout.columns
    items = [_words(engine.identifier(name)) for name in layout.items]
    fields = {"item": engine.identifier(layout.items[0]) if len(items) == 1 else f"concat_ws('|', {', '.join(items)})"}
    for role in ("rater", "dimension", "occasion", "condition", "label"):
        name = None if role == "rater" and layout.raters else getattr(columns, role)
        fields[role] = engine.identifier(name) if name else "CAST(NULL AS VARCHAR(9))"
    if columns.dimension and columns.dimensions:
        cases = (f"WHEN {engine.text(name)} THEN {engine.text(id_)}" for id_, name in columns.dimensions.items())
        fields["dimension"] = (
            f"CASE {_words(fields['dimension'])} {' '.join(cases)} ELSE {_words(fields['dimension'])} END"
        )
    fields["n"] = f"CAST({as_double(engine, columns.count)} AS BIGINT)" if columns.count else "1"
    for number, axis in enumerate(axes):
        name = columns.attributes.get(axis)
        fields[f"a{number}"] = _known(engine, name, columns.missing) if name else "CAST(NULL AS VARCHAR(9))"
    return fields


def _compared(engine: Engine, fields: dict[str, str], pair: Pair, *, ordered: bool) -> dict[str, str]:
    """Make what was compared part of the item; in one order, the answer is turned round where the pair is."""
    first, second = (_words(engine.identifier(name)) for name in (pair.first, pair.second))
    if not ordered:
        return {"item": f"concat_ws('|', {_words(fields['item'])}, {first}, {second})"}
    wins, given = [engine.text(text) for text in (pair.first_wins, pair.second_wins)], _words(fields["value"])
    swap = f"WHEN {first} > {second} AND {given} = "
    value = f"CASE {swap}{wins[0]} THEN {wins[1]} {swap}{wins[1]} THEN {wins[0]} ELSE {given} END"
    both = f"least({first}, {second}), greatest({first}, {second})"
    return {"item": f"concat_ws('|', {_words(fields['item'])}, {both})", "value": value}


def _known(engine: Engine, column: str, missing: Sequence[str]) -> str:
    """Read an attribute as text, null where it holds a code for a missing value."""
    text = _words(engine.identifier(column))
    codes = ", ".join(engine.text(code) for code in missing)
    return f"CASE WHEN {text} IN ({codes}) THEN NULL ELSE {text} END" if codes else text


def _words(expression: str) -> str:
    return f"CAST({expression} AS STRING)"
