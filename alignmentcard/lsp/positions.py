"""Offsets in code points to lines and columns as an editor counts them, and back."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

LINE_ENDS = re.compile("\r\n|\n|\r")
"""What the protocol calls the end of a line; Python's own idea of one includes more characters."""

NOT_ASCII = re.compile("[^\x00-\x7f]")

WIDTHS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda character: len(character.encode("utf-8", "surrogatepass")),
    "utf-16": lambda character: 1 + (ord(character) > 0xFFFF),
    "utf-32": lambda character: 1,
}
"""How many units a character takes, by the names of the protocol."""


@dataclass(frozen=True)
class Positions:
    """The lines of a text in the units of a client; lines and columns are counted from 0."""

    text: str
    encoding: str = "utf-16"

    def position(self, offset: int) -> tuple[int, int]:
        """Turn an offset into a line and a column."""
        line = bisect_right(self._starts, offset) - 1
        return line, self._units(self._starts[line], offset)

    def offset(self, line: int, column: int) -> int:
        """Turn a line and a column into an offset; what lies beyond a line means its end."""
        if line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[line], self._end(line)
        inside = bisect_right(range(start, end), column, key=lambda offset: self._units(start, offset))
        reached = start + inside - 1 if inside else start
        return end if self._units(start, end) <= column else reached

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_ENDS.finditer(self.text))]

    def _end(self, line: int) -> int:
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1] - 1
        return end - (self.text[end - 1 : end + 1] == "\r\n")

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """Where characters of more than one unit stand, and how many units more there are before each of them."""
        if self.text.isascii():
            return [], [0]
        width = WIDTHS[self.encoding]
        more = [(found.start(), width(found[0]) - 1) for found in NOT_ASCII.finditer(self.text)]
        return [at for at, extra in more if extra], list(accumulate((n for _, n in more if n), initial=0))

    def _units(self, start: int, end: int) -> int:
        places, before = self._wide
        return end - start + before[bisect_left(places, end)] - before[bisect_left(places, start)]
