"""Other programs: the only place that starts any, and what is kept from them.

The folder in which somebody works may be the checkout of a stranger. Python puts it first among the places that it
imports from when it runs a module or a line of code, so that a `click.py` there would run; every start says `-P`. git
runs what the settings of a repository name, and these may come with an archive or lie in a folder that looks like a
repository of its own; every start takes them back. ssh-keygen gets the names of files as absolute paths, so that none
is taken for an option.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from alignmentcard.errors import AlignmentCardError

if TYPE_CHECKING:
    from subprocess import CompletedProcess, Popen

PATIENCE = 60.0
"""Seconds after which a program is ended; it reads one file, and may have been led to a pipe that nobody fills."""
ENDING = ".exe" if sys.platform == "win32" else ""
GIT, SSH_KEYGEN = f"git{ENDING}", f"ssh-keygen{ENDING}"
ASKED = 300.0
"""The same where a person may have to type a passphrase or touch a key."""
REFUSED = (
    *("safe.bareRepository=explicit", "protocol.allow=never", "core.fsmonitor=false", "fetch.bundleURI="),
    f"core.hooksPath={os.devnull}",
)
KEPT_OUT = {
    "GIT_NO_LAZY_FETCH": "1",  # from git 2.39.4 on
    "GIT_ALLOW_PROTOCOL": "none",  # the same for older ones; a setting alone is undone by protocol.NAME.allow
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ATTR_NOSYSTEM": "1",
    "LC_ALL": "C",
}
"""What git is told: fetch nothing, ask nobody, write nothing, and speak English."""

ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What a hook may have set for the repository that it belongs to."""


class ProgramOutput(NamedTuple):
    """What a program wrote, and whether it ended well."""

    content: bytes
    complaint: str
    well: bool


def safe_path() -> None:
    """Let every Python that this process starts import nothing from the folder in which it is started."""
    os.environ["PYTHONSAFEPATH"] = "1"


def run_module(name: str, *arguments: str, environment: Mapping[str, str]) -> "CompletedProcess[bytes]":
    """Run a module with this Python, in a process of its own, with more in its environment."""
    from subprocess import run

    command = [sys.executable, "-P", "-m", name, *arguments]
    return run(command, env={**os.environ, **environment}, capture_output=True, check=False)  # noqa: S603


def run_program(name: str, *arguments: str, folder: Path) -> ProgramOutput:
    """Run a program of those on the path, such as npm, in a folder of ours; it has minutes, and may ask a registry."""
    program = _program_in(
        f"{name}{ENDING}", _places(), f"There is no {name} on this machine. It comes with Node.js 20."
    )
    from subprocess import run

    done = run([program, *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603
    return ProgramOutput(done.stdout, done.stderr.decode(errors="replace").strip(), done.returncode == 0)


def git(folder: Path, *arguments: str, most: int) -> ProgramOutput:
    """Ask git something about a folder; more than `most` bytes of an answer are not read."""
    places = _places()
    program = _program_in(GIT, places, "There is no git on this machine, so there are no revisions.")
    settings = [word for setting in REFUSED for word in ("-c", setting)]
    command = [program, *settings, "--no-pager", "-C", str(folder), *arguments]
    found = (folder / ".git").exists()
    known = {name: value for name, value in os.environ.items() if not (found and name in ELSEWHERE)}
    return _output_of(command, {**known, **KEPT_OUT, "PATH": os.pathsep.join(places)}, most)


def ssh_keygen(*arguments: str | Path, given: bytes = b"", asks: bool = False) -> ProgramOutput:
    """Have ssh-keygen sign or verify some bytes; `asks` where it may ask a person for a passphrase."""
    places = _places()
    program = _program_in(SSH_KEYGEN, places, "There is no ssh-keygen on this machine. It comes with OpenSSH.")
    words = [str(Path(one).absolute()) if isinstance(one, Path) else one for one in arguments]
    unasked = {} if asks else {"SSH_ASKPASS_REQUIRE": "never", "SSH_AUTH_SOCK": ""}
    environment = {**os.environ, **unasked, "LC_ALL": "C", "PATH": os.pathsep.join(places)}
    return _output_of([program, *words], environment, MOST_SIGNED, given, ASKED if asks else None)


MOST_SIGNED = 1 << 16
"""Bytes of an answer of ssh-keygen that are read; a signature of a long RSA key has two thousand."""


def _output_of(
    command: list[str], environment: Mapping[str, str], most: int, given: bytes = b"", patience: float | None = None
) -> ProgramOutput:
    from subprocess import PIPE, Popen
    from tempfile import TemporaryFile

    with TemporaryFile() as told, TemporaryFile() as asked:
        asked.write(given)
        asked.seek(0)
        with Popen(command, env=environment, stdin=asked, stdout=PIPE, stderr=told) as process:  # noqa: S603
            content = _read(process, most, patience or PATIENCE)
        told.seek(0)
        complaint = told.read(most).decode(errors="replace").strip()
    well = process.returncode == 0 or len(content) > most
    return ProgramOutput(content, complaint.removeprefix("fatal: ") or "It gave no answer.", well)


def _read(process: "Popen[bytes]", most: int, patience: float) -> bytes:
    """Read an answer up to a byte more than the most, and end a program that has more to say or says nothing."""
    from threading import Timer

    timer = Timer(patience, process.kill)
    timer.start()
    stream: Any = process.stdout
    try:
        content: bytes = stream.read(most + 1)
        if len(content) > most:
            process.kill()
        process.wait()
    finally:
        timer.cancel()
    return content


def _places() -> list[str]:
    """Return the folders of programs without those that are taken from the working folder."""
    return [place for place in os.get_exec_path() if Path(place).is_absolute()]


def _program_in(name: str, places: list[str], otherwise: str) -> str:
    found = (path for place in places if os.access(path := Path(place, name), os.X_OK) and path.is_file())
    for path in found:
        return str(path)
    raise AlignmentCardError(otherwise)
