"""Points with intervals, one to a line, on one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.portal.charts.drawing import Scale, beside, drawing, text
from alignmentcard.portal.markup import element

LINE, FOOT = 36.0, 24.0


@dataclass(frozen=True)
class Dot:
    """A number with its interval; None is not defined and says so. A hollow point is another kind than a full one."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    hollow: bool = False
    said: str = ""
    """What stands at the right end of the line."""


def dots(
    title: str,
    about: str,
    rows: Sequence[Dot],
    scale: Scale,
    mark: float | None = None,
) -> Markup:
    """Draw points with intervals; a line stands at `mark`, such as chance."""
    bottom = LINE * len(rows) + 2
    parts: list[Markup] = []
    if mark is not None and scale.first < mark < scale.last:
        parts.append(element("line", class_="axis-mark", x1=scale.at(mark), x2=scale.at(mark), y1=0, y2=bottom))
    for number, row in enumerate(rows):
        parts += _row(row, number * LINE, scale)
    return drawing(title, about, bottom + FOOT, [*parts, *scale.axis(bottom)])


def _row(row: Dot, top: float, scale: Scale) -> Iterator[Markup]:
    if row.value is None:
        yield text(row.label, 10.0, top + 14)
        yield text(row.said, 10.0, top + 30, kind="figure-tick")
        return
    yield text(beside(row.label, row.said), 10.0, top + 14)
    yield text(row.said, 390.0, top + 14, kind="figure-number", anchor="end")
    y = top + 25
    if row.low is not None and row.high is not None:
        yield element("line", class_="figure-interval", x1=scale.at(row.low), x2=scale.at(row.high), y1=y, y2=y)
    kind = "figure-point figure-hollow" if row.hollow else "figure-point"
    yield element("circle", class_=kind, cx=scale.at(row.value), cy=y, r=5)
