"""The file that a shard leaves: what is known of the whole table, and what was counted of the shard's items.

It holds no id of an item or a rater, nor a digest of one. Raters are numbered in the order of their ids among all of
the table, so that counts of one rater in several shards can be added; only who has the table knows whose they are.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from numpy.typing import NDArray

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.account import FileAccount
from alignmentcard.measurement.results.facts import FileFacts, TableFacts
from alignmentcard.measurement.results.place import SUFFIX, facts_path
from alignmentcard.measurement.settings import settings_of
from alignmentcard.measurement.shards.scales import Scale
from alignmentcard.measurement.shards.slices import Slice
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.tallies import Columns

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

FORMAT: Final = 1
MOST_BYTES = 1 << 29
"""A part of some millions of items has some ten megabytes."""
MOST_COUNT = 2**53
MOST_SHOWN = 80


class PartError(AlignmentCardError):
    """A part of a measurement cannot be used."""


@dataclass(frozen=True)
class Dimension:
    """A dimension: its name, what the card says of it, and the method by which labels were made."""

    name: str | None
    said: StatedScale
    method: str | None


@dataclass(frozen=True)
class Flags:
    """What the table has."""

    rater: bool
    labelled: bool
    dimension: bool
    occasion: bool
    condition: bool


@dataclass(frozen=True)
class Head:
    """What is known of the whole table, the same in each part of it.

    `account` takes every answer to an item as one that counts. `texts` are the groups on each axis of `attributes`,
    and `groups` how many raters those have that are compared, by the key of a dimension and the number of the axis.
    `raters` is the number of raters, `scales` are the answers of each study by its key, `target` is the name of the
    file to write.
    """

    program: str
    shards: int
    settings: Mapping[str, str | int | float]
    files: tuple[FileFacts, ...]
    table: TableFacts
    told: tuple[str, ...]
    account: tuple[FileAccount, ...]
    dimensions: tuple[Dimension, ...]
    flags: Flags
    target: str
    card: str | None = None
    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    groups: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    raters: int = 0
    scales: Mapping[str, Scale] = field(default_factory=dict)


Tables = Mapping[str, Mapping[str, list[float]]]


@dataclass(frozen=True)
class Part:
    """A shard, from 1 on: the head, and its tallies by name and column."""

    format: Literal[1]
    shard: int
    head: Head
    tallies: Tables

    @property
    def columns(self) -> dict[str, Columns]:
        """Return the tallies as arrays."""
        return {
            name: {column: _array(numbers) for column, numbers in table.items()} for name, table in self.tallies.items()
        }


Array = NDArray[np.int64] | NDArray[np.float64]


def _array(numbers: list[float]) -> Array:
    found = np.array(numbers, dtype=np.float64)
    return found.astype(np.int64) if (found == np.rint(found)).all() else found


def part_name(place: Path, chosen: Slice) -> str:
    """Return the usual name of a part: of `my.card.yaml` that of shard 1 of 16 is `my.part-01-of-16.json`."""
    digits = len(str(chosen.of))
    return f"{facts_path(place).name.removesuffix(SUFFIX)}.part-{chosen.number:0{digits}}-of-{chosen.of}.json"


def write_part(shard: int, head: Head, tallies: Mapping[str, Columns], path: Path) -> None:
    """Write a part, whole or not at all.

    The same table and settings give the same numbers, but for the last digits of sums of fractions: these depend on the
    order in which threads add them, and are rounded away where they are told.
    """
    from alignmentcard.saving import write_atomically

    text = "".join(_written(shard, head, tallies))
    if len(text) > MOST_BYTES:
        raise PartError(
            f"What shard {shard} counted takes more than {MOST_BYTES >> 20} MB. Take more shards, each with less."
        )
    write_atomically(path, text)


def _written(shard: int, head: Head, tallies: Mapping[str, Columns]) -> Iterator[str]:
    """Yield a line for the head and one for each tally."""
    yield f'{{"format": {FORMAT}, "shard": {shard},\n"head": {json.dumps(asdict(head), sort_keys=True)},\n"tallies": {{'
    for number, name in enumerate(sorted(tallies)):
        table = {column: numbers.tolist() for column, numbers in tallies[name].items()}
        yield f"{',' if number else ''}\n{json.dumps(name)}: {json.dumps(table, allow_nan=False)}"
    yield "}}\n"


def read_part(path: Path) -> Part:
    """Read a part, which a stranger may have written; PartError says why it cannot be used."""
    from pydantic import ValidationError

    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise PartError(f"{path} has {size:,} bytes; a part may have {MOST_BYTES:,}.")
        content = path.read_bytes()
    except OSError as error:
        raise PartError(f"{path} cannot be read: {error.strerror or error}.") from None
    try:
        part = _adapter().validate_json(content)
        settings_of(part.head.settings)
    except ValidationError as error:
        raise PartError(f"{path} {_misfit(error)} Write it again: alignmentcard measure … --shard.") from None
    except AlignmentCardError as error:
        raise PartError(f"{path} tells settings that cannot be: {error}") from None
    if reason := next(out_of_bounds(part), ""):
        raise PartError(f"{path} is no part that can be merged: {reason}.")
    return part


def _misfit(error: "ValidationError") -> str:
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return f"is not JSON: {first['ctx']['error']}."
    place = ".".join(map(str, first["loc"]))[:MOST_SHOWN]
    return f"is no part of a measurement: it does not fit the format at {place or 'its beginning'}."


@cache
def _adapter() -> "TypeAdapter[Part]":
    from pydantic import TypeAdapter

    return TypeAdapter(Part)


def out_of_bounds(part: Part) -> Iterator[str]:
    """Yield what cannot be: programs compute with these numbers."""
    head = part.head
    if not 1 <= part.shard <= head.shards:
        yield f"it is shard {part.shard} of {head.shards}"
    if not head.target.endswith(SUFFIX) or Path(head.target).name != head.target or head.target.startswith((".", "-")):
        yield "it names a file elsewhere"
    if "\\" in head.target or not head.target.isprintable():
        yield "it names a file that cannot be"
    if not 0 <= head.raters <= MOST_COUNT or len(head.texts) != len(head.attributes):
        yield "its raters do not fit"
    for key, scale in head.scales.items():
        yield from (f"the scale of {key[:MOST_SHOWN]} {reason}" for reason in scale.wrong())
    for name, table in part.tallies.items():
        yield from (f"{name[:MOST_SHOWN]} {reason}" for reason in _wrong(table, head, name))


KINDS = {
    "rater": re.compile(r"rater|[rs]"),
    "code": re.compile(r"code|first|last|[cd]"),
    "answer or none": re.compile(r"r[0-9]+"),
    "group or none": re.compile(r"a[0-9]+"),
    "count": re.compile(r"n|items|pairs|k|squares|file|hits|ties|contradictory|g|c[0-9]+"),
}
"""What columns of tallies hold, by their names; others hold sums that may be any number."""


def _wrong(table: Mapping[str, list[float]], head: Head, name: str) -> Iterator[str]:
    """Yield what is wrong with a tally: its columns are as long as each other, and keys are of what there is."""
    if not table or len({*map(len, table.values())}) > 1:
        yield "has columns that are not as long as each other"
    scale = head.scales.get(name.partition(".")[0])
    values = len(scale.labels) if scale else 0
    ends = {"rater": (0, head.raters), "code": (0, values), "answer or none": (-1, values),
            "group or none": (-1, MOST_COUNT), "count": (0, MOST_COUNT)}  # fmt: skip
    for column, numbers in table.items():
        kind = next((kind for kind, names in KINDS.items() if names.fullmatch(column)), "")
        if numbers and not _within(np.array(numbers, dtype=np.float64), ends.get(kind)):
            yield f"has a number in {column[:MOST_SHOWN]} that cannot be"


def _within(numbers: NDArray[np.float64], ends: tuple[int, int] | None) -> bool:
    """Say whether all numbers are finite and, where ends are given, whole and from the first to below the second."""
    if not np.isfinite(numbers).all() or abs(numbers).max() > MOST_COUNT:
        return False
    return ends is None or bool(ends[0] <= numbers.min() and numbers.max() < ends[1] and not (numbers % 1).any())
