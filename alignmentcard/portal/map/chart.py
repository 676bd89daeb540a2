"""The map of a collection: the 2x2 with one mark for each card, as SVG with labels or with numbers."""

from collections.abc import Sequence
from math import log10, sqrt
from statistics import fmean
from textwrap import shorten

from markupsafe import Markup

from alignmentcard.messages import _, _n, spoken
from alignmentcard.portal.map.cells import cell
from alignmentcard.portal.map.letters import width
from alignmentcard.portal.map.marks import LINE, Crowd, Mark, Sheet, leader, shared, single
from alignmentcard.portal.map.spacing import Box, Placed, Wanted, place
from alignmentcard.portal.markup import element
from alignmentcard.words import NAMES, caption

LENGTHS = (76, 60, 44, 32, 24, 20)
"""Most letters of a label, tried until it has room; the whole title is in its tooltip and its accessible name."""
SHORTEST = LENGTHS[-1]
MOST_LABELS = 14
"""Cards in one quadrant up to which each has a mark of its own; of more, those in one cell share a mark."""
MOST = 10.0
"""Radius of the largest mark."""
LEAST = 14.0
"""Radius of the smallest mark of several cards: wide enough for a finger."""
ORDER = ("◰", "◳", "◱", "◲")


def chart(sheet: Sheet, marks: Sequence[Mark], catalogue: str) -> Markup:
    """Draw a map; the captions of the quadrants lead to the catalogue, filtered."""
    parts = [_field(sheet, quadrant, catalogue) for quadrant in ORDER]
    crowds = {
        quadrant: gathered([mark for mark in marks if mark.quadrant == quadrant], sheet.across) for quadrant in ORDER
    }
    most = max((len(crowd) for found in crowds.values() for crowd in found), default=1)
    for quadrant, found in crowds.items():
        parts += _marks(sheet, area(sheet, quadrant), found, most, catalogue)
    return element(
        "svg",
        *parts,
        *(axes(sheet) if sheet.labels else ()),
        class_=f"map map-{sheet.name}",
        role="group",
        aria_label=_n(
            "Map of one card. Its mark is a link to it.",
            "Map of {count} cards. Each mark is a link to a card, or to cards at about the same place.",
            len(marks),
        ),
        viewBox=f"-{EDGE} 0 {sheet.width + EDGE} {sheet.height + EDGE}"
        if sheet.labels
        else f"0 0 {sheet.width} {sheet.height}",
    )


EDGE = 24
"""Room for the names of the axes, left of the map and below it."""


def axes(sheet: Sheet) -> list[Markup]:
    """Name both axes, each at its ends and in the middle; the upright one is read from below."""
    across = (_("← one general judgement"), _("What raters were asked about"), _("named traits →"))
    upright = (_("← left to the raters"), _("Who says what it means"), _("spelt out by somebody →"))
    level = element("g", *_axis(across, sheet.width, 0, sheet.height + 17), aria_hidden="true")
    turned = _axis(upright, sheet.height, -sheet.height, -9)
    return [level, element("g", *turned, transform="rotate(-90)", aria_hidden="true")]


def _axis(names: Sequence[str], length: float, start: float, y: float) -> list[Markup]:
    spots = (
        (start + 8, "start", ""),
        (start + length / 2, "middle", " map-axis-name"),
        (start + length - 8, "end", ""),
    )
    room = (length - width(names[1])) / 2 - EDGE
    return [
        element("text", name, class_=f"map-axis{kind}", x=x, y=y, text_anchor=anchor, **_squeezed(name, kind, room))
        for name, (x, anchor, kind) in zip(names, spots, strict=True)
    ]


def _squeezed(name: str, kind: str, room: float) -> dict[str, str]:
    """Return what makes the name of an end as short as its room, where the language of the page is longer than that."""
    return {} if kind or width(name) <= room else {"textLength": f"{room:.0f}", "lengthAdjust": "spacingAndGlyphs"}


def area(sheet: Sheet, quadrant: str) -> Box:
    """Return the field of a quadrant, without its caption."""
    middle, half = sheet.width / 2, sheet.height / 2
    left, right = (0.0, middle) if quadrant in "◰◱" else (middle, float(sheet.width))
    top, bottom = (float(sheet.caption), half) if quadrant in "◰◳" else (half, float(sheet.height - sheet.caption))
    return Box(left + 6, top + 6, right - 6, bottom - 6)


def wanted(sheet: Sheet, mark: Mark, most: int) -> Wanted:
    """Return what a mark asks for: its true place and its size; `most` letters of a label, none for 0."""
    field, room = area(sheet, mark.quadrant), _radius(sheet, mark.raters) + 2
    x, y = _spot(sheet, field, mark, room)
    if not most:
        return Wanted(x, y, room)
    lines = _lines(mark.title, most, max(x - field.left, field.right - x) - room - 6)
    return Wanted(x, y, room, max(map(width, lines)) + 6, LINE * len(lines) + 3, "\n".join(lines))


def _lines(title: str, most: int, room: float) -> list[str]:
    """Return a title on one line, or where it is asked for whole, on two that have room; else cut to one."""
    if len(title) <= most and width(title) <= room:
        return [title]
    if most == LENGTHS[0]:
        spaces = [n for n, letter in enumerate(title) if letter == " "]
        halves = [(title[:n], title[n + 1 :]) for n in spaces]
        best = min(halves, key=lambda two: max(map(width, two)), default=("", ""))
        if 0 < max(map(width, best)) <= room:
            return list(best)
    cuts = (short(title, letters) for letters in range(most, SHORTEST, -1))
    return [next((cut for cut in cuts if width(cut) <= room), short(title, SHORTEST))]


