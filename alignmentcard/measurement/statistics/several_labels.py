"""Answers that hold several labels at once: each label as its own yes/no question, and sets by their distance."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Agreement
from alignmentcard.measurement.statistics.agreement import alpha_by_distance, pattern_agreement
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.tables.study import Study


def several_labels(study: Study, patterns: Patterns | None) -> dict[str, Agreement]:
    """Measure agreement on each label, and on whole sets by MASI distance under the name `sets`."""
    sets = study.answers.sets
    if sets is None or patterns is None:
        return {}
    found = {"sets": _by_sets(study, patterns, sets)}
    for label in sorted(set().union(*sets)):
        members = np.array([[label not in chosen, label in chosen] for chosen in sets], dtype=np.int64)
        answers = replace(
            study.answers, labels=("no", "yes"), counts=(0, 0), level="nominal", ordered=False, line=None, abstain=(),
            placeless=(), outside=(), sets=None,
        )  # fmt: skip
        found[label] = pattern_agreement(patterns.merged(members), replace(study, answers=answers))
    return found


def _by_sets(study: Study, patterns: Patterns, sets: Sequence[frozenset[str]]) -> Agreement:
    named = replace(study, answers=replace(study.answers, level="nominal", ordered=False, line=None, placeless=()))
    found = pattern_agreement(patterns, named)
    estimate = alpha_by_distance(patterns, study, masi(sets))
    return replace(found, level="masi", krippendorff_alpha=estimate, alpha={**found.alpha, "masi": estimate})


def masi(sets: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """Return MASI distances between sets of labels, 1 - J M (Passonneau 2006): J is Jaccard's share of common labels.

    M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not.
    """
    return np.array([[_masi(a, b) for b in sets] for a in sets])


def _masi(a: frozenset[str], b: frozenset[str]) -> float:
    if a == b:
        return 0.0
    common = len(a & b)
    monotone = 0 if not common else 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - common / len(a | b) * monotone
