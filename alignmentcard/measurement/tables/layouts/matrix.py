"""One row is a person, with a column for each item."""

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from alignmentcard.measurement.tables.columns import ColumnError, Layout, columns_named, join_names, listed
from alignmentcard.measurement.tables.guessing import SURE, WORDS
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.hints import alike_columns
from alignmentcard.measurement.tables.profiles import NESTED, Profile, Table
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded

STATEMENT = re.compile(r"(.*?)(q|question|item|s|statement|comment|v|var|text|post|image|example)?[ _.-]?\d+", re.I)
LEAST = 2
NUMBER = "a number"


def find(table: Table, asked: Asked) -> Layout | None:
    """Find a row for each person: a column of people that differs in every row, and numbered columns of answers."""
    said = asked.said
    if said.value or said.count or said.dimension or (said.item and said.item in table.columns):
        return None
    if said.item and "*" not in said.item and not said.rater:
        return None
    if not said.item and len(_numbered(table, asked)) < LEAST:
        return None
    found, _ = asked.filled(("rater",))
    if not found["rater"] or not table.profile([found["rater"]])[found["rater"]].unique:
        _give_back(asked, found["rater"])
        return None
    statements = columns_named("item", said.item, table.columns) if said.item else _statements(table, asked)
    if len(statements) < LEAST or (not said.item and _has_items(asked)):
        _give_back(asked, found["rater"])
        return None
    return _layout(asked, found, tuple(statements))


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns, where the layout is stated."""
    said = asked.said
    found, _ = asked.filled(("rater",))
    statements = columns_named("item", said.item, table.columns) if said.item else _statements(table, asked)
    statements = statements or alike_columns(table, set(asked.guess.taken))
    if len(statements) < LEAST:
        raise ColumnError(
            worded(
                "Name the columns that are items: --column item=q1,q2,q3 or a pattern such as item=q*. The "
                "table has: {columns}.",
                columns=listed(table.columns),
            )
        )
    return _layout(asked, found, tuple(statements))


def _give_back(asked: Asked, rater: str | None) -> None:
    """Let the column of people be guessed again, since the table is of another kind."""
    if rater and not asked.said.rater:
        asked.guess.taken.discard(rater)


def _has_items(asked: Asked) -> bool:
    return any(one.score >= SURE for one in asked.guess.likely("item"))


def _statements(table: Table, asked: Asked) -> list[str]:
    """Return numbered columns that hold short answers from one scale: that of most of them."""
    fit = _short(table, asked)
    most = max(_of_one_scale([one for one in fit if one.different > 1]), key=len, default=[])
    return [one.name for one in fit if one.name in most or one.different == 1]


def _short(table: Table, asked: Asked) -> list[Profile]:
    seen = table.profile(_numbered(table, asked)).values()
    return [one for one in seen if one.filled and one.length <= WORDS and (one.short or one.numbers)]


def _of_one_scale(seen: Sequence[Profile]) -> list[list[str]]:
    """Group columns whose answers are numbers, or have one in common: others are of another question."""
    groups: list[tuple[set[str], list[str]]] = []
    for one in seen:
        values = {NUMBER} if one.numbers else {value.lower() for value in one.values} or {one.name}
        near = [group for group in groups if group[0] & values]
        names = [name for _, inner in near for name in inner]
        groups = [group for group in groups if group not in near]
        groups.append((values.union(*(known for known, _ in near)), [*names, one.name]))
    return [names for _, names in groups]


def _numbered(table: Table, asked: Asked) -> list[str]:
    free = [name for name in table.columns if name not in asked.guess.taken and STATEMENT.fullmatch(name)]
    return [name for name in free if not table.types[name].startswith(NESTED)]


def _layout(asked: Asked, found: Mapping[str, Any], statements: tuple[str, ...]) -> Layout:
    asked.guess.taken |= set(statements)
    asked.need(found, ("rater",))
    fit = () if asked.said.item else _short(asked.guess.table, asked)
    apart = [one.name for one in fit if one.name not in statements and not one.unique]
    named = {*apart, *statements, found["rater"], *asked.said.attributes.values()}
    beside = [name for name in asked.columns if name not in named]
    told, count = listed(statements), len(statements)
    notes: list[str] = [
        numbered(
            count,
            later("This column is the only item: {columns}."),
            later("Each of these {count:,} columns is an item: {columns}."),
            count=count,
            columns=told,
        )
    ]
    if apart:
        notes.append(
            worded(
                "These columns have other answers than the rest, and are left out: {columns}. To measure them, name "
                "them as the items: --column item={names}.",
                columns=listed(apart),
                names=shlex.quote(join_names(apart)),
            )
        )
    if beside:
        notes.append(worded("These columns hold no ratings: {columns}.", columns=listed(beside)))
    guessed = [] if asked.said.rater else ["rater"]
    return settled({**found, "item": None}, "matrix", guessed, statements=statements, notes=tuple(notes))
