"""What a collection of cards lacks as a whole, in sentences."""

from collections import Counter
from collections.abc import Iterator, Sequence

from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.countries import country
from alignmentcard.words import CAPTIONS, number, several

MOST_COUNTRIES = 12
"""So many countries are named in the sentence about where raters come from."""


def lacks(found: Sequence[CardSummary]) -> list[str]:
    """Say in sentences what the collection as a whole lacks."""
    cards = [card for card in found if card.fits]
    parts = (_empty, _released, _counted, _countries, _composed)
    return [sentence[0].upper() + sentence[1:] for part in parts for sentence in part(cards)]


def _empty(cards: Sequence[CardSummary]) -> Iterator[str]:
    present = {card.sign for card in cards}
    empty = [name for sign, (name, _) in CAPTIONS.items() if sign not in present]
    if empty:
        yield f"No card stands under {several([f'“{name}”' for name in empty], either=True)}."


def _released(cards: Sequence[CardSummary]) -> Iterator[str]:
    single = sum(card.release == "individual" for card in cards)
    silent = sum(card.release is None for card in cards)
    if cards and not single:
        yield "No card releases every single rating."
    elif single < len(cards):
        yield f"Only {_some(single, cards)} {'releases' if single == 1 else 'release'} every single rating."
    if silent:
        yield f"{_some(silent, cards)} {_does(silent)} not say what others can get."


def _counted(cards: Sequence[CardSummary]) -> Iterator[str]:
    unknown = sum(card.raters is None for card in cards)
    if unknown:
        yield f"{_some(unknown, cards)} {_does(unknown)} not say how many raters judged."


def _countries(cards: Sequence[CardSummary]) -> Iterator[str]:
    found = Counter(code for card in cards for code in card.countries)
    unknown = sum(not card.countries for card in cards)
    if unknown:
        yield f"{_some(unknown, cards)} {_does(unknown)} not say which countries the raters came from."
    if found:
        known = several([f"{country(code)} ({count})" for code, count in found.most_common(MOST_COUNTRIES)])
        yield f"The only countries that raters are known to come from: {known}."


def _composed(cards: Sequence[CardSummary]) -> Iterator[str]:
    people = [card for card in cards if card.judges in ("human", "mixed")]
    silent = sum(not card.composed for card in people)
    if silent:
        who = f"{_some(silent, people)} with people as raters"
        yield f"{who} {_does(silent)} not say who they were: no age, no gender, nothing else."


def _some(count: int, cards: Sequence[CardSummary]) -> str:
    if count == len(cards):
        return f"All {number(count)} cards" if count > 1 else "The one card"
    return f"{number(count)} of {number(len(cards))} cards"


def _does(count: int) -> str:
    return "does" if count == 1 else "do"
