"""Shares as bars, and a whole as one bar of several parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.portal.charts.drawing import SIDE, WIDTH, Scale, beside, drawing, foot, text
from alignmentcard.portal.markup import element
from alignmentcard.words import percent

LINE = 38.0
INNER = WIDTH - 2 * SIDE


@dataclass(frozen=True)
class Bar:
    """A share; `target` draws a line where it should be."""

    label: str
    share: float
    target: float | None = None
    said: str = ""


def bars(title: str, about: str, rows: Sequence[Bar], last: float = 1.0, about_axis: str = "") -> Markup:
    """Draw shares between 0 and `last`, one to a line; `about_axis` says what they are shares of."""
    percent = Scale(0, last * 100, (0, last * 50, last * 100), "\u202f%")
    bottom = LINE * len(rows)
    parts = [one for number, row in enumerate(rows) for one in _bar(row, number * LINE, percent)]
    parts += percent.axis(bottom)
    below, end = foot(about_axis, bottom)
    return drawing(title, about, end, parts + below)


def _bar(row: Bar, top: float, scale: Scale) -> Iterator[Markup]:
    yield text(beside(row.label, row.said), SIDE, top + 14)
    yield text(row.said, WIDTH - SIDE, top + 14, kind="figure-number", anchor="end")
    yield element("rect", class_="bar-ground", x=SIDE, y=top + 20, width=INNER, height=12)
    yield element("rect", class_="bar", x=SIDE, y=top + 20, width=scale.at(row.share * 100) - SIDE, height=12)
    if row.target is not None:
        x = scale.at(row.target * 100)
        yield element("line", class_="bar-target", x1=x, x2=x, y1=top + 17, y2=top + 35)


@dataclass(frozen=True)
class Part:
    """A part of a whole, between 0 and 1."""

    label: str
    share: float


@dataclass(frozen=True)
class Whole:
    """A whole of parts that are told apart by pattern and by the order in which they stand."""

    label: str
    parts: tuple[Part, ...]


TALL = 50.0


def stacks(title: str, about: str, wholes: Sequence[Whole]) -> Markup:
    """Draw wholes as bars of parts; a legend stands below."""
    parts = [one for number, whole in enumerate(wholes) for one in _whole(whole, number * TALL)]
    bottom = TALL * len(wholes)
    names = [part.label for part in wholes[0].parts]
    for number, name in enumerate(names):
        y = bottom + 8 + 20 * number
        parts.append(element("rect", class_=f"part part-{number + 1}", x=SIDE, y=y, width=14, height=12))
        parts.append(text(name, SIDE + 22.0, y + 11))
    return drawing(title, about, bottom + 14 + 20 * len(names), parts)


def _whole(whole: Whole, top: float) -> Iterator[Markup]:
    yield text(whole.label, SIDE, top + 14)
    total = sum(part.share for part in whole.parts) or 1.0
    x = float(SIDE)
    for number, part in enumerate(whole.parts):
        width = INNER * part.share / total
        yield element("rect", class_=f"part part-{number + 1}", x=x, y=top + 20, width=width, height=22)
        if width > 34:
            middle = x + width / 2
            yield text(
                percent(part.share),
                middle,
                top + 36,
                kind=f"part-number part-number-{number + 1}",
                anchor="middle",
            )
        x += width
