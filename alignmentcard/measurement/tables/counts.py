"""Tables of counts: a row says how often an answer was given, so a count is a whole number, 0 or more."""

from alignmentcard.measurement.engine.engines import Engine, UnreadableTableError, rows
from alignmentcard.measurement.tables.numbers import BETWEEN_THOUSANDS
from alignmentcard.messages.retold import worded

MOST = 2**52
"""Sums of counts up to here are exact in floating point, with which both engines add."""


def refuse_bad_counts(engine: Engine, relation: str, column: str) -> None:
    """Refuse counts that no number of answers can be, with an example."""
    count = as_double(engine, column)
    found = rows(engine.query(
        "SELECT min(CASE WHEN bad THEN given END) AS example, sum(c) AS total FROM "
        f"(SELECT given, c, c IS NULL OR isnan(c) OR c < 0 OR c <> floor(c) OR c > {MOST} AS bad FROM "
        f"(SELECT CAST({engine.identifier(column)} AS STRING) AS given, {count} AS c FROM {relation}) g "
        "WHERE given IS NOT NULL) b"
    ))[0]  # fmt: skip
    if found["example"] is not None:
        raise UnreadableTableError(
            worded(
                "The column {column} holds the count “{found}”. A count says how often an answer was given: "
                "a whole number, 0 or more. Correct it, or name another column: --column count=NAME.",
                column=column,
                found=found["example"],
            )
        )
    _refuse_points(engine, relation, column)
    if (found["total"] or 0) > MOST:
        raise UnreadableTableError(
            worded("The counts in the column {column} add up to more than can be counted exactly.", column=column)
        )


def _refuse_points(engine: Engine, relation: str, column: str) -> None:
    """Refuse counts in text whose point may stand between thousands: 1.000 would count as 1."""
    import pyarrow as pa

    name = engine.identifier(column)
    kind = engine.query(f"SELECT {name} FROM {relation} LIMIT 0").schema.types[0]
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return
    pointed = f"trim({name}) <> '' AND regexp_replace(trim({name}), '^{BETWEEN_THOUSANDS}$', '') = ''"
    found = rows(engine.query(f"SELECT min({name}) AS example FROM {relation} WHERE {pointed}"))[0]
    if found["example"] is not None:
        raise UnreadableTableError(
            worded(
                "The column {column} holds the count “{found}”, whose point may stand between thousands or before "
                "decimals. Write counts without points.",
                column=column,
                found=found["example"],
            )
        )


def as_double(engine: Engine, column: str) -> str:
    """Write the expression of a count, null where it is none."""
    return f"try_cast(CAST({engine.identifier(column)} AS STRING) AS DOUBLE)"
