"""How wide a text is before a browser has drawn it: an estimate by kinds of letters, with room to spare."""

from unicodedata import east_asian_width

WIDTHS = {
    3.9: " ijlI.,'’",
    5.0: 'frt:;|!()[]-/"“”',
    10.0: "CDGHNOQUw",
    12.0: "mMW@%—…",
}
"""Pixels at 12 px, by letters: the widest of the faces that systems set for `sans-serif` (DejaVu Sans, Verdana)."""
SMALL, CAPITAL, SQUARE = 7.7, 8.6, 12.0
BY_LETTER = {letter: pixels for pixels, letters in WIDTHS.items() for letter in letters}


def width(text: str) -> float:
    """Return about how many pixels a text takes in letters of 12 px."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return SQUARE
    return BY_LETTER.get(letter, CAPITAL if letter.isupper() else SMALL)
