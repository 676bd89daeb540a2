"""Which items are in which shard: by a digest of the item's id, the same on every engine and machine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignmentcard.errors import AlignmentCardError

MOST_SHARDS = 10_000
MOST_AT_ONCE = 200
"""So many files are open while answers are spread over the shards of one process; some systems allow 256."""
DIGITS = 8
"""So many hexadecimal digits of the digest decide, which makes 2^32 places."""
DIGEST = f"substr(md5(CAST(item AS STRING)), 1, {DIGITS})"


@dataclass(frozen=True)
class Slice:
    """Shard `number`, from 1 on, of so many."""

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of <= MOST_SHARDS:
            raise AlignmentCardError(
                f"There is no shard {self.number} of {self.of}. Shards are numbered from 1, and there are at most "
                f"{MOST_SHARDS:,}: 1/16, 2/16, … 16/16, or several in one process, 1-16/16."
            )


@dataclass(frozen=True)
class Slices:
    """Shards that one process counts, from the first to the last of so many."""

    first: int
    last: int
    of: int

    def __post_init__(self) -> None:
        for number in (self.first, self.last):
            Slice(number, self.of)
        if self.first > self.last:
            raise AlignmentCardError(
                f"Shard {self.first} is not before shard {self.last}. Write the smaller one first."
            )
        if self.last - self.first >= MOST_AT_ONCE:
            raise AlignmentCardError(
                f"One process counts at most {MOST_AT_ONCE} shards, not {self.last - self.first + 1:,}. Count some of "
                f"them in each: {self.first}-{self.first + MOST_AT_ONCE - 1}/{self.of} and so on."
            )

    @classmethod
    def read(cls, text: str) -> "Slices":
        """Read a text such as 1/16, or 1-4/16."""
        found = re.fullmatch(r"([0-9]{1,6})(?:-([0-9]{1,6}))?/([0-9]{1,6})", text)
        if not found:
            raise AlignmentCardError(
                f"“{text}” is no shard. Write which one of how many: 1/16, 2/16, … 16/16, or several, 1-4/16."
            )
        return cls(int(found[1]), int(found[2] or found[1]), int(found[3]))

    def __iter__(self) -> Iterator[Slice]:
        for number in range(self.first, self.last + 1):
            yield Slice(number, self.of)

    @property
    def condition(self) -> str:
        """Write the condition on `digest` that items of these shards meet; hexadecimal digits sort as numbers do."""
        last = "" if self.last == self.of else f" AND digest < '{self._edge(self.last)}'"
        return f"digest >= '{self._edge(self.first - 1)}'{last}"

    @property
    def number(self) -> str:
        """Write the number of the shard that a `digest` of these shards belongs to."""
        return self._halved(self.first, self.last)

    def _halved(self, first: int, last: int) -> str:
        """Decide between halves, and halves of these: of 256 shards eight comparisons lead to each."""
        if first == last:
            return str(first)
        middle = (first + last) // 2
        lower, upper = self._halved(first, middle), self._halved(middle + 1, last)
        return f"CASE WHEN digest < '{self._edge(middle)}' THEN {lower} ELSE {upper} END"

    def _edge(self, after: int) -> str:
        """Return the digest at which the shard after so many begins."""
        return f"{after * 16**DIGITS // self.of:0{DIGITS}x}"
