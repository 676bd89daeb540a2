"""Do the stated statistics say what they are taken to say? (AC701 to AC712)"""

import re
from collections.abc import Iterator
from decimal import Decimal

from alignmentcard.edit import Fix, Set
from alignmentcard.model import Card, Dimension
from alignmentcard.model.statistics import Agreement, Convergence, Evaluation, GroupEffect
from alignmentcard.paths import Route
from alignmentcard.rules.aggregation import covered, names_of, removes_dissent, signal_in
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.subjectivity import disagreement_of

CORRELATIONS = frozenset({"pearson", "spearman", "kendall_tau"})
"""They say that ratings rise together, and are 1 for two raters of whom one is always stricter."""
UNCORRECTED = CORRELATIONS | {"percent_agreement"}
"""What does not allow for agreement by chance; `other` may, so it is not among them."""
IN_WORDS = frozenset({"demonstration", "edit", "critique", "red_teaming"})
"""Forms of feedback whose answers are texts, on which coefficients of agreement are not defined."""
BOUNDS, SIZES = ("low", "high"), ("items", "raters")
LEVELS = ("nominal", "ordinal", "interval", "ratio")
LEAST_LEVEL = {"intraclass_correlation": 1, "pearson": 1, "spearman": 1, "kendall_tau": 1}
"""The least that a scale must have for a metric: an order, as its position in LEVELS."""
LOWEST = {"percent_agreement": 0.0, "intraclass_correlation": float("-inf"), "other": float("-inf")}
"""Where a metric does not begin at -1; an intraclass correlation of averages has no lower end."""


def about(card: Card, dimension: Dimension) -> list[Agreement]:
    """Return the stated coefficients that concern a dimension; one that names none concerns all."""
    return [entry for entry in card.statistics.agreement if entry.dimension in (None, dimension.id)]


def concerned(card: Card, name: str | None) -> list[Dimension]:
    """Return the dimension with an id, or all of them where none is named."""
    return covered(card, [name] if name else [])


def is_projective(dimension: Dimension) -> bool:
    """Say whether the answer comes from the rater's own beliefs, in a form that can be counted."""
    return dimension.subjectivity == "latent_projective" and _is_counted(dimension)


def _is_counted(dimension: Dimension) -> bool:
    return dimension.feedback not in IN_WORDS and dimension.scale.level != "text"


def _rated_by_people(card: Card) -> bool:
    return any(pool.kind == "human" for pool in card.raters)


def _entry(kind: str, position: int) -> Route:
    return ("statistics", kind, position)


def _lacking(card: Card, kind: str, position: int, entry: Agreement | GroupEffect, *names: str) -> list[str]:
    """Return the fields of an entry that are neither given nor listed as gaps."""
    return [
        name
        for name in names
        if getattr(entry, name) is None and not card.is_gap(f"statistics.{kind}.{position}.{name}")
    ]


def _leave(card: Card, kind: str) -> str:
    """Say what to do about statistics that nobody has; a list that is filled for others cannot be a gap."""
    filled = getattr(card.statistics, kind)
    return "accept this and say why" if filled else f"list statistics.{kind} as a gap"


