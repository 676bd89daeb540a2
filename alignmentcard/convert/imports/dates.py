"""Days, months and years in an answer: when data was collected, and when it came out."""

import re

from alignmentcard.convert.imports.foreign_dates import in_english
from alignmentcard.convert.imports.mentioned import Values
from alignmentcard.convert.imports.values import date

MONTHS = "january february march april may june july august september october november december".split()
NAMED = "|".join(MONTHS)
MONTH = (
    rf"(?:(?:\d{{1,2}}\s+)?(?:{NAMED}),?\s+\d{{4}}|(?:{NAMED})\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}(?:-\d\d){{0,2}}(?!\.\d)|\b(?:19|20)\d\d\.(?:0[1-9]|1[0-2])\b"
    r"|(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d|\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)"
)
JOIN = r"(?:to|and|until|till|through|-{1,3}|[–—])"
PERIOD = re.compile(rf"({MONTH})\s*{JOIN}\s*({MONTH})", re.IGNORECASE)
SHORT_PERIOD = re.compile(rf"(?<![\d,] )\b({NAMED})(\s*{JOIN}\s*(?:{NAMED}),?\s+(\d{{4}}))", re.IGNORECASE)
"""Two months of one year, which is named behind the second."""
SAME_MONTH = re.compile(rf"\b(\d{{1,2}})\s*{JOIN}\s*(\d{{1,2}}\s+((?:{NAMED}),?\s+\d{{4}}))", re.IGNORECASE)
SAME_YEAR = re.compile(
    rf"\b(\d{{1,2}}\s+(?:{NAMED}))(\s*{JOIN}\s*\d{{1,2}}\s+(?:{NAMED}),?\s+(\d{{4}}))", re.IGNORECASE
)
SLASHED = re.compile(r"(\d{1,2})/(\d{4})")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
"""Day, month and year with points, which no country writes in another order."""
COLLECTED = re.compile(rf"\bcollect(?:ion|ed)\b[^.;\d]{{0,40}}?\b({MONTH})\s*{JOIN}\s*({MONTH})", re.IGNORECASE)
"""The period of several that is said to be that of the collection."""
YEAR_FIRST = re.compile(r"^(\d{4})\.(\d\d)$")
SCHOOL = re.compile(r"\b(?:school|academic) year\s+\d{4}\s?[/–-]\s?\d{2,4}", re.IGNORECASE)
ASIDE = re.compile(r"[^.;()]{0,200}\b(?:pilot\w*|preliminary|exploratory)\b[^.;()]{0,200}", re.IGNORECASE)
"""A year of a trial run is none of the collection."""
WRITTEN = re.compile(
    r"[^.;()]{0,200}\b(?:were|was|are|is) (?:written|posted|tweeted|published|authored)\b[^.;()]{0,200}", re.IGNORECASE
)
"""When texts were written is not when they were judged, where both are told."""
BEGAN = re.compile(rf"\b(?:began|started|since)\b(?:[^.;]|\.\d){{0,60}}?\b({MONTH})", re.IGNORECASE)
OPEN = re.compile(r"\b\d{4}\s?(?:to|-|–|—)\s?(?:the )?(?:present|now|today)\b", re.IGNORECASE)
"""A second period, which goes on."""
ONGOING = re.compile(r"\b(?:ongoing|still (?:running|going on|collecting)|continues)\b", re.IGNORECASE)
DAY = re.compile(
    rf"(?:(?P<before>\d{{1,2}})\s+)?(?P<month>{NAMED})(?:\s+(?P<behind>\d{{1,2}}))?,?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
SINCE = re.compile(rf"\b(?:since|from|in|on|as of|released|published)\s+({MONTH})", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


SHORT = re.compile(
    r"\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?=,?\s+(?:\d{4}|\d{1,2},)|\s*(?:to|-|–|until|and)\s)",
    re.IGNORECASE,
)


ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
PARTED = re.compile(r"\b(\d{4}-\d\d(?:-\d\d)?)\s?/\s?(\d{4}-\d\d(?:-\d\d)?)\b")
"""Two dates with a stroke between them, as ISO 8601 writes a period."""


def _spelt(found: re.Match[str]) -> str:
    return next(one for one in MONTHS if one.startswith(found[1][:3].lower()))


def period(text: str) -> Values:
    """Read from when to when data was collected, where the text names no other year."""
    text = in_english(text)
    text = PARTED.sub(r"\1 to \2", SHORT.sub(_spelt, ORDINAL.sub(r"\1", text)))
    if PERIOD.search(told := WRITTEN.sub("", text)):
        text = told
    text = SHORT_PERIOD.sub(r"\1 \3\2", SAME_MONTH.sub(r"\1 \3 to \2", SAME_YEAR.sub(r"\1 \3\2", SCHOOL.sub("", text))))
    text = text if PERIOD.search(ASIDE.sub("", text)) is None else ASIDE.sub("", text)
    days = [_day(one) for found in PERIOD.findall(text) for one in found]
    known = [day for day in days if day]
    own = COLLECTED.findall(text)
    if len(own) == 1 and len(PERIOD.findall(text)) > 1:
        yield from period(" to ".join(own[0]))
        return
    if OPEN.search(text):
        return
    others = set(YEAR.findall(PERIOD.sub("", text))) - {day[:4] for day in known}
    if known and len(known) == len(days) and not others:
        yield "collection.period", {"start": min(known[::2]), "end": max(known[1::2])}
    elif not days and ONGOING.search(text) and (begun := BEGAN.search(text)) and len(YEAR.findall(text)) == 1:
        yield from [("collection.period", {"start": day}) for day in [_day(begun[1])] if day]


def _day(text: str) -> str | None:
    text = YEAR_FIRST.sub(r"\1-\2", text.strip())
    found = DAY.fullmatch(text.strip())
    if not found:
        slashed, dotted = SLASHED.fullmatch(text.strip()), DOTTED.fullmatch(text.strip())
        if dotted:
            return date(f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}")
        return date(f"{slashed[2]}-{int(slashed[1]):02}" if slashed else text)
    month, day = MONTHS.index(found["month"].lower()) + 1, found["before"] or found["behind"]
    return date(f"{found['year']}-{month:02}" + (f"-{int(day):02}" if day else ""))


def published(text: str) -> Values:
    """Read when data came out, where one date is named."""
    text = in_english(text)
    text = SHORT.sub(_spelt, ORDINAL.sub(r"\1", text))
    alone = _day(text.strip(" ."))
    days = {alone} if alone else {_day(one) for one in SINCE.findall(text)}
    if len(days) == 1 and len(YEAR.findall(text)) == 1 and (day := days.pop()):
        yield "dataset.published", day
