"""Arrow's stream of bytes to a table: the format that engines hand results over in (arrow.apache.org/docs/format)."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

from pyarrow.table import ChunkedArray, Table
from pyarrow.types import DataType, Field

EPOCH = datetime(1970, 1, 1)
UNITS = ("s", "ms", "us", "ns")
NUMBERS = {"int8": "b", "int16": "h", "int32": "i", "int64": "q", "uint8": "B", "uint16": "H", "uint32": "I",
           "uint64": "Q", "float": "f", "double": "d"}  # fmt: skip


@dataclass(frozen=True)
class _Record:
    """A record of a FlatBuffer: fields are found by their number."""

    data: memoryview
    at: int

    def place(self, number: int) -> int:
        """Return where a field lies; 0 where it is absent."""
        table = self.at - struct.unpack_from("<i", self.data, self.at)[0]
        spot = 4 + 2 * number
        if spot >= struct.unpack_from("<H", self.data, table)[0]:
            return 0
        offset = struct.unpack_from("<H", self.data, table + spot)[0]
        return self.at + offset if offset else 0

    def number(self, number: int, form: str, default: int = 0) -> int:
        """Return a field that is a number."""
        place = self.place(number)
        return int(struct.unpack_from(f"<{form}", self.data, place)[0]) if place else default

    def record(self, number: int) -> "_Record | None":
        """Return a field that is a record."""
        place = self.place(number)
        return _Record(self.data, place + struct.unpack_from("<I", self.data, place)[0]) if place else None

    def list(self, number: int) -> tuple[int, int]:
        """Return how long a list is and where it begins."""
        place = self.place(number)
        if not place:
            return 0, 0
        start = place + struct.unpack_from("<I", self.data, place)[0]
        return int(struct.unpack_from("<I", self.data, start)[0]), start + 4

    def records(self, number: int) -> Iterator["_Record"]:
        """Yield the records of a list."""
        length, start = self.list(number)
        for place in range(start, start + 4 * length, 4):
            yield _Record(self.data, place + struct.unpack_from("<I", self.data, place)[0])

    def text(self, number: int) -> str:
        """Return a field that is a text."""
        length, start = self.list(number)
        return bytes(self.data[start : start + length]).decode()


def _field(record: _Record) -> Field:
    kind, told = record.number(2, "B"), record.record(3)
    children = tuple(map(_field, record.records(5)))
    return Field(record.text(0), _type(kind, told, children))


def _type(kind: int, told: _Record | None, children: tuple[Field, ...]) -> DataType:
    simple = {1: "null", 4: "binary", 5: "string", 6: "bool", 12: "list", 13: "struct", 17: "map", 19: "binary",
              20: "string", 21: "large_list"}  # fmt: skip
    if kind in simple:
        return DataType(simple[kind], children)
    assert told is not None
    if kind == 2:
        return DataType(f"{'int' if told.number(1, '?') else 'uint'}{told.number(0, 'i')}")
    if kind == 3:
        return DataType(("halffloat", "float", "double")[told.number(0, "h")])
    if kind == 7:
        return DataType(f"decimal128({told.number(0, 'i')}, {told.number(1, 'i')})")
    if kind == 8:
        return DataType("date32[day]" if not told.number(0, "h", 1) else "date64[ms]")
    if kind == 9:
        return DataType(f"time{told.number(1, 'i', 32)}[{UNITS[told.number(0, 'h', 1)]}]")
    if kind == 10:
        zone = told.text(1) if told.place(1) else ""
        return DataType(f"timestamp[{UNITS[told.number(0, 'h')]}{f', tz={zone}' if zone else ''}]")
    raise ValueError(f"Columns of Arrow's kind {kind} are not read in a page.")


def read_stream(given: Any, most: int | None = None) -> Table:
    """Read a stream of Arrow, or a file, which is a stream between two marks; or its first rows alone."""
    data, fields, parts = memoryview(given).cast("B"), [], []
    at = 8 if bytes(data[:6]) == b"ARROW1" else 0
    large: dict[str, bool] = {}
    while at + 8 <= len(data):
        size = struct.unpack_from("<I", data, at)[0]
        at += 4
        if size == 0xFFFFFFFF:
            size = struct.unpack_from("<I", data, at)[0]
            at += 4
        if not size:
            break
        head = _Record(data, at + struct.unpack_from("<I", data, at)[0])
        body = at + size
        at = body + head.number(3, "q")
        found = head.record(2)
        assert found is not None
        if head.number(1, "B") == 1:
            fields = list(map(_field, found.records(1)))
            large = {one.text(0): one.number(2, "B") in (19, 20) for one in found.records(1)}
        elif head.number(1, "B") == 3:
            left = None if most is None else most - sum(len(part[0]) for part in parts if part)
            if left is not None and left <= 0:
                break
            parts.append(_Batch(data, body, found, large).columns(fields, left))
    columns = [
        ChunkedArray([value for part in parts for value in part[place]], one.type) for place, one in enumerate(fields)
    ]
    return Table([one.name for one in fields], columns)


class _Batch:
    """Rows of a stream: buffers, which are taken in the order of the columns."""

    def __init__(self, data: memoryview, body: int, record: _Record, large: dict[str, bool]) -> None:
        nodes, first = record.list(1)
        self._nodes = iter([struct.unpack_from("<qq", data, first + 16 * n) for n in range(nodes)])
        count, start = record.list(2)
        spans = [struct.unpack_from("<qq", data, start + 16 * n) for n in range(count)]
        self._buffers = iter([data[body + offset : body + offset + length] for offset, length in spans])
        self._large = large

    def columns(self, fields: Sequence[Field], most: int | None = None) -> list[list[Any]]:
        """Return the values of each column, or the first ones."""
        return [self._values(one.type, self._large.get(one.name, False), most)[:most] for one in fields]

    def _values(self, kind: DataType, large: bool = False, most: int | None = None) -> list[Any]:
        length, nulls = next(self._nodes)
        if most is not None and not kind.fields:
            length = min(length, most)
        if kind.name == "null":
            return [None] * length
        valid = next(self._buffers)
        found = self._read(kind, length, large)
        if not nulls:
            return found
        return [value if valid[n >> 3] >> (n & 7) & 1 else None for n, value in enumerate(found)]

    def _read(self, kind: DataType, length: int, large: bool) -> list[Any]:
        name = kind.name
        if name == "struct":
            parts = [self._values(one.type) for one in kind.fields]
            names = [one.name for one in kind.fields]
            return [dict(zip(names, row, strict=True)) for row in zip(*parts, strict=True)] if parts else [{}] * length
        if name in ("list", "large_list", "map"):
            ends = self._ends(length, name == "large_list")
            inner = self._values(kind.fields[0].type)
            lists = [inner[start:end] for start, end in zip(ends, ends[1:], strict=False)]
            return [[tuple(one.values()) for one in part] for part in lists] if name == "map" else lists
        if name in ("string", "binary"):
            ends, content = self._ends(length, large), bytes(next(self._buffers))
            pieces = [content[start:end] for start, end in zip(ends, ends[1:], strict=False)]
            return pieces if name == "binary" else [piece.decode() for piece in pieces]
        buffer = next(self._buffers)
        if name == "bool":
            return [bool(buffer[n >> 3] >> (n & 7) & 1) for n in range(length)]
        if name in NUMBERS:
            return _numbers(buffer, NUMBERS[name], length)
        if name.startswith("decimal128"):
            scale = int(name.rpartition(" ")[2].rstrip(")"))
            wholes = (int.from_bytes(buffer[16 * n : 16 * n + 16], "little", signed=True) for n in range(length))
            return [Decimal(whole).scaleb(-scale) for whole in wholes]
        return [_moment(name, value) for value in _numbers(buffer, "i" if "32" in name else "q", length)]

    def _ends(self, length: int, large: bool) -> list[int]:
        found = _numbers(next(self._buffers), "q" if large else "i", length + 1)
        return found or [0]


def _numbers(buffer: memoryview, form: str, length: int) -> list[Any]:
    width = struct.calcsize(form)
    part = buffer[: length * width]
    return part.cast("B").cast(form).tolist() if len(part) == length * width else []


def _moment(name: str, value: int) -> Any:
    if name == "date32[day]":
        return date(1970, 1, 1) + timedelta(days=value)
    unit = name[name.index("[") + 1 :].rstrip("]").partition(",")[0]
    micros = value * {"s": 1_000_000, "ms": 1_000, "us": 1}.get(unit, 1) // (1_000 if unit == "ns" else 1)
    if name.startswith("time"):
        found = EPOCH + timedelta(microseconds=micros)
        if not name.startswith("timestamp"):
            return time(found.hour, found.minute, found.second, found.microsecond)
        return found.replace(tzinfo=UTC) if "tz=" in name else found
    return (EPOCH + timedelta(microseconds=micros)).date()
