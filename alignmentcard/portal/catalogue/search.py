"""The search of the theme, with the cards in it; the same bytes whenever it is made."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alignmentcard.portal.build.linked_folders import write as write_file
from alignmentcard.portal.card.downloads import compact
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.reference import standard as reference
from alignmentcard.portal.reference.standard import Found

SEARCHED = 500
"""The theme's search loads its whole index on every page; above so many cards, only the catalogue finds them."""


def write(prose: Path, folder: Path, cards: Sequence[CardSummary]) -> None:
    """Write the index of the search where the site generator makes one."""
    index = prose / "search" / "search_index.json"
    if index.is_file():
        found = _searched(json.loads(index.read_text("utf-8")), cards)
        (folder / "search").mkdir(exist_ok=True)
        write_file(folder / "search" / "search_index.json", compact(found))


def _searched(index: dict[str, Any], cards: Sequence[CardSummary]) -> dict[str, Any]:
    """Add the cards and the reference."""
    shown = cards if len(cards) <= SEARCHED else ()
    found = [Found(f"cards/{card.address}/", card.title, f"{card.text} {card.sentence}") for card in shown]
    index["docs"] += [reference.as_search(one) for one in (*found, *reference.searchable())]
    return index
