"""Whether a quotation stands in a text, and where: blanks, dashes, quotation marks and hyphens at line ends aside."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
SINGLE = re.compile("[\u2018\u2019\u201a\u201b\u2032`\u00b4]")
DOUBLE = re.compile("[\u201c-\u201f\u2033\u00ab\u00bb]|''")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
BROKEN = re.compile(r"(?<=[a-z])-[ \t]*\r?\n[ \t]*(?=[a-z])")
"""A word that was parted at the end of a line."""
FOLIO = re.compile(
    r"(?<=\n)[ \t]*(?:[-–—][ \t]?)?\d{1,4}(?:[ \t]?[-–—])?[ \t]*(?=\s{0,20}\f)|(?<=\f)[ \t]*\d{1,4}[ \t]*(?=\n)"
)
"""The number of a page in a line of its own, at the end or the beginning of a page."""
SHORTEST = 12
"""Letters and digits below which a quotation stands in any text by chance."""
LONGEST = 2000
PAGE = "\f"


def alike(text: str) -> str:
    """Return a text as it is compared."""
    return _characters(" ".join(BROKEN.sub("", text).split()))


def _characters(text: str) -> str:
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return DOUBLE.sub('"', SINGLE.sub("'", DASHES.sub("-", text)))


def _unseen(found: re.Match[str]) -> str:
    """Return as many characters that nobody sees as a stretch has, so that places stay what they are."""
    return "\u2060" * len(found[0])


def is_telling(quotation: str) -> bool:
    """Say whether a quotation is long enough to show anything, and no longer than a quotation is."""
    return sum(map(str.isalnum, quotation)) >= SHORTEST and len(quotation) <= LONGEST


@dataclass(frozen=True)
class Quoted:
    """A text that quotations are looked up in."""

    text: str

    @cached_property
    def _words(self) -> tuple[str, list[int], list[int]]:
        """The text as it is compared, where each of its words begins in it, and where in the text as it is."""
        unbroken = FOLIO.sub(_unseen, BROKEN.sub(_unseen, self.text))
        told, starts, origins, at = [], [], [], 0
        for found in re.finditer(r"\S+", unbroken):
            word = " ".join(_characters(found[0]).split())
            if word:
                told.append(word)
                starts.append(at)
                origins.append(found.start())
                at += len(word) + 1
        return " ".join(told), starts, origins

    def place(self, quotation: str) -> str | None:
        """Return where a quotation stands, as a page and line; None where it does not stand there as whole words."""
        wanted = alike(quotation)
        whole, starts, origins = self._words
        at = whole.find(wanted) if wanted else -1
        while at >= 0 and not _is_whole(whole, at, at + len(wanted)):
            at = whole.find(wanted, at + 1)
        if at < 0:
            return None
        origin = origins[bisect_right(starts, at) - 1]
        line = self.text.count("\n", 0, origin) + 1
        pages = self.text.count(PAGE)
        return f"p. {self.text.count(PAGE, 0, origin) + 1}, line {line}" if pages else f"line {line}"


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a stretch begins and ends between words, so that 5 is not found in 150."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return before and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))
