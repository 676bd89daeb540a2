"""How a careful author would say a record whose parts belong into one sentence: pay, a scale, a coefficient.

A writer gets what of the record is wanted, which may be a part of it, and whom the sentences are about. The files are
in the order of a card: the data, the task, the people, the numbers; texts of authors stand by themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from alignmentcard.convert.prose.records import data, numbers, people, task, texts
from alignmentcard.convert.prose.records.numbers import LEADS
from alignmentcard.convert.prose.words import Record, Subject

__all__ = ["LEADS", "LISTS", "VALUES", "WRITERS"]

WRITERS: Mapping[str, Callable[[Record, Subject], str]] = {
    **data.WRITERS,
    **task.WRITERS,
    **people.WRITERS,
    **numbers.WRITERS,
}
"""How records are said, by their path."""
VALUES: Mapping[str, Callable[[Any], str]] = {**data.VALUES, **texts.VALUES, **task.VALUES, **people.VALUES}
"""How single values are said whose sentence depends on the value."""
LISTS: Mapping[str, Callable[[Sequence[Record], Subject], str]] = {**data.LISTS, **task.LISTS, **people.LISTS}
"""How lists are said of which all entries stand in one sentence."""
