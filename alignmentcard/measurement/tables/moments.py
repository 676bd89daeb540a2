"""When answers were given: the column that says so for certain, and the days that it names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.tables.cells import EMPTY_WORDS
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.usual_names import bare

MOST_TEXTS = 100_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that a time of an answer may have; a number beyond is no time, and a date before stands for none."""
ANSWERED = re.compile(
    r"(answer|annotat|rating|rated|label|judg|vote|voting|submi|complet|finish|respon|recorded|review|evaluat|assess)"
)
WHEN = re.compile(r"(at|on|date|time|timestamp|datetime|day|ts|tstamp|utc|end|start)")
LONG = re.compile(r"(duration|seconds?|secs?|ms|minutes?|min|elapsed|spent|taken|lead|reaction|zone|timezone)")
GENERAL = ("timestamp", "created_at", "datetime", "date_time", "time", "date", "tstamp", "ts", "updated_at", "end_date",
           "recorded_date", "day")  # fmt: skip
"""Names of times that may also be those of the item, such as of a post."""
ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
LOCAL = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
IN_WORDS = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH},?[ -](?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b.*\b(?P<year>\d{{4}})\b", re.IGNORECASE),
)
UNITS = (1, 1_000, 1_000_000, 1_000_000_000)
"""Seconds since 1970, and parts of them, that programs write."""
Days = Mapping[str, int]


def times_in(table: Ratings) -> Iterator[str]:
    """Yield the columns whose name says that they hold the time of an answer, the surest first."""
    columns = table.layout.columns
    taken = {*table.layout.items, *columns.attributes.values(), columns.rater, columns.value, *table.layout.raters}
    names = {name: bare(name) for name in table.types if name not in taken}
    sure = [name for name, plain in names.items() if _of_answers(plain)]
    yield from sorted(sure, key=lambda name: "start" in names[name])
    for general in GENERAL:
        yield from (name for name, plain in names.items() if plain == general and name not in sure)


def is_sure(name: str) -> bool:
    """Say whether a name is that of the time of an answer, and cannot be that of an item."""
    return _of_answers(bare(name))


def _of_answers(plain: str) -> bool:
    parts = plain.split("_")
    return (
        any(map(ANSWERED.match, parts))
        and any(map(WHEN.fullmatch, parts))
        and not any(map(LONG.fullmatch, parts))
        and plain not in ("response_time", "answer_time", "annotation_time", "rating_time", "completion_time")
    )  # which are as often how long it took


def varies_with_answers(table: Ratings, column: str, joined: str) -> bool:
    """Say whether a column differs between answers to one item and between answers of one rater.

    What is the same for all of an item's answers is a time of the item, and for all of a rater's one of the rater.
    `joined` is a relation of answers beside their rows, named t.
    """
    text = f"CAST(t.{table.engine.identifier(column)} AS STRING)"
    for unit in ("item", "rater") if table.rater and table.layout.shape != "wide" else ("item",):
        found = rows(table.engine.query(
            f"SELECT count(*) AS several, sum(CASE WHEN moments > 1 THEN 1 ELSE 0 END) AS differ FROM ("
            f"SELECT count(DISTINCT {text}) AS moments, count(*) AS c FROM {joined} WHERE {unit} IS NOT NULL "
            f"GROUP BY {unit}) s WHERE c > 1"
        ))[0]  # fmt: skip
        if found["several"] and 2 * int(found["differ"] or 0) < found["several"]:
            return False
    return True


def days_in(table: Ratings, column: str, joined: str) -> tuple[Days, ...]:
    """Count the answers of each day, in each way to read the dates of a column; nothing where one is no date."""
    text = f"CAST(t.{table.engine.identifier(column)} AS STRING)"
    found = rows(table.engine.query(
        f"SELECT {text} AS moment, count(*) AS n FROM {joined} WHERE {text} IS NOT NULL GROUP BY 1 "
        f"LIMIT {MOST_TEXTS + 1}"
    ))  # fmt: skip
    if len(found) > MOST_TEXTS:
        cut = f"substr({text}, 1, 10)"
        found = rows(table.engine.query(
            f"SELECT {cut} AS moment, count(*) AS n FROM {joined} WHERE {text} IS NOT NULL GROUP BY 1 "
            f"LIMIT {MOST_TEXTS + 1}"
        ))  # fmt: skip
    known = {row["moment"]: int(row["n"]) for row in found if not is_blank(row["moment"])}
    if not known or len(found) > MOST_TEXTS:
        return ()
    return tuple(_counted(days, known) for days in readings(list(known)))


def is_blank(text: str) -> bool:
    """Say whether a cell holds no time: nothing, a word for what is missing, or the beginning of a calendar."""
    return not text.strip() or text.strip() in EMPTY_WORDS or text.strip() in ("0", "0.0") or _begins(text)


def _begins(text: str) -> bool:
    found = ISO.match(text)
    return bool(found) and int(found[1]) in (1, 1899, 1900, 1970)  # type: ignore[index]


def _counted(days: Sequence[date], known: Mapping[str, int]) -> Days:
    counted: Counter[str] = Counter()
    for day, count in zip(days, known.values(), strict=True):
        counted[day.isoformat()] += count
    return dict(sorted(counted.items()))


def readings(texts: Sequence[str]) -> list[list[date]]:
    """Return the days of some times in each way to read them: one, two where day and month may be exchanged, or none.

    A time with an offset has the day of the place that wrote it; a number counts from 1970, in UTC.
    """
    ways = [[_local(text, day, month) for text in texts] for day, month in ((1, 2), (2, 1))]
    if not all(map(LOCAL.match, texts)):
        ways = [[_day(text) for text in texts]]
    whole = [[day for day in way if day is not None] for way in ways]
    possible = [way for way in whole if len(way) == len(texts)]
    return possible[:1] if possible[1:] and possible[0] == possible[1] else possible


def _local(text: str, day: int, month: int) -> date | None:
    found = LOCAL.match(text)
    if found is None:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return _date(year, int(found[month]), int(found[day]))


def _day(text: str) -> date | None:
    """Read a date that begins with the year, has its month in words, or is a number of seconds since 1970."""
    if found := ISO.match(text):
        return _date(*map(int, found.groups()))
    for pattern in IN_WORDS:
        if found := pattern.search(text):
            return _date(int(found["year"]), MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
    return _since_1970(text)


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _since_1970(text: str) -> date | None:
    try:
        number = float(text)
    except ValueError:
        return None
    for unit in UNITS:
        if 631_152_000 <= number / unit < 4_102_444_800:  # 1990 to 2100
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number / unit)).date()
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year < LAST_YEAR else None
    except ValueError:
        return None
