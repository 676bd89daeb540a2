"""Numbers as they are written in a card: to how many digits, and whether a measured one rounds to them."""

import math
import re
from dataclasses import dataclass, replace

from alignmentcard.document import Document
from alignmentcard.paths import Route

NUMBER = re.compile(r"[-+]?\d*\.?(?P<decimals>\d*)(?:[eE](?P<exponent>[-+]?\d{1,4}))?", re.ASCII)
WHOLE = 2
"""Decimals that a coefficient has which is written without any: 1 does not stand for .603."""


@dataclass(frozen=True)
class Written:
    """A number and the decimals that it was written with."""

    value: float
    digits: int

    def gives(self, measured: float) -> bool:
        """Say whether a number was rounded, or cut, to the written one; some papers cut."""
        step = 10.0**-self.digits
        cut = math.isclose(math.trunc(measured / step) * step, self.value, abs_tol=1e-12)
        return abs(measured - self.value) <= step / 2 + 1e-9 or (cut and self.value != 0)

    def rounded(self, measured: float) -> float:
        """Return a number with the decimals of the written one, and with two at least."""
        return round(measured, max(self.digits, WHOLE))

    @property
    def as_coefficient(self) -> "Written":
        """The same number, if it is a coefficient or a share."""
        return replace(self, digits=self.digits or WHOLE)

    @property
    def as_share(self) -> "Written":
        """The share that the number is if it is a percentage."""
        return Written(self.value / 100, self.digits + 2)

    @property
    def in_points(self) -> "Written":
        """The number in points of a percentage, if it is a share."""
        return Written(self.value * 100, max(self.digits - 2, 0))

    @property
    def negated(self) -> "Written":
        """The number with the other sign."""
        return replace(self, value=-self.value)

    @property
    def squared(self) -> "Written":
        """The square of the number."""
        return Written(self.value**2, 2 * self.digits)


def written(document: Document, route: Route, value: float) -> Written:
    """Return a number with its digits, which stand in the text of the card and not in its data."""
    mark = document.mark(route)
    text = document.text[mark.start : mark.end] if mark else ""
    found = NUMBER.fullmatch(text.strip("'\"")) or NUMBER.fullmatch(f"{value!r}")
    decimals, exponent = (found["decimals"], int(found["exponent"] or 0)) if found else ("", 0)
    return Written(value, max(len(decimals) - exponent, 0))
