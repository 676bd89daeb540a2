"""Polis, the matrix of participants and votes: a row for each participant, a column for each comment.

A vote is 1, 0 or -1; an empty cell is a comment that was not shown. The list of votes is a flat table of its own.
"""

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Answer, Found, Held, empty

TOOL = "Polis"
IS_PROGRAM = False
SIGNS = frozenset({"participant", "n-comments", "n-votes"})


def fits(data: Held) -> bool:
    """Say whether a table is the matrix."""
    return set(data.header) >= SIGNS and any(name.isdigit() for name in data.header)


def read(data: Held, asked: Asked) -> Found:
    """Yield the votes."""
    comments = [name for name in data.header if name.isdigit()]
    for row in data.records:
        for comment in comments:
            if not empty(row[comment]):
                yield Answer(comment, row["participant"], None, row[comment])
