"""Does the card count what the data has? (AC801, AC802, AC804)"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alignmentcard.messages import later
from alignmentcard.model import Card
from alignmentcard.model.pools import Composition, Pool
from alignmentcard.paths import Route
from alignmentcard.rules.claims.divided import counts_that_differ
from alignmentcard.rules.claims.held import repeated_as
from alignmentcard.rules.claims.measured import differs, measured_dimensions
from alignmentcard.rules.claims.parts import part_in
from alignmentcard.rules.counting import SLACK
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.parts import numbered_raters
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import Composition as Counted
    from alignmentcard.measurement.results.values import Sizes

ITEMS, RATINGS = (later("item"), later("items")), (later("rating"), later("ratings"))
RATERS = (later("rater"), later("raters"))
IN_POOL = (later("rater in `{pool}`"), later("raters in `{pool}`"))
IN_GROUP = (later("rater in the group `{group}`"), later("raters in the group `{group}`"))
SILENT = (later("rater who did not say ({axis})"), later("raters who did not say ({axis})"))
EACH = later("as `{name}` of ratings an item")
PAIRS = (later("pair of repeated answers"), later("pairs of repeated answers"))


def _same(values: Iterator[int]) -> int | None:
    """Return the number that all agree on; None where they differ or there are none."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


@rule("AC801", "size-differs", "error")
def size_differs(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """The card counts other items, ratings or raters than the data has.

    A reader who sees that the simplest numbers are wrong will not trust the others. Often the number is that of an
    earlier version, or of the data before items were removed. A coefficient may be of fewer items and raters than
    there are, and not of more. How items divide, as by language, is compared by `check --data`, where a column has the
    values that the card names.

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
        yield differs(("dataset", "items"), ITEMS, card.dataset.items, items)
    ratings = ratings_counted(card.dataset.ratings, sizes)
    if card.dataset.ratings is not None and len(sizes) == len(card.dimensions) and card.dataset.ratings != ratings:
        yield differs(("dataset", "ratings"), RATINGS, card.dataset.ratings, ratings)
    pools = list(numbered_raters(card))
    count = facts.pool.raters
    if len(pools) == 1 and count is not None:
        position, pool = pools[0]
        if pool.size is not None and pool.size != count:
            yield differs(("pools", position, "size"), IN_POOL, pool.size, count, pool=pool.id)
        yield from _roughly(pool, ("pools", position, "size_stated"), count)
    yield from counts_that_differ(card, facts)
    yield from _behind_coefficients(card, facts)
    yield from _behind_repeats(card, facts, limits)


def ratings_counted(stated: int | None, sizes: "Sequence[Sizes]") -> int:
    """Return how many ratings there are: with answers to a question that was asked again, where that is stated."""
    once = sum(size.ratings for size in sizes)
    again = once + sum(size.repeats or 0 for size in sizes)
    return again if stated == again else once


def _roughly(pool: Pool, route: Route, count: int) -> Iterator[Problem]:
    """Yield a rough size that the data does not bear out: what rounding explains is let pass."""
    stated = pool.size_stated
    if stated is None or pool.size is not None:
        return
    if stated.at_least is not None and stated.at_least > count:
        yield differs((*route, "at_least"), IN_POOL, stated.at_least, count, pool=pool.id)
    if stated.about is not None and not count / SLACK <= stated.about <= count * SLACK:
        yield differs((*route, "about"), IN_POOL, stated.about, count, pool=pool.id)


def _behind_coefficients(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Yield coefficients of more items or raters than there are; fewer may be a part of the data."""
    for position, stated in enumerate(card.statistics.agreement):
        found = facts.dimension(stated.dimension)
        larger = stated.of and (stated.of.stage or stated.of.note)  # such as all items, before some were removed
        if found is None or larger or part_in(stated.note, found):
            continue
        route: Route = ("statistics", "agreement", position)
        if stated.items is not None and stated.items > found.sizes.items:
            yield differs((*route, "items"), ITEMS, stated.items, found.agreement.items)
        if stated.raters is not None and found.sizes.raters is not None and stated.raters > found.sizes.raters:
            yield differs((*route, "raters"), RATERS, stated.raters, found.sizes.raters)


def _behind_repeats(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """Yield repeats of far more pairs than there are; ways to pair three answers differ, and fewer may be a part."""
    for position, stated in enumerate(card.statistics.consistency):
        found = facts.dimension(stated.dimension)
        if found is None or stated.pairs is None or stated.of:
            continue
        repeated = repeated_as(stated, found)
        if not isinstance(repeated, str) and stated.pairs > repeated.pairs * limits.claim_factor:
            route: Route = ("statistics", "consistency", position, "pairs")
            yield differs(route, PAIRS, stated.pairs, repeated.pairs)


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
                (EACH, EACH),
                stated,
                value,
                name=name,
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
    measured = {axes.axes[0]: axes for axes in facts.pool.axes}
    if len(pools) != 1:
        return
    position, pool = pools[0]
    for place, stated in enumerate(pool.composition):
        found = measured.get(stated.axis)
        if found is None:
            continue
        route: Route = ("pools", position, "composition", place)
        for group, number in stated.counts.items():
            merged = group == "other" and found.folded  # not the group of that name, but all that are small
            if group in found.raters and found.raters[group] != number and not merged:
                yield differs((*route, "counts", group), IN_GROUP, number, found.raters[group], group=group)
        if stated.undisclosed is not None and not _silent_as_stated(stated, found):
            route = (*route, "undisclosed")
            yield differs(route, SILENT, stated.undisclosed, found.undisclosed, axis=stated.axis)


def _silent_as_stated(stated: Composition, found: "Counted") -> bool:
    """Whether as many raters may have said nothing as stated: a group of another name may be those who did not."""
    named = sum(number for group, number in found.raters.items() if group not in stated.counts)
    unnamed = sum(number for group, number in stated.counts.items() if group not in found.raters)
    number = stated.undisclosed or 0
    most = found.undisclosed + named
    return number <= most and (stated.asked is not None or number + unnamed >= found.undisclosed)
