"""What adapters yield: answers, and counts of what is no answer; and how values are written as texts."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignmentcard.measurement.tables.written import written
from alignmentcard.messages import later

LOOKED_AT = 20
DRAFT, DISCARDED, CANCELLED = "draft", "discarded", "cancelled"
PREDICTION, GROUND_TRUTH = later("prediction"), later("ground truth")
MARK, FREE_TEXT, NO_VALUE = "mark on a part of the item", "free text", "no value"
ATTENTION, SURVEY, COPY = "attention check", "survey page", "the same answer in another file"
"""Reasons why an answer is set aside, the same words for every tool."""
WON = ("model_a", "model_b")
"""The answers by which the first and the second of two compared things win, and the columns that name them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one person to one question about one item.

    `value` may be a list: several labels, whose order says nothing. `content` is what the item shows, as far as it is
    needed to see whether two files mean the same item by one id. `sides` are two things that were compared, in the
    order in which they were shown; the value then names the side that won, as in WON.
    """

    item: object
    rater: object
    dimension: object
    value: Any
    label: object = None
    occasion: object = None
    content: int | None = None
    sides: tuple[Any, Any] | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Answers that are not taken, and why."""

    reason: str
    count: int = 1


@dataclass(frozen=True)
class Note:
    """A sentence about how a file was understood."""

    text: str


Found = Iterator[Answer | Aside | Note]


@dataclass(frozen=True)
class Held:
    """What a file holds: its records, or any other value in JSON; `beside` are the names of the files read with it.

    `header` are the columns in their order, where the file is a table. `only` says which part of it is wanted, where it
    has several: a group of people or a sheet, by name.
    """

    path: str
    data: Any
    header: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)

    @property
    def records(self) -> list[dict[str, Any]]:
        """Return the records."""
        return records(self.data)

    @property
    def first(self) -> list[dict[str, Any]]:
        """Return the first records, which say what the others are."""
        return self.records[:LOOKED_AT]

    @property
    def name(self) -> str:
        """Return the name of the file without its endings."""
        return Path(self.path).name.split(".")[0]

    def row(self, number: int) -> str:
        """Name an item for its row, where it has no id; of several files the row of this one."""
        return f"{short(self.path, self.beside)}:{number}" if len(self.beside) > 1 else str(number)


def records(data: Any) -> list[dict[str, Any]]:
    """Return the records of a list, or of a mapping that wraps one."""
    if isinstance(data, dict):
        data = data.get("records", data.get("data", []))
    return [record for record in data if isinstance(record, dict)] if isinstance(data, list) else []


def plain(value: object) -> str:
    """Write a value as text; of several labels the order says nothing, so they stand by the alphabet."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ",".join(sorted(plain(part) for part in value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def ordered(names: Sequence[object]) -> str:
    """Write an order of preference, the best first."""
    return " > ".join(plain(name) for name in names)


def path_of(parts: object) -> str:
    """Write a place in a tree of labels."""
    return " / ".join(plain(part) for part in parts) if isinstance(parts, list) else plain(parts)


def unpacked(value: Any) -> Any:
    """Read a cell of a table that holds a list or a mapping as text; anything else stays as it is."""
    found = written(value) if isinstance(value, str) else None
    return value if found is None else found


def empty(value: object) -> bool:
    """Say whether a value is none: null, an empty text, an empty list or not a number."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or value == [] or value != value


def content_of(value: object) -> int | None:
    """Return a number that is the same for the same content, in every run; none where there is no content."""
    if empty(value):
        return None
    text = json.dumps(value, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest())


def short(path: str, paths: Sequence[str]) -> str:
    """Return the last parts of a path that tell it from the others."""
    parts = path.replace("\\", "/").split("/")
    for number in range(1, len(parts) + 1):
        name = "/".join(parts[-number:])
        if sum(other.replace("\\", "/").endswith(name) for other in paths) == 1:
            return name
    return path
