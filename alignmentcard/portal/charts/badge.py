"""The badge of a card: its place and its level, as SVG to put into a README and as JSON for badge services."""

from typing import Any

from markupsafe import Markup

from alignmentcard.messages import _, later
from alignmentcard.portal.charts.inline import CORNERS
from alignmentcard.portal.collection.entry import CardEntry, answered, named
from alignmentcard.portal.lifecycle import WITHDRAWN
from alignmentcard.portal.markup import element
from alignmentcard.words import caption

LABEL = "AlignmentCard"
NO_LEVEL = (later("does not fit"), "#a3260b")
COLOURS = ("#6b7080", "#3d5a80", "#1f5f8b", "#2a6b4a", "#14532d")
"""One for each level; white text on each has a contrast of 4.5 or more."""
LETTER, HEIGHT, LEFT = 6.6, 20, 24


def badge_json(entry: CardEntry) -> dict[str, Any]:
    """Return what the endpoint badge of shields.io and its like read."""
    text, colour = _level(entry)
    return {"schemaVersion": 1, "label": LABEL, "message": text, "color": colour}


def badge_svg(entry: CardEntry) -> Markup:
    """Draw the badge: place, name, level and how much is answered; it names the digest that the level is about."""
    text, colour = _level(entry)
    place = caption(entry.quadrant)[0]
    first, second = LEFT + len(LABEL) * LETTER + 8, len(text) * LETTER + 14
    about = entry.digest or _("no digest")
    return element(
        "svg",
        element("title", f"{LABEL}: {text}. {place}."),
        element("desc", _("Digest of card and measurements: {about}", about=about)),
        element("rect", width=first + second, height=HEIGHT, rx=3, fill="#2b2d36"),
        element(
            "path", d=f"M{first:.1f} 0h{second - 3:.1f}a3 3 0 0 1 3 3v14a3 3 0 0 1 -3 3h-{second - 3:.1f}z", fill=colour
        ),
        *_glyph(entry.quadrant),
        _text(LABEL, LEFT),
        _text(text, first + 7),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        width=first + second,
        height=HEIGHT,
        viewBox=f"0 0 {first + second:.1f} {HEIGHT}",
    )


def _level(entry: CardEntry) -> tuple[str, str]:
    if entry.status and entry.status.state == WITHDRAWN:
        return _("withdrawn"), COLOURS[0]
    if entry.level is None:
        return _(NO_LEVEL[0]), NO_LEVEL[1]
    level = entry.level
    return " · ".join(filter(None, (f"{level.number} {named(level)}", answered(level)))), COLOURS[level.number]


def _text(text: str, x: float) -> Markup:
    return element(
        "text",
        text,
        x=x,
        y=14,
        fill="#fff",
        font_family="Verdana,DejaVu Sans,Geneva,sans-serif",
        font_size=11,
        textLength=len(text) * LETTER,
        lengthAdjust="spacingAndGlyphs",
    )


def _glyph(quadrant: str | None) -> list[Markup]:
    lines = element("path", d="M5 4H17V16H5ZM11 4V16M5 10H17", fill="none", stroke="#fff")
    if quadrant is None:
        return [lines]
    x, y = CORNERS[quadrant]
    return [element("rect", x=5 + (x > 2) * 6, y=4 + (y > 2) * 6, width=6, height=6, fill="#fff"), lines]
