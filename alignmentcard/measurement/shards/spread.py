"""Spreading the answers of a study to its shards, outside of memory: one pass over the table for all of them."""

from alignmentcard.measurement.shards.slices import DIGEST, Slice, Slices
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.study import Study

FIELDS = ("item", "rater", "occasion", "condition", "label", "n", "file", "place", "code", "x")
NOTHING = "CAST(NULL AS VARCHAR(9))"
"""A null of a kind, which Spark wants."""


def spread(study: Study, chosen: Slices) -> None:
    """Keep the answers to the items of some shards, by shard, without columns that the table does not have."""
    held = ", ".join(name for name in _fields(study.table) if name not in _absent(study.table))
    placed = f"SELECT {held}, {DIGEST} AS digest FROM {study.whole}"
    rows = f"SELECT {held}, {chosen.number} AS shard FROM ({placed}) p WHERE {chosen.condition}"
    study.engine.spread(_name(study), rows, "shard", [one.number for one in chosen])


def rows_of(study: Study, one: Slice) -> str:
    """Write a query of the answers to the items of one shard, after `spread`."""
    absent = _absent(study.table)
    fields = (f"{absent[name]} AS {name}" if name in absent else name for name in _fields(study.table))
    return f"SELECT {', '.join(fields)} FROM {_name(study)}_{one.number}"


def _name(study: Study) -> str:
    return f"{study.whole}_spread"


def _fields(table: Ratings) -> list[str]:
    return [*FIELDS, *(f"a{number}" for number in range(len(table.attributes)))]


def _absent(table: Ratings) -> dict[str, str]:
    """Return what stands in the place of columns that the table does not have."""
    columns = table.layout.columns
    known = {"occasion": columns.occasion, "condition": columns.condition, "label": table.labelled or None}
    found = {name: NOTHING for name, given in known.items() if given is None}
    return found if columns.count else {**found, "n": "1"}
