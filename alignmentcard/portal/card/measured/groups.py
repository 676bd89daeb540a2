"""What differs between groups of raters, as sentences, charts and tables."""

from collections.abc import Iterator, Sequence

from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import DimensionFacts, Estimate, GroupAgreement, GroupEffect, Overruled
from alignmentcard.model import Card
from alignmentcard.model.statistics import GroupEffect as Stated
from alignmentcard.portal.card.measured.block import Block, Table, estimate, held, percent, share, why
from alignmentcard.portal.charts.bars import Bar, bars
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.portal.sentences import AGAINST, COHESION_FOOT, EFFECTS_FOOT, OVERRULED_FOOT
from alignmentcard.words import figure, number, term

MOST = 12
"""So many differences are drawn, the largest; the table has all."""


def group_blocks(dimension: str, found: DimensionFacts, card: Card, facts: Facts) -> Iterator[Block]:
    """Yield differences, who agrees with whom, and who is overruled."""
    groups = found.groups
    if groups.undefined:
        known = any(role.startswith("attributes.") for role in facts.table.columns)
        reason = why(groups.undefined) if known else "was not measured, since the table does not say who the raters are"
        yield Block("Groups of raters", (f"What differs between groups {reason}.",))
        return
    stated = [one for one in card.statistics.group_effects if facts.dimension(one.dimension) is found]
    for unit in dict.fromkeys(effect.unit for effect in groups.effects):
        yield _effects([e for e in groups.effects if e.unit == unit], [s for s in stated if s.unit == unit], facts)
    if groups.agreement:
        yield _agreement(groups.agreement, facts)
    if groups.overruled:
        yield _overruled(groups.overruled)


def _effects(effects: Sequence[GroupEffect], stated: Sequence[Stated], facts: Facts) -> Block:
    points = effects[0].unit == "percentage_points"
    unit = "points" if points else term(effects[0].unit)
    title = "Differences between groups" + ("" if points else f", in {unit}")
    threshold = 1 - float(facts.settings.get("confidence", 0.95))
    known = [effect for effect in effects if effect.effect.value is not None]
    drawn = sorted(known, key=lambda effect: -abs(effect.effect.value or 0.0))[:MOST]
    rows = _gathered([_dot(effect, threshold) for effect in drawn] + [_stated(one) for one in stated])
    said = tuple(_effects_said(effects, known, threshold, unit))
    foot = EFFECTS_FOOT.format(unit=unit, held=held(facts))
    chart = dots(title, said[0], rows, _scale(rows, points=points), 0.0, foot) if rows else None
    head = ("Difference", f"In {unit}", "p, adjusted", "Raters", "Items")
    table = Table(head, (*(_line(effect) for effect in effects), *(_stated_line(one) for one in stated)))
    return Block(title, said, chart, table)


def _gathered(rows: Sequence[Dot]) -> list[Dot]:
    """Return rows so that those of the same heading follow each other, headings in the order of their first row."""
    headings = dict.fromkeys(row.under for row in rows)
    return [row for heading in headings for row in rows if row.under == heading]


def _scale(rows: Sequence[Dot], *, points: bool) -> Scale:
    ends = [abs(end) for dot in rows for end in (dot.value, dot.low, dot.high) if end is not None]
    reach = max([*ends, 6.0 if points else 0.0]) * 1.05 or 1.0
    tick = float(f"{reach / 2:.1g}")
    return Scale(-reach, reach, (-tick, 0, tick))


def _effects_said(
    effects: Sequence[GroupEffect], known: Sequence[GroupEffect], threshold: float, unit: str
) -> Iterator[str]:
    if not known:
        yield f"The difference between groups {why(effects[0].effect.undefined)}."
        return
    largest = max(known, key=lambda effect: abs(effect.effect.value or 0.0))
    yield (
        f"{_differ(largest, unit)}: the largest difference. It is counted on items that both groups rated, so that no "
        "group has the harder items."
    )
    left = sum(_remains(effect, threshold) for effect in known)
    some = f"{number(left).capitalize()} of {number(len(known))} differences {'are' if left > 1 else 'is'}"
    yield (
        f"{some if left else 'No difference is'} more than chance when all {number(len(known))} are looked at together "
        f"(Holm, {100 * threshold:g}\u202f%); full points mark those that are."
    )
    if len(known) > MOST:
        yield f"The chart shows the {MOST} largest; the table has all."


def _differ(effect: GroupEffect, unit: str) -> str:
    """Say how far two groups are apart, whichever of them is higher."""
    found, (one, other) = effect.effect, effect.groups
    sign = -1 if (found.value or 0.0) < 0 else 1
    ends = sorted(sign * end for end in (found.low, found.high) if end is not None)
    within = f" ({ends[0]:.1f} to {ends[1]:.1f})" if len(ends) == 2 else ""
    return (
        f"By {term(effect.axis)}, “{one}” and “{other}” differ by {abs(found.value or 0.0):.1f} {unit}{within} in "
        f"{_what(effect.metric)}"
    )


def _remains(effect: GroupEffect, threshold: float) -> bool:
    return effect.p_adjusted is not None and effect.p_adjusted < threshold


SHARE = "share of "
"""How measurements name the share of a value."""


def _what(metric: str) -> str:
    """Name what is compared: a value that raters chose stands in quotation marks."""
    value = metric.removeprefix(SHARE)
    return f"the share of “{value}”" if value != metric else metric


