"""The bytes of a card and of the measurements beside it, in as few steps as they take."""

# ruff: noqa: PTH114, PTH116, PTH123
# Making paths of names takes as long as reading the files.
import os
from pathlib import Path
from stat import S_ISREG

from alignmentcard.document import MAX_BYTES
from alignmentcard.measurement.engine.confined import leads_out
from alignmentcard.measurement.results.place import MOST_BYTES, facts_name


def content_of(name: str) -> bytes | None:
    """Return the bytes of a card; None where there is something to say about the file itself."""
    try:
        status = os.stat(name)
        return _read(name) if S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES else None
    except OSError:
        return None


def measured_of(name: str) -> bytes:
    """Return `+` and the bytes of the measurements beside a card, or `-` and a mark of why they are not read."""
    beside = facts_name(name)
    try:
        status = os.stat(beside)
        if not S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            return f"-{status.st_size} {status.st_mtime_ns}".encode()
        if os.path.islink(beside) and leads_out(Path(beside), Path(name).resolve().parent):
            return b"-link"
        return b"+" + _read(beside)
    except OSError as error:
        return f"-{error.errno}".encode()


def _read(name: str) -> bytes:
    with open(name, "rb", buffering=0) as file:
        return file.readall()
