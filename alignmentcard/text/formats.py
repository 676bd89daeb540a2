"""Files that are no text of a card, known by their first bytes: what they are, and what to do with them."""

import re

from alignmentcard.messages.retold import joined, worded

TABLE = worded("To draft a card from a table of ratings: alignmentcard import FILE")
AS_TEXT = worded("Copy the text of the card into a file whose name ends in .card.yaml, with an editor for plain text.")
PACKED = worded("Unpack it, and name the card that was in it.")
SHEET = worded("{table}. Where the card itself is in its cells: {text}", table=TABLE, text=AS_TEXT)
SAVED = worded("Save it as .xlsx or .csv, then: alignmentcard import FILE")
BEGINNINGS: dict[bytes, tuple[str, str]] = {
    b"\xd0\xcf\x11\xe0": (worded("a document of an old office program (.xls or .doc)"), joined(". ", (TABLE, AS_TEXT))),
    b"%PDF": (worded("a PDF"), AS_TEXT),
    b"\x1f\x8b": (worded("a file packed with gzip"), PACKED),
    b"PAR1": (worded("a table in Parquet"), TABLE),
    b"{\\rtf": (worded("a document in Rich Text Format (.rtf)"), AS_TEXT),
    b"SQLite format 3": (worded("a database of SQLite"), AS_TEXT),
    b"\x89PNG": (worded("an image"), AS_TEXT),
    b"\xff\xd8\xff": (worded("an image"), AS_TEXT),
    b"7z\xbc\xaf": (worded("a file packed with 7-Zip"), PACKED),
}
OFFICE: dict[bytes, tuple[str, str]] = {
    b"xl/": (
        worded("a spreadsheet (.xlsx)"),
        SHEET,
    ),
    b"word/": (worded("a document of Word (.docx)"), AS_TEXT),
    b"ppt/": (worded("slides (.pptx)"), AS_TEXT),
    b"opendocument.spreadsheet": (
        worded("a spreadsheet (.ods)"),
        SAVED,
    ),
    b"opendocument.text": (worded("a document of a text processor (.odt)"), AS_TEXT),
}
ACCENTS = re.compile(rb"[\x80-\xff]")
MOST = 20
"""Bytes of another encoding up to which the first is shown as what it was."""


def foreign_format(content: bytes) -> tuple[str, str] | None:
    """Return what a file is, where it is no text of a card, and what to do with it."""
    if content.startswith(b"PK\x03\x04"):
        return next((said for mark, said in OFFICE.items() if mark in content), (worded("a ZIP archive"), PACKED))
    return next((said for mark, said in BEGINNINGS.items() if content.startswith(mark)), None)


def wide_encoding(content: bytes) -> str:
    """Name the encoding of a text that takes two or four bytes for each letter; nothing where it is another."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    first = content[:200]
    zeros = first.count(0)
    return "UTF-16" if zeros and zeros * 5 >= len(first) * 2 and len(first) > 3 else ""


def to_utf8(encoding: str) -> str:
    """Say how a file in another encoding becomes one in UTF-8."""
    return worded(
        "Save the file as UTF-8: in the dialogue of your editor, or with iconv -f {encoding} -t UTF-8 OLD > NEW",
        encoding=encoding,
    )


def word_around(content: bytes, place: int) -> str:
    """Return the word around a byte, read as Windows and old Macs wrote it; nothing where that gives no letter."""
    start = max(content.rfind(b" ", 0, place), content.rfind(b"\n", 0, place)) + 1
    end = min((found for found in (content.find(b" ", place), content.find(b"\n", place)) if found >= 0), default=None)
    around = content[start:end]
    try:
        word = around.decode("cp1252").strip(" \r\n\t\"',[]{}")
        letter = content[place : place + 1].decode("cp1252")
    except UnicodeDecodeError:
        return ""
    plausible = len(ACCENTS.findall(content)) * 3 < len(content) and b"\0" not in content
    return word if plausible and (letter.isalpha() or letter in "“”‘’–—…€£§°") and len(word) <= MOST * 2 else ""
