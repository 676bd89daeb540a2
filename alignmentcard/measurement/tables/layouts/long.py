"""One row is one answer, or one value of an item with its count."""

from typing import Any

from alignmentcard.measurement.tables.columns import Layout
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.hints import same_values
from alignmentcard.measurement.tables.profiles import Table

ROLES = ("item", "rater", "value", "dimension", "occasion", "condition", "label")


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns of a table whose rows are answers."""
    roles = ROLES if asked.said.rater else (*ROLES, "count")
    found, guessed = asked.filled(roles)
    if found["rater"] and not asked.said.count:
        found["count"] = None
    _need(table, asked, found)
    return settled(found, "counts" if found["count"] else "long", guessed, items=asked.items(found))


def lay_counts(table: Table, asked: Asked) -> Layout:
    """Settle the columns of a table whose rows are values with a count."""
    found, guessed = asked.filled(("item", "value", "count", "dimension", "condition", "label"))
    asked.need(found, ("item", "value", "count"))
    return settled({**found, "rater": None}, "counts", guessed, items=asked.items(found))


def _need(table: Table, asked: Asked, found: dict[str, Any]) -> None:
    if not found["item"] or not found["value"]:
        asked.need(found, ("item", "value"), *(same_values(table, asked, found) if not found["value"] else ()))
