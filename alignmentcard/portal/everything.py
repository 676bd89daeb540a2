"""Every field of a card as a tree: what it says, what it means, where that is written, or why it is empty."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alignmentcard.links import arxiv, href
from alignmentcard.model import Card
from alignmentcard.model.fields import Field, tree
from alignmentcard.model.records import Evidence, Gap
from alignmentcard.words import figure, label, meaning, meaning_in, term

APART = frozenset(("alignmentcard", "evidence", "gaps", "ignore"))
"""Sections that are shown beside the fields they speak about."""


@dataclass(frozen=True)
class Value:
    """One value as readers see it: its text, its address where it is a link, its definition where it is a term."""

    text: str
    href: str | None = None
    meaning: str = ""
    code: bool = False


@dataclass(frozen=True)
class Proof:
    """Where a source says it."""

    source: str
    title: str
    at: str = ""
    note: str = ""


@dataclass(frozen=True)
class Node:
    """One field: values, or further fields, or the reason why there is nothing."""

    path: str
    label: str
    about: str = ""
    values: tuple[Value, ...] = ()
    children: tuple["Node", ...] = ()
    unstated: tuple["Node", ...] = ()
    proofs: tuple[Proof, ...] = ()
    gap: Gap | None = None
    reference: str = ""
    """The path of the field in the reference; empty for a field that the standard does not have."""
    titled: str = ""
    """The path of the part that the label of an entry is taken from."""

    @property
    def why(self) -> str:
        """Why the field is empty; nothing where it is not a gap."""
        return meaning("GapReason", self.gap.reason) if self.gap else ""

    @property
    def anchor(self) -> str:
        """The id of the field on the page."""
        return f"field-{self.path}"


@dataclass(frozen=True)
class Notes:
    """Evidence and gaps of a card, by the path they speak about."""

    evidence: Mapping[str, list[Proof]] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)

    def speaks_below(self, path: str) -> bool:
        """Say whether a gap or evidence concerns something inside a field."""
        return any(known.startswith(f"{path}.") for known in (*self.evidence, *self.gaps))


def notes_of(card: Card | None) -> Notes:
    """Sort evidence and gaps by path."""
    if card is None:
        return Notes()
    titles = {source.id: source.title for source in card.sources}
    evidence: dict[str, list[Proof]] = {}
    for entry in card.evidence:
        evidence.setdefault(entry.field, []).append(_proof(entry, titles))
    return Notes(evidence, {gap.field: gap for gap in card.gaps})


def everything(data: Any, card: Card | None) -> tuple[Node, ...]:
    """Return the sections of a card with all their fields; `data` is what stands in the file."""
    sections = data if isinstance(data, dict) else {}
    notes = notes_of(card)
    nodes = (_node(name, sections.get(name), known, notes) for name, known in tree().children.items())
    unknown = (_node(str(name), sections[name], None, notes) for name in sections if name not in tree().children)
    return tuple(n for n in (*nodes, *unknown) if n.path not in APART and (n.children or n.values or n.gap))


def paths(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield every path that has an anchor on the page."""
    for node in nodes:
        yield node.path
        yield node.titled
        yield from paths(node.unstated)
        yield from paths(node.children)


def nearest(path: str, known: Collection[str]) -> str:
    """Return the path itself where it has an anchor, else that of what holds it; empty where nothing does."""
    while path and path not in known:
        path = path.rpartition(".")[0]
    return path


def _proof(entry: Evidence, titles: Mapping[str, str]) -> Proof:
    return Proof(entry.source, titles.get(entry.source, entry.source), entry.at or "", entry.note or "")


def _node(path: str, value: Any, known: Field | None, notes: Notes, name: str | None = None) -> Node:
    title = name or label(known.name if known else path.rpartition(".")[2])
    about = known.description if known and not name else ""
    children, unstated = _children(path, value, known, notes, entry=name is not None)
    return Node(
        path,
        title,
        about,
        tuple(_values(value, known)) if not children else (),
        children,
        unstated,
        tuple(notes.evidence.get(path, ())),
        notes.gaps.get(path),
        known.path if known and not name else "",
    )


def _children(
    path: str, value: Any, known: Field | None, notes: Notes, *, entry: bool
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    shape = known.shape if known else "value"
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return tuple(_entries(path, value, known, notes)), ()
    if isinstance(value, dict) or (value is None and known and known.children and notes.speaks_below(path)):
        if known and known.children and (shape == "record" or entry):
            return _record(path, value or {}, known, notes)
        return tuple(_node(f"{path}.{key}", one, None, notes, name=str(key)) for key, one in (value or {}).items()), ()
    return (), ()


def _entries(path: str, value: list[Any], known: Field | None, notes: Notes) -> Iterator[Node]:
    for position, one in enumerate(value):
        key = one.get("id", position) if isinstance(one, dict) else position
        title = _title(one)
        node = _node(f"{path}.{key}", one, known, notes, name=title[1] or f"No. {position + 1}")
        yield _without(node, f"{node.path}.{title[0]}")


TITLES = ("name", "title", "id", "axis", "rule", "version", "path", "system", "by")


def _title(one: Any) -> tuple[str, str]:
    """Find what tells an entry of a list from the others: the name of a part, and its text."""
    parts = one if isinstance(one, dict) else {}
    return next(((key, parts[key]) for key in TITLES if isinstance(parts.get(key), str)), ("", ""))


def _without(node: Node, path: str) -> Node:
    """Drop the part that already stands in the label, unless there is more to say about it."""
    children = tuple(child for child in node.children if child.path != path or child.proofs or child.gap)
    return replace(node, children=children, titled=path if len(children) < len(node.children) else "")


def _record(
    path: str, value: Mapping[str, Any], known: Field, notes: Notes
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    nodes = [_node(f"{path}.{name}", value.get(name), child, notes) for name, child in known.children.items()]
    nodes += [_node(f"{path}.{name}", one, None, notes) for name, one in value.items() if name not in known.children]
    said = tuple(node for node in nodes if node.values or node.children or node.gap or node.proofs)
    return said, tuple(node for node in nodes if node not in said)


def _values(value: Any, known: Field | None) -> Iterator[Value]:
    if isinstance(value, list):
        for one in value:
            yield from _values(one, known)
    elif value is not None and not isinstance(value, dict):
        yield _value(value, known)


def _value(value: Any, known: Field | None) -> Value:
    if isinstance(value, bool):
        return Value("yes" if value else "no")
    if isinstance(value, int | float):
        return Value(figure(value))
    text = str(value)
    if known and known.vocabulary:
        return Value(term(text), meaning=meaning_in(known.vocabulary, text))
    name = known.name if known else ""
    link = arxiv(text) if name == "arxiv" else href(text)
    return Value(text, link, code=name in ("id", "sha256", "path"))
