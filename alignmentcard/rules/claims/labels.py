"""Are answers and labels those that the card speaks of? (AC806, AC807)"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card
from alignmentcard.model.framework import Scale
from alignmentcard.paths import Route
from alignmentcard.rules.claims.measured import measured_dimensions
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import Sizes

SHOWN = 5
REPRODUCIBLE = frozenset({"majority_vote", "mean", "median", "threshold", "vote_count"})
"""Methods that give the same label whoever runs them."""


@rule("AC806", "outside-scale", "error")
def outside_scale(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The data has answers that the stated scale does not have.

    Either the scale is not the one that raters saw, or values were recoded, or a code for a missing answer was not
    declared. Each of them changes every number that is worked out from the data.

    Bad:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}
    Measured:
        {"dimensions": {"harmful": {"sizes": {"outside_scale": {"99": 12}}}}}
    Good:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}
    Source: The data itself
    """
    for position, dimension, found in measured_dimensions(card, facts):
        outside = found.sizes.outside_scale
        if outside:
            answers = [f"`{value}` ({count})" for value, count in outside.items()]
            shown = ", ".join(answers[:SHOWN])
            if len(answers) > SHOWN:
                shown = worded("{shown} and {more} more", shown=shown, more=len(answers) - SHOWN)
            message = worded(
                "The data for `{dimension}` has answers that are not on the scale: {shown}.",
                dimension=dimension.id,
                shown=shown,
            )
            yield Problem(("dimensions", position, "scale"), message, _how_to_mend(dimension.scale, found.sizes))


def _how_to_mend(scale: Scale, sizes: "Sizes") -> str:
    """Say what to do about answers off the scale, by what they probably are."""
    outside = sizes.outside_scale or {}
    values = {str(value).strip().casefold() for value in scale.values}
    if all(str(value).strip().casefold() in values for value in outside):
        return worded("They differ in capitals or blanks only: write the values of the scale as the data has them.")
    if not scale.values:
        return worded("Correct min and max of the scale, or declare them as missing under columns.missing.")
    if sizes.values and not any(count for value, count in sizes.values.items() if value not in outside):
        return worded(
            "No answer of the data is on the scale, so the data writes its values in another way, such as 0 for no, or "
            "another column holds the answers. Write the values of the scale as the data has them, or name the column "
            "under columns.value."
        )
    return worded("Add them to the values, or declare them as missing under columns.missing.")


@rule("AC807", "labels-not-reproducible", "error")
def labels_not_reproducible(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The stated method does not give the released labels.

    A label that nobody can work out again from the ratings was made in some other way. Ties are allowed for.

    Bad:
        intent:
          disagreement: mixed
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            subjectivity: latent_pattern
        aggregation:
          - {method: mean, rationale: One number an item is needed.}
          - {method: soft_label, rationale: The answers of an item are kept as a distribution.}
    Measured:
        {"dimensions": {"harmful": {"aggregation": {"method": "mean", "items": 350, "reproduced": 0.9, "ties": 3}}}}
    Good:
        aggregation:
          - {method: soft_label, rationale: The answers of an item are kept as a distribution.}
    Source: The data itself
    """
    for _, dimension, found in measured_dimensions(card, facts):
        result = found.aggregation
        if result.reproduced is None or result.method not in REPRODUCIBLE:
            continue
        steps = [n for n, step in enumerate(card.aggregation) if not step.dimensions or dimension.id in step.dimensions]
        route: Route = ("aggregation", steps[0], "method") if steps else ("aggregation",)
        if result.contradictory:
            message = numbered(
                result.contradictory,
                later("{count} item of `{dimension}` carries several labels, and an aggregated label is one each."),
                later(
                    "{count} items of `{dimension}` carry several labels, and an aggregated label is one for each item."
                ),
                count=result.contradictory,
                dimension=dimension.id,
            )
            yield Problem(route, message, worded("Name under columns.label the column that holds one label an item."))
        wrong = round(result.items * (1 - result.reproduced))
        if wrong > result.ties:
            message = numbered(
                result.items,
                later(
                    "`{method}` gives another label than the released one for the only item of `{dimension}`; ties "
                    "explain {ties}."
                ),
                later(
                    "`{method}` gives another label than the released one for {wrong} of {items} items of "
                    "`{dimension}`; ties explain {ties}."
                ),
                method=result.method,
                wrong=wrong,
                items=result.items,
                dimension=dimension.id,
                ties=result.ties,
            )
            yield Problem(route, message, worded("Name the method that was used, and every filter and weight."))
