"""JSON-LD as far as importing needs it: one object, names without prefixes, plain texts."""

import json
from typing import Any, NamedTuple

from alignmentcard.convert.imports.found import NotImportableError, texts
from alignmentcard.messages.retold import quoted, worded

MAX_DEPTH = 100
NAMESPACES = {
    "schema.org/": "sc",
    "mlcommons.org/croissant/RAI/": "rai",
    "mlcommons.org/croissant/": "cr",
    "mlcommons.org/schema/": "cr",
    "www.w3.org/ns/prov#": "prov",
    "purl.org/dc/terms/": "dct",
}
"""Addresses of vocabularies without their scheme, because files write http and https; longer ones stand first."""


class Name(NamedTuple):
    """A key: the vocabulary that it belongs to, or an empty text, and its name there."""

    vocabulary: str
    name: str


def read_json(text: str) -> Any:
    """Read JSON; what is not JSON, or nested too deeply, is told with its place."""
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = worded("line {line}, column {column}", line=error.lineno, column=error.colno)
        hint = worded(" A comma before a closing bracket is not allowed.") if "property name" in error.msg else ""
        raise NotImportableError(
            worded("The text is not JSON: {msg} ({place}).{hint}", msg=quoted(error.msg), place=place, hint=hint)
        ) from error
    except RecursionError:
        raise NotImportableError(worded("The JSON is nested too deeply.")) from None
    except ValueError as error:
        raise NotImportableError(worded("The text is not JSON that can be used: {error}.", error=error)) from error
    if _deeper(data, MAX_DEPTH):
        raise NotImportableError(worded("The JSON is nested more than {max_depth} levels deep.", max_depth=MAX_DEPTH))
    return data


def _deeper(data: Any, levels: int) -> bool:
    layer = [data]
    for _ in range(levels):
        layer = [
            inner for one in layer if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]  # fmt: skip
        if not layer:
            return False
    return True


def dataset_in(data: Any) -> dict[str, Any] | None:
    """Return the object that describes a dataset: the data itself, or one in its list or graph."""
    inner = data.get("@graph") if isinstance(data, dict) else data
    objects = [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []
    found = next((one for one in objects if is_a(one, "Dataset")), objects[0] if objects else None)
    if isinstance(data, dict) and isinstance(inner, list):
        return {"@context": data.get("@context"), **found} if found else None
    return data if isinstance(data, dict) else found


def is_a(value: Any, kind: str) -> bool:
    """Say whether an object is of a type, whatever its prefix."""
    types = texts(value.get("@type")) if isinstance(value, dict) else []
    return any(tail(one) == kind for one in types)


def tail(name: str) -> str:
    """Return a name without its prefix or address."""
    return name.strip().rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]


def name_of(key: str, context: Any) -> Name:
    """Return what a key stands for, by the context of the file and by the usual prefixes."""
    known = _terms(context)
    address = known.get(key, key)
    for _ in range(3):
        prefix, colon, rest = address.partition(":")
        if not colon or rest.startswith("//") or prefix not in known:
            break
        address = known[prefix] + rest
    bare = address.partition("://")[2]
    for start, vocabulary in NAMESPACES.items():
        if bare.startswith(start):
            return Name(vocabulary, bare.removeprefix(start))
    prefix, colon, rest = address.partition(":")
    return Name(prefix, rest) if colon and not bare else Name("", address)


def _terms(context: Any) -> dict[str, str]:
    parts = context if isinstance(context, list) else [context]
    found: dict[str, str] = {}
    for part in parts:
        for term, meaning in part.items() if isinstance(part, dict) else ():
            meaning = meaning.get("@id") if isinstance(meaning, dict) else meaning
            if isinstance(meaning, str) and not term.startswith("@"):
                found[term] = meaning
    return found


def texts_in(value: Any) -> list[str]:
    """Return the texts of a value: of a language map the English one, of a reference its id."""
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    if not isinstance(value, dict):
        return texts(value)
    for key in ("@value", "en", "name", "sc:name", "description", "sc:description", "@id", "url"):
        if texts(value.get(key)):
            return texts(value[key])[:1]
    languages = [key for key in value if 2 <= len(key.partition("-")[0]) <= 3]
    return texts(value[languages[0]])[:1] if languages else []
