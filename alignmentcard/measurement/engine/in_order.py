"""Numbers in order, which several threads bring them into: NumPy sorts beside other threads."""

from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 1 << 20
"""So many numbers are sorted by one thread, in some milliseconds."""
AT_ONCE = 1 << 16
"""So many are compared at a time: what comes of it stays in the fast memory of a processor."""


def all_differ(numbers: "NDArray[np.uint64]", threads: int) -> bool:
    """Say whether no two numbers are equal; afterwards they are in order."""
    sort(numbers, threads)
    starts = range(0, len(numbers) - 1, AT_ONCE)
    return not any(_neighbours_equal(numbers[start : start + AT_ONCE + 1]) for start in starts)


def _neighbours_equal(numbers: "NDArray[np.uint64]") -> bool:
    return bool((numbers[1:] == numbers[:-1]).any())


def sort(numbers: "NDArray[np.uint64] | NDArray[np.int64]", threads: int) -> None:
    """Sort in place: the smaller half in a thread of its own, where there are several and many numbers."""
    if threads < 2 or len(numbers) <= FEW:
        numbers.sort()
        return
    middle = len(numbers) // 2
    numbers.partition(middle)
    other = Thread(target=sort, args=(numbers[:middle], threads // 2))
    other.start()
    sort(numbers[middle:], threads - threads // 2)
    other.join()
