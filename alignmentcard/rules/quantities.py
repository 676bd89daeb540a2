"""Numbers, money, ranges and dates as people write them, read as the card writes them; None where that is not sure."""

import re
from typing import Any

NUMBER = r"[0-9][0-9.,'’_ \u00a0\u202f\u2009]*"
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "chf": "CHF"}
CURRENCIES |= {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP"}
UNPAID = ("unpaid", "none", "no", "nothing", "volunteers", "volunteer", "0", "unbezahlt")
MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
} | {"sept": 9}
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
    grouped = re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", plain)
    if multiple > 1 and not grouped and re.fullmatch(r"[0-9]{1,9}([.,][0-9]+)?", plain):
        return round(float(plain.replace(",", ".")) * multiple)
    digits = re.sub(r"[.,]", "", plain) if grouped else plain
    return int(digits) * multiple if re.fullmatch(r"[0-9]{1,15}", digits) else None


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


def money(text: str) -> dict[str, Any] | None:
    """Read what work was paid: `$12/hour`, `12 EUR per hour`, `£0.50 an item`, `unpaid`."""
    if text.strip().lower() in UNPAID:
        return {"amount": 0}
    found = re.fullmatch(rf"(?:about |~|ca\. ?)?{PAID}", text.strip(), re.IGNORECASE)
    amount = number(found[2].rstrip(".,")) if found else None
    if found is None or amount is None:
        return None
    said = (found[1] or found[3] or "").lower()
    currency = CURRENCIES.get(said, said.upper() if len(said) == 3 else None)
    if said and not currency:
        return None
    paid: dict[str, Any] = {"amount": int(amount) if amount.is_integer() else amount}
    paid |= {"currency": currency} if currency else {}
    return paid | ({"per": found[4]} if found[4] else {})


SIGN = r"[$€£¥₹₩]|US\$|[A-Za-z]{3,7}"
PAID = rf"({SIGN})?\s*([0-9][0-9.,]*)\s*({SIGN})?\s*(?:(?:/|per|an?|pro|je|each)\s*([A-Za-z]+))?\.?"
"""An amount, with its currency before or behind it, and what it was paid for."""


def ends_of_pay(text: str) -> tuple[str, str] | None:
    """Return the least and the most of a range of pay: `$15-18 an hour`, `between 15 and 18 EUR per hour`.

    What only one of them says, the currency and what was paid for, is said of both.
    """
    bare = re.sub(r"^(?:between|from|zwischen|von)\s+", "", text.strip(), flags=re.IGNORECASE)
    signed = rf"(?:{SIGN})?\s*[0-9][0-9.,]*\s*(?:[$€£¥₹₩]|[A-Z]{{3}}\b)?"
    joined = rf"({signed})(?:{APART}|\s+(?:and|und)\s+){PAID}"
    found = re.fullmatch(joined, bare, re.IGNORECASE)
    if not found or not money(found[1]):
        return None
    first, sign, amount, behind, per = found.groups()
    currency = "".join(re.findall(rf"^\s*(?:{SIGN})|(?:{SIGN})\s*$", first, re.IGNORECASE)) or sign or behind or ""
    bare_first = re.sub(r"[^0-9.,]", "", first)
    each = f" per {per}" if per else ""
    return f"{bare_first} {currency.strip()}{each}".strip(), f"{amount} {currency.strip()}{each}".strip()


def pay(text: str) -> dict[str, Any] | None:
    """Read what work was paid; of a range the least, which everybody was sure of."""
    ends = ends_of_pay(text)
    return money(ends[0] if ends else text)


def spread(text: str) -> dict[str, Any] | None:
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


def limits(text: str) -> dict[str, Any] | None:
    """Read the ends of a scale: `1-5`, `0 to 100`."""
    found = re.fullmatch(rf"([-−]?[0-9.]+){APART}([0-9.]+)(?: .*)?", text.strip())
    ends = (number(found[1]), number(found[2])) if found else (None, None)
    if None in ends:
        return None
    low, high = (int(end) if end is not None and end.is_integer() else end for end in ends)
    return {"min": low, "max": high}


