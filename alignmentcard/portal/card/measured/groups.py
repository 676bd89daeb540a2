"""What differs between groups of raters, as sentences, charts and tables."""

from collections.abc import Iterator, Sequence

from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import DimensionFacts, Estimate, GroupAgreement, GroupEffect, Overruled
from alignmentcard.messages import _, _n, later, spoken
from alignmentcard.model import Card
from alignmentcard.model.statistics import GroupEffect as Stated
from alignmentcard.portal.card.measured.block import Block, Table, by_chance, estimate, held, percent, share, why
from alignmentcard.portal.charts.bars import Bar, bars
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.portal.sentences import AGAINST, COHESION_FOOT, CONTRADICTED, EFFECTS_FOOT, OVERRULED_FOOT
from alignmentcard.words import figure, number, several, term

MOST = 12
"""So many differences are drawn, the largest; the table has all."""


def group_blocks(dimension: str, found: DimensionFacts, card: Card, facts: Facts) -> Iterator[Block]:
    """Yield differences, who agrees with whom, and who is overruled."""
    groups = found.groups
    if groups.undefined:
        known = any(role.startswith("attributes.") for role in facts.table.columns)
        reason = (
            why(groups.undefined) if known else _("was not measured, since the table does not say who the raters are")
        )
        yield Block(_("Groups of raters"), (_("What differs between groups {reason}.", reason=reason),))
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
    unit = unit_of(effects[0])
    title = _("Differences between groups") if points else _("Differences between groups, in {unit}", unit=unit)
    threshold = by_chance(facts)
    known = [effect for effect in effects if effect.effect.value is not None]
    drawn = sorted(known, key=lambda effect: -abs(effect.effect.value or 0.0))[:MOST]
    rows = _gathered([_dot(effect, threshold) for effect in drawn] + [_stated(one) for one in stated])
    said = tuple(_effects_said(effects, known, threshold, unit))
    foot = _(EFFECTS_FOOT, unit=unit, held=held(facts))
    chart = dots(title, said[0], rows, _scale(rows, points=points), 0.0, foot) if rows else None
    head = (_("Difference"), _("In {unit}", unit=unit), _("p, adjusted"), _("Raters"), _("Items"))
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
        yield _("The difference between groups {reason}.", reason=why(effects[0].effect.undefined))
        return
    largest = max(known, key=lambda effect: abs(effect.effect.value or 0.0))
    yield (
        _(
            "{largest}: the largest difference. It is counted on items that both groups "
            "rated, so that no group has the harder items.",
            largest=differ(largest, unit),
        )
    )
    left = sum(remains(effect, threshold) for effect in known)
    told = {"left": number(left).capitalize(), "all": number(len(known)), "share": spoken().percent(threshold)}
    if len(known) == 1:
        yield (
            _("This one difference is more than chance (test at {share}).", **told)
            if left
            else _("This one difference is no more than chance (test at {share}).", **told)
        )
    elif not left:
        yield _(
            "No difference is more than chance when all {all} are looked at together (Holm, {share}); "
            "full points mark those that are.",
            **told,
        )
    else:
        yield _n(
            "{left} of {all} differences is more than chance when all {all} are looked at together (Holm, {share}); "
            "full points mark those that are.",
            "{left} of {all} differences are more than chance when all {all} are looked at together (Holm, {share}); "
            "full points mark those that are.",
            left,
            **told,
        )
    if len(known) > MOST:
        yield _("The chart shows the {count} largest; the table has all.", count=MOST)


def unit_of(effect: GroupEffect) -> str:
    """Name the unit of a difference."""
    return _("points") if effect.unit == "percentage_points" else term(effect.unit)


def differ(effect: GroupEffect, unit: str) -> str:
    """Say how far two groups are apart, whichever of them is higher."""
    found, (one, other) = effect.effect, effect.groups
    sign = -1 if (found.value or 0.0) < 0 else 1
    ends = sorted(sign * end for end in (found.low, found.high) if end is not None)
    value = f"{spoken().decimals(abs(found.value or 0.0), 1)} {unit}"
    if len(ends) == 2:
        low, high = (spoken().decimals(end, 1) for end in ends)
        value = _("{value} ({low} to {high})", value=value, low=low, high=high)
    return _(
        "By {axis}, “{one}” and “{other}” differ by {value} in {metric}",
        axis=term(effect.axis),
        one=one,
        other=other,
        value=value,
        metric=_what(effect.metric),
    )


def remains(effect: GroupEffect, threshold: float) -> bool:
    """Say whether a difference is more than chance when all are looked at together."""
    return effect.p_adjusted is not None and effect.p_adjusted < threshold


MEAN, MAJORITY = later("mean"), later("majority")
"""Words of measurements that no vocabulary has: what is compared, and a label that the raters made."""
SHARE = "share of "
"""How measurements name the share of a value."""


def _what(metric: str) -> str:
    """Name what is compared: a value that raters chose stands in quotation marks."""
    value = metric.removeprefix(SHARE)
    return _("the share of “{value}”", value=value) if value != metric else _(metric)


def _against(axis: str, groups: Sequence[str]) -> str:
    """Say which groups are compared."""
    name = f"{term(axis)[:1].upper()}{term(axis)[1:]}"
    return _(AGAINST, axis=name, one=groups[0], other=groups[1]) if len(groups) == 2 else name


def _name(effect: GroupEffect) -> str:
    return f"{_against(effect.axis, effect.groups)}, {_what(effect.metric)}"


