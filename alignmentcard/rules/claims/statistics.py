"""Are stated intervals, differences, curves and repeats near to what the data gives? (AC818 to AC821)"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, listed, numbered, worded
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.paths import Route
from alignmentcard.rules.claims.again import asked_again_otherwise
from alignmentcard.rules.claims.coefficients import compared
from alignmentcard.rules.claims.held import Held, consistency_held, convergence_held, effect_held
from alignmentcard.rules.claims.numbers import written
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.words import term

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import Estimate

CONFIDENCE = 0.95
DRAWN = re.compile(r"interval|bootstrap|resampl|jackknife|credible|standard error", re.IGNORECASE)
"""Words of a note that says how an interval was made."""


@rule("AC818", "interval-differs", "warning")
def interval_differs(document: Document, card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """The interval of a coefficient is far narrower, or far wider, than the one that the data gives.

    An interval says how much to make of a number. One that is too narrow turns chance into news. Methods differ, and
    so do intervals: what counts is whether items, raters or both were drawn again. Where the note says how the interval
    was made, it is not compared.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.205, high: 0.215}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
    Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap; the factor is ours
    """
    for position, stated in enumerate(card.statistics.agreement):
        found = facts.dimension(stated.dimension)
        comparison = compared(document, card, position, facts)
        if found is None or not comparison.same or stated.low is None or stated.high is None:
            continue
        estimate = found.agreement.coefficient(stated.metric, stated.level)
        if estimate is None or DRAWN.search(stated.note or ""):
            continue
        route: Route = ("statistics", "agreement", position, "low")
        share = 100 if comparison.percent else 1
        slack = 10.0 ** -written(document, route, stated.low).digits
        widths = _widths(estimate, _reach(stated, facts))
        width = (stated.high - stated.low) / share
        factor = limits.claim_factor
        if widths and width + slack / share < min(widths) / factor:
            yield _interval(route, stated, estimate, NARROWER)
        elif widths and width - slack / share > max(widths) * factor:
            yield _interval(route, stated, estimate, WIDER)


def _widths(estimate: "Estimate", reach: float) -> list[float]:
    """Return how wide the measured intervals are, by what was drawn, at the confidence of the stated one."""
    return [(high - low) * reach for low, high in _ends(estimate).values()]


def _ends(estimate: "Estimate") -> dict[str, tuple[float, float]]:
    """Return the measured intervals by what was drawn again."""
    ends = {
        "items": (estimate.low, estimate.high),
        "raters": (estimate.rater_low, estimate.rater_high),
        "items and raters": (estimate.both_low, estimate.both_high),
    }
    return {what: (low, high) for what, (low, high) in ends.items() if low is not None and high is not None}


def _reach(stated: Agreement, facts: "Facts") -> float:
    """Return how much wider an interval is at the stated confidence than at the measured one, for a normal error."""
    measured_at = float(facts.settings.get("confidence", CONFIDENCE))
    wanted, given = (_quantile(one) for one in (stated.confidence or measured_at, measured_at))
    return wanted / given


def _quantile(confidence: float) -> float:
    from statistics import NormalDist  # takes as long to import as a card to check

    return NormalDist().inv_cdf((1 + min(confidence, 0.999999)) / 2)


NARROWER = later("The interval of {term}, {low:g} to {high:g}, is far narrower than measured: {ends}.")
WIDER = later("The interval of {term}, {low:g} to {high:g}, is far wider than measured: {ends}.")
AGAIN = {
    "items": later("{low:.3f} to {high:.3f} when items are drawn again"),
    "raters": later("{low:.3f} to {high:.3f} when raters are drawn again"),
    "items and raters": later("{low:.3f} to {high:.3f} when items and raters are drawn again"),
}


def _interval(route: Route, stated: Agreement, estimate: "Estimate", text: str) -> Problem:
    message = worded(
        text,
        term=term(stated.metric),
        low=stated.low,
        high=stated.high,
        ends=joined("; ", (worded(AGAIN[what], low=low, high=high) for what, (low, high) in _ends(estimate).items())),
    )
    help_ = worded("Correct it, or say in the note how it was made and what was drawn again.")
    return Problem(route, message, help_)


@rule("AC819", "effect-differs", "warning")
def effect_differs(document: Document, card: Card, facts: "Facts") -> Iterator[Problem]:
    """A stated difference between groups lies outside of the interval that the data gives.

    Differences between groups are small and decide how people are treated. The measured one is counted on items that
    both groups rated; one that is not may come from the items. Within the interval, methods may differ.

    Bad:
        statistics:
          group_effects:
            - {dimension: harmful, axis: gender, groups: [woman, man], metric: share of yes, value: 9.4,
              unit: percentage_points, low: 7.5, high: 11.3}
    Measured:
        {"dimensions": {"harmful": {"groups": {"effects": [{"axis": "gender", "groups": ["woman", "man"],
          "metric": "share of yes", "unit": "percentage_points", "effect": {"value": 3.0, "low": 1.1, "high": 4.9},
          "items": 350, "raters": [410, 380]}]}}}}
    Good:
        statistics:
          group_effects:
            - {dimension: harmful, axis: gender, groups: [woman, man], metric: share of yes, value: 3.1,
              unit: percentage_points, low: 1.2, high: 5.0}
    Source: The data itself
    """
    for position, stated in enumerate(card.statistics.group_effects):
        held = effect_held(document, position, stated, facts)
        if held.unchecked or held.within:
            continue
        between = worded("between {groups} and {groups_2}", groups=stated.groups[0], groups_2=stated.groups[1])
        message = worded(
            "The card states a difference {between} of {stated:g}; the data gives {told}.",
            between=between,
            stated=stated.value,
            told=_measured_in_words(held),
        )
        help_ = worded("Correct it, or say in the note what was compared and on which items.")
        yield Problem(held.route, message + _slip(held), help_)


def _measured_in_words(held: Held) -> str:
    return listed([_estimate(one) for one in held.measured], either=True)


def _estimate(one: "Estimate") -> str:
    if one.low is None or one.high is None:
        return worded("{value:.3g}", value=one.value)
    return worded("{value:.3g} ({low:.3g} to {high:.3g})", value=one.value, low=one.low, high=one.high)


def _slip(held: Held) -> str:
    """Say which slip of the pen gives the stated difference, if there is one."""
    if replace(held, number=held.number.negated).within:
        return worded(" It is the same with the groups in the other order.")
    if abs(held.number.value) < 1 and replace(held, number=held.number.in_points).within:
        return worded(" The stated value is a share; the unit is points of a percentage.")
    return ""


@rule("AC820", "convergence-differs", "warning")
def convergence_differs(document: Document, card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """A stated distance between distributions is far from the one that the data gives for as many raters.

    From this curve readers take how many raters are enough. The measured one compares two separate groups of raters,
    and a part with all; a stated one that is near to neither stands for something else.

    Bad:
        statistics:
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50], value: [0.003, 0.001], tolerance: 0.01}
    Good:
        statistics:
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50], value: [0.02, 0.008], tolerance: 0.01}
    Source: Lin 1991, Divergence measures based on the Shannon entropy; the factor is ours
    """
    for position, stated in enumerate(card.statistics.convergence):
        for held in convergence_held(document, position, stated, facts):
            if held.unchecked or not held.measured or held.as_large(limits.claim_factor):
                continue
            raters = stated.raters[int(held.route[-1])]
            message = numbered(
                raters,
                later("For {raters} rater the card states a distance of {number:g}; the data gives {told}."),
                later("For {raters} raters the card states a distance of {number:g}; the data gives {told}."),
                raters=raters,
                number=held.number.value,
                told=_measured_in_words(held),
            )
            if replace(held, number=held.number.squared).as_large(limits.claim_factor):
                message += worded(" The stated value is the root of that: a distance, and not a divergence.")
            yield Problem(held.route, message, worded("Correct it, or name under metric what was worked out."))


SHARES = {
    "agreement": worded("an agreement of repeated answers"),
    "genuine": worded("a share of genuine preferences"),
    "constructed": worded("a share of constructed preferences"),
    "non_attitude": worded("a share of non-attitudes"),
}


@rule("AC821", "repeats-differ", "warning")
def repeats_differ(document: Document, card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """What the card says that repeated questions showed is not what the data gives.

    How many answers are given again is the measure of whether there is a view behind them. It decides whether
    disagreement is taken for a signal. How many items and raters were asked again, and after how many days, is compared
    by `check --data`, where a column tells askings apart.

    Bad:
        statistics:
          consistency:
            - {dimension: harmful, kind: retest, pairs: 400, agreement: 0.95}
    Measured:
        {"dimensions": {"harmful": {"consistency": {"same": {"pairs": 400,
          "agreement": {"value": 0.83, "low": 0.8, "high": 0.86}, "stability": {"value": 0.75},
          "stability_by_item": {"value": 0.7}, "alpha": {}}}}}}
    Good:
        statistics:
          consistency:
            - {dimension: harmful, kind: retest, pairs: 400, agreement: 0.83}
    Source: Converse 1970, Attitudes and Non-attitudes; Slovic 1995, The Construction of Preference
    """
    for position, stated in enumerate(card.statistics.consistency):
        for held in consistency_held(document, position, stated, facts):
            if held.unchecked or held.within:
                continue
            what = SHARES[str(held.route[-1])]
            message = worded(
                "The card states {what} of {number:g}; the data gives {told}.",
                what=what,
                number=held.number.value,
                told=_measured_in_words(held),
            )
            yield Problem(held.route, message, worded("Correct it, or say which pairs of answers it is of."))
    yield from asked_again_otherwise(card, facts, limits)
