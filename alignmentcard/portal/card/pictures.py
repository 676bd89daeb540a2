"""What other sites show beside a link to a card: a picture drawn from the card, or that of the portal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from alignmentcard.errors import MissingExtraError
from alignmentcard.model import Card
from alignmentcard.portal.card import lead
from alignmentcard.portal.charts.picture_words import Words
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.lifecycle import EMBARGO
from alignmentcard.portal.settings import CONFIG, Settings
from alignmentcard.resources import visible
from alignmentcard.words import caption

FILE = "picture.png"
"""The picture of a card, beside its page."""
COLOUR = re.compile(r'data-md-color-primary="?([a-z-]+)')
COLOURS = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep-purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light-blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light-green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep-orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue-grey": "#546d78",
}
"""The colours of MkDocs Material by their names (`theme: palette: primary`)."""
OURS = "#3d3a8c"
"""The colour of links in a portal whose theme is white or black."""


@dataclass(frozen=True)
class Picture:
    """What stands beside a link to a card: its address, what it says; and its bytes where it was drawn."""

    address: str
    says: str = ""
    content: bytes | None = None


def refuse_without_library(settings: Settings) -> None:
    """Raise MissingExtraError where pictures are wanted and what draws them is not installed."""
    if settings.pictures and find_spec("PIL") is None:
        raise MissingExtraError(f"{CONFIG} says pictures: true. Drawing them", "pictures")


def of_settings(settings: Settings) -> tuple[str, str]:
    """Return what of the settings tells whether pictures are the same."""
    return settings.picture, settings.about.title if settings.pictures else ""


def unseen(settings: Settings, top: str) -> Iterator[str]:
    """Yield a sentence where pictures are wanted that no other site could load."""
    if settings.pictures and not top:
        yield f"{CONFIG} says pictures: true, and no site_url. Other sites need the address of a picture: add site_url."


def undrawn(count: int) -> Iterator[str]:
    """Yield a sentence about cards with letters that the font of pictures lacks."""
    if count:
        whose = "The picture of 1 card" if count == 1 else f"The pictures of {count} cards"
        yield (
            f"{whose} would need letters that the font of pictures lacks. The picture of the portal stands in for "
            "them, where it has one."
        )


def of_portal(settings: Settings, top: str) -> Picture | None:
    """Return the picture of the portal; None where it has none, or does not know its address."""
    return Picture(f"{top}{settings.picture}") if top and settings.picture else None


def wanted(entry: CardEntry, settings: Settings, top: str) -> bool:
    """Say whether the picture of a card is drawn: not of one that is kept back, and of no file that does not fit."""
    kept_back = entry.status is not None and entry.status.state == EMBARGO
    return bool(settings.pictures and top and entry.card) and not kept_back


def drawn(entry: CardEntry, settings: Settings, html: str, address: str | None) -> Picture | None:
    """Draw the picture of a card, whose page has an address; None where a letter is missing.

    `html` is the shell of its page, which names the colour of the theme.
    """
    from alignmentcard.portal.charts.picture import draw

    if entry.card is None or address is None:
        return None
    words = _words(entry, entry.card, settings.about.title)
    named = COLOUR.search(html)
    content = draw(words, COLOURS.get(named[1], OURS) if named else OURS)
    says = ". ".join([words.title.rstrip("."), *(f"{name} {text}" for name, text in words.rows)])
    return Picture(f"{address}{FILE}", f"{says}.", content) if content else None


def _words(entry: CardEntry, card: Card, portal: str) -> Words:
    told = {one.id: one for one in lead.answers(card, entry.report.facts, ())}
    place, means = caption(entry.quadrant)
    rows = [(told[one].name, told[one].text) for one in ("who", "agree")]
    shown = [(f"{visible(name)}:", visible(text)) for name, text in (*rows, (place, means))]
    return Words(visible(portal), visible(entry.title), entry.quadrant or "", shown)
