"""What was asked for by name, on the page of a card."""

from collections.abc import Iterator

from alignmentcard.measurement.results.definitions import COEFFICIENTS, NO_INTERVAL, named_numbers
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
from alignmentcard.portal.card.measured.block import Block, Table, estimate, why
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.words import figure


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
    title = "Other coefficients"
    named = list(named_numbers("coefficients", found))
    known = [
        Dot(name, one.value, one.low, one.high, said=estimate(one)) for name, one in named if one.value is not None
    ]
    said = [f"{len(known)} of {len(named)} coefficients that papers report beside alpha are defined for these answers."]
    if found.pairs > 1:
        said.append(f"Those of two raters are means over {figure(found.pairs)} pairs of raters.")
    if found.complete:
        said.append(f"Every rater answered {figure(found.complete)} of the items; ICC(A), ICC(C) and W rest on these.")
    ends = [end for dot in known for end in (dot.value, dot.low) if end is not None]
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    table = Table(("Coefficient", "Value and interval"), tuple((name, _cell(one)) for name, one in named))
    return Block(title, tuple(said), dots(title, about, known, scale, 0.0) if known else None, table)


def _cohesion(axis: Cohesion) -> Block:
    title = f"Groups by {axis.axis}"
    said = [
        "Agreement within a group beside its agreement with all others: a ratio over 1 says that its members stand "
        "closer to each other than to the rest."
    ]
    if axis.merged:
        said.append(f"Merged as other, since each has too few raters: {', '.join(axis.merged)}.")
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
    head = ("Group", "Raters", "Agreement within", "With all others", "Within over across", "Mean", *labels)
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
    title = "Strength of what was compared"
    known = [
        Dot(name, one.value, one.low, one.high, said=estimate(one))
        for name, one in found.ratings.items()
        if one.value is not None
    ]
    said = [f"{figure(found.comparisons)} comparisons, {figure(found.ties)} of them ties."]
    said += [f"{name}: {_cell(one)}." for name, one in named_numbers("preferences", found)]
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    table = Table(("Compared", "Rating and interval"), tuple((name, _cell(one)) for name, one in found.ratings.items()))
    ends = [end for dot in known for end in (dot.value, dot.low, dot.high) if end is not None]
    return Block(title, tuple(said), dots(title, about, known, _around(ends), 1000.0) if known else None, table)


def _difference(found: Difference) -> Block:
    title = f"Difference of agreement by {found.axis}: {' and '.join(found.parts)}"
    on = f"the {figure(found.items)} items that both rated twice" if found.same_items else "all items of each"
    said = (f"Agreement of {found.parts[0]} less that of {found.parts[1]}, on {on}.",)
    known = [_dot(COEFFICIENTS.get(name, name), one) for name, one in found.difference.items()]
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    rows = tuple(
        (COEFFICIENTS.get(name, name), *(f"{value:.2f}" for value in found.values[name]), _cell(one))
        for name, one in found.difference.items()
    )
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1))
    table = Table(("Coefficient", *found.parts, "Difference and interval"), rows)
    return Block(title, said, dots(title, about, known, scale, 0.0) if known else None, table)


def _runs(found: Runs) -> Block:
    title = "Runs and personas"
    named = list(named_numbers("runs", found))
    if found.runs is None:
        return Block(title, (f"How far answers spread over runs {why(named[0][1].undefined or 'no_repeats')}.",))
    on = f"{figure(found.cells)} items of {figure(found.raters)} raters"
    said = [f"Raters answered {on} several times, {found.runs:.1f} times in the mean."]
    unit = {"share_of_pairs": " Distances are shares of pairs that differ.", "squared_points": " Unit: squared points."}
    said[0] += unit.get(found.unit or "", "")
    return Block(
        title, tuple(said), None, Table(("", "Value and interval"), tuple((n, _cell(one)) for n, one in named))
    )


def _around(ends: list[float]) -> Scale:
    """Return a scale in steps of hundreds around the usual rating and all others."""
    low, high = min(*ends, 1000.0) // 100 * 100, -(-max(*ends, 1000.0) // 100) * 100
    low, high = (low, high) if low < high else (low - 100, high + 100)
    return Scale(low, high, tuple(low + (high - low) * step / 4 for step in range(5)))


def _cell(found: Estimate) -> str:
    name = found.no_interval or found.no_both
    reason = NO_INTERVAL.get(name, name) if name else ""
    return f"{estimate(found)} (no interval: {reason})" if reason else estimate(found)


def _raters(found: RaterFacts) -> Block:
    title = "Raters beside each other"
    if found.undefined:
        return Block(title, (f"How raters stand beside each other {why(found.undefined)}.",))
    said = [f"{figure(found.shown)} raters have {figure(found.least)} answers or more and are compared."]
    if found.hidden:
        said.append(f"{figure(found.hidden)} have fewer, and are left out.")
    if found.one_answer:
        said.append(f"{figure(found.one_answer)} gave the same answer to everything.")
    named = (
        ("Share of a rater's most frequent answer", found.most_frequent),
        ("Agreement with the others", found.agreement),
        ("Spammer score: 0 says nothing about the item, 1 follows from it", found.spammer),
        ("Alpha when one rater is left out", found.alpha_without),
        ("Share of answers that are the gold answer", found.gold),
    )
    rows = tuple((name, *_numbers(spread)) for name, spread in named if spread is not None)
    table = Table(("Of each rater", "Smallest", "Middle", "Mean", "Largest"), rows)
    return Block(title, tuple(said), None, table if rows else None, "How the raters spread, as a table")


def _numbers(found: Spread) -> tuple[str, ...]:
    return tuple(f"{number:.2f}" for number in (found.min, found.median, found.mean, found.max))


def _items(found: ItemFacts) -> Block:
    title = "Items that divide people"
    if found.undefined:
        return Block(title, (f"How items divide people {why(found.undefined)}.",))
    said = [
        f"{figure(found.divided)} of {figure(found.rated_twice)} items have different answers; on "
        f"{figure(found.tied)} of them two values are the most frequent."
    ]
    if found.doubtful is not None:
        said.append(
            f"The true answer to {figure(found.doubtful)} items stays in doubt, by the model of Dawid and Skene."
        )
    if found.copied:
        said.append(f"{figure(found.copied)} items have just the answers of another one; rows may have been copied.")
    return Block(title, tuple(said))