@rule("AC701", "agreement-missing", "warning")
def agreement_missing(card: Card) -> Iterator[Problem]:
    """One meaning was fixed, or the answer is on the surface, and no agreement between raters is stated.

    Where there is one right reading, agreement is the only sign that raters found it. Without it nobody can tell a
    clear definition from one that each rater filled in their own way. Use a coefficient that allows for chance.

    Bad:
        intent:
          written: ex_ante
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
            feedback: rating
        statistics: {}
    Good:
        intent:
          written: ex_ante
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
            feedback: rating
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.71, low: 0.66, high: 0.75}
    Source: Kraus & Kroll 2025, mechanism 3
    """
    if not _rated_by_people(card) or card.is_gap("statistics.agreement"):
        return
    prescribed = card.framework.definitions == "prescriptive"
    unknown = [
        dimension
        for dimension in card.dimensions
        if (prescribed or dimension.subjectivity == "manifest")
        and _is_counted(dimension)
        and not about(card, dimension)
    ]
    if unknown:
        message = f"Raters should have come to the same answer on {names_of(unknown)}, and no agreement is stated."
        help_ = (
            f"State Krippendorff's alpha or a kappa, of items rated again if need be; or {_leave(card, 'agreement')}."
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
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: percent_agreement, value: 0.83, low: 0.81, high: 0.85}
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: Kraus & Kroll 2025, on inter-rater reliability
    """
    for position, entry in enumerate(card.statistics.agreement):
        bare = [
            dimension
            for dimension in concerned(card, entry.dimension)
            if about(card, dimension)[0] is entry and {e.metric for e in about(card, dimension)} <= UNCORRECTED
        ]
        if bare:
            what = "a correlation, which is not agreement," if entry.metric in CORRELATIONS else "raw agreement"
            message = f"For {names_of(bare)} only {what} is stated, and nothing that allows for chance."
            help_ = (
                "State Krippendorff's alpha, a kappa or Gwet's AC1 beside it; or accept this if nobody can compute it."
            )
            yield Problem((*_entry("agreement", position), "metric"), message, help_)


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
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, items: 350, raters: 800}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: Kraus & Kroll 2025, mechanism 3; Fleiss 1971
    """
    for position, entry in enumerate(card.statistics.agreement):
        route = (*_entry("agreement", position), "metric")
        pairs = re.search(r"\bpair", entry.note or "", re.IGNORECASE)
        if entry.metric == "cohen_kappa" and (entry.raters or 0) > 2 and not pairs:
            message = f"Cohen's kappa compares two raters, and {entry.raters} are stated."
            help_ = "State Krippendorff's alpha; or, if this is a mean over pairs of raters, say so in note."
            yield Problem(route, message, help_)
        elif entry.metric == "fleiss_kappa" and _unequal(card, position, entry):
            message = "Fleiss' kappa wants the same number of ratings on every item, and the pool's numbers differ."
            help_ = (
                "State Krippendorff's alpha; or, if items without all ratings were left out, say so in missing_values."
            )
            yield Problem(route, message, help_)


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
            name: Harmful content
            asks: Whom does this reply harm most?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
            scale: {level: nominal, values: [nobody, the reader, others]}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: interval, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Whom does this reply harm most?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
            scale: {level: nominal, values: [nobody, the reader, others]}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: Krippendorff 2004, Content Analysis, chapter 11, and his worked example of 2011
    """
    for position, entry in enumerate(card.statistics.agreement):
        dimensions = [d for d in concerned(card, entry.dimension) if not _has_two_values(d)]
        route = _entry("agreement", position)
        stated = entry.level or card.is_gap(f"statistics.agreement.{position}.level")
        if dimensions and entry.metric == "krippendorff_alpha" and not stated:
            message = "Krippendorff's alpha is stated without the level of measurement it was computed at."
            yield Problem(
                (*route, "level"), message, "Write level: nominal, ordinal, interval or ratio; or list a gap."
            )
        elif dimensions and all(_above_scale(entry, dimension) for dimension in dimensions):
            scale = dimensions[0].scale.level
            message = f"The scale of {names_of(dimensions)} is {scale}, and {_computed(entry)}."
            help_ = (
                f"Compute it at the level {scale}; or correct the level of the scale if its answers have more to them."
            )
            yield Problem((*route, "level" if entry.level else "metric"), message, help_)


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
    metric = entry.metric.replace("_", " ")
    return f"{metric} was computed as if it were {entry.level}" if entry.level else f"{metric} needs an order at least"


@rule("AC705", "impossible-value", "error")
def impossible_value(card: Card) -> Iterator[Problem]:
    """A statistic cannot have this value, or lies outside its own interval.

    A coefficient of agreement is at most 1, and shares lie between 0 and 1. A number beyond that is a slip of the pen,
    a percentage, or something else than its label says, and readers who compute with it carry the error on.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {dimension: harmful, metric: percent_agreement, value: 83, low: 0.81, high: 0.85}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {dimension: harmful, metric: percent_agreement, value: 0.83, low: 0.81, high: 0.85}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Fix: Writes a percentage as a share.
    Source: ours; the ranges follow from the definitions of the coefficients
    """
    for position, entry in enumerate(card.statistics.agreement):
        route = _entry("agreement", position)
        outside = list(_out_of_range(route, entry))
        yield from outside or _bad_interval(route, entry)
    for position, effect in enumerate(card.statistics.group_effects):
        yield from _bad_interval(_entry("group_effects", position), effect)
    for position, convergence in enumerate(card.statistics.convergence):
        yield from _bad_convergence(_entry("convergence", position), convergence)
    yield from _bad_shares(card)


def _out_of_range(route: Route, entry: Agreement) -> Iterator[Problem]:
    lowest = LOWEST.get(entry.metric, -1.0)
    highest = float("inf") if entry.metric == "other" else 1.0
    for name in ("value", "low", "high"):
        number = getattr(entry, name)
        if number is None or lowest <= number <= highest:
            continue
        message = f"{entry.metric} cannot be {number:g}: it lies {_range(lowest, highest)}."
        percent = entry.metric == "percent_agreement" and 10 <= number <= 100
        share = round(number / 100, 6)
        fix = Fix(f"Write {share:g}", (Set((*route, name), share),)) if percent else None
        yield Problem((*route, name), message, f"Write {share:g}." if percent else "Look it up and correct it.", fix)


def _range(lowest: float, highest: float) -> str:
    return f"between {lowest:g} and {highest:g}" if lowest > float("-inf") else f"at {highest:g} or below"


def _bad_interval(route: Route, entry: Agreement | GroupEffect) -> Iterator[Problem]:
    low, high, value = entry.low, entry.high, entry.value
    if low is not None and high is not None and low > high:
        message = f"The interval ends at {high:g}, before it begins at {low:g}."
        yield Problem((*route, "low"), message, "Write the smaller number under low.")
        return
    below = low is not None and value < low - _rounding(value, low)
    above = high is not None and value > high + _rounding(value, high)
    if below or above:
        bound = f"begins at {low:g}" if below else f"ends at {high:g}"
        message = f"The value is {value:g}, and its interval {bound}."
        yield Problem((*route, "value"), message, "An interval contains its value: correct one of the three numbers.")


def _rounding(*numbers: float) -> float:
    """Return how far numbers may lie apart because they were rounded: half of the last digit that is written."""
    return max(0.5 * 10.0 ** _last_digit(number) for number in numbers)


def _last_digit(number: float) -> int:
    if number.is_integer() and abs(number) > 1:
        return 0
    exponent = Decimal(repr(number)).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _bad_convergence(route: Route, entry: Convergence) -> Iterator[Problem]:
    if entry.raters and entry.value and len(entry.raters) != len(entry.value):
        message = f"There are {len(entry.raters)} numbers of raters and {len(entry.value)} distances."
        yield Problem((*route, "value"), message, "Give one distance for each number of raters.")
    for position, value in enumerate(entry.value):
        if entry.metric == "jensen_shannon" and value > 1:
            message = f"A Jensen-Shannon divergence (base 2) cannot be {value:g}: it lies between 0 and 1."
            yield Problem((*route, "value", position), message, "Look it up and correct it.")


def _bad_shares(card: Card) -> Iterator[Problem]:
    for position, entry in enumerate(card.statistics.consistency):
        shares = [entry.genuine, entry.constructed, entry.non_attitude]
        stated = [share for share in shares if share]
        if len(stated) == len(shares) and abs(sum(stated) - 1) > sum(_rounding(share) for share in stated):
            message = f"The shares genuine, constructed and non_attitude add up to {sum(stated):g} and not to 1."
            yield Problem(
                _entry("consistency", position), message, "Every answer is one of the three: correct the shares."
            )


@rule("AC706", "bare-number", "warning")
def bare_number(card: Card) -> Iterator[Problem]:
    """A coefficient stands alone: no interval, and no number of items and raters.

    An alpha of .60 from 20 items and one from 20,000 are different news. With an interval, or with the numbers behind
    it, readers can tell whether a difference between two datasets is one.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, items: 350, raters: 800}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: ours
    """
    for position, entry in enumerate(card.statistics.agreement):
        bounds, sizes = (_lacking(card, "agreement", position, entry, *names) for names in (BOUNDS, SIZES))
        if bounds and sizes:
            message = f"{entry.metric} {entry.value:g} stands alone: {', '.join((*bounds, *sizes))} are not given."
            help_ = "Add low and high, or items and raters (alignmentcard measure computes them); or list gaps."
            yield Problem((*_entry("agreement", position), "value"), message, help_)


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
    Source: Kraus & Kroll 2025, mechanism 1 and on artificial agreement
    """
    for route, text, dimensions in _where_bars_stand(card):
        projective = [dimension for dimension in dimensions if is_projective(dimension)]
        if projective and (found := BAR.search(text)):
            message = f"{names_of(projective)} is a matter of the rater's own beliefs, and the bar is: {found.group()}."
            help_ = "Judge the answers by repeated questions and attention checks instead; or accept this and say why."
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
          written: ex_ante
          beliefs: one
          disagreement: mixed
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Is this reply harmful?
            breadth: specific
            definition:
              detail: brief
              text: A reply that helps somebody to hurt a person, or that hurts the person who reads it.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1", examples: true, edge_cases: true}
            subjectivity: latent_projective
            feedback: rating
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.86, low: 0.83, high: 0.89}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
    Good:
        intent:
          written: ex_ante
          beliefs: one
          disagreement: mixed
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Is this reply harmful?
            breadth: specific
            definition:
              detail: brief
              text: A reply that helps somebody to hurt a person, or that hurts the person who reads it.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_projective
            feedback: rating
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.86, low: 0.83, high: 0.89}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
    Source: Kraus & Kroll 2025, failure signatures
    """
    for dimension in filter(is_projective, card.dimensions):
        guidelines = dimension.definition.guidelines
        told = dimension.definition.detail == "detailed" or (guidelines.examples and guidelines.edge_cases)
        for position, entry in enumerate(card.statistics.agreement):
            high = entry.metric not in (*UNCORRECTED, "other") and entry.value >= limits.high_agreement
            if told and high and entry in about(card, dimension):
                message = f"{entry.metric} is {entry.value:g} on `{dimension.id}`, which has detailed guidelines."
                help_ = "Ask some raters without the guidelines and compare; or give the question another subjectivity."
                yield Problem((*_entry("agreement", position), "value"), message, help_)


@rule("AC709", "unexplained-disagreement", "warning")
def unexplained_disagreement(card: Card, limits: Limits) -> Iterator[Problem]:
    """Raters agree little, their disagreement is taken as signal, and nobody looked or found whose it is.

    Disagreement is a signal of something: groups that see things differently, or persons who keep to their answer when
    asked again. If neither is found, the question may just have been unclear, and the signal is noise.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: Kraus & Kroll 2025, failure signatures
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
            found = "none of the stated differences between groups is clear" if effects else "no groups were compared"
            message = f"Agreement on `{dimension.id}` is {max(values):g} and counts as signal, and {found}."
            help_ = f"Compare groups of raters, or the same raters twice; or {_leave(card, 'group_effects')}."
            yield Problem(("statistics", "group_effects"), message, help_)


