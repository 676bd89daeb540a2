"""Questions that raters were asked again: how many items and raters, after how many days."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card
from alignmentcard.model.collection import Repeat
from alignmentcard.paths import Route
from alignmentcard.rules.claims.measured import differs
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem

if TYPE_CHECKING:
    from alignmentcard.measurement.results.counted import Again
    from alignmentcard.measurement.results.facts import Facts

SLACK_OF_DAYS = 1
"""Days by which a gap may be off: two answers on both sides of midnight, or clocks of two places."""

WHAT = {
    "items": (later("item that was asked again"), later("items that were asked again")),
    "raters": (later("rater who was asked again"), later("raters who were asked again")),
}


def asked_again_otherwise(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """Yield repeats of far more or fewer items and raters than answered again, and days that lie beyond all of theirs.

    Not all who are asked again answer, and some answer twice by mistake: only what is off by a factor counts.
    """
    for position, stated in enumerate(card.collection.repeats):
        found = _measured(card, stated, facts)
        if not found:
            continue
        route: Route = ("collection", "repeats", position)
        named = any(one.named for one in found)
        for name, what in WHAT.items():
            number, counts = getattr(stated, name), [getattr(one, name) for one in found]
            more = number is not None and number > max(counts) * limits.claim_factor
            fewer = number is not None and named and number * limits.claim_factor < min(counts)
            if number is not None and (more or fewer):
                yield differs((*route, name), what, number, max(counts) if more else min(counts))
        yield from _days(route, stated, found)


def _measured(card: Card, stated: Repeat, facts: "Facts") -> "list[Again]":
    """Return the repeats of the stated kind, by dimension; none where several entries of the card are of that kind."""
    same = stated.kind == "retest"
    if sum((one.kind == "retest") == same for one in card.collection.repeats) > 1:
        return []
    again = facts.counted.again.values() if facts.counted else ()
    return [one for found in again if (one := found.same if same else found.across)]


def _days(route: Route, stated: Repeat, found: "list[Again]") -> Iterator[Problem]:
    days = [day for one in found for day in one.days]
    if stated.gap_days is None or not days or not all(one.named for one in found):
        return
    least, most = min(days), max(days)
    if least - SLACK_OF_DAYS <= stated.gap_days <= most + SLACK_OF_DAYS:
        return
    measured = f"{least:g}" if least == most else worded("{least:g} to {most:g}", least=least, most=most)
    message = numbered(
        stated.gap_days,
        later("The card says {stated:g} day between two askings, and the data has {measured}."),
        later("The card says {stated:g} days between two askings, and the data has {measured}."),
        stated=stated.gap_days,
        measured=measured,
    )
    yield Problem(
        (*route, "gap_days"), message, worded("Correct the days, or say in the card which repeats they are of.")
    )
