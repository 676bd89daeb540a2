"""Tables that people keep, as CSV."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from alignmentcard.saving import write_atomically

Cell = str | float | int | None


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows as CSV, whole or not at all; a text that a spreadsheet would take for a formula begins with '."""
    kept = StringIO()
    writer = csv.writer(kept, lineterminator="\n")
    writer.writerow([_cell(name) for name in head])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    write_atomically(path, kept.getvalue())


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
