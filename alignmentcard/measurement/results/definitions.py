"""How each statistic is defined, for readers: `schema/statistics.yaml` as values, and why a number can be missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from alignmentcard.document import read
from alignmentcard.measurement.results.values import DimensionFacts, Estimate, NoInterval, Undefined
from alignmentcard.messages import _, later
from alignmentcard.resources import folder


@dataclass(frozen=True)
class Reason:
    """Why there is no number: it was not measured, or cannot be, by its definition."""

    since: str
    by_definition: bool = False

    @property
    def note(self) -> str:
        """The reason in the place of the number."""
        since = _(self.since)
        return _("not defined: {since}", since=since) if self.by_definition else _("not measured: {since}", since=since)

    @property
    def sentence(self) -> str:
        """The reason as the end of a sentence about the number."""
        since = _(self.since)
        if self.by_definition:
            return _("cannot be computed, since {since}", since=since)
        return _("was not measured, since {since}", since=since)


UNDEFINED: Mapping[Undefined, Reason] = {
    "no_variation": Reason(later("everybody gave the same answer"), by_definition=True),
    "no_overlap": Reason(later("no item has two answers by different people"), by_definition=True),
    "few_shared": Reason(later("too few items are shared"), by_definition=True),
    "few_in_pairs": Reason(later("no two raters answered 20 items or more in common")),
    "no_raters": Reason(later("the table does not tell raters apart")),
    "no_repeats": Reason(later("nobody was asked twice")),
    "no_numbers": Reason(later("answers are not numbers")),
    "no_order": Reason(later("the order of the values is not stated")),
    "negative_numbers": Reason(later("a ratio scale has no negative numbers"), by_definition=True),
    "too_many_values": Reason(later("the scale has too many values")),
    "too_many_pairs": Reason(later("there are too many pairs of raters")),
    "small_groups": Reason(later("fewer than two groups are large enough to be shown")),
    "no_labels": Reason(later("the table has no released label")),
    "unknown_method": Reason(later("the stated method cannot be repeated here")),
    "no_pairs": Reason(later("no columns name what was compared (--pair)")),
    "too_many_ratings": Reason(later("the table has more than 5,000,000 ratings")),
    "too_many_things": Reason(later("more than 50 things were compared")),
    "not_linked": Reason(later("some things never won, or never lost, against the others"), by_definition=True),
    "no_lengths": Reason(later("no columns say how long the compared things are")),
    "no_judges": Reason(later("no rater is one of the compared things, beside others who judged the same pair")),
    "no_target": Reason(later("the card names no target population")),
    "not_crossed": Reason(later("too few items were answered by every rater"), by_definition=True),
    "not_above_chance": Reason(later("agreement is no better than chance would give"), by_definition=True),
}
"""Why there is no number, by the name that stands in `measured.json`."""
NO_INTERVAL: Mapping[NoInterval, str] = {
    "crossed": later("items and raters would have to be drawn together"),
    "many_raters": later("more than ten raters"),
    "many_pairs": later("too many pairs to count for every draw"),
    "repeats": later("each of a rater's answers to an item counts"),
    "one_rater": later("all are by one rater"),
    "few_raters": later("too few raters, or a few gave nearly all answers"),
    "many_values": later("the scale has too many values to count what leaving out a rater changes"),
    "unknown_raters": later("some answers are by nobody known"),
    "all_agree": later("nobody disagrees, so that nothing is known of who would"),
    "all_alike": later("all raters are alike, so that nothing is known of who would not be"),
    "few_items": later("too few items"),
    "few_complete": later("fewer than 30 items have an answer of every rater"),
    "wide_scale": later("the scale has too many values to draw items again"),
    "few_defined": later("not defined on most draws"),
    "few_comparisons": later("too few comparisons"),
    "drawn_circles": later("drawing items again makes circles of its own"),
    "few_answers": later("raters gave fewer than ten answers each"),
    "many_numbers": later("few answers are the same among more than 30 numbers, so that single items decide"),
}
"""Why a number has no interval although intervals were asked for, by the name that stands in `measured.json`."""


COEFFICIENTS: Mapping[str, str] = {
    **{f"alpha_{level}": f"alpha ({level})" for level in ("nominal", "ordinal", "interval", "ratio")},
    "percent_agreement": later("percent agreement"),
    "fleiss_kappa": later("Fleiss' kappa"),
    "gwet_ac1": later("Gwet's AC1"),
}
"""What coefficients are called beside each other."""


def withheld(reason: str) -> str:
    """Say why a number has no interval; a name of a later version as it is."""
    return _(NO_INTERVAL.get(reason, reason))  # type: ignore[call-overload]


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
