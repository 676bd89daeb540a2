"""Writing files so that a reader, a crash or a full disk finds the old one or the new one, and never a mixture."""

import contextlib
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from alignmentcard.errors import AlignmentCardError

PREFIX = ".alignmentcard-"
"""How temporary files are called; their names end in `.tmp`, so that no reader takes one for a card."""


class UnwritableError(AlignmentCardError):
    """A file cannot be written; it is as it was."""


class ChangedMeanwhileError(UnwritableError):
    """A file is no longer what was read; it is left as it is."""


def write_atomically(path: Path, content: str | bytes, *, before: str | None = None) -> None:
    """Replace a file whole; where `before` is given, only if the file still holds that text.

    A link stays, and what it leads to is replaced; into a pipe or a device is written. A file that exists keeps its
    mode. UnwritableError where the system refuses, ChangedMeanwhileError where somebody else changed the file.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device, such as /dev/stdout
            path.write_bytes(_bytes(content))
        else:
            _replace(Path(os.path.realpath(path)), _bytes(content), before)
    except OSError as error:
        raise UnwritableError(f"{path} cannot be written: {error.strerror or error}. Nothing was changed.") from error
    except UnicodeEncodeError as error:
        raise UnwritableError(
            f"{path} cannot be written: the text holds half a character. Nothing was changed."
        ) from error


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _replace(path: Path, content: bytes, before: str | None) -> None:
    temporary = path.with_name(f"{PREFIX}{secrets.token_hex(8)}.tmp")
    try:
        _write(temporary, content)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode)
        with _one_at_a_time(path.parent):
            if before is not None and path.read_bytes() != before.encode():
                raise ChangedMeanwhileError(
                    f"{path} was changed by somebody else in the meantime, so it was left alone. Run the command again."
                )
            temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _keep(path.parent)


def _write(path: Path, content: bytes) -> None:
    """Write a new file and see it onto the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep(folder: Path) -> None:
    """See the new name onto the disk, where the system has a way to ask for it; the file is in place already."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":

    @contextlib.contextmanager
    def _one_at_a_time(folder: Path) -> Iterator[None]:
        """Do nothing: folders cannot be locked here."""
        yield

else:
    import fcntl

    @contextlib.contextmanager
    def _one_at_a_time(folder: Path) -> Iterator[None]:
        """Keep other processes of this program from replacing files in a folder; some network disks have no locks."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
