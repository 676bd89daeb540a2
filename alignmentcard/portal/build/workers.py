"""The processes that make cards: those of one build, or those that stay for the builds of a portal that is served."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import Self, TypeVar

from alignmentcard.errors import AlignmentCardError
from alignmentcard.processes import processors, workers

MANY = 200
"""From so many cards on, starting further processes costs less than it saves."""
FEW = 24
"""The same, where they have been started before."""
CHUNK = 16
"""Cards that are handed to a process at once, at most."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Workers:
    """Processes that make `least` things or more at once; none is started before there is work."""

    def __init__(self, least: int = MANY) -> None:
        self._least = least
        self._pool: ProcessPoolExecutor | None = None

    def pay(self, count: int) -> bool:
        """Say whether handing so many things to processes costs less than it saves."""
        return count >= self._least and processors() > 1

    def start(self, ready: Callable[[], object]) -> None:
        """Start all of them while something else is done; each gets `ready`."""
        for _ in range(processors()):
            self._started().submit(ready)

    def map(self, work: Callable[[Sequence[Thing]], Sequence[Result]], things: Sequence[Thing]) -> Iterator[Result]:
        """Yield what becomes of each thing, in their order; `work` is given some of them at once."""
        size = max(1, min(CHUNK, -(-len(things) // (4 * processors()))))
        some = [things[start : start + size] for start in range(0, len(things), size)]
        if not self.pay(len(things)):
            yield from chain.from_iterable(map(work, some))
            return
        try:
            yield from chain.from_iterable(self._started().map(work, some))
        except BrokenProcessPool:
            self.close()
            raise AlignmentCardError("A process that made cards was ended from outside. Build again.") from None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = workers(processors(), "spawn")
        return self._pool

    def close(self) -> None:
        """End all processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
