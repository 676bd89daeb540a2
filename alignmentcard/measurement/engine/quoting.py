"""How names of columns, texts and names of files are handed to an engine, so that none is read as anything else."""

import re
from pathlib import Path

from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

REMOTE = ("s3://", "s3a://", "gs://", "gcs://", "r2://", "az://", "abfss://", "hf://", "http://", "https://", "hdfs://")
"""How addresses begin. What follows is for the engine to understand; marks for any letters in it are meant."""


class UnreadableTableError(AlignmentCardError):
    """A file that should hold ratings cannot be read."""


def hexadecimal(text: str) -> str:
    """Return the bytes of a text in UTF-8 as digits: 0 to 9 and a to f are all that a query ever sees of it."""
    return _bytes(text, later("The text")).hex()


def column_name(name: str) -> str:
    """Return the name of a column; one that engines would cut off or cannot hold is refused."""
    if "\0" in name:
        raise UnreadableTableError(worded("The name of the column {name!a} holds a NUL. Rename the column.", name=name))
    _bytes(name, later("The name of the column"))
    return name


def located(path: str) -> str:
    """Return where a file is in full, so that no engine reads `~`, a link or a folder in its own way."""
    if path.startswith(REMOTE):
        return path
    _bytes(path, later("The name of the file"))
    return str(Path(path).resolve())


def escaped(path: str) -> str:
    """Write the name of one file for DuckDB, which takes some marks in it for any letters."""
    return path if path.startswith(REMOTE) else re.sub(r"[*?\[]", r"[\g<0>]", path)


def readable_by_hadoop(path: str) -> str:
    """Return the name of one file for Spark; names that Hadoop reads as patterns, or passes over, are refused."""
    begins = next((mark for mark in "_." if Path(path).name.startswith(mark)), "")
    odd = next((mark for mark in "*?[]{}\\:" if mark in path), begins)
    if odd and not path.startswith(REMOTE):
        raise UnreadableTableError(
            worded("Spark does not read {path}, because of “{odd}” in its name. Rename it.", path=path, odd=odd)
        )
    return path


def _bytes(text: str, what: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise UnreadableTableError(
            worded("{what} {name!a} holds a sign that is not text in UTF-8. Rename it.", what=worded(what), name=text)
        ) from None
