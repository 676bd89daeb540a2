"""Do numbers in different parts of the card fit together? (AC108)"""

from collections.abc import Iterator
from math import inf

from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card, Pool
from alignmentcard.model.statistics import Consistency
from alignmentcard.paths import Route
from alignmentcard.rules.ages import ages
from alignmentcard.rules.counting import (
    by_language,
    dated_versions,
    days_apart,
    fewest_ratings,
    of_one_pool,
    orders,
    shares_of_sources,
    versions,
)
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.reach import (
    agreement_of_several,
    answers_of_example,
    beyond_chance,
    effects_within_scale,
    seconds_each,
)
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.wages import hourly_pay


@rule("AC108", "numbers-disagree", "warning")
def numbers_disagree(card: Card, limits: Limits) -> Iterator[Problem]:
    """Two numbers in different parts of the card cannot both be right.

    Ratings follow from items and ratings an item; agreement is of items and raters that the data has; pairs of repeated
    answers are of those who were asked again; an hour pays what the items judged in it do. Where such numbers disagree,
    readers cannot tell which one is wrong, and every statistic that was worked out from it is in doubt.

    Bad:
        dataset:
          items: 350
          ratings: 90000
    Good:
        dataset:
          items: 350
          ratings: 35000
    Source: Arithmetic
    """
    for check in CHECKS:
        for route, message in check(card, limits):
            yield Problem(
                route, message, worded("Correct the number that is wrong; or accept this, and say what each counts.")
            )


Found = Iterator[tuple[Route, str]]


def _ratings(card: Card, limits: Limits) -> Found:
    """Compare ratings with items and ratings an item; a rating may be of one question or of all of them."""
    items, ratings = card.dataset.items, card.dataset.ratings
    pools = list(card.raters)
    if not items or ratings is None or not pools:
        return
    each = [(pool.ratings_per_item.max, len(pool.dimensions or card.dimensions) or 1) for pool in pools]
    most = sum(inf if count is None else count * questions for count, questions in each)
    fewest = max(fewest_ratings(pool, items) for pool in pools)
    again = sum(repeat.items * repeat.raters for repeat in card.collection.repeats if repeat.items and repeat.raters)
    if ratings > items * most * (1 + limits.count_rounding) + again:
        yield (
            ("dataset", "ratings"),
            worded(
                "{ratings:,} ratings are stated, and {items:,} items with at most {most:g} answers each make fewer.",
                ratings=ratings,
                items=items,
                most=most,
            ),
        )
    elif ratings < fewest * (1 - limits.count_rounding):
        yield (
            ("dataset", "ratings"),
            numbered(
                ratings,
                later(
                    "{ratings:,} rating is stated, and {items:,} items with the ratings an item of a pool make more: "
                    "{fewest:,.0f}."
                ),
                later(
                    "{ratings:,} ratings are stated, and {items:,} items with the ratings an item of a pool make more: "
                    "{fewest:,.0f}."
                ),
                ratings=ratings,
                items=items,
                fewest=fewest,
            ),
        )


def _members(card: Card) -> float:
    """Return how many raters there are at most, runs of a model as one each; infinite where a pool does not say."""
    return sum(_voices_of(pool) for pool in card.pools) if card.pools else inf


def _voices_of(pool: Pool) -> float:
    if pool.size is None:
        return inf
    return pool.size * (pool.model.runs_per_item or 1) if pool.model and pool.kind == "synthetic" else pool.size


def _statistics(card: Card, limits: Limits) -> Found:
    """Compare items and raters of statistics with those of the data."""
    items = card.dataset.items if card.dataset.items is not None else inf
    members = _members(card)
    for position, entry in enumerate(card.statistics.agreement):
        route: Route = ("statistics", "agreement", position)
        if (entry.items or 0) > items:
            yield (
                (*route, "items"),
                worded(
                    "Agreement is stated on {items:,} items, and the data has {items_2:,}.",
                    items=entry.items,
                    items_2=items,
                ),
            )
        if (entry.raters or 0) > members and not (entry.of and entry.of.pool):
            yield (
                (*route, "raters"),
                worded(
                    "Agreement is stated of {raters:,} raters, and the pools have {members:,}.",
                    raters=entry.raters,
                    members=members,
                ),
            )
    for position, curve in enumerate(card.statistics.convergence):
        if max(curve.raters, default=0) > members and not (curve.of and curve.of.pool):
            route = ("statistics", "convergence", position, "raters")
            yield (
                route,
                worded(
                    "The curve goes to {raters:,} raters, and the pools have {members:,}.",
                    raters=max(curve.raters),
                    members=members,
                ),
            )


def _repeats(card: Card, limits: Limits) -> Found:
    items = card.dataset.items if card.dataset.items is not None else inf
    members = _members(card)
    for position, repeat in enumerate(card.collection.repeats):
        route: Route = ("collection", "repeats", position)
        if (repeat.items or 0) > items:
            yield (
                (*route, "items"),
                worded(
                    "{items:,} items were repeated, and the data has {items_2:,}.", items=repeat.items, items_2=items
                ),
            )
        if (repeat.raters or 0) > members and any(pool.kind == "human" for pool in card.raters):
            yield (
                (*route, "raters"),
                worded(
                    "{raters:,} raters were asked again, and the pools have {members:,}.",
                    raters=repeat.raters,
                    members=members,
                ),
            )


