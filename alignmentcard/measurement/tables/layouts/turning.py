"""A table whose cells hold several answers, turned into one row for each answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alignmentcard.measurement.engine.places import FILE, placed
from alignmentcard.measurement.tables.columns import ColumnError, Layout, listed
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.cells import Answer, NoCountError, UnevenError
from alignmentcard.measurement.tables.layouts.in_cells import Found
from alignmentcard.measurement.tables.profiles import NESTED, Table
from alignmentcard.measurement.tables.telling import counted
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 5_000_000
MOST_ANSWERS = 50_000_000
OWN_ROWS = "Write one row for each answer, or for each value with a column that counts it."
KEY_OF = later("key of {column}")
NAMED_SO = later("name of the answer")
"""What stands in the place of a column where answers in a cell say by themselves who gave them, or what they are of."""
RELATION = "answers_in_cells"
ROW = "row"


def turn_round(table: Table, asked: Asked, found: Found) -> Layout:
    """Lay out the table that has a row for each answer."""
    if table.rows > MOST_ROWS:
        raise ColumnError(
            worded(
                "{name} has more than {most_rows:,} rows with lists. Write one row for each answer.",
                name=asked.name,
                most_rows=MOST_ROWS,
            )
        )
    asked.guess.taken |= {*found.columns, *(name for name in table.columns if table.types[name].startswith(NESTED))}
    asked.guess.rows_are_items = True
    said, guessed = asked.filled(("item", "occasion", "condition", "label"))
    items = asked.items(said) if said["item"] else _whole_row(table)
    kept = {name for role in ("occasion", "condition", "label", "gold") if (name := said[role])}
    kept |= {*asked.said.attributes.values(), *items}
    value = " and ".join(found.values)
    names = {"rater": found.rater, "value": value, "dimension": NAMED_SO, "part": found.part}
    several = len(found.values) > 1
    turned = _turned(table, asked, found, sorted(kept), {role: name for role, name in names.items() if name})
    table.engine.hold(RELATION, placed(turned))
    notes = [found.note] if found.note else []
    values = listed(found.values)
    notes.append(
        worded("Answers are in {values}, given by {rater}.", values=values, rater=found.rater)
        if found.rater
        else worded("Answers are in {values}.", values=values)
    )
    if found.beside:
        notes.append(worded("Not read: {columns}.", columns=listed(found.beside)))
    if not items:
        items, said["item"] = (ROW,), ROW
        notes.append(worded("No column names the item, so each row is one."))
    elif not said["item"]:
        said["item"] = ", ".join(items)
        notes.append(
            worded("An item is named by {columns} together, which differ in every row.", columns=listed(items))
        )
    said |= {"rater": found.rater, "value": value, "dimension": names["dimension"] if several else None, "count": None}
    if names["part"]:
        items, said["item"] = (*items, names["part"]), ", ".join((*items, names["part"]))
    guessed += [role for role in ("rater", "value") if getattr(asked.said, role) is None]
    return settled(said, found.shape, guessed, items=items, relation=RELATION, notes=tuple(notes))


def _whole_row(table: Table) -> tuple[str, ...]:
    """Return the plain columns that together differ in every row; nothing where they do not."""
    flat = [name for name in table.columns if not table.types[name].startswith(NESTED)][:12]
    if not flat:
        return ()
    fields = ", ".join(table.engine.identifier(name) for name in flat)
    found = table.engine.query(f"SELECT count(*) AS n FROM (SELECT DISTINCT {fields} FROM {table.relation}) d")
    return tuple(flat) if found.column("n")[0].as_py() == table.rows else ()


def _turned(table: Table, asked: Asked, found: Found, kept: Sequence[str], names: Mapping[str, str]) -> "pa.Table":
    """Write one row for each answer, with the columns of its row that are needed."""
    import pyarrow as pa

    engine = table.engine
    wanted = dict.fromkeys([*kept, *found.columns, FILE])
    fields = ", ".join(engine.identifier(name) for name in wanted)
    rows = engine.query(f"SELECT {fields} FROM {table.relation}")
    places: list[int] = []
    columns: dict[str, list[str | None]] = {role: [] for role in names}
    start = 0
    for batch in rows.select(list(found.columns)).to_batches(max_chunksize=10_000):
        for number, row in enumerate(batch.to_pylist(), start):
            for answer in _answers(asked, found, row, number):
                if len(places) >= MOST_ANSWERS:
                    raise ColumnError(
                        worded(
                            "{name} has more than {most_answers:,} answers in cells. {own_rows}",
                            name=asked.name,
                            most_answers=MOST_ANSWERS,
                            own_rows=OWN_ROWS,
                        )
                    )
                places.append(number)
                told = {"rater": answer.rater, "value": answer.value, "dimension": answer.about, "part": answer.part}
                for role, values in columns.items():
                    values.append(told[role])
        start += batch.num_rows
    taken = rows.select([*kept, FILE]).take(pa.array(places, pa.int64()))
    for role, name in names.items():
        taken = taken.append_column(name, pa.array(columns[role], pa.string()))
    return (
        taken if kept and kept != [ROW] else taken.append_column(ROW, pa.array([str(n) for n in places], pa.string()))
    )


def _answers(asked: Asked, found: Found, row: Mapping[str, Any], number: int) -> Iterator[Answer]:
    try:
        yield from found.read(row)
    except UnevenError as error:
        column, values, who = error.args
        raise ColumnError(
            numbered(
                who,
                later(
                    "{name}, row {row}: {column} holds {answers} and {rater} names one person. Mend that row, or name "
                    "the columns: --column value=NAME --column rater=NAME."
                ),
                later(
                    "{name}, row {row}: {column} holds {answers} and {rater} names {who} people. Mend that row, or "
                    "name the columns: --column value=NAME --column rater=NAME."
                ),
                name=asked.name,
                row=number + 1,
                column=column,
                answers=counted(values, "answer"),
                rater=found.rater,
                who=who,
            )
        ) from None
    except NoCountError as error:
        value, held = error.args
        raise ColumnError(
            worded(
                "{name}, row {row}: the count of {value} is {held}, which is no whole number from 0. Mend "
                "that row, or leave it out.",
                name=asked.name,
                row=number + 1,
                value=value,
                held=held,
            )
        ) from None
