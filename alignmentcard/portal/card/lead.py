"""The head of a card page: five questions that every reader has, each answered in a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.convert.prose.authored import going_on
from alignmentcard.coordinates import derive
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.messages import _, _n, later, spoken
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.portal import sentences
from alignmentcard.portal.card.gaps import Missing
from alignmentcard.portal.card.measured.block import percent
from alignmentcard.portal.charts.inline import bar
from alignmentcard.portal.countries import country
from alignmentcard.words import (
    RELEASED,
    coefficient,
    counted_crowd,
    crowd,
    figure,
    fixers,
    headcount,
    judges,
    number,
    several,
    term,
)

UNSTATED = later("not stated")
FIRST = 2
"""So many open questions are named in the line; the list below has all."""
LONG = 72
"""Characters of a text in a line."""
COUNTRIES = 2
MODELS = 3
"""So many models are named in the line, where only models judged."""
NAMED = 2
"""So many coefficients are named in the line that have no scale in common with others."""
CORRECTED = {
    *("krippendorff_alpha", "fleiss_kappa", "cohen_kappa", "conger_kappa", "gwet_ac1", "gwet_ac2"),
    *("brennan_prediger", "weighted_kappa", "scott_pi"),
}
"""Coefficients that are 0 where raters agree by chance."""


@dataclass(frozen=True)
class Answer:
    """One line: the question in a word, the answer, where it is told in full, and a small chart."""

    id: str
    name: str
    text: str
    href: str = ""
    chart: Markup | None = None


def split(summary: str) -> tuple[str, str]:
    """Return the first sentence of a summary and the rest."""
    parts = re.split(r"(?<=[^A-Z][.!?])\s+(?=[^\sa-z])", summary.strip(), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def answers(card: Card, facts: Facts | None, missing: Sequence[Missing]) -> Iterator[Answer]:
    """Yield who judged, how far they agree, what is released, what is missing, and what the data may be used for."""
    yield Answer("who", _("Judged by"), _who(card), "#people")
    yield _agreement(card, facts)
    released = _(RELEASED.get(card.release.level or "", UNSTATED))
    yield Answer("released", _("Released"), _capital(released), "#disagreement")
    yield Answer("missing", _("Missing"), _missing(missing), "#lacks")
    yield Answer("use", _("Use"), _use(card), "#made-for")


def _who(card: Card) -> str:
    (count, sure), kind = headcount(card.raters), judges(card)
    who = crowd(kind, count)
    named = _models(card) if kind == "synthetic" else []
    said = _capital(counted_crowd(kind, count, sure) if count else _("{who}; how many is not known", who=who))
    if 0 < len(named) <= MODELS:
        said = f"{several(named)} ({who})"
    lands = list(dict.fromkeys(code for pool in card.raters for code in pool.countries))
    if not lands:
        return said
    if len(lands) <= COUNTRIES:
        return _("{who}, from {countries}", who=said, countries=several([country(code) for code in lands]))
    return _("{who}, from {count} countries", who=said, count=number(len(lands)))


def _models(card: Card) -> list[str]:
    """Return the names of the models that judged, where all have one."""
    names = [pool.model.name if pool.model else None for pool in card.raters]
    return list(dict.fromkeys(name for name in names if name)) if all(names) else []


def _agreement(card: Card, facts: Facts | None) -> Answer:
    measured, same = _measured(facts)
    among = [one for one in card.statistics.agreement if not one.between]
    stated = [one for one in among if one.metric in CORRECTED]
    shares = [one.value / 100 if one.value > 1 else one.value for one in among if _is_share(one.metric)]
    spread = sentences.SPREAD if len({one.dimension for one in stated}) > 1 else sentences.SPREAD_OF_ONE
    for values, source, apart in (
        (measured, sentences.MEASURED, sentences.SPREAD),
        ([one.value for one in stated], sentences.STATED, spread),
    ):
        if values:
            return _answer(corrected(values, source, apart), source, max(values) if len(values) == 1 else None)
    for values, source in ((same, sentences.MEASURED), (shares, sentences.STATED)):
        if values:
            share = (
                percent(min(values))
                if min(values) == max(values)
                else _("{low} to {high}", low=percent(min(values)), high=percent(max(values)))
            )
            said = f"{_(sentences.SAME, share=share)} ({_(source)})"
            return _answer(said, source, values[0] if len(values) == 1 else None)
    named = list(_by_name(card.statistics.agreement))
    return _answer(_capital(", ".join([*named, _(sentences.STATED)])) if named else _(sentences.OPEN), "", None)


def _by_name(stated: Sequence[Agreement]) -> Iterator[str]:
    """Yield coefficients that have no scale in common with others, each by its name and with its values."""
    values: dict[str, list[float]] = {}
    for one in stated:
        part = _("between {groups}", groups=several([_("“{name}”", name=pool) for pool in one.between]))
        values.setdefault(coefficient(one) + (f" {part}" if one.between else ""), []).append(one.value)
    for name, found in list(values.items())[:NAMED]:
        low, high = figure(min(found)), figure(max(found))
        yield f"{name} {low if low == high else _('{low} to {high}', low=low, high=high)}"


def _is_share(metric: str) -> bool:
    return metric == "percent_agreement"


def _answer(text: str, source: str, value: float | None) -> Answer:
    drawn = None if value is None else bar(min(1.0, max(0.0, value)))
    return Answer("agree", _("Agreement"), text, "#measured" if source == sentences.MEASURED else "#stated", drawn)


def _measured(facts: Facts | None) -> tuple[list[float], list[float]]:
    found = [one.agreement for one in facts.dimensions.values()] if facts else []
    alpha = [one.krippendorff_alpha.value for one in found if one.krippendorff_alpha.value is not None]
    same = [one.percent_agreement.value for one in found if one.percent_agreement.value is not None]
    return alpha, same


def corrected(values: Sequence[float], source: str, spread: str = sentences.SPREAD) -> str:
    """Say where coefficients lie between chance and full agreement; with one word only where it fits all."""
    words = list(dict.fromkeys(map(nearness, values)))
    word = words[0] if len(words) == 1 else spread
    low, high = spoken().decimals(min(values)), spoken().decimals(max(values))
    numbers = low if low == high else _("{low} to {high}", low=low, high=high)
    return f"{_(word)}: {numbers}, {_(source)} ({_(sentences.SCALE)})"


def nearness(value: float) -> str:
    """Say where a coefficient that is corrected for chance lies between chance and full agreement."""
    return next(word for least, word in sentences.NEARNESS if value >= least or least == sentences.NEARNESS[-1][0])


def _missing(missing: Sequence[Missing]) -> str:
    asked = sorted((gap for gap in missing if gap.counts), key=lambda gap: gap.rank)
    if not asked:
        return _("The card lists no gaps") if not missing else _("Nothing that the card could answer")
    first = list(dict.fromkeys(gap.asked for gap in asked))[:FIRST]
    more = len(asked) - len(first)
    return _capital(
        several([*first, *([_n("{count} more", "{count} more", more, count=number(more))] if more else [])])
    )


def _use(card: Card) -> str:
    made = (
        _("For {uses}", uses=several([term(use) for use in card.intent.uses]))
        if card.intent.uses
        else _("Purpose not stated")
    )
    against = (
        _("; not for: {not_for}", not_for=going_on(shortened(card.intent.not_for[0])))
        if card.intent.not_for
        else _("; what it is not for is not stated")
    )
    return f"{made}{against}"


def shortened(text: str) -> str:
    """Return the beginning of a text: its first sentence, and no more than a line."""
    sentence = split(text)[0].rstrip(".")
    return sentence if len(sentence) <= LONG else f"{sentence[:LONG].rpartition(' ')[0].rstrip(',;:')} …"


def place(card: Card) -> str:
    """Say in a sentence what raters were asked and whose idea of it they used."""
    framework, count = card.framework, len(card.dimensions)
    what = sentences.TRAITS.get((framework.dimensions or "", min(max(count, 1), 2)))
    if what is None or framework.definitions is None:
        return _(sentences.PLACELESS)
    if framework.definitions == "descriptive":
        how = _(sentences.OWN if count <= 1 else sentences.OWN_OF_SEVERAL)
    else:
        authority, many = fixers(framework.authority)
        how = _n(*sentences.APPLIED, many, authority=authority)
    who = {"synthetic": _("Models"), "mixed": _("People and models")}.get(judges(card), _("Raters"))
    said = _(sentences.ASKED, who=who, what=_(what, count=number(count)), how=how)
    return " ".join([said, *_doubts(card)])


def _doubts(card: Card) -> Iterator[str]:
    declared, derived = card.framework, derive(card)
    if declared.strength == "weak":
        yield _(sentences.EDGE)
    pairs = [(derived.dimensions, declared.dimensions), (derived.definitions, declared.definitions)]
    other = [found for found, said in pairs if found and said and found != said]
    if other:
        yield _(sentences.ELSEWHERE, other=several([term(one) for one in other]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
