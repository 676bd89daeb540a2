"""What was measured about the dimensions of a card, and a claim that differs from it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.edit import Fix, Set
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.messages.retold import told as _
from alignmentcard.model import Card, Dimension
from alignmentcard.paths import Route
from alignmentcard.rules.rule import Problem

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import DimensionFacts, Undefined


def measured_dimensions(card: Card, facts: "Facts") -> "Iterator[tuple[int, Dimension, DimensionFacts]]":
    """Yield the dimensions of the card that were measured, with their positions."""
    for position, dimension in enumerate(card.dimensions):
        found = facts.dimensions.get(dimension.id)
        if found is not None:
            yield position, dimension, found


What = tuple[str, str]
"""What is counted, one or more of it."""


def differs(route: Route, what: What, stated: float, measured: float, **named: object) -> Problem:
    """Return the problem of a stated number that is not the measured one, with the measured one as its fix.

    `named` goes into the gaps of what is counted.
    """
    fix = Fix(worded("Write the measured value {measured}", measured=measured), (Set(route, measured),))
    message = worded(
        "The card says {stated:.12g} {what}, and the data has {measured:.12g}.",
        stated=stated,
        what=numbered(stated, *what, **named),
        measured=measured,
    )
    return Problem(
        route, message, worded("Correct the number, or say in the card which part of the data it counts."), fix
    )


def found_in(facts: "Facts", dimension: str | None) -> "DimensionFacts | str":
    """Return what was measured about a dimension, or why nothing was."""
    found = facts.dimension(dimension)
    if found is not None:
        return found
    return (
        _("the data has no ratings of `{dimension}`", dimension=dimension)
        if dimension
        else _("it names no dimension, and the data has several")
    )


def why_not(reason: "Undefined | None") -> str:
    """Say why there is no number, as a clause."""
    from alignmentcard.measurement.results.definitions import UNDEFINED

    known = UNDEFINED.get(reason) if reason else None
    return known.note if known else _("it was not measured")
