"""Routes and field paths: the two ways to name a place in a card.

A route is where a value stands in the data: keys and list positions, `("pools", 0, "size")`. A path is how people
name the same place in `gaps`, `evidence` and `ignore`: dots, and ids in place of positions, `pools.us-crowd.size`,
so that it survives reordering. Lists whose entries have no id are counted from 0.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

Route = tuple[str | int, ...]


def at(data: object, route: Route) -> object:
    """Return the value at a route; KeyError, IndexError or TypeError where there is none."""
    for part in route:
        data = data[part]  # type: ignore[index]
    return data


def path_of(data: object, route: Route) -> str:
    """Write a route as a path, with ids where list entries have one."""
    parts = []
    for part in route:
        child = _step(data, part)
        name = child.get("id") if isinstance(part, int) and isinstance(child, dict) else part
        parts.append(str(part if name is None else name))
        data = child
    return ".".join(parts)


def route_of(data: object, path: str) -> Route | None:
    """Find the route that a path names, or None where the data has nothing there."""
    route: list[str | int] = []
    for name in split(path):
        found = _named(data, name)
        if found is None:
            return None
        route.append(found)
        data = _step(data, found)
    return tuple(route)


def split(path: str) -> tuple[str, ...]:
    """Cut a path at its dots."""
    return tuple(path.split("."))


def covers(path: str, other: str) -> bool:
    """Say whether a path names another place or something that contains it; `*` stands for any one name."""
    if "*" not in path:
        return other == path or other.startswith(f"{path}.")
    mine, theirs = split(path), split(other)
    return len(mine) <= len(theirs) and all(m in ("*", t) for m, t in zip(mine, theirs, strict=False))


@lru_cache(8)
def covering(paths: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what says whether any of several paths covers a path, without comparing it with each of them."""
    plain = frozenset(path for path in paths if "*" not in path)
    starred = [path for path in paths if "*" in path]

    def covered(path: str) -> bool:
        part, dot = path, "."
        while dot:
            if part in plain:
                return True
            part, dot, _ = part.rpartition(".")
        return any(covers(one, path) for one in starred)

    return covered


def expand(data: object, pattern: str) -> Iterator[Route]:
    """Yield the routes that a pattern stands for; `*` is every entry of a list; absent fields keep their route."""
    names = split(pattern)
    return _expand(data, names, ()) if "*" in names else iter((names,))


def _expand(data: object, names: tuple[str, ...], done: Route) -> Iterator[Route]:
    star = names.index("*") if "*" in names else len(names)
    for name in names[:star]:
        data = _step(data, name)
    done += names[:star]
    if star == len(names):
        yield done
    elif isinstance(data, list):
        for position, entry in enumerate(data):
            yield from _expand(entry, names[star + 1 :], (*done, position))


def _step(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def _named(data: object, name: str) -> str | int | None:
    if isinstance(data, dict):
        return name if name in data else None
    if not isinstance(data, list):
        return None
    by_id = (n for n, entry in enumerate(data) if isinstance(entry, dict) and entry.get("id") == name)
    position = next(by_id, None)
    if position is None and name.isdigit() and len(name) < 6 and int(name) < len(data):
        return int(name)
    return position
