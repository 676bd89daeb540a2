"""What a cell means: nothing, one answer, several labels at once or an order; spellings of one answer are one answer.

Everything here works on the different values of a column, not on its rows, so it costs nothing on large tables.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from alignmentcard.measurement.tables.numbers import (
    INFINITE,
    beyond_arithmetic,
    read_number,
    without_points,
    write_number,
)
from alignmentcard.measurement.tables.words import APOSTROPHES, bare
from alignmentcard.measurement.tables.written import written

EMPTY_WORDS = frozenset({"NA", "N/A", "NaN", "nan", "null", "None", "NULL", "#N/A", "-"})
"""Texts that programs write into text files for a missing value, and people hardly ever as an answer."""
LIKE_MISSING = re.compile(
    r"data[ _]expired|consent[ _]revoked|not[ _](stated|specified|available|applicable)"
    r"|(prefer[ _]not[ _]to|(rather|would)[ _]not)[ _](say|answer|disclose)"
    r"|skip(ped)?|no[ _](answer|response|rating)|not[ _](rated|answered|judged|annotated)"
    r"|#(div/0|ref|value|name|num|null)[!?]"
    r"|unknown|undisclosed|missing|none|null|nan|n\.?/?a\.?|-+|\?+|-?99+",
    re.IGNORECASE,
)
"""Texts that often stand for a missing value, and may be an answer all the same."""
SEPARATORS = (",", ";", "|")
LONGEST_LIST = 10_000
BOOLEANS = frozenset({"true", "false"})
Parts = tuple[str, ...]
Key = TypeVar("Key")


@dataclass(frozen=True)
class Reading:
    """How the cells of one column are read as labels.

    `said` are the labels that the card writes; `numbers`, `booleans` and `sets` find one of them by what it means.
    Where a scale is `numeric` every number is written in one way, and where it is `boolean` true and false are.
    `separator` cuts an answer into several labels; `ranked` answers keep the order of their parts. `abstain` finds an
    abstention that is written in other capitals or with other blanks: it has no place on the scale that it could miss.
    `thousands` says that points in numbers stand between thousands.
    """

    said: frozenset[str] = frozenset()
    numbers: Mapping[Decimal, str] = field(default_factory=dict)
    booleans: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[frozenset[str], str] = field(default_factory=dict)
    numeric: bool = False
    boolean: bool = False
    separator: str | None = None
    ranked: bool = False
    abstain: Mapping[str, str] = field(default_factory=dict)
    thousands: bool = False

    def label(self, value: object) -> str | None:
        """Return the label of a cell; None where it holds no value."""
        if is_empty(value):
            return None
        if isinstance(value, str) and value in self.said:
            return value
        if self.ranked and (order := as_order(value)) is not None:
            return " > ".join(" = ".join(sorted(filter(None, map(self._label_of_one, tie)))) for tie in order)
        parts = self.parts(value)
        return self._label_of_one(value) if parts is None else self._set(parts)

    def parts(self, value: object) -> frozenset[str] | None:
        """Return the labels that an answer holds at once; None where it holds one that is not in a list."""
        if isinstance(value, str) and value in self.said and value not in self.sets.values():
            return None
        listed = as_list(value)
        if listed is None and self.separator and isinstance(value, str):
            listed = list(value.split(self.separator))
        if listed is None or self.ranked:
            return None
        return frozenset(label for label in map(self._label_of_one, listed) if label is not None)

    def _set(self, parts: frozenset[str]) -> str | None:
        if not parts:
            return None
        separator = self.separator or ","
        plain = not any(separator in part for part in parts)
        return self.sets.get(parts) or (separator.join(sorted(parts)) if plain else json.dumps(sorted(parts)))

    def _label_of_one(self, value: object) -> str | None:
        """Return the label of one answer."""
        if is_empty(value):
            return None
        text = as_text(value)
        known = text.strip() if self.separator else text
        if known in self.said:
            return known
        read = without_points if self.thousands and isinstance(value, str) else read_number
        number = read(text) if not isinstance(value, bool) else None
        if number is not None and (number in self.numbers or self.numeric or not isinstance(value, str)):
            return self.numbers.get(number) or write_number(number)
        word = text.strip().lower()
        if word in BOOLEANS and (word in self.booleans or self.boolean):
            return self.booleans.get(word, word)
        return self.abstain.get(_plain(known), known) if self.abstain else known


def is_empty(value: object) -> bool:
    """Say whether a cell holds no value: null, NaN, blanks, an empty list."""
    if value is None or (isinstance(value, float | Decimal) and math.isnan(value)):
        return True
    return (isinstance(value, str) and not value.strip()) or (isinstance(value, list) and not any(map(_filled, value)))


def _filled(part: object) -> bool:
    return not is_empty(part)


def as_text(value: object) -> str:
    """Write one value as it would stand in a card: 1.0 is 1, true is true, a date as in ISO 8601."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | Decimal | int):
        number = read_number(repr(value) if isinstance(value, float) else str(value))
        return str(value) if number is None else write_number(number)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def is_time(value: object) -> bool:
    """Say whether a value is a date or a time of its own type."""
    return isinstance(value, date | datetime | time | timedelta)


