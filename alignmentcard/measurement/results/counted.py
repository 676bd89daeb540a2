"""What columns of a table say beside its answers: how items divide, who was asked again, and when answers were given.

It is counted where a card states such numbers and its data is at hand (`check --data`), and stands in no file of
measurements.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Divided:
    """How many items and ratings have each value of a column, in each way to count them; the first is the usual one."""

    column: str
    items: tuple[Mapping[str, int], ...]
    ratings: tuple[Mapping[str, int], ...]


@dataclass(frozen=True)
class Again:
    """Items that some rater answered again, those raters, and the least and the most days between two answers.

    `days` are empty where no time is known; `named` says that a column tells askings apart, so that answers that were
    sent twice by mistake are not among them.
    """

    items: int
    raters: int
    days: tuple[float, ...] = ()
    named: bool = False


@dataclass(frozen=True)
class AskedAgain:
    """Questions that raters answered again in the same way, and in another way, of one dimension."""

    same: Again | None = None
    across: Again | None = None


@dataclass(frozen=True)
class Answered:
    """How many rows were answered on each day (ISO 8601), in each way to read the dates of a column."""

    column: str
    days: tuple[Mapping[str, int], ...]


@dataclass(frozen=True)
class Counted:
    """What was counted for the numbers that a card states: by axis, by dimension, and of all answers."""

    divided: Mapping[str, Divided] = field(default_factory=dict)
    again: Mapping[str, AskedAgain] = field(default_factory=dict)
    answered: Answered | None = None
