"""A block of the reading depth: sentences first, then a chart, then the same numbers as a table."""

from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.measurement.results.values import Estimate

UNDEFINED = {
    "no_variation": "cannot be computed, since everybody gave the same answer",
    "no_overlap": "cannot be computed, since no item has two answers by different people",
    "few_shared": "cannot be computed, since too few items are shared",
    "no_raters": "was not measured, since the table does not tell raters apart",
    "no_repeats": "was not measured, since nobody was asked twice",
    "no_numbers": "was not measured, since answers are not numbers",
    "no_order": "was not measured, since the order of the values is not stated",
    "negative_numbers": "cannot be computed, since a ratio scale has no negative numbers",
    "too_many_values": "was not measured, since the scale has too many values",
    "too_many_pairs": "was not measured, since there are too many pairs of raters",
    "small_groups": "was not measured, since fewer than two groups are large enough to be shown",
    "no_labels": "was not measured, since the table has no released label",
    "unknown_method": "was not measured, since the stated method cannot be repeated here",
    "no_target": "was not measured, since the card names no target population",
}


@dataclass(frozen=True)
class Table:
    """The numbers of a chart; the first cell of a row is its name."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Block:
    """One thing that was measured."""

    title: str
    sentences: tuple[str, ...]
    chart: Markup | None = None
    table: Table | None = None
    caption: str = "The same numbers as a table"


def why(reason: str | None) -> str:
    """Say why there is no number, as the end of a sentence."""
    return UNDEFINED.get(reason or "", "was not measured")


def estimate(found: Estimate, digits: int = 2) -> str:
    """Write a number with its interval, or why there is none."""
    if found.value is None:
        return why(found.undefined)
    if found.low is None or found.high is None:
        return f"{found.value:.{digits}f}"
    return f"{found.value:.{digits}f} ({found.low:.{digits}f} to {found.high:.{digits}f})"


def percent(share: float | None) -> str:
    """Write a share; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.0f}\u202f%"


def share(found: Estimate) -> str:
    """Write a share with its interval in percent."""
    if found.low is None or found.high is None:
        return percent(found.value)
    return f"{percent(found.value)} ({100 * found.low:.0f} to {100 * found.high:.0f})"
