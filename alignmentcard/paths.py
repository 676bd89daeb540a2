"""Routes and field paths: the two ways to name a place in a card.

A route is where a value stands in the data: keys and list positions, `("pools", 0, "size")`. A path is how people
name the same place in `gaps`, `evidence` and `ignore`: dots, and ids in place of positions, `pools.us-crowd.size`,
so that it survives reordering. Lists whose entries have no id are counted from 0.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from alignmentcard.text.digits import whole

Route = tuple[str | int, ...]


def value_at(data: object, route: Route) -> object:
    """Return the value at a route; KeyError, IndexError or TypeError where there is none."""
    for part in route:
        data = data[part]  # type: ignore[index]
    return data


def value_or_none(data: object, route: Route) -> object:
    """Return the value at a route, or None where the data has nothing there."""
    for part in route:
        data = _step(data, part)
    return data


def path_of(data: object, route: Route) -> str:
    """Write a route as a path, with ids where list entries have one."""
    try:
        return ".".join(route)  # type: ignore[arg-type]  # as most are: without a position in a list
    except TypeError:
        parts = []
    for part in route:
        child = _step(data, part)
        name = child.get("id") if isinstance(part, int) and isinstance(child, dict) else part
        parts.append(str(part if name is None else name))
        data = child
    return ".".join(parts)


def route_of(data: object, path: str) -> Route | None:
    """Find the route that a path names, or None where the data has nothing there."""
    return Finder(data)(path)


class Finder:
    """Finds routes in data that stays as it is, without looking through the same list for every path."""

    def __init__(self, data: object) -> None:
        self._data = data
        self._positions: dict[int, dict[str, int]] = {}

    def __call__(self, path: str) -> Route | None:
        """Find the route that a path names, or None where the data has nothing there."""
        data, route = self._data, list[str | int]()
        for name in split(path):
            found = self._named(data, name)
            if found is None:
                return None
            route.append(found)
            data = _step(data, found)
        return tuple(route)

    def _named(self, data: object, name: str) -> str | int | None:
        if isinstance(data, dict):
            return name if name in data else None
        if not isinstance(data, list):
            return None
        if id(data) not in self._positions:
            self._positions[id(data)] = _positions(data)
        position = self._positions[id(data)].get(name)
        number = whole(name) if position is None else None
        return number if number is not None and number < len(data) else position


@lru_cache(4096)
def split(path: str) -> tuple[str, ...]:
    """Cut a path at its dots."""
    return tuple(path.split("."))


def covers(path: str, other: str) -> bool:
    """Say whether a path names another place or something that contains it; `*` stands for any one name."""
    if "*" not in path:
        return other == path or other.startswith(f"{path}.")
    mine, theirs = split(path), split(other)
    return len(mine) <= len(theirs) and all(m in ("*", t) for m, t in zip(mine, theirs, strict=False))


class Cover:
    """Several paths at once: which of them cover a path, without comparing it with each of them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._root: _Node = _Node()
        self._whole = frozenset(paths)
        self._starred = any("*" in path for path in self._whole)
        for path in self._whole:
            node = self._root
            for name in split(path):
                node = node.below.setdefault(name, _Node())
            node.path = path

    def __call__(self, path: str) -> bool:
        """Say whether any of them covers a path."""
        if self._starred:
            return path in self._whole or next(self.covers_of(path), None) is not None
        end = len(path) if self._whole else -1
        while end >= 0:
            if path[:end] in self._whole:
                return True
            end = path.rfind(".", 0, end)
        return False

    def covers_of(self, path: str) -> Iterator[str]:
        """Yield the paths among these that cover another, each once."""
        nodes = [self._root]
        for name in split(path):
            nodes = [node.below[one] for node in nodes for one in _names(name) if one in node.below]
            if not nodes:
                return
            for node in nodes:
                if node.path is not None:
                    yield node.path


def _names(name: str) -> tuple[str, ...]:
    return (name, "*") if name != "*" else (name,)


class _Node:
    """What the paths that begin alike go on with, and the path that ends here."""

    __slots__ = ("below", "path")

    def __init__(self) -> None:
        self.below: dict[str, _Node] = {}
        self.path: str | None = None


@lru_cache(8)
def covering(paths: tuple[str, ...]) -> Cover:
    """Return what says whether any of several paths covers a path."""
    return Cover(paths)


def expand(data: object, pattern: str) -> Sequence[Route]:
    """Return the routes that a pattern stands for; `*` is every entry of a list; absent fields keep their route."""
    names = split(pattern)
    return _expand(data, names, ()) if "*" in names else (names,)


def _expand(data: object, names: tuple[str, ...], done: Route) -> Sequence[Route]:
    if "*" not in names:
        return ((*done, *names),)
    star = names.index("*")
    for name in names[:star]:
        data = _step(data, name)
    if not isinstance(data, list):
        return ()
    above, below = (*done, *names[:star]), names[star + 1 :]
    if "*" not in below:
        return [(*above, position, *below) for position in range(len(data))]
    return [route for n, entry in enumerate(data) for route in _expand(entry, below, (*above, n))]


def _step(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def _positions(data: list[object]) -> dict[str, int]:
    """Return the positions of entries by their ids; of two with one id the first."""
    found: dict[str, int] = {}
    for position, entry in enumerate(data):
        name = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(name, str):
            found.setdefault(name, position)
    return found
