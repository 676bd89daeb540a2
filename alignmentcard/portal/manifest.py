"""What the last build made and from what, so that the next one makes only what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from alignmentcard.portal.digests import digest

NAME = "manifest"
NEXT = "manifest.next"
"""Name of a manifest until the portal that it is about stands in its place."""


@dataclass(frozen=True, slots=True)
class Made:
    """The folder of a card: what it was made from, how it is called, how its files were left, and what it told."""

    key: str
    """The digest of all it was made from."""
    wanted: str
    """The address that the card asked for."""
    address: str
    state: str
    told: bytes


class Manifest:
    """The cards of a portal, written down one by one; the last line says of which portal, and that all are there."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = sha256()
        self._keys: list[str] = []

    def add(self, made: Made) -> None:
        """Write down one card."""
        line = f"{made.key}\t{made.wanted}\t{made.address}\t{made.state}\t".encode() + made.told + b"\n"
        self._file.write(line)
        self._digest.update(line)
        self._keys.append(made.key)

    def end(self) -> str:
        """Finish, and return the stamp by which the portal is known."""
        stamp = digest(*sorted(self._keys))
        self._file.write(f"{stamp} {self._digest.hexdigest()}".encode())
        return stamp


def read_manifest(cache: Path, stamp: Path) -> dict[str, Made]:
    """Read by keys what is known of the portal with a stamp; nothing where that is missing, broken or of another."""
    for name in (NAME, NEXT):
        try:
            with (cache / name).open("rb") as lines:
                found = _read(lines, stamp.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if found:
            return found
    return {}


def _read(lines: Iterable[bytes], stamp: str) -> dict[str, Made]:
    found: dict[str, Made] = {}
    state = sha256()
    for line in lines:
        if not line.endswith(b"\n"):
            return found if line == f"{stamp} {state.hexdigest()}".encode() else {}
        state.update(line)
        key, wanted, address, folder, told = line[:-1].split(b"\t", 4)
        found[key.decode()] = Made(key.decode(), wanted.decode(), address.decode(), folder.decode(), told)
    return {}