def _pairs(card: Card, limits: Limits) -> Found:
    """Compare pairs of repeated answers with how many could have been given."""
    for position, entry in enumerate(card.statistics.consistency):
        most = _most_pairs(card, entry)
        if entry.pairs is not None and entry.pairs > most * (1 + limits.count_rounding):
            route = ("statistics", "consistency", position, "pairs")
            yield (
                route,
                numbered(
                    entry.pairs,
                    later("{pairs:,} pair of answers is stated, and the repeats give at most {most:,}."),
                    later("{pairs:,} pairs of answers are stated, and the repeats give at most {most:,}."),
                    pairs=entry.pairs,
                    most=most,
                ),
            )


def _most_pairs(card: Card, entry: Consistency) -> float:
    repeats = [one for one in card.collection.repeats if entry.kind in (None, one.kind)]
    if not repeats or any(one.items is None or one.raters is None for one in repeats):
        return inf
    asked = len(card.dimensions) if entry.dimension is None else 1
    return sum((one.items or 0) * (one.raters or 0) for one in repeats) * max(1, asked)


def _runs(card: Card, limits: Limits) -> Found:
    """Compare the runs of a model with the ratings an item that they give."""
    for position, pool in enumerate(card.pools):
        runs = pool.model.runs_per_item if pool.model and pool.kind == "synthetic" and pool.rates else None
        swapped = 2 if pool.model and pool.model.position_swapped else 1
        count = pool.ratings_per_item
        most = count.max if count.max is not None else count.median
        route: Route = ("pools", position, "ratings_per_item")
        if runs and most is not None and most < runs:
            yield (
                route,
                numbered(
                    runs,
                    later("`{pool}` was asked once an item, and an item has {most:g} of its ratings."),
                    later("`{pool}` was asked {runs} times an item, and an item has {most:g} of its ratings."),
                    pool=pool.id,
                    runs=runs,
                    most=most,
                ),
            )
        elif runs and pool.size and (count.min or 0) > runs * swapped * pool.size * max(1, len(card.dimensions)):
            yield (
                route,
                numbered(
                    runs,
                    later("`{pool}` was asked once an item, and an item has {min} of its ratings."),
                    later("`{pool}` was asked {runs} times an item, and an item has {min} of its ratings."),
                    pool=pool.id,
                    runs=runs,
                    min=count.min,
                ),
            )


def _voices(card: Card, limits: Limits) -> Found:
    """Compare the ratings an item with the people who could give one."""
    asked = max(1, len(card.dimensions)) * (1 + len(card.collection.repeats))
    for position, pool in enumerate(card.pools):
        fewest = pool.ratings_per_item.min
        if pool.kind == "human" and pool.rates and pool.size and fewest and fewest > pool.size * asked:
            route = ("pools", position, "ratings_per_item", "min")
            yield (
                route,
                worded(
                    "Each item has at least {fewest} ratings of `{pool}`, which has {size} members.",
                    fewest=fewest,
                    pool=pool.id,
                    size=pool.size,
                ),
            )


def _parts(card: Card, limits: Limits) -> Found:
    """Compare the parts that items come from, and divide into, with the whole."""
    dataset = card.dataset
    shares = [source.share for source in dataset.sources_of_items if source.share is not None]
    if sum(shares) > 1 + len(shares) * limits.share_rounding:
        yield (
            ("dataset", "sources_of_items"),
            worded("The shares of the sources of items add up to {shares:.3g}.", shares=sum(shares)),
        )
    told = sum(source.items or 0 for source in dataset.sources_of_items)
    if dataset.items is not None and told > dataset.items * (1 + limits.count_rounding):
        yield (
            ("dataset", "sources_of_items"),
            worded("The sources have {told:,} items, and the data has {items:,}.", told=told, items=dataset.items),
        )
    for position, by in enumerate(dataset.counts):
        for name, whole, counts in (("items", dataset.items, by.items), ("ratings", dataset.ratings, by.ratings)):
            if whole is not None and sum(counts.values()) > whole * (1 + limits.count_rounding):
                route = ("dataset", "counts", position, name)
                yield (
                    route,
                    worded(
                        "By {axis} there are {values:,} {name}, and the data has {whole:,}.",
                        axis=by.axis,
                        values=sum(counts.values()),
                        name=name,
                        whole=whole,
                    ),
                )


def _selections(card: Card, limits: Limits) -> Found:
    """Compare how many values an answer may hold with the values that there are."""
    for position, dimension in enumerate(card.dimensions):
        scale = dimension.scale
        least, most = scale.least or 0, inf if scale.most is None else scale.most
        if scale.select == "one" and (least > 1 or inf > most > 1):
            yield (
                ("dimensions", position, "scale"),
                worded("An answer to `{dimension}` is one value, and may hold several.", dimension=dimension.id),
            )
        elif least > most or (scale.values and inf > most > len(scale.values)):
            yield (
                ("dimensions", position, "scale"),
                worded("Nobody can give so many values in an answer to `{dimension}`.", dimension=dimension.id),
            )


CHECKS = (
    *(_ratings, _statistics, _repeats, _pairs, _runs, _voices, _parts, _selections),
    *(of_one_pool, shares_of_sources, by_language, orders, versions, days_apart),
    *(
        effects_within_scale,
        beyond_chance,
        agreement_of_several,
        answers_of_example,
        seconds_each,
        hourly_pay,
        ages,
        dated_versions,
    ),
)
