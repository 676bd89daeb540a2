"""Values at paths of a card in the making; records and entries on the way are made where they are missing."""

import re
from typing import Any
from unicodedata import normalize

from alignmentcard.model.fields import find
from alignmentcard.paths import route_of, split, value_at
from alignmentcard.text.digits import whole


def lookup(data: Any, path: str) -> Any:
    """Return the value at a path; None where there is nothing."""
    route = route_of(data, path)
    return None if route is None else value_at(data, route)


def put(data: Any, path: str, value: Any) -> None:
    """Set the value at a path."""
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


def take_out(data: Any, path: str) -> None:
    """Take a value out, and the gap that says that it is not known."""
    route = route_of(data, path)
    if route and isinstance(route[-1], str):
        value_at(data, route[:-1]).pop(route[-1])  # type: ignore[attr-defined]
    left = [gap for gap in gaps_of(data) if gap.get("field") != path]
    data.pop("gaps", None)
    if left:
        data["gaps"] = left


def gaps_of(data: Any) -> list[dict[str, Any]]:
    """Return the gaps of a card in the making."""
    return list(data.get("gaps", []))


def gap_entry(path: str, reason: str, note: str = "") -> dict[str, str]:
    """Return an entry for the list of gaps."""
    return {"field": path, "reason": reason, **({"note": note} if note else {})}


def slug(text: str, taken: tuple[str, ...] = (), otherwise: str = "entry") -> str:
    """Make an id of a name, different from those that are taken."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or otherwise
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)
