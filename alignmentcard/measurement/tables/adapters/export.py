"""What a tool exported: its answers as a long table, and how many others stand in its files and do not count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Export:
    """A long table and the tool that wrote it.

    `set_aside` says by path and reason how many answers of a file were not taken, such as drafts.
    """

    table: "pa.Table"
    tool: str
    set_aside: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
