"""The scale that a card states for a dimension, and the answers that occur in its data, in the order of the scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.tables.cells import Reading
from alignmentcard.measurement.tables.numbers import Line, read_number

NARROW = 30
"""Up to so many values each is counted on its own."""


class ScaleError(AlignmentCardError):
    """The answers do not fit the scale that is stated for them."""


@dataclass(frozen=True)
class StatedScale:
    """What a card says about a scale; answers that are `ranked` are orders of preference."""

    level: str | None = None
    values: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    ranked: bool = False

    @property
    def numeric(self) -> bool:
        """Say whether the scale is one of numbers, each of which it writes in one way."""
        numbers = [read_number(value) for value in self.values if value not in self.abstain]
        if numbers:
            return None not in numbers and len(set(numbers)) == len(numbers)
        return self.level in ("interval", "ratio") or self.low is not None or self.high is not None


@dataclass(frozen=True)
class Answers:
    """The values of one dimension: labels in order, how often each was given, and how each stands in the table.

    `codes` are the positions of the values that were read, in their order, -1 for those that do not count;
    `set_aside` says of these how many ratings there are by reason, `reasons` why each value does not count, and
    `told` what was made of spellings, in sentences. `placeless` labels, which are abstentions and words that the
    scale does not have, stand outside of its order. `line` has all others as numbers, where they are; `sets` has
    the labels that an answer holds, where some hold several. `doubtful` labels look like codes for missing values.
    `narrow` scales have few enough values to count each.
    """

    labels: tuple[str, ...]
    counts: tuple[int, ...]
    codes: tuple[int, ...]
    level: str
    level_said: bool
    ordered: bool
    line: Line | None
    abstain: tuple[int, ...]
    outside: tuple[str, ...]
    placeless: tuple[int, ...] = ()
    reading: Reading = field(default_factory=Reading)
    set_aside: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[str | None, ...] = ()
    told: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    sets: tuple[frozenset[str], ...] | None = None
    stated: bool = False
    """Whether somebody says which values the scale has."""

    @property
    def narrow(self) -> bool:
        """Say whether each value can be counted on its own."""
        return len(self.labels) <= NARROW

    @property
    def ratings(self) -> int:
        """Return the number of answers."""
        return sum(self.counts)

    @property
    def missing(self) -> int:
        """Return the number of ratings that do not count."""
        return sum(self.set_aside.values())

    @property
    def placed(self) -> tuple[int, ...]:
        """Return the positions of all labels that have a place in the order."""
        return tuple(code for code in range(len(self.labels)) if code not in self.placeless)

    @property
    def positive(self) -> bool:
        """Say whether labels are numbers of which none is negative."""
        return self.line is not None and all(self.line.from_zero[code] >= 0 for code in self.placed)

    def recounted(self, counts: Sequence[int]) -> "Answers":
        """Return the same answers, of which other numbers were given."""
        return replace(self, counts=tuple(counts))
