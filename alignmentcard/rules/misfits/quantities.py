"""Numbers, money, ranges and dates as people write them, read as the card writes them; None where that is not sure."""

import re
from math import prod
from typing import Any

from alignmentcard.text.digits import WORDS

NUMBER = r"[0-9][0-9.,'’_ \u00a0\u202f\u2009]*"
APART = r"\s*(?:-|–|—|−|\.\.\.?|…|\bto\b|\bbis\b|\bà\b|\bthrough\b|\buntil\b)\s*"
MULTIPLES = {"": 1, "k": 1000, "thousand": 1000, "tsd": 1000, "tausend": 1000, "mille": 1000}
MULTIPLES |= {"m": 1_000_000, "mio": 1_000_000, "mln": 1_000_000, "million": 1_000_000, "millions": 1_000_000}
MULTIPLES |= {"millionen": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}
MULTIPLES |= {"dozen": 12, "dutzend": 12, "hundred": 100, "hundert": 100, "lakh": 100_000, "crore": 10_000_000}
COUNTED = "|".join(sorted(filter(None, MULTIPLES), key=len, reverse=True))
ROUGHLY = r"[~≈≃<>≥≤+]=?|>=|<=|n ?=|±"
ROUGHLY += (
    r"|(?:about|approx(?:imately|\.)?|roughly|nearly|almost|around|some|circa|ca\.?|c\.|etwa|rund|ungefähr|fast|über"
)
ROUGHLY += r"|knapp|gut|environ|over|under|more than|less than|at least|up to|exactly|genau)(?=[\s\d])"
"""What people write before a count that is not exact, or that they want to stress."""


def whole_number(text: str) -> int | None:
    """Read a count: `1,200`, `1 200`, `12k`, `1.2 million`, `~800`, `about 800 people`."""
    found = re.fullmatch(
        rf"(?:{ROUGHLY})?\s*({NUMBER}?)\s*(?:({COUNTED})\b\.?)?\+?(?:\s+[^\W\d_][^\d:;,]*|\s+\([^()]*\))?",
        text.strip(),
        re.IGNORECASE,
    )
    if not found:
        return None
    multiple = MULTIPLES[(found[2] or "").lower()]
    plain = re.sub(r"[ '’_\u00a0\u202f\u2009]", "", found[1]).rstrip(".,")
    grouped = re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+|[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}", plain)
    if multiple > 1 and not grouped and re.fullmatch(r"[0-9]{1,9}([.,][0-9]+)?", plain):
        return round(float(plain.replace(",", ".")) * multiple)
    digits = re.sub(r"[.,]", "", plain) if grouped else plain
    return int(digits) * multiple if re.fullmatch(r"[0-9]{1,15}", digits) else None


def computed_count(text: str) -> int | None:
    """Read a count that is a sum, a product or a word: `=400+350`, `3 x 5000`, `five`."""
    bare = text.strip().removeprefix("=").lower()
    if bare in WORDS:
        return WORDS.index(bare)
    for sign, of in ((r"\+", sum), (r"[x×*]", prod)):
        parts = re.split(rf"\s*{sign}\s*", bare)
        if len(parts) > 1 and all(re.fullmatch("[0-9]{1,6}", part) for part in parts):
            return of(map(int, parts))
    return None


def is_exact(text: str) -> bool:
    """Say whether a count is written with digits and separators and nothing else."""
    return re.fullmatch(NUMBER, text.strip()) is not None


def number(text: str) -> float | None:
    """Read a number: `0,51`, `51%`, `51 %` as 0.51, `3.5 hours`."""
    found = re.fullmatch(
        r"[~≈]?\s*([-+−]?)([0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)\s*(%|percent|per cent|pct)?", text.strip()
    )
    if not found:
        return None
    value = float(found[2].replace(",", "."))
    value = round(value / 100, 10) if found[3] else value
    return -value if found[1] in ("-", "−") and value else value


def ratings_per_item(text: str) -> dict[str, Any] | None:
    """Read how many ratings an item has: `90-110`, `3 to 5`, `5`, `>= 3`."""
    found = re.fullmatch(rf"({NUMBER}?){APART}({NUMBER}?)(?: [a-z ]+)?", text.strip())
    if found:
        low, high = whole_number(found[1]), whole_number(found[2])
        return {"min": low, "max": high} if low is not None and high is not None else None
    least = re.fullmatch(r"(?:>=|≥|at least|min\.?|mindestens)\s*([0-9]+)|([0-9]+)\+", text.strip())
    if least:
        return {"min": int(least[1] or least[2])}
    one = whole_number(text)
    return {"min": one, "median": one, "max": one} if one is not None else None


def scale_points(text: str) -> dict[str, Any] | None:
    """Read how many points a scale has: `5-point Likert scale`."""
    found = re.fullmatch(r"([2-9]|1[01])[- ]points?(?: likert)?(?:[- ]?type)?(?: scale)?", text.strip(), re.IGNORECASE)
    values = [str(number) for number in range(1, int(found[1]) + 1)] if found else []
    return {"level": "ordinal", "values": values} if values else None


def scale_limits(text: str) -> dict[str, Any] | None:
    """Read the ends of a scale: `1-5`, `0 to 100`."""
    found = re.fullmatch(rf"([-−]?[0-9.]+){APART}([0-9.]+)(?: .*)?", text.strip())
    ends = (number(found[1]), number(found[2])) if found else (None, None)
    if None in ends:
        return None
    low, high = (int(end) if end is not None and end.is_integer() else end for end in ends)
    return {"min": low, "max": high}
