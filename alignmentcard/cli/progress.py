"""What is being done, told on a terminal while somebody waits."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alignmentcard.cli import terminal

PATIENCE = 2.0
"""Seconds after which somebody who waits is told."""


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done, on a terminal and only when it takes longer than two seconds."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    step, late = "reading", threading.Event()

    def show() -> None:
        late.set()
        terminal.progress(step)

    def tell(what: str) -> None:
        nonlocal step
        step = what
        if late.is_set():
            show()

    timer = threading.Timer(PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield tell
    finally:
        timer.cancel()
        if late.is_set():
            terminal.progress("")
