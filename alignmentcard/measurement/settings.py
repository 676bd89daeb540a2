"""What a measurement may be told."""

from dataclasses import dataclass

from alignmentcard.errors import AlignmentCardError

REPEATS = ("first", "last", "all")


@dataclass(frozen=True)
class Pair:
    """Two columns that name what was compared, and the values that mean the first and the second of them."""

    first: str
    second: str
    first_wins: str
    second_wins: str


@dataclass(frozen=True)
class Settings:
    """What a measurement may be told; the same settings on the same table give the same bytes.

    `repeats` says which answer counts where a rater judged an item several times. `one_set` says that an id in several
    files of a table is that of one item. `pair` puts compared things into one order. `separator` cuts an answer into
    several labels.
    """

    seed: int = 20240501
    replicates: int = 1000
    draws: int = 200
    confidence: float = 0.95
    tolerance: float = 0.01
    minimum_cell: int = 5
    repeats: str = "first"
    pair: Pair | None = None
    separator: str | None = None
    one_set: bool = False

    def __post_init__(self) -> None:
        for name, low in (("replicates", 0), ("draws", 1), ("minimum_cell", 1)):
            if getattr(self, name) < low:
                raise AlignmentCardError(f"{name} is {getattr(self, name)}. It must be {low} or more.")
        if not 0 < self.confidence < 1:
            raise AlignmentCardError(f"confidence is {self.confidence}. It must lie between 0 and 1, such as 0.95.")
        if self.repeats not in REPEATS:
            raise AlignmentCardError(f"repeats is “{self.repeats}”. Choose one of: {', '.join(REPEATS)}.")
