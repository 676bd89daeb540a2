"""The search of the theme and the sitemap, with the cards in them; the same bytes whenever they are made."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alignmentcard.portal.build.linked_folders import write as write_file
from alignmentcard.portal.build.shell import FOLDER
from alignmentcard.portal.card.downloads import compact
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.reference import standard as reference
from alignmentcard.portal.reference.standard import Found

SEARCHED = 500
"""The theme's search loads its whole index on every page; above so many cards, only the catalogue finds them."""


def write(prose: Path, folder: Path, cards: Sequence[CardSummary], pages: Sequence[str]) -> None:
    """Write search and sitemap where the site generator makes them; `pages` are added to the sitemap."""
    index = prose / "search" / "search_index.json"
    if index.is_file():
        found = _searched(json.loads(index.read_text("utf-8")), cards)
        (folder / "search").mkdir(exist_ok=True)
        write_file(folder / "search" / "search_index.json", compact(found))
    map_ = prose / "sitemap.xml"
    if map_.is_file():
        text = _sitemap(map_.read_text("utf-8"), [*(f"cards/{card.address}" for card in cards), *pages])
        write_file(folder / "sitemap.xml", text)
        write_file(folder / "sitemap.xml.gz", gzip.compress(text.encode(), mtime=0))


def _searched(index: dict[str, Any], cards: Sequence[CardSummary]) -> dict[str, Any]:
    """Add the cards and the reference."""
    shown = cards if len(cards) <= SEARCHED else ()
    found = [Found(f"cards/{card.address}/", card.title, f"{card.text} {card.sentence}") for card in shown]
    index["docs"] += [reference.as_search(one) for one in (*found, *reference.searchable())]
    return index


def _sitemap(text: str, pages: Sequence[str]) -> str:
    """Put the pages in the place of the shell; dates go, for they are those of the build and not of the pages."""
    before, entry, after = _around("".join(line for line in text.splitlines(True) if "<lastmod>" not in line))
    return before + "".join(entry.replace(f"cards/{FOLDER}", page) for page in pages if entry) + after


def _around(text: str) -> tuple[str, str, str]:
    place = text.find(f"/{FOLDER}/")
    if place < 0:
        return text, "", ""
    start, end = text.rfind("<url>", 0, place), text.find("</url>", place) + len("</url>")
    return text[:start], text[start:end], text[end:]
