"""A card for blind review: what names its authors is left out or replaced, and what may still name them is told.

Left out with a gap that says so: creators, contact, links, addresses of guidelines and files, names of ethics boards,
who paid. Left out altogether: reviews, fields of organisations. Replaced: who wrote the guidelines, sources that are
works of the authors, and in all free texts whole names, places of work and addresses of theirs.
Nothing can find every hint: a sentence quoted from a paper leads to the paper.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.authors import Authors, authors_of, pattern
from alignmentcard.convert.traces import Trace, traces
from alignmentcard.model import Card
from alignmentcard.model.fields import find
from alignmentcard.paths import Route, covers, expand, path_of, value_at
from alignmentcard.resources import folder

WITHHELD = "Withheld for blind review."
NAME = "[…]"
"""What stands for a name in a text; shorter than any name, so that no text grows too long."""
LEFT_OUT = (
    "card.authors",
    *("dataset.creators", "dataset.contact", "dataset.links", "dimensions.*.definition.guidelines.url"),
    *("pools.*.ethics.body", "release.files.*.url"),
)
PAID = "funding"
"""What the questionnaires call the field that says who paid."""
IDS = frozenset({"id", "source", "dimension", "dimensions", "rule", "field", "sha256"})
"""Fields that hold names of fields and of entries, which other places refer to."""
SHORTEST_SUMMARY = 50


@dataclass(frozen=True)
class Anonymous:
    """A card without its authors, and what may still give them away."""

    card: Card
    traces: tuple[Trace, ...]


def anonymous(card: Card) -> Anonymous:
    """Take the authors out of a card."""
    authors = authors_of(card)
    data = _renamed(as_data(card), _own_sources(card, authors))
    data = _left_out(data)
    if "authors" in data.get("framework", {}):
        data["framework"]["authors"] = WITHHELD
    bare = Card.model_validate(_changed(data, (), lambda route, text: _without_names(route, text, authors)))
    return Anonymous(bare, tuple(traces(bare, authors)))


def _own_sources(card: Card, authors: Authors) -> dict[str, str]:
    """Return a new id for each source that is a work of the authors."""
    taken = {source.id for source in card.sources}
    free = (name for number in range(1, 10**6) if (name := f"own-{number}") not in taken)
    return {source.id: next(free) for source in card.sources if authors.wrote(source)}


def _renamed(data: dict[str, Any], own: dict[str, str]) -> dict[str, Any]:
    """Empty the sources that are works of the authors, and refer to them by other ids."""

    def rename(route: Route, text: str) -> str:
        if route[-1] == "field":
            first, _, rest = text.partition(".")
            name, dot, rest = rest.partition(".")
            return f"sources.{own[name]}{dot}{rest}" if first == "sources" and name in own else text
        refers = route[-1] == "source" and route[0] in ("evidence", "pools")
        return own.get(text, text) if refers else text

    changed: dict[str, Any] = _changed(data, (), rename)
    if own:
        changed["sources"] = [
            {"id": own[one["id"]], "title": WITHHELD} if one["id"] in own else one for one in changed["sources"]
        ]
    return changed


def _left_out(data: dict[str, Any]) -> dict[str, Any]:
    """Take out fields that are about the authors; each becomes a gap with its reason."""
    shipped = sorted(path.stem for path in (folder("schema") / "profiles").glob("*.yaml"))
    ours = {name: one for name, one in data.get("extensions", {}).items() if name in shipped}
    data = {name: one for name, one in data.items() if name not in ("reviews", "extensions")}
    if ours:
        data["extensions"] = ours
    patterns = (*LEFT_OUT, *(f"extensions.{name}.{PAID}" for name in ours))
    routes = [route for pattern in patterns for route in expand(data, pattern) if _there(data, route)]
    paths = [path_of(data, route) for route in routes if value_at(data, route)]
    for route in routes:
        del value_at(data, route[:-1])[route[-1]]  # type: ignore[attr-defined]
    kept = [gap for gap in data.get("gaps", []) if not any(covers(path, gap["field"]) for path in paths)]
    gaps = [*kept, *({"field": path, "reason": "withheld", "note": WITHHELD} for path in paths)]
    return {**data, "gaps": gaps} if gaps else data


def _there(data: dict[str, Any], route: Route) -> bool:
    try:
        value_at(data, route)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _without_names(route: Route, text: str, authors: Authors) -> str:
    known = find(tuple(map(str, route)))
    if IDS.intersection(route[-2:]) or (known and known.vocabulary):
        return text
    bare = text
    for name in authors.full:
        bare = pattern(name, text).sub(NAME, bare) if len(name) >= len(NAME) else bare
    return text if route[-2:] == ("dataset", "summary") and len(bare) < SHORTEST_SUMMARY else bare


def _changed(value: Any, route: Route, change: Callable[[Route, str], str]) -> Any:
    """Copy data with every text changed."""
    if isinstance(value, dict):
        return {key: _changed(one, (*route, key), change) for key, one in value.items()}
    if isinstance(value, list):
        return [_changed(one, (*route, position), change) for position, one in enumerate(value)]
    return change(route, value) if isinstance(value, str) else value
