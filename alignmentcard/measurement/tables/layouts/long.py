"""One row is one answer, or one value of an item with its count."""

from typing import Any

from alignmentcard.measurement.tables.columns import ColumnError, Layout
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.hints import same_values
from alignmentcard.measurement.tables.layouts.in_cells import LOOKED_AT, TEXTS
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.written import written
from alignmentcard.messages.retold import worded

SHOWN = 8
ROLES = ("item", "rater", "value", "dimension", "occasion", "condition", "label")


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns of a table whose rows are answers."""
    roles = ROLES if asked.said.rater else (*ROLES, "count")
    found, guessed = asked.filled(roles)
    if found["rater"] and not asked.said.count:
        found["count"] = None
    _need(table, asked, found)
    if "value" in guessed:
        _refuse_objects(table, str(found["value"]))
    return settled(found, "counts" if found["count"] else "long", guessed, items=asked.items(found))


def lay_counts(table: Table, asked: Asked) -> Layout:
    """Settle the columns of a table whose rows are values with a count."""
    found, guessed = asked.filled(("item", "value", "count", "dimension", "condition", "label"))
    asked.need(found, ("item", "value", "count"))
    return settled({**found, "rater": None}, "counts", guessed, items=asked.items(found))


def _need(table: Table, asked: Asked, found: dict[str, Any]) -> None:
    if not found["item"] or not found["value"]:
        asked.need(found, ("item", "value"), *(same_values(table, asked, found) if not found["value"] else ()))


def _refuse_objects(table: Table, name: str) -> None:
    """Refuse a column that is only probably the answer, and whose cells are objects as text: each would be a label."""
    if table.types[name] not in TEXTS:
        return
    column = table.engine.identifier(name)
    wanted = f"SELECT {column} AS cell FROM {table.relation} WHERE {column} IS NOT NULL LIMIT {LOOKED_AT}"
    cells = [written(str(one)) for one in table.engine.query(wanted).column("cell").to_pylist()]
    fields = list(dict.fromkeys(str(key) for cell in cells if isinstance(cell, dict) for key in cell))
    if fields and 2 * sum(isinstance(cell, dict) for cell in cells) > len(cells):
        raise ColumnError(
            worded(
                "The column {column} holds an object in each cell, with the fields {fields}. Write the one that is the "
                "answer into a column of its own, and measure again; or name another column: --column value=NAME.",
                column=name,
                fields=", ".join(fields[:SHOWN]),
            )
        )
