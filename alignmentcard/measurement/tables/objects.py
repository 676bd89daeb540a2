"""Objects in cells, such as `{"by": "ana", "score": 3}`: their fields are columns, `rating.by` and `rating.score`.

An object whose keys are people or values of a scale is none of these: its parts are all of one kind, and none is called
like a role that a column has. What is in it stays together, for the layouts to look at. Where a column names who
answered, an object is never one of people.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.engine.places import PLACE
from alignmentcard.measurement.tables.columns import NAMES
from alignmentcard.measurement.tables.usual_names import STRONG, bare, named

if TYPE_CHECKING:
    import pyarrow as pa

ROLES = ("item", "rater", "value")
DEEPEST = 4
"""So many objects inside of each other are taken apart."""


def without_objects(engine: Engine, relation: str, schema: "pa.Schema") -> str:
    """Write a query for the rows of a relation with a column for each field of its objects; empty where it has none."""
    by_one = any(named("rater", name) >= STRONG for name in schema.names)
    parts = [
        part for field in schema for part in _parts(engine, field, field.name, engine.identifier(field.name), by_one)
    ]
    if len({name for name, _ in parts}) < len(parts) or [name for name, _ in parts] == schema.names:
        return ""
    return f"SELECT {', '.join(f'{how} AS {engine.identifier(name)}' for name, how in parts)} FROM {relation}"


def _parts(
    engine: Engine, field: "pa.Field", name: str, how: str, by_one: bool, depth: int = 0
) -> Iterator[tuple[str, str]]:
    """Yield the columns that a column becomes, each with the expression that reads it."""
    if name in PLACE or depth == DEEPEST or not _is_record(field.type, by_one):
        yield name, how
        return
    for part in field.type:
        way = f"{how}.{engine.identifier(part.name)}"
        yield from _parts(engine, part, f"{name}.{part.name}", way, by_one, depth + 1)


def _is_record(kind: "pa.DataType", by_one: bool) -> bool:
    """Say whether the parts of an object are fields, and not people or values with an answer or a count each.

    `by_one` says that the row is by one person.
    """
    import pyarrow as pa

    if not pa.types.is_struct(kind):
        return False
    kinds = {_kind(part.type) for part in kind}
    usual = {name for role in ROLES for name in NAMES[role]}
    return by_one or len(kinds) > 1 or kinds == {"list"} or any(bare(part.name) in usual for part in kind)


def _kind(kind: "pa.DataType") -> str:
    """Name the kind of a field; numbers of all sizes are one."""
    import pyarrow as pa

    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind) or pa.types.is_null(kind):
        return "number"
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return "list"
    return "object" if pa.types.is_struct(kind) else str(kind)
