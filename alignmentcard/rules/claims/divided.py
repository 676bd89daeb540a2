"""How items and ratings divide, as the card says and as a column of the table does."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from alignmentcard.messages import later
from alignmentcard.model import Card
from alignmentcard.rules.claims.measured import differs
from alignmentcard.rules.rule import Problem

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts

Numbers = Mapping[str, int]


def counts_that_differ(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Yield numbers under `dataset.counts` that no way to count the table gives."""
    divided = facts.counted.divided if facts.counted else {}
    for position, stated in enumerate(card.dataset.counts):
        found = divided.get(stated.axis)
        for name in ("items", "ratings") if found else ():
            for value, number, measured in _differ(getattr(stated, name), getattr(found, name)):
                route = ("dataset", "counts", position, name, value)
                yield differs(route, WHAT[name], number, measured, axis=stated.axis, value=value)


WHAT = {
    "items": (later("item of {axis} `{value}`"), later("items of {axis} `{value}`")),
    "ratings": (later("rating of items of {axis} `{value}`"), later("ratings of items of {axis} `{value}`")),
}


def _differ(stated: Numbers, ways: Sequence[Numbers]) -> Iterator[tuple[str, int, int]]:
    """Yield values with the stated and the measured number, where it is certain that both are of the same."""
    counted = [_as_stated(stated, way) for way in ways]
    usual = counted[0] if counted else None
    if usual is None or any(way == stated for way in counted):
        return
    for value, number in stated.items():
        if number != usual[value]:
            yield value, number, usual[value]


def _as_stated(stated: Numbers, way: Numbers) -> Numbers | None:
    """Return the numbers of a way to count by the values as the card writes them; None where values may be others.

    A value that the card does not name may be merged with another one, so it takes that the whole is another as well.
    A value that only the card names has no items, if all that the table has are named.
    """
    alike = {value.strip().casefold(): number for value, number in way.items()}
    named = {value: value.strip().casefold() for value in stated}
    if len(alike) < len(way) or len({*named.values()}) < len(named):
        return None
    known = alike.keys() & {*named.values()}
    every_value, every_name = len(known) == len(alike), len(known) == len(named)
    if not known or not (every_value or (every_name and sum(stated.values()) != sum(way.values()))):
        return None
    return {value: alike.get(key, 0) for value, key in named.items()}
