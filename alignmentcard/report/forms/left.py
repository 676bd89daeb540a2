"""What an author has put off, in the words of a form: what the card still has to say, and in which field."""

from collections.abc import Iterable, Iterator

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.prose.judges import judges_of, said_of
from alignmentcard.convert.prose.silence import clause
from alignmentcard.convert.prose.words import capital, ended
from alignmentcard.model import Card
from alignmentcard.profiles.completeness import Place
from alignmentcard.words import several

TO_DO = "to_do"
"""The reason of a gap that an author means to fill; its note is for the author, not for those who read the form."""


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
