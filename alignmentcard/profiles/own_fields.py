"""The fields that a profile adds under `extensions`, as its JSON Schema describes them, and what cards answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alignmentcard.messages import _, later
from alignmentcard.model import Card
from alignmentcard.profiles import Profile
from alignmentcard.words import label, several

TYPES = {
    "string": later("text"),
    "integer": later("whole number"),
    "number": later("number"),
    "boolean": later("true or false"),
    "array": later("list"),
    "object": later("record"),
}
BELOW = "extensions"
Answer = bool | float | str
"""One value that a card gives, in lists and outside of them."""


@dataclass(frozen=True)
class OwnField:
    """A field of an organisation: its path, what it may hold, and what the schema says about it."""

    route: tuple[str, ...]
    """The keys that lead to it from `extensions`, the organisation first: a name may have dots in it."""
    holds: str
    about: str = ""
    title: str = ""
    """What the schema calls it; empty where it gives no title."""
    record: bool = False
    """Whether further fields stand in it, and no answer."""
    numeric: bool = False
    """Whether its answers are numbers that can be added, and not a choice among some."""

    @property
    def path(self) -> str:
        """The path as checks and evidence write it."""
        return ".".join((BELOW, *self.route))

    @property
    def name(self) -> str:
        """What readers call it: its title, or the keys below the organisation."""
        return self.title or ": ".join(map(label, self.route[1:]))

    def answers(self, card: Card) -> list[Answer]:
        """Return the values that a card gives there, those of lists one by one; empty where it says nothing."""
        found: Any = card.extensions
        for key in self.route:
            found = found.get(key) if isinstance(found, dict) else None
        return list(_scalars(found))


def _scalars(value: Any) -> Iterator[Answer]:
    if isinstance(value, list):
        for one in value:
            yield from _scalars(one)
    elif isinstance(value, bool | int | float) or (isinstance(value, str) and value.strip()):
        yield value


def answerable(profile: Profile) -> tuple[OwnField, ...]:
    """Return the fields of a profile that hold answers."""
    return tuple(one for one in own_fields(profile) if not one.record)


def own_fields(profile: Profile) -> list[OwnField]:
    """Return the fields that the schemas of a profile name, each once; what they refer to elsewhere is not followed."""
    found = {}
    for fragment in profile.schemas:
        for one in _below(_inside(fragment.schema, BELOW), ()):
            found[one.path] = one
    return list(found.values())


def _below(schema: Mapping[str, Any], route: tuple[str, ...]) -> Iterator[OwnField]:
    required = schema.get("required")
    for name in _mapping(schema.get("properties")):
        own, here = _inside(schema, name), (*route, name)
        if route:  # at the top stand organisations, which are no fields
            needed = isinstance(required, list) and name in required
            holds = ", ".join([_holds(own), *([_("required")] if needed else [])])
            title, inner = _text(own, "title"), bool(_mapping(own.get("properties")))
            yield OwnField(here, holds, _text(own, "description", "title"), title, inner, _is_numeric(own))
        yield from _below(own, here)


def _inside(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return _mapping(_mapping(schema.get("properties")).get(name))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _kinds(schema: Mapping[str, Any]) -> list[str]:
    kinds = schema.get("type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _is_numeric(schema: Mapping[str, Any]) -> bool:
    listed = _mapping(schema.get("items"))
    kinds = {*_kinds(schema), *_kinds(listed)} - {"null", "array"}
    return bool(kinds) and kinds <= {"integer", "number"} and not {"enum", "const"} & {*schema, *listed}


def _holds(schema: Mapping[str, Any]) -> str:
    words = schema.get("enum")
    if isinstance(words, list):
        return several([str(word) for word in words], either=True)
    return several([_(TYPES.get(kind, kind)) for kind in _kinds(schema)], either=True) or _("anything")


def _text(schema: Mapping[str, Any], *names: str) -> str:
    """Return the first of some texts that the schema has."""
    told = next(filter(None, map(schema.get, names)), "")
    return told if isinstance(told, str) else ""