def is_infinite(value: object) -> bool:
    """Say whether a value is a number that no arithmetic holds."""
    return beyond_arithmetic(str(value)) if isinstance(value, str | float | Decimal | int) else False


def is_too_long(value: object) -> bool:
    """Say whether a text is a number of more digits than arithmetic holds."""
    return isinstance(value, str) and beyond_arithmetic(value) and not INFINITE.fullmatch(value.strip())


def as_number(value: object) -> Decimal | None:
    """Return the number that a cell holds, None where it holds none."""
    return None if isinstance(value, bool | list | dict) else read_number(as_text(value))


def as_list(value: object) -> list[object] | None:
    """Return the parts of a list, or of a text that writes one as JSON, Python or NumPy do; None for all else."""
    if isinstance(value, list):
        return value if not any(isinstance(part, list | dict) for part in value) else None
    if not isinstance(value, str) or len(value) > LONGEST_LIST:
        return None
    text = value.strip()
    if not (text.startswith("[") and text.endswith("]")) or text.count("[") > 1:
        return None
    found = written(text)
    return found if isinstance(found, list) and not any(isinstance(one, list | dict) for one in found) else None


def as_order(value: object) -> list[list[object]] | None:
    """Return an order of preference as ties from best to worst: of a list, or of a text such as `a > b = c`."""
    listed = as_list(value)
    if listed is not None:
        return [[part] for part in listed if _filled(part)]
    if not isinstance(value, str):
        return None
    return [[part.strip() for part in tie.split("=")] for tie in value.split(">")]


def reading_of(
    values: Sequence[object], said: Sequence[str], abstain: Sequence[str] = (), *,
    numeric: bool = False, ranked: bool = False, separator: str | None = None, thousands: bool = False,
) -> Reading:  # fmt: skip
    """Settle how a column is read, from its different values and from the labels that a card writes.

    `values` are without abstentions. `numeric` says that the card's scale is one of numbers; where the card lists no
    values, it is one where all values are numbers; of these, points may stand between `thousands`.
    """
    words = {as_text(value).strip().lower() for value in values}
    known = [*said, *(label for label in abstain if label not in said)]
    if not ranked and separator is None and not numeric:
        separator = separator_of(values, said)
    several = ((frozenset(_cut(label, separator)), label) for label in known) if separator and not ranked else ()
    return Reading(
        said=frozenset(known),
        numbers=_once((number, label) for label in known if (number := read_number(label)) is not None),
        booleans=_once((label.strip().lower(), label) for label in known if label.strip().lower() in BOOLEANS),
        sets=_once((parts, label) for parts, label in several if len(parts) > 1),
        numeric=numeric or (not said and all(_is_number(value, thousands=thousands) for value in values)),
        boolean=not said and words <= BOOLEANS,
        separator=None if ranked else separator,
        ranked=ranked,
        abstain=_abstentions(said, abstain),
        thousands=thousands,
    )


def _is_number(value: object, *, thousands: bool) -> bool:
    if thousands and isinstance(value, str):
        return without_points(value) is not None
    return as_number(value) is not None


def _abstentions(said: Sequence[str], abstain: Sequence[str]) -> dict[str, str]:
    """Return abstentions by what their spellings have in common, where it is not that of another value."""
    values = {_plain(label) for label in said if label not in abstain}
    return _once((plain, label) for label in abstain if (plain := _plain(label)) not in values)


def _plain(label: str) -> str:
    return APOSTROPHES.sub("'", bare(label))


def separator_of(values: Iterable[object], said: Sequence[str]) -> str | None:
    """Find the mark that cuts answers into several labels, where the values or the card leave no doubt.

    With a card, all parts are labels that it has. Without one, two answers hold the same words in another order.
    """
    texts = [value for value in values if isinstance(value, str) and value not in said]
    for mark in SEPARATORS:
        cut = [parts for text in texts if len(parts := _cut(text, mark)) > 1]
        if said and cut and all(part in said for parts in cut for part in parts):
            return mark
        words = {parts for parts in cut if len(set(parts)) == len(parts) and not any(map(read_number, parts))}
        if not said and len({frozenset(parts) for parts in words}) < len(words):
            return mark
    return None


def _cut(text: str, mark: str) -> Parts:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _once(pairs: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """Keep what one label alone means: a card that writes 1 and 01 tells them apart."""
    found: dict[Key, list[str]] = {}
    for key, label in pairs:
        found.setdefault(key, []).append(label)
    return {key: labels[0] for key, labels in found.items() if len(labels) == 1}