def _against(axis: str, groups: Sequence[str]) -> str:
    """Say which groups are compared."""
    name = f"{term(axis)[:1].upper()}{term(axis)[1:]}"
    return AGAINST.format(axis=name, one=groups[0], other=groups[1]) if len(groups) == 2 else name


def _name(effect: GroupEffect) -> str:
    return f"{_against(effect.axis, effect.groups)}, {_what(effect.metric)}"


def _dot(effect: GroupEffect, threshold: float) -> Dot:
    found = effect.effect
    said, label = _signed(found.value), _capital(_what(effect.metric))
    open_, under = not _remains(effect, threshold), _against(effect.axis, effect.groups)
    return Dot(label, found.value, found.low, found.high, open_, said, under)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _signed(value: float | None) -> str:
    """Write a difference with its sign."""
    return estimate(Estimate(value), 1) if not value else f"{'+' if value > 0 else '−'}{abs(value):.1f}"


def _stated(one: Stated) -> Dot:
    label = _what(one.metric) if one.metric else "the difference"
    under = _against(one.axis, one.groups)
    return Dot(f"Stated: {label}", one.value, one.low, one.high, True, f"{one.value:+g}".replace("-", "−"), under)


def _stated_name(one: Stated) -> str:
    between = _against(one.axis, one.groups)
    return f"{between}, {_what(one.metric)}" if one.metric else between


def _line(effect: GroupEffect) -> tuple[str, ...]:
    adjusted = (
        "–" if effect.p_adjusted is None else "below 0.001" if effect.p_adjusted < 0.001 else f"{effect.p_adjusted:.3f}"
    )
    raters = " and ".join(figure(count) for count in effect.raters) if effect.effect.value is not None else "–"
    return _name(effect), estimate(effect.effect, 1), adjusted, raters, figure(effect.items)


def _stated_line(one: Stated) -> tuple[str, ...]:
    found = Estimate(one.value, one.low, one.high)
    return f"{_stated_name(one)}, stated by the authors", estimate(found, 1), "–", "–", "–"


def _agreement(axes: Sequence[GroupAgreement], facts: Facts) -> Block:
    title = "Who agrees with whom"
    rows = [row for axis in axes for row in _within_and_between(axis)]
    ratios = [(ratio, pair) for axis in axes for pair, ratio in axis.ratio.items() if ratio is not None]
    said = [
        "Alpha within each group (full points) and between groups (hollow points). Where it is lower between than "
        "within, the groups see the question differently; where it is low everywhere, it is noise, or everybody "
        "differs alone."
    ]
    if ratios:
        ratio, pair = min(ratios)
        said.insert(0, f"The lowest agreement between groups is {ratio:.2f} times that within: {_pair(pair)}.")
    ends = [dot.value for dot in rows if dot.value is not None]
    scale = Scale(-1, 1, (-1, 0, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    lines = [
        (f"{_axis(axis)}: between {_pair(pair)}", estimate(found), _ratio(axis.ratio.get(pair)))
        for axis in axes
        for pair, found in axis.between.items()
    ]
    inner = [
        (f"{_axis(axis)}: within {name}", estimate(found), "–") for axis in axes for name, found in axis.within.items()
    ]
    table = Table(("Who", "Alpha", "Between over within"), (*inner, *lines))
    foot = COHESION_FOOT.format(held=held(facts))
    return Block(title, tuple(said), dots(title, said[0], rows[:MOST], scale, 0.0, foot) if ends else None, table)


def _last(rows: Sequence[Bar]) -> float:
    most = max(row.share for row in rows)
    return next((end for end in (0.1, 0.2, 0.5) if most < 0.9 * end), 1.0)


def _within_and_between(axis: GroupAgreement) -> Iterator[Dot]:
    for name, found in axis.within.items():
        yield Dot(f"Within {name}", found.value, found.low, found.high, False, estimate(found), _axis(axis))
    for pair, found in axis.between.items():
        yield Dot(f"Between {_pair(pair)}", found.value, found.low, found.high, True, estimate(found), _axis(axis))


def _axis(found: GroupAgreement | Overruled) -> str:
    return _capital(term(found.axis))


def _pair(pair: str) -> str:
    return pair.replace(" ~ ", " and ")


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _ratio_to_others(axis: Overruled, name: str) -> str:
    found = axis.ratio.get(name)
    return "–" if found is None else estimate(Estimate(found, *axis.ratio_intervals.get(name, ())))


def _overruled(axes: Sequence[Overruled]) -> Block:
    title = "Who is overruled"
    rows = [
        Bar(f"{_axis(axis)}: {name}", one, said=f"{100 * one:.1f}\u202f%")
        for axis in axes
        for name, one in axis.share.items()
    ]
    ratios = [(ratio, name, axis) for axis in axes for name, ratio in axis.ratio.items() if ratio is not None]
    said = []
    if ratios:
        ratio, name, axis = max(ratios, key=lambda found: found[0])
        said.append(
            f"One {axis.label} label for each item contradicts {percent(axis.share[name])} of the answers by "
            f"“{name}”, {ratio:.2f} times the share of all others."
        )
    said.append("This is what a single label hides.")
    lines = [
        (
            f"{_axis(axis)}: {name}",
            share(Estimate(one, *axis.share_intervals.get(name, ()))),
            _ratio_to_others(axis, name),
        )
        for axis in axes
        for name, one in axis.share.items()
    ]
    table = Table(("Group", "Answers contradicted", "Against all others"), tuple(lines))
    return Block(
        title, tuple(said), bars(title, said[0], rows[:MOST], _last(rows), OVERRULED_FOOT) if rows else None, table
    )
