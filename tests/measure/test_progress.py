"""What is being done is told on a terminal when it takes long, and nowhere else."""

import io
import os
import pty
import subprocess
import sys
import threading

import pytest

from alignmentcard.cli import progress


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self):
        """Say that it is one."""
        return True


class Late:
    """A timer whose time has come as soon as it starts."""

    def __init__(self, seconds, call):
        assert seconds == progress.PATIENCE == 2
        self.start, self.cancel = call, lambda: None


class Never(Late):
    """A timer whose time does not come."""

    def __init__(self, seconds, call):
        super().__init__(seconds, lambda: None)


def shown(monkeypatch, timer, stream):
    monkeypatch.setattr(threading, "Timer", timer)
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.progress() as tell:
        tell("counting")
        tell("groups")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("timer", "stream", "text"),
    [
        (Late, Screen, "\r\x1b[Kreading …\r\x1b[Kcounting …\r\x1b[Kgroups …\r\x1b[K"),
        (Never, Screen, ""),
        (Late, io.StringIO, ""),
    ],
    ids=["long work on a terminal", "short work", "no terminal"],
)
def test_progress_is_told_of_long_work_on_a_terminal(monkeypatch, timer, stream, text):
    assert shown(monkeypatch, timer, stream()) == text


def test_a_real_terminal_shows_what_is_done_and_is_clean_afterwards():
    program = (
        "from alignmentcard.cli import progress\nprogress.PATIENCE = 0\nimport threading\n"
        "with progress.progress() as tell:\n    [thread.join() for thread in threading.enumerate()[1:]]\n"
        "    tell('counting')\n"
    )
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", program], stderr=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 4096).decode()
    os.close(ours)
    assert said == "\r\x1b[Kreading …\r\x1b[Kcounting …\r\x1b[K"
