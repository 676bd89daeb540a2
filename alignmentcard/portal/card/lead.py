"""The head of a card page: five questions that every reader has, each answered in a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.coordinates import derive
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.model import Card
from alignmentcard.portal import sentences
from alignmentcard.portal.card.gaps import Missing
from alignmentcard.portal.card.measured.block import percent
from alignmentcard.portal.charts.inline import bar
from alignmentcard.portal.countries import country
from alignmentcard.words import RELEASED, WHOSE, crowd, figure, judges, number, rater_count, several, term

FIRST = 2
"""So many open questions are named in the line; the list below has all."""
LONG = 72
"""Characters of a text in a line."""
COUNTRIES = 2
MODELS = 3
"""So many models are named in the line, where only models judged."""
CORRECTED = {"krippendorff_alpha", "fleiss_kappa", "cohen_kappa", "conger_kappa", "gwet_ac1", "gwet_ac2"}
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
    yield Answer("who", "Judged by", _who(card), "#people")
    yield _agreement(card, facts)
    released = RELEASED.get(card.release.level or "", "not stated")
    yield Answer("released", "Released", _capital(released), "#disagreement")
    yield Answer("missing", "Missing", _missing(missing), "#lacks")
    yield Answer("use", "Use", _use(card), "#made-for")


def _who(card: Card) -> str:
    count, kind = rater_count(card), judges(card)
    who = crowd(kind, count)
    named = _models(card) if kind == "synthetic" else []
    said = f"{figure(count)} {who}" if count else f"{_capital(who)}; how many is not known"
    if 0 < len(named) <= MODELS:
        said = f"{several(named)} ({who})"
    lands = list(dict.fromkeys(code for pool in card.raters for code in pool.countries))
    if not lands:
        return said
    few = len(lands) <= COUNTRIES
    return f"{said}, from {several([country(code) for code in lands]) if few else f'{number(len(lands))} countries'}"


def _models(card: Card) -> list[str]:
    """Return the names of the models that judged, where all have one."""
    names = [pool.model.name if pool.model else None for pool in card.raters]
    return list(dict.fromkeys(name for name in names if name)) if all(names) else []


def _agreement(card: Card, facts: Facts | None) -> Answer:
    measured, same = _measured(facts)
    stated = [one for one in card.statistics.agreement if one.metric in CORRECTED]
    shares = [
        one.value / 100 if one.value > 1 else one.value for one in card.statistics.agreement if _is_share(one.metric)
    ]
    for values, source in ((measured, sentences.MEASURED), ([one.value for one in stated], sentences.STATED)):
        if values:
            return _answer(corrected(values, source), max(values) if len(values) == 1 else None)
    for values, source in ((same, sentences.MEASURED), (shares, sentences.STATED)):
        if values:
            share = (
                percent(min(values))
                if min(values) == max(values)
                else f"{percent(min(values))} to {percent(max(values))}"
            )
            return _answer(f"{sentences.SAME.format(share=share)} ({source})", values[0] if len(values) == 1 else None)
    return _answer(sentences.OPEN, None)


def _is_share(metric: str) -> bool:
    return metric == "percent_agreement"


def _answer(text: str, value: float | None) -> Answer:
    drawn = None if value is None else bar(min(1.0, max(0.0, value)))
    return Answer("agree", "Agreement", text, "#measured" if sentences.MEASURED in text else "#stated", drawn)


def _measured(facts: Facts | None) -> tuple[list[float], list[float]]:
    found = [one.agreement for one in facts.dimensions.values()] if facts else []
    alpha = [one.krippendorff_alpha.value for one in found if one.krippendorff_alpha.value is not None]
    same = [one.percent_agreement.value for one in found if one.percent_agreement.value is not None]
    return alpha, same


def corrected(values: Sequence[float], source: str) -> str:
    """Say where coefficients lie between chance and full agreement; several with one word only where it fits all."""
    words = list(dict.fromkeys(map(nearness, values)))
    word = words[0] if len(words) == 1 else sentences.SPREAD
    low, high = f"{min(values):.2f}", f"{max(values):.2f}"
    numbers = low if low == high else f"{low} to {high}"
    return f"{word}: {numbers}, {source} ({sentences.SCALE})"


def nearness(value: float) -> str:
    """Say where a coefficient that is corrected for chance lies between chance and full agreement."""
    return next(word for least, word in sentences.NEARNESS if value >= least or least == sentences.NEARNESS[-1][0])


def _missing(missing: Sequence[Missing]) -> str:
    asked = sorted((gap for gap in missing if gap.counts), key=lambda gap: gap.rank)
    if not asked:
        return "The card lists no gaps" if not missing else "Nothing that the card could answer"
    first = list(dict.fromkeys(gap.asked for gap in asked))[:FIRST]
    more = len(asked) - len(first)
    return _capital(several([*first, *([f"{number(more)} more"] if more else [])]))


def _use(card: Card) -> str:
    made = f"For {several([term(use) for use in card.intent.uses])}" if card.intent.uses else "Purpose not stated"
    against = (
        f"; not for: {shortened(card.intent.not_for[0])}"
        if card.intent.not_for
        else "; what it is not for is not stated"
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
        return sentences.PLACELESS
    if framework.definitions == "descriptive":
        how = sentences.OWN.format(it="it" if count <= 1 else "them")
    else:
        authority = several([WHOSE[one] for one in framework.authority]) or sentences.NOBODY
        how = sentences.APPLIED.format(authority=authority)
    who = {"synthetic": "Models", "mixed": "People and models"}.get(judges(card), "Raters")
    said = sentences.ASKED.format(who=who, what=what.format(count=number(count)), how=how)
    return " ".join([said, *_doubts(card)])


def _doubts(card: Card) -> Iterator[str]:
    declared, derived = card.framework, derive(card)
    if declared.strength == "weak":
        yield sentences.EDGE
    pairs = [(derived.dimensions, declared.dimensions), (derived.definitions, declared.definitions)]
    other = [found for found, said in pairs if found and said and found != said]
    if other:
        yield sentences.ELSEWHERE.format(other=several(other))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
