"""A text that a parser gave up on, and what is found there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

KEY = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*)\s*:(?P<rest>.*)")


PLAIN_VALUE = re.compile(r"(?P<before> *(?:- +)*(?:[A-Za-z_][\w-]*: +)?)(?P<value>\S.*)")


@dataclass(frozen=True)
class Slip:
    """A slip: what is wrong, what to type, and where it stands; lines and columns count from 0."""

    message: str
    help: str
    line: int
    column: int = 0
    length: int = 0


@dataclass(frozen=True)
class Broken:
    """A text that a parser gave up on: its lines, the line and column where that was, and the reason it gave."""

    lines: tuple[str, ...]
    line: int
    column: int
    reason: str

    def near(self) -> Iterator[tuple[int, str]]:
        """Yield the line where the parser gave up, and the one above it that says something."""
        above = next((n for n in range(min(self.line, len(self.lines)) - 1, -1, -1) if self._says(n)), None)
        for number in (self.line, above):
            if number is not None and number < len(self.lines):
                yield number, self.lines[number]

    def _says(self, number: int) -> bool:
        return bool(self.lines[number].strip()) and not self.lines[number].lstrip().startswith("#")


def indent_of(line: str) -> int:
    """Return with how many blanks a line begins."""
    return len(line) - len(line.lstrip(" "))


def quoted(text: str) -> str:
    """Write a text in quotes, single ones where it holds double ones."""
    text = text.strip()
    if text[:1] in "\"'" and text.endswith(text[:1]) and len(text) > 1:
        text = text[1:-1]
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
