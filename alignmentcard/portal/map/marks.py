"""Marks of the map: of one card, or of several at about the same place; with a label, a number, or neither."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from alignmentcard.coordinates import Position
from alignmentcard.messages import _, sentence
from alignmentcard.portal.map.cells import ACROSS, cell
from alignmentcard.portal.map.spacing import Placed, Wanted
from alignmentcard.portal.markup import element
from alignmentcard.words import NAMES, caption

OPEN = 0.2
"""Length of a range, of the whole axis, from which the map shows that a place is not sure."""


@dataclass(frozen=True)
class Mark:
    """What the map shows of one card; the address is relative to the page of the map."""

    title: str
    address: str
    quadrant: str
    position: Position
    number: int | None
    """Its number in the list below the map, where it stands there."""
    raters: int | None = None
    judges: str = "unknown"
    description: str = ""
    values: tuple[str, ...] = ()
    """What the map can be asked to show of it, such as `release.individual`."""

    @property
    def is_open(self) -> bool:
        """Whether the fields of the card leave its place open along an axis."""
        return max(high - low for low, high in (self.position.across, self.position.up)) >= OPEN


@dataclass(frozen=True)
class Sheet:
    """The paper that a map is drawn on: size, height of the captions, and labels or numbers."""

    name: str
    width: int
    height: int
    caption: int
    labels: bool
    smallest: float
    crowd: float
    """Radius of the largest mark that stands for several cards."""
    across: int
    """Cells of a quadrant side by side, where the cards are many."""


WIDE = Sheet("wide", 1120, 700, 50, labels=True, smallest=4.5, crowd=24.0, across=ACROSS[0])
NARROW = Sheet("narrow", 360, 600, 62, labels=False, smallest=12.0, crowd=20.0, across=ACROSS[1])

LINE = 14
"""Pixels from one line of a label to the next."""

Crowd = Sequence[Mark]
"""Cards that share a mark; most often it is one."""


def _values(cards: Crowd) -> str:
    """Write how many of the cards of a mark have each value, for the script of the page."""
    counts = Counter(chain.from_iterable([mark.values for mark in cards]))
    return " ".join(f"{value}:{counts[value]}" for value in sorted(counts))


def shared(cards: Crowd, want: Wanted, spot: Placed, sheet: Sheet, catalogue: str) -> Markup:
    """Draw the mark of several cards; it leads to them in the catalogue."""
    first = cards[0]
    said = _(
        "×{count} cards at about this place, {place}. Show them in the catalogue.",
        count=len(cards),
        place=caption(first.quadrant)[0],
    )
    return element(
        "a",
        element("title", said),
        element("circle", class_="crowd-shape", cx=spot.x, cy=spot.y, r=want.radius - 2),
        element("text", f"×{len(cards)} ", class_="crowd-number", x=spot.x, y=spot.y + 4, text_anchor="middle"),
        class_=f"mark crowd q-{NAMES[first.quadrant]}",
        data_cards=len(cards),
        data_values=_values(cards),
        href=f"{catalogue}?at={cell(first.quadrant, first.position, sheet.across)}",
        aria_label=said,
    )


def leader(want: Wanted, spot: Placed) -> Markup | None:
    """Draw the line from a mark that was moved to its true place."""
    if abs(want.x - spot.x) + abs(want.y - spot.y) <= want.radius:
        return None
    return element("line", class_="map-leader", x1=spot.x, y1=spot.y, x2=want.x, y2=want.y)


def single(mark: Mark, want: Wanted, spot: Placed, sheet: Sheet, reach: str | None = None) -> Markup:
    """Draw the mark of one card, which leads to the card; `reach` is the path of how far it may lie."""
    parts = [element("title", f"{sentence(mark.title)} {mark.description}")]
    parts += [element("path", class_="map-range", d=reach)] if reach else []
    parts.append(_shape(mark, spot, want.radius - 2))
    if sheet.labels and spot.labelled:
        parts.append(_label(want, spot))
    elif not sheet.labels and mark.number:
        parts.append(
            element("text", f"{mark.number} ", class_="map-number", x=spot.x, y=spot.y + 4, text_anchor="middle")
        )
    kind = f"mark q-{NAMES[mark.quadrant]}" + ("" if mark.raters else " mark-uncounted")
    kind += " mark-open" if reach else ""
    return element(
        "a",
        *parts,
        class_=kind,
        data_title=mark.title,
        data_values=_values([mark]),
        href=mark.address,
        aria_label=_name(mark, sheet),
    )


def _name(mark: Mark, sheet: Sheet) -> str:
    """Name a mark for those who do not see it; it begins with what stands beside the mark."""
    number = "" if sheet.labels or not mark.number else f"{mark.number} "
    return f"{number}{sentence(mark.title)} {mark.description}"


def _label(want: Wanted, spot: Placed) -> Markup:
    side = want.radius + 3
    x, anchor = (spot.x + side, "start") if spot.right else (spot.x - side, "end")
    lines = want.label.split("\n")
    first = spot.y + 4 - LINE * (len(lines) - 1) / 2
    drawn = [
        element("text", line, class_="map-label", x=x, y=first + n * LINE, text_anchor=anchor)
        for n, line in enumerate(lines)
    ]
    return drawn[0] if len(drawn) == 1 else element("g", *drawn)


def _shape(mark: Mark, spot: Placed, size: float) -> Markup:
    x, y = spot.x, spot.y
    if mark.judges == "synthetic":
        corners = f"M{x:.1f} {y - size:.1f}l{size:.1f} {size:.1f}l-{size:.1f} {size:.1f}l-{size:.1f} -{size:.1f}z"
        return element("path", class_="mark-shape", d=corners)
    if mark.judges == "mixed":
        side = 1.7 * size
        return element("rect", class_="mark-shape", x=x - side / 2, y=y - side / 2, width=side, height=side)
    return element("circle", class_="mark-shape", cx=x, cy=y, r=size)
