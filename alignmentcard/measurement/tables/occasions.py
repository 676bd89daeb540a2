"""Occasions in the order of time: numbers, dates, and names with a number such as `wave 2`, which sorts before 10."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.messages.retold import worded

DATE = "^ *([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})($|[^0-9].*$)"
NUMBERED = "^([^0-9]*)[0-9]{1,9}([^0-9]*)$"
HALF_OF_DAY = "([AaPp][.]?[Mm])"
TEXT = "CAST(occasion AS STRING)"
MOST_COMPARED = 2_000


class OccasionError(AlignmentCardError):
    """It cannot be said which of two occasions was first."""


@dataclass(frozen=True)
class _Written:
    """How different occasions are written: how many, and of these dates and numbered names; the largest parts."""

    occasions: int
    dates: int
    numbered: int
    names: int
    first: int
    second: int
    halves: int


def in_order(engine: Engine, relation: str, chosen: str) -> str:
    """Write an expression of the column `occasion` that sorts as time goes."""
    schema = engine.query(f"SELECT occasion FROM {relation} LIMIT 0").schema
    if str(schema.field("occasion").type) not in ("string", "large_string"):
        return "occasion"
    given = f"(SELECT DISTINCT {TEXT} AS occasion FROM {relation} {chosen})"
    found = _written(engine, given)
    if found.dates:
        return _dates(engine, given, found)
    if found.occasions and found.numbered == found.occasions and found.names == 1:
        return f"CAST({_part('([0-9]+)', 1)} AS DOUBLE)"
    return "occasion"


def _written(engine: Engine, given: str) -> _Written:
    dated, numbered = f"{_part(DATE, 1)} <> ''", f"{_part(NUMBERED, 0)} <> ''"
    found = rows(engine.query(
        f"SELECT count(*) AS occasions, sum(CASE WHEN {dated} THEN 1 ELSE 0 END) AS dates, "
        f"sum(CASE WHEN {numbered} THEN 1 ELSE 0 END) AS numbered, "
        f"count(DISTINCT concat({_part(NUMBERED, 1)}, '#', {_part(NUMBERED, 2)})) AS names, "
        f"max(CASE WHEN {dated} THEN CAST({_part(DATE, 1)} AS INT) END) AS first, "
        f"max(CASE WHEN {dated} THEN CAST({_part(DATE, 2)} AS INT) END) AS second, "
        f"sum(CASE WHEN {_part(HALF_OF_DAY, 1)} <> '' THEN 1 ELSE 0 END) AS halves "
        f"FROM {given} o WHERE occasion IS NOT NULL"
    ))[0]  # fmt: skip
    return _Written(**{name: int(count or 0) for name, count in found.items()})


def _dates(engine: Engine, given: str, found: _Written) -> str:
    """Write dates as in ISO 8601, where it is clear what day and month are."""
    if found.dates < found.occasions or found.halves or min(found.first, found.second) > 12:
        raise OccasionError(
            worded(
                "Occasions are written in several ways, or with am and pm. Write them like 2025-10-01 or "
                "2025-10-01T21:05."
            )
        )
    day_first, month_first = (_iso(day, month) for day, month in ((1, 2), (2, 1)))
    if found.second > 12:
        return month_first
    if found.first > 12 or _same_order(engine, given, (day_first, month_first)):
        return day_first
    example = rows(engine.query(f"SELECT min(occasion) AS o FROM {given} o"))[0]["o"]
    raise OccasionError(
        worded(
            "The occasion “{example}” can be read with the day or with the month first, and these give "
            "different orders. Write occasions like 2025-10-01, or number them.",
            example=example,
        )
    )


def _same_order(engine: Engine, given: str, keys: Sequence[str]) -> bool:
    """Say whether two ways to read occasions put them into one order."""
    found = rows(engine.query(f"SELECT {keys[0]} AS a, {keys[1]} AS b FROM {given} o LIMIT {MOST_COMPARED + 1}"))
    pairs = sorted((row["a"], row["b"]) for row in found if row["a"] is not None)
    return len(pairs) <= MOST_COMPARED and all(left[1] < right[1] for left, right in itertools.pairwise(pairs))


def _iso(day: int, month: int) -> str:
    """Write the expression of a date whose day and month stand at these places; short years are of this century."""
    year = f"CASE WHEN length({_part(DATE, 3)}) = 2 THEN concat('20', {_part(DATE, 3)}) ELSE {_part(DATE, 3)} END"
    parts = [year, *(f"lpad({_part(DATE, place)}, 2, '0')" for place in (month, day))]
    hour = f"CASE WHEN {_part('^[^0-9]*([0-9]):', 1, _part(DATE, 4))} <> '' THEN 'T0' ELSE 'T' END"
    time = f"concat({hour}, {_part('([0-9].*)$', 1, _part(DATE, 4))})"
    return f"CASE WHEN occasion IS NOT NULL THEN concat({parts[0]}, '-', {parts[1]}, '-', {parts[2]}, {time}) END"


def _part(pattern: str, group: int, of: str = TEXT) -> str:
    """Write the expression of a part of a text, empty where the pattern does not fit."""
    return f"regexp_extract({of}, '{pattern}', {group})"
