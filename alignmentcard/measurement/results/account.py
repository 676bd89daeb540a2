"""Where every answer of every file went: it counts, or it was set aside for a reason that is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FileAccount:
    """What became of the answers of one file: those that were read are those that count and those set aside.

    An answer is a row of a long table, a cell that could hold one where answers stand beside each other, and as many as
    it says where a row is a count. A table in memory has no path.
    """

    rows: int
    answers: int
    used: int
    set_aside: Mapping[str, int] = field(default_factory=dict)
    path: str | None = None


def total(files: tuple[FileAccount, ...]) -> FileAccount | None:
    """Add up the accounts of several files; None where there is none, as in measurements of the first format."""
    if not files:
        return None
    reasons = sorted({reason for file in files for reason in file.set_aside})
    return FileAccount(
        rows=sum(file.rows for file in files),
        answers=sum(file.answers for file in files),
        used=sum(file.used for file in files),
        set_aside={reason: sum(file.set_aside.get(reason, 0) for file in files) for reason in reasons},
    )
