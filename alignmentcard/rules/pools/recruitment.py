"""How were the raters reached and paid, and are they enough? (AC408, AC409, AC411)"""

from collections.abc import Iterator
from math import ceil, sqrt

from alignmentcard.messages import later
from alignmentcard.messages.retold import listed, numbered, worded
from alignmentcard.model import Card
from alignmentcard.rules.aggregation import names_of
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.pools.people import people
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.words import term

PAID = frozenset({"crowd_platform", "panel", "contractors"})
"""Channels where people work for money, and each task has its price."""
Z_95 = 1.96
"""Quantile of the normal distribution for a confidence of 95 %."""


@rule("AC408", "recruitment-missing", "warning")
def recruitment_missing(card: Card) -> Iterator[Problem]:
    """Nothing says how the raters were reached, or how they were chosen.

    Who sees a call and who is let in shape the pool before the first question. Readers need both to judge who could
    not have been among the raters.

    Bad:
        pools:
          - id: us-panel
            kind: human
            recruitment: {platform: Example Panel}
    Good:
        pools:
          - id: us-panel
            kind: human
            recruitment: {channel: panel, platform: Example Panel, sampling: quota}
    Source: CrowdWorkSheets, arXiv:2206.08931
    """
    asked = {"channel": worded("how they were reached"), "sampling": worded("how they were chosen")}
    for position, pool in people(card):
        if pool.recruitment.channel == "authors":
            continue
        absent = [
            name
            for name in asked
            if not getattr(pool.recruitment, name) and not card.is_gap(f"pools.{pool.id}.recruitment.{name}")
        ]
        if absent:
            message = worded(
                "Of the raters of `{pool}`, the card does not say {absent}.",
                pool=pool.id,
                absent=listed([asked[n] for n in absent], either=True),
            )
            help_ = worded(
                "Fill {absent} under recruitment, or list what nobody knows as a gap.", absent=listed(absent)
            )
            yield Problem(("pools", position, "recruitment"), message, help_)


@rule("AC409", "pay-missing", "warning")
def pay_missing(card: Card) -> Iterator[Problem]:
    """The raters worked for money, and nothing says for how much.

    Pay decides who takes a task and how much time they give it. Readers judge by it whether the work was fair, and
    reviewers of many venues ask for it.

    Bad:
        pools:
          - id: us-panel
            kind: human
            recruitment: {channel: panel, sampling: quota}
    Good:
        pools:
          - id: us-panel
            kind: human
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
    Source: CrowdWorkSheets, arXiv:2206.08931
    """
    for position, pool in people(card):
        if pool.recruitment.channel in PAID and pool.pay is None and not card.is_gap(f"pools.{pool.id}.pay"):
            message = worded(
                "The raters of `{pool}` came through a channel that pays ({channel}), and no pay is given.",
                pool=pool.id,
                channel=term(pool.recruitment.channel),
            )
            help_ = worded("Give amount, currency and what it was for under pay; 0 if they were not paid.")
            yield Problem(("pools", position, "pay"), message, help_)


@rule("AC411", "pool-too-small", "warning")
def pool_too_small(card: Card, limits: Limits) -> Iterator[Problem]:
    """The answer comes from the raters' own beliefs, and there are too few of them to tell how people answer.

    The fewer were asked, the more the share of an answer is an accident of who was. With n raters drawn at random, a
    share near one half is known to within 0.98 divided by the root of n: 97 raters for ten points, 385 for five. A
    profile sets the margin; a census of everybody concerned has none.

    Bad:
        pools:
          - id: us-panel
            kind: human
            size: 40
            ratings_per_item: {min: 30, median: 35, max: 40}
            recruitment: {channel: panel, sampling: quota}
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 21, man: 19}, undisclosed: 0}
            target:
              population: adults in the US
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {metric: jensen_shannon, raters: [10, 20, 40], value: [0.03, 0.012, 0.006]}
    Good:
        pools:
          - id: us-panel
            kind: human
            size: 400
            ratings_per_item: {min: 30, median: 35, max: 40}
            recruitment: {channel: panel, sampling: quota}
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 210, man: 190}, undisclosed: 0}
            target:
              population: adults in the US
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {metric: jensen_shannon, raters: [10, 20, 40], value: [0.03, 0.012, 0.006]}
    Source: Kraus & Kroll 2025, on representative samples; Cochran 1977, Sampling Techniques, section 4.4
    """
    pools = list(people(card))
    sizes = [pool.size for _, pool in pools if pool.size is not None]
    projective = [d for d in card.dimensions if d.subjectivity == "latent_projective"]
    if not projective or not sizes or len(sizes) < len(pools):
        return
    total = sum(sizes)
    needed = raters_for(limits.margin) if limits.margin > 0 else 0
    if total < needed and all(pool.recruitment.sampling != "census" for _, pool in pools):
        message = numbered(
            total,
            later(
                "{total} rater judged {names}: a share of answers is known to within {margin_of:.0f} points only; to "
                "within {margin:.0f} takes {needed} raters."
            ),
            later(
                "{total} raters judged {names}: a share of answers is known to within {margin_of:.0f} points only; to "
                "within {margin:.0f} takes {needed} raters."
            ),
            total=total,
            names=names_of(projective),
            margin_of=margin_of(total) * 100,
            margin=limits.margin * 100,
            needed=needed,
        )
        help_ = worded(
            "Ask more people; or accept this, and say under not_for that shares of answers do not carry over to others."
        )
        yield Problem(("pools", pools[0][0], "size"), message, help_)


def raters_for(margin: float) -> int:
    """Return the raters needed for a margin of a proportion near one half: z² p (1 - p) / margin²."""
    return ceil(Z_95**2 * 0.25 / margin**2)


def margin_of(raters: int) -> float:
    """Return the margin of a proportion near one half with so many raters."""
    return Z_95 * sqrt(0.25 / raters)
