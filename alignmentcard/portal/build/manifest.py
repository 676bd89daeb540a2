"""What the last build made and from what, so that the next one makes only what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from typing import IO

from alignmentcard.portal.build.digests import digest
from alignmentcard.portal.build.plain_values import Plain, as_plain, from_plain, pack, unpack
from alignmentcard.portal.collection.record import CardRecord
from alignmentcard.portal.collection.summary import CardSummary

NAME = "manifest"
NEXT = "manifest.next"
"""Name of a manifest until the portal that it is about stands in its place."""
BLOCK = 500
"""Cards that are written at once; within a block each word stands once."""
PART = 1 << 20
"""Bytes of a manifest that are read at once to see whether it is whole."""
DIGEST = 64
"""Characters of a digest; at the end of a manifest stand two, that of its portal and that of all before."""


@dataclass(frozen=True, slots=True)
class BuiltCard:
    """The folder of a card: what it was made from, how it is called, how its files were left, and what is known."""

    key: str
    """The digest of all it was made from."""
    seen: str
    """What tells without reading that all of that is as it was; empty where nothing does."""
    wanted: str
    """The address that the card asked for."""
    address: str
    state: str
    summary: CardSummary
    record: CardRecord


class Manifest:
    """The cards of a portal, written down block by block; the end says of which portal, and that all are there."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = sha256()
        self._keys: list[str] = []
        self._block: list[tuple[str, str, str, str, str, Plain]] = []

    def add(self, made: BuiltCard) -> None:
        """Write down one card."""
        self._keys.append(made.key)
        told = as_plain(made.summary, made.record.whole())
        self._block.append((made.key, made.seen, made.wanted, made.address, made.state, told))
        if len(self._block) == BLOCK:
            self._write()

    def _write(self) -> None:
        content = pack(self._block)
        self._file.write(content)
        self._digest.update(content)
        self._block = []

    def end(self) -> str:
        """Finish, and return the stamp by which the portal is known."""
        self._write()
        stamp = digest(*sorted(self._keys))
        self._file.write(f"{stamp}{self._digest.hexdigest()}".encode())
        return stamp


def read_manifest(cache: Path, stamp: Path, aside: IO[bytes]) -> list[BuiltCard]:
    """Read what is known of the portal with a stamp; nothing where that is missing, broken or of another.

    What is read at the end only is put into the file `aside`.
    """
    for name in (NAME, NEXT):
        try:
            with (cache / name).open("rb") as file:
                found = list(_read(file, stamp.read_bytes(), aside))
        except (OSError, ValueError):
            continue
        if found:
            return found
    return []


def _read(file: IO[bytes], stamp: bytes, aside: IO[bytes]) -> Iterator[BuiltCard]:
    """Read a manifest, a block at a time: first that it is whole and of that portal, then what it says."""
    end = file.seek(0, SEEK_END) - 2 * DIGEST
    if end < 0 or not _whole(file, end, stamp):
        return
    file.seek(0)
    for block in unpack(file, end):
        for key, seen, wanted, address, state, known in block:
            summary, record = from_plain(known)
            yield BuiltCard(key, seen, wanted, address, state, summary, record.slim(aside))


def _whole(file: IO[bytes], end: int, stamp: bytes) -> bool:
    """Say whether the last bytes of a manifest are the stamp and the digest of those before."""
    file.seek(0)
    digest, left = sha256(), end
    while left:
        part = file.read(min(left, PART))
        if not part:
            return False
        digest.update(part)
        left -= len(part)
    return file.read() == stamp + digest.hexdigest().encode()
