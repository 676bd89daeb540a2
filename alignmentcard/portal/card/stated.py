"""Statistics that the authors state, each as a sentence and a row with a small chart."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from alignmentcard.messages import _, _n, later
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement, GroupEffect
from alignmentcard.portal.charts.inline import bar, interval
from alignmentcard.words import coefficient, figure, part_of, percent, several, term


@dataclass(frozen=True)
class Row:
    """One number: what it is of, the number with its interval, a chart, and the sentence that says what it means."""

    name: str
    value: str
    chart: Markup
    sentence: str


def agreements(card: Card) -> list[Row]:
    """Return the stated coefficients of agreement."""
    names = names_of(card)
    rows = [_agreement(one, names.get(one.dimension or "", "")) for one in card.statistics.agreement]
    often = Counter(row.name for row in rows)
    return [
        replace(row, name=f"{row.name} ({_hint(one)})")
        if often[row.name] > 1 and _hint(one) and _hint(one) not in row.name
        else row
        for row, one in zip(rows, card.statistics.agreement, strict=True)
    ]


def told_apart(one: Agreement) -> str:
    """Return what tells a coefficient from others of the same name: of what it is, or what is noted beside it."""
    return part_of(one) or _hint(one)


def _hint(one: Agreement) -> str:
    return re.split(r"[.;,:]", one.note or "")[0] or _basis(one)


def _agreement(one: Agreement, dimension: str) -> Row:
    nameless = one.metric == "other" and not one.metric_name
    part = part_of(one) or (_hint(one) if nameless else "")
    title = ": ".join(filter(None, [dimension, _capital(coefficient(one))])) + (f" ({part})" if part else "")
    if one.metric == "percent_agreement":
        share = one.value / 100 if one.value > 1 else one.value
        return Row(
            title,
            percent(share),
            bar(share),
            _(
                "Two raters gave the same answer {share} of the time; this is not corrected for chance.",
                share=percent(share),
            ),
        )
    first = min(0.0, *(end for end in (one.value, one.low) if end is not None))
    chart = interval(one.value, one.low, one.high, (-1.0 if first < 0 else 0.0, 1.0), 0.0)
    basis = _basis(one)
    said = _("Computed on {what}.", what=basis) if basis else ""
    sentences = (_(SCALES.get(one.metric, CHANCE)), said, one.note or "")
    return Row(title, _with_interval(one.value, one.low, one.high), chart, " ".join(filter(None, sentences)))


CHANCE = later("0 is what chance would give, 1 is full agreement.")
RELATION = later("0 is no relation, 1 is a perfect one.")
SCALES = {"other": "", "pearson": RELATION, "spearman": RELATION, "kendall_tau": RELATION}


def _basis(one: Agreement) -> str:
    on = [
        _n("{count} item", "{count} items", one.items) if one.items else "",
        _n("{count} rater", "{count} raters", one.raters) if one.raters else "",
    ]
    return several([part for part in on if part])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def effects(card: Card) -> list[Row]:
    """Return the stated differences between groups."""
    names = names_of(card)
    reach = max((abs(end) for one in card.statistics.group_effects for end in _ends(one)), default=1.0) or 1.0
    return [_effect(one, names.get(one.dimension or "", ""), reach) for one in card.statistics.group_effects]


def _ends(one: GroupEffect) -> Iterator[float]:
    yield from (end for end in (one.value, one.low, one.high) if end is not None)


def _effect(one: GroupEffect, dimension: str, reach: float) -> Row:
    title = ": ".join(filter(None, [dimension, term(one.axis)]))
    unit = f" {term(one.unit)}" if one.unit else ""
    centre = 1.0 if one.unit == "ratio" else 0.0
    chart = interval(one.value, one.low, one.high, (min(-reach, centre), max(reach, centre)), centre)
    between = (
        _("{one} less {other}", one=one.groups[0], other=one.groups[1])
        if len(one.groups) == 2
        else _("The difference between groups")
    )
    what = _("{difference} in {what}", difference=between, what=one.metric) if one.metric else between
    note = f" {one.note}" if one.note else ""
    return Row(title, _with_interval(one.value, one.low, one.high) + unit, chart, _capital(f"{what}.{note}"))


def _with_interval(value: float, low: float | None, high: float | None) -> str:
    return (
        _("{value} ({low} to {high})", value=figure(value), low=figure(low), high=figure(high))
        if low is not None and high is not None
        else figure(value)
    )


def names_of(card: Card) -> dict[str, str]:
    """Return what the dimensions of a card are called, by their ids."""
    return {dimension.id: dimension.name or dimension.id for dimension in card.dimensions}
