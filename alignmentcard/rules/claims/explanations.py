"""Which choice gives a stated coefficient, where another one was measured: each is worked out, and none is guessed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from alignmentcard.messages import later
from alignmentcard.messages.retold import listed
from alignmentcard.messages.retold import told as _
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.rules.claims.numbers import WHOLE, Written

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import DimensionFacts, Estimate, Variant

CHOICES = {
    "abstentions": {
        "dropped": later("abstentions are dropped"),
        "counted": later("abstentions are counted as a value"),
    },
    "repeats": {
        "first": later("only the first of repeated answers counts"),
        "last": later("only the last of repeated answers counts"),
        "all": later("repeated answers are all counted"),
    },
    "single_rated": {"counted": later("items with one rating are counted as unanimous")},
    "pairs": {"as_stored": later("pairs are left as they are stored, in both orders")},
}


def level_that_gives(number: Written, stated: Agreement, found: "DimensionFacts") -> str:
    """Return the other level of measurement at which alpha is the stated number."""
    if stated.metric != "krippendorff_alpha":
        return ""
    levels = found.agreement.alpha.items()
    return next((level for level, one in levels if one.value is not None and number.gives(one.value)), "")


def order_of(card: Card, stated: Agreement) -> list[str]:
    """Return the values of a scale that has an order, without abstentions."""
    scales = [one.scale for one in card.dimensions if stated.dimension in (None, one.id)]
    if len(scales) != 1 or scales[0].level not in ("ordinal", "interval", "ratio"):
        return []
    return [str(value) for value in scales[0].values if value not in scales[0].abstain]


def choice_that_gives(
    number: Written, stated: Agreement, found: "DimensionFacts", facts: "Facts", order: Sequence[str]
) -> str:
    """Say under which other choice the data gives a stated number, as the end of a sentence.

    A number of few digits is near to many others; what is looked for among many is only told of one with two or more.
    """
    for said, value in _of_ratings(stated, found):
        if number.gives(value):
            return said
    if number.digits < WHOLE:
        return ""
    searched = (*_of_dimensions(stated, facts), *_of_raters(stated, found), *_of_values(stated, found, order))
    return next((said for said, value in searched if number.gives(value)), "")


def _of_ratings(stated: Agreement, found: "DimensionFacts") -> Iterator[tuple[str, float]]:
    """Yield the coefficient under other choices of what is counted."""
    level = stated.level or found.agreement.level
    name = f"alpha_{level}" if stated.metric == "krippendorff_alpha" else stated.metric
    for variant in found.variants[1:]:
        value = variant.coefficients.get(name)
        if value is not None:
            yield _choices(variant, found.variants[0]), value


def _choices(variant: "Variant", usual: "Variant") -> str:
    """Say in words what a variant does otherwise than the first one, which is the default."""
    told = [
        words[getattr(variant, name)]
        for name, words in CHOICES.items()
        if getattr(variant, name) != getattr(usual, name) and getattr(variant, name) in words
    ]
    return _("when {what}", what=listed([_(one) for one in told])) if told else _("under another choice of ratings")


def _of_dimensions(stated: Agreement, facts: "Facts") -> Iterator[tuple[str, float]]:
    """Yield the coefficient of other dimensions, and the mean over all."""
    values = _by_dimension(stated, facts)
    for name, value in values.items():
        if name != stated.dimension:
            yield _("for the dimension `{name}`", name=name), value
    if len(values) > 1:
        yield _("as the mean over the {count} dimensions", count=len(values)), _mean(values)


def mean_over_dimensions(stated: Agreement, facts: "Facts") -> float | None:
    """Return the mean of a coefficient over all dimensions that were measured."""
    values = _by_dimension(stated, facts)
    return _mean(values) if values else None


def _by_dimension(stated: Agreement, facts: "Facts") -> dict[str, float]:
    coefficients = {
        name: found.agreement.coefficient(stated.metric, stated.level) for name, found in facts.dimensions.items()
    }
    return {name: one.value for name, one in coefficients.items() if one and one.value is not None}


def _of_raters(stated: Agreement, found: "DimensionFacts") -> Iterator[tuple[str, float]]:
    """Yield alpha within each group of raters, and the mean over the groups; at the level of the scale only."""
    if stated.metric != "krippendorff_alpha" or stated.level not in (None, found.agreement.level):
        return
    for axis in found.groups.agreement:
        values = _known(axis.within)
        for group, value in values.items():
            yield _("among the raters whose {axis} is {group}", axis=axis.axis, group=group), value
        if len(values) > 1:
            yield _("as the mean over the groups by {axis}", axis=axis.axis), _mean(values)


def _of_values(stated: Agreement, found: "DimensionFacts", order: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield nominal alpha where values are merged: cut in two, one against the others, two of them as one."""
    matrix = found.agreement.coincidences
    if stated.metric != "krippendorff_alpha" or not matrix:
        return
    values = [value for value in order if value in matrix]
    for place in range(1, len(values)) if len(values) == len(matrix) else ():
        yield (
            _(
                "when the values are cut in two, up to {last} and from {first} on",
                last=values[place - 1],
                first=values[place],
            ),
            alpha_of(matrix, (values[:place], values[place:])),
        )
    for value in matrix:
        others = [other for other in matrix if other != value]
        yield (
            _("when {value} is told apart and all other values are one", value=value),
            alpha_of(matrix, ([value], others)),
        )
    if stated.level in (None, "nominal"):
        for pair in combinations(matrix, 2):
            rest = [[value] for value in matrix if value not in pair]
            yield (
                _("when {one} and {other} count as one value", one=pair[0], other=pair[1]),
                alpha_of(matrix, (pair, *rest)),
            )


def alpha_of(matrix: "Mapping[str, Mapping[str, float]]", parts: Sequence[Sequence[str]]) -> float:
    """Return nominal alpha of a coincidence matrix whose values are merged into parts; 1 where one part has all.

    Krippendorff (2019), Content Analysis, 4th ed., chapter 12.
    """
    sizes = [sum(sum(matrix[value].values()) for value in part) for part in parts]
    total = sum(sizes)
    together = sum(matrix[one][other] for part in parts for one in part for other in part)
    by_chance = total * total - sum(size * size for size in sizes)
    return 1 - (total - together) * (total - 1) / by_chance if by_chance > 0 else 1.0


def _mean(values: dict[str, float]) -> float:
    return sum(values.values()) / len(values)


def _known(estimates: "Mapping[str, Estimate]") -> dict[str, float]:
    return {name: one.value for name, one in estimates.items() if one.value is not None}
