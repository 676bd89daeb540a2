"""Names and texts that say the same."""

import re
import unicodedata

from alignmentcard.text.letters import hyphened

FORMS_OF_SIGNS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""What says how an emoji is drawn, and the tone of its skin."""
UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]")
"""Signs that nobody sees; a joiner (U+200D) holds parts of an emoji together and stays."""
QUOTED = re.compile(r"([\"'“‘„«])(.+)[\"'”’“»]")
AROUND_SIGNS = re.compile(r" ?([^\w ]) ?")
"""Blanks around a sign: 35 % is 35%, and a / b is a/b."""
APOSTROPHES = re.compile("[’‘´`ʼ]")


def plain(text: str) -> str:
    """Return letters and digits in lower case, with a hyphen for whatever stands between them."""
    return hyphened(text)


def same_words(one: str, other: str) -> bool:
    """Say whether two names have the same letters and digits."""
    return plain(one) == plain(other) != ""


def bare(label: str) -> str:
    """Return a label without what spellings of one word differ in.

    These are capitals, blanks, signs that nobody sees, quotation marks around it, and how an emoji is drawn.
    """
    plain = " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", label)).casefold().split())
    quoted = QUOTED.fullmatch(plain)
    plain = quoted[2] if quoted else plain
    return AROUND_SIGNS.sub(r"\1", FORMS_OF_SIGNS.sub("", plain))
