"""How processes that make or check many cards are started: how many, and what each is spared."""

import gc
import os
import signal

YOUNG = 50_000
"""Objects between two searches for garbage in circles, which the data of cards does not form."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def begin() -> None:
    """Begin a process that works for another: Ctrl-C is left to that one, and what is loaded stays as it is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(YOUNG)
