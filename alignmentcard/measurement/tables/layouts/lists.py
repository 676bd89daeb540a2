"""One row is an item, and a cell holds what several people answered: lists, mappings by person, or lists of objects."""

from collections.abc import Mapping, Sequence
from typing import Any

from alignmentcard.measurement.tables.columns import ColumnError, Layout, column_of, listed
from alignmentcard.measurement.tables.guessing import SURE
from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.layouts.cells import kind_of
from alignmentcard.measurement.tables.layouts.in_cells import LISTED, PEOPLE, Found, sampled
from alignmentcard.measurement.tables.layouts.in_lists import (
    are_counts,
    by_person,
    by_value,
    people_of,
    read_counts,
    read_lists,
    read_mapping,
)
from alignmentcard.measurement.tables.layouts.in_objects import name_people, read_objects, several_groups
from alignmentcard.measurement.tables.layouts.turning import turn_round
from alignmentcard.measurement.tables.profiles import NESTED, Table
from alignmentcard.measurement.tables.usual_names import bare, named
from alignmentcard.messages.retold import worded


def find(table: Table, asked: Asked) -> Layout | None:
    """Find cells that hold several people's answers; a list beside a column of raters is what one of them chose."""
    said = asked.said
    plain = said.value and (said.value in table.types or "." not in said.value)
    if said.count or (plain and not _holds_several(table, str(said.value))):
        return None
    if said.value is None and _has_plain_answers(table, asked):
        return None
    sample = sampled(table)
    if not sample or (_one_rater_a_row(table, asked, sample)):
        return None
    found = _settled(table, asked, sample)
    return turn_round(table, asked, found) if found else None


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns, where the layout is stated."""
    sample = sampled(table)
    found = _settled(table, asked, sample, stated=True)
    if found is None:
        held = listed(sample) or "none"
        raise ColumnError(
            worded(
                "Name the column whose cells hold several answers with --column value=NAME, and in a list of "
                "objects the field: --column value=NAME.FIELD --column rater=NAME.FIELD. Columns with lists "
                "or mappings: {held}.",
                held=held,
            )
        )
    return turn_round(table, asked, found)


def lay_counts(table: Table, asked: Asked, column: str) -> Layout | None:
    """Settle a column whose cells count by value, where it is said to be one."""
    sample = sampled(table)
    if _kind(sample.get(column, ())) != "mapping" or not are_counts(sample[column]):
        return None
    return turn_round(table, asked, read_counts(column))


def _holds_several(table: Table, name: str) -> bool:
    return name in table.types and (table.types[name].startswith(NESTED) or "string" in table.types[name])


def _has_plain_answers(table: Table, asked: Asked) -> bool:
    """Say whether a column with a plain value in each cell is so called that it holds the answers."""
    flat = [name for name in table.columns if not table.types[name].startswith(NESTED)]
    return any(bare(name) in ("value", "rating") and "string" not in table.types[name] for name in flat)


def _one_rater_a_row(table: Table, asked: Asked, sample: Mapping[str, list[Any]]) -> bool:
    """Say whether a plain column names the rater of the row."""
    said = asked.said.rater
    if said:
        return said in table.types and said not in sample
    flat = [name for name in table.columns if name not in sample]
    return any(named("rater", name) >= SURE and bare(name) not in PEOPLE for name in flat)


def _settled(table: Table, asked: Asked, sample: Mapping[str, list[Any]], *, stated: bool = False) -> Found | None:
    """Settle which cells hold the answers."""
    kinds = {name: _kind(values) for name, values in sample.items()}
    said = asked.said.value or ""
    column = said if said in sample else column_of(said, sample) or said
    if said:
        beside = asked.said.rater or people_of([name for name, kind in kinds.items() if kind == "list"])
        kinds = {name: kind for name, kind in kinds.items() if name in (column, beside)}
    groups = [name for name, kind in kinds.items() if kind.startswith("objects") and name_people(sample[name], asked)]
    if len(groups) > 1 and not asked.said.value:
        raise several_groups(asked, groups, sample)
    if groups:
        fields = said.removeprefix(column).lstrip(".")
        return read_objects(asked, groups[0], sample[groups[0]], fields.split(".") if fields else [])
    mappings = [name for name, kind in kinds.items() if kind == "mapping"]
    chosen = next((name for name in mappings if asked.said.value or bare(name) in LISTED or bare(name) in PEOPLE), None)
    if chosen and by_value(sample[chosen], asked):
        return read_counts(chosen)
    if chosen and by_person(chosen, sample[chosen], asked):
        return read_mapping(chosen)
    lists = [name for name, kind in kinds.items() if kind == "list"]
    return read_lists(asked, lists, sample, stated=stated or bool(asked.said.value and asked.said.rater is None))


def _kind(values: Sequence[Any]) -> str:
    found = {kind_of(value) for value in values}
    return next(iter(found)) or "" if len(found) == 1 else ""
