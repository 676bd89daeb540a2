"""Parsing events to data, with a mark for every value; what is wrong with the text becomes a fault.

Nothing here raises for bad input.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.paths import Route
from alignmentcard.text.events import character_fault, events, met_depth_limit, syntax_fault
from alignmentcard.text.marks import Fault, Mark, Span
from alignmentcard.text.scalars import resolve

MAX_DEPTH = 64
MAX_NODES = 100_000
"""Counted with aliases written out, so that a bomb of aliases counts as what it would become."""

MAX_REPEATED = 1000
"""Keys that stand twice: a person mends a few, and a file with more was not written by one."""

STANDARD_TAGS = "tag:yaml.org,2002:"
KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "null": (type(None),),
    "map": (dict,),
    "seq": (list,),
}
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, by an escape such as those of JSON; libyaml refuses it, and no file could hold it."""
OUT = worded(
    "Write the value out. Where it is the beginning of a text, put the text in quotes: `{sign}` is a sign of YAML.",
    sign="*",
)
INSIDE_ITSELF = later("The alias *{alias} contains itself.")
NOT_DEFINED = later("The alias *{alias} is not defined.")
NO_TAG = worded("Delete the tag.")
NO_TAG_BUT_QUOTES = worded(
    "Delete the tag. Where it is the beginning of a text, put the text in quotes: `{sign}` is a sign of YAML.", sign="!"
)
AFTER_KEY = re.compile(r"\s*:")


class Built(NamedTuple):
    """What became of a text: its data, the marks of it, what is wrong, and the routes of keys without a value."""

    data: Any
    root: Mark
    faults: tuple[Fault, ...] = ()
    empty: tuple[Route, ...] = ()


def build(text: str, *, pure: bool = False, within: Span | None = None) -> Built:
    """Make data and marks of a text, or of a part of it; `pure` takes the parser that needs no C."""
    start, end = within or Span(1 if text.startswith("\ufeff") else 0, len(text))
    bad = character_fault(text, start, end)
    if bad:
        return _nothing(bad)
    builder = _Builder(text, start)
    stream, errors = events(text[start:end], pure)
    try:
        builder.take(stream)
    except errors as error:
        if met_depth_limit(error) and not pure:
            return build(text, pure=True, within=within)
        return _nothing(*builder.faults, syntax_fault(text, error, start))
    except _StopReadingError:
        return _nothing(*builder.faults)
    if not builder.documents:
        return _nothing(
            Fault("syntax", worded("The file is empty."), Span(0, 0), help=worded("Begin with: alignmentcard new"))
        )
    whole = builder.open[0]
    return Built(whole.value[0], whole.mark.children[0], tuple(builder.faults), tuple(builder.empty))


def _nothing(*faults: Fault) -> Built:
    return Built(None, Mark(0, 0, "plain"), faults)


class _Anchored(NamedTuple):
    value: Any
    mark: Mark
    weight: int
    empty: tuple[Route, ...]


class _StopReadingError(Exception):
    """A fault after which going on has no use."""


