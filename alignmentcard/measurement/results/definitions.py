"""How each statistic is defined, for readers: `schema/statistics.yaml` as values, and why a number can be missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from alignmentcard.document import read
from alignmentcard.measurement.results.values import DimensionFacts, Estimate, NoInterval, Undefined
from alignmentcard.resources import folder


@dataclass(frozen=True)
class Reason:
    """Why there is no number: it was not measured, or cannot be, by its definition."""

    since: str
    by_definition: bool = False

    @property
    def note(self) -> str:
        """The reason in the place of the number."""
        return f"{'not defined' if self.by_definition else 'not measured'}: {self.since}"

    @property
    def sentence(self) -> str:
        """The reason as the end of a sentence about the number."""
        return f"{'cannot be computed' if self.by_definition else 'was not measured'}, since {self.since}"


UNDEFINED: Mapping[Undefined, Reason] = {
    "no_variation": Reason("everybody gave the same answer", by_definition=True),
    "no_overlap": Reason("no item has two answers by different people", by_definition=True),
    "few_shared": Reason("too few items are shared", by_definition=True),
    "no_raters": Reason("the table does not tell raters apart"),
    "no_repeats": Reason("nobody was asked twice"),
    "no_numbers": Reason("answers are not numbers"),
    "no_order": Reason("the order of the values is not stated"),
    "negative_numbers": Reason("a ratio scale has no negative numbers", by_definition=True),
    "too_many_values": Reason("the scale has too many values"),
    "too_many_pairs": Reason("there are too many pairs of raters"),
    "small_groups": Reason("fewer than two groups are large enough to be shown"),
    "no_labels": Reason("the table has no released label"),
    "unknown_method": Reason("the stated method cannot be repeated here"),
    "no_pairs": Reason("no columns name what was compared (--pair)"),
    "too_many_ratings": Reason("the table has more than 5,000,000 ratings"),
    "too_many_things": Reason("more than 50 things were compared"),
    "not_linked": Reason("some things never won, or never lost, against the others", by_definition=True),
    "no_lengths": Reason("no columns say how long the compared things are"),
    "no_judges": Reason("no rater is one of the compared things, beside others who judged the same pair"),
    "no_target": Reason("the card names no target population"),
    "not_crossed": Reason("too few items were answered by every rater", by_definition=True),
    "not_above_chance": Reason("agreement is no better than chance would give", by_definition=True),
}
"""Why there is no number, by the name that stands in `measured.json`."""
NO_INTERVAL: Mapping[NoInterval, str] = {
    "crossed": "items and raters would have to be drawn together",
    "many_raters": "more than ten raters",
    "many_pairs": "too many pairs to count for every draw",
    "repeats": "each of a rater's answers to an item counts",
    "one_rater": "all are by one rater",
    "few_raters": "too few raters, or a few gave nearly all answers",
    "many_values": "the scale has too many values to count what leaving out a rater changes",
    "unknown_raters": "some answers are by nobody known",
    "all_agree": "nobody disagrees, so that nothing is known of who would",
    "all_alike": "all raters are alike, so that nothing is known of who would not be",
    "few_items": "too few items",
    "few_defined": "not defined on most draws",
}
"""Why a number has no interval although intervals were asked for, by the name that stands in `measured.json`."""


COEFFICIENTS: Mapping[str, str] = {
    **{f"alpha_{level}": f"alpha ({level})" for level in ("nominal", "ordinal", "interval", "ratio")},
    "percent_agreement": "percent agreement",
    "fleiss_kappa": "Fleiss' kappa",
    "gwet_ac1": "Gwet's AC1",
}
"""What coefficients are called beside each other."""


def withheld(reason: str) -> str:
    """Say why a number has no interval; a name of a later version as it is."""
    return NO_INTERVAL.get(reason, reason)  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True)
class Formula:
    """One number: its name, its formula, what the signs in it are, who defined it, and where it stands."""

    name: str
    formula: str
    where: str = ""
    source: str = ""
    stands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """What is measured: the question that it answers, how to read the answer, and the formulas."""

    id: str
    title: str
    question: str
    reading: tuple[str, ...]
    formulas: tuple[Formula, ...] = ()
    stands: tuple[str, ...] = ()
    """Places in `measured.json`: of a dimension, or of the raters where they begin with `pool`."""


@cache
def definitions() -> tuple[Definition, ...]:
    """Return all definitions, in the order in which readers ask."""
    return tuple(map(_definition, read(folder("schema") / "statistics.yaml").data))


def single_numbers(found: DimensionFacts) -> Iterator[tuple[str, Estimate]]:
    """Yield each statistic that is one number and no more, with its title."""
    for field in fields(found):
        number = getattr(found, field.name)
        if isinstance(number, Estimate):
            yield next(one.title for one in definitions() if field.name in one.stands), number


def named_numbers(place: str, found: Any) -> Iterator[tuple[str, Estimate]]:
    """Yield the numbers of a section, each of which has a formula of its own, with the names of their formulas."""
    names = {formula.stands[0]: formula.name for one in definitions() for formula in one.formulas if formula.stands}
    for field in fields(found):
        number = getattr(found, field.name)
        if isinstance(number, Estimate):
            yield names[f"{place}.{field.name}"], number


def _definition(data: Mapping[str, Any]) -> Definition:
    return Definition(
        data["id"],
        data["title"],
        data["question"],
        tuple(data["reading"]),
        tuple(Formula(**{**one, "stands": tuple(one.get("stands", ()))}) for one in data.get("formulas", ())),
        tuple(data.get("stands", ())),
    )
