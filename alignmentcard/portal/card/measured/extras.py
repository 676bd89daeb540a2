"""What was asked for by name, on the page of a card."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil, floor

from alignmentcard.measurement.results.definitions import COEFFICIENTS, named_numbers
from alignmentcard.measurement.results.values import (
    Coefficients,
    Cohesion,
    Difference,
    DimensionFacts,
    Estimate,
    Preferences,
    Runs,
)
from alignmentcard.messages import _, _n, spoken
from alignmentcard.portal.card.measured.block import Block, Table, estimate, reasoned, why
from alignmentcard.portal.card.measured.people_and_items import items_block, raters_block
from alignmentcard.portal.charts.bars import Part, Whole, stacks
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.words import figure, percent, several, term

MOST_PARTS = 3
"""Parts of a whole that have a pattern of their own."""


def extra_blocks(found: DimensionFacts) -> Iterator[Block]:
    """Yield a block for each thing that was asked for by name."""
    if found.coefficients is not None:
        yield _coefficients(found.coefficients)
    if found.raters is not None:
        yield raters_block(found.raters)
    if found.items is not None:
        yield items_block(found.items)
    for axis in found.cohesion or ():
        yield _cohesion(axis)
        yield from _answers(axis)
    if found.preferences is not None:
        yield _preferences(found.preferences)
    for difference in found.differences or ():
        yield _difference(difference)
    if found.runs is not None:
        yield _runs(found.runs)


def _coefficients(found: Coefficients) -> Block:
    title = _("Other coefficients")
    named = list(named_numbers("coefficients", found))
    known = [
        Dot(_(name), one.value, one.low, one.high, said=estimate(one)) for name, one in named if one.value is not None
    ]
    said = [
        _n(
            "{known} of {all} coefficients that papers report beside alpha is defined for these answers.",
            "{known} of {all} coefficients that papers report beside alpha are defined for these answers.",
            len(known),
            known=len(known),
            all=len(named),
        )
    ]
    if found.pairs > 1:
        said.append(_("Those of two raters are means over {pairs} pairs of raters.", pairs=figure(found.pairs)))
    if found.complete:
        said.append(
            _(
                "Every rater answered {complete} of the items; ICC(A), ICC(C) and W rest on these.",
                complete=figure(found.complete),
            )
        )
    ends = [end for dot in known for end in (dot.value, dot.low) if end is not None]
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    if any(one.widest and one.no_both for _name, one in named):
        said.append(
            _("Intraclass correlations have intervals about other items and the same raters, and none for others.")
        )
    cells = tuple((_(name), reasoned(replace(one, no_both=None))) for name, one in named)
    table = Table((_("Coefficient"), _("Value and interval")), cells)
    return Block(title, tuple(said), dots(title, about, known, scale, 0.0) if known else None, table)


def _cohesion(axis: Cohesion) -> Block:
    title = _("Groups by {axis}", axis=axis.axis)
    said = [
        _(
            "Agreement within a group beside its agreement with all others: a ratio over 1 "
            "says that its members stand closer to each other than to the rest."
        )
    ]
    if axis.merged:
        said.append(_("Merged as other, since each has too few raters: {merged}.", merged=", ".join(axis.merged)))
    known = [_dot(name, one.association) for name, one in axis.groups.items() if one.association.value is not None]
    ends = [end for dot in known for end in (dot.value, dot.high) if end is not None]
    most = max([*ends, 2.0])
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    chart = dots(title, about, known, Scale(0, most, (0, 1, round(most, 1))), 1.0) if known else None
    return Block(title, tuple(said), chart, _groups_table(axis))


def _answers(axis: Cohesion) -> Iterator[Block]:
    """Yield what groups answer: parts of a whole where values are few, else means where they are numbers."""
    title = _("What groups by {axis} answer", axis=axis.axis)
    wholes = [_whole(name, group.shares) for name, group in axis.groups.items() if group.shares]
    means = [_dot(name, group.mean) for name, group in axis.groups.items() if group.mean.value is not None]
    if wholes and len(wholes[0].parts) <= MOST_PARTS and all(len(one.parts) == len(wholes[0].parts) for one in wholes):
        about = "; ".join(
            f"{one.label}: " + ", ".join(f"{p.label} {percent(p.share)}" for p in one.parts) for one in wholes
        )
        said = _("Of all answers of a group, these are shares; who answered which items may differ between groups.")
        table = Table((_("Group"), *(part.label for part in wholes[0].parts)), tuple(
            (one.label, *(percent(part.share) for part in one.parts)) for one in wholes
        ))  # fmt: skip
        yield Block(title, (said,), stacks(title, about, wholes), table)
    elif means:
        about = "; ".join(f"{dot.label}: {dot.said}" for dot in means)
        ends = [end for dot in means for end in (dot.value, dot.low, dot.high) if end is not None]
        low, high = floor(min(ends)), max(ceil(max(ends)), floor(min(ends)) + 1)
        said = _("The mean of all answers of a group; who answered which items may differ between groups.")
        table = Table((_("Group"), _("Mean")), tuple((dot.label, dot.said) for dot in means))
        yield Block(title, (said,), dots(title, about, means, Scale(low, high, (low, (low + high) / 2, high))), table)


def _whole(name: str, shares: Mapping[str, Estimate]) -> Whole:
    return Whole(name, tuple(Part(label, share.value) for label, share in shares.items() if share.value is not None))


def _dot(name: str, found: Estimate) -> Dot:
    low, high = found.widest or (None, None)
    return Dot(name, found.value, low, high, said=estimate(found))


def _groups_table(axis: Cohesion) -> Table:
    """Return a line for each group: raters, agreement, mean and the share of each value."""
    labels = list(dict.fromkeys(label for group in axis.groups.values() for label in group.shares))
    head = (
        _("Group"),
        _("Raters"),
        _("Agreement within"),
        _("With all others"),
        _("Within over across"),
        _("Mean"),
        *labels,
    )
    lines = (
        (
            name,
            "–" if group.raters is None else figure(group.raters),
            *map(reasoned, (group.within, group.across, group.association, group.mean)),
            *(reasoned(group.shares[label]) if label in group.shares else "–" for label in labels),
        )
        for name, group in axis.groups.items()
    )
    return Table(head, tuple(lines))


def _preferences(found: Preferences) -> Block:
    title = _("Strength of what was compared")
    told = {_(name): reasoned(one) for name, one in named_numbers("preferences", found)}
    if not found.comparisons and len(set(told.values())) == 1:
        return Block(title, (_("How strong what was compared is {reason}.", reason=next(iter(told.values()))),))
    known = [
        Dot(name, one.value, one.low, one.high, said=estimate(one))
        for name, one in found.ratings.items()
        if one.value is not None
    ]
    said = [
        _n(
            "{comparisons} comparison, {ties} of them ties.",
            "{comparisons} comparisons, {ties} of them ties.",
            found.comparisons or 0,
            comparisons=figure(found.comparisons),
            ties=figure(found.ties),
        )
    ]
    said += [f"{name}: {number}." for name, number in told.items()]
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    table = Table(
        (_("Compared"), _("Rating and interval")), tuple((name, reasoned(one)) for name, one in found.ratings.items())
    )
    ends = [end for dot in known for end in (dot.value, dot.low, dot.high) if end is not None]
    return Block(title, tuple(said), dots(title, about, known, _around(ends), 1000.0) if known else None, table)


def _difference(found: Difference) -> Block:
    title = _("Difference of agreement by {axis}: {parts}", axis=found.axis, parts=several(found.parts))
    on = (
        _n(
            "the item that both rated twice",
            "the {items} items that both rated twice",
            found.items,
            items=figure(found.items),
        )
        if found.same_items
        else _("all items of each")
    )
    said = (_("Agreement of {one} less that of {other}, on {on}.", one=found.parts[0], other=found.parts[1], on=on),)
    known = [_dot(_named(name), one) for name, one in found.difference.items()]
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    rows = tuple(
        (_named(name), *(spoken().decimals(value) for value in found.values[name]), reasoned(one))
        for name, one in found.difference.items()
    )
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1))
    table = Table((_("Coefficient"), *found.parts, _("Difference and interval")), rows)
    return Block(title, said, dots(title, about, known, scale, 0.0) if known else None, table)


def _named(name: str) -> str:
    """Name a coefficient that two parts are compared by."""
    level = name.removeprefix("alpha_")
    return _(COEFFICIENTS.get(name, name)) if level == name else _("alpha ({level})", level=term(level))


def _runs(found: Runs) -> Block:
    title = _("Runs and personas")
    named = list(named_numbers("runs", found))
    if found.runs is None:
        reason = why(named[0][1].undefined or "no_repeats")
        return Block(title, (_("How far answers spread over runs {reason}.", reason=reason),))
    items = _n("{count} item", "{count} items", found.cells or 0)
    on = _("{items} of {raters}", items=items, raters=_n("{count} rater", "{count} raters", found.raters or 0))
    said = [
        _("Raters answered {on} several times, {runs} times in the mean.", on=on, runs=spoken().decimals(found.runs, 1))
    ]
    unit = {
        "share_of_pairs": _("Distances are shares of pairs that differ."),
        "squared_points": _("Unit: squared points."),
    }
    said += filter(None, [unit.get(found.unit or "")])
    apart = [_dot(_(name), one) for name, one in named if one is not found.share and one.value is not None]
    ends = [end for dot in apart for end in (dot.value, dot.high) if end is not None]
    most = 1.0 if found.unit == "share_of_pairs" else max([*ends, 0.1])
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in apart)
    chart = dots(title, about, apart, Scale(0, most, (0, round(most / 2, 2), round(most, 2)))) if apart else None
    table = Table(("", _("Value and interval")), tuple((_(n), reasoned(one)) for n, one in named))
    return Block(title, tuple(said), chart, table)


def _around(ends: list[float]) -> Scale:
    """Return a scale in steps of hundreds around the usual rating and all others."""
    low, high = min(*ends, 1000.0) // 100 * 100, -(-max(*ends, 1000.0) // 100) * 100
    low, high = (low, high) if low < high else (low - 100, high + 100)
    return Scale(low, high, tuple(low + (high - low) * step / 4 for step in range(5)))
