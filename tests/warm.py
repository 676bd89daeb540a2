"""The program, imported once and forked for each call: a process of its own, without the time that starting takes.

A call has its own process, folder, environment and streams, and what it leaves by is what a program leaves by. What
depends on how Python itself starts (encodings, closed streams, packages that are missing) is called without this.
"""

import atexit
import gc
import json
import os
import pkgutil
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

import alignmentcard
from alignmentcard.cli import main

STREAMS = ("stdin", "stdout", "stderr")


class Program:
    """A process that has imported the program and waits for calls."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        command = [sys.executable, __file__, str(theirs.fileno())]
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # threads do not survive a fork
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=alone)
        theirs.close()
        self._answers = self._ours.makefile("r")

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._answers.close()
        self._ours.close()
        self._process.wait(60)

    def begin(self, arguments: list[str], cwd: Path, env: Mapping[str, str], streams: tuple[int, int, int]) -> None:
        """Call the program with three open files as its streams."""
        told = json.dumps([arguments, str(cwd), dict(env)]).encode()
        socket.send_fds(self._ours, [b"%08d" % len(told)], streams)
        self._ours.sendall(told)

    def end(self) -> int:
        """Wait until the call has ended; return its exit status, or minus the number of the signal that ended it."""
        return int(self._answers.readline())

    def run(self, arguments: list[str], cwd: Path, env: Mapping[str, str], into: Path) -> tuple[int, str, str]:
        """Call the program with nothing to read; return its exit status and what it wrote, which lies in a folder."""
        written = [into / "stdout", into / "stderr"]
        with Path(os.devnull).open("rb") as nothing, written[0].open("wb") as out, written[1].open("wb") as err:
            self.begin(arguments, cwd, env, (nothing.fileno(), out.fileno(), err.fileno()))
            status = self.end()
        return status, *(path.read_text("utf-8") for path in written)


def serve(connection: socket.socket) -> None:
    """Import what commands need, and fork for each call until nobody calls any more."""
    for found in pkgutil.walk_packages(alignmentcard.__path__, "alignmentcard."):
        if found.name.rpartition(".")[2] not in ("standins", "__main__"):
            with suppress(ModuleNotFoundError):  # what an optional part needs that is not installed
                import_module(found.name)
    threads = list(Path("/proc/self/task").iterdir())
    assert len(threads) == 1, f"threads do not survive a fork: {[(one / 'comm').read_text() for one in threads]}"
    gc.freeze()
    while True:
        head, streams, _, _ = socket.recv_fds(connection, 8, len(STREAMS))
        if not head:
            return
        told = b""
        while len(told) < int(head):
            told += connection.recv(int(head) - len(told))
        child = os.fork()
        if child == 0:
            connection.close()
            called(*json.loads(told), streams)
        for stream in streams:
            os.close(stream)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        connection.sendall(b"%d\n" % status)


def called(arguments: list[str], cwd: str, env: dict[str, str], streams: list[int]) -> NoReturn:
    """Be the program in a process that was forked."""
    for number, (name, given) in enumerate(zip(STREAMS, streams, strict=True)):
        before = getattr(sys, name)
        os.dup2(given, number)
        os.close(given)
        mode = "w" if number else "r"
        opened: Any = os.fdopen(number, mode, encoding=before.encoding, errors=before.errors, closefd=False)
        opened.reconfigure(line_buffering=bool(number) and opened.isatty())
        setattr(sys, name, opened)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["alignmentcard", *arguments]
    os._exit(left_by())


def left_by() -> int:
    """Run the program; return the exit status that Python gives a program that ends like this."""
    status: object = 0
    try:
        main()
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
        status = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    return status if isinstance(status, int) else int(status is not None)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
