"""What is known of a card as plain values: kept once for all cards, and taken to the builds to come."""

import pickle
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import IO, Any

from alignmentcard.portal.collection.record import CardRecord
from alignmentcard.portal.collection.summary import CardSummary

LONG = 64
"""Characters from which on a text is hardly that of another card as well."""
OF_SUMMARY = attrgetter(*(field.name for field in fields(CardSummary)))
OF_RECORD = attrgetter(*(field.name for field in fields(CardRecord)))
FEW = 8
"""Entries up to which a list is likely to be that of another card as well."""
Plain = tuple[tuple[Any, ...], tuple[Any, ...]]


def as_plain(summary: CardSummary, record: CardRecord) -> Plain:
    """Take what is known of a card apart into texts, numbers, lists and mappings."""
    return OF_SUMMARY(summary), OF_RECORD(record)


def from_plain(told: Plain) -> tuple[CardSummary, CardRecord]:
    """Put what is known of a card together; ValueError where it is not that."""
    try:
        return CardSummary(*told[0]), CardRecord(*told[1])
    except TypeError as error:
        raise ValueError("this is not what is known of a card") from error


def shared(value: Any) -> Any:
    """Keep each word once, however many cards say it; half of what is known of thousands of cards is the same words.

    So are lists of a few words, and counts. Nobody may change what comes of this.
    """
    if isinstance(value, str):
        return intern(value) if len(value) < LONG else value
    if isinstance(value, list | tuple):
        kinds = set(map(type, value)) if len(value) <= FEW else set()
        if kinds == {str} and isinstance(value, list) and max(map(len, value)) < LONG:
            return _words(*value)
        if kinds == {int} and isinstance(value, tuple):
            return _counts(*value)
        if kinds == {float} and isinstance(value, list):
            return _numbers(*map(repr, value))
        return type(value)([shared(one) for one in value])
    if isinstance(value, dict):
        kept = {intern(key): shared(one) for key, one in value.items()}
        return _tally(*kept.items()) if set(map(type, kept.values())) == {int} and len(kept) <= FEW else kept
    return value


@lru_cache(1 << 14)
def _words(*words: str) -> list[str]:
    return [shared(one) for one in words]


@lru_cache(1 << 14)
def _counts(*counts: int) -> tuple[int, ...]:
    return counts


@lru_cache(1 << 14)
def _numbers(*written: str) -> list[float]:
    return [float(one) for one in written]


@lru_cache(1 << 14)
def _tally(*counts: tuple[str, int]) -> dict[str, int]:
    return dict(counts)


def pack(values: Any) -> bytes:
    """Write plain values as bytes, each word that stands in several places once."""
    return pickle.dumps(values, protocol=5)


def unpack(file: IO[bytes], end: int) -> Iterator[Any]:
    """Read one after another what was packed, up to a place in a file; ValueError for anything but plain values."""
    while file.tell() < end:
        try:
            values = _PlainValues(file).load()
        except (pickle.UnpicklingError, EOFError, AttributeError, LookupError, TypeError) as error:
            raise ValueError("these are not packed values") from error
        yield values


class _PlainValues(pickle.Unpickler):
    """Reads plain values; names of classes and functions, by which such files can run programs, are refused."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is not a plain value")
