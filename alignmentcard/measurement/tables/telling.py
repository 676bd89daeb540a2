"""Words for sentences about how a table was read."""

from collections.abc import Sequence

from alignmentcard.messages import later
from alignmentcard.messages.retold import listed, worded

COUNTED = {
    "answer": (later("{count:,} answer"), later("{count:,} answers")),
    "id": (later("{count:,} id"), later("{count:,} ids")),
    "item": (later("{count:,} item"), later("{count:,} items")),
    "line": (later("{count:,} line"), later("{count:,} lines")),
    "rater": (later("{count:,} rater"), later("{count:,} raters")),
    "rating": (later("{count:,} rating"), later("{count:,} ratings")),
    "row": (later("{count:,} row"), later("{count:,} rows")),
}


def counted(count: int, noun: str) -> str:
    """Write a number and what it counts: 1 row, 1,200 rows."""
    one, more = COUNTED[noun]
    return worded(one if count == 1 else more, count=count)


def word_for(count: int, one: str, many: str) -> str:
    """Choose the word, or the sentence, that fits a number."""
    return one if count == 1 else many


def some_of(names: Sequence[str], most: int) -> str:
    """Name the first of many, and say how many more there are."""
    shown = ", ".join(names[:most])
    return worded("{shown} and {more} more", shown=shown, more=len(names) - most) if len(names) > most else shown


def repeats_names(count: int) -> str:
    """Tell of rows that only repeat the names of columns."""
    return word_for(
        count,
        worded("{count:,} row repeats the names of columns; left out.", count=count),
        worded("{count:,} rows repeat the names of columns; left out.", count=count),
    )


PARTS = {
    "item": later("item"),
    "rater": later("rater"),
    "rest": later("rest"),
    "genuine": later("genuine"),
    "constructed": later("constructed"),
    "non_attitude": later("non-attitude"),
}
"""What answers are taken apart into."""


def below_zero(parts: Sequence[str]) -> str:
    """Tell of parts whose estimate was below zero; empty where none was."""
    names = listed([worded(PARTS[part]) for part in parts])
    return worded("The estimate for {parts} was below zero and is shown as 0.", parts=names) if parts else ""
