"""What the ratings show, in a few sentences at the head of a card: each form has a condition that numbers must meet."""

from collections.abc import Callable, Iterator, Mapping

from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import DimensionFacts, GroupEffect, Overruled
from alignmentcard.messages import _, spoken
from alignmentcard.portal import sentences
from alignmentcard.portal.card.measured.block import by_chance
from alignmentcard.portal.card.measured.groups import differ, remains, unit_of
from alignmentcard.words import figure, number, percent, term

MOST = 4
"""So many sentences stand at the head; the section below has everything."""
LEAST_ITEMS, LEAST_PAIRS = 10, 30
"""On fewer items, or fewer pairs of answers by one person, a sentence would say more than is known."""
RARE, USUAL = 0.1, 0.9
"""Unanimous items are told where they are at most or at least this share."""
PERSONAL = 0.15
"""The part of all differences that stays with the rater is told from this share on."""
OVERRULED = 1.25
"""A group is said to be overruled where its answers are contradicted so many times as often as those of all others."""
REPRODUCED = 0.995


def headlines(facts: Facts | None, names: Mapping[str, str]) -> list[str]:
    """Return what the ratings show, of each kind at most one sentence; `names` are those of dimensions by their id."""
    if facts is None:
        return []
    found = (_first(form, facts, names) for form in FORMS)
    return [sentence for sentence in found if sentence][:MOST]


def _first(form: "Form", facts: Facts, names: Mapping[str, str]) -> str:
    """Return the sentence about the first dimension whose numbers meet the condition; it is named among several."""
    for name, found in facts.dimensions.items():
        sentence = form(found, facts)
        if sentence:
            return sentence if len(facts.dimensions) == 1 else f"{names.get(name, name)}: {sentence}"
    return ""


def _unanimous(found: DimensionFacts, _facts: Facts) -> str:
    """Say how often everybody agreed, where that is never, rare or usual."""
    share, sizes = found.spread.unanimous, found.sizes
    if share is None or sizes.items_rated_twice < LEAST_ITEMS or RARE < share < USUAL:
        return ""
    items = figure(sizes.items_rated_twice)
    each = sizes.ratings_per_item
    if share == 0:
        everybody = sizes.raters and each.min == each.max == sizes.raters and not sizes.repeats
        form = sentences.NEVER_ALL if everybody else sentences.NEVER
        return _(form, items=items, raters=figure(sizes.raters or 0))
    return _(sentences.ALWAYS, share=_(sentences.UNDER_ONE) if share < 0.01 else percent(share), items=items)


def _groups(found: DimensionFacts, facts: Facts) -> str:
    """Tell the largest difference between groups of those that are more than chance."""
    sure = [one for one in found.groups.effects if remains(one, by_chance(facts))]
    known = [one for one in sure if one.effect.value is not None]
    return f"{differ(max(known, key=_size), unit_of(known[0]))}." if known else ""


def _size(one: GroupEffect) -> float:
    return abs(one.effect.value or 0.0)


def _overruled(found: DimensionFacts, _facts: Facts) -> str:
    """Tell the group that one label contradicts most, where that is surely more than others."""
    sure = [(ratio, name, axis) for axis in found.groups.overruled for name, ratio in _above(axis)]
    if not sure:
        return ""
    ratio, name, axis = max(sure, key=lambda one: one[0])
    return _(
        sentences.CONTRADICTED,
        label=term(axis.label),
        share=percent(axis.share[name]),
        axis=term(axis.axis),
        group=name,
        ratio=spoken().decimals(ratio, 1),
    )


def _above(axis: Overruled) -> Iterator[tuple[str, float]]:
    for name, ratio in axis.ratio.items():
        ends = axis.ratio_intervals.get(name, (0.0, 0.0))
        if ratio is not None and ratio >= OVERRULED and ends[0] > 1:
            yield name, ratio


def _personal(found: DimensionFacts, _facts: Facts) -> str:
    part = found.components.rater.value
    return _(sentences.STAYS, share=percent(part)) if part is not None and part >= PERSONAL else ""


def _again(found: DimensionFacts, _facts: Facts) -> str:
    same = found.consistency.same
    if same is None or same.agreement.value is None or same.pairs < LEAST_PAIRS:
        return ""
    return _(sentences.ASKED_AGAIN, share=percent(same.agreement.value), pairs=figure(same.pairs))


def _enough(found: DimensionFacts, _facts: Facts) -> str:
    reached = found.convergence.reached
    return _(sentences.ENOUGH, count=number(reached)) if reached and reached > 1 else ""


def _label(found: DimensionFacts, _facts: Facts) -> str:
    done = found.aggregation
    if done.reproduced is None or done.reproduced >= REPRODUCED or done.items < LEAST_ITEMS:
        return ""
    return _(
        sentences.OTHER_LABEL, method=term(done.method), share=percent(1 - done.reproduced), items=figure(done.items)
    )


Form = Callable[[DimensionFacts, Facts], str]
FORMS: tuple[Form, ...] = (_unanimous, _groups, _overruled, _again, _label, _personal, _enough)
"""Forms in the order of what readers should meet first."""
