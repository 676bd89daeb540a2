"""Answers that the scale of a card does not have, and what they probably mean: in sentences for people."""

import re
from collections.abc import Iterable, Iterator, Mapping

from alignmentcard.measurement.tables.cells import LIKE_MISSING
from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.words import bare
from alignmentcard.messages.retold import joined, worded

SHOWN = 5
ANCHORED = re.compile(r"\W?([+-]?\d+(?:[.,]\d+)?)\W?(?:[\s:=(–—-].*)?", re.DOTALL)
"""A number of a scale with its meaning behind it: 1 - very bad, 5 (agree)."""
UNSURE = re.compile(
    r"(i )?(do not|don[’']?t) know|dk|not sure|unsure|can(not|[’']?t) (say|tell)|no opinion", re.IGNORECASE
)


def probably_meant(counts: Mapping[str, int], off: Iterable[str], values: Iterable[str]) -> Iterator[str]:
    """Tell which answers that are not on a scale are probably values of it, and which may be no answers."""
    found = {label: value for label in sorted(off) if (value := meant(label, values))}
    if found:
        pairs = [worded("“{answer}” is probably {value}", answer=label, value=value) for label, value in found.items()]
        yield worded(
            "{pairs}. Write the values of the scale in the card as the data has them, or the answers as the card does.",
            pairs=joined("; ", pairs[:SHOWN]),
        )
    for label in sorted({*off} - found.keys()):
        if LIKE_MISSING.fullmatch(label.strip()) or UNSURE.fullmatch(label.strip()):
            yield worded(
                "“{label}” ({count:,}) is counted as an answer. If it is none, list it under columns.missing of the "
                "card; if it means that somebody could not say, under scale.abstain.",
                label=label,
                count=counts.get(label, 0),
            )


def meant(label: str, values: Iterable[str]) -> str | None:
    """Return the one value that an answer is but for capitals and blanks, or for words behind the same number."""
    for same in (bare, _number):
        key = same(label)
        alike = [value for value in values if key is not None and same(value) == key]
        if len(alike) == 1:
            return alike[0]
    return None


def _number(label: str) -> object:
    found = ANCHORED.fullmatch(label.strip())
    return read_number(found[1]) if found else None
