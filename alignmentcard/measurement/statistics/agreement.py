"""Agreement between raters, with intervals over items, and over items and raters together."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Agreement, Ends, Estimate, NoInterval, Undefined
from alignmentcard.measurement.statistics import coefficients as of
from alignmentcard.measurement.statistics.bootstrap import Draws, draws, estimated
from alignmentcard.measurement.statistics.coefficients import Sums
from alignmentcard.measurement.statistics.few_raters import count_signatures
from alignmentcard.measurement.statistics.moments import moments_agreement
from alignmentcard.measurement.statistics.pairs import with_cohen
from alignmentcard.measurement.statistics.patterns import Packed, Patterns
from alignmentcard.measurement.statistics.rater_answers import some_unknown
from alignmentcard.measurement.statistics.rater_cells import RaterCells, count_rater_cells
from alignmentcard.measurement.statistics.two_way import two_way
from alignmentcard.measurement.tables.numbers import Line
from alignmentcard.measurement.tables.scale import Answers
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Coefficient = Callable[[Sums], Array]
FEW_RATERS = 10
MOST_MERGED = 8
"""Values up to which it is kept how often each meets each other."""


def agreement(study: Study, patterns: Patterns | None, packed: Packed | None = None) -> Agreement:
    """Measure agreement; `patterns` are those of the study, None on scales with many values.

    `packed` is the relation that they were counted from, where it was kept.
    """
    if patterns is None:
        return moments_agreement(study)
    found = replace(pattern_agreement(patterns, study), coincidences=_coincidences(patterns, study.answers))
    found = _with_raters(found, study, patterns, packed)
    return with_cohen(found, study, patterns, count_signatures(study, FEW_RATERS))


def pattern_agreement(patterns: Patterns, study: Study) -> Agreement:
    """Measure what count vectors alone can say, with intervals over items."""
    settings, answers = study.settings, study.answers
    features = _features_apart(patterns, answers)
    values = patterns.counts.shape[1]
    point = _both(patterns.items @ features, values)
    drawn, again = None, point
    if settings.replicates and len(patterns.items):
        drawn = draws(features, patterns.items, settings)
        again = _both(drawn.sums, values)
    reasons = undefined(patterns), undefined(patterns.without(answers.placeless))
    estimates = {
        name: reason_or(name, reasons[on_line(name)])
        or _estimate(coefficient, point[on_line(name)], drawn, again[on_line(name)], settings.confidence)
        for name, coefficient in coefficients(answers).items()
    }
    paired = patterns.rated(2)
    return _agreement(estimates, answers, int(paired.items.sum()), int(paired.items @ paired.sizes))


def _coincidences(patterns: Patterns, answers: Answers) -> dict[str, dict[str, float]] | None:
    """Return the coincidence matrix by labels, of scales whose values can be merged and are few."""
    used = [code for code, count in enumerate(patterns.items @ patterns.counts) if count]
    if not 3 <= len(used) <= MOST_MERGED or not len(patterns.rated(2).items):
        return None
    matrix = sums_of(patterns).coincidences.tolist()
    return {answers.labels[one]: {answers.labels[other]: matrix[one][other] for other in used} for one in used}


def coefficients(answers: Answers) -> dict[str, Coefficient]:
    """Return the coefficients that a scale allows, by name; alpha at every level that applies."""
    found: dict[str, Coefficient] = {f"alpha_{level}": _alpha(level, answers.line) for level in levels(answers)}
    return {
        **found,
        "percent_agreement": of.percent_agreement,
        "fleiss_kappa": of.fleiss_kappa,
        "gwet_ac1": of.gwet_ac1,
    }


def on_line(name: str) -> bool:
    """Say whether a coefficient takes values in their order or as numbers, where abstentions have no place."""
    return name in ("alpha_ordinal", "alpha_interval", "alpha_ratio")


def levels(answers: Answers) -> list[str]:
    """List the levels at which alpha can be worked out."""
    found = ["nominal"]
    if answers.ordered or answers.level == "ordinal":
        found.append("ordinal")
    if answers.line:
        found.append("interval")
        if answers.positive:
            found.append("ratio")
    return found


def _alpha(level: str, line: Line | None) -> Coefficient:
    return lambda sums: of.alpha(sums, level, line)


def alpha_by_distance(patterns: Patterns, study: Study, distance: Array) -> Estimate:
    """Return alpha with distances (values, values) of its own, and its interval over items."""
    reason = undefined(patterns)
    if reason:
        return Estimate(undefined=reason)
    features, values, settings = _features(patterns), patterns.counts.shape[1], study.settings
    point = again = sums_from(patterns.items @ features, values)
    drawn = None
    if settings.replicates:
        drawn = draws(features, patterns.items, settings)
        again = sums_from(drawn.sums, values)
    return _estimate(lambda sums: of.alpha(sums, "", distance=distance), point, drawn, again, settings.confidence)


def undefined(patterns: Patterns) -> Undefined | None:
    """Name the reason why coefficients that correct for chance are not defined, if there is one."""
    paired = patterns.rated(2)
    if not len(paired.items):
        return "no_overlap"
    return "no_variation" if ((paired.items @ paired.counts) > 0).sum() < 2 else None


def reason_or(name: str, reason: Undefined | None) -> Estimate | None:
    """Give an undefined estimate where there is a reason; percent agreement is defined without variation."""
    if reason is None or (name == "percent_agreement" and reason == "no_variation"):
        return None
    return Estimate(undefined=reason)


def points(patterns: Patterns, answers: Answers) -> dict[str, float | None]:
    """Return the coefficients without intervals; None where one is not defined."""
    reasons = undefined(patterns), undefined(patterns.without(answers.placeless))
    sums = _both(patterns.items @ _features_apart(patterns, answers), patterns.counts.shape[1])
    values = {name: float(coefficient(sums[on_line(name)])) for name, coefficient in coefficients(answers).items()}
    return {
        name: None if np.isnan(value) or reason_or(name, reasons[on_line(name)]) else value
        for name, value in values.items()
    }


def sums_of(patterns: Patterns) -> Sums:
    """Add up what the coefficients need."""
    return sums_from(patterns.items @ _features(patterns), patterns.counts.shape[1])


def _estimate(coefficient: Coefficient, point: Sums, drawn: Draws | None, again: Sums, confidence: float) -> Estimate:
    """Return a coefficient with its interval over items; `again` are the sums of what was drawn, where it was."""
    value = float(coefficient(point))
    if np.isnan(value):
        return Estimate(undefined="no_variation")
    return estimated(value, drawn.read(coefficient(again)), confidence) if drawn else Estimate(value)


def _features_apart(patterns: Patterns, answers: Answers) -> Array:
    """Return what each pattern adds to the sums; where people abstain, then to those of all other answers as well."""
    if not answers.placeless:
        return _features(patterns)
    counts = patterns.counts.copy()
    counts[:, list(answers.placeless)] = 0
    return np.hstack([_features(patterns), _features(replace(patterns, counts=counts))])


def _both(summed: Array, values: int) -> tuple[Sums, Sums]:
    """Return the sums of all answers, and of all but abstentions."""
    size = values * (values + 1) // 2 + values + 3
    every = sums_from(summed[..., :size], values)
    return every, sums_from(summed[..., size:], values) if summed.shape[-1] > size else every


def features_of(counts: NDArray[np.int64]) -> Array:
    """Return what items with some counts add to the sums, shape (items, features)."""
    return _features(Patterns(counts, np.ones(len(counts), dtype=np.int64)))


def _features(patterns: Patterns) -> Array:
    """Return what each pattern adds to sums: coincidences (upper half), shares, agreement, 1 if paired, 1 if rated."""
    counts = patterns.counts.astype(np.float64)
    sizes = counts.sum(axis=1)
    paired = sizes > 1
    left, right = np.triu_indices(counts.shape[1])
    pairs = counts[:, left] * np.where(left == right, counts[:, right] - 1, counts[:, right])
    pairs /= np.where(paired, sizes - 1, 1)[:, None]
    pairs[~paired] = 0
    agree = (counts * (counts - 1)).sum(axis=1) / np.where(paired, sizes * (sizes - 1), 1)
    shares = counts / np.maximum(sizes, 1)[:, None]
    apart = [shares, np.where(paired, agree, 0), paired, sizes > 0]
    return np.column_stack([pairs, *apart])


def sums_from(summed: Array, values: int) -> Sums:
    """Return sums of features, shape (…, features), as what they are."""
    left, right = np.triu_indices(values)
    half = len(left)
    coincidences = np.zeros((*summed.shape[:-1], values, values))
    coincidences[..., left, right] = summed[..., :half]
    coincidences[..., right, left] = summed[..., :half]
    shares = summed[..., half : half + values]
    return Sums(coincidences, summed[..., -3], shares, summed[..., -2], summed[..., -1])


def _agreement(estimates: Mapping[str, Estimate], answers: Answers, items: int, ratings: int) -> Agreement:
    alphas = {name.removeprefix("alpha_"): value for name, value in estimates.items() if name.startswith("alpha_")}
    return Agreement(
        level=answers.level,
        items=items,
        ratings=ratings,
        krippendorff_alpha=alphas.get(answers.level, Estimate(undefined=_no_level(answers))),
        alpha=alphas,
        percent_agreement=estimates["percent_agreement"],
        fleiss_kappa=estimates["fleiss_kappa"],
        gwet_ac1=estimates["gwet_ac1"],
        cohen_kappa=Estimate(undefined="no_raters"),
    )


def _no_level(answers: Answers) -> Undefined:
    reasons: dict[str, Undefined] = {"ordinal": "no_order", "ratio": "negative_numbers"}
    return reasons.get(answers.level, "no_numbers")


def _with_raters(found: Agreement, study: Study, patterns: Patterns, packed: Packed | None) -> Agreement:
    """Put the interval over items and raters together beside the one over items."""
    settings = study.settings
    if not settings.replicates or not study.table.rater or not len(patterns.rated(2).items):
        return found
    names = coefficients(study.answers)
    if reason := _not_by_rater(study):
        ends: Mapping[str, Ends | NoInterval] = dict.fromkeys(names, reason)
    elif (cells := count_rater_cells(study, packed)) is None:
        return found
    else:
        ends = over_both(patterns, cells, study.answers, settings.confidence)

    def beside(estimate: Estimate, name: str) -> Estimate:
        pair = ends.get(name)
        if estimate.undefined or pair is None:
            return estimate
        if isinstance(pair, tuple):
            return replace(estimate, both_low=pair[0], both_high=pair[1])
        return replace(estimate, no_both=pair)

    alphas = {level: beside(estimate, f"alpha_{level}") for level, estimate in found.alpha.items()}
    return replace(
        found,
        alpha=alphas,
        krippendorff_alpha=alphas.get(found.level, found.krippendorff_alpha),
        percent_agreement=beside(found.percent_agreement, "percent_agreement"),
        fleiss_kappa=beside(found.fleiss_kappa, "fleiss_kappa"),
        gwet_ac1=beside(found.gwet_ac1, "gwet_ac1"),
    )


def _not_by_rater(study: Study) -> NoInterval | None:
    """Say why raters cannot be left out one by one, if they cannot."""
    if study.counts_repeats:
        return "repeats"
    return "unknown_raters" if some_unknown(study) else None


def over_both(
    patterns: Patterns, cells: RaterCells, answers: Answers, confidence: float
) -> Mapping[str, Ends | NoInterval]:
    """Return the interval of each coefficient over items and raters together, or why there is none."""

    def features(counts: NDArray[np.int64]) -> Array:
        return _features_apart(Patterns(counts, np.ones(len(counts), dtype=np.int64)), answers)

    def found(summed: Array) -> Mapping[str, Array]:
        sums = _both(summed, len(answers.labels))
        return {name: coefficient(sums[on_line(name)]) for name, coefficient in coefficients(answers).items()}

    return two_way(patterns.counts, patterns.items, cells, features, found, confidence)
