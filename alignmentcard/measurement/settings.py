"""What a measurement may be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.values import EXTRAS
from alignmentcard.messages.retold import worded

REPEATS = ("first", "last", "all")
WHOLE = {"seed": (0, 2**53), "replicates": (0, 100_000), "draws": (1, 100_000), "minimum_cell": (1, 1_000_000)}
"""What the whole numbers may be; memory and time grow with replicates and draws."""


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
    several labels. `layout` names what one row of the table means, where that is not left to be found. `extras` are the
    names of what is measured beyond the usual.
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
    layout: str | None = None
    one_set: bool = False
    extras: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, (low, high) in WHOLE.items():
            value = getattr(self, name)
            if type(value) is not int or not low <= value <= high:
                raise AlignmentCardError(
                    worded(
                        "{name} is {value}. It must be a whole number from {low:,} to {high:,}.",
                        name=name,
                        value=str(value),
                        low=low,
                        high=high,
                    )
                )
        for name, example in (("confidence", 0.95), ("tolerance", 0.01)):
            value = getattr(self, name)
            if not isinstance(value, int | float) or not 0 < value < 1:
                raise AlignmentCardError(
                    worded(
                        "{name} is {value}. It must lie between 0 and 1, such as {example}.",
                        name=name,
                        value=str(value),
                        example=str(example),
                    )
                )
        if self.repeats not in REPEATS:
            raise AlignmentCardError(
                worded("repeats is “{found}”. Choose one of: {known}.", found=self.repeats, known=", ".join(REPEATS))
            )
        for name in self.extras:
            if name not in EXTRAS:
                raise AlignmentCardError(
                    worded(
                        "“{name}” is nothing that can be asked for. Choose of: {known}.",
                        name=name,
                        known=", ".join(EXTRAS),
                    )
                )

    def also(self, names: Iterable[str]) -> "Settings":
        """Ask for more by name; each is listed once, in the order of `EXTRAS`."""
        asked = {*self.extras, *names}
        return replace(self, extras=(*(name for name in EXTRAS if name in asked), *sorted(asked - {*EXTRAS})))


def settings_of(told: Mapping[str, Any]) -> Settings:
    """Read settings as a file of measurements tells them, which a stranger may have written."""
    known = {field.name for field in fields(Settings)}
    given = {name: value for name, value in told.items() if name in known - {"extras"}}
    given["extras"] = tuple(name for name in str(told.get("extras", "")).split(",") if name in EXTRAS)
    pair = {name.removeprefix("pair."): str(value) for name, value in told.items() if name.startswith("pair.")}
    try:
        return Settings(**given, pair=Pair(**pair) if pair else None)
    except TypeError:
        raise AlignmentCardError(worded("they are not complete.")) from None
