"""What was asked for by name, on the page of a card."""

from collections.abc import Iterator
from dataclasses import replace

from alignmentcard.measurement.results.definitions import COEFFICIENTS, named_numbers, withheld
from alignmentcard.measurement.results.values import (
    Coefficients,
    Cohesion,
    Difference,
    DimensionFacts,
    Estimate,
    ItemFacts,
    Preferences,
    RaterFacts,
    Runs,
    Spread,
)
from alignmentcard.messages import _, _n, spoken
from alignmentcard.portal.card.measured.block import Block, Table, estimate, why
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.words import figure, several


def extra_blocks(found: DimensionFacts) -> Iterator[Block]:
    """Yield a block for each thing that was asked for by name."""
    if found.coefficients is not None:
        yield _coefficients(found.coefficients)
    if found.raters is not None:
        yield _raters(found.raters)
    if found.items is not None:
        yield _items(found.items)
    for axis in found.cohesion or ():
        yield _cohesion(axis)
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
        _(
            "{known} of {all} coefficients that papers report beside alpha are defined for these answers.",
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
    cells = tuple((_(name), _cell(replace(one, no_both=None))) for name, one in named)
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
            *map(_cell, (group.within, group.across, group.association, group.mean)),
            *(_cell(group.shares[label]) if label in group.shares else "–" for label in labels),
        )
        for name, group in axis.groups.items()
    )
    return Table(head, tuple(lines))


def _preferences(found: Preferences) -> Block:
    title = _("Strength of what was compared")
    known = [
        Dot(name, one.value, one.low, one.high, said=estimate(one))
        for name, one in found.ratings.items()
        if one.value is not None
    ]
    said = [
        _(
            "{comparisons} comparisons, {ties} of them ties.",
            comparisons=figure(found.comparisons),
            ties=figure(found.ties),
        )
    ]
    said += [f"{_(name)}: {_cell(one)}." for name, one in named_numbers("preferences", found)]
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    table = Table(
        (_("Compared"), _("Rating and interval")), tuple((name, _cell(one)) for name, one in found.ratings.items())
    )
    ends = [end for dot in known for end in (dot.value, dot.low, dot.high) if end is not None]
    return Block(title, tuple(said), dots(title, about, known, _around(ends), 1000.0) if known else None, table)


def _difference(found: Difference) -> Block:
    title = _("Difference of agreement by {axis}: {parts}", axis=found.axis, parts=several(found.parts))
    on = (
        _("the {items} items that both rated twice", items=figure(found.items))
        if found.same_items
        else _("all items of each")
    )
    said = (_("Agreement of {one} less that of {other}, on {on}.", one=found.parts[0], other=found.parts[1], on=on),)
    known = [_dot(_(COEFFICIENTS.get(name, name)), one) for name, one in found.difference.items()]
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    rows = tuple(
        (_(COEFFICIENTS.get(name, name)), *(spoken().decimals(value) for value in found.values[name]), _cell(one))
        for name, one in found.difference.items()
    )
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1))
    table = Table((_("Coefficient"), *found.parts, _("Difference and interval")), rows)
    return Block(title, said, dots(title, about, known, scale, 0.0) if known else None, table)


def _runs(found: Runs) -> Block:
    title = _("Runs and personas")
    named = list(named_numbers("runs", found))
    if found.runs is None:
        reason = why(named[0][1].undefined or "no_repeats")
        return Block(title, (_("How far answers spread over runs {reason}.", reason=reason),))
    on = _("{cells} items of {raters} raters", cells=figure(found.cells), raters=figure(found.raters))
    said = [
        _("Raters answered {on} several times, {runs} times in the mean.", on=on, runs=spoken().decimals(found.runs, 1))
    ]
    unit = {
        "share_of_pairs": _("Distances are shares of pairs that differ."),
        "squared_points": _("Unit: squared points."),
    }
    said += filter(None, [unit.get(found.unit or "")])
    return Block(
        title, tuple(said), None, Table(("", _("Value and interval")), tuple((_(n), _cell(one)) for n, one in named))
    )


def _around(ends: list[float]) -> Scale:
    """Return a scale in steps of hundreds around the usual rating and all others."""
    low, high = min(*ends, 1000.0) // 100 * 100, -(-max(*ends, 1000.0) // 100) * 100
    low, high = (low, high) if low < high else (low - 100, high + 100)
    return Scale(low, high, tuple(low + (high - low) * step / 4 for step in range(5)))


def _cell(found: Estimate) -> str:
    name = found.no_interval or found.no_both
    reason = withheld(name) if name else ""
    return _("{number} (no interval: {reason})", number=estimate(found), reason=reason) if reason else estimate(found)


def _raters(found: RaterFacts) -> Block:
    title = _("Raters beside each other")
    if found.undefined:
        return Block(title, (_("How raters stand beside each other {reason}.", reason=why(found.undefined)),))
    said = [
        _(
            "{shown} raters have {least} answers or more and are compared.",
            shown=figure(found.shown),
            least=figure(found.least),
        )
    ]
    if found.hidden:
        left_out = _n("{count} has fewer, and is left out.", "{count} have fewer, and are left out.", found.hidden)
        said.append(left_out)
    if found.one_answer:
        said.append(_("{one_answer} gave the same answer to everything.", one_answer=figure(found.one_answer)))
    if found.hurried:
        said.append(
            _n(
                "{count} usually takes a third of the middle rater's time or less.",
                "{count} usually take a third of the middle rater's time or less.",
                found.hurried,
            )
        )
    if found.later is not None:
        said.append(
            _(
                "Agreement with the others in the later half of the answers, less that in the earlier half: {later}.",
                later=_cell(found.later),
            )
        )
    named = (
        (_("Share of a rater's most frequent answer"), found.most_frequent),
        (_("Agreement with the others"), found.agreement),
        (_("Spammer score: 0 says nothing about the item, 1 follows from it"), found.spammer),
        (_("Alpha when one rater is left out"), found.alpha_without),
        (_("Share of answers that are the gold answer"), found.gold),
        (_("Usual time for an answer, over that of the middle rater"), found.pace),
    )
    rows = tuple((name, *_numbers(spread)) for name, spread in named if spread is not None)
    table = Table((_("Of each rater"), _("Smallest"), _("Middle"), _("Mean"), _("Largest")), rows)
    return Block(title, tuple(said), None, table if rows else None, _("How the raters spread, as a table"))


def _numbers(found: Spread) -> tuple[str, ...]:
    return tuple(spoken().decimals(number) for number in (found.min, found.median, found.mean, found.max))


def _items(found: ItemFacts) -> Block:
    title = _("Items that divide people")
    if found.undefined:
        return Block(title, (_("How items divide people {reason}.", reason=why(found.undefined)),))
    said = [
        _(
            "{divided} of {rated_twice} items have different answers; on {tied} of them "
            "two values are the most frequent.",
            divided=figure(found.divided),
            rated_twice=figure(found.rated_twice),
            tied=figure(found.tied),
        )
    ]
    if found.doubtful is not None:
        said.append(
            _(
                "The true answer to {doubtful} items stays in doubt, by the model of Dawid and Skene.",
                doubtful=figure(found.doubtful),
            )
        )
    if found.copied:
        said.append(
            _(
                "{copied} items have just the answers of another one; rows may have been copied.",
                copied=figure(found.copied),
            )
        )
    return Block(title, tuple(said))
