"""Whether two names may be those of one person, however they are spelled.

Whoever reviews a card must be somebody else than its writers. Where a name only might be that of a writer, it counts as
one: a reviewer who has the same surname and initials gives an ORCID beside the name, and is told apart by it.
"""

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, normalize

from alignmentcard.codes.identifiers import is_orcid

LATIN = str.maketrans("авеорсухіјѕкмнтԁԛԝαεορτυχικνß", "abeopcyxijskmhtdqwaeoptuxikns")
"""Letters of other scripts that look like Latin ones, in lower case."""
LETTERS = str.maketrans({"æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th"})
TWO = re.compile(r"(?<=[aou])e")
"""ä, ö and ü are written ae, oe and ue too."""
ORCID = re.compile(r"(?<!\d)(\d{4})[-\s‐-―]?(\d{4})[-\s‐-―]?(\d{4})[-\s‐-―]?(\d{3}[\dXx])(?!\w)")
ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/?", re.IGNORECASE)
TITLES = frozenset("dr prof professor phd msc mr mrs ms mx herr frau and und et y of the von van de der".split())


def may_be(name: str, orcid: str | None, other: str) -> bool:
    """Say whether another text may name the person of this name and ORCID, alone or among others."""
    known, given = set(_orcids(f"{name} {orcid or ''}")), set(_orcids(other))
    if known & given:
        return True
    mine, theirs = _words(name), _words(other)
    if not mine or not theirs:
        return False
    if sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs):
        return True
    return not (known and given) and (_within(mine, theirs) or _within(theirs, mine))


def _orcids(text: str) -> Iterator[str]:
    for found in ORCID.finditer(normalize("NFKC", text)):
        orcid = "-".join(found.groups()).upper()
        if is_orcid(orcid):
            yield orcid


def _words(text: str) -> list[str]:
    """Return the words of a name as they sound: without titles, accents, marks, invisible letters and identifiers."""
    plain = ADDRESS.sub(" ", ORCID.sub(" ", normalize("NFKC", text))).casefold().translate(LATIN).translate(LETTERS)
    letters = "".join(one for one in normalize("NFKD", plain) if category(one)[0] != "M" and category(one) != "Cf")
    words = [TWO.sub("", word) for word in re.findall(r"[^\W_]+", letters)]
    return [word for word in words if word not in TITLES] or words


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Say whether each word of one name stands in the other, whole or as an initial, and one of them whole."""
    left = list(many)
    for word in (one for one in few if one in many):
        if word in left:
            left.remove(word)
    rest = [word for word in few if word not in many]
    for word in rest:
        short = next((one for one in left if 1 in (len(one), len(word)) and one[0] == word[0]), None)
        if short is None:
            return False
        left.remove(short)
    return len(rest) < len(few)
