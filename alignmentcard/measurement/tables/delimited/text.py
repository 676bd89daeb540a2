"""How the bytes of a text file become lines: compression, encoding, ends of lines."""

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.delimited.encodings import old_encoding
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

COMPRESSED = {".gz": "gzip", ".zst": "zstd"}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CALLED = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32",
          "cp1252": later("Windows-1252, the old encoding of Western Europe")}  # fmt: skip
BINARY = (
    (b"PK\x03\x04", later("an Excel workbook or another ZIP archive")),
    (b"\x1f\x8b", later("compressed with gzip")),
    (b"\x28\xb5\x2f\xfd", later("compressed with zstd")),
    (b"PAR1", later("a Parquet file")),
    (b"%PDF", later("a PDF")),
    (b"\xd0\xcf\x11\xe0", later("an old Excel or Word file")),
    (b"SQLite format 3", later("a SQLite database")),
    (b"<html", later("a page of the web")),
    (b"<!DOC", later("a page of the web")),
    (b"<!doc", later("a page of the web")),
    (b"version https://git-lfs", later("a pointer of Git LFS; the file itself was not fetched (git lfs pull)")),
)
BEYOND, SURROGATES = re.compile("[^\x00-\x7f]"), re.compile("[\udc80-\udcff]")
HIGH, UNDEFINED = re.compile(rb"[\x80-\xff]+"), re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
LONE_RETURN = re.compile(r"\r(?!\n)")
BLOCK = 1 << 20
SAMPLE = 1 << 20


@dataclass(frozen=True)
class Text:
    """What a pass over a whole file says; `ends` are lf (or crlf), cr or mixed, and `lines` is 0 where they are cr."""

    encoding: str
    lines: int
    ends: str
    sample: str
    whole: bool

    @property
    def returns(self) -> bool:
        """Say whether carriage returns stand alone beside line feeds, so that either may end lines."""
        return self.ends != "cr" and self.sample.count("\r") > self.sample.count("\r\n")

    @property
    def other_ends(self) -> "Text":
        """Return the same text with carriage returns that stand alone as ends of lines, or as blanks if they were."""
        return replace(self, ends="lf" if self.ends == "mixed" else "mixed")

    @property
    def plain(self) -> bool:
        """Say whether every engine reads such text as it is."""
        return self.encoding in ("utf-8", "utf-8-sig") and self.ends == "lf"


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file, and unpack it on the way where its name says that it is packed."""
    packing = COMPRESSED.get(Path(path).suffix.lower())
    if packing is None:
        with Path(path).open("rb") as file:
            yield file
        return
    import pyarrow as pa

    try:
        with pa.input_stream(path, compression=packing) as stream:
            yield io.BufferedReader(stream, BLOCK)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableTableError(
            worded("{path} cannot be unpacked: it is cut off, or not {packing}.", path=path, packing=packing)
        ) from error


def look(path: str) -> Text:
    """Read a file once: count its lines and find out its encoding."""
    with opened(path) as file:
        head = file.read(SAMPLE)
        _refuse_binary(path, head)
        encoding = _marked(head) or "utf-8"
        lines, last, valid = _count(head, file, encoding)
    if not valid:
        encoding = _old_encoding(path)
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    if not sample.strip():
        raise UnreadableTableError(worded("{path} is empty.", path=path))
    return Text(encoding, lines + (last not in (b"\n", b"")), _ends(sample), sample, len(head) < SAMPLE)


def beginning(lines: Sequence[str]) -> Text:
    """Return what the first lines of a file say of which no more is read here."""
    return Text("utf-8", 0, "lf", "\n".join(lines) + "\n", True)


def has_returns(path: str, text: Text) -> bool:
    """Say whether carriage returns stand alone between the line feeds of a file."""
    with opened(path) as file, io.TextIOWrapper(file, text.encoding, newline="\n") as lines:
        return text.ends != "cr" and any(map(LONE_RETURN.search, lines))


def text_lines(path: str, text: Text) -> Iterator[str]:
    """Yield the lines of a file with their ends; lone carriage returns in a file of whole lines become blanks."""
    with opened(path) as file:
        lines = io.TextIOWrapper(file, text.encoding, newline="\n" if text.ends == "lf" else "")
        for line in lines:
            yield line.removesuffix("\n").removesuffix("\r").replace("\r", " ") + "\n"


def blank_lines(path: str, text: Text) -> int:
    """Count lines that hold nothing."""
    return sum(line == "\n" for line in text_lines(path, text))


def _count(head: bytes, file: IO[bytes], encoding: str) -> tuple[int, bytes, bool]:
    """Count line feeds; say what the last byte is, and whether all is UTF-8 where it should be."""
    import numpy as np

    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, last, valid, block = 0, b"", encoding.startswith("utf-8"), head
    strict = valid
    while block:
        lines += int(np.count_nonzero(np.frombuffer(block, np.uint8) == 10))
        last = block[-1:]
        if valid and not (block.isascii() and not decoder.getstate()[0]):
            valid = _decodes(decoder, block)
        block = file.read(BLOCK)
    return lines, last, not strict or (valid and not decoder.getstate()[0])


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _marked(head: bytes) -> str | None:
    """Name the encoding that a mark at the start says, or that the zeros of UTF-16 give away."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding
    start = head[:4096]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = start[offset::2].count(0)
        if len(start) > 3 and zeros > 0.4 * len(start[offset::2]) and start[1 - offset :: 2].count(0) < zeros / 4:
            return encoding
    return None


def _old_encoding(path: str) -> str:
    """Take text that is not UTF-8 for Windows-1252 where it looks like words of Western Europe; refuse it otherwise.

    There, letters beyond ASCII stand alone or in twos; in Cyrillic, Greek or Chinese text they stand in long runs.
    """
    runs = letters = first = 0
    known = undefined = False
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            text = line.decode("utf-8", "surrogateescape")
            odd = len(SURROGATES.findall(text))
            known = known or (not odd and len(BEYOND.findall(text)) > 0)
            first = first or (number if odd else 0)
            found = HIGH.findall(line)
            runs, letters = runs + len(found), letters + sum(map(len, found))
            undefined = undefined or UNDEFINED.search(line) is not None
    if known and first:
        raise UnreadableTableError(
            worded(
                "{path}, line {first}, is not UTF-8, and other lines are: texts of two encodings were put "
                "together. Save all of it as UTF-8.",
                path=path,
                first=first,
            )
        )
    if undefined or letters > 2 * runs:
        with opened(path) as file:
            raise UnreadableTableError(old_encoding(path, first, file.read(SAMPLE)))
    return "cp1252"


def _ends(sample: str) -> str:
    feeds, returns = sample.count("\n"), sample.count("\r")
    if returns and not feeds:
        return "cr"
    return "mixed" if returns > sample.count("\r\n") and returns > feeds else "lf"


def _refuse_binary(path: str, head: bytes) -> None:
    if not head:
        raise UnreadableTableError(worded("{path} is empty.", path=path))
    kind = next((kind for start, kind in BINARY if head.startswith(start)), None)
    if kind:
        raise UnreadableTableError(
            worded("{path} is {kind}, although its name says that it is a table in text.", path=path, kind=worded(kind))
        )
