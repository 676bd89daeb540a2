"""Languages that nobody speaks, which show what a page does with texts that are longer or run from right to left."""

import re
from itertools import cycle, islice

PSEUDO = {"en-XA": "en", "ar-XB": "ar"}
"""Tags of Unicode's pseudo-locales, and the language whose numbers, dates and direction each has."""

OPEN, CLOSE = "⟦", "⟧"
"""Stand around every text that came from a catalogue."""
LONGER = 0.4
"""So much longer is a text than the English one, as many languages are."""

PLAIN = "AaBCcDdEeGgHhIiJjKkLlNnOoPRrSsTtUuWwYyZz"
ACCENTED = "ÅåƁÇçĎďÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöÞŔŕŠšŢţÛûŴŵÝýŽž"
LETTERS = str.maketrans(PLAIN, ACCENTED)
GAP = re.compile(r"(\{[^{}]*\}|%\([^)]*\)s|%%|<[^<>]*>|&[#\w]+;)")
"""What is no text: gaps, elements and entities."""
FILL = "lorem ipsum dolor sit amet "


def disguised(text: str) -> str:
    """Write a text with accents, longer by two fifths, between brackets; its gaps and elements stay."""
    parts = GAP.split(text)
    said = "".join(part if number % 2 else part.translate(LETTERS) for number, part in enumerate(parts))
    more = round(LONGER * sum(map(len, parts[::2])))
    return f"{OPEN}{said}{' ' * bool(more)}{''.join(islice(cycle(FILL), more)).strip()}{CLOSE}"
