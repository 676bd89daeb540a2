"""Years in sentences of a card, held against its dates, for AC219."""

import re

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.figures import Said, matches
from alignmentcard.rules.phrases import means
from alignmentcard.rules.said import CARE, REASONS, texts_of

IN_YEAR = (
    r"\b(?:ratings|labels|judge?ments|annotations|votes) (?:\w+ ){0,3}?(?:collected|gathered|given|cast|made)\b"
    r"[^.;]{0,20}\b(?:in|since|during) (?:\w+ (?:of )?){0,2}(?P<number>20\d\d)\b",
    r"\b<people> (?:[\w-]+ ){0,3}?<judged>[^.;]{0,40}\bin (?:the (?:\w+ )?of |[A-Z]\w+ )?(?P<number>20\d\d)\b",
)
UNTIL = re.compile(r"\b(?:until|till|through|bis|hasta)(?: (?:the end of|\w+))? (?P<number>20\d\d)\b", re.IGNORECASE)


def years(card: Card) -> Said:
    """Yield the sentences that name a year in which, by the dates of the card, it cannot have been so."""
    yield from _years(card)
    yield from _until(card)


def _years(card: Card) -> Said:
    """Compare the year in which people judged, by a sentence, with the time of the collection."""
    period = card.collection.period
    start, end = period.start or period.end, period.end or period.start
    if not start or not end:
        return
    for route, text in texts_of(card, REASONS):
        for found in matches(text, IN_YEAR):
            if not start[:4] <= found["number"] <= end[:4]:
                says = worded("people judged in {year}", year=found["number"])
                yield route, found[0], says, f"period: {start} – {end}"


def _until(card: Card) -> Said:
    """Compare the year until which somebody looks after the data with the one in which it was published."""
    published = card.dataset.published
    for route, text in texts_of(card, CARE) if published else ():
        found = UNTIL.search(text)
        if found and published and found["number"] < published[:4] and means(text, found.span()):
            says = worded("the data is looked after until {year}", year=found["number"])
            yield route, found[0], says, f"published: {published}"
