"""Rows of the catalogue, put together from strings, and the empty one that its page fills when it filters."""

from collections.abc import Iterable

from markupsafe import Markup

from alignmentcard.messages import _, kept, later
from alignmentcard.portal.charts.inline import glyph
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.markup import escaped

CELLS = {
    "subjectivity": later("Answers come from"),
    "pool": later("Who judged"),
    "released": later("Released"),
    "conformance": later("Card level"),
    "findings": later("Findings"),
}
"""What a row says of a card beside its title, and the heads of the columns."""


def rows(cards: Iterable[CardSummary], root: str) -> Markup:
    """Write a row for each card; `root` is the way to the top of the portal."""
    return Markup("\n".join(_of_card(card, root) for card in cards))  # noqa: S704 (every part is escaped)


def blank() -> Markup:
    """Write a row without a card."""
    return Markup(_row("", "<a><bdi></bdi></a>", "", "", glyph(None, named=False), _cells(*[""] * len(CELLS))))  # noqa: S704


def _of_card(card: CardSummary, root: str) -> str:
    address = escaped(card.address)
    title = f'<a href="{root}cards/{address}/"><bdi>{escaped(card.title)}</bdi></a>'
    drawn = glyph(card.quadrant, card.position, named=False)
    return _row(address, title, card.place, card.sentence, drawn, _cells(*(getattr(card, name) for name in CELLS)))


@kept(1 << 12)
def _cells(*texts: str) -> str:
    named = zip(map(_, CELLS.values()), texts, strict=True)
    return "\n".join(f'<td data-label="{escaped(name)}">{escaped(text)}</td>' for name, text in named)


def _row(address: str, title: str, place: str, sentence: str, drawn: str, cells: str) -> str:
    return (
        f'<tr data-id="{address}">\n<th scope="row"><div class="ac-cell">{drawn}<div>{title} '
        f'<span class="ac-quadrant">{escaped(place)}</span>\n<p><bdi>{escaped(sentence)}</bdi></p></div></div></th>\n'
        f"{cells}\n</tr>"
    )
