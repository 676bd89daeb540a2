"""Word documents (.docx) as Markdown; the only importer of python-docx.

A document is refused before it is opened where it is no archive, would fill the memory, or holds programs or entities.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from alignmentcard.convert.imports.found import NotImportableError
from alignmentcard.convert.imports.lines import without_number

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MOST_BYTES = 1 << 26
MOST_PARTS = 5000


def is_word(path: Path) -> bool:
    """Say whether a file is named as a Word document."""
    return path.suffix.lower() in (".docx", ".docm")


def markdown_of(path: Path) -> str:
    """Return the headings, paragraphs and tables of a document in Markdown."""
    _refuse_hostile(path)
    try:
        import docx
    except ImportError as error:
        raise NotImportableError(
            f"{path} is a Word document, and reading it needs python-docx: pip install 'alignmentcard[author]'"
        ) from error
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

    try:
        parts = list(docx.Document(str(path)).iter_inner_content())
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError) as error:
        raise NotImportableError(f"{path} is not a sound Word document. Save it again, or as Markdown.") from error
    return "\n\n".join(_paragraph(one) if isinstance(one, Paragraph) else _table(one) for one in parts) + "\n"


def _table(table: "Table") -> str:
    """Return a table of questions and answers: the first cell of a row as a heading, the others below it."""
    return "\n\n".join(_row([cell.text.strip() for cell in row.cells]) for row in table.rows)


def _row(cells: list[str]) -> str:
    """Return a row; one cell over its whole width is the title of a part."""
    first, *rest = without_number(cells) or [""]
    title = " ".join(first.split())
    if rest and title and set(rest) <= {first}:
        return f"## {title}"
    return f"### {title}\n\n" + "\n\n".join(dict.fromkeys(rest)) if title else "\n\n".join(rest)


def _paragraph(paragraph: "Paragraph") -> str:
    text = " ".join(paragraph.text.split())
    style = (paragraph.style.name if paragraph.style else "") or ""
    if text and style == "Title":
        return f"# {text}"
    if text and style.startswith("Heading "):
        level = style.removeprefix("Heading ")
        return f"{'#' * min(int(level), 6) if level.isdecimal() else '##'} {text}"
    runs = [run for run in paragraph.runs if run.text.strip()]
    if runs and all(run.bold for run in runs):
        return f"**{text}**"
    return f"- {text}" if style.startswith("List") else text


def _refuse_hostile(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            why = next(_faults(archive), None)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        if path.is_file() and not path.stat().st_size:
            raise NotImportableError(f"{path} is empty. Check the path, or whether the file was saved.") from error
        raise NotImportableError(
            f"{path} is not a Word document, for it is no archive that can be read. "
            "Save it again, or its text as Markdown."
        ) from error
    except OSError as error:
        raise NotImportableError(f"{path} cannot be read: {error.strerror or error}.") from error
    if why:
        raise NotImportableError(f"{path} is refused, because it {why}. Save its text as Markdown.")


def _faults(archive: zipfile.ZipFile) -> Iterator[str]:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        yield f"would take more than {MOST_BYTES >> 20} MB when it is unpacked"
        return
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        yield "holds macros"
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            text = archive.read(part)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                yield "declares entities"
