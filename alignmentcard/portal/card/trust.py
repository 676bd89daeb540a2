"""Whose word a card is: who wrote it, who measured again, and whether those who made the data have spoken."""

from collections.abc import Iterator

from alignmentcard.checker.reviews import Judged, is_maker, judged
from alignmentcard.checker.signatures import Look, signature_unverified
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.messages import _, spoken
from alignmentcard.model import Card
from alignmentcard.portal import sentences
from alignmentcard.words import several


def trust(card: Card, facts: Facts | None, look: Look = signature_unverified) -> list[str]:
    """Return what there is to say about the trust that a card deserves, each part with the names of people.

    `look` says what the signatures of reviews are worth.
    """
    held = [one for one in judged(card, facts, look) if one.holds]
    return [_written(card), *_checked(card, held, measured=facts is not None), *_unconfirmed(card, held)]


def _authors(card: Card) -> list[str]:
    return [author.name for author in card.card.authors]


def _written(card: Card) -> str:
    names = _authors(card)
    if not names:
        return _(sentences.ANONYMOUS)
    if all(is_maker(card, name) for name in names):
        form = sentences.BY_MAKERS
    else:
        form = sentences.FROM_PAPERS if card.intent.written == "ex_post" else sentences.BY_OTHERS
    return _(form, names=several(names))


def _checked(card: Card, held: list[Judged], *, measured: bool) -> Iterator[str]:
    """Yield what each record says that is about this card as it is, or that there is none."""
    for one in held:
        who = _(sentences.THE_SAME) if [one.review.by] == _authors(card) else one.review.by
        form = sentences.RECOMPUTED if one.by_writer else sentences.MEASURED_AGAIN
        yield _(form if one.measured else sentences.READ, name=who, date=spoken().date(one.review.date))
    if not held:
        yield _(sentences.MEASURED_ONCE if measured else sentences.UNMEASURED)


def _unconfirmed(card: Card, held: list[Judged]) -> Iterator[str]:
    reviewers = [one.review.by for one in held]
    if not any(is_maker(card, name) for name in [*_authors(card), *reviewers]):
        yield _(sentences.UNCONFIRMED)
