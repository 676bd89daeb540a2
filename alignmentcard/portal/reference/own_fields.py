"""The fields that a profile adds under `extensions`, as its JSON Schema describes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alignmentcard.messages import _, later
from alignmentcard.profiles import Profile

TYPES = {
    "string": later("text"),
    "integer": later("whole number"),
    "number": later("number"),
    "boolean": later("true or false"),
    "array": later("list"),
    "object": later("record"),
}


@dataclass(frozen=True)
class OwnField:
    """A field of an organisation: its path, what it may hold, and what the schema says about it."""

    path: str
    holds: str
    about: str = ""


def own_fields(profile: Profile) -> list[OwnField]:
    """Return the fields that the schemas of a profile name, each once; what they refer to elsewhere is not followed."""
    found = {}
    for fragment in profile.schemas:
        for one in _below(_inside(fragment.schema, "extensions"), "extensions"):
            found[one.path] = one
    return list(found.values())


def _below(schema: Mapping[str, Any], path: str) -> Iterator[OwnField]:
    required = schema.get("required")
    for name in _mapping(schema.get("properties")):
        own, here = _inside(schema, name), f"{path}.{name}"
        if path != "extensions":  # below it stand organisations, which are no fields
            needed = isinstance(required, list) and name in required
            yield OwnField(here, f"{_holds(own)}, {_('required')}" if needed else _holds(own), _about(own))
        yield from _below(own, here)


def _inside(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return _mapping(_mapping(schema.get("properties")).get(name))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _holds(schema: Mapping[str, Any]) -> str:
    words = schema.get("enum")
    if isinstance(words, list):
        return _("one of {words}", words=", ".join(map(str, words)))
    kinds = schema.get("type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return ", ".join(_(TYPES.get(str(kind), str(kind))) for kind in named if kind) or _("anything")


def _about(schema: Mapping[str, Any]) -> str:
    told = schema.get("description") or schema.get("title")
    return told if isinstance(told, str) else ""
