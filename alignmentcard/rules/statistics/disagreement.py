"""What is agreement, or the lack of it, taken to mean? (AC707 to AC709)"""

import re
from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.model.statistics import GroupEffect
from alignmentcard.paths import Route
from alignmentcard.rules.aggregation import covered, names_of, removes_dissent, signal_in
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.statistics.stated import (
    UNCORRECTED,
    about,
    entry_route,
    gap_or_reason,
    is_projective,
)
from alignmentcard.rules.subjectivity import disagreement_of
from alignmentcard.words import term


@rule("AC707", "agreement-as-quality", "warning")
def agreement_as_quality(card: Card) -> Iterator[Problem]:
    """Agreement above some number is the bar for good data, on a question of the rater's own beliefs.

    Such a bar asks people with different beliefs to answer alike. What passes it is data from people who resemble each
    other, or who learnt what is wanted. For beliefs, ask instead whether the same rater gives the same answer again.
    (Where disagreement is signal, what was removed below a bar is the matter of AC605.)

    Bad:
        aggregation:
          - {method: soft_label, rationale: Batches were accepted when alpha was at least 0.67.}
    Good:
        aggregation:
          - {method: soft_label, rationale: Batches were accepted when raters gave the same answers two weeks later.}
    Source: Kraus & Kroll 2025, on levels of subjectivity and on artificial agreement
    """
    for route, text, dimensions in _where_bars_stand(card):
        projective = [dimension for dimension in dimensions if is_projective(dimension)]
        if projective and (found := BAR.search(text)):
            message = worded(
                "{names} is a matter of the rater's own beliefs, and the bar is: {found}.",
                names=names_of(projective),
                found=found.group(),
            )
            help_ = worded(
                "Judge the answers by repeated questions and attention checks instead; or accept this and say why."
            )
            yield Problem(route, message, help_)


BAR = re.compile(
    r"""
      \b(agreement|alpha|kappa|reliability)\b [^.;]{0,40}?
      (at\ least|above|over|exceed\w*|below|under|(less|lower|more|higher)\ than|(minimum|threshold)\ of|[<>≥≤]=?)
      \ ?(\d?\.\d+|\d{1,3}\ ?(%|per\ ?cent))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A number that agreement has to reach."""


def _where_bars_stand(card: Card) -> Iterator[tuple[Route, str, list[Dimension]]]:
    """Yield texts that say how answers were accepted, with their places and the dimensions they are about."""
    if card.collection.pilot and card.collection.pilot.outcome:
        yield ("collection", "pilot", "outcome"), card.collection.pilot.outcome, card.dimensions
    for position, step in enumerate(card.aggregation):
        dimensions = covered(card, step.dimensions)
        if step.rationale:
            yield ("aggregation", position, "rationale"), step.rationale, dimensions
        for number, entry in enumerate(step.filters):
            if not (removes_dissent(entry) and signal_in(card, dimensions)):
                yield ("aggregation", position, "filters", number, "rule"), entry.rule, dimensions


@rule("AC708", "overconstrained", "warning")
def overconstrained(card: Card, limits: Limits) -> Iterator[Problem]:
    """Raters agree closely on a question of their own beliefs, and detailed guidelines told them how to answer.

    People do not agree like this about what they believe. The guidelines do. A model that is tuned on such data learns
    the guidelines, and fails with people who have not read them.

    Bad:
        intent:
          beliefs: one
          disagreement: mixed
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            definition:
              detail: brief
              text: A reply that helps somebody to hurt a person, or that hurts the person who reads it.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1", examples: true, edge_cases: true}
            subjectivity: latent_projective
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.86, low: 0.83, high: 0.89}
    Good:
        intent:
          beliefs: one
          disagreement: mixed
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            definition:
              detail: brief
              text: A reply that helps somebody to hurt a person, or that hurts the person who reads it.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_projective
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.86, low: 0.83, high: 0.89}
    Source: A digest of Kraus & Kroll 2025, on artificial agreement
    """
    for dimension in filter(is_projective, card.dimensions):
        guidelines = dimension.definition.guidelines
        told = dimension.definition.detail == "detailed" or (guidelines.examples and guidelines.edge_cases)
        for position, entry in enumerate(card.statistics.agreement):
            high = entry.metric not in (*UNCORRECTED, "other") and entry.value >= limits.high_agreement
            if told and high and entry in about(card, dimension):
                message = worded(
                    "{metric} is {entry:g} on `{dimension}`, which has detailed guidelines.",
                    metric=term(entry.metric),
                    entry=entry.value,
                    dimension=dimension.id,
                )
                help_ = worded(
                    "Ask some raters without the guidelines and compare; or give the question another subjectivity."
                )
                yield Problem((*entry_route("agreement", position), "value"), message, help_)


@rule("AC709", "unexplained-disagreement", "warning")
def unexplained_disagreement(card: Card, limits: Limits) -> Iterator[Problem]:
    """Raters agree little, their disagreement is taken as signal, and nobody looked or found whose it is.

    Disagreement is a signal of something: groups that see things differently, or persons who keep to their answer when
    asked again. If neither is found, the question may just have been unclear, and the signal is noise.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: A digest of Kraus & Kroll 2025, on telling noise from signal
    """
    people = [pool for pool in card.raters if pool.kind == "human"]
    if not people or card.is_gap("statistics.group_effects") or _groups_unknown(card):
        return
    for dimension in card.dimensions:
        values = [e.value for e in about(card, dimension) if e.metric not in (*UNCORRECTED, "other")]
        of_views = disagreement_of(card, dimension) == "signal" and dimension.subjectivity != "manifest"
        if not values or max(values) >= limits.low_agreement or not of_views:
            continue
        effects = [e for e in card.statistics.group_effects if e.dimension in (None, dimension.id)]
        again = [c for c in card.statistics.consistency if c.dimension in (None, dimension.id)]
        if not again and all(_is_nothing(effect) for effect in effects):
            found = (
                worded("none of the stated differences between groups is clear")
                if effects
                else worded("no groups were compared")
            )
            message = worded(
                "Agreement on `{dimension}` is {values:g} and counts as signal, and {found}.",
                dimension=dimension.id,
                values=max(values),
                found=found,
            )
            help_ = worded(
                "Compare groups of raters, or the same raters twice; or {todo}.",
                todo=gap_or_reason(card, "group_effects"),
            )
            yield Problem(("statistics", "group_effects"), message, help_)


def _groups_unknown(card: Card) -> bool:
    """Say whether nobody can compare groups, because who the raters are is listed as a gap."""
    return all(card.is_gap(f"pools.{pool.id}.composition") for pool in card.raters if pool.kind == "human")


def _is_nothing(effect: GroupEffect) -> bool:
    """Say whether the interval of an effect contains no effect at all; unknown intervals do not count."""
    nothing = 1.0 if effect.unit == "ratio" else 0.0
    return effect.low is not None and effect.high is not None and effect.low <= nothing <= effect.high
