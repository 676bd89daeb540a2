"""A card into a Croissant file that exists: the file's own properties, resources and record sets stay as they are."""

import json
import re
from typing import Any

from alignmentcard.convert.ac_block import KEY
from alignmentcard.convert.exports.croissant import CONFORMS_TO, CONTEXT, as_croissant
from alignmentcard.errors import AlignmentCardError
from alignmentcard.model import Card

PREFIXES = ("rai", "dct", "prov", "sc", "conformsTo", "ac", KEY)
"""What the context must know for the properties that a card adds."""
OWN = ("rai:", "prov:", KEY)
"""Properties that are the card's to say; it replaces what stands there."""
STRUCTURE = ("distribution", "recordSet")
RAI = CONFORMS_TO[1]


def merge_croissant(card: Card, host: str) -> str:
    """Put a card into the text of a Croissant file."""
    data = _read(host)
    ours = {name: value for name, value in as_croissant(card).items() if name not in ("@context", "conformsTo")}
    if any(name in data for name in STRUCTURE) or not _versions(data):
        ours = {name: value for name, value in ours.items() if name not in STRUCTURE}
    merged = _with(data, {name: value for name, value in ours.items() if name not in data or name.startswith(OWN)})
    merged["@context"] = _context(data.get("@context"))
    _conform(merged)
    text = json.dumps(merged, ensure_ascii="\\u" in host, indent=_indent(host))
    return text + ("\n" if host.endswith("\n") else "")


def _read(host: str) -> dict[str, Any]:
    try:
        data = json.loads(host.removeprefix("\ufeff"))
    except ValueError as error:
        raise AlignmentCardError(f"The file to merge into is not JSON: {error}.") from error
    if not isinstance(data, dict) or not isinstance(data.get("@context", {}), dict):
        raise AlignmentCardError(
            "The file to merge into is not Croissant: it must be one JSON object whose @context is an object."
        )
    return data


def _with(data: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Set properties; those that are not there yet go before the resources and record sets."""
    merged: dict[str, Any] = {}
    added = {name: value for name, value in new.items() if name not in data}
    for name, value in data.items():
        if name in STRUCTURE:
            merged.update(added)
        merged[name] = new.get(name, value)
    return {**merged, **added}


def _context(host: dict[str, Any] | None) -> dict[str, Any]:
    """Add the names that a card needs to the context of the file, unless they mean something else there."""
    if host is None:
        return CONTEXT
    for name in PREFIXES:
        if name not in ("sc", "conformsTo") and host.get(name, CONTEXT[name]) != CONTEXT[name]:
            raise AlignmentCardError(
                f"The card cannot be merged: `{name}` in the @context of the file stands for something else than "
                f"{json.dumps(CONTEXT[name])}."
            )
    return {**host, **{name: CONTEXT[name] for name in PREFIXES if name not in host}}


def _conform(data: dict[str, Any]) -> None:
    """Say that the file follows the RAI vocabulary, where it says which version of Croissant it follows."""
    versions = _versions(data)
    if versions and RAI not in versions:
        data["dct:conformsTo" if "dct:conformsTo" in data else "conformsTo"] = [*versions, RAI]


def _versions(data: dict[str, Any]) -> list[Any]:
    """Return what a file says that it conforms to; files of version 0.8, whose resources differ, say nothing."""
    stated = data.get("dct:conformsTo", data.get("conformsTo", []))
    return stated if isinstance(stated, list) else [stated]


def _indent(host: str) -> int | None:
    """Return the indentation of a file; None where it is all in one line."""
    found = re.match(r"\ufeff?\s*\{[ \t]*\r?\n( +)", host)
    return len(found[1]) if found else None if "\n" not in host.strip() else 2
