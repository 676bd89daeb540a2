"""Were the answers given when the card says? (AC822)"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.paths import Route
from alignmentcard.rules.counting import day_of
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.counted import Answered
    from alignmentcard.measurement.results.facts import Facts

ELSEWHERE = timedelta(days=1)
"""By so much the date of one moment differs between places."""
IDLE = timedelta(days=92)
"""What may lie between the stated and the first or last answer, where no answer of a collection is missing."""
Days = Mapping[date, int]


@rule("AC822", "period-differs", "warning", since="0.1.0")
def period_differs(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Answers were not given when the card says that they were.

    What people find harmful, or good, changes within months. A reader who compares two collections goes by the stated
    time. It is compared by `check --data`, where a column has the time of each answer, with a day more at both ends for
    places with other clocks. Where dates were shifted to protect raters, accept this and say so.

    Bad:
        collection:
          period: {start: 2023-06-01, end: 2023-08-31}
    Measured:
        {"counted": {"answered": {"column": "submitted_at", "days": [{"2024-02-01": 12000, "2024-03-20": 23000}]}}}
    Good:
        collection:
          period: {start: 2024-02-01, end: 2024-03-31}
    Source: The data itself
    """
    answered = facts.counted.answered if facts.counted else None
    period = card.collection.period
    if answered is None or not (period.start or period.end):
        return
    first = day_of(period.start, last=False) if period.start else date.min
    last = day_of(period.end, last=True) if period.end else date.max
    ways = [{date.fromisoformat(day): count for day, count in way.items()} for way in answered.days]
    fitting = [way for way in ways if not _outside(way, first, last)]
    if not fitting:
        way = min(ways, key=lambda way: _outside(way, first, last))
        yield _problem(card, answered, way, _outside(way, first, last), first)
    elif len(ways) == 1 and _holds_all(card, facts):
        yield from _idle(card, answered, ways[0])


def _outside(way: Days, first: date, last: date) -> int:
    """Count the answers before and after a period, which a clock elsewhere does not explain."""
    early = first - ELSEWHERE if first > date.min else first
    late = last + ELSEWHERE if last < date.max else last
    return sum(count for day, count in way.items() if not early <= day <= late)


def _problem(card: Card, answered: "Answered", way: Days, outside: int, first: date) -> Problem:
    early = min(way) < first - ELSEWHERE if first > date.min else False
    message = worded(
        "The card says that answers were given {period}, and the column {column} has them from {first} to {last}: "
        "{outside:,} of {answers:,} beyond the period.",
        period=_stated(card),
        outside=outside,
        answers=sum(way.values()),
        column=answered.column,
        first=min(way).isoformat(),
        last=max(way).isoformat(),
    )
    return Problem(_route(early=early), message, HELP)


HELP = worded("Correct the period; or accept this, and say why the times in the table are others.")


def _idle(card: Card, answered: "Answered", way: Days) -> Iterator[Problem]:
    """Yield a period of which far the most has no answers, though the table has all of them."""
    period = card.collection.period
    if not (period.start and period.end):
        return
    before = min(way) - day_of(period.start, last=True)
    after = day_of(period.end, last=False) - max(way)
    if max(before, after) > max(IDLE, 2 * (max(way) - min(way))):
        message = worded(
            "The card says that answers were given {period}, and all of them are from {first} to {last} "
            "(column {column}).",
            period=_stated(card),
            first=min(way).isoformat(),
            last=max(way).isoformat(),
            column=answered.column,
        )
        yield Problem(_route(early=before >= after), message, HELP)


def _route(*, early: bool) -> Route:
    return ("collection", "period", "start" if early else "end")


def _stated(card: Card) -> str:
    period = card.collection.period
    if period.start and period.end:
        return worded("from {start} to {end}", start=period.start, end=period.end)
    return worded("from {start} on", start=period.start) if period.start else worded("until {end}", end=period.end)


def _holds_all(card: Card, facts: "Facts") -> bool:
    """Say whether the table has as many ratings as the card says that there are."""
    from alignmentcard.rules.claims.sizes import ratings_counted

    stated = card.dataset.ratings
    return stated is not None and stated == ratings_counted(stated, [one.sizes for one in facts.dimensions.values()])
