"""What one row of a table means: layouts with a name each, stated or found by what is in the table."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from alignmentcard.measurement.tables.columns import ColumnError, Layout, check_said
from alignmentcard.measurement.tables.guessing import Guess
from alignmentcard.measurement.tables.layouts import (
    aggregates,
    count_columns,
    crossed,
    lists,
    long,
    matrix,
    pairs,
    questions,
    wide,
)
from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model.release import Columns

MEANS = {
    "long": later("one row is one answer: who gave it, to what, and which"),
    "wide": later("one row is an item, and each of some columns holds one person's answers"),
    "questions": later("one row is what one person answered about one item, with a column for each question"),
    "counts": later("one row is an item and a value, and how often it was given"),
    "count-columns": later(
        "one row is an item, with a column (or a key of a mapping) for each value: how often it was given"
    ),
    "matrix": later("one row is a person, with a column for each item"),
    "lists": later(
        "one row is an item, and a cell holds the answers of several people: a list, or a mapping by person"
    ),
    "nested": later("one row is an item, and a cell holds a list of objects, each what one person answered"),
    "pairs": later("one row is one answer to which of two things is better, and either may stand first"),
}
"""The layouts by name, and what one row of each means."""
FINDERS: tuple[Callable[[Table, Asked], Layout | None], ...] = (
    lists.find,
    crossed.find,
    wide.find,
    questions.find,
    count_columns.find,
    pairs.find,
    matrix.find,
)
"""Layouts that show themselves, in the order in which they are looked for; what none knows is long."""
STATED: dict[str, Callable[[Table, Asked], Layout]] = {
    "long": long.lay,
    "wide": wide.lay,
    "questions": questions.lay,
    "counts": long.lay_counts,
    "count-columns": count_columns.lay,
    "matrix": matrix.lay,
    "lists": lists.lay,
    "nested": lists.lay,
    "pairs": pairs.lay,
}
SEVERAL_IN_A_CELL = ("lists", "nested")


def settle(
    table: Table,
    said: Columns,
    dimensions: Sequence[str] = (),
    *,
    values: Sequence[str] = (),
    layout: str | None = None,
    name: str = "The table",
) -> Layout:
    """Settle the layout of a table: as it is stated, or as what is in it shows.

    `dimensions` and `values` are those of the card, `name` the table in messages. UnclearTableError says which roles
    are open where columns are not clear.
    """
    check_said(table.columns, said)
    guess = Guess(table, _taken(table.columns, said))
    asked = Asked(said, tuple(dimensions), tuple(values), guess, name)
    if layout is not None:
        if layout not in STATED:
            raise ColumnError(
                worded(
                    "There is no layout called “{layout}”. Choose one of: {means}.",
                    layout=layout,
                    means=", ".join(MEANS),
                )
            )
        return STATED[layout](table, asked)
    aggregates.refuse(table, asked)
    found = next((one for finder in FINDERS if (one := finder(table, asked)) is not None), None)
    if found is None:
        aggregates.refuse_summaries(table, asked)
        found = long.lay(table, asked)
    return _filled(table, said, found)


def _filled(table: Table, said: Columns, layout: Layout) -> Layout:
    """Refuse columns that are empty in every row; a column of raters that was only guessed is left out, and told."""
    for role in ("item", "value", "rater"):
        name = getattr(layout.columns, role)
        if name not in table.types or not table.empty(name):
            continue
        if role == "rater":
            if said.rater:
                continue  # that raters cannot be told apart is found, and told, when they are looked for
            columns = layout.columns.model_copy(update={"rater": None})
            note = worded("The column {name} is empty, so raters cannot be told apart.", name=name)
            return replace(layout, columns=columns, notes=(*layout.notes, note), guessed=_without(layout, "rater"))
        raise ColumnError(
            worded(
                "The column “{name}” ({role}) is empty in every row. Name another: --column {role}=NAME.",
                name=name,
                role=role,
            )
        )
    return layout


def _without(layout: Layout, role: str) -> tuple[str, ...]:
    return tuple(one for one in layout.guessed if one != role)


def _taken(columns: Sequence[str], said: Columns) -> set[str]:
    """Return the columns that a role was given to."""
    named = [name for role, name in said.model_dump().items() if isinstance(name, str)]
    parts = {part.strip() for name in named for part in (name, *name.split(","))}
    return (parts | set(said.attributes.values())) & set(columns)
