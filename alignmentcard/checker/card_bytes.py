"""The bytes of a card and of the measurements beside it, in as few steps as they take."""

# ruff: noqa: PTH116, PTH123
# Making paths of names takes as long as reading the files.
import os
from stat import S_ISREG

from alignmentcard.document import MAX_BYTES
from alignmentcard.measurement.results.place import facts_name


def content_of(name: str) -> bytes | None:
    """Return the bytes of a card; None where there is something to say about the file itself."""
    try:
        status = os.stat(name)
        return _read(name) if S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES else None
    except OSError:
        return None


def measured_of(name: str) -> bytes:
    """Return the bytes of the measurements beside a card, and something else where they cannot be read."""
    try:
        return b"+" + _read(facts_name(name))
    except OSError as error:
        return f"-{error.errno}".encode()


def _read(name: str) -> bytes:
    with open(name, "rb", buffering=0) as file:
        return file.readall()
