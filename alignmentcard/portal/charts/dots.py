"""Points with intervals, one to a line, on one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.portal.charts.drawing import Scale, beside, drawing, foot, text
from alignmentcard.portal.markup import element

LINE, HEAD = 36.0, 24.0
"""Heights of a row and of a heading."""


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
    under: str = ""
    """The heading that it stands under; rows of the same heading follow each other."""


def dots(
    title: str,
    about: str,
    rows: Sequence[Dot],
    scale: Scale,
    mark: float | None = None,
    about_axis: str = "",
) -> Markup:
    """Draw points with intervals; a line stands at `mark`, such as chance; `about_axis` says what it all is."""
    tops, bottom = _tops(rows)
    parts: list[Markup] = []
    if mark is not None and scale.first < mark < scale.last:
        parts.append(element("line", class_="axis-mark", x1=scale.at(mark), x2=scale.at(mark), y1=0, y2=bottom))
    for row, top, headed in zip(rows, tops, _headed(rows), strict=True):
        if headed:
            parts.append(text(row.under, 10.0, top - HEAD + 18, kind="figure-head"))
        parts += _row(row, top, scale)
    parts += scale.axis(bottom)
    below, end = foot(about_axis, bottom)
    return drawing(title, about, end, parts + below)


def _headed(rows: Sequence[Dot]) -> list[bool]:
    """Return for each row whether its heading stands above it."""
    before = ("", *(row.under for row in rows))
    return [bool(row.under) and row.under != last for row, last in zip(rows, before, strict=False)]


def _tops(rows: Sequence[Dot]) -> tuple[list[float], float]:
    """Return where each row begins, and where the last one ends."""
    tops, y = [], 0.0
    for headed in _headed(rows):
        y += HEAD if headed else 0.0
        tops.append(y)
        y += LINE
    return tops, y + 2


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
