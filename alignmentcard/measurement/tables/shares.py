"""Shares as people write them: 0.68, 68% and 68 % are one, an empty cell is none."""

import math
from collections.abc import Sequence
from typing import Any

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.messages.retold import worded


def read_shares(name: str, item: str, columns: Sequence[str], given: Sequence[Any]) -> list[float]:
    """Read what the file of a system says about an item, a share for each of `columns`.

    Raises an AlignmentCardError that names the cell where one is no share, or a negative one.
    """
    shares = list(map(_share, given))
    for column, share, cell in zip(columns, shares, given, strict=True):
        if share is None:
            raise AlignmentCardError(
                worded(
                    "The file of {name}: column {column}, in the row of item {item}, has “{cell}”, which is no share. "
                    "Write a number with a point such as 0.68, or a percentage such as 68%, or leave the cell empty.",
                    name=name,
                    column=column,
                    item=item,
                    cell=str(cell)[:40],
                )
            )
        if share < 0:
            raise AlignmentCardError(
                worded(
                    "The file of {name} gives item {item} the share {share:g}. It must not be negative.",
                    name=name,
                    item=item,
                    share=share,
                )
            )
    return [share or 0.0 for share in shares]


def _share(cell: Any) -> float | None:
    """Return the share that a cell has, 0 for an empty one, None for what is no finite number."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return 0.0
    text = str(cell).strip()
    if not text or text.casefold() == "nan":
        return 0.0
    number = read_number(text.removesuffix("%"))
    if number is None:
        return None
    return float(number) / (100 if text.endswith("%") else 1)
