"""Does the card count what the data has? (AC801, AC802, AC804)"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.paths import Route
from alignmentcard.rules.claims.measured import differs, measured_dimensions
from alignmentcard.rules.claims.parts import part_in
from alignmentcard.rules.parts import numbered_raters
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts


def _same(values: Iterator[int]) -> int | None:
    """Return the number that all agree on; None where they differ or there are none."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


@rule("AC801", "size-differs", "error")
def size_differs(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card counts other items, ratings or raters than the data has.

    A reader who sees that the simplest numbers are wrong will not trust the others. Often the number is that of an
    earlier version, or of the data before items were removed. A coefficient may be of fewer items and raters than
    there are, and not of more.

    Bad:
        dataset:
          id: sort-of-safe
          items: 990
    Good:
        dataset:
          id: sort-of-safe
          items: 350
    Fix: Writes the measured number.
    Source: The data itself
    """
    sizes = [found.sizes for _, _, found in measured_dimensions(card, facts)]
    items = _same(size.items for size in sizes)
    if card.dataset.items is not None and items is not None and card.dataset.items != items:
        yield differs(("dataset", "items"), worded("items"), card.dataset.items, items)
    ratings = sum(size.ratings for size in sizes)
    if card.dataset.ratings is not None and len(sizes) == len(card.dimensions) and card.dataset.ratings != ratings:
        yield differs(("dataset", "ratings"), worded("ratings"), card.dataset.ratings, ratings)
    pools = list(numbered_raters(card))
    count = facts.pool.raters
    if len(pools) == 1 and count is not None:
        position, pool = pools[0]
        if pool.size is not None and pool.size != count:
            yield differs(("pools", position, "size"), worded("raters in `{pool}`", pool=pool.id), pool.size, count)
    yield from _behind_coefficients(card, facts)


def _behind_coefficients(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Yield coefficients of more items or raters than there are; fewer may be a part of the data."""
    for position, stated in enumerate(card.statistics.agreement):
        found = facts.dimension(stated.dimension)
        if found is None or part_in(stated.note, found):
            continue
        route: Route = ("statistics", "agreement", position)
        if stated.items is not None and stated.items > found.sizes.items:
            yield differs((*route, "items"), worded("items"), stated.items, found.agreement.items)
        if stated.raters is not None and found.sizes.raters is not None and stated.raters > found.sizes.raters:
            yield differs((*route, "raters"), worded("raters"), stated.raters, found.sizes.raters)


@rule("AC802", "ratings-per-item-differ", "error")
def ratings_per_item_differ(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card states another number of ratings on an item than the data has.

    How many people stand behind an item decides how far its distribution can be trusted.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            ratings_per_item: {min: 60, median: 65, max: 70}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            ratings_per_item: {min: 90, median: 100, max: 110}
    Fix: Writes the measured numbers.
    Source: The data itself; the README of a real dataset says 60 to 70 where its table has 69 to 76
    """
    pools = list(numbered_raters(card))
    spreads = {found.sizes.ratings_per_item for _, _, found in measured_dimensions(card, facts)}
    if len(pools) != 1 or len(spreads) != 1:
        return
    position, pool = pools[0]
    spread = spreads.pop()
    for name in ("min", "median", "max"):
        stated, measured = getattr(pool.ratings_per_item, name), getattr(spread, name)
        if stated is not None and stated != measured:
            value = int(measured) if float(measured).is_integer() else measured
            yield differs(
                ("pools", position, "ratings_per_item", name),
                worded("as `{name}` of ratings an item", name=name),
                stated,
                value,
            )


@rule("AC804", "composition-differs", "error")
def composition_differs(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card counts other raters in a group than the data has.

    The composition is what readers judge by whether the data speaks for them. A group that is counted too large hides
    how few stand behind its view.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 400, man: 390, nonbinary: 10}, undisclosed: 0}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380, nonbinary: 10}, undisclosed: 0}
    Fix: Writes the measured numbers.
    Source: The data itself; a real card says 104 raters where the table has 123
    """
    pools = list(numbered_raters(card))
    measured = {axes.axes[0]: axes.raters for axes in facts.pool.axes}
    if len(pools) != 1:
        return
    position, pool = pools[0]
    for place, stated in enumerate(pool.composition):
        counts = measured.get(stated.axis, {})
        for group, number in stated.counts.items():
            if group in counts and counts[group] != number:
                route = ("pools", position, "composition", place, "counts", group)
                yield differs(route, worded("raters in the group `{group}`", group=group), number, counts[group])
