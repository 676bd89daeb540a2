"""Values at paths of a card in the making, and its gaps."""

from typing import Any

from alignmentcard.paths import route_of, value_at
from alignmentcard.text.letters import hyphened


def lookup(data: Any, path: str) -> Any:
    """Return the value at a path; None where there is nothing."""
    route = route_of(data, path)
    return None if route is None else value_at(data, route)


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
    stem = hyphened(text)[:60].strip("-") or otherwise
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)
