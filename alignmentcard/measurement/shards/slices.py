"""Which items are in which shard: by a digest of the item's id, the same on every engine and machine."""

import re
from dataclasses import dataclass

from alignmentcard.errors import AlignmentCardError

MOST_SHARDS = 10_000
DIGITS = 8
"""So many hexadecimal digits of the digest decide, which makes 2^32 places."""


@dataclass(frozen=True)
class Slice:
    """Shard `number`, from 1 on, of so many."""

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of <= MOST_SHARDS:
            raise AlignmentCardError(
                f"There is no shard {self.number} of {self.of}. Shards are numbered from 1, and there are at most "
                f"{MOST_SHARDS:,}: 1/16, 2/16, … 16/16."
            )

    @classmethod
    def read(cls, text: str) -> "Slice":
        """Read a text such as 1/16."""
        found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text)
        if not found:
            raise AlignmentCardError(f"“{text}” is no shard. Write which one of how many: 1/16, 2/16, … 16/16.")
        return cls(int(found[1]), int(found[2]))

    @property
    def condition(self) -> str:
        """Write the condition that items of the shard meet; hexadecimal digits sort as numbers do."""
        place = f"substr(md5(CAST(item AS STRING)), 1, {DIGITS})"
        low, high = (edge * 16**DIGITS // self.of for edge in (self.number - 1, self.number))
        last = "" if self.number == self.of else f" AND {place} < '{high:0{DIGITS}x}'"
        return f"({place} >= '{low:0{DIGITS}x}'{last})"