def _groups_unknown(card: Card) -> bool:
    """Say whether nobody can compare groups, because who the raters are is listed as a gap."""
    return all(card.is_gap(f"pools.{pool.id}.composition") for pool in card.raters if pool.kind == "human")


def _is_nothing(effect: GroupEffect) -> bool:
    """Say whether the interval of an effect contains no effect at all; unknown intervals do not count."""
    nothing = 1.0 if effect.unit == "ratio" else 0.0
    return effect.low is not None and effect.high is not None and effect.low <= nothing <= effect.high


@rule("AC710", "unstable-distribution", "warning")
def unstable_distribution(card: Card, limits: Limits) -> Iterator[Problem]:
    """Nobody shows that the distribution of answers would stay the same with more raters.

    On a question of belief the distribution is the result. If it still moves when raters are added, it describes who
    happened to answer, and not the people they stand for.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [10, 20, 40], value: [0.09, 0.05, 0.03]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: Kraus & Kroll 2025, mechanism 2 and failure signatures
    """
    for position, entry in enumerate(card.statistics.convergence):
        tolerance, last = _tolerance(entry, limits), _last(entry)
        if last is None or tolerance is None or not _projective(card, entry.dimension):
            continue
        if entry.value[last] > tolerance:
            message = f"With the most raters the distance is still {entry.value[last]:g}, above {tolerance:g}."
            help_ = "Ask more raters (alignmentcard plan says how many); or say under not_for what this rules out."
            yield Problem((*_entry("convergence", position), "value", last), message, help_)
    named = {entry.dimension for entry in card.statistics.convergence}
    missing = [d for d in card.dimensions if is_projective(d) and not {None, d.id} & named]
    if missing and _several_voices(card) and not card.is_gap("statistics.convergence"):
        message = f"Nothing says whether the distribution of answers to {names_of(missing)} has settled."
        help_ = f"Compare halves of the raters (alignmentcard measure does); or {_leave(card, 'convergence')}."
        yield Problem(("statistics", "convergence"), message, help_)


