"""Does the card say who the raters are, in numbers that fit together? (AC401, AC403, AC412)"""

import re
from collections.abc import Iterator

from alignmentcard.edit import Add, Fix
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card, Pool
from alignmentcard.model.pools import Composition
from alignmentcard.paths import Route
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.pools.people import depends_on_people, people
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.subjectivity import could_be_asked

SEVERAL_ANSWERS = re.compile(r"all that apply|one or more|more than one|several|multiple", re.IGNORECASE)
"""Words of a question to which a person may give more than one answer, so that groups overlap."""


@rule("AC401", "pool-unknown", "warning")
def pool_unknown(card: Card) -> Iterator[Problem]:
    """The answers depend on who gave them, and nothing says who they were.

    Where raters bring their own beliefs or meanings, other raters would have given other answers. Readers need to know
    who they were, at least by the attributes that matter for the task, to judge whose view a model will learn. (Silent
    where the attributes of each rater are released, and for archives of what people did unasked.)

    Bad:
        pools:
          - id: us-panel
            kind: human
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            kind: human
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: Kirk et al. 2023, section 3; Xu et al. 2025, arXiv:2510.12817
    """
    because = depends_on_people(card)
    if card.release.rater_attributes == "individual" or not could_be_asked(card):
        return
    for position, pool in people(card):
        if because and not pool.composition and not card.is_gap(f"pools.{pool.id}.composition"):
            message = worded(
                "Nothing says who the raters of `{pool}` were, and {because}.", pool=pool.id, because=because
            )
            help_ = worded(
                "Count them under composition by what matters for the task, or list it as a gap with the reason."
            )
            yield Problem(("pools", position, "composition"), message, help_)


@rule("AC403", "counts-do-not-add-up", "error")
def counts_do_not_add_up(card: Card, limits: Limits) -> Iterator[Problem]:
    """The numbers that describe a pool do not fit together.

    The groups of an attribute and those who did not say make up the pool, shares make up the whole, and a median lies
    between the fewest and the most. Where they do not, readers cannot tell which of the numbers is wrong. Groups may
    overlap where the question allows several answers: give the question, with words such as "all that apply".

    Bad:
        pools:
          - id: us-panel
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380}}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380}, undisclosed: 10}
            target:
              population: adults in the US
    Fix: Counts the members who are in no group as undisclosed, where the card does not say how many there are.
    Source: Arithmetic; shares may be rounded
    """
    for position, pool in enumerate(card.pools):
        for n, entry in enumerate(pool.composition if pool.kind != "synthetic" else ()):
            yield from _sum_of_counts(card, pool, entry, ("pools", position, "composition", n))
        for n, wanted in enumerate(pool.target.composition if pool.target else ()):
            total, slack = sum(wanted.shares.values()), max(2, len(wanted.shares)) * limits.share_rounding
            if wanted.shares and abs(total - 1) > slack:
                message = worded(
                    "The shares of {axis} in the target of `{pool}` add up to {total:.3g}, not to 1.",
                    axis=wanted.axis,
                    pool=pool.id,
                    total=total,
                )
                help_ = worded("Correct the shares; add an entry such as other for the rest.")
                yield Problem(("pools", position, "target", "composition", n, "shares"), message, help_)
        yield from _size_stated(pool, ("pools", position, "size_stated"))
        ratings = pool.ratings_per_item
        known = [value for value in (ratings.min, ratings.median, ratings.max) if value is not None]
        if known != sorted(known):
            message = worded(
                "The ratings an item of `{pool}` are out of order: the fewest are not the smallest number.",
                pool=pool.id,
            )
            yield Problem(
                ("pools", position, "ratings_per_item"), message, worded("Exchange or correct min, median and max.")
            )


def _sum_of_counts(card: Card, pool: Pool, entry: Composition, route: Route) -> Iterator[Problem]:
    if not entry.counts or pool.size is None or SEVERAL_ANSWERS.search(entry.question or ""):
        return
    counted = sum(entry.counts.values()) + (entry.undisclosed or 0)
    asked = pool.size if entry.asked is None else min(entry.asked, pool.size)
    missing = asked - counted
    open_ = entry.undisclosed is None and card.is_gap(f"pools.{pool.id}.composition.{route[-1]}.undisclosed")
    if missing == 0 or (missing > 0 and open_):
        return
    message = worded(
        "The groups of {axis} in `{pool}` add up to {counted}, and {who}.",
        axis=entry.axis,
        pool=pool.id,
        counted=counted,
        who=_who(entry, pool),
    )
    if missing > 0 and entry.undisclosed is None:
        fix = Fix(
            worded("Count {missing} as undisclosed", missing=missing), (Add(route, "undisclosed", missing),), safe=False
        )
        help_ = worded("Count under undisclosed those who did not say; or correct the counts.")
        yield Problem((*route, "counts"), message, help_, fix)
    else:
        yield Problem((*route, "counts"), message, worded("Correct the counts, undisclosed, or the size of the pool."))


def _who(entry: Composition, pool: Pool) -> str:
    return (
        numbered(
            pool.size or 0, later("the pool has {size} member"), later("the pool has {size} members"), size=pool.size
        )
        if entry.asked is None
        else worded("{asked} were asked", asked=entry.asked)
    )


def _size_stated(pool: Pool, route: Route) -> Iterator[Problem]:
    """Compare a size that a source states without a number with the exact one."""
    stated = pool.size_stated
    if stated is None:
        return
    if stated.about is not None and stated.at_least is not None:
        yield Problem(
            route,
            worded("The size of `{pool}` is stated in two ways.", pool=pool.id),
            worded("Keep the one that the source gives."),
        )
    elif pool.size is not None and stated.at_least is not None and pool.size < stated.at_least:
        message = numbered(
            pool.size,
            later("`{pool}` has {size} member, and at least {at_least} are stated."),
            later("`{pool}` has {size} members, and at least {at_least} are stated."),
            pool=pool.id,
            size=pool.size,
            at_least=stated.at_least,
        )
        yield Problem(route, message, worded("Keep the exact size, or the stated one where no exact one is known."))


@rule("AC412", "inferred-identity", "warning")
def inferred_identity(card: Card) -> Iterator[Problem]:
    """Who the raters are was guessed, not asked.

    A name, a picture or an address tells what somebody or something takes a person for. Guesses are wrong most often
    about those who are few, and a person may not want to be counted that way.

    Bad:
        pools:
          - id: us-panel
            kind: human
            composition:
              - {axis: gender, basis: inferred, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            kind: human
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: Data Statements, version 3, on how demographic information was obtained
    """
    for position, pool in enumerate(card.pools):
        for n, entry in enumerate(pool.composition):
            if entry.basis == "inferred" and pool.kind != "synthetic":
                message = worded(
                    "The {axis} of the raters of `{pool}` was inferred; they did not say it themselves.",
                    axis=entry.axis,
                    pool=pool.id,
                )
                help_ = worded("Ask them, leave the attribute out, or accept this and say how, and how often wrongly.")
                yield Problem(("pools", position, "composition", n, "basis"), message, help_)
