"""Did those who are named judge what they are named for? (AC419)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.paths import Route
from alignmentcard.rules.rule import Problem, rule

Found = Iterator[tuple[Route, str]]


@rule("AC419", "not-judged", "warning")
def not_judged(card: Card) -> Iterator[Problem]:
    """A dimension or a statistic is of people who did not judge it, or of a group that no pool has.

    Where each pool says which dimensions it judged, every dimension needs one that did. A statistic of a pool is about
    what this pool judged. A difference between groups of people needs people who judged, and groups that the pools
    have. Otherwise a number stands for somebody who never answered.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            dimensions: [polite]
        dimensions:
          - id: harmful
            breadth: specific
          - id: polite
            name: Polite
            asks: Is this reply polite?
            breadth: specific
            subjectivity: latent_pattern
            definition: {detail: label}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            dimensions: [harmful, polite]
        dimensions:
          - id: harmful
            breadth: specific
          - id: polite
            name: Polite
            asks: Is this reply polite?
            breadth: specific
            subjectivity: latent_pattern
            definition: {detail: label}
    Source: ours, for data in which several pools judge different things
    """
    for found in (_dimensions, _of_pools, _group_effects):
        for route, message in found(card):
            yield Problem(
                route, message, worded("Name those who judged it; or correct the pool, the dimension or the group.")
            )


def _dimensions(card: Card) -> Found:
    raters, known = list(card.raters), {dimension.id for dimension in card.dimensions}
    told = raters and all(pool.dimensions and known.issuperset(pool.dimensions) for pool in raters)
    for position, dimension in enumerate(card.dimensions):
        if told and not any(pool.judges(dimension.id) for pool in raters):
            yield (
                ("dimensions", position),
                worded("No pool judged `{dimension}`: each says which dimensions it judged.", dimension=dimension.id),
            )


def _of_pools(card: Card) -> Found:
    """Yield statistics of a pool, or between pools, that did not judge their dimension."""
    pools = {pool.id: pool for pool in card.pools}
    for position, entry in enumerate(card.statistics.agreement):
        for compared in filter(None, map(pools.get, entry.between)):
            if compared.dimensions and entry.dimension and entry.dimension not in compared.dimensions:
                message = worded(
                    "The pool `{pool}` is compared, and did not judge `{dimension}`.",
                    pool=compared.id,
                    dimension=entry.dimension,
                )
                yield ("statistics", "agreement", position, "between"), message
    for name in ("agreement", "convergence", "consistency"):
        for position, entry in enumerate(getattr(card.statistics, name)):
            pool = pools.get(entry.of.pool or "") if entry.of else None
            if pool and pool.dimensions and entry.dimension and entry.dimension not in pool.dimensions:
                route = ("statistics", name, position, "dimension")
                yield (
                    route,
                    worded(
                        "The statistic is of the pool `{pool}`, which did not judge `{dimension}`.",
                        pool=pool.id,
                        dimension=entry.dimension,
                    ),
                )


def _group_effects(card: Card) -> Found:
    """Yield differences between groups where no people judged, or where no pool has such a group."""
    raters = list(card.raters)
    for position, effect in enumerate(card.statistics.group_effects):
        route: Route = ("statistics", "group_effects", position)
        asked = [pool for pool in raters if not effect.dimension or pool.judges(effect.dimension)]
        if asked != raters and asked and all(pool.kind == "synthetic" for pool in asked):
            yield route, worded("A difference between groups of people is stated, and only programs judged this.")
        known = {
            group.casefold()
            for pool in card.pools
            for part in pool.composition
            if part.axis.casefold() == effect.axis.casefold()
            for group in part.counts
        }
        absent = [group for group in effect.groups if group.casefold() not in known]
        if known and absent:
            yield (
                (*route, "groups"),
                worded("By {axis}, no pool has the group {absent}.", axis=effect.axis, absent=", ".join(absent)),
            )
