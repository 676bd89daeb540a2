"""What an adapter makes of the files of a tool, and what it is told about the card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.words import plain

if TYPE_CHECKING:
    import pyarrow as pa

ROLES = ("item", "rater", "dimension", "value", "hard_label", "occasion", "condition")
"""The columns that a table of an export may have, beside attributes of raters."""


@dataclass(frozen=True)
class Export:
    """The answers of an export as a long table, and how many of its answers are not in the table.

    `table` has the columns of ROLES that the export knows, all of them texts, and one for each of `attributes`.
    `set_aside` counts answers by file and reason. `notes` say how the files were understood, `pair` which columns name
    what was compared.
    """

    table: "pa.Table"
    tool: str
    set_aside: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    pair: Pair | None = None


@dataclass(frozen=True)
class AskedDimension:
    """What a card says about a dimension: whether its answers are ratings, comparisons or rankings, and its values."""

    feedback: str | None = None
    values: tuple[str, ...] = ()


Asked = Mapping[str, AskedDimension]
"""The dimensions of a card by their id; empty where there is no card."""


def dimension_of(asked: Asked, names: Sequence[str]) -> str | None:
    """Return the id of the dimension that one of these names stands for: the id itself, or the same letters."""
    exact = next((name for name in names if name in asked), None)
    if exact is not None:
        return exact
    alike = [id_ for name in names for id_ in asked if plain(name) == plain(id_) != ""]
    return alike[0] if len(set(alike)) == 1 else None
