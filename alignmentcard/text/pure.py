"""The pure parser of ruamel.yaml, made faster: what it looks up at every token or character is looked up once.

Pages have no C: there most of the time of a check is its parser. It finds its parts again by properties, looks for keys
that may begin at a token where there are none, and goes through words, spaces and remarks character by character, which
regular expressions do here. What the events say and where is the same.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import ScalarToken

ENDS = r"\0 \t\r\n\x85\u2028\u2029"
MOVES = re.compile("[\n\r\ufeff]")
"""Characters after which the column is not one more."""
PLAIN = re.compile(f"(?:[^{ENDS}:]|:(?![{ENDS}]))*")
PLAIN_IN_FLOW = re.compile(rf"(?:[^{ENDS}:,\[\]{{}}]|:(?![{ENDS}]))*")
"""What stands in one piece in a text without quotes; a colon does where something follows it."""
BETWEEN = re.compile(r"[ ]*(?:#[^\0\r\n\x85\u2028\u2029]*)?")
BETWEEN_IN_FLOW = re.compile(r"[ \t]*(?:#[^\0\r\n\x85\u2028\u2029]*)?")
OLD = (1, 1)
"""The version of YAML in which a question mark ends a text."""


class _Reader(Reader):
    def forward(self, length: int = 1) -> None:
        """Go on by some characters, at once where they are in one line."""
        end = self.pointer + length
        if end + 1 < len(self.buffer) and not MOVES.search(self.buffer, self.pointer, end):
            self.pointer = end
            self.index += length
            self.column += length
        else:
            super().forward(length)


class _Scanner(Scanner):
    @cached_property
    def reader(self) -> Any:
        """Return where the text is read from, which stays the same."""
        return self.loader.reader

    def need_more_tokens(self) -> bool:
        """Say whether the next token is not sure yet."""
        if self.done:
            return False
        if not self.tokens:
            return True
        if not self.possible_simple_keys:
            return False
        self.stale_possible_simple_keys()
        return bool(self.next_possible_simple_key() == self.tokens_taken)

    def check_token(self, *choices: Any) -> bool:
        """Say whether the next token is of one of some kinds."""
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def scan_to_next_token(self) -> None:
        """Leave spaces, ends of lines and remarks behind."""
        reader = self.reader
        if reader.index == 0 and reader.peek() == "\ufeff":
            reader.forward()
        between = BETWEEN_IN_FLOW if self.flow_level else BETWEEN
        while True:
            self._go(between)
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> Any:
        """Return the token of a text without quotes, which may go on in lines that are further in."""
        if self.scanner_processing_version == OLD:
            return super().scan_plain()
        reader, inside = self.reader, bool(self.flow_level)
        start = end = reader.get_mark()
        text, goes_on = "", True
        blank: list[str] = []
        while goes_on and reader.peek() != "#" and (part := self._go(PLAIN_IN_FLOW if inside else PLAIN)):
            self.allow_simple_key = False
            text += "".join(blank) + part
            end = reader.get_mark()
            blank = self.scan_plain_spaces(self.indent + 1, start) or []
            goes_on = bool(blank) and (inside or reader.column > self.indent)
        return ScalarToken(text, True, start, end)

    def _go(self, pattern: re.Pattern[str]) -> str:
        """Go to the end of what a pattern finds here, and return it."""
        reader = self.reader
        found = pattern.match(reader.buffer, reader.pointer)
        part = found.group() if found else ""
        if part:
            reader.forward(len(part))
        return part


class _Parser(Parser):
    @cached_property
    def scanner(self) -> Any:
        """Return what makes tokens of the text, which stays the same."""
        return self.loader.scanner


def parse(text: str) -> Iterable[Any]:
    """Return the events of a text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser = _Reader, _Scanner, _Parser
    found: Iterable[Any] = yaml.parse(text)
    return found