def _spot(sheet: Sheet, field: Box, mark: Mark, room: float) -> tuple[float, float]:
    """Return the true place of a mark, as far as there is room for it in its field."""
    x, y = mark.position.x, mark.position.y
    return _within(field, *_point(sheet, 0.5 if x is None else x, 0.5 if y is None else y), room)


def _point(sheet: Sheet, x: float, y: float) -> tuple[float, float]:
    """Return where on the sheet a position of the unit square lies."""
    return x * sheet.width, sheet.caption + (1 - y) * (sheet.height - 2 * sheet.caption)


def _reach(sheet: Sheet, field: Box, mark: Mark, want: Wanted) -> str | None:
    """Return the path of a cross that reaches as far as a card may lie; None where its fields leave little open."""
    if not mark.is_open:
        return None
    (left, right), (low, high) = mark.position.across, mark.position.up
    (x1, y1), (x2, y2) = (_within(field, *_point(sheet, *end), 0) for end in ((left, low), (right, high)))
    return f"M{x1:.1f} {want.y:.1f}H{x2:.1f}M{want.x:.1f} {y1:.1f}V{y2:.1f}"


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
    lines = _captioned(quadrant, box.left + 8, base, sheet)
    return element(
        "a", ground, *lines, class_="map-caption", href=f"{catalogue}?quadrant={name}", aria_label=_said(quadrant)
    )


def _captioned(quadrant: str, x: float, y: float, sheet: Sheet) -> list[Markup]:
    title, meaning = caption(quadrant)
    lines = [meaning] if sheet.labels else [part.strip() for part in meaning.replace(", ", ",|").split("|")]
    room = sheet.width / 2 - 20
    drawn = [_line(title, "map-title", x, y, room, TITLE_LETTER)]
    return drawn + [
        _line(line, "map-meaning", x, y + 17 + n * 14, room, MEANING_LETTER) for n, line in enumerate(lines)
    ]


TITLE_LETTER, MEANING_LETTER = 7.6, 6.4
"""Pixels that a letter of a caption takes on average."""


def _line(text: str, kind: str, x: float, y: float, room: float, letter: float) -> Markup:
    """Write a line of a caption; a translated one that is too long for its field is drawn narrower."""
    long = len(text) * letter > room and not spoken().is_source
    narrow = {"textLength": room, "lengthAdjust": "spacingAndGlyphs"} if long else {}
    return element("text", f"{text} ", class_=kind, x=x, y=y, **narrow)


def _said(quadrant: str) -> str:
    title, meaning = caption(quadrant)
    return _("{title} {meaning}. Show these cards in the catalogue.", title=title, meaning=meaning)


def gathered(marks: Sequence[Mark], across: int) -> list[Crowd]:
    """Return the marks of a quadrant: one for each card, or where they are many, one for each cell."""
    if len(marks) <= MOST_LABELS:
        return [[mark] for mark in marks]
    cells: dict[str, list[Mark]] = {}
    for mark in marks:
        cells.setdefault(cell(mark.quadrant, mark.position, across), []).append(mark)
    return [cells[name] for name in sorted(cells)]


def _marks(sheet: Sheet, field: Box, crowds: Sequence[Crowd], most: int, catalogue: str) -> list[Markup]:
    wants, spots = _fitted(sheet, field, crowds, most)
    leaders = [leader(want, spot) for want, spot in zip(wants, spots, strict=True)]
    drawn = [
        single(crowd[0], want, spot, sheet, _reach(sheet, field, crowd[0], want))
        if len(crowd) == 1
        else shared(crowd, want, spot, sheet, catalogue)
        for crowd, want, spot in zip(crowds, wants, spots, strict=True)
    ]
    return [*filter(None, leaders), *drawn]


def _fitted(sheet: Sheet, field: Box, crowds: Sequence[Crowd], most: int) -> tuple[list[Wanted], list[Placed]]:
    """Place marks with whole titles where there is room; those that find none are shortened first, then all."""
    lengths = LENGTHS if sheet.labels else (0,)
    steps = [0] * len(crowds)
    while True:
        wants = [_asked(sheet, field, crowd, lengths[step], most) for crowd, step in zip(crowds, steps, strict=True)]
        spots = place(wants, field)
        left_out = [n for n, spot in enumerate(spots) if not spot.labelled]
        last = len(lengths) - 1
        shorter = [n for n in left_out if steps[n] < last] or [n for n, step in enumerate(steps) if step < last]
        if not left_out or not shorter:
            return wants, spots
        for n in shorter:
            steps[n] += 1


def _asked(sheet: Sheet, field: Box, crowd: Crowd, letters: int, most: int) -> Wanted:
    """Return what the mark of one card or of several asks for; `most` cards share the largest one."""
    if len(crowd) == 1:
        return wanted(sheet, crowd[0], letters)
    spots = [_spot(sheet, field, mark, _radius(sheet, mark.raters) + 2) for mark in crowd]
    radius = LEAST + (sheet.crowd - LEAST) * sqrt(len(crowd) / most)
    middle = fmean([x for x, _ in spots]), fmean([y for _, y in spots])
    return Wanted(*_within(field, *middle, radius), radius)


def _within(field: Box, x: float, y: float, room: float) -> tuple[float, float]:
    """Return the nearest point that has so much room to the sides of a field."""
    return min(max(x, field.left + room), field.right - room), min(max(y, field.top + room), field.bottom - room)
