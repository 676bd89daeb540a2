"""Every field of a card as a tree: what it says, what it means, where that is written, or why it is empty."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from alignmentcard.links import arxiv, href
from alignmentcard.messages import _, spoken
from alignmentcard.model import Card
from alignmentcard.model.fields import Field, tree
from alignmentcard.model.records import Gap
from alignmentcard.portal.card.notes import Notes, Proof, notes_of
from alignmentcard.words import figure, label, meaning, meaning_in, term

APART = frozenset(("alignmentcard", "evidence", "gaps", "ignore"))
"""Sections that are shown beside the fields they speak about."""


class Value(NamedTuple):
    """One value as readers see it: its text, its address where it is a link, its definition where it is a term."""

    text: str
    href: str | None = None
    meaning: str = ""
    code: bool = False


class Node(NamedTuple):
    """One field: values, or further fields, or the reason why there is nothing."""

    path: str
    label: str
    values: tuple[Value, ...] = ()
    children: tuple["Node", ...] = ()
    unstated: tuple[Field, ...] = ()
    """Fields that could stand here; each has an anchor as well."""
    proofs: tuple[Proof, ...] = ()
    gap: Gap | None = None
    known: Field | None = None
    """The field in the standard; None for an entry of a list, and for what the standard does not have."""
    titled: str = ""
    """The path of the part that the label of an entry is taken from."""

    @property
    def about(self) -> str:
        """What the field is."""
        return self.known.description if self.known else ""

    @property
    def why(self) -> str:
        """Why the field is empty; nothing where it is not a gap."""
        return meaning("GapReason", self.gap.reason) if self.gap else ""

    @property
    def anchor(self) -> str:
        """The id of the field on the page."""
        return f"field-{self.path}"


def everything(data: Any, card: Card | None) -> tuple[Node, ...]:
    """Return the sections of a card with all their fields; `data` is what stands in the file."""
    sections = data if isinstance(data, dict) else {}
    notes = notes_of(card)
    known = ((name, sections.get(name), field) for name, field in tree().children.items() if name not in APART)
    unknown = ((str(name), value, None) for name, value in sections.items() if name not in tree().children)
    nodes = (_node(*section, notes) for section in (*known, *unknown))
    return tuple(node for node in nodes if node.children or node.values or node.gap)


def paths(nodes: Iterable[Node]) -> set[str]:
    """Return every path that has an anchor on the page."""
    found: set[str] = set()
    left = list(nodes)
    while left:
        node = left.pop()
        found.update((node.path, node.titled), [f"{node.path}.{field.name}" for field in node.unstated])
        left += node.children
    return found


def nearest(path: str, known: Collection[str]) -> str:
    """Return the path itself where it has an anchor, else that of what holds it; empty where nothing does."""
    while path and path not in known:
        path = path.rpartition(".")[0]
    return path


DATES = ("published", "start", "end", "date")
"""Fields that hold a day, a month or a year."""
Below = tuple[tuple[Node, ...], tuple[Field, ...]]
"""The fields inside one that say something, and those that do not."""


def _node(path: str, value: Any, known: Field | None, notes: Notes) -> Node:
    children, unstated = _below(path, value, known, notes)
    values = () if children else tuple(_values(value, known))
    name = label(known.name if known else path.rpartition(".")[2])
    return Node(path, name, values, children, unstated, notes.evidence.get(path, ()), notes.gaps.get(path), known)


def _below(path: str, value: Any, known: Field | None, notes: Notes, *, entry: bool = False) -> Below:
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return tuple(_entries(path, value, known, notes)), ()
    fields = known.children if known and (entry or known.shape == "record") else None
    if fields and (isinstance(value, dict) or (value is None and path in notes.above)):
        return _record(path, value or {}, fields, notes)
    table = value if isinstance(value, dict) else {}
    return tuple(_entry(f"{path}.{key}", one, None, notes, str(key)) for key, one in table.items()), ()


def _entries(path: str, value: list[Any], known: Field | None, notes: Notes) -> Iterator[Node]:
    for position, one in enumerate(value):
        key = one.get("id", position) if isinstance(one, dict) else position
        part, title = _title(one)
        yield _entry(
            f"{path}.{key}",
            one,
            known,
            notes,
            title or _("No. {position}", position=position + 1),
            f"{path}.{key}.{part}",
        )


def _entry(path: str, value: Any, known: Field | None, notes: Notes, name: str, titled: str = "") -> Node:
    """Return an entry; the part that its name is taken from is left out unless there is more to say about it."""
    below, unstated = _below(path, value, known, notes, entry=True)
    children = tuple(child for child in below if child.path != titled or child.proofs or child.gap)
    values = () if below else tuple(_values(value, known))
    titled = titled if len(children) < len(below) else ""
    proofs, gap = notes.evidence.get(path, ()), notes.gaps.get(path)
    return Node(path, name, values, children, unstated, proofs, gap, titled=titled)


TITLES = ("name", "title", "id", "axis", "rule", "version", "path", "system", "by")


def _title(one: Any) -> tuple[str, str]:
    """Find what tells an entry of a list from the others: the name of a part, and its text."""
    parts = one if isinstance(one, dict) else {}
    return next(((key, parts[key]) for key in TITLES if isinstance(parts.get(key), str)), ("", ""))


def _record(path: str, value: Mapping[str, Any], fields: Mapping[str, Field], notes: Notes) -> Below:
    said: list[Node] = []
    unstated: list[Field] = []
    for name, known in fields.items():
        one = value.get(name)
        if one is None and f"{path}.{name}" not in notes.spoken_of:  # as most fields of most records
            unstated.append(known)
            continue
        node = _node(f"{path}.{name}", one, known, notes)
        if node.values or node.children or node.gap or node.proofs:
            said.append(node)
        else:
            unstated.append(known)
    said += [_node(f"{path}.{name}", one, None, notes) for name, one in value.items() if name not in fields]
    return tuple(said), tuple(unstated)


def _values(value: Any, known: Field | None) -> Iterator[Value]:
    if isinstance(value, list):
        for one in value:
            yield from _values(one, known)
    elif value is not None and not isinstance(value, dict):
        yield _value(value, known)


def _value(value: Any, known: Field | None) -> Value:
    if isinstance(value, bool):
        return Value(_("yes") if value else _("no"))
    if isinstance(value, int | float):
        return Value(figure(value))
    text = str(value)
    if known and known.vocabulary:
        return Value(term(text), meaning=meaning_in(known.vocabulary, text))
    name = known.name if known else ""
    if name in DATES:
        return Value(spoken().date(text))
    link = arxiv(text) if name == "arxiv" else href(text)
    return Value(text, link, code=name in ("id", "sha256", "path"))
