"""Memory of a program with all its processes, as their proportional shares."""

from collections.abc import Iterator
from pathlib import Path


def held(pid: int) -> float:
    """Return the megabytes that a process and all its children hold now."""
    return sum(map(_megabytes, _family(pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)