def _dot(effect: GroupEffect, threshold: float) -> Dot:
    found = effect.effect
    said, label = _signed(found.value), _capital(_what(effect.metric))
    open_, under = not remains(effect, threshold), _against(effect.axis, effect.groups)
    return Dot(label, found.value, found.low, found.high, open_, said, under)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _signed(value: float | None) -> str:
    """Write a difference with its sign."""
    if not value:
        return estimate(Estimate(value), 1)
    return f"{'+' if value > 0 else '−'}{spoken().decimals(abs(value), 1)}"


def _stated(one: Stated) -> Dot:
    label = _what(one.metric) if one.metric else _("the difference")
    under = _against(one.axis, one.groups)
    return Dot(_("Stated: {what}", what=label), one.value, one.low, one.high, True, _signed(one.value), under)


def _stated_name(one: Stated) -> str:
    between = _against(one.axis, one.groups)
    return f"{between}, {_what(one.metric)}" if one.metric else between


def _line(effect: GroupEffect) -> tuple[str, ...]:
    adjusted = (
        "–"
        if effect.p_adjusted is None
        else _("below {number}", number=spoken().decimals(0.001, 3))
        if effect.p_adjusted < 0.001
        else spoken().decimals(effect.p_adjusted, 3)
    )
    raters = several([figure(count) for count in effect.raters]) if effect.effect.value is not None else "–"
    return _name(effect), estimate(effect.effect, 1), adjusted, raters, figure(effect.items)


def _stated_line(one: Stated) -> tuple[str, ...]:
    found = Estimate(one.value, one.low, one.high)
    return _("{what}, stated by the authors", what=_stated_name(one)), estimate(found, 1), "–", "–", "–"


def _agreement(axes: Sequence[GroupAgreement], facts: Facts) -> Block:
    title = _("Who agrees with whom")
    rows = [row for axis in axes for row in _within_and_between(axis)]
    ratios = [(ratio, pair, axis) for axis in axes for pair, ratio in axis.ratio.items() if ratio is not None]
    said = [
        _(
            "Alpha within each group (full points) and between groups (hollow points). "
            "Where it is lower between than within, the groups see the question "
            "differently; where it is low everywhere, it is noise, or everybody differs "
            "alone."
        )
    ]
    if ratios:
        ratio, pair, least = min(ratios, key=lambda found: found[:2])
        said.insert(
            0,
            _(
                "The lowest agreement between groups is {ratio} times that within: {pair} ({axis}).",
                ratio=spoken().decimals(ratio),
                pair=several([_("“{name}”", name=name) for name in pair.split(" ~ ")]),
                axis=term(least.axis),
            ),
        )
    ends = [dot.value for dot in rows if dot.value is not None]
    scale = Scale(-1, 1, (-1, 0, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    lines = [
        (_("{axis}: between {pair}", axis=_axis(axis), pair=_pair(pair)), estimate(found), _ratio(axis.ratio.get(pair)))
        for axis in axes
        for pair, found in axis.between.items()
    ]
    inner = [
        (_("{axis}: within {group}", axis=_axis(axis), group=name), estimate(found), "–")
        for axis in axes
        for name, found in axis.within.items()
    ]
    table = Table((_("Who"), _("Alpha"), _("Between over within")), (*inner, *lines))
    foot = _(COHESION_FOOT, held=held(facts))
    return Block(title, tuple(said), dots(title, said[0], rows[:MOST], scale, 0.0, foot) if ends else None, table)


def _pair(pair: str) -> str:
    return several(pair.split(" ~ "))


def _last(rows: Sequence[Bar]) -> float:
    most = max(row.share for row in rows)
    return next((end for end in (0.1, 0.2, 0.5) if most < 0.9 * end), 1.0)


def _within_and_between(axis: GroupAgreement) -> Iterator[Dot]:
    for name, found in axis.within.items():
        yield Dot(
            _("Within {group}", group=name), found.value, found.low, found.high, False, estimate(found), _axis(axis)
        )
    for pair, found in axis.between.items():
        yield Dot(
            _("Between {pair}", pair=_pair(pair)),
            found.value,
            found.low,
            found.high,
            True,
            estimate(found),
            _axis(axis),
        )


def _axis(found: GroupAgreement | Overruled) -> str:
    return _capital(term(found.axis))


def _ratio(value: float | None) -> str:
    return "–" if value is None else spoken().decimals(value)


def _ratio_to_others(axis: Overruled, name: str) -> str:
    found = axis.ratio.get(name)
    return "–" if found is None else estimate(Estimate(found, *axis.ratio_intervals.get(name, ())))


def _overruled(axes: Sequence[Overruled]) -> Block:
    title = _("Who is overruled")
    rows = [
        Bar(f"{_axis(axis)}: {name}", one, said=spoken().percent(one, 1))
        for axis in axes
        for name, one in axis.share.items()
    ]
    ratios = [(ratio, name, axis) for axis in axes for name, ratio in axis.ratio.items() if ratio is not None]
    said = []
    if ratios:
        ratio, name, axis = max(ratios, key=lambda found: found[0])
        said.append(
            _(
                CONTRADICTED,
                label=term(axis.label),
                share=percent(axis.share[name]),
                group=name,
                axis=term(axis.axis),
                ratio=spoken().decimals(ratio),
            )
        )
    said.append(_("This is what a single label hides."))
    lines = [
        (
            f"{_axis(axis)}: {name}",
            share(Estimate(one, *axis.share_intervals.get(name, ()))),
            _ratio_to_others(axis, name),
        )
        for axis in axes
        for name, one in axis.share.items()
    ]
    table = Table((_("Group"), _("Answers contradicted"), _("Against all others")), tuple(lines))
    return Block(
        title, tuple(said), bars(title, said[0], rows[:MOST], _last(rows), _(OVERRULED_FOOT)) if rows else None, table
    )
