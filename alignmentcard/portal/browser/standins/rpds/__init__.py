"""What jsonschema uses of rpds, in plain Python, for browsers: rpds itself is not built for them by anybody.

Maps, sets and lists that never change: what would change one gives another. Each is copied whole, which is fast enough
for the few schemas of a profile.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from typing import Any


class HashTrieMap(Mapping[Any, Any]):
    """A map that never changes."""

    def __init__(self, entries: Mapping[Any, Any] | Iterable[tuple[Any, Any]] = (), /, **named: Any) -> None:
        self._entries = dict(entries, **named)

    @classmethod
    def convert(cls, value: Any) -> "HashTrieMap":
        """Return a map as it is, and what else there is as a map."""
        return value if isinstance(value, cls) else cls(value)

    def __getitem__(self, key: Hashable) -> Any:
        return self._entries[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def __repr__(self) -> str:
        return f"HashTrieMap({self._entries!r})"

    def insert(self, key: Hashable, value: Any) -> "HashTrieMap":
        """Return a map with one entry more, or another value of one."""
        return HashTrieMap({**self._entries, key: value})

    def remove(self, key: Hashable) -> "HashTrieMap":
        """Return a map without an entry; KeyError where there is none."""
        rest = dict(self._entries)
        del rest[key]
        return HashTrieMap(rest)

    def discard(self, key: Hashable) -> "HashTrieMap":
        """Return a map without an entry, whether or not there was one."""
        return self.remove(key) if key in self._entries else self

    def update(self, *others: Any, **named: Any) -> "HashTrieMap":
        """Return a map with the entries of others, which go before its own."""
        entries = dict(self._entries)
        for other in others:
            entries.update(other)
        return HashTrieMap({**entries, **named})


class HashTrieSet(Set[Any]):
    """A set that never changes."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self._values = frozenset(values)

    def __contains__(self, value: object) -> bool:
        return value in self._values

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(self._values)

    def insert(self, value: Hashable) -> "HashTrieSet":
        """Return a set with one value more."""
        return HashTrieSet(self._values | {value})

    def remove(self, value: Hashable) -> "HashTrieSet":
        """Return a set without a value; KeyError where it is not in it."""
        if value not in self._values:
            raise KeyError(value)
        return self.discard(value)

    def discard(self, value: Hashable) -> "HashTrieSet":
        """Return a set without a value, whether or not it was in it."""
        return HashTrieSet(self._values - {value})

    def update(self, *others: Iterable[Any]) -> "HashTrieSet":
        """Return a set with the values of others too."""
        return HashTrieSet(self._values.union(*others))


class List(Iterable[Any]):
    """A list that never changes; what is added stands in front."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self._values = tuple(values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, List) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    def push_front(self, value: Any) -> "List":
        """Return a list with a value in front of the others."""
        return List((value, *self._values))
