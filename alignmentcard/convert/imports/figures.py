"""Numbers as people write them, as digits: `fifty-four`, `4 800` and `11{,}340` are 54, 4800 and 11340."""

import re
from fractions import Fraction

ONES = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    name: 10 * number for number, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SMALL = "|".join([*TENS, *sorted(ONES, key=len, reverse=True)])
TENNER = rf"(?:{'|'.join(TENS)})[- ](?:{'|'.join(list(ONES)[1:10])})|{SMALL}"
HUNDREDS = rf"(?:(?:{TENNER}|an?) hundred(?:(?: and)? (?:{TENNER}))?)"
SPELT = re.compile(rf"\b({HUNDREDS}|{TENNER})\b", re.IGNORECASE)
BLANKS = re.compile(r"(?<![\d.,])\b\d{1,3}(?:[ \u00a0\u202f]\d{3})+\b(?![.,]?\d)")
BRACES = re.compile(r"(?<=\d)\{,\}(?=\d{3})")
POINTS = re.compile(
    r"(?<![\w.,$€£₹/-])([1-9]\d{0,2}(?:(?:\.\d{3})+|(?:['’]\d{3})+))"
    r"(?=\s+(?:[a-z][a-z-]{0,30}\s+){0,2}[a-z]{2,20}s\b)"
)
"""`1.250 replies`, as people write it whose thousands have points; a number of no more than one thing is a measure."""
MEASURED = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:seconds|minutes|hours|days|weeks|months|years|points|times|units|dollars|euros|pounds|percents?)\b"
)
MEASURED_WITHIN = 60
SCALED = re.compile(r"(?<![\w.,$€£₹])(\d{1,4}(?:\.\d{1,3})?)(?:(k)(?=[\s,;.)])|\s(thousand|million)\b)", re.IGNORECASE)
"""`292k` and `4.5 million`; an amount of money is none of these."""
THOUSANDS = {"k": 1_000, "thousand": 1_000, "million": 1_000_000}
AS_WORDS = 12
"""Up to here a word may mean no count (one of them); readers of counts know such words themselves."""


def figures(text: str) -> str:
    """Return a text in which numbers above twelve in words and groups of digits apart are digits in one piece."""
    joined = BLANKS.sub(_together, POINTS.sub(_counted, BRACES.sub(",", text)))
    return SPELT.sub(_digits, SCALED.sub(_scaled, joined))


def _together(found: re.Match[str]) -> str:
    return re.sub(r"\D", "", found[0])


def _counted(found: re.Match[str]) -> str:
    """Join a number with points, unless it is a length of time or of something else that is measured."""
    what = found.string[found.end() : found.end() + MEASURED_WITHIN]
    return found[0] if MEASURED.match(what) else _together(found)


def _scaled(found: re.Match[str]) -> str:
    number = Fraction(found[1]) * THOUSANDS[(found[2] or found[3]).lower()]
    return str(number) if number.denominator == 1 else found[0]


def _digits(found: re.Match[str]) -> str:
    number = spelt(found[0])
    return found[0] if number is None or number <= AS_WORDS else str(number)


def spelt(text: str) -> int | None:
    """Return the number that a word or a few stand for; None where they stand for none."""
    total = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word == "hundred":
            total = (total or 1) * 100
        elif word in ONES or word in TENS:
            total += ONES.get(word, 0) + TENS.get(word, 0)
        elif word not in ("and", "a", "an"):
            return None
    return total or None
