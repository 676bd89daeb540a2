"""What the last build made and from what, so that the next one makes only what changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy2
from typing import Any

from alignmentcard.portal.digests import digest


@dataclass(frozen=True)
class Made:
    """A part of the portal: the digest of all it was made from, its files with size and time, and what it told."""

    key: str
    files: Mapping[str, tuple[int, int]]
    told: Any = None


@dataclass(frozen=True)
class Manifest:
    """The parts of a portal by name; the stamp stands in the portal too, so that both are known to belong together."""

    stamp: str = ""
    parts: Mapping[str, Made] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the manifest to a file."""
        parts = {name: [made.key, made.files, made.told] for name, made in self.parts.items()}
        text = json.dumps([self.stamp, parts], ensure_ascii=False, separators=(",", ":"))
        path.write_text(f"{digest(text)}\n{text}", "utf-8", newline="")


def read_manifest(path: Path, stamp: Path) -> Manifest:
    """Read a manifest; an empty one where it is missing, broken, or not about this portal."""
    try:
        known, _, text = path.read_text("utf-8").partition("\n")
        of = stamp.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return Manifest()
    if known != digest(text):
        return Manifest()
    name, parts = json.loads(text)
    return Manifest(name, {part: _made(*found) for part, found in parts.items()}) if name == of else Manifest()


def _made(key: str, files: Mapping[str, list[int]], told: Any) -> Made:
    return Made(key, {name: (size, time) for name, (size, time) in files.items()}, told)


def write(path: Path, contents: str | bytes) -> None:
    """Write a file of the portal, its line ends as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents.encode() if isinstance(contents, str) else contents)


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the files of a folder with size and time."""
    found = sorted(path for path in folder.iterdir() if path.is_file())
    return {path.name: (stat.st_size, stat.st_mtime_ns) for path in found for stat in [path.stat()]}


def carried(made: Made, old: Path, new: Path) -> bool:
    """Carry the files of a part over as they are; False, and nothing carried, where they are not as they were made."""
    if not all(_is_as_made(old / name, known) for name, known in made.files.items()):
        return False
    new.mkdir(parents=True, exist_ok=True)
    for name in made.files:
        link(old / name, new / name)
    return True


def _is_as_made(path: Path, known: tuple[int, int]) -> bool:
    try:
        stat = path.stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == known


def link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the file system cannot do that."""
    try:
        target.hardlink_to(source)
    except OSError:
        copy2(source, target)
