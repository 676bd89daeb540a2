"""Where a card stands in the 2x2, in words, while somebody writes it."""

from alignmentcard.author.session import Session
from alignmentcard.coordinates import QUADRANTS, derive, quadrant
from alignmentcard.loader import load
from alignmentcard.messages import _
from alignmentcard.model import Card
from alignmentcard.words import term


def place_in_words(session: Session) -> str:
    """Say where the card stands in the 2x2: as declared, and as its fields have it; empty as long as nothing does."""
    card = load(session.document).card
    return place_of_card(card) if card else ""


def place_of_card(card: Card) -> str:
    """Say where a card stands in the 2x2: as declared, and as its fields have it; empty where nothing says it."""
    declared, derived = quadrant(card), derive(card)
    sides = (derived.dimensions, derived.definitions)
    found = QUADRANTS.get((sides[0] or "", sides[1] or ""))
    derived_words = f"{found} {term(sides[0])}, {term(sides[1])}"
    if declared is None:
        return _("{place}, by what the dimensions say", place=derived_words) if found else ""
    words = f"{declared} {term(card.framework.dimensions)}, {term(card.framework.definitions)}"
    if found is None or found == declared:
        return words
    return _("{declared}; by what the dimensions say rather {derived}", declared=words, derived=derived_words)
