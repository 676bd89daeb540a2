"""Dates and stretches of time as people write them, read as the card writes them; None where that is not sure."""

import datetime
import re
from typing import Any

from alignmentcard.rules.misfits.quantities import APART, ROUGHLY
from alignmentcard.text.digits import whole

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


FIRST_DAY, LAST_DAY = 32874, 55152
"""The first days of 1990 and 2051 as spreadsheets number days."""


def day_of_spreadsheet(number: int) -> str | None:
    """Read a day as spreadsheets keep it, counted from the last day but one of 1899: 45413 is 2024-05-01."""
    if not FIRST_DAY <= number < LAST_DAY:
        return None
    return (datetime.date(1899, 12, 30) + datetime.timedelta(number)).isoformat()


def in_parts(value: dict[str, Any]) -> str | None:
    """Read a date that is written in parts: `{year: 2024, month: 5}`."""
    parts = [value.get(name) for name in ("year", "month", "day")]
    read = [whole(str(part)) for part in parts]
    unread = any(part is not None and number is None for part, number in zip(parts, read, strict=True))
    year, month, day = read
    if set(value) - {"year", "month", "day"} or unread or year is None or (day and not month):
        return None
    return _date(f"{year:04}", month, str(day) if day else None) if month else f"{year:04}"


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
        halves = re.fullmatch(
            r"(.+?)\s*(?:\s[-–—]\s|(?<=[^\W\d_])-(?=[^\W\d_])|–|—|\bto\b|\bbis\b|\buntil\b|\bthrough\b|\.\.)\s*(.+)",
            plain,
        )
    if not halves:
        one = date(plain)
        return {"start": one, "end": one} if one else None
    first, last = halves.groups()
    if re.fullmatch(r"[^\W\d_]{3,}\.?|[0-9]{1,2}\.?(?: [^\W\d_]{3,}\.?)?", first):
        shared = re.fullmatch(r"(?:[0-9]{1,2}(?:st|nd|rd|th|\.)?\s+)?(.*?)([12][0-9]{3})", last)
        month = shared[1] if shared and first.rstrip(".").isdigit() else ""
        first = f"{first} {month}{shared[2]}" if shared else first
    ends = [part if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", part) else date(part) for part in (first, last)]
    return {"start": ends[0], "end": ends[1]} if all(ends) else None
