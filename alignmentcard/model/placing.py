"""Putting values at paths of a card in the making."""

from typing import Any

from alignmentcard.model.fields import find
from alignmentcard.paths import split
from alignmentcard.text.digits import whole


def put(data: Any, path: str, value: Any) -> None:
    """Set the value at a path; records and entries on the way are made where they are missing."""
    names = split(path)
    for length, name in enumerate(names[:-1], 1):
        if isinstance(data, list):
            data = _entry(data, name)
        else:
            known = find(names[:length])
            data = data.setdefault(name, [] if known and known.shape == "list" else {})
    data[names[-1]] = value


def _entry(entries: list[Any], name: str) -> Any:
    found = next((entry for entry in entries if entry.get("id") == name), None)
    number = whole(name)
    if found is None and number is not None and number < len(entries):
        return entries[number]
    if found is None:
        found = {"id": name}
        entries.append(found)
    return found
