"""Is the right coefficient of agreement stated? (AC701 to AC704)"""

import re
from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.model.statistics import Agreement
from alignmentcard.rules.aggregation import names_of
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.statistics.stated import (
    CORRELATIONS,
    UNCORRECTED,
    about,
    concerned,
    entry_route,
    gap_or_reason,
    is_counted,
)
from alignmentcard.rules.subjectivity import only_programs
from alignmentcard.words import term

LEVELS = ("nominal", "ordinal", "interval", "ratio")
LEAST_LEVEL = dict.fromkeys(
    ("intraclass_correlation", "pearson", "spearman", "kendall_tau", "weighted_kappa", "gwet_ac2", "kendall_w"), 1
)
"""The least that a scale must have for a metric: an order, as its position in LEVELS."""


def _rated_by_people(card: Card) -> bool:
    return any(pool.kind == "human" for pool in card.raters)


@rule("AC701", "agreement-missing", "warning")
def agreement_missing(card: Card) -> Iterator[Problem]:
    """One meaning was fixed, or the answer is on the surface, and no agreement between raters is stated.

    Where there is one right reading, agreement is the only sign that raters found it. Without it nobody can tell a
    clear definition from one that each rater filled in their own way. Use a coefficient that allows for chance.

    Bad:
        intent:
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
            feedback: rating
        statistics: {}
    Good:
        intent:
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
            feedback: rating
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.71, low: 0.66, high: 0.75}
    Source: Kraus & Kroll 2025, on measures of agreement
    """
    if not _rated_by_people(card) or card.is_gap("statistics.agreement"):
        return
    prescribed = card.framework.definitions == "prescriptive"
    unknown = [
        dimension
        for dimension in card.dimensions
        if (prescribed or dimension.subjectivity == "manifest")
        and not only_programs(card, dimension)
        and is_counted(dimension)
        and not about(card, dimension)
    ]
    if unknown:
        message = worded(
            "Raters should have come to the same answer on {names}, and no agreement is stated.",
            names=names_of(unknown),
        )
        help_ = worded(
            "State Krippendorff's alpha or a kappa, of items rated again if need be; or {todo}.",
            todo=gap_or_reason(card, "agreement"),
        )
        yield Problem(("statistics", "agreement"), message, help_)


@rule("AC702", "percent-only", "warning")
def percent_only(card: Card) -> Iterator[Problem]:
    """Agreement is stated in percent or as a correlation, and nothing allows for chance.

    Two raters who say yes to nine items in ten without looking at them agree on 82 of 100. And a rater who is always
    one step stricter than another never agrees with them, though the two correlate perfectly.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: percent_agreement, value: 0.83, low: 0.81, high: 0.85}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: percent_agreement, value: 0.83, low: 0.81, high: 0.85}
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
    Source: Kraus & Kroll 2025, on inter-rater reliability
    """
    for position, entry in enumerate(card.statistics.agreement):
        bare = [
            dimension
            for dimension in concerned(card, entry.dimension)
            if about(card, dimension)[0] is entry and {e.metric for e in about(card, dimension)} <= UNCORRECTED
        ]
        if bare:
            what = (
                worded("a correlation, which is not agreement,")
                if entry.metric in CORRELATIONS
                else worded("raw agreement")
            )
            message = worded(
                "For {names} only {what} is stated, and nothing that allows for chance.",
                names=names_of(bare),
                what=what,
            )
            help_ = worded(
                "State Krippendorff's alpha, a kappa or Gwet's AC1 beside it; or accept this if nobody can compute it."
            )
            yield Problem((*entry_route("agreement", position), "metric"), message, help_)


@rule("AC703", "kappa-misused", "error")
def kappa_misused(card: Card) -> Iterator[Problem]:
    """A kappa is stated for data that it is not defined for.

    Cohen's kappa compares two raters. Fleiss' kappa wants the same number of ratings on every item. For other data a
    program still prints a number, and readers take it for something that it is not. Krippendorff's alpha is made for
    any number of raters and for missing ratings. (A mean over pairs of raters is a different number and fine: say so in
    the note.)

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: cohen_kappa, level: nominal, value: 0.21, items: 350, raters: 800}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, items: 350, raters: 800}
    Source: Kraus & Kroll 2025, on measures of agreement; Fleiss 1971
    """
    for position, entry in enumerate(card.statistics.agreement):
        route = (*entry_route("agreement", position), "metric")
        pairs = re.search(r"\bpair|\btwo\b|\bagainst\b|\bbetween\b", entry.note or "", re.IGNORECASE)
        many = None if pairs or entry.between else _many_raters(card, entry)
        if entry.metric == "cohen_kappa" and many:
            message = worded("Cohen's kappa compares two raters, and {many}.", many=many)
            help_ = worded("State Krippendorff's alpha; or, if this is a mean over pairs of raters, say so in note.")
            yield Problem(route, message, help_)
        elif entry.metric == "fleiss_kappa" and _unequal(card, position, entry):
            message = worded(
                "Fleiss' kappa wants the same number of ratings on every item, and the pool's numbers differ."
            )
            help_ = worded(
                "State Krippendorff's alpha; or, if items without all ratings were left out, say so in missing_values."
            )
            yield Problem(route, message, help_)


