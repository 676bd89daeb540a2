"""Rows that sum a table up: items called Total or Mean whose values are the total or the mean of the others."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.tables.cells import as_number
from alignmentcard.measurement.tables.doubtful_ids import MOST_ROWS, is_total

LEAST = 3
"""Of so many values at least a row sums up, so that it is none by accident."""
Statistic = Callable[[Sequence[Decimal]], Decimal]
STATISTICS: tuple[Statistic, ...] = (
    lambda values: sum(values, Decimal(0)), statistics.mean, statistics.median, min, max, statistics.stdev,
    statistics.pstdev, lambda values: Decimal(len(values)),
)  # fmt: skip
Cells = Mapping[tuple[object, object], Decimal | None]


def sums(engine: Engine, relation: str) -> tuple[str, ...]:
    """Return the items that only sum up the others, each by one statistic for every rater and dimension."""
    some = f"SELECT item, rater, dimension, value FROM {relation} WHERE value IS NOT NULL LIMIT {MOST_ROWS + 1}"
    if engine.query(some.replace("item, rater, dimension, value", "1 AS one")).num_rows > MOST_ROWS:
        return ()
    items = engine.query(f"SELECT DISTINCT CAST(item AS STRING) AS item FROM ({some}) r").column("item").to_pylist()
    named = sorted(one for one in items if one is not None and is_total(one))
    if not named:
        return ()
    found = rows(engine.query(some.replace("item, rater", "CAST(item AS STRING) AS item, rater")))
    others: dict[tuple[object, object], list[Decimal]] = {}
    given: dict[str, dict[tuple[object, object], Decimal | None]] = {name: {} for name in named}
    for row in found:
        key, number = (row["rater"], row["dimension"]), as_number(row["value"])
        if row["item"] in given:
            given[row["item"]][key] = number
        elif number is not None:
            others.setdefault(key, []).append(number)
    return tuple(name for name in named if _sums_up(given[name], others))


def _sums_up(cells: Cells, others: Mapping[tuple[object, object], Sequence[Decimal]]) -> bool:
    """Say whether one statistic of the others gives every value of a row, as exactly as it is written."""
    pairs = [(number, others.get(key, ())) for key, number in cells.items()]
    if any(number is None or len(values) < LEAST for number, values in pairs):
        return False
    return any(all(_is(number, one(values)) for number, values in pairs) for one in STATISTICS)


def _is(written: Decimal | None, exact: Decimal) -> bool:
    """Say whether a number is written of another, rounded where it ends."""
    if written is None:
        return False
    unit = Decimal(1).scaleb(int(written.as_tuple().exponent))
    return abs(written - exact) <= unit * Decimal("0.501")


def only_sums(items: Iterable[str], engine: Engine) -> str:
    """Write an expression that is null for the items that only sum up."""
    names = ", ".join(engine.text(item) for item in items)
    return f"(CASE WHEN CAST(item AS STRING) IN ({names}) THEN NULL ELSE 1 END)"
