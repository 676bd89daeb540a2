"""The part of a reading of unfinished text that goes through brackets."""

import re
from typing import Literal

from alignmentcard.lsp.slots import Level, Notes, Slot
from alignmentcard.text.marks import Span

TOKEN = re.compile(
    r""""(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[\[\]{},]|:(?=[\s,\[\]{}]|$)|\#.*"""
    r"""|[^\s"'\[\]{},:#](?:[^\[\]{},:#]|:(?![\s,\[\]{}]|$)|(?<=\S)\#)*"""
)
SIGNS = frozenset("[]{},:")


class Brackets:
    """The brackets that are open, from the outermost to the innermost."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.levels: list[Level] = []

    def begin(self, start: int, line: str, at: int, holder: Level) -> None:
        """Open the bracket at a column of a line, as the value of a key or the entry of a list."""
        self._open(line[at], holder)
        self.read(start, line, at + 1)

    def read(self, start: int, line: str, at: int = 0) -> None:
        """Read a line from a column on, until the outermost bracket is closed."""
        low = start + at
        for token in TOKEN.finditer(line, at):
            mine = self._look(low, start, token)
            self._step(token, mine)
            if not self.levels:
                return
        if self.notes.here(low, start + len(line)):
            self._empty()

    def _look(self, low: int, start: int, token: re.Match[str]) -> bool:
        """Note the slot if the cursor stands before this token or in it; say whether it stands in it."""
        begin, end = start + token.start(), start + token.end()
        if token[0] in SIGNS:
            if self.notes.here(low, begin):
                self._empty()
            return False
        if self.notes.here(low, begin - 1):
            self._empty()
        elif self.notes.here(begin, end):
            return self._within(begin, token)
        return False

    def _within(self, begin: int, token: re.Match[str]) -> bool:
        word = token[0].rstrip()
        quote = word[0] in "\"'"
        closed = quote and len(word) > 1 and word[-1] == word[0]
        span = Span(begin + quote, begin + len(word) - closed)
        if word[0] == "#" or not self.notes.here(*span):
            self.notes.leave()
            return False
        top = self.levels[-1]
        if top.kind == "mapping" and top.key is None:
            name = word[quote : len(word) - closed]
            slot = Slot((*top.route, name), "key", span, flow=True, bare=not _before_colon(token))
        else:
            slot = Slot(top.place, "value", span, flow=True, bare=not quote)
        self.notes.found(slot)
        return True

    def _empty(self) -> None:
        top = self.levels[-1]
        role: Literal["key", "value"] = "key" if top.kind == "mapping" and top.key is None else "value"
        self.notes.found(Slot(top.place, role, self.notes.at_cursor(), flow=True))

    def _step(self, token: re.Match[str], mine: bool) -> None:
        """Let a token open, close or fill brackets."""
        sign, top = token[0], self.levels[-1]
        if sign in ("[", "{"):
            self._open(sign, top)
        elif sign in ("]", "}"):
            self.levels.pop()
        elif sign == ",":
            top.key, top.count = None, top.count + 1
        elif sign[0] not in "#:":
            self._word(token, top, mine)

    def _open(self, sign: str, holder: Level) -> None:
        self.levels.append(Level("list" if sign == "[" else "mapping", holder.place))

    def _word(self, token: re.Match[str], top: Level, mine: bool) -> None:
        if top.kind == "mapping" and top.key is not None:
            return
        word = token[0].rstrip().strip("\"'")
        if not mine:
            self.notes.names[top.route].append(word)
        if top.kind == "mapping" and _before_colon(token):
            top.key = word


def _before_colon(token: re.Match[str]) -> bool:
    return re.compile(r"\s*:").match(token.string, token.end()) is not None
