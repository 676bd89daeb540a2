"""Dates in German and Spanish as English ones, which the readers of dates know: `März 2023 bis Mai 2023`."""

import re

MONTHS = {
    "january": "januar|jänner|enero",
    "february": "februar|febrero",
    "march": "märz|marzo",
    "april": "abril",
    "may": "mai|mayo",
    "june": "juni|junio",
    "july": "juli|julio",
    "august": "agosto",
    "september": "septiembre|setiembre",
    "october": "oktober|octubre",
    "november": "noviembre",
    "december": "dezember|diciembre",
}
NAMES = {name: english for english, names in MONTHS.items() for name in names.split("|")}
FOREIGN = re.compile(rf"\b(?:{'|'.join(NAMES)})\b", re.IGNORECASE)
ENGLISH = "|".join(MONTHS)
DAY = re.compile(rf"\b(\d{{1,2}})(?:\.| de)\s+(?=(?:{ENGLISH})\b)", re.IGNORECASE)
OF_YEAR = re.compile(rf"\b({ENGLISH}) del? (?=\d{{4}}\b)", re.IGNORECASE)
TILL = re.compile(
    rf"(\b(?:{ENGLISH})(?: \d{{4}})?|\d{{4}}) (?:bis(?: zum| einschließlich)?|hasta(?: el)?|al?) (?=\d|{ENGLISH})",
    re.IGNORECASE,
)
DAYS_TILL = re.compile(rf"\b(\d{{1,2}})\.? (?:bis(?: zum)?|al?) (?=\d{{1,2}} (?:{ENGLISH})\b)", re.IGNORECASE)
SINCE = re.compile(r"\b(?:seit(?: dem)?|desde(?: el)?|am)\s+(?=\d)", re.IGNORECASE)


def in_english(text: str) -> str:
    """Return a text in which dates of other languages are English; other words stay as they are."""
    if not FOREIGN.search(text) and not re.search(r"\d{4} (?:bis|hasta)\b", text):
        return text
    told = FOREIGN.sub(lambda found: NAMES[found[0].lower()], text)
    told = SINCE.sub("since ", OF_YEAR.sub(r"\1 ", DAY.sub(r"\1 ", told)))
    return DAYS_TILL.sub(r"\1 to ", TILL.sub(r"\1 to ", told))