def date(text: str) -> str | None:
    """Read a date that can be read in one way: `2024/5/1`, `1 May 2024`, `May 2024`, `13.05.2024`."""
    plain = text.strip().rstrip(".").split("T")[0] if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T", text) else text.strip()
    parts = re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?", plain)
    if parts:
        return _date(parts[1], int(parts[2]), parts[3])
    parts = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", plain)
    if parts:
        return _date(parts[1], int(parts[2]), parts[3])
    plain = _whole_year(plain)
    parts = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", plain)
    if parts:
        day, month = int(parts[1]), int(parts[2])
        dotted, other_way = "." in plain, month > 12
        if day <= 12 and month <= 12 and not dotted and day != month:
            return None
        return _date(parts[3], day if other_way else month, str(month if other_way else day))
    parts = re.fullmatch(
        r"(?:([0-9]{1,2})(?:st|nd|rd|th|\.)?\s+)?([^\W\d]+)\.?\s+(?:([0-9]{1,2})(?:st|nd|rd|th)?,?\s+)?([0-9]{4})",
        plain,
    )
    if parts and parts[2].lower() in MONTHS:
        return _date(parts[4], MONTHS[parts[2].lower()], parts[1] or parts[3])
    parts = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{4})", plain)
    return _date(parts[2], int(parts[1]), None) if parts else None


def _whole_year(text: str) -> str:
    """Write the year of a date with four digits where it has two and can be nothing but the year.

    `24-05-13` and `May 24` stay as they are: the first can begin with its year, the second be a day.
    """
    dated = r"([0-9]{1,2}[./][0-9]{1,2}[./]|[0-9]{1,2}\.?\s+[^\W\d_]{3,}\.?\s+)['’]?([0-3][0-9])"
    found = re.fullmatch(rf"{dated}|([^\W\d_]{{3,}}\.?\s+)['’]([0-3][0-9])", text)
    return f"{found[1] or found[3]}20{found[2] or found[4]}" if found else text


def _date(year: str, month: int, day: str | None) -> str | None:
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def year(text: str) -> str | None:
    """Read the year of a time that a card cannot say more exactly: `Q2 2024`, `spring 2024`, `ca. 2020`."""
    found = re.fullmatch(
        rf"(?:{ROUGHLY}|since|seit|early|mid|late|{SEASONS})[\s/-]*([12][0-9]{{3}})", text.strip(), re.I
    )
    found = found or re.fullmatch(rf"([12][0-9]{{3}})[\s/-]*(?:{SEASONS})", text.strip(), re.I)
    return found[1] if found else None


SEASONS = "Q[1-4]|[HS][12]|spring|summer|autumn|fall|winter|frühjahr|frühling|sommer|herbst"


def both_ways(text: str) -> tuple[str, str] | None:
    """Return the two dates that `5/1/2024` can mean: month first, and day first."""
    parts = re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", _whole_year(text.strip()))
    if not parts:
        return None
    first, second = _date(parts[3], int(parts[1]), parts[2]), _date(parts[3], int(parts[2]), parts[1])
    return (first, second) if first and second and first != second else None


def period(text: str) -> dict[str, Any] | None:
    """Read a stretch of time: `2023-2024`, `May 2023 to June 2023`, `2023`."""
    plain = text.strip()
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", plain):
        return {"start": plain, "end": plain}
    halves = re.fullmatch(rf"([0-9]{{4}}){APART}([0-9]{{4}})", plain)
    if not halves:
        halves = re.fullmatch(r"(.+?)\s*(?:\s[-–—]\s|–|—|\bto\b|\bbis\b|\buntil\b|\bthrough\b|\.\.)\s*(.+)", plain)
    if not halves:
        one = date(plain)
        return {"start": one, "end": one} if one else None
    ends = [part if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", part) else date(part) for part in halves.groups()]
    return {"start": ends[0], "end": ends[1]} if all(ends) else None
