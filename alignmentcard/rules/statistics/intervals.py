"""Can a number be what it says, and what stands beside it? (AC705, AC706)"""

from collections.abc import Iterator
from decimal import Decimal

from alignmentcard.edit import Fix, Set
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement, Convergence, GroupEffect
from alignmentcard.paths import Route
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.statistics.stated import (
    BOUNDS,
    entry_route,
    lacking,
)
from alignmentcard.words import term

SIZES = ("items", "raters")
LOWEST = {"percent_agreement": 0.0, "intraclass_correlation": float("-inf"), "other": float("-inf")}
"""Where a metric does not begin at -1; an intraclass correlation of averages has no lower end."""


@rule("AC705", "impossible-value", "error")
def impossible_value(card: Card) -> Iterator[Problem]:
    """A statistic cannot have this value, or lies outside its own interval.

    A coefficient of agreement is at most 1, and shares lie between 0 and 1. A number beyond that is a slip of the pen,
    a percentage, or something else than its label says, and readers who compute with it carry the error on.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {dimension: harmful, metric: percent_agreement, value: 83, low: 0.81, high: 0.85}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {dimension: harmful, metric: percent_agreement, value: 0.83, low: 0.81, high: 0.85}
    Fix: Writes a percentage as a share.
    Source: ours; the ranges follow from the definitions of the coefficients
    """
    for position, entry in enumerate(card.statistics.agreement):
        route = entry_route("agreement", position)
        outside = list(_out_of_range(route, entry))
        yield from outside or _bad_interval(route, entry)
    for position, effect in enumerate(card.statistics.group_effects):
        route = entry_route("group_effects", position)
        yield from list(_beyond_unit(route, effect)) or _bad_interval(route, effect)
    for position, convergence in enumerate(card.statistics.convergence):
        yield from _bad_convergence(entry_route("convergence", position), convergence)
    yield from _bad_shares(card)


def _out_of_range(route: Route, entry: Agreement) -> Iterator[Problem]:
    lowest = LOWEST.get(entry.metric, -1.0)
    highest = float("inf") if entry.metric == "other" else 1.0
    for name in ("value", "low", "high"):
        number = getattr(entry, name)
        if number is None or lowest <= number <= highest:
            continue
        message = worded(
            "{metric} cannot be {number:g}: it lies {range}.",
            metric=term(entry.metric),
            number=number,
            range=_range(lowest, highest),
        )
        percent = entry.metric == "percent_agreement" and 10 <= number <= 100
        share = round(number / 100, 6)
        fix = Fix(worded("Write {share}", share=format(share, "g")), (Set((*route, name), share),)) if percent else None
        yield Problem(
            (*route, name),
            message,
            worded("Write {share}.", share=format(share, "g")) if percent else worded("Look it up and correct it."),
            fix,
        )


def _beyond_unit(route: Route, effect: GroupEffect) -> Iterator[Problem]:
    """Yield a difference of two shares that is more than all."""
    if effect.unit == "percentage_points" and abs(effect.value) > 100:
        message = worded("Two shares cannot lie {value:g} percentage points apart.", value=abs(effect.value))
        yield Problem((*route, "value"), message, worded("Look it up and correct it."))


def _range(lowest: float, highest: float) -> str:
    return (
        worded("between {lowest:g} and {highest:g}", lowest=lowest, highest=highest)
        if lowest > float("-inf")
        else worded("at {highest:g} or below", highest=highest)
    )


def _bad_interval(route: Route, entry: Agreement | GroupEffect) -> Iterator[Problem]:
    low, high, value = entry.low, entry.high, entry.value
    if low is not None and high is not None and low > high:
        message = worded("The interval ends at {high:g}, before it begins at {low:g}.", high=high, low=low)
        yield Problem((*route, "low"), message, worded("Write the smaller number under low."))
        return
    below = low is not None and value < low - _rounding(value, low)
    above = high is not None and value > high + _rounding(value, high)
    if below or above:
        bound = worded("begins at {low:g}", low=low) if below else worded("ends at {high:g}", high=high)
        message = worded("The value is {value:g}, and its interval {bound}.", value=value, bound=bound)
        yield Problem(
            (*route, "value"), message, worded("An interval contains its value: correct one of the three numbers.")
        )


def _rounding(*numbers: float) -> float:
    """Return how far numbers may lie apart because they were rounded: half of the last digit that is written."""
    return max(0.5 * 10.0 ** _last_digit(number) for number in numbers)


def _last_digit(number: float) -> int:
    if number.is_integer() and abs(number) > 1:
        return 0
    exponent = Decimal(repr(number)).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _bad_convergence(route: Route, entry: Convergence) -> Iterator[Problem]:
    if entry.raters and entry.value and len(entry.raters) != len(entry.value):
        message = worded(
            "There are {raters} numbers of raters and {value} distances.",
            raters=len(entry.raters),
            value=len(entry.value),
        )
        yield Problem((*route, "value"), message, worded("Give one distance for each number of raters."))
    for position, value in enumerate(entry.value):
        if entry.metric == "jensen_shannon" and value > 1:
            message = worded(
                "A Jensen-Shannon divergence (base 2) cannot be {value:g}: it lies between 0 and 1.", value=value
            )
            yield Problem((*route, "value", position), message, worded("Look it up and correct it."))


def _bad_shares(card: Card) -> Iterator[Problem]:
    for position, entry in enumerate(card.statistics.consistency):
        shares = [entry.genuine, entry.constructed, entry.non_attitude]
        stated = [share for share in shares if share]
        if len(stated) == len(shares) and abs(sum(stated) - 1) > sum(_rounding(share) for share in stated):
            message = worded(
                "The shares genuine, constructed and non_attitude add up to {stated:g} and not to 1.",
                stated=sum(stated),
            )
            yield Problem(
                entry_route("consistency", position),
                message,
                worded("Every answer is one of the three: correct the shares."),
            )


@rule("AC706", "bare-number", "warning")
def bare_number(card: Card) -> Iterator[Problem]:
    """A coefficient stands alone: no interval, and no number of items and raters.

    An alpha of .60 from 20 items and one from 20,000 are different news. With an interval, or with the numbers behind
    it, readers can tell whether a difference between two datasets is one.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, items: 350, raters: 800}
    Source: ours
    """
    for position, entry in enumerate(card.statistics.agreement):
        bounds, sizes = (lacking(card, "agreement", position, entry, *names) for names in (BOUNDS, SIZES))
        if bounds and sizes:
            message = worded(
                "{metric} {entry:g} stands alone: {names} are not given.",
                metric=term(entry.metric),
                entry=entry.value,
                names=", ".join(f"`{name}`" for name in (*bounds, *sizes)),
            )
            help_ = worded("Add low and high, or items and raters (alignmentcard measure computes them); or list gaps.")
            yield Problem((*entry_route("agreement", position), "value"), message, help_)
