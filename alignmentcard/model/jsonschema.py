"""The JSON Schema of a card, read off the model: what it takes, but for nulls, with every description.

An author leaves out what is empty, and readers need no choice; a default stands for what is left out.
"""

from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from alignmentcard.model.base import About, Section, Vocabulary
from alignmentcard.model.section import limits_of

KEYWORDS = {
    "min_length": "minLength",
    "max_length": "maxLength",
    "pattern": "pattern",
    "ge": "minimum",
    "le": "maximum",
}
TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def record(kind: type[Section]) -> dict[str, Any]:
    """Return the schema of a record; other records in it are references."""
    fields = kind.fields()
    schema: dict[str, Any] = {
        "additionalProperties": False,
        "description": kind.__doc__,
        "properties": {name: _field(name, *field) for name, field in fields.items()},
        "required": [name for name, (_, about) in fields.items() if about.default is None],
        "title": kind.__name__,
        "type": "object",
    }
    return {keyword: value for keyword, value in schema.items() if value != []}


def records(kind: type[Section]) -> dict[str, dict[str, Any]]:
    """Return the schemas of all records in a record, by name."""
    found = {one.__name__: one for one in _inside(kind)}
    return {name: record(found[name]) for name in sorted(found)}


def _inside(kind: type[Section]) -> Iterable[type[Section]]:
    for annotation, _ in kind.fields().values():
        for inner in _kinds(annotation):
            yield inner
            yield from _inside(inner)


def _kinds(annotation: Any) -> Iterable[type[Section]]:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    elif get_origin(annotation) is not Literal:
        for inner in get_args(annotation):
            yield from _kinds(inner)


def _field(name: str, annotation: Any, about: About) -> dict[str, Any]:
    value, said = _value(annotation, about.limits), _said(name, about)
    if get_origin(annotation) in (Union, UnionType):
        return {**_sorted(value), **said}
    if "$ref" in value and about.description == annotation.__doc__:
        del said["description"]
    return _sorted({**value, **said})


def _said(name: str, about: About) -> dict[str, Any]:
    """Return what stands beside the type of a field."""
    example = _sorted(about.example) if isinstance(about.example, dict) else about.example
    examples = {} if example is None else {"examples": [example]}
    return {"description": about.description, **examples, "title": name.replace("_", " ").capitalize()}


def _value(annotation: Any, limits: Mapping[str, Any] = {}) -> dict[str, Any]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        words = next((extra for extra in inner[1:] if isinstance(extra, Vocabulary)), None)
        return {**_value(inner[0], {**limits_of(inner[1:]), **limits}), **(_defined(words, inner[0]) if words else {})}
    if origin in (Union, UnionType):
        return _value(inner[0], limits)
    if origin is list:
        longest = {"maxItems": limits["max_length"]} if limits else {}
        return {"type": "array", "items": _sorted(_value(inner[0])), **longest}
    if origin is dict:
        return _table(*inner)
    if origin is Literal:
        return {"type": "string", **({"enum": list(inner)} if len(inner) > 1 else {"const": inner[0]})}
    if annotation in TYPES:
        return {**TYPES[annotation], **{word: limits[name] for name, word in KEYWORDS.items() if name in limits}}
    return {"$ref": f"#/$defs/{annotation.__name__}"}


def _table(key: Any, entry: Any) -> dict[str, Any]:
    names = {keyword: value for keyword, value in _sorted(_value(key)).items() if keyword != "type"}
    entries = True if entry is Any else _sorted(_value(entry))
    return {"type": "object", "additionalProperties": entries, **({"propertyNames": names} if names else {})}


def _defined(words: Vocabulary, terms: Any) -> dict[str, Any]:
    """Return the definition of each term, where editors look for it."""
    return {"enumDescriptions": [words.terms[term].definition for term in get_args(terms)]}


def _sorted(schema: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(schema.items()))
