"""Repairs as data: what to change at which route, and what the card's data is to be afterwards."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from alignmentcard.paths import Route, value_at


@dataclass(frozen=True)
class Set:
    """Give the value at a route another value."""

    route: Route
    value: Any


@dataclass(frozen=True)
class Rename:
    """Give the key at the end of a route another name."""

    route: Route
    key: str


@dataclass(frozen=True)
class Remove:
    """Take out an entry of a mapping or a list, and what is empty without it."""

    route: Route


@dataclass(frozen=True)
class Add:
    """Add a key to the mapping at a route; it goes before the first of the keys named in `before`."""

    route: Route
    key: str
    value: Any
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Append:
    """Add an entry to the list at a route, and the list where there is none."""

    route: Route
    value: Any
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """Take an entry of a mapping, with its comments, to another route, whose last part is its new key."""

    route: Route
    to: Route
    before: tuple[str, ...] = ()


Operation = Set | Rename | Remove | Add | Append | Move


@dataclass(frozen=True)
class Fix:
    """A repair: what it does in words, how, and whether it is certain to be meant."""

    title: str
    operations: tuple[Operation, ...]
    safe: bool = True


def intended(data: Any, operations: Iterable[Operation]) -> Any:
    """Return what the data is to be after all operations, which name places in the data as it is now."""
    data = deepcopy(data)
    ordered = sorted(operations, key=_order)
    for operation in ordered:
        _carry_out(data, operation)
    return data


def _order(operation: Operation) -> tuple[int, list[int], int]:
    """Removing moves what follows in a list, and renaming moves what is below: these come last, from the end."""
    turn = {Move: 1, Remove: 2, Rename: 3}.get(type(operation), 0)
    positions = [-part for part in operation.route if isinstance(part, int)]
    return turn, positions if turn == 2 else [], -len(operation.route)


def _carry_out(data: Any, operation: Operation) -> None:
    match operation:
        case Set(route, value):
            value_at(data, route[:-1])[route[-1]] = value  # type: ignore[index]
        case Rename(route, key):
            holder: Any = value_at(data, route[:-1])
            holder[key] = holder.pop(route[-1])
        case Remove(route):
            _remove(data, route)
        case Add(route, key, value):
            _holder(data, route, {})[key] = value
        case Append(route, value):
            _holder(data, route, []).append(value)
        case Move(route, to):
            value = value_at(data, route)
            _remove(data, route)
            _holder(data, to[:-1], {})[to[-1]] = value


def _remove(data: Any, route: Route) -> None:
    holder: Any = value_at(data, route[:-1])
    if len(holder) == 1 and len(route) > 1:
        _remove(data, route[:-1])
    else:
        del holder[route[-1]]


def _holder(data: Any, route: Route, new: Any) -> Any:
    """Return the mapping or list at a route, and put a new one there where nothing is."""
    for length in range(len(route)):
        above: Any = value_at(data, route[:length])
        if isinstance(above, dict) and above.get(str(route[length])) is None:
            above[str(route[length])] = new if length + 1 == len(route) else {}
    return value_at(data, route)
