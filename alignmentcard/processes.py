"""How processes that make or check many cards are started: how many, and what each is spared."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from alignmentcard.errors import AlignmentCardError
from alignmentcard.programs import safe_path

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

COLLECTION_THRESHOLD = 150_000
"""Objects between two searches for garbage in circles, which the data of cards does not form."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def initialise() -> None:
    """Begin a process that works for another: Ctrl-C is left to that one, and what is loaded stays as it is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(COLLECTION_THRESHOLD)


def workers(count: int, method: str | None = None) -> "ProcessPoolExecutor":
    """Return processes that work for this one; `method` is how they are started, where it matters.

    AlignmentCardError where one of them cannot be started; the others are ended then.
    """
    import multiprocessing
    from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor

    safe_path()
    others = set(multiprocessing.active_children())

    class Pool(ProcessPoolExecutor):
        """Ends the processes that it has started where the next one cannot be: they would wait for work for ever."""

        def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
            try:
                return super().submit(fn, *args, **kwargs)
            except (OSError, RuntimeError) as error:
                if isinstance(error, BrokenExecutor):
                    raise
                _end(others)
                raise AlignmentCardError(NOT_STARTED.format(getattr(error, "strerror", None) or error)) from error

    return Pool(count, multiprocessing.get_context(method), initializer=initialise)


NOT_STARTED = (
    "A further process cannot be started: {}. Free some of what the system runs, or have the work done by one process "
    "(check: --jobs 1)."
)


def _end(others: set[Any]) -> None:
    import multiprocessing

    for process in set(multiprocessing.active_children()) - others:
        process.kill()
        process.join()


def in_fork(work: Callable[[], Result], *, pays: bool) -> Callable[[], Result]:
    """Begin work in a copy of this process; return what waits for its result, and raises what it raised.

    Where that does not pay, or no copy can be had without danger (other threads may hold locks), the work is done when
    its result is wanted.
    """
    if not pays or sys.platform != "linux" or processors() < 2 or threading.active_count() > 1:
        return work
    import multiprocessing  # a single card, which needs no other process, is not to wait for it

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, there), daemon=True)
    process.start()
    there.close()

    def result() -> Result:
        try:
            found, error = here.recv()
        except EOFError:
            raise AlignmentCardError("A process that worked for this one was ended. Run the command again.") from None
        process.join()
        if error:
            raise error
        return found  # type: ignore[no-any-return]

    return result


def _answer(work: Callable[[], Any], there: "Connection") -> None:
    gc.disable()  # looking for garbage would copy the memory that both processes still share
    answer: tuple[Any, Exception | None]
    try:
        answer = work(), None
    except Exception as error:  # it is raised again where the result is wanted
        answer = None, error
    with suppress(OSError):  # nobody wants the answer any more
        there.send(answer)
