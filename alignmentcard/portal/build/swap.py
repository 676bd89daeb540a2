"""Writing a portal beside the old one and putting it in its place: one build at a time, and never half of one."""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.linked_folders import CardFolders

NEW, OLD, LINKED, FRESH = "new", "old", "linked", "fresh"
"""Folders of the cache: the portal that is made, the one that it replaced, and see `linked_folders`."""
CARDS = "cards"


def cache_of(out: Path) -> Path:
    """Return the folder beside a portal that holds what the next build can use."""
    return out.parent / f".{out.name}-cache"


@contextmanager
def exclusive_cache(out: Path) -> Iterator[Path]:
    """Give the cache of a portal to one build; the others are told."""
    cache = cache_of(out)
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("a+b") as file:
        if not _locked(file):
            raise AlignmentCardError(f"Another build is writing to {out}. Wait for it, or choose another folder.")
        _tidy(cache, out)
        try:
            yield cache
        finally:
            _tidy(cache, out)


def _tidy(cache: Path, out: Path) -> None:
    """Clear away what a build left that did not end well; an old portal without a new one in its place goes back."""
    if (cache / OLD).exists() and not out.exists():
        (cache / OLD).rename(out)
    for left in (NEW, OLD):
        if (cache / left / CARDS).is_dir() and not (cache / LINKED).exists():
            (cache / left / CARDS).rename(cache / LINKED)
        shutil.rmtree(cache / left, ignore_errors=True)
    shutil.rmtree(cache / FRESH, ignore_errors=True)


def stage(cache: Path, out: Path) -> CardFolders:
    """Begin a new portal beside the old one: the linked copies of card folders become its card folders."""
    here = cache / NEW / CARDS
    here.parent.mkdir()
    (cache / FRESH).mkdir()
    if (cache / LINKED).is_dir():
        (cache / LINKED).rename(here)
    else:
        here.mkdir()
    return CardFolders(here, out / CARDS, cache / FRESH)


def publish(new: Path, out: Path) -> None:
    """Put a new portal in the place of the old one, in one step where the system has one.

    Where it has none, who tidies up sees to it that there is always one of them.
    """
    if not out.exists():
        new.rename(out)
    elif _exchanged(new, out):
        new.rename(new.with_name(OLD))
    else:
        out.rename(new.with_name(OLD))
        new.rename(out)


def keep_linked_folders(cache: Path, folders: CardFolders, fresh: Mapping[str, Path], names: Collection[str]) -> None:
    """Keep the card folders of the old portal as linked copies for the next build."""
    linked = CardFolders(cache / LINKED, folders.old, folders.fresh)
    if (cache / OLD / CARDS).is_dir():
        (cache / OLD / CARDS).rename(linked.here)
    else:
        linked.here.mkdir()
    for name, copy in fresh.items():
        linked.place(copy, name)
    linked.drop_others(names)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and call(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0


HERE, EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""

if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        """Lock a file until it is closed; False where another process has it."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        """Lock a file until it is closed; False where another process has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