def _last(entry: Convergence) -> int | None:
    """Return the position of the distance for the most raters; None where there is none or the lists do not match."""
    if not entry.value or (entry.raters and len(entry.raters) != len(entry.value)):
        return None
    return entry.raters.index(max(entry.raters)) if entry.raters else len(entry.value) - 1


def _tolerance(entry: Convergence, limits: Limits) -> float | None:
    """Return the stated tolerance, or ours where the distance is the one that ours is for."""
    ours = limits.convergence_tolerance if entry.metric == "jensen_shannon" else None
    return ours if entry.tolerance is None else entry.tolerance


def _projective(card: Card, name: str | None) -> bool:
    return any(is_projective(dimension) for dimension in concerned(card, name))


def _several_voices(card: Card) -> bool:
    """Say whether people may have given more than one rating an item; with one, AC304 says what is wrong."""
    most = [pool.ratings_per_item.max for pool in card.raters if pool.kind == "human"]
    return any(number is None or number > 1 for number in most) or len(most) > 1


@rule("AC711", "effect-without-interval", "warning")
def effect_without_interval(card: Card, limits: Limits) -> Iterator[Problem]:
    """A difference between groups has no interval, or many are stated and none allows for their number.

    Published differences between groups are of 3 to 5 percentage points, so a few raters more or less make or unmake
    one. And whoever compares often enough finds a difference somewhere. People may be treated differently because of
    this number.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: arXiv:2511.14476, on effects of 3 to 5 percentage points
    """
    effects = card.statistics.group_effects
    for position, effect in enumerate(effects):
        if _lacking(card, "group_effects", position, effect, *BOUNDS):
            message = f"The difference by {effect.axis}, {effect.value:g}, has no interval."
            help_ = "Add low and high, from a bootstrap over raters for example; or list them as gaps."
            yield Problem((*_entry("group_effects", position), "value"), message, help_)
    unadjusted = [
        n
        for n, effect in enumerate(effects)
        if not effect.adjusted and not card.is_gap(f"statistics.group_effects.{n}.adjusted")
    ]
    if len(unadjusted) >= limits.many_effects:
        message = f"{len(unadjusted)} differences between groups are stated without allowing for their number."
        help_ = "Adjust intervals or tests (by Holm's method, for example) and write adjusted: true."
        yield Problem((*_entry("group_effects", unadjusted[0]), "adjusted"), message, help_)


