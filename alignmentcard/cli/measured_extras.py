"""How a terminal shows what was asked for by name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.cli import measuring as show
from alignmentcard.measurement.results.definitions import COEFFICIENTS, UNDEFINED, named_numbers
from alignmentcard.measurement.tables.telling import counted

if TYPE_CHECKING:
    from alignmentcard.measurement.results.values import (
        Cohesion,
        Difference,
        DimensionFacts,
        ItemFacts,
        Preferences,
        RaterFacts,
        Runs,
    )


UNITS = {"share_of_pairs": "of pairs differ", "squared_points": "squared points"}


def extra_rows(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    """Yield what each line is called and what it says; of coefficients those that could be measured."""
    if found.coefficients is not None:
        for name, number in named_numbers("coefficients", found.coefficients):
            if number.value is not None:
                yield name, show.estimate(number)
    if found.raters is not None:
        yield from _raters(found.raters)
    if found.items is not None:
        yield from _items(found.items)
    for axis in found.cohesion or ():
        yield from _cohesion(axis)
    if found.preferences is not None:
        yield from _preferences(found.preferences)
    for difference in found.differences or ():
        yield from _difference(difference)
    if found.runs is not None:
        yield from _runs(found.runs)


def _cohesion(axis: "Cohesion") -> Iterator[tuple[str, str]]:
    for name, group in axis.groups.items():
        yield f"{axis.axis}: {name}", "" if group.raters is None else counted(group.raters, "rater")
        yield "  agreement within", show.estimate(group.within)
        yield "  agreement with all others", show.estimate(group.across)
        yield "  within over across", show.estimate(group.association)
        if group.mean.value is not None:
            yield "  mean", show.estimate(group.mean)
        yield from ((f"  share of {label}", show.estimate(share)) for label, share in group.shares.items())
    if axis.merged:
        yield f"{axis.axis}: other", f"merged, since each has too few raters: {', '.join(axis.merged)}"


def _difference(found: "Difference") -> Iterator[tuple[str, str]]:
    on = f"on {counted(found.items, 'item')} that both rated twice" if found.same_items else "on all items of each"
    yield f"{found.axis}: {' – '.join(found.parts)}", on
    for name, number in found.difference.items():
        first, second = found.values[name]
        told = f"{show.number(first)} – {show.number(second)} = {show.estimate(number)}"
        yield f"  {COEFFICIENTS.get(name, name)}", told


def _runs(found: "Runs") -> Iterator[tuple[str, str]]:
    if found.runs is not None:
        yield "runs", f"{found.runs:.1f} on {counted(found.cells, 'item')} of {counted(found.raters, 'rater')}"
    unit = f" {UNITS[found.unit]}" if found.unit in UNITS else ""
    for name, number in named_numbers("runs", found):
        yield f"  {name.lower()}", show.estimate(number) + (unit if name != "Share of the raters" else "")


def _preferences(found: "Preferences") -> Iterator[tuple[str, str]]:
    told = {name.lower(): show.estimate(number) for name, number in named_numbers("preferences", found)}
    if not found.comparisons and len(set(told.values())) == 1:
        yield "preferences", next(iter(told.values()))
        return
    yield "comparisons", f"{found.comparisons:,}, {found.ties:,} of them ties"
    yield from told.items()
    for thing, rating in found.ratings.items():
        yield f"  {thing}", show.estimate(rating)


def _items(found: "ItemFacts") -> Iterator[tuple[str, str]]:
    if found.undefined:
        yield "divided items", UNDEFINED[found.undefined].note if found.undefined in UNDEFINED else found.undefined
        return
    yield "divided items", f"{found.divided:,} of {found.rated_twice:,}; on {found.tied:,} two values are most frequent"
    if found.doubtful is not None:
        yield "items in doubt", f"{found.doubtful:,}, by the model of Dawid and Skene"
    if found.copied:
        have = "has" if found.copied == 1 else "have"
        yield "the same answers", f"{counted(found.copied, 'item')} {have} those of another; rows may have been copied"


def _raters(found: "RaterFacts") -> Iterator[tuple[str, str]]:
    if found.undefined:
        yield "raters", UNDEFINED[found.undefined].note if found.undefined in UNDEFINED else found.undefined
        return
    hidden = f"; not shown with fewer than {counted(found.least, 'answer')}: {found.hidden:,}" if found.hidden else ""
    yield "raters compared", f"{found.shown:,}{hidden}"
    if found.one_answer:
        yield "always the same", f"{counted(found.one_answer, 'rater')} gave one answer to everything"
    spreads = (
        ("most frequent answer", found.most_frequent),
        ("agree with others", found.agreement),
        ("spammer score", found.spammer),
        ("alpha without one", found.alpha_without),
        ("agree with gold", found.gold),
        ("time beside middle", found.pace),
    )
    for name, spread in spreads:
        if spread is not None:
            ends = f"{show.number(spread.min)} to {show.number(spread.max)}"
            yield name, f"{ends}, median {show.number(spread.median)}, mean {show.number(spread.mean)}"
    if found.hurried:
        of = f"{found.hurried:,} of {counted(found.shown, 'rater')}"
        yield "hurried", f"{of}, at a third of the middle rater's time or less"
    if found.later is not None:
        yield "later less earlier", show.estimate(found.later)
