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
from alignmentcard.measurement.tables.columns import ColumnError, Layout, lay_out
from alignmentcard.measurement.tables.counting import ByFile, Counting, many, refuse_counts
from alignmentcard.measurement.tables.files import Files
from alignmentcard.measurement.tables.joined import join, known_text, load_extra, matched
from alignmentcard.measurement.tables.keys import Key, parts_of, read_key, together
from alignmentcard.measurement.tables.loading import Loaded, Source, load
from alignmentcard.measurement.tables.questions import linked
from alignmentcard.measurement.tables.several_files import Settled, settle

MOST_WIDE_RATERS = 2_000
MOST_QUESTIONS = 200
MOST_NAMED = 6


@dataclass(frozen=True)
class Ratings:
    """The relation `ratings` in an engine, and what the table has; `attributes` are the names of a0, a1, …

    `unusable` are answers without an item, by reason and file, `told` sentences about how the table was read. `nobody`
    says that the column of raters is empty.
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

    @property
    def rows(self) -> int:
        """Return the number of rows that belong to the card."""
        return self.counting.rows().total()

    @property
    def rater(self) -> bool:
        """Say whether ratings by the same rater can be recognised."""
        return (self.layout.shape == "wide" or self.layout.columns.rater is not None) and not self.nobody

    @property
    def dimension(self) -> bool:
        """Say whether the table tells dimensions apart."""
        return self.layout.shape == "questions" or self.layout.columns.dimension is not None


def open_ratings(
    engine: Engine,
    source: Source,
    dimensions: Sequence[str] = (),
    pair: Pair | None = None,
    extras: Sequence[Source] = (),
    *,
    one_set: bool = False,
) -> Ratings:
    """Read a table into the relation `ratings`; `extras` are tables of raters or items that are joined to it.

    `one_set` says that an id in several files of the table is that of one item.
    """
    loaded = load(engine, "source", source)
    layout = lay_out(list(loaded.types), source.columns, dimensions)
    if not (counting := Counting(engine, layout, loaded)).rows():
        raise UnreadableTableError(f"{source.name} holds no ratings: {_why_empty(counting, source)}.")
    refuse_counts(engine, layout)
    layout = _linked(engine, layout, dimensions)
    axes = list(layout.columns.attributes)
    for extra in extras:
        axes += [axis for axis in extra.columns.attributes if axis not in axes]
    joined = [load_extra(engine, f"extra{number}", extra, axes) for number, extra in enumerate(extras)]
    keys = _keys(engine, loaded, layout)
    _rate(engine, layout, keys, axes, pair)
    settled = Settled(layout) if one_set else settle(engine, loaded, layout, keys["item"])
    if settled.layout != layout:
        layout, keys = settled.layout, _keys(engine, loaded, settled.layout)
        _rate(engine, layout, keys, axes, pair)
    counting = Counting(engine, layout, loaded)
    unusable = counting.unusable("rated")
    engine.view("usable", f"SELECT * FROM rated {counting.usable if unusable else ''}")
    engine.view("ratings", join("usable", joined, axes), keep=bool(joined))
    nobody = "rater" in keys and not engine.query("SELECT 1 AS n FROM usable WHERE rater IS NOT NULL LIMIT 1").num_rows
    told = [*_told_of_others(source), *settled.told, *(one for key in keys.values() for one in key.told)]
    told += [f"The column “{layout.columns.rater}” (rater) is empty: raters cannot be told apart."] if nobody else []
    told += [one for extra in joined for one in (*extra.told, *matched(engine, "usable", extra))]
    labelled = layout.columns.label is not None or any("label" in extra.columns for extra in joined)
    return Ratings(engine, layout, loaded, tuple(axes), labelled, counting, unusable, tuple(told), nobody)


def _rate(engine: Engine, layout: Layout, keys: Mapping[str, Key], axes: Sequence[str], pair: Pair | None) -> None:
    engine.view("rated", "\nUNION ALL\n".join(_parts(engine, layout, keys, axes, pair)))


def _told_of_others(source: Source) -> Iterator[str]:
    """Tell of files in the folder that were not read."""
    beside = source.data.beside if isinstance(source.data, Files) else ()
    if beside:
        more = f" and {len(beside) - MOST_NAMED} more" if len(beside) > MOST_NAMED else ""
        yield f"Not read, since the ratings are in {source.data.form} files: {', '.join(beside[:MOST_NAMED])}{more}."


def _why_empty(counting: Counting, source: Source) -> str:
    if not counting.all_rows():
        return "it has columns but no rows"
    wanted = " and ".join(f"{column} is {value}" for column, value in source.columns.only.items())
    return f"there is no row in which {wanted} (only)"


def _keys(engine: Engine, loaded: Loaded, layout: Layout) -> dict[str, Key]:
    """Settle how the ids of items and raters are read."""
    said = {"item": layout.items}
    if layout.columns.rater and layout.shape != "wide":
        said["rater"] = parts_of(layout.columns.rater, loaded.types)
    names = names_of(loaded.files)
    return {role: read_key(engine, loaded.relation, columns, loaded.types, names) for role, columns in said.items()}


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
    raters = {name: {"rater": engine.text(name)} for name in layout.raters}
    for name, more in (raters or answers or {str(layout.columns.value): {}}).items():
        fields = {**shared, **more, "value": engine.identifier(name)}
        if pair:
            fields |= _compared(engine, fields, pair, ordered=ordered)
        selected = ", ".join(f"{expression} AS {name}" for name, expression in fields.items())
        yield f"SELECT {selected} FROM source"


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
    wins = [engine.text(text) for text in (pair.first_wins, pair.second_wins)]
    swap = f"WHEN {first} > {second} AND {fields['value']} = "
    value = f"CASE {swap}{wins[0]} THEN {wins[1]} {swap}{wins[1]} THEN {wins[0]} ELSE {fields['value']} END"
    unknown = f"CASE WHEN {first} IS NOT NULL AND {second} IS NOT NULL THEN"
    both = [f"{unknown} {which}({first}, {second}) END" for which in ("least", "greatest")]
    return {"item": together(engine, [fields["item"], *both]), "value": value}


def _words(expression: str) -> str:
    return f"CAST({expression} AS STRING)"
