"""The catalogue: its page with the first rows, plain pages with the others, and the index that filters look at."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from alignmentcard.messages import _
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.card.downloads import compact
from alignmentcard.portal.catalogue.facets import SHOWN, choices, told_apart, unified
from alignmentcard.portal.catalogue.rows import CELLS, blank, rows
from alignmentcard.portal.charts.inline import reach
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.map.cells import ACROSS, cell
from alignmentcard.resources import template, visible

Thing = TypeVar("Thing", bound=Hashable)

ROWS = 50
"""Rows of one page."""
TEXTS = ("sentence", *CELLS)
"""What a row says beside the title; the same words come up again and again."""
APART = re.compile(r"[\s\x00-/:-@\[-`{-\xbf\u2000-\u206f\u3000-\u303f]+")
"""What stands between two words; the script of the page takes a question apart at the same characters."""


def page(cards: Sequence[CardSummary], root: str, house: str = "") -> str:
    """Render the contents of the catalogue; `house` is the file of the profile that the portal has itself."""
    found = unified([card.facets for card in cards])
    return template("catalogue.html.j2").render(
        root=root,
        facets=list(choices(found, told_apart(found, house))),
        shown=SHOWN,
        rows=rows(cards[:ROWS], root),
        heads=[_("Card"), *map(_, CELLS.values())],
        blank=blank(),
        count=len(cards),
        size=ROWS,
        pages=len(_starts(cards)),
    )


def files(cards: Sequence[CardSummary], shell: Shell, house: str = "") -> Iterator[tuple[str, str]]:
    """Yield the files of the catalogue: what the page filters by and searches in, and the rows after the first."""
    yield "catalogue/index.json", compact(index(cards, house))
    yield "catalogue/words.json", compact(words([card.text for card in cards]))
    starts = _starts(cards)
    for number, start in enumerate(starts[1:], start=2):
        contents = template("catalogue_page.html.j2").render(
            rows=rows(cards[start : start + ROWS], "../../"),
            heads=[_("Card"), *map(_, CELLS.values())],
            number=number,
            pages=len(starts),
            count=len(cards),
        )
        yield (
            f"catalogue/{number}/index.html",
            shell.plain(f"catalogue/{number}", _("Catalogue, page {number}", number=number), contents),
        )


def _starts(cards: Sequence[CardSummary]) -> list[int]:
    return list(range(0, len(cards), ROWS)) or [0]


def index(cards: Sequence[CardSummary], house: str = "") -> dict[str, Any]:
    """Return the index that the catalogue page filters and sorts by.

    A column for each thing that a row shows. Texts that come up again are numbers of places in a list; so are the
    sets of values of a facet.
    """
    facets = unified([card.facets for card in cards])
    return {
        "format": 3,
        "id": [card.address for card in cards],
        "title": [visible(card.title) for card in cards],
        "place": [_place(card) for card in cards],
        "texts": {name: _coded([getattr(card, name) for card in cards]) for name in TEXTS},
        "sorts": {
            "raters": [card.raters or 0 for card in cards],
            "level": [-1 if card.level is None else card.level for card in cards],
            "published": [visible(card.published or "") for card in cards],
        },
        "facets": {
            **{facet.id: _facet([values[facet.id] for values in facets]) for facet in told_apart(facets, house)},
            "at": _facet([_cells(card) for card in cards]),
        },
    }


def words(texts: Sequence[str]) -> dict[str, Any]:
    """Return the words of all texts, each with the texts that have it: how far each is from the one before."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for word in set(APART.split(visible(text).lower())):
            found[word].append(number)
    known = sorted(found.keys() - {""})
    return {
        "format": 1,
        "words": " ".join(known),
        "gaps": [[after - before for before, after in pairwise((-1, *found[word]))] for word in known],
    }


def _place(card: CardSummary) -> list[Any]:
    """Return what the glyph of a card is drawn from."""
    if card.position is None or card.x is None or card.y is None:
        return [card.sign or ""]
    return [card.sign, card.x, card.y, *filter(None, [reach(card.position)])]


def _cells(card: CardSummary) -> list[str]:
    """Return where a card stands on the maps, to which marks of several cards lead."""
    return [cell(card.sign, card.position, across) for across in ACROSS] if card.sign and card.position else []


def _coded(texts: Sequence[str]) -> dict[str, Any]:
    known = _numbered(texts)
    return {"words": list(map(visible, known)), "of": [known[text] for text in texts]}


def _facet(values: Sequence[Sequence[str]]) -> dict[str, Any]:
    known = _numbered(sorted({one for many in values for one in many}))
    sets = _numbered([tuple(many) for many in values])
    return {
        "values": list(known),
        "sets": [[known[one] for one in many] for many in sets],
        "of": [sets[tuple(many)] for many in values],
    }


def _numbered(things: Sequence[Thing]) -> dict[Thing, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}
