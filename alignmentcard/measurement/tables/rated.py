"""The queries that make one relation of a table: a SELECT for each column that holds answers."""

from collections.abc import Iterator, Mapping, Sequence

from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.engine.places import FILE, ROW
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.columns import ColumnError, Layout
from alignmentcard.measurement.tables.counting import count_expression
from alignmentcard.measurement.tables.joined import known_text
from alignmentcard.measurement.tables.keys import Key, joined_id
from alignmentcard.messages.retold import worded

MOST_WIDE_RATERS = 2_000


def selects(
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
        raise ColumnError(
            worded(
                "The table has {raters} rater columns. Reshape it to one row for each rating.",
                raters=len(layout.raters),
            )
        )
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
    return as_text(engine.identifier(named_by)) if named_by else engine.text(name)


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
            f"CASE {as_text(fields['dimension'])} {' '.join(cases)} ELSE {as_text(fields['dimension'])} END"
        )
    fields |= {"n": count_expression(engine, layout), "file": engine.identifier(FILE), "place": engine.identifier(ROW)}
    for number, axis in enumerate(axes):
        name = columns.attributes.get(axis)
        fields[f"a{number}"] = known_text(engine, name, columns.missing) if name else nothing
    return fields


def _compared(engine: Engine, fields: dict[str, str], pair: Pair, *, ordered: bool) -> dict[str, str]:
    """Make what was compared part of the item; in one order, the answer is turned round where the pair is."""
    first, second = (as_text(engine.identifier(name)) for name in (pair.first, pair.second))
    if not ordered:
        return {"item": joined_id(engine, [fields["item"], first, second])}
    wins, given = [engine.text(text) for text in (pair.first_wins, pair.second_wins)], as_text(fields["value"])
    swap = f"WHEN {first} > {second} AND {given} = "
    value = f"CASE {swap}{wins[0]} THEN {wins[1]} {swap}{wins[1]} THEN {wins[0]} ELSE {given} END"
    return {"item": compared_item(engine, fields["item"], pair), "value": value}


def compared_item(engine: Engine, item: str, pair: Pair) -> str:
    """Write the id of an item with what was compared, in one order."""
    first, second = (as_text(engine.identifier(name)) for name in (pair.first, pair.second))
    unknown = f"CASE WHEN {first} IS NOT NULL AND {second} IS NOT NULL THEN"
    both = [f"{unknown} {which}({first}, {second}) END" for which in ("least", "greatest")]
    return joined_id(engine, [item, *both])


def as_text(expression: str) -> str:
    """Write an expression as text."""
    return f"CAST({expression} AS STRING)"