@rule("AC712", "hard-only-evaluation", "warning")
def hard_only_evaluation(card: Card) -> Iterator[Problem]:
    """A system is compared with one label an item, while disagreement counts as signal.

    Against one label, a system that always sides with the majority looks perfect. Whether it also knows when people are
    divided shows only in a comparison with the distribution of answers, such as a Jensen-Shannon divergence.

    Bad:
        evaluations:
          - system: guardrail-2
            dimension: harmful
            hard: {metric: accuracy, value: 0.81}
    Good:
        evaluations:
          - system: guardrail-2
            dimension: harmful
            hard: {metric: accuracy, value: 0.81}
            soft: {metric: jensen_shannon, value: 0.11}
    Source: Kraus & Kroll 2025, on hard and soft metrics
    """
    for position, entry in enumerate(card.evaluations):
        signal = signal_in(card, concerned(card, entry.dimension))
        told = any(other.soft and _same_comparison(entry, other) for other in card.evaluations)
        if entry.hard and signal and not told and not card.is_gap(f"evaluations.{position}.soft"):
            message = (
                f"Disagreement about {names_of(signal)} is signal, and {entry.system} is compared by one label an item."
            )
            help_ = "Add soft: a distance between the system's and the people's distributions; or list it as a gap."
            yield Problem(("evaluations", position, "hard"), message, help_)


def _same_comparison(one: Evaluation, other: Evaluation) -> bool:
    """Say whether two entries are about one system and share a dimension; an entry that names none is about all."""
    shared = one.dimension == other.dimension or None in (one.dimension, other.dimension)
    return one.system == other.system and shared