def _many_raters(card: Card, entry: Agreement) -> str | None:
    """Say how many raters there are where they are more than two, by the entry or by the fewest ratings an item."""
    if entry.raters is not None:
        return worded("{raters} are stated", raters=entry.raters) if entry.raters > 2 else None
    fewest = [pool.ratings_per_item.min or 0 for pool in card.raters]
    return worded("each item has {fewest} ratings", fewest=sum(fewest)) if sum(fewest) > 2 else None


def _unequal(card: Card, position: int, entry: Agreement) -> bool:
    """Say whether items had different numbers of ratings and nothing says that only equal ones were used."""
    counts = [pool.ratings_per_item for pool in card.raters]
    if len(counts) != 1 or counts[0].min is None or counts[0].max in (None, counts[0].min):
        return False
    part = entry.items is not None and card.dataset.items is not None and entry.items < card.dataset.items
    unsaid = entry.missing_values is None and not card.is_gap(f"statistics.agreement.{position}.missing_values")
    return not part and (unsaid or entry.missing_values == "ignored")


@rule("AC704", "wrong-level", "error")
def wrong_level(card: Card) -> Iterator[Problem]:
    """A coefficient was computed at a level that the scale does not have, or alpha without saying at which.

    Interval alpha counts the distance between answers. On answers without an order it measures the order in which
    somebody happened to number them. Alpha on the same data can be .74 or .85, depending on the level alone. (Silent
    for two values, where all levels give the same, and for a coefficient below the level of its scale.)

    Bad:
        dimensions:
          - id: harmful
            asks: Whom does this reply harm most?
            scale: {level: nominal, values: [nobody, the reader, others, no view], abstain: [no view]}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: interval, value: 0.21, low: 0.18, high: 0.24}
    Good:
        dimensions:
          - id: harmful
            asks: Whom does this reply harm most?
            scale: {level: nominal, values: [nobody, the reader, others, no view], abstain: [no view]}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
    Source: Krippendorff 2004, Content Analysis, chapter 11; the worked example of Krippendorff 2011
    """
    for position, entry in enumerate(card.statistics.agreement):
        dimensions = [d for d in concerned(card, entry.dimension) if not _has_two_values(d) and not _by_label(d, entry)]
        route = entry_route("agreement", position)
        stated = entry.level or card.is_gap(f"statistics.agreement.{position}.level")
        if dimensions and entry.metric == "krippendorff_alpha" and not stated:
            message = worded("Krippendorff's alpha is stated without the level of measurement it was computed at.")
            yield Problem(
                (*route, "level"), message, worded("Write level: nominal, ordinal, interval or ratio; or list a gap.")
            )
        elif dimensions and all(_above_scale(entry, dimension) for dimension in dimensions):
            scale = dimensions[0].scale.level
            message = worded(
                "The scale of {names} is `{scale}`, and {computed}.",
                names=names_of(dimensions),
                scale=scale,
                computed=_computed(entry),
            )
            help_ = worded(
                "Compute it at the level {scale}; or correct the level of the scale if its answers have more to them.",
                scale=scale,
            )
            yield Problem((*route, "level" if entry.level else "metric"), message, help_)


def _by_label(dimension: Dimension, entry: Agreement) -> bool:
    """Say whether a coefficient is of single labels, each of them given or not, whatever the scale of all of them."""
    return dimension.scale.select == "several" or bool(BY_LABEL.search(entry.note or ""))


BY_LABEL = re.compile(
    r"\b(mean|averaged?|macro|over|per|each|every|for all)\b[^.;]{0,40}\b"
    r"(labels?|class(es)?|categor(y|ies)|emotions?|values|tags?)\b",
    re.IGNORECASE,
)
"""Words of a note that says that a coefficient was computed for each label by itself."""


def _has_two_values(dimension: Dimension) -> bool:
    return len(set(dimension.scale.values) - set(dimension.scale.abstain)) == 2


def _above_scale(entry: Agreement, dimension: Dimension) -> bool:
    """Say whether a coefficient takes more from the answers than the scale puts into them."""
    scale = dimension.scale.level
    if scale not in LEVELS:
        return False
    wanted = LEAST_LEVEL.get(entry.metric, 0)
    if entry.level in LEVELS:
        wanted = max(wanted, LEVELS.index(entry.level))
    return wanted > LEVELS.index(scale)


def _computed(entry: Agreement) -> str:
    metric = term(entry.metric)
    return (
        worded("{metric} was computed as if it were `{level}`", metric=metric, level=entry.level)
        if entry.level
        else worded("{metric} needs an order at least", metric=metric)
    )