class _Builder:
    """Makes data and marks from events, without recursion."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.shift = text, start
        self.documents = self.nodes = 0
        self.faults: list[Fault] = []
        self.empty: list[Route] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.open: list[_Open] = [_Open([], Mark(0, 0, "block", []), None, 0, 0)]
        """What is not closed yet: the stream, and in it mappings and sequences."""

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
        by_type: dict[type, Callable[[Any], object]] = {}
        for event in events:
            kind = type(event)
            handle = by_type.get(kind)
            if handle is None:
                handle = by_type[kind] = handlers.get(kind.__name__, bool)
            handle(event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(
                "syntax",
                worded("The file holds more than one YAML document."),
                event,
                worded("Put each card into its own file."),
            )

    def _scalar(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._too_many(event)
        text, style, top = event.value, event.style, self.open[-1]
        start, end = event.start_mark.index + self.shift, event.end_mark.index + self.shift
        marked = style or event.tag is not None
        value = self._value(event) if marked else text if top.wants_key else resolve(text)
        if top.wants_key:
            top.take_key(text, Span(start, end), self)
            if event.anchor:
                self._remember(event.anchor, text, Mark(start, end, "plain"))
            return
        if style and style in "|>":
            end = start + len(self.text[start:end].rstrip(" \t\r\n"))
        if start == end and top.is_mapping:
            start = end = self._after_colon(top.key_end)
        mark = Mark(start, end, style or "plain")
        if event.anchor:
            self._remember(event.anchor, value, mark, ((),) if value is None else ())
        top.put(value, mark)
        if value is None:
            self._note_empty(())

    def _after_colon(self, key_end: int) -> int:
        colon = AFTER_KEY.match(self.text, key_end)
        return colon.end() if colon else key_end

    def _remember(self, anchor: str, value: Any, mark: Mark, empty: Iterable[Route] = (), weight: int = 1) -> None:
        self.anchors[anchor] = _Anchored(value, mark, weight, tuple(empty))

    def _note_empty(self, route: Route) -> None:
        """Note a key without a value, unless it stands under a key that is there for the second time."""
        if not any(level.repeated for level in self.open):
            self.empty.append((*self._route(), *route))

    def _value(self, event: Any) -> Any:
        if event.style == '"' and SURROGATE.search(event.value):
            self._stop(
                "syntax",
                worded("This is not YAML: \\ud800 to \\udfff are not characters."),
                event,
                worded("Write the character."),
            )
        tag = event.tag
        if tag in ("!", f"{STANDARD_TAGS}str"):
            return event.value
        if tag is None:
            return resolve(event.value) if event.style in (None, "") else event.value
        value = resolve(event.value)
        self._refuse_tag(event, value)
        return float(value) if tag == f"{STANDARD_TAGS}float" else value

    def _refuse_tag(self, event: Any, value: Any) -> None:
        """Stop at a tag that is not of the core schema, or that does not fit what it stands before."""
        tag = event.tag
        if tag in (None, "!"):
            return
        known, _, name = tag.partition(STANDARD_TAGS)
        if known or type(value) not in KINDS.get(name, ()):
            tag = f"!!{name}" if name and not known else tag
            help_ = NO_TAG if tag.startswith("!!") else NO_TAG_BUT_QUOTES
            self._stop("syntax", worded("The tag {tag} has no meaning here.", tag=tag), event, help_)

    def _start_mapping(self, event: Any) -> None:
        self._start(event, {}, {})

    def _start_sequence(self, event: Any) -> None:
        self._start(event, [], [])

    def _start(self, event: Any, value: Any, children: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._too_many(event)
        if event.tag is not None:
            self._refuse_tag(event, value)
        top = self.open[-1]
        if top.wants_key:
            self._stop(
                "syntax",
                worded("A key must be a word, not a list or a mapping."),
                event,
                worded(
                    "Use a plain word as the key; in place of a placeholder such as {{ title }} write what it stands "
                    "for."
                ),
            )
        if len(self.open) > MAX_DEPTH:
            self._stop(
                "too-large", worded("The card is nested deeper than {max_depth} levels.", max_depth=MAX_DEPTH), event
            )
        style = "flow" if event.flow_style else "block"
        mark = Mark(event.start_mark.index + self.shift, 0, style, children)
        if event.anchor:
            self.anchors[event.anchor] = None
        top.put(value, mark)
        self.open.append(_Open(value, mark, event.anchor, self.nodes, len(self.empty)))

    def _end(self, event: Any) -> None:
        done = self.open.pop()
        mark = done.mark
        if mark.style == "flow":
            mark.end = event.end_mark.index + self.shift
        else:
            mark.end = max(done.last_end, mark.start)
        if done.anchor:
            inside = (empty[len(self.open) - 1 :] for empty in self.empty[done.empty_before :])
            self._remember(done.anchor, done.value, mark, inside, self.nodes - done.nodes_before + 1)
        top = self.open[-1]
        if mark.end > top.last_end:
            top.last_end = mark.end

    def _alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            text = INSIDE_ITSELF if event.anchor in self.anchors else NOT_DEFINED
            self._stop("syntax", worded(text, alias=event.anchor), event, OUT)
            return
        value, origin, weight, empty = known
        self.nodes += weight
        if self.nodes > MAX_NODES:
            self._too_many(event)
        if self.open[-1].wants_key:
            self._stop(
                "syntax", worded("A key must be a word, not an alias."), event, worded("Use a plain word as the key.")
            )
        mark = Mark(event.start_mark.index + self.shift, event.end_mark.index + self.shift, "alias", origin.children)
        mark.keys = origin.keys
        self.open[-1].put(value, mark)
        for route in empty:
            self._note_empty(route)

    def _too_many(self, event: Any) -> None:
        self._stop(
            "too-large",
            worded(
                "The card has more than {max_nodes:,} values, counted with aliases written out.", max_nodes=MAX_NODES
            ),
            event,
        )

    def _route(self) -> Route:
        return tuple(level.place for level in self.open[1:])

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
                worded(
                    "The key `{key}` stands here for the second time; the first is in line {line}.", key=key, line=line
                ),
                span,
                (*self._route()[:-1], key),
                worded("Keep one of the two."),
            )
        )
        if len(self.faults) > MAX_REPEATED:
            self.faults.append(
                Fault(
                    "too-large",
                    worded("More than {max_repeated:,} keys stand here again.", max_repeated=MAX_REPEATED),
                    span,
                )
            )
            raise _StopReadingError


class _Open:
    """A mapping or sequence that is not closed yet."""

    __slots__ = (
        *("anchor", "empty_before", "is_mapping", "key", "key_end", "last_end"),
        *("mark", "nodes_before", "repeated", "value", "wants_key"),
    )

    def __init__(self, value: Any, mark: Mark, anchor: str | None, nodes: int, empty: int) -> None:
        self.value, self.mark, self.anchor = value, mark, anchor
        self.nodes_before, self.empty_before = nodes, empty
        self.is_mapping = self.wants_key = isinstance(value, dict)
        self.key = ""
        self.repeated = False
        self.key_end = self.last_end = 0

    @property
    def place(self) -> str | int:
        return self.key if self.is_mapping else len(self.value) - 1

    def take_key(self, key: str, span: Span, builder: _Builder) -> None:
        self.key, self.wants_key, keys = key, False, self.mark.keys
        self.key_end = self.last_end = span[1]
        self.repeated = key in keys
        if self.repeated:
            builder.duplicate(key, span, keys[key])
        else:
            keys[key] = span

    def put(self, value: Any, mark: Mark) -> None:
        if mark.end > self.last_end:
            self.last_end = mark.end
        if not self.is_mapping:
            self.value.append(value)
            self.mark.children.append(mark)
            return
        self.wants_key = True
        if not self.repeated:
            self.value[self.key] = value
            self.mark.children[self.key] = mark
