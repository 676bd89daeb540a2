"""Where the cursor stands in a text that need not be readable, judged by indentation and brackets alone.

While somebody types, the text is seldom YAML. This reading never fails: it goes through the lines once, keeps the
mappings and lists that are open by their columns, and notes what stands at the cursor.
"""

import re
from collections.abc import Iterator

from alignmentcard.lsp.brackets import Brackets
from alignmentcard.lsp.positions import LINE_ENDS
from alignmentcard.lsp.slots import Level, Notes, Slot
from alignmentcard.text.marks import Span

KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s\[\]{},#"'&*!|>][^:#]*?)[ ]*:(?=\s|$)""")
DASH = re.compile(r"-(?: +|$)")
COMMENT = re.compile(r"(?:^|(?<=\s))#")
QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")


def slot_at(text: str, cursor: int) -> Slot | None:
    """Return the slot at an offset; None inside comments and texts over several lines."""
    notes = Notes(cursor)
    scan = _Scan(notes)
    for start, line in _lines(text):
        scan.take(start, line)
    return notes.result()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 1 if text.startswith("\ufeff") else 0
    for end in LINE_ENDS.finditer(text, start):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


class _Scan:
    """One pass over the lines of a text."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.brackets = Brackets(notes)
        self.levels = [Level("mapping", ())]
        self.levels[0].column = 0
        self.outside = -1
        """Column of what holds the open brackets or the open text: a line at it, or left of it, may end them."""
        self.prose = False
        """Whether a text over several lines is open."""

    def take(self, start: int, line: str) -> None:
        """Read one line."""
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            if not self.brackets.levels:
                self._blank(start, len(line))
            elif self.notes.here(start, start + len(line)):
                self.brackets.read(start, line)
        elif self.prose and indent > self.outside:
            return
        elif self.brackets.levels and not self._left(line, indent):
            self.brackets.read(start, line)
        else:
            self.prose = False
            self.brackets.levels.clear()
            self._line(start, line, indent)

    def _left(self, line: str, indent: int) -> bool:
        """Say whether a line shows that a bracket above was never closed."""
        return indent <= self.outside and bool(KEY.match(line, indent) or DASH.match(line, indent))

    def _line(self, start: int, line: str, at: int) -> None:
        if line[at] in "#%" or line.startswith("---"):
            return
        while dash := DASH.match(line, at):
            self._entry(at)
            at = dash.end()
        top = self.levels[-1]
        key = KEY.match(line, at)
        if key:
            self._key(start, line, key)
        elif top.kind == "list" and top.open and top.column < at and DASH.match(line, top.column):
            self._value(start, line, at, top)
        else:
            self._fragment(start, line, at)

    def _blank(self, start: int, length: int) -> None:
        """Judge an empty line by the column of the cursor."""
        column = self.notes.cursor - start
        if not self.notes.here(start, start + length) or (self.prose and column > self.outside):
            return
        top = _until(self.levels, column)[-1]
        beside = top.kind == "mapping" and top.column == column
        if beside or top.open:
            holder = top.route if beside else top.place
            self.notes.found(Slot((*holder, ""), "key", self.notes.at_cursor()))

    def _entry(self, column: int) -> None:
        """Begin an entry of a list, and the list where there is none at this column."""
        self.levels = _until(self.levels, column, dash=True)
        top = self.levels[-1]
        if top.kind == "list" and top.column == column:
            top.count += 1
        else:
            self.levels.append(Level("list", top.place, column))
        self.levels[-1].open = True

    def _mapping(self, column: int) -> Level | None:
        """Return the mapping that a key at a column belongs to; None where the line continues a text."""
        self.levels = _until(self.levels, column)
        top = self.levels[-1]
        if top.kind == "mapping" and top.column == column:
            return top
        if not top.open:
            return None
        self.levels.append(Level("mapping", top.place, column))
        top.open = top.kind == "mapping"
        return self.levels[-1]

    def _key(self, start: int, line: str, match: re.Match[str]) -> None:
        level = self._mapping(match.start())
        if level is None:
            return
        level.key = match[1].strip("\"'")
        span = Span(start + match.start(1), start + match.end(1))
        if self.notes.here(*span):
            self.notes.found(Slot(level.place, "key", span, bare=False))
        else:
            self.notes.names[level.route].append(level.key)
        self._value(start, line, match.end(), level)

    def _fragment(self, start: int, line: str, at: int) -> None:
        """Read a line without a colon: a key that is being typed, or more of a text."""
        span = Span(start + at, start + len(line.rstrip()))
        level = self._mapping(at) if self.notes.here(*span) else None
        if level:
            self.notes.found(Slot((*level.route, line[at:].rstrip()), "key", span))

    def _value(self, start: int, line: str, at: int, level: Level) -> None:
        """Read what stands on the line of a key or a dash, from a column on."""
        begin = at + len(line[at:]) - len(line[at:].lstrip())
        sign = line[begin : begin + 1]
        self.outside, level.open = level.column, False
        if sign in ("[", "{"):
            self.brackets.begin(start, line, begin, level)
        elif sign in ("|", ">"):
            self.prose = True
        elif sign in ('"', "'"):
            self._quoted(start, line, begin, level)
        else:
            self._plain(start, line, at, level)

    def _plain(self, start: int, line: str, at: int, level: Level) -> None:
        comment = COMMENT.search(line, at)
        stop = comment.start() if comment else len(line)
        word = line[at:stop].strip()
        begin = line.find(word, at) if word else at
        level.open = not word or word[0] in "&!"
        span = Span(start + begin, start + begin + len(word))
        if not word and self.notes.here(start + at, start + stop):
            self.notes.found(Slot(level.place, "value", self.notes.at_cursor()))
        elif word and self.notes.here(*span):
            self.notes.found(Slot(level.place, "value", span))
        elif word and level.kind == "list":
            self.notes.names[level.route].append(word)

    def _quoted(self, start: int, line: str, begin: int, level: Level) -> None:
        quoted = QUOTED.match(line, begin)
        end = quoted.end() - 1 if quoted else len(line.rstrip())
        self.prose = not quoted
        if self.notes.here(start + begin + 1, start + end):
            span = Span(start + begin + 1, start + end)
            self.notes.found(Slot(level.place, "value", span, bare=False))
        elif level.kind == "list":
            self.notes.names[level.route].append(line[begin + 1 : end])


def _until(levels: list[Level], column: int, *, dash: bool = False) -> list[Level]:
    """Return the levels that are still open at a column; a list ends where something else stands at its column."""
    kept = list(levels)
    while len(kept) > 1 and (
        kept[-1].column > column or (kept[-1].column == column and kept[-1].kind == "list" and not dash)
    ):
        kept.pop()
    return kept
