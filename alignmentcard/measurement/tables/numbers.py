"""Numbers as people write them: read exactly, written in one way, and put on a line for arithmetic.

Sums of squares lose what matters where numbers are large beside their differences (seconds since 1970), and overflow or
vanish where they are huge or tiny. So arithmetic is done on places: whole steps from a number in the middle wherever
the numbers stand on a grid, which sums exactly, and else parts of the range.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

WRITTEN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,5})?")
BETWEEN_THOUSANDS = r"[1-9][0-9]{0,2}([.][0-9]{3})+"
POINTED = re.compile(rf"[+-]?{BETWEEN_THOUSANDS}")
"""Numbers whose points may stand between thousands; there are others whose points stand before decimals."""
INFINITE = re.compile(r"[+-]?inf(?:inity)?", re.IGNORECASE)
SIGNS = str.maketrans({"\u2212": "-", "\uff0d": "-", "\uff0b": "+", "\uff0e": ".", "\u066b": "."})
"""A minus as typesetters have it, and what people write with full-width or Arabic digits."""
LONGEST = 400
LARGEST = 300
EXACT = Context(prec=2 * LONGEST + 2 * LARGEST + 10, Emax=99_999, Emin=-99_999)
FINEST_GRID = 2**26
LEAST_SHARE = Decimal("1e-13")


@dataclass(frozen=True)
class Line:
    """Numbers as places on a line: a number is `origin` and so many `unit`s; `from_zero` counts them from zero."""

    places: tuple[float, ...]
    from_zero: tuple[float, ...]
    origin: Decimal
    unit: float


def read_number(text: str) -> Decimal | None:
    """Read a number exactly, blanks around it left out; None for any other text, and for one that no arithmetic holds.

    Digits of any script, one point and an exponent make a number; separators of thousands and words do not. A minus may
    be the sign that typesetters use.
    """
    bare = text.strip()
    bare = bare if bare.isascii() else _in_ascii(bare[: LONGEST + 1])
    if len(bare) > LONGEST or not WRITTEN.fullmatch(bare):
        return None
    number = Decimal(bare)
    if not number:
        return Decimal(0)
    return number if abs(number.adjusted()) <= LARGEST else None


def _in_ascii(text: str) -> str:
    """Write the digits of all scripts, and the signs beside them, as a program writes them."""
    return "".join(str(unicodedata.decimal(one, one)) for one in text.translate(SIGNS))


def without_points(text: str) -> Decimal | None:
    """Read a number whose points stand between thousands."""
    return read_number(text.replace(".", "")) if POINTED.fullmatch(text.strip()) else read_number(text)


def beyond_arithmetic(text: str) -> bool:
    """Say whether a text is infinity, or a number with more digits than arithmetic holds."""
    bare = text.strip()
    return bool(INFINITE.fullmatch(bare) or WRITTEN.fullmatch(bare)) and read_number(bare) is None


def write_number(number: Decimal) -> str:
    """Write a number in one way: 1.0 is 1, 1e3 is 1000, 1.50 is 1.5; very large and small ones have an exponent."""
    if not number:
        return "0"
    least = number.normalize(EXACT)
    return f"{least:f}" if -7 < least.adjusted() < 21 else str(least).replace("E", "e").replace("e+", "e")


class Single(float):
    """A number in single precision: .1 is written so, although in double precision it is .10000000149."""

    def __repr__(self) -> str:
        import numpy as np  # a page loads it only to measure

        return str(np.float32(self))


def line(numbers: Sequence[Decimal], counts: Sequence[int], stored: Sequence[Decimal] = ()) -> Line:
    """Put numbers on a line around the one that is nearest to their mean; `counts` say how often each was given.

    The unit is their greatest common step where no more than 2^26 of these span them all, else what spans them. Numbers
    as they are `stored`, in binary, count only where they differ from those written by what matters beside the span:
    then they are so close to each other that their precision does not tell them apart as they are written.
    """
    import numpy as np  # a page loads it only to measure

    if stored and _differ(numbers, stored):
        numbers = stored
    exponent = min(int(number.as_tuple().exponent) for number in numbers)
    whole = [int(number.scaleb(-exponent, EXACT)) for number in numbers]
    low, span = min(whole), max(whole) - min(whole)
    if not span:
        origin, unit = low, max(abs(low), 1)
    else:
        parts = np.array([(number - low) / span for number in whole])
        mean = float(np.average(parts, weights=counts)) if any(counts) else 0.5
        origin = whole[int(np.argmin(abs(parts - mean)))]
        step = math.gcd(*(number - origin for number in whole))
        unit = step if span // step <= FINEST_GRID else span
    return Line(
        tuple((number - origin) / unit for number in whole),
        tuple(_quotient(number, unit) for number in whole),
        Decimal(origin).scaleb(exponent, EXACT),
        float(Decimal(unit).scaleb(exponent, EXACT)),
    )


def _differ(numbers: Sequence[Decimal], stored: Sequence[Decimal]) -> bool:
    least = EXACT.subtract(max(numbers), min(numbers)) * LEAST_SHARE
    return any(abs(EXACT.subtract(a, b)) > least for a, b in zip(numbers, stored, strict=True))


def _quotient(number: int, unit: int) -> float:
    """Divide; a quotient that no floating point number holds is infinite."""
    try:
        return number / unit
    except OverflowError:
        return math.copysign(math.inf, number)
