"""The program, killed at many points of its run: `python killed.py PLAN`, which is JSON, says where and how.

It runs once, so that all is imported, then once in a fork that counts the calls of functions, ours and those of C, and
then once in a fork for each point, which ends at that call by SIGKILL. What is told about each is JSON on a line.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

PLACES = ("saving.py", "swap.py", "cache.py", "start.py", "linked_folders.py", "dbapi2.py")
"""Files of the program in which it writes."""


class Calls:
    """Counts calls, notes the first and the last that writes, and ends the program at one of them."""

    def __init__(self, stop: int) -> None:
        self.stop = stop
        self.count = 0
        self.writing: list[int] = []

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event not in ("call", "c_call"):
            return
        if self.count == self.stop:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.stop < 0 and frame.f_code.co_filename.endswith(PLACES):
            self.writing = [*self.writing[:1], self.count]
        self.count += 1


def run(folder: str, arguments: list[str], watch: Callable[..., Any] | None = None) -> int:
    """Run the program in a folder."""
    from alignmentcard.cli import main

    os.chdir(folder)
    os.environ["XDG_CACHE_HOME"] = str(Path(folder, "cache"))
    sys.argv = ["alignmentcard", *arguments]
    sys.setprofile(watch)
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.setprofile(None)
    return 0


def forked(folder: str, arguments: list[str], stop: int) -> tuple[int, Calls]:
    """Run the program in a fork; return how it ended, and what it counted."""
    inside, outside = os.pipe()
    child = os.fork()
    calls = Calls(stop)
    if child == 0:
        status = run(folder, arguments, calls)
        os.write(outside, json.dumps([calls.count, calls.writing]).encode())
        os._exit(status)
    os.close(outside)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told = os.read(inside, 1000)
    os.close(inside)
    if told:
        calls.count, calls.writing = json.loads(told)
    return status, calls


def spread(first: int, last: int, count: int) -> set[int]:
    """Return so many points, or as many as there are, spread evenly."""
    return {first + (last - first) * number // count for number in range(count)}


def points(calls: Calls, count: int) -> list[int]:
    """Return points of which at least half lie between the first and the last call that writes."""
    first, last = calls.writing[0], calls.writing[-1] + 1
    writing = spread(first, last, count // 2)
    rest = spread(0, calls.count, count - len(writing)) | writing
    more = iter(range(calls.count))
    while len(rest) < min(count, calls.count):
        rest.add(next(more))
    return sorted(rest)


def main() -> None:
    """Carry out a plan."""
    plan = json.loads(sys.argv[1])
    null = os.open(os.devnull, os.O_WRONLY)
    told = os.fdopen(os.dup(1), "w")
    os.dup2(null, 1)
    os.dup2(null, 2)
    for name in plan["imports"]:
        __import__(name)
    if not plan["imports"]:  # threads of an engine that runs do not survive a fork
        run(plan["warm"], plan["arguments"])
    status, calls = forked(plan["whole"], plan["arguments"], -1)
    stops = points(calls, plan["count"])
    print(json.dumps([status, calls.count, stops]), file=told, flush=True)
    for number, stop in enumerate(stops):
        status, _ = forked(os.path.join(plan["home"], str(number)), plan["arguments"], stop)  # noqa: PTH118
        print(status, file=told, flush=True)


if __name__ == "__main__":
    main()
