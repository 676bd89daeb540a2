"""The paper of charts that stand alone: width, frame, texts, and a scale of numbers along it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.portal.map.chart import short
from alignmentcard.portal.markup import element
from alignmentcard.words import figure

WIDTH, SIDE = 400, 10
BOLD = 1.15
"""How much wider a letter of the numbers at the end of a line is."""
LETTERS = 56
"""Letters that fit on a line; the whole text is in the table below the chart."""


def drawing(title: str, about: str, height: float, parts: Sequence[Markup]) -> Markup:
    """Frame a chart; `about` says in words what can be seen."""
    return element(
        "svg",
        element("title", title),
        element("desc", about),
        *parts,
        class_="figure",
        role="img",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
    )


def text(words: str, x: float, y: float, *, kind: str = "figure-text", anchor: str | None = None) -> Markup:
    """Write words on a chart, cut to one line."""
    return element(
        "text", short(words, LETTERS) if len(words) > LETTERS else words, class_=kind, x=x, y=y, text_anchor=anchor
    )


def beside(label: str, said: str) -> str:
    """Cut a label so that it does not run into what stands at the other end of its line."""
    room = LETTERS - round(BOLD * len(said)) - 1
    return short(label, room) if len(label) > room else label


AXIS, NOTE = 24.0, 16.0
"""Heights of an axis with its numbers, and of a line of words below it."""


def foot(words: str, bottom: float) -> tuple[list[Markup], float]:
    """Write below an axis what it is, a line for each part between semicolons; return where the chart ends."""
    lines = words.split("; ") if words else []
    end = bottom + AXIS
    drawn = [text(line, SIDE, end + 9 + n * NOTE, kind="figure-tick") for n, line in enumerate(lines)]
    return drawn, end + NOTE * len(lines)


@dataclass(frozen=True)
class Scale:
    """Numbers from `first` to `last` across the paper; `ticks` are written below it, with `unit` behind the last."""

    first: float
    last: float
    ticks: tuple[float, ...]
    unit: str = ""
    left: float = SIDE
    """Where the first number lies; more than the side where numbers stand upright beside it."""

    def at(self, number: float) -> float:
        """Return where a number lies; what is beyond the ends lies at the ends."""
        share = (min(max(number, self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + (WIDTH - SIDE - self.left) * share

    def axis(self, y: float) -> list[Markup]:
        """Draw the line with its ticks."""
        parts = [element("line", class_="axis", x1=self.left, x2=WIDTH - SIDE, y1=y, y2=y)]
        for tick in self.ticks:
            x = self.at(tick)
            anchor = "start" if x < 2 * SIDE and self.left == SIDE else "end" if x > WIDTH - 2 * SIDE else "middle"
            parts.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4))
            parts.append(text(f"{figure(tick)}{self.unit}", x, y + 17, kind="figure-tick", anchor=anchor))
        return parts
