"""All statistics of one dimension: what is counted once for all of them, and how each is computed from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from typing import Any

from alignmentcard.measurement.results.values import EXTRAS, DimensionFacts, Sizes
from alignmentcard.measurement.statistics.aggregation import aggregation
from alignmentcard.measurement.statistics.agreement import agreement
from alignmentcard.measurement.statistics.components import components
from alignmentcard.measurement.statistics.consistency import consistency
from alignmentcard.measurement.statistics.convergence import convergence
from alignmentcard.measurement.statistics.groups import count_first, groups
from alignmentcard.measurement.statistics.patterns import Packed, Patterns, count_kept, count_patterns
from alignmentcard.measurement.statistics.perspectives import Joint
from alignmentcard.measurement.statistics.several_labels import several_labels
from alignmentcard.measurement.statistics.sizes import sizes
from alignmentcard.measurement.statistics.spread import spread
from alignmentcard.measurement.statistics.variants import variants
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import Study
from alignmentcard.messages import later
from alignmentcard.messages.retold import quoted, worded


@dataclass(frozen=True)
class Counted:
    """What statistics of a dimension are computed from: its answers, counted once, and what the card says of them."""

    study: Study
    patterns: Patterns | None
    packed: Packed | None
    by_group: Joint | None
    sizes: Sizes
    said: StatedScale
    method: str | None
    number: int


STATISTICS: Mapping[str, Callable[[Counted], Any]] = {
    "agreement": lambda of: agreement(of.study, of.patterns, of.packed),
    "variants": lambda of: tuple(variants(of.study, of.patterns, of.said, of.study.name or None, of.number)),
    "spread": lambda of: spread(of.study, of.patterns),
    "convergence": lambda of: convergence(of.study, of.patterns),
    "groups": lambda of: groups(of.study, of.by_group),
    "components": lambda of: components(of.study, of.patterns, of.study.repeats),
    "consistency": lambda of: consistency(of.study),
    "aggregation": lambda of: aggregation(of.study, of.method),
    "labels": lambda of: several_labels(of.study, of.patterns),
}
"""How each field of `DimensionFacts` is computed, in the order in which they are."""
STEPS: Mapping[str, str] = {
    "agreement": later("agreement of raters"),
    "variants": later("agreement counted in other ways"),
    "spread": later("spread of answers"),
    "convergence": later("how answers settle"),
    "groups": later("groups of raters"),
    "components": later("where differences come from"),
    "consistency": later("answers given twice"),
    "aggregation": later("labels made of several answers"),
    "labels": later("several labels on one item"),
}
"""What is said while each of them is computed."""


def measure_dimension(
    study: Study, said: StatedScale, method: str | None, number: int, progress: Callable[[str], None]
) -> DimensionFacts:
    """Compute all statistics of a dimension; `number` is its place among those of the table."""
    progress(worded("counting"))
    by_group = count_first(study) if study.answers.narrow else None
    patterns, packed = _patterns(study, by_group)
    counted = Counted(study, patterns, packed, by_group, sizes(study, patterns), said, method, number)
    found = {}
    for what, statistic in STATISTICS.items():
        progress(worded(STEPS[what]))
        found[what] = statistic(counted)
    for what in study.settings.extras:
        progress(quoted(what))
        found[what] = asked_for(what)(counted)
    return DimensionFacts(sizes=counted.sizes, **found)


def asked_for(name: str) -> Callable[[Counted], Any]:
    """Return how a field is computed that is asked for by name; its module is loaded for those who ask."""
    module, _, function = EXTRAS[name].partition(".")
    statistic = getattr(import_module(f"{__package__}.{module}"), function)
    return lambda of: statistic(**{wanted: getattr(of, wanted) for wanted in signature(statistic).parameters})


def _patterns(study: Study, by_group: Joint | None) -> tuple[Patterns | None, Packed | None]:
    """Return the patterns of the answers, and the relation of packed counts where a later pass needs it."""
    if by_group:
        return by_group.together(), by_group.packed
    if not study.answers.narrow:
        return None, None
    if study.table.rater and study.settings.replicates:
        return count_kept(study)
    return count_patterns(study), None
