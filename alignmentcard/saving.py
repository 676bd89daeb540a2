"""Writing files so that a reader, a crash or a full disk finds the old one or the new one, and never a mixture."""

import contextlib
import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from alignmentcard import attributes
from alignmentcard.errors import AlignmentCardError

PREFIX = ".alignmentcard-"
"""How temporary files are called; their names end in `.tmp`, so that no reader takes one for a card."""
SCRATCH = "alignmentcard-scratch-"
YOUNG = 60
"""Seconds in which a scratch folder may stand without its lock: it is made first and locked then."""


class UnwritableError(AlignmentCardError):
    """A file cannot be written; it is as it was."""


class ChangedMeanwhileError(UnwritableError):
    """A file is no longer what was read; it is left as it is."""


def write_atomically(path: Path, content: str | bytes, *, before: str | None = None) -> None:
    """Replace a file whole; where `before` is given, only if the file still holds that text.

    A link stays, and what it leads to is replaced; into a pipe or a device is written. A file that exists keeps its
    mode, its owner and its attributes, as far as that may be done; what is lost is told. What was left by a run that
    was ended while it wrote is swept up. UnwritableError where the system refuses, ChangedMeanwhileError where
    somebody else changed the file.
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


@contextlib.contextmanager
def folder_beside(place: Path) -> Iterator[Path]:
    """Make an empty folder that is filled and then renamed to a place; what is still there at the end is taken away.

    It is locked meanwhile, and what was left by a run that was ended is swept up, as with files. UnwritableError where
    the system refuses to make it.
    """
    home = place.absolute().parent
    folder = home / f"{PREFIX}{secrets.token_hex(8)}.tmp"
    try:
        with _one_at_a_time(home):
            _sweep_folders(home)
            folder.mkdir()
            handle = _open_folder(folder)
    except OSError as error:
        raise UnwritableError(f"{place} cannot be written: {error.strerror or error}. Nothing was changed.") from error
    try:
        yield folder
    finally:
        if handle >= 0:
            os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def _sweep_folders(home: Path) -> None:
    for left in home.glob(f"{PREFIX}{'[0-9a-f]' * 16}.tmp"):
        with contextlib.suppress(OSError):
            handle = _open_folder(left) if left.is_dir() and not left.is_symlink() else -1
            if handle >= 0:
                os.close(handle)
                shutil.rmtree(left, ignore_errors=True)


class ScratchFolder(tempfile.TemporaryDirectory[str]):
    """A folder for what does not fit into memory, which nobody else may read, and which is gone at the end.

    It is locked meanwhile. What a run that was killed left beside it, which may be as large as its table, is swept up.
    """

    def __init__(self, parent: Path | None = None) -> None:
        _sweep_scratch(parent or Path(tempfile.gettempdir()))
        super().__init__(prefix=SCRATCH, dir=parent)
        self._handle = _open_folder(Path(self.name))

    def cleanup(self) -> None:
        """Delete the folder, and what is in it."""
        super().cleanup()
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _sweep_scratch(home: Path) -> None:
    """Delete scratch folders that nobody has locked; those of other users cannot be opened."""
    for left in home.glob(f"{SCRATCH}*"):
        with contextlib.suppress(OSError):
            aged = time.time() - left.lstat().st_mtime > YOUNG
            handle = _open_folder(left) if aged and left.is_dir() and not left.is_symlink() else -1
            if handle >= 0:
                os.close(handle)
                shutil.rmtree(left, ignore_errors=True)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _replace(path: Path, content: bytes, before: str | None) -> None:
    temporary = path.with_name(f"{PREFIX}{secrets.token_hex(8)}.tmp")
    handle = _begun(temporary, path)
    try:
        lost = list(attributes.take_over(path, handle))
        _write(handle, content)
        if sys.platform == "win32":  # where a file that is open cannot be renamed
            os.close(handle)
            handle = -1
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
    finally:
        if handle >= 0:
            os.close(handle)
    _keep(path.parent)
    for sentence in lost:
        attributes.tell(path, sentence)


def _begun(temporary: Path, path: Path) -> int:
    """Make the file that will take a place, readable by nobody else where it takes that of another; sweep up first.

    It is locked for as long as somebody writes it, so that what is not locked was left by a program that was ended.
    """
    mode = 0o600 if path.exists() else 0o666
    with _one_at_a_time(temporary.parent):
        _sweep(temporary.parent)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        _lock(handle, wait=True)
    return handle


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}{'[0-9a-f]' * 16}.tmp"):
        with contextlib.suppress(OSError):
            handle = os.open(left, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            try:
                if stat.S_ISREG(os.fstat(handle).st_mode) and _lock(handle, wait=False):
                    left.unlink()
            finally:
                os.close(handle)


def _write(handle: int, content: bytes) -> None:
    """Fill a new file and see it onto the disk."""
    with os.fdopen(handle, "wb", closefd=False) as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


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

    def _lock(handle: int, *, wait: bool) -> bool:
        """Do nothing: a file that is open cannot be taken away here."""
        return True

    def _open_folder(folder: Path) -> int:
        """Do nothing: folders cannot be locked here, so that none is swept up."""
        return -1

else:
    import fcntl

    @contextlib.contextmanager
    def _one_at_a_time(folder: Path) -> Iterator[None]:
        """Keep other processes of this program from replacing files in a folder; some network disks have no locks."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            _lock(handle, wait=True)
            yield
        finally:
            os.close(handle)

    def _lock(handle: int, *, wait: bool) -> bool:
        """Lock a file or a folder until it is closed; say whether that could be done."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            return False
        return True

    def _open_folder(folder: Path) -> int:
        """Open and lock a folder; -1 where somebody else has locked it."""
        handle = os.open(folder, os.O_RDONLY)
        if _lock(handle, wait=False):
            return handle
        os.close(handle)
        return -1
