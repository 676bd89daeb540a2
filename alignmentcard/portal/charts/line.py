"""Lines over a number of raters: how answers settle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.messages import _, later
from alignmentcard.portal.charts.drawing import SIDE, WIDTH, Scale, drawing, text
from alignmentcard.portal.markup import element
from alignmentcard.words import figure

TOP, HEIGHT, FOOT = 34.0, 170.0, 40.0
LEFT = 44.0
"""Room for the numbers beside the upright axis."""
UNIT = later("difference, in bits")


@dataclass(frozen=True)
class Series:
    """Points of a line as pairs of raters and value, each with its interval where there is one."""

    name: str
    points: tuple[tuple[float, float], ...]
    intervals: tuple[tuple[float, float, float], ...] = ()
    dashed: bool = False


def lines(title: str, about: str, series: Sequence[Series], tolerance: float) -> Markup:
    """Draw the lines and the tolerance; the names of the lines stand where they begin."""
    most = max([tolerance * 1.5, *(point[1] for one in series for point in one.points)])
    across = _across([point[0] for one in series for point in one.points])
    up = _Up(most)
    parts = [*up.axis(), *_tolerance(tolerance, up)]
    for one in series:
        parts += _line(one, across, up)
    parts += _legend(series, tolerance)
    parts += across.axis(TOP + HEIGHT)
    parts.append(text(_("ratings of an item"), WIDTH - SIDE, TOP + HEIGHT + 34, kind="figure-tick", anchor="end"))
    return drawing(title, about, TOP + HEIGHT + FOOT, parts)


@dataclass(frozen=True)
class _Up:
    most: float

    def at(self, value: float) -> float:
        return TOP + HEIGHT * (1 - min(max(value, 0.0), self.most) / self.most)

    def axis(self) -> Iterator[Markup]:
        half = float(f"{self.most / 2:.1g}")
        yield text(_(UNIT), SIDE, 12, kind="figure-tick")
        yield element("line", class_="axis", x1=LEFT, x2=LEFT, y1=TOP, y2=TOP + HEIGHT)
        for value in (0.0, half, *([2 * half] if 2 * half <= self.most else [])):
            y = self.at(value)
            yield element("line", class_="axis", x1=LEFT - 4, x2=LEFT, y1=y, y2=y)
            yield text(figure(value), LEFT - 7, y + 4, kind="figure-tick", anchor="end")


def _across(found: Sequence[float]) -> Scale:
    known = sorted(set(found))
    last = known[-1]
    ticks = [known[-1]]
    for tick in reversed(known[:-1]):
        if ticks[-1] - tick >= last / 9:
            ticks.append(tick)
    return Scale(0, last, (0, *reversed(ticks)), left=LEFT)


def _tolerance(tolerance: float, up: _Up) -> Iterator[Markup]:
    y = up.at(tolerance)
    yield element("line", class_="axis-mark", x1=LEFT, x2=WIDTH - SIDE, y1=y, y2=y)


def _line(one: Series, across: Scale, up: _Up) -> Iterator[Markup]:
    if one.intervals:
        there = [f"{across.at(x):.1f},{up.at(high):.1f}" for x, _, high in one.intervals]
        back = [f"{across.at(x):.1f},{up.at(low):.1f}" for x, low, _ in reversed(one.intervals)]
        yield element("polygon", class_="figure-area", points=" ".join(there + back))
    points = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in one.points)
    yield element("polyline", class_="figure-line figure-dashed" if one.dashed else "figure-line", points=points)
    for x, y in one.points:
        kind = "figure-point figure-hollow" if one.dashed else "figure-point"
        yield element("circle", class_=kind, cx=across.at(x), cy=up.at(y), r=3.5)


def _legend(series: Sequence[Series], tolerance: float) -> Iterator[Markup]:
    kinds = [(one.name, "figure-line figure-dashed" if one.dashed else "figure-line") for one in series]
    for number, (name, kind) in enumerate(
        [*kinds, (_("{tolerance} counts as settled", tolerance=figure(tolerance)), "axis-mark")]
    ):
        y = 8 + 20 * number
        yield element("line", class_=kind, x1=WIDTH - 240.0, x2=WIDTH - 212.0, y1=y, y2=y)
        yield text(name, WIDTH - 204.0, y + 4)
