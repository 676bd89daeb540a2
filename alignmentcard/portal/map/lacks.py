"""What a collection of cards lacks as a whole, in sentences."""

from collections import Counter
from collections.abc import Iterator, Sequence

from alignmentcard.messages import _, _n
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.countries import country
from alignmentcard.words import CAPTIONS, caption, number, several

MOST_COUNTRIES = 12
"""So many countries are named in the sentence about where raters come from."""


def lacks(found: Sequence[CardSummary]) -> list[str]:
    """Say in sentences what the collection as a whole lacks."""
    cards = [card for card in found if card.fits]
    parts = (_empty, _released, _counted, _countries, _composed)
    return [sentence[0].upper() + sentence[1:] for part in parts for sentence in part(cards)]


def _empty(cards: Sequence[CardSummary]) -> Iterator[str]:
    present = {card.sign for card in cards}
    empty = [_("“{name}”", name=caption(sign)[0]) for sign in CAPTIONS if sign not in present]
    if empty:
        yield _("No card stands under {quadrants}.", quadrants=several(empty, either=True))


def _released(cards: Sequence[CardSummary]) -> Iterator[str]:
    single = sum(card.release == "individual" for card in cards)
    silent = sum(card.release is None for card in cards)
    if cards and not single:
        yield _("No card releases every single rating.")
    elif single < len(cards):
        some = _some(single, cards)
        yield _n(
            "Only {some} releases every single rating.", "Only {some} release every single rating.", single, some=some
        )
    if silent:
        some = _some(silent, cards)
        yield _n(
            "{some} does not say what others can get.", "{some} do not say what others can get.", silent, some=some
        )


def _counted(cards: Sequence[CardSummary]) -> Iterator[str]:
    unknown = sum(card.raters is None for card in cards)
    if unknown:
        some = _some(unknown, cards)
        yield _n(
            "{some} does not say how many raters judged.",
            "{some} do not say how many raters judged.",
            unknown,
            some=some,
        )


def _countries(cards: Sequence[CardSummary]) -> Iterator[str]:
    found = Counter(code for card in cards for code in card.countries)
    unknown = sum(not card.countries for card in cards)
    if unknown:
        yield _n(
            "{some} does not say which countries the raters came from.",
            "{some} do not say which countries the raters came from.",
            unknown,
            some=_some(unknown, cards),
        )
    if found:
        known = several([f"{country(code)} ({count})" for code, count in found.most_common(MOST_COUNTRIES)])
        yield _("The only countries that raters are known to come from: {known}.", known=known)


def _composed(cards: Sequence[CardSummary]) -> Iterator[str]:
    people = [card for card in cards if card.judges in ("human", "mixed")]
    silent = sum(not card.composed for card in people)
    if silent:
        yield _n(
            "{some} with people as raters does not say who they were: no age, no gender, nothing else.",
            "{some} with people as raters do not say who they were: no age, no gender, nothing else.",
            silent,
            some=_some(silent, people),
        )


def _some(count: int, cards: Sequence[CardSummary]) -> str:
    if count == len(cards):
        return _("All {count} cards", count=number(count)) if count > 1 else _("The one card")
    return _n("one of {all} cards", "{count} of {all} cards", count, count=number(count), all=number(len(cards)))
