"""What the page of a packed card needs to show the card field by field: names, meanings and words of the standard.

It stands once in a portal, so that pages of many cards need not say it again and again.
"""

from typing import Any

from alignmentcard.messages import _
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import Field, tree, walk
from alignmentcard.portal.card.everything import APART, DATES, TITLES
from alignmentcard.words import LABELS, label, meaning_in, term, words_of

FILE = "reference/fields.json"


def field_words() -> dict[str, Any]:
    """Return the fields as a tree, the words of their vocabularies, and what else a card is told with."""
    used = {one.vocabulary.name: one.vocabulary for one in walk() if one.vocabulary}
    return {
        "fields": {name: _told(one) for name, one in tree().children.items()},
        "words": {name: _words(one) for name, one in used.items()},
        "reasons": _words(words_of("GapReason")),
        "labels": {name: label(name) for name in LABELS},
        "apart": sorted(APART),
        "titles": TITLES,
        "dates": DATES,
    }


def _told(one: Field) -> dict[str, Any]:
    """Return a field; what it has not is left out."""
    found = {
        "name": label(one.name),
        "about": _(one.description),
        "shape": one.shape,
        "words": one.vocabulary.name if one.vocabulary else "",
        "inside": {name: _told(child) for name, child in one.children.items()},
    }
    return {name: value for name, value in found.items() if value}


def _words(one: Vocabulary) -> dict[str, list[str]]:
    return {word: [term(word), meaning_in(one, word)] for word in one.terms}
