"""Charts as SVG, drawn at build time: the place glyph, bars, and points with intervals.

A bar or a point stands in a row of a table beside its numbers, so that it needs no other description.
"""

from collections.abc import Sequence

from markupsafe import Markup

from alignmentcard.coordinates import Position
from alignmentcard.messages import kept
from alignmentcard.portal.markup import element
from alignmentcard.words import NAMES, caption

CORNERS = {"◰": (2, 2), "◳": (12, 2), "◱": (2, 12), "◲": (12, 12)}
WIDTH, HEIGHT = 240, 24


@kept(1024)
def glyph(quadrant: str | None, position: Position | None = None, *, named: bool = True) -> Markup:
    """Draw the place of a card: a 2x2, its quarter filled, a dot where it lies, and lines as far as it may lie."""
    parts = []
    if quadrant:
        x, y = CORNERS[quadrant]
        parts.append(element("rect", class_="glyph-quarter", x=x, y=y, width=10, height=10))
    parts.append(element("path", class_="glyph-lines", d="M2 2H22V22H2ZM12 2V22M2 12H22"))
    if position and position.x is not None and position.y is not None:
        parts += [element("path", class_="glyph-range", d=path) for path in [reach(position)] if path]
        parts.append(element("circle", class_="glyph-dot", cx=_across(position.x), cy=_up(position.y), r=2.6))
    name = caption(quadrant)[0]
    kind = NAMES.get(quadrant or "", "unplaced")
    said = {"role": "img", "aria_label": name} if named else {"aria_hidden": "true"}
    return element("svg", *parts, class_=f"glyph q-{kind}", viewBox="0 0 24 24", **said)


def _across(x: float) -> float:
    return 4.5 + 15 * x


def _up(y: float) -> float:
    return 19.5 - 15 * y


WIDE = 0.1
"""Ranges below this would hide under the dot."""


def reach(position: Position) -> str | None:
    """Return the path of a cross that reaches as far as a position may lie; None where it would hide under the dot."""
    (left, right), (low, high) = position.across, position.up
    if max(right - left, high - low) < WIDE:
        return None
    x, y = _across(position.x or 0.0), _up(position.y or 0.0)
    return f"M{_across(left):g} {y:g}H{_across(right):g}M{x:g} {_up(low):g}V{_up(high):g}"


def bar(share: float, target: float | None = None) -> Markup:
    """Draw a share between 0 and 1 as a bar, with a line where the target lies."""
    parts = [
        element("rect", class_="bar-ground", x=0, y=4, width=WIDTH, height=HEIGHT - 8),
        element("rect", class_="bar", x=0, y=4, width=WIDTH * min(1.0, share), height=HEIGHT - 8),
    ]
    if target is not None:
        x = WIDTH * min(1.0, target)
        parts.append(element("line", class_="bar-target", x1=x, x2=x, y1=0, y2=HEIGHT))
    return _row(parts)


def interval(value: float, low: float | None, high: float | None, ends: tuple[float, float], mark: float) -> Markup:
    """Draw a value as a point with its interval on an axis; a line stands at `mark`, such as chance."""
    first, last = ends

    def across(number: float) -> float:
        return 8 + (WIDTH - 16) * (min(max(number, first), last) - first) / (last - first)

    middle = HEIGHT / 2
    parts = [
        element("line", class_="axis", x1=8, x2=WIDTH - 8, y1=middle, y2=middle),
        element("line", class_="axis-mark", x1=across(mark), x2=across(mark), y1=2, y2=HEIGHT - 2),
    ]
    if low is not None and high is not None:
        parts.append(element("line", class_="interval", x1=across(low), x2=across(high), y1=middle, y2=middle))
    return _row([*parts, element("circle", class_="point", cx=across(value), cy=middle, r=4)])


def _row(parts: Sequence[Markup]) -> Markup:
    return element("svg", *parts, class_="chart", aria_hidden="true", viewBox=f"0 0 {WIDTH} {HEIGHT}")
