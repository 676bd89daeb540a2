"""One row is one answer to which of two things is better, and either of the two may stand first."""

import re

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.columns import ColumnError, Layout, listed
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.long import ROLES
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.usual_names import bare
from alignmentcard.messages.retold import worded

SIDES = (("a", "b"), ("first", "second"), ("left", "right"), ("1", "2"), ("0", "1"))
THINGS = "model|system|response|answer|completion|option|output|candidate|summary|assistant|side"
COMPARED = re.compile(rf"({THINGS})?_?(.+?)"
                      r"(_(?:model|system|name|id))?")  # fmt: skip
WINNERS = ("winner", "preference", "preferred", "better", "choice", "chosen", "verdict", "pref")


def find(table: Table, asked: Asked) -> Layout | None:
    """Find two columns of compared things that also stand the other way round, and a column of the winner."""
    if asked.said.count:
        return None
    compared = _compared(table)
    value = asked.said.value or next((name for name in table.columns if bare(name) in WINNERS), None)
    pair = _pair(table, compared, value) if compared and value else None
    if pair is None or value is None or not _swapped(table, asked, pair):
        return None
    return _layout(asked, pair, value)


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns, where the layout is stated."""
    compared = _compared(table)
    value = asked.said.value or next((name for name in table.columns if bare(name) in WINNERS), None)
    pair = _pair(table, compared, value) if compared and value else None
    if pair is None or value is None:
        raise ColumnError(
            worded(
                "Name the two columns that were compared and the values by which one of them wins: --pair "
                "FIRST SECOND WIN1 WIN2. The table has: {columns}.",
                columns=listed(table.columns),
            )
        )
    return _layout(asked, pair, value)


def _compared(table: Table) -> tuple[str, str] | None:
    """Find two columns whose names differ in their side only: model_a and model_b."""
    by_name = {bare(name): name for name in table.columns}
    for first, second in SIDES:
        for plain, name in by_name.items():
            parts = COMPARED.fullmatch(plain)
            if not parts or parts[2] != first or not (parts[1] or parts[3]):
                continue
            other = f"{parts[1] + '_' if parts[1] else ''}{second}{parts[3] or ''}"
            other = by_name.get(other) or by_name.get(other.replace("_", "")) or ""
            if other and other != name:
                return name, other
    return None


def _pair(table: Table, compared: tuple[str, str], value: str) -> Pair | None:
    """Read from the values which of them mean the first side and the second."""
    first, second = compared
    seen = table.profile([value])[value]
    lower = {bare(one): one for one in seen.values}
    for left, right in ((bare(first), bare(second)), *SIDES):
        if left in lower and right in lower:
            return Pair(first, second, lower[left], lower[right])
    return None


def _swapped(table: Table, asked: Asked, pair: Pair) -> bool:
    """Say whether the same two things stand in either order somewhere, with nothing else to tell items apart."""
    first, second = table.engine.identifier(pair.first), table.engine.identifier(pair.second)
    seen = table.profile([pair.first, pair.second])
    if not all(one.different <= 1000 and not one.nested for one in seen.values()):
        return False
    found = rows(table.engine.query(
        f"SELECT count(*) AS n FROM (SELECT DISTINCT {first} AS x, {second} AS y FROM {table.relation}) s "
        f"JOIN (SELECT DISTINCT {first} AS x, {second} AS y FROM {table.relation}) t ON s.x = t.y AND s.y = t.x "
        "WHERE s.x < s.y"
    ))  # fmt: skip
    return bool(found[0]["n"])


def _layout(asked: Asked, pair: Pair, value: str) -> Layout:
    asked.guess.taken |= {pair.first, pair.second, value}
    found, guessed = asked.filled([role for role in ROLES if role != "value"])
    asked.need(found, ("item",))
    guessed += [] if asked.said.value else ["value"]
    notes = (
        worded(
            "Pairs of {first} and {second} stand either way round: they are put into one order, and “{one}” and "
            "“{other}” are turned with them.",
            first=pair.first,
            second=pair.second,
            one=pair.first_wins,
            other=pair.second_wins,
        ),
    )
    return settled({**found, "value": value, "count": None}, "pairs", guessed, items=asked.items(found), pair=pair,
                   notes=notes)  # fmt: skip
