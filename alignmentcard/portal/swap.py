"""Writing a portal beside the old one and putting it in its place: one build at a time, and never half of one."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from alignmentcard.errors import AlignmentCardError


def cache_of(out: Path) -> Path:
    """Return the folder beside a portal that holds what the next build can use."""
    return out.parent / f".{out.name}-cache"


@contextmanager
def alone(out: Path) -> Iterator[Path]:
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
    if (cache / "old").exists() and not out.exists():
        (cache / "old").rename(out)
    for left in ("new", "old"):
        shutil.rmtree(cache / left, ignore_errors=True)


def put(new: Path, out: Path) -> None:
    """Put a new portal in the place of the old one; who tidies up sees to it that there is always one of them."""
    if out.exists():
        out.rename(new.with_name("old"))
    new.rename(out)


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
