"""Text to data with positions: one reading of YAML 1.2, core schema; the only importer of the YAML parsers.

Events come from libyaml and, where there is no C, from the pure parser of ruamel.yaml; the builder here makes data
and the place of every key and value from them in one pass. What is wrong with the text becomes a fault, a value
with a position; nothing here raises for bad input.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from alignmentcard.paths import Route

MAX_BYTES = 1 << 20
"""A card of a megabyte is not a card; the largest real one so far has 40 kB."""
MAX_DEPTH = 64
MAX_NODES = 100_000
"""Counted with aliases written out, so that a bomb of aliases counts as what it would become."""

STANDARD_TAGS = "tag:yaml.org,2002:"


class Span(NamedTuple):
    """A stretch of text, in code points from its beginning; the end is exclusive."""

    start: int
    end: int


class Mark:
    """Where a value stands, and where its children stand: by key with the span of the key, or by position."""

    __slots__ = ("children", "end", "keys", "start", "style")

    def __init__(self, start: int, end: int, style: str, children: Any = None) -> None:
        self.start, self.end, self.style, self.children = start, end, style, children
        self.keys: dict[str, Span] = {}


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with the text itself."""

    kind: str
    message: str
    span: Span
    route: Route = ()
    help: str = ""


@dataclass(frozen=True)
class Document:
    """A text, its data, and where in the text each part of the data stands."""

    name: str
    text: str
    data: Any = None
    root: Mark = field(default_factory=lambda: Mark(0, 0, "plain"))
    faults: tuple[Fault, ...] = ()
    empty: tuple[Route, ...] = ()
    """Routes of keys without a value."""

    def mark(self, route: Route) -> Mark | None:
        """Return the mark of the value at a route, or None where there is none."""
        mark = self.root
        for part in route:
            try:
                mark = mark.children[part]
            except (KeyError, IndexError, TypeError):
                return None
        return mark

    def has(self, route: Route) -> bool:
        """Say whether something stands at a route; an empty list or mapping is nothing."""
        mark = self.mark(route)
        return mark is not None and mark.children not in ([], {})

    def key(self, route: Route) -> Span | None:
        """Return the span of the key that a route ends in."""
        parent = self.mark(route[:-1]) if route else None
        return parent.keys.get(str(route[-1])) if parent else None

    def span(self, route: Route) -> Span:
        """Return what to show for a route: its value; of a larger value the key; of an absent one what holds it."""
        mark = self.mark(route)
        if mark is None:
            return self.span(route[:-1])
        if not route:
            return next(iter(mark.keys.values()), Span(mark.start, mark.start))
        key = self.key(route)
        if key and (mark.start == mark.end or "\n" in self.text[mark.start : mark.end]):
            return key
        return Span(mark.start, self._line_end(mark))

    def _line_end(self, mark: Mark) -> int:
        newline = self.text.find("\n", mark.start, mark.end)
        return mark.end if newline < 0 else newline

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Turn an offset into a line and a column, both counted from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def line(self, number: int) -> str:
        """Return one line of the text, counted from 1, without its end."""
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def read(path: Path | str) -> Document:
    """Read a file; what cannot be read becomes a document with a fault."""
    path = Path(path)
    try:
        if not path.is_file():
            return _failed(
                str(path), "unreadable", "This is not a file." if path.exists() else "There is no such file."
            )
        if path.stat().st_size > MAX_BYTES:
            return _failed(str(path), "too-large", _too_many_bytes(path.stat().st_size))
        content = path.read_bytes()
    except OSError as error:
        return _failed(str(path), "unreadable", f"The file cannot be read: {error.strerror or error}.")
    return decode(content, str(path))


