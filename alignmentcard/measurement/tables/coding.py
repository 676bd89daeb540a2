"""The different values of a dimension, and the relation that gives each its code, which they are joined to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.tables.numbers import Single
from alignmentcard.measurement.tables.scale import Answers

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Values:
    """The different values as they stand in the table, and the same in Python with the number of their ratings."""

    column: "pa.ChunkedArray"
    counted: tuple[tuple[object, int], ...]


def read_values(engine: Engine, relation: str, chosen: str = "") -> Values:
    """Read the different values of a relation in an order that does not depend on the engine."""
    import pyarrow as pa

    found = engine.query(f"SELECT value, sum(n) AS n FROM {relation} {chosen} GROUP BY value HAVING sum(n) > 0")
    values, counts = plain(found.column("value")), found.column("n").to_pylist()
    order = sorted(range(len(values)), key=lambda row: (str(values[row]), str(type(values[row]))))
    counted = tuple((values[row], int(counts[row])) for row in order)
    return Values(found.column("value").take(pa.array(order, pa.int64())), counted)


def plain(column: "pa.ChunkedArray") -> list[Any]:
    """Turn a column into Python values."""
    import pyarrow as pa

    if pa.types.is_float32(column.type) or pa.types.is_float16(column.type):
        return [None if value is None else Single(value) for value in column.to_pylist()]
    return list(column.to_pylist())


def hold_codes(engine: Engine, name: str, values: Values, answers: Answers) -> None:
    """Hold a relation of known (a value that counts), code (its position in the scale) and x (its place on the line).

    Answers that are no numbers have no place.
    """
    import pyarrow as pa

    rows = [row for row, code in enumerate(answers.codes) if code >= 0]
    codes = [answers.codes[row] for row in rows]
    places = answers.line.places if answers.line else None
    x = [None if places is None or code in answers.placeless else places[code] for code in codes]
    table = pa.table({
        "known": values.column.take(pa.array(rows, pa.int64())), "code": pa.array(codes, pa.int32()),
        "x": pa.array(x, pa.float64()),
    })  # fmt: skip
    engine.hold(f"{name}_held", table)
    engine.view(name, f"SELECT known, code, x FROM {name}_held", keep=True)


def hold_reasons(engine: Engine, name: str, values: Values, answers: Answers) -> None:
    """Hold a relation of known (a value that does not count) and reason (why)."""
    import pyarrow as pa

    rows = [row for row, code in enumerate(answers.codes) if code < 0]
    reasons = [answers.reasons[row] for row in rows]
    table = pa.table(
        {"known": values.column.take(pa.array(rows, pa.int64())), "reason": pa.array(reasons, pa.string())}
    )
    engine.hold(f"{name}_held", table)
    engine.view(name, f"SELECT known, reason FROM {name}_held", keep=True)
