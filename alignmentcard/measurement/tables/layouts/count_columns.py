"""One row is an item, with a column for each value that says how often it was given."""

import re
from collections.abc import Sequence

from alignmentcard.measurement.engine.places import PLACE
from alignmentcard.measurement.tables.columns import ColumnError, Layout, columns_named, listed
from alignmentcard.measurement.tables.layouts import lists
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.profiles import NESTED, Table
from alignmentcard.measurement.tables.words import same_words
from alignmentcard.messages.retold import worded

COUNTED = re.compile(
    r"(?:n|num|no|count|counts|votes|n_votes|num_votes)[_. -](.+)|(.+)[_. -](?:n|count|counts|votes)", re.I
)
TOTALS = (
    "total",
    "all",
    "sum",
    "raters",
    "annotators",
    "annotations",
    "ratings",
    "items",
    "votes",
    "workers",
    "labels",
)
VALUE, COUNT = "value that a column counts", "count in the column"
RELATION = "counted_values"


def find(table: Table, asked: Asked) -> Layout | None:
    """Find columns of counts: those that are said, named as the card's values, or as `n_yes` and `n_no`."""
    said = asked.said
    if said.count:
        return lay(table, asked) if said.count not in table.columns else None
    if said.value or said.rater:
        return None
    by_value = _by_value(table, asked)
    return _layout(table, asked, by_value) if by_value else None


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns of counts, where the layout is stated."""
    said = asked.said
    in_cells = lists.lay_counts(table, asked, said.count) if said.count in table.columns else None
    if in_cells:
        return in_cells
    by_value = _stated_columns(table, said.count) if said.count else _by_value(table, asked)
    if not by_value:
        raise ColumnError(
            worded(
                "Name the columns that say how often a value was given: --column count=yes,no or a pattern "
                "such as count=n_*. The table has: {columns}.",
                columns=listed(table.columns),
            )
        )
    return _layout(table, asked, by_value)


def _stated_columns(table: Table, count: str) -> dict[str, str]:
    """Return columns by value; of a pattern, the value is what its star stands for."""
    names = columns_named("count", count, table.columns)
    before, star, after = count.partition("*")
    return {name.removeprefix(before).removesuffix(after) if star else name: name for name in names}


def _by_value(table: Table, asked: Asked) -> dict[str, str]:
    free = [name for name in table.columns if name not in asked.guess.taken
            and not table.types[name].startswith((*NESTED, "bool"))]  # fmt: skip
    of_card = {value: name for value in asked.values for name in free if same_words(value, name)}
    named = {}
    for name in free:
        parts = COUNTED.fullmatch(name)
        value = (parts[1] or parts[2]) if parts else None
        if value and value.lower() not in TOTALS:
            named[value] = name
    for found in (of_card, named):
        if len(found) > 1 and _counts(table, list(found.values())):
            return found
    return {}


def _counts(table: Table, names: Sequence[str]) -> bool:
    """Say whether columns hold whole numbers from 0."""
    seen = table.profile(names).values()
    return all(one.numbers and not one.fractions and (one.low or 0) >= 0 for one in seen)


def _layout(table: Table, asked: Asked, by_value: dict[str, str]) -> Layout:
    if not _counts(table, list(by_value.values())):
        raise ColumnError(
            worded("The columns {listed} are to hold counts, and not all of them do.", listed=listed(by_value.values()))
        )
    asked.guess.taken |= set(by_value.values())
    asked.guess.rows_are_items = True
    found, guessed = asked.filled(("item", "condition", "label"))
    asked.need(found, ("item",))
    engine = table.engine
    left = [name for name in (*table.columns, *PLACE) if name not in by_value.values()]
    kept = ", ".join(map(engine.identifier, left))
    parts = [
        f"SELECT {kept}, {engine.text(value)} AS {engine.identifier(VALUE)}, "
        f"CAST({engine.identifier(name)} AS BIGINT) AS {engine.identifier(COUNT)} FROM {table.relation}"
        for value, name in by_value.items()
    ]
    engine.view(RELATION, "\nUNION ALL\n".join(parts))
    found |= {"value": VALUE, "count": COUNT, "rater": None}
    told = ", ".join(f"{name} ({value})" if name != value else name for value, name in by_value.items())
    notes = (worded("Each of these columns counts how often a value was given: {columns}.", columns=told),)
    items = asked.items(found)
    return settled(found, "count-columns", guessed, items=items, relation=RELATION, notes=notes)
