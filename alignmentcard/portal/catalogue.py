"""The catalogue: its page with the first rows, plain pages with the others, and the index that filters look at."""

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from alignmentcard.portal.charts import glyph
from alignmentcard.portal.downloads import compact
from alignmentcard.portal.facets import FACETS, choices
from alignmentcard.portal.shell import Shell
from alignmentcard.portal.summary import Summary
from alignmentcard.resources import template, visible

ROWS = 50
"""Rows of one page."""
TEXTS = ("subjectivity", "pool", "released", "conformance", "findings")
"""What a row says beside title and sentence; the same words come up again and again."""


def page(cards: Sequence[Summary], root: str) -> str:
    """Render the contents of the catalogue."""
    return template("catalogue.html.j2").render(
        root=root,
        facets=list(choices([card.facets for card in cards])),
        cards=cards[:ROWS],
        count=len(cards),
        size=ROWS,
        pages=len(_starts(cards)),
        glyph=_glyph,
        blank=glyph(None, named=False),
    )


def files(cards: Sequence[Summary], shell: Shell) -> Iterator[tuple[str, str]]:
    """Yield the files of the catalogue: what the page filters by and searches in, and the rows after the first."""
    yield "catalogue/index.json", compact(index(cards))
    yield "catalogue/words.json", compact([visible(card.text).lower() for card in cards])
    starts = _starts(cards)
    for number, start in enumerate(starts[1:], start=2):
        contents = template("catalogue_page.html.j2").render(
            cards=cards[start : start + ROWS], number=number, pages=len(starts), count=len(cards), glyph=_glyph
        )
        yield (
            f"catalogue/{number}/index.html",
            shell.plain(f"catalogue/{number}", f"Catalogue, page {number}", contents),
        )


def _starts(cards: Sequence[Summary]) -> list[int]:
    return list(range(0, len(cards), ROWS)) or [0]


def _glyph(card: Summary) -> Markup:
    return glyph(card.quadrant, card.position, named=False)


def index(cards: Sequence[Summary]) -> dict[str, Any]:
    """Return the index that the catalogue page filters by.

    A column for each thing that a row shows. Texts that come up again are numbers of places in a list; so are the
    values of facets.
    """
    return {
        "format": 2,
        "id": [card.address for card in cards],
        "title": [visible(card.title) for card in cards],
        "sentence": [visible(card.sentence) for card in cards],
        "place": [_place(card) for card in cards],
        "texts": {name: _coded([visible(getattr(card, name)) for card in cards]) for name in TEXTS},
        "facets": {facet.id: _facet([card.facets[facet.id] for card in cards]) for facet in FACETS},
    }


def _place(card: Summary) -> list[Any]:
    """Return what the glyph of a card is drawn from."""
    return [card.sign or "", *([] if card.x is None or card.y is None else [card.x, card.y])]


def _coded(texts: Sequence[str]) -> dict[str, Any]:
    known = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return {"words": list(known), "of": [known[text] for text in texts]}


def _facet(values: Sequence[Sequence[str]]) -> dict[str, Any]:
    known = {value: number for number, value in enumerate(sorted({one for many in values for one in many}))}
    return {"values": list(known), "of": [[known[one] for one in many] for many in values]}