def decode(content: bytes, name: str = "<input>") -> Document:
    """Read the bytes of a card, which are UTF-8."""
    if len(content) > MAX_BYTES:
        return _failed(name, "too-large", _too_many_bytes(len(content)))
    try:
        return parse(content.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _failed(
            name,
            "syntax",
            f"The file is not UTF-8 text: byte {error.start + 1}, in line {line}, is 0x{content[error.start]:02x}.",
            "Save the file as UTF-8.",
        )


def parse(text: str, name: str = "<input>", *, pure: bool = False) -> Document:
    """Read the text of a card; `pure` takes the parser that needs no C."""
    start = 1 if text.startswith("\ufeff") else 0
    builder = _Builder(text, start)
    events, errors = _events(text[start:], pure)
    try:
        builder.take(events)
    except errors as error:
        return _failed_at(name, text, error, start)
    except _StopReadingError:
        return Document(name, text, faults=tuple(builder.faults))
    if not builder.documents:
        return _failed(name, "syntax", "The file is empty.", "Begin with: alignmentcard new", text)
    return Document(name, text, builder.data, builder.root, tuple(builder.faults), tuple(builder.empty))


def _too_many_bytes(size: int) -> str:
    return f"The file has {size:,} bytes; a card may have {MAX_BYTES:,}."


def _failed(name: str, kind: str, message: str, help: str = "", text: str = "") -> Document:  # noqa: A002
    return Document(name, text, faults=(Fault(kind, message, Span(0, 0), help=help),))


def _failed_at(name: str, text: str, error: Exception, start: int) -> Document:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.index if mark else getattr(error, "position", getattr(error, "start", 0)) or 0
    index = min(index + start, len(text))
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    if not mark:
        reason = f"the character {_shown(text[index : index + 1])} is not allowed"
    fault = Fault("syntax", f"This is not YAML: {reason}.", Span(index, index), help=_hint(str(reason)))
    return Document(name, text, faults=(fault,))


def _shown(character: str) -> str:
    return f"U+{ord(character):04X}" if character else "at the end"


HINTS = {
    "mapping values are not allowed": "Put quotes around a text that contains a colon followed by a space.",
    "did not find expected ',' or": "A bracket or brace that was opened before is not closed.",
    "did not find expected node content": "A bracket or brace that was opened before is not closed.",
    "found character that cannot start any token": "Put quotes around a text that begins with this character, "
    "and use spaces instead of tabs.",
    "did not find expected key": "Check the indentation, and that quotes inside a quoted text are doubled.",
    "could not find expected ':'": "A key needs a colon; a text over several lines needs a deeper indentation.",
    "found unexpected end of stream": "A quote, bracket or brace that was opened before is not closed.",
}


def _hint(reason: str) -> str:
    return next(
        (hint for start, hint in HINTS.items() if reason.startswith(start)), "Check the indentation and the quotes."
    )


def _events(text: str, pure: bool) -> tuple[Iterable[Any], tuple[type[Exception], ...]]:
    if not pure:
        try:
            from yaml import YAMLError as LibraryError
            from yaml import _yaml
        except ImportError:
            pass
        else:
            return _from_libyaml(_yaml.CParser, text), (LibraryError, UnicodeEncodeError)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    return YAML(typ="safe", pure=True).parse(text), (YAMLError,)


def _from_libyaml(parser_class: Callable[[str], Any], text: str) -> Iterator[Any]:
    parser = parser_class(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class _StopReadingError(Exception):
    """A fault after which going on has no use."""


class _Builder:
    """Makes data and marks from events, without recursion."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.shift = text, start
        self.data: Any = None
        self.root = Mark(0, 0, "plain")
        self.documents = self.nodes = 0
        self.faults: list[Fault] = []
        self.empty: list[Route] = []
        self.anchors: dict[str, tuple[Any, Mark, int] | None] = {}
        self.open: list[_Open] = []

    def take(self, events: Iterable[Any]) -> None:
        """Go through all events of a stream."""
        handlers: dict[str, Callable[[Any], None]] = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._start_mapping,
            "SequenceStartEvent": self._start_sequence,
            "MappingEndEvent": self._end,
            "SequenceEndEvent": self._end,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }
        for event in events:
            handler = handlers.get(type(event).__name__)
            if handler:
                handler(event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(
                "syntax", "The file holds more than one YAML document.", event, "Put each card into its own file."
            )

    def _scalar(self, event: Any) -> None:
        self._count(event)
        start, end = event.start_mark.index + self.shift, event.end_mark.index + self.shift
        top = self.open[-1] if self.open else None
        if top and top.wants_key:
            top.take_key(event.value, Span(start, end), self)
            return
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        value = self._value(event)
        mark = Mark(start, end, "plain" if event.style in (None, "") else event.style)
        if event.anchor:
            self.anchors[event.anchor] = (value, mark, 1)
        self._attach(value, mark)
        if value is None:
            self.empty.append(self._route())
        self._advance()

    def _value(self, event: Any) -> Any:
        tag = event.tag if isinstance(event.tag, str) else None
        if tag in (None, "!", f"{STANDARD_TAGS}str") or event.style not in (None, ""):
            self._refuse_tag(event, tag)
            return resolve(event.value) if event.implicit[0] and event.style in (None, "") else event.value
        self._refuse_tag(event, tag)
        return resolve(event.value)

    def _refuse_tag(self, event: Any, tag: str | None) -> None:
        if tag and tag != "!" and not (tag.startswith(STANDARD_TAGS) and tag[len(STANDARD_TAGS) :] in KNOWN_TAGS):
            self._stop("syntax", f"The tag {tag} has no meaning in a card.", event, "Delete the tag.")

    def _start_mapping(self, event: Any) -> None:
        self._start(event, {}, {})

    def _start_sequence(self, event: Any) -> None:
        self._start(event, [], [])

    def _start(self, event: Any, value: Any, children: Any) -> None:
        self._count(event)
        self._refuse_tag(event, event.tag if isinstance(event.tag, str) else None)
        if self.open and self.open[-1].wants_key:
            self._stop(
                "syntax", "A key must be a word, not a list or a mapping.", event, "Use a plain word as the key."
            )
        if len(self.open) >= MAX_DEPTH:
            self._stop("too-large", f"The card is nested deeper than {MAX_DEPTH} levels.", event)
        style = "flow" if event.flow_style else "block"
        mark = Mark(event.start_mark.index + self.shift, 0, style, children)
        if event.anchor:
            self.anchors[event.anchor] = None
        self._attach(value, mark)
        self.open.append(_Open(value, mark, event.anchor, self.nodes))

    def _end(self, event: Any) -> None:
        done = self.open.pop()
        mark = done.mark
        if mark.style == "flow":
            mark.end = event.end_mark.index + self.shift
        else:
            mark.end = max(done.last_end, mark.start)
        if done.anchor:
            self.anchors[done.anchor] = (done.value, mark, self.nodes - done.nodes_before + 1)
        if self.open:
            self.open[-1].last_end = max(self.open[-1].last_end, mark.end)
        self._advance()

    def _alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            what = "contains itself" if event.anchor in self.anchors else "is not defined"
            self._stop("syntax", f"The alias *{event.anchor} {what}.", event, "Write the value out.")
            return
        value, origin, weight = known
        self.nodes += weight - 1
        self._count(event)
        if self.open and self.open[-1].wants_key:
            self._stop("syntax", "A key must be a word, not an alias.", event, "Use a plain word as the key.")
        mark = Mark(event.start_mark.index + self.shift, event.end_mark.index + self.shift, "alias", origin.children)
        mark.keys = origin.keys
        self._attach(value, mark)
        self._advance()

    def _attach(self, value: Any, mark: Mark) -> None:
        if self.open:
            self.open[-1].put(value, mark)
        else:
            self.data, self.root = value, mark

    def _advance(self) -> None:
        if self.open:
            self.open[-1].wants_key = self.open[-1].is_mapping

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(
                "too-large", f"The card has more than {MAX_NODES:,} values, counted with aliases written out.", event
            )

    def _route(self) -> Route:
        return tuple(level.place for level in self.open)

    def _stop(self, kind: str, message: str, event: Any, help: str = "") -> None:  # noqa: A002
        start = event.start_mark.index + self.shift
        end = max(start, min(event.end_mark.index + self.shift, start + 40))
        self.faults.append(Fault(kind, message, Span(start, end), help=help))
        raise _StopReadingError

    def duplicate(self, key: str, span: Span, first: Span) -> None:
        """Note a key that stands twice in one mapping."""
        line = self.text.count("\n", 0, first.start) + 1
        self.faults.append(
            Fault(
                "duplicate-key",
                f"The key `{key}` stands here for the second time; the first is in line {line}.",
                span,
                (*self._route()[:-1], key),
                "Keep one of the two.",
            )
        )


class _Open:
    """A mapping or sequence that is not closed yet."""

    __slots__ = ("anchor", "is_mapping", "key", "last_end", "mark", "nodes_before", "repeated", "value", "wants_key")

    def __init__(self, value: Any, mark: Mark, anchor: str | None, nodes: int) -> None:
        self.value, self.mark, self.anchor, self.nodes_before = value, mark, anchor, nodes
        self.is_mapping = self.wants_key = isinstance(value, dict)
        self.key = ""
        self.repeated = False
        self.last_end = 0

    @property
    def place(self) -> str | int:
        return self.key if self.is_mapping else len(self.value) - 1

    def take_key(self, key: str, span: Span, builder: _Builder) -> None:
        self.key, self.wants_key = key, False
        self.last_end = span.end + 1
        self.repeated = key in self.mark.keys
        if self.repeated:
            builder.duplicate(key, span, self.mark.keys[key])
        else:
            self.mark.keys[key] = span

    def put(self, value: Any, mark: Mark) -> None:
        self.last_end = max(self.last_end, mark.end)
        if not self.is_mapping:
            self.value.append(value)
            self.mark.children.append(mark)
        elif not self.repeated:
            self.value[self.key] = value
            self.mark.children[self.key] = mark


KNOWN_TAGS = ("str", "int", "float", "bool", "null", "map", "seq")
CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
NUMBER_STARTS = frozenset("0123456789+-.")
INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
NOT_A_NUMBER = (".nan", ".NaN", ".NAN")
LONGEST_NUMBER = 300


def resolve(text: str) -> Any:
    """Turn a plain scalar into a value by the core schema of YAML 1.2."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if text[0] not in NUMBER_STARTS or len(text) > LONGEST_NUMBER:
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text)
    if OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    if INFINITE.fullmatch(text):
        return float(text.replace(".", "", 1))
    return float("nan") if text in NOT_A_NUMBER else text
