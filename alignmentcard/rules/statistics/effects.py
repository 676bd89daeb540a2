"""Do distributions, differences between groups and comparisons carry what is said? (AC710 to AC712)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.statistics import Convergence, Evaluation
from alignmentcard.rules.aggregation import names_of, signal_in
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.statistics.stated import (
    BOUNDS,
    concerned,
    entry_route,
    gap_or_reason,
    is_projective,
    lacking,
)
from alignmentcard.rules.subjectivity import could_be_asked, disagreement_of


@rule("AC710", "unstable-distribution", "warning")
def unstable_distribution(card: Card, limits: Limits) -> Iterator[Problem]:
    """Nobody shows that the distribution of answers would stay the same with more raters.

    On a question of belief the distribution is the result. If it still moves when raters are added, it describes who
    happened to answer, and not the people they stand for.

    Bad:
        statistics:
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [10, 20, 40], value: [0.09, 0.05, 0.03]}
    Good:
        statistics:
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006]}
    Source: Kraus & Kroll 2025, on representative samples
    """
    for position, entry in enumerate(card.statistics.convergence):
        tolerance, last = _tolerance(entry, limits), _last(entry)
        if last is None or tolerance is None or not _projective(card, entry.dimension):
            continue
        if entry.value[last] > tolerance:
            message = worded(
                "With the most raters the distance is still {value:g}, above {tolerance:g}.",
                value=entry.value[last],
                tolerance=tolerance,
            )
            help_ = worded(
                "Ask more raters (alignmentcard plan says how many); or say under not_for what this rules out."
            )
            yield Problem((*entry_route("convergence", position), "value", last), message, help_)
    named = {entry.dimension for entry in card.statistics.convergence}
    unsettled = [d for d in card.dimensions if is_projective(d) and disagreement_of(card, d) != "noise"]
    missing = [d for d in unsettled if not {None, d.id} & named]
    if missing and could_be_asked(card) and _several_voices(card) and not card.is_gap("statistics.convergence"):
        message = worded(
            "Nothing says whether the distribution of answers to {names} has settled.", names=names_of(missing)
        )
        help_ = worded(
            "Compare halves of the raters (alignmentcard measure does); or {todo}.",
            todo=gap_or_reason(card, "convergence"),
        )
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

    A small difference between groups comes and goes with a few raters more or less. And whoever compares often enough
    finds a difference somewhere. People may be treated differently because of this number.

    Bad:
        statistics:
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points}
    Good:
        statistics:
          group_effects:
            - {dimension: harmful, axis: gender, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0}
    Source: ours; arXiv:2511.14476 compares the ratings of groups
    """
    effects = card.statistics.group_effects
    for position, effect in enumerate(effects):
        if lacking(card, "group_effects", position, effect, *BOUNDS):
            message = worded(
                "The difference by {axis}, {effect:g}, has no interval.", axis=effect.axis, effect=effect.value
            )
            help_ = worded("Add low and high, from a bootstrap over raters for example; or list them as gaps.")
            yield Problem((*entry_route("group_effects", position), "value"), message, help_)
    for position, one in enumerate(card.statistics.model_effects):
        bare = [end for end in BOUNDS if getattr(one, end) is None]
        if bare and not all(card.is_gap(f"statistics.model_effects.{position}.{end}") for end in bare):
            message = worded("The effect of {axis} on a model, {one:g}, has no interval.", axis=one.axis, one=one.value)
            help_ = worded("Add low and high, from several trained models for example; or list them as gaps.")
            yield Problem(("statistics", "model_effects", position, "value"), message, help_)
    unadjusted = [
        n
        for n, effect in enumerate(effects)
        if not effect.adjusted and not card.is_gap(f"statistics.group_effects.{n}.adjusted")
    ]
    if len(unadjusted) >= limits.many_effects:
        message = worded(
            "{unadjusted} differences between groups are stated without allowing for their number.",
            unadjusted=len(unadjusted),
        )
        help_ = worded("Adjust intervals or tests (by Holm's method, for example) and write adjusted: true.")
        yield Problem((*entry_route("group_effects", unadjusted[0]), "adjusted"), message, help_)


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
            message = worded(
                "Disagreement about {names} is signal, and {system} is compared by one label an item.",
                names=names_of(signal),
                system=entry.system,
            )
            help_ = worded(
                "Add soft: a distance between the system's and the people's distributions; or list it as a gap."
            )
            yield Problem(("evaluations", position, "hard"), message, help_)


def _same_comparison(one: Evaluation, other: Evaluation) -> bool:
    """Say whether two entries are about one system and share a dimension; an entry that names none is about all."""
    shared = one.dimension == other.dimension or None in (one.dimension, other.dimension)
    return one.system == other.system and shared
