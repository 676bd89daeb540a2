"""What rules may look at beside a card."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

from alignmentcard.model import Card

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import DimensionFacts

    Parts = Mapping[int, DimensionFacts | str]


class Evidence(TypedDict, total=False):
    """What is known of a card beside its text.

    `facts` are the measurements to compare the card with, `recorded` those of an earlier time, and `trouble` says why
    measurements that should be there cannot be used. `parts` are measurements of the parts that stated coefficients are
    of, by their place in the card, or why there are none. `previous` is an earlier version of the card. `retiring` are
    fields that will go from the standard, with the version in which they do; left out, those that the standard names.
    It can be given, because the example of a rule must show what happens before any field goes.
    """

    facts: "Facts | None"
    recorded: "Facts | None"
    trouble: str | None
    parts: "Parts"
    previous: Card | None
    retiring: Mapping[str, str]
