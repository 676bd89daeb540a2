"""The map of a collection: the 2x2 with one mark for each card, as SVG with labels or with numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from textwrap import shorten

from markupsafe import Markup

from alignmentcard.coordinates import Position
from alignmentcard.portal.layout import Box, Placed, Wanted, place
from alignmentcard.portal.markup import element
from alignmentcard.words import CAPTIONS, NAMES

LETTER = 6.7
"""Pixels that a letter of a label takes on average, with room to spare."""
LENGTHS = (44, 32, 24, 20)
"""Most letters of a label, tried until all have room; the whole title is in its tooltip and its accessible name."""
SHORTEST = LENGTHS[-1]
MOST_LABELS = 14
"""Marks in one quadrant up to which labels are drawn."""
MOST = 10.0
"""Radius of the largest mark."""
ORDER = ("◰", "◳", "◱", "◲")


@dataclass(frozen=True)
class Mark:
    """What the map shows of one card; the address is relative to the page of the map."""

    title: str
    address: str
    quadrant: str
    position: Position
    number: int
    raters: int | None = None
    judges: str = "unknown"
    description: str = ""


@dataclass(frozen=True)
class Sheet:
    """The paper that a map is drawn on: size, height of the captions, and labels or numbers."""

    name: str
    width: int
    height: int
    caption: int
    labels: bool
    smallest: float


WIDE = Sheet("wide", 780, 580, 50, labels=True, smallest=4.5)
NARROW = Sheet("narrow", 360, 560, 62, labels=False, smallest=12.0)


def chart(sheet: Sheet, marks: Sequence[Mark], catalogue: str) -> Markup:
    """Draw a map; the captions of the quadrants lead to the catalogue, filtered."""
    parts = [_field(sheet, quadrant, catalogue) for quadrant in ORDER]
    for quadrant in ORDER:
        parts += _marks(sheet, quadrant, [mark for mark in marks if mark.quadrant == quadrant])
    return element(
        "svg",
        *parts,
        class_=f"map map-{sheet.name}",
        role="group",
        aria_label=f"Map of {len(marks)} cards. Each mark is a link to a card.",
        viewBox=f"0 0 {sheet.width} {sheet.height}",
    )


def area(sheet: Sheet, quadrant: str) -> Box:
    """Return the field of a quadrant, without its caption."""
    middle, half = sheet.width / 2, sheet.height / 2
    left, right = (0.0, middle) if quadrant in "◰◱" else (middle, float(sheet.width))
    top, bottom = (float(sheet.caption), half) if quadrant in "◰◳" else (half, float(sheet.height - sheet.caption))
    return Box(left + 6, top + 6, right - 6, bottom - 6)


def wanted(sheet: Sheet, mark: Mark, most: int) -> Wanted:
    """Return what a mark asks for: its true place and its size; `most` letters of a label, none for 0."""
    field = area(sheet, mark.quadrant)
    high = sheet.height - 2 * sheet.caption
    x = (mark.position.x if mark.position.x is not None else 0.5) * sheet.width
    y = sheet.caption + (1 - (mark.position.y if mark.position.y is not None else 0.5)) * high
    size = _radius(sheet, mark.raters)
    room = size + 2
    x = min(max(x, field.left + room), field.right - room)
    y = min(max(y, field.top + room), field.bottom - room)
    if not most:
        return Wanted(x, y, room)
    text = short(mark.title, min(most, int((max(x - field.left, field.right - x) - room - 6) / LETTER)))
    return Wanted(x, y, room, len(text) * LETTER + 6, 17, text)


def short(title: str, room: int) -> str:
    """Cut a title to the words that there is room for."""
    most = max(room, SHORTEST)
    words = shorten(title, most, placeholder="…")
    return words if len(words) > 1 or len(title) <= most else title[: most - 1] + "…"


def _radius(sheet: Sheet, raters: int | None) -> float:
    if not sheet.labels or not raters:
        return sheet.smallest
    return min(MOST, sheet.smallest + 1.2 * log10(raters))


def _field(sheet: Sheet, quadrant: str, catalogue: str) -> Markup:
    box, name = area(sheet, quadrant), NAMES[quadrant]
    upper = quadrant in "◰◳"
    outer = Box(box.left - 6, 0 if upper else box.top - 6, box.right + 6, box.bottom + 6 if upper else sheet.height)
    base = 22 if upper else sheet.height - sheet.caption + 20
    ground = element(
        "rect",
        class_=f"map-field q-{name}",
        x=outer.left,
        y=outer.top,
        width=outer.right - outer.left,
        height=outer.bottom - outer.top,
    )
    lines = _caption(quadrant, box.left + 8, base, sheet)
    return element(
        "a", ground, *lines, class_="map-caption", href=f"{catalogue}?quadrant={name}", aria_label=_said(quadrant)
    )


def _caption(quadrant: str, x: float, y: float, sheet: Sheet) -> list[Markup]:
    title, meaning = CAPTIONS[quadrant]
    lines = [meaning] if sheet.labels else [part.strip() for part in meaning.replace(", ", ",|").split("|")]
    drawn = [element("text", f"{title} ", class_="map-title", x=x, y=y)]
    return drawn + [
        element("text", f"{line} ", class_="map-meaning", x=x, y=y + 17 + n * 14) for n, line in enumerate(lines)
    ]


def _said(quadrant: str) -> str:
    title, meaning = CAPTIONS[quadrant]
    return f"{title} {meaning}. Show these cards in the catalogue."


def _marks(sheet: Sheet, quadrant: str, marks: Sequence[Mark]) -> list[Markup]:
    labels = sheet.labels and len(marks) <= MOST_LABELS
    for most in LENGTHS if labels else (0,):
        wants = [wanted(sheet, mark, most) for mark in marks]
        spots = place(wants, area(sheet, quadrant))
        if all(spot.labelled for spot in spots):
            break
    leaders = [_leader(want, spot) for want, spot in zip(wants, spots, strict=True)]
    drawn = [_mark(mark, want, spot, sheet, label=labels) for mark, want, spot in zip(marks, wants, spots, strict=True)]
    return [*filter(None, leaders), *drawn]


def _leader(want: Wanted, spot: Placed) -> Markup | None:
    if abs(want.x - spot.x) + abs(want.y - spot.y) <= want.radius:
        return None
    return element("line", class_="map-leader", x1=spot.x, y1=spot.y, x2=want.x, y2=want.y)


def _mark(mark: Mark, want: Wanted, spot: Placed, sheet: Sheet, *, label: bool) -> Markup:
    parts = [element("title", f"{mark.title}. {mark.description}"), _shape(mark, spot, want.radius - 2)]
    if label and spot.labelled:
        parts.append(_label(want, spot))
    elif not sheet.labels:
        parts.append(
            element("text", f"{mark.number} ", class_="map-number", x=spot.x, y=spot.y + 4, text_anchor="middle")
        )
    kind = f"mark q-{NAMES[mark.quadrant]}" + ("" if mark.raters else " mark-uncounted")
    return element("a", *parts, class_=kind, href=mark.address, aria_label=_name(mark, sheet))


def _name(mark: Mark, sheet: Sheet) -> str:
    """Name a mark for those who do not see it; it begins with what stands beside the mark."""
    number = "" if sheet.labels else f"{mark.number} "
    return f"{number}{mark.title}. {mark.description}"


def _label(want: Wanted, spot: Placed) -> Markup:
    side = want.radius + 3
    x, anchor = (spot.x + side, "start") if spot.right else (spot.x - side, "end")
    return element("text", want.label, class_="map-label", x=x, y=spot.y + 4, text_anchor=anchor)


def _shape(mark: Mark, spot: Placed, size: float) -> Markup:
    x, y = spot.x, spot.y
    if mark.judges == "synthetic":
        corners = f"M{x:.1f} {y - size:.1f}l{size:.1f} {size:.1f}l-{size:.1f} {size:.1f}l-{size:.1f} -{size:.1f}z"
        return element("path", class_="mark-shape", d=corners)
    if mark.judges == "mixed":
        side = 1.7 * size
        return element("rect", class_="mark-shape", x=x - side / 2, y=y - side / 2, width=side, height=side)
    return element("circle", class_="mark-shape", cx=x, cy=y, r=size)
