"""A stated number held against what was measured, where methods may differ a little: effects, curves, repeats."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.messages import later
from alignmentcard.messages.retold import told as _
from alignmentcard.model.statistics import Consistency, Convergence, GroupEffect
from alignmentcard.paths import Route
from alignmentcard.rules.claims.measured import found_in, why_not
from alignmentcard.rules.claims.numbers import Written, written
from alignmentcard.rules.claims.parts import part_in, part_under
from alignmentcard.words import tallied, term

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import DimensionFacts, Estimate, Repeated
    from alignmentcard.measurement.results.values import GroupEffect as Effect


@dataclass(frozen=True)
class Held:
    """A stated number, where it stands, and what was measured: one number or several, or why nothing can be said."""

    route: Route
    number: Written
    measured: "tuple[Estimate, ...]" = ()
    unchecked: str = ""

    @property
    def within(self) -> bool:
        """Whether the number is one of the measured ones, or lies within the interval of one."""
        return any(_within(self.number, estimate) for estimate in self.measured)

    def as_large(self, factor: float) -> bool:
        """Say whether the number is between one measured by a factor and one divided by it."""
        return any(
            self.number.gives(one.value) or one.value / factor <= self.number.value <= one.value * factor
            for one in self.measured
            if one.value is not None
        )


def _within(number: Written, estimate: "Estimate") -> bool:
    slack = 10.0**-number.digits / 2
    ends = (estimate.low, estimate.high)
    inside = ends[0] is not None and ends[1] is not None and ends[0] - slack <= number.value <= ends[1] + slack
    return inside or (estimate.value is not None and number.gives(estimate.value))


def effect_held(document: Document, position: int, stated: GroupEffect, facts: "Facts") -> Held:
    """Hold a difference between groups against the one that was measured, whichever group comes first."""
    route: Route = ("statistics", "group_effects", position, "value")
    number = written(document, route, stated.value)
    found = found_in(facts, stated.dimension)
    measured = found if isinstance(found, str) else _effect(stated, found)
    if isinstance(measured, str):
        return Held(route, number, unchecked=measured)
    return Held(route, number, (measured,))


def _effect(stated: GroupEffect, found: "DimensionFacts") -> "Estimate | str":
    if found.groups.undefined:
        return why_not(found.groups.undefined)
    pair = [group.casefold() for group in stated.groups]
    same = [effect for effect in found.groups.effects if _is_between(effect, stated.axis, pair)]
    if not same:
        return _("measure compared no such groups by {axis}", axis=stated.axis)
    if stated.unit in ("ratio", "standard_deviations"):
        return _("measure gives differences in {unit}", unit=term(same[0].unit))
    fitting = [effect for effect in same if stated.unit in (None, effect.unit) and _is_of(effect, stated.metric)]
    if len(fitting) != 1:
        return _("measure compares {what}", what=", ".join(_(effect.metric) for effect in same))
    part = part_under(stated.of, found) or part_in(stated.note, found)
    if part:
        return _("not comparable: {part}", part=part)
    effect = fitting[0].effect
    if effect.value is None:
        return why_not(effect.undefined)
    return effect if [g.casefold() for g in fitting[0].groups] == pair else _turned(effect)


def _is_between(effect: "Effect", axis: str, pair: list[str]) -> bool:
    return effect.axis.casefold() == axis.casefold() and sorted(g.casefold() for g in effect.groups) == sorted(pair)


def _is_of(effect: "Effect", metric: str | None) -> bool:
    """Say whether an effect is of what the card names: the same words, or the mean under any name that has it."""
    named = (metric or "").casefold()
    return not named or named == effect.metric.casefold() or (effect.metric == "mean" and "mean" in named.split())


def _turned(effect: "Estimate") -> "Estimate":
    turned = [None if end is None else -end for end in (effect.value, effect.high, effect.low)]
    return replace(effect, value=turned[0], low=turned[1], high=turned[2])


def convergence_held(document: Document, position: int, stated: Convergence, facts: "Facts") -> Iterator[Held]:
    """Hold the distances of a curve against both measured ones, at the numbers of raters that all of them have."""
    route: Route = ("statistics", "convergence", position, "value")
    found = found_in(facts, stated.dimension)
    reason = found if isinstance(found, str) else _no_curve(stated, found)
    if reason or isinstance(found, str):
        yield Held(route, Written(stated.value[-1] if stated.value else 0.0, 0), unchecked=reason)
        return
    curve = found.convergence
    for place, (raters, value) in enumerate(zip(stated.raters, stated.value, strict=False)):
        if raters in curve.raters:
            at = curve.raters.index(raters)
            measured = tuple(one for one in (curve.between_halves[at], curve.to_all[at]) if one.value is not None)
            yield Held((*route, place), written(document, (*route, place), value), measured)


def _no_curve(stated: Convergence, found: "DimensionFacts") -> str:
    named = stated.metric.casefold()
    if not ("jensen" in named and "shannon" in named):
        return _("measure gives the Jensen-Shannon divergence, and not {metric}", metric=stated.metric)
    if found.convergence.undefined:
        return why_not(found.convergence.undefined)
    if not set(stated.raters) & set(found.convergence.raters):
        return _("measure looked at other numbers of raters")
    part = part_under(stated.of, found)
    return _("not comparable: {part}", part=part) if part else ""


def consistency_held(document: Document, position: int, stated: Consistency, facts: "Facts") -> Iterator[Held]:
    """Hold what repeated questions showed against what was measured: agreement, pairs and shares."""
    route: Route = ("statistics", "consistency", position)
    found = found_in(facts, stated.dimension)
    repeated = found if isinstance(found, str) else repeated_as(stated, found)
    for name in ("agreement", "genuine", "constructed", "non_attitude"):
        value = getattr(stated, name)
        if value is None:
            continue
        number = written(document, (*route, name), value).as_coefficient
        if isinstance(repeated, str) or isinstance(found, str):
            yield Held((*route, name), number, unchecked=str(repeated))
        elif name == "agreement":
            yield Held((*route, name), number, (repeated.agreement,))
        else:
            signals = [one for one in (found.consistency.signal, found.consistency.signal_by_item) if one]
            measured = tuple(one for one in (getattr(signal, name) for signal in signals) if one.value is not None)
            why = "" if measured else _("shares take questions that were asked in two ways")
            yield Held((*route, name), number, measured, why)


def repeated_as(stated: Consistency, found: "DimensionFacts") -> "Repeated | str":
    """Return the repeats of the stated kind that were measured, or why they are not comparable."""
    consistency = found.consistency
    if stated.kind:
        repeated = consistency.same if stated.kind == "retest" else consistency.across
    else:
        both = [one for one in (consistency.same, consistency.across) if one]
        repeated = both[0] if len(both) == 1 else None
    if repeated is None:
        return why_not(consistency.undefined) if consistency.undefined else _("the data has no repeats of this kind")
    if part := part_under(stated.of, found):
        return _("not comparable: {part}", part=part)
    if stated.pairs is not None and stated.pairs < repeated.pairs:
        return _(
            later("not comparable: it is of {stated} pair, and {measured} were measured")
            if stated.pairs == 1
            else later("not comparable: it is of {stated} pairs, and {measured} were measured"),
            stated=tallied(stated.pairs),
            measured=tallied(repeated.pairs),
        )
    return repeated
