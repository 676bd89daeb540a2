"""What an author has put off, in the words of a form: what the card still has to say, and in which field."""

import re
from collections.abc import Iterable, Iterator

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.prose.judges import judges_of, said_of
from alignmentcard.convert.prose.silence import SILENT, clause
from alignmentcard.convert.prose.words import capital, ended
from alignmentcard.model import Card
from alignmentcard.model.framework import Dimension
from alignmentcard.profiles.completeness import Place
from alignmentcard.words import several

SCALE = "dimensions.*.scale"
TO_DO = "to_do"
"""The reason of a gap that an author means to fill; its note is for the author, not for those who read the form."""


def unexplained(card: Card) -> list[Dimension]:
    """Return what was judged with numbers that stand for kinds, and of which nothing says what they mean."""
    return [one for one in card.dimensions if one.scale.level == "nominal" and _are_bare(one)]


def _are_bare(one: Dimension) -> bool:
    values = [value for value in one.scale.values if value not in one.scale.abstain]
    told = f"{one.asks or ''} {one.definition.text or ''}"
    numbers = all(value.strip().lstrip("-").isdecimal() for value in values)
    return bool(values) and numbers and not any(re.search(rf"(?<!\d){re.escape(one)}(?!\d)", told) for one in values)


def meaning_left(card: Card) -> Iterator[str]:
    """Say of which values it is not known what they mean."""
    values = dict.fromkeys(tuple(one.scale.values) for one in unexplained(card))
    for some in values:
        yield ended(capital(f"{SILENT} what the answers {several([f'“{value}”' for value in some])} mean"))


def to_write(card: Card, places: Iterable[Place]) -> Iterator[str]:
    """Say what was put off, each with the path of its field; nothing where nothing was."""
    judges = judges_of(as_data(card))
    put_off = {place.path: place.route for place in places if place.state == "gap" and place.reason == TO_DO}
    told = [
        f"{said_of(clause(tuple('*' if isinstance(part, int) else part for part in route)), judges)} ({path})"
        for path, route in put_off.items()
    ]
    if told:
        yield capital(ended(f"the card still has to say {several(told)}"))
