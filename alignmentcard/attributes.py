"""What a file has beside its content, handed on to the one that takes its place: mode, owner, attributes, names."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from alignmentcard.text.visible import visible


def take_over(old: Path, handle: int) -> Iterator[str]:
    """Give a new, empty file what the old one has, if there is one; yield a sentence about each thing that is lost."""
    try:
        status = old.stat()
    except FileNotFoundError:
        return
    if status.st_nlink > 1:
        yield "Its other names (hard links) keep the old text."
    lost = list(_owner(status, handle))
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(status.st_mode) & (0o777 if lost else 0o7777))
    yield from lost
    yield from _attributes(old, handle)


def tell(path: Path, sentence: str) -> None:
    """Warn about something that is lost, in the log of the library, which goes to standard error by default."""
    from logging import getLogger

    getLogger("alignmentcard").warning("alignmentcard: %s was written. %s", visible(str(path)), sentence)


def _owner(status: os.stat_result, handle: int) -> Iterator[str]:
    """Give a file its owner and group, or its group at least; who may not do that becomes the owner."""
    new = os.fstat(handle)
    if not hasattr(os, "fchown") or (new.st_uid, new.st_gid) == (status.st_uid, status.st_gid):
        return
    for owner in (status.st_uid, -1):
        try:
            os.fchown(handle, owner, status.st_gid)
        except PermissionError:
            continue
        if status.st_uid in (owner, new.st_uid):
            return
        break
    yield f"It belonged to the user {status.st_uid} and the group {status.st_gid}, and that could not be kept."


def _attributes(old: Path, handle: int) -> Iterator[str]:
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(old)
    except OSError:  # a disk without attributes
        return
    lost = [name for name in names if not _kept(old, handle, name)]
    if lost:
        yield f"Its attributes {visible(', '.join(sorted(lost)))} could not be kept."


def _kept(old: Path, handle: int, name: str) -> bool:
    """Hand an attribute on; one that is gone or that the system gave to both, as the label of a policy, is not lost."""
    try:
        value = os.getxattr(old, name)
    except OSError as error:
        return error.errno == errno.ENODATA
    try:
        os.setxattr(handle, name, value)
    except OSError:
        try:
            return os.getxattr(handle, name) == value
        except OSError:
            return False
    return True
