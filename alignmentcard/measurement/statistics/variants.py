"""The coefficients under other choices: abstentions dropped, every repeat, single ratings counted, pairs as stored."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from alignmentcard.measurement.results.values import Variant
from alignmentcard.measurement.settings import REPEATS
from alignmentcard.measurement.statistics.agreement import points
from alignmentcard.measurement.statistics.patterns import Patterns, count_patterns
from alignmentcard.measurement.statistics.spread import entropy
from alignmentcard.measurement.tables.ratings import as_stored
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import Study, open_study


def variants(
    study: Study, patterns: Patterns | None, said: StatedScale, dimension: str | None, number: int
) -> Iterator[Variant]:
    """Yield a variant for each choice that changes something in this table."""
    if patterns is None:
        return
    yield from _with_single_ratings(study, patterns)
    if study.repeated:
        for repeats in REPEATS:
            if repeats != study.settings.repeats:
                settings = replace(study.settings, repeats=repeats)
                other = open_study(study.table, dimension, said, settings, number, study.repeats)
                yield from _with_single_ratings(other, count_patterns(other))
    if study.settings.pair:
        other = open_study(as_stored(study.table, study.settings.pair), dimension, said, study.settings, number)
        yield from _with_single_ratings(other, count_patterns(other), pairs="as_stored")


def _with_single_ratings(study: Study, patterns: Patterns, pairs: str = "") -> Iterator[Variant]:
    """Yield the variant itself and what follows from its patterns."""
    repeats = study.settings.repeats if study.occasions or study.repeated else "all"
    pairs = pairs or ("one_order" if study.settings.pair else "none")
    yield _variant(study, patterns, "counted", repeats, "dropped", pairs)
    if patterns.items[patterns.sizes == 1].sum():
        yield _variant(study, patterns, "counted", repeats, "counted", pairs)
    if study.answers.abstain:
        yield _variant(study, patterns.without(study.answers.abstain), "dropped", repeats, "dropped", pairs)


def _variant(study: Study, patterns: Patterns, abstentions: str, repeats: str, single: str, pairs: str) -> Variant:
    answers = study.answers
    coefficients = points(patterns, answers)
    paired = patterns.rated(2) if single == "dropped" else patterns.rated(1)
    if single == "counted":
        coefficients = {"percent_agreement": _with_single(coefficients.get("percent_agreement"), patterns)}
    return Variant(
        abstentions,
        repeats,
        single,
        pairs,
        items=int(paired.items.sum()),
        ratings=int(paired.items @ paired.sizes),
        coefficients=coefficients,
        sizes=_sizes(patterns, paired),
    )


def _with_single(agreement: float | None, patterns: Patterns) -> float | None:
    """Count items with one rating as unanimous."""
    paired, every = patterns.rated(2).items.sum(), patterns.items.sum()
    return float(((agreement or 0.0) * paired + (every - paired)) / every) if every else None


def _sizes(patterns: Patterns, used: Patterns) -> dict[str, float]:
    """Count all items and ratings of the variant, and the spread over the items that it uses."""
    sizes = {"items": float(patterns.items.sum()), "ratings": float(patterns.items @ patterns.sizes)}
    if not len(used.items):
        return sizes
    weights = used.items / used.items.sum()
    unanimous = used.counts.max(axis=1) == used.sizes
    return {**sizes, "entropy": float(entropy(used.counts) @ weights), "unanimous": float(np.dot(unanimous, weights))}
