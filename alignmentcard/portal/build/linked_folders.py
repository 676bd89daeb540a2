"""The folders of cards on the disk: those of a new portal begin as hard links to those of the old one.

Beside a portal stand copies of its card folders that are made of hard links. A build turns them into the folders of the
new portal, changes what changed, and leaves the folders of the old portal behind as the next linked copies. So nothing
in a published portal is ever touched, and what stays the same costs next to nothing.
"""

import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PIECE = 1 << 15
"""Bytes that are written at once; with more, some file systems take several times as long."""


def write(path: Path, contents: str | bytes) -> None:
    """Write a file of the portal, its line ends as they are."""
    data = contents.encode() if isinstance(contents, str) else contents
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 (the way through a path object takes as long again)
        for start in range(0, len(data), PIECE):
            file.write(data[start : start + PIECE])


def write_parts(path: Path, parts: Iterable[str]) -> None:
    """Write a large file of the portal part by part, so that the whole of it is never held."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts)


def write_once(path: Path, contents: str | bytes, known: Path) -> None:
    """Write a small file that many folders hold alike, so that it stands on the disk once.

    `known` is where it is found again; where the file system has no links, or no more of them, it is written again.
    """
    try:
        os.link(known, path)
    except OSError:
        write(path, contents)
        with suppress(OSError):
            os.link(path, known)


def state_of(folder: Path | str) -> str:
    """Return what tells whether the files of a folder are as they were made: names, sizes and times."""
    try:
        with os.scandir(folder) as found:
            stats = sorted([(entry.name, entry.stat(follow_symlinks=False)) for entry in found])
    except OSError:
        return ""
    text = "\n".join([f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats])
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def link_copy(folder: Path, copy: Path) -> None:
    """Hard-link every file of a folder into another; where the file system has no links, copy it."""
    copy.mkdir()
    with os.scandir(folder) as found:
        for entry in found:
            try:
                os.link(entry.path, f"{copy}/{entry.name}")
            except OSError:
                shutil.copy2(entry.path, f"{copy}/{entry.name}")


def linked_copy_of(folder: Path) -> Path:
    """Return where the linked copy of a new folder is made."""
    return folder.with_name(f"{folder.name}.linked")


@dataclass(frozen=True)
class CardFolders:
    """The folders of the cards in a portal that is being made; those of the old one stand in `old`."""

    here: Path
    old: Path
    fresh: Path
    """Where folders are made before it is known how they are called."""

    def names(self) -> list[str]:
        """Return the names of the folders that are there."""
        return os.listdir(self.here)  # noqa: PTH208 (thousands of names, of which no paths are wanted)

    def states(self, names: Iterable[str]) -> dict[str, str]:
        """Return what tells how the files of folders are now."""
        return {name: state_of(f"{self.here}/{name}") for name in names}

    def restore(self, name: str, state: str) -> bool:
        """Bring back a folder as it was made from the old portal; say whether it is so there."""
        if state_of(self.old / name) != state:
            return False
        self._clear(name)
        link_copy(self.old / name, self.here / name)
        return True

    def place(self, fresh: Path, name: str) -> None:
        """Bring a fresh folder to its place."""
        self._clear(name)
        fresh.rename(self.here / name)

    def drop_others(self, names: Collection[str]) -> None:
        """Remove the folders that belong to no card."""
        for name in set(self.names()).difference(names):
            self._clear(name)

    def _clear(self, name: str) -> None:
        place = self.here / name
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
