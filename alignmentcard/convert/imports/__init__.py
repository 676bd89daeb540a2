"""Text to a draft of a card: one function for each format, and which format a file is in."""

import re
from pathlib import Path

from alignmentcard.convert.imports.checklist import checklist
from alignmentcard.convert.imports.citation import bibtex, bibtex_entries, citation_cff
from alignmentcard.convert.imports.croissant import croissant, describes_dataset
from alignmentcard.convert.imports.draft import Draft, compose
from alignmentcard.convert.imports.found import Format, Found, Left, NotImportableError, Taken, Unread, Whole
from alignmentcard.convert.imports.headings import from_headings, is_known
from alignmentcard.convert.imports.huggingface import huggingface
from alignmentcard.convert.imports.markdown import markdown
from alignmentcard.convert.imports.page import as_markdown, is_page
from alignmentcard.convert.imports.quoted import quoted
from alignmentcard.convert.imports.table import has_table_name, is_export_text, table, table_file
from alignmentcard.convert.imports.tabled import TEXTS, form_in, form_of
from alignmentcard.convert.imports.word import is_word, markdown_of
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model.release import Columns
from alignmentcard.text import readme
from alignmentcard.text.formats import foreign_format, to_utf8, wide_encoding

__all__ = [
    "FORMATS",
    "Draft",
    "Format",
    "Found",
    "Left",
    "NotImportableError",
    "Taken",
    "Unread",
    "Whole",
    "decoded",
    "draft",
    "drafted",
]

CHECKLIST = re.compile(r"\\answer(?:Yes|No|NA|TODO)\b")
CARD = re.compile(r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\r?\n)*alignmentcard[ \t]*:")
JSON = re.compile(r"""[\ufeff\s]*(?:\{|\[\s*[\[{"\d\]-])""")
"""The beginning of JSON; a link or a picture of Markdown begins with a bracket too."""
AS_MARKDOWN = later("Save its text as Markdown (.md) or as a Word document (.docx), and import that.")
MAX_BYTES = 1 << 24
"""Descriptions of data have a few hundred kB at most."""


def is_table(name: str, text: str) -> bool:
    """Say whether a file is a table: by its name, or by what stands in it, as annotation tools export JSON."""
    if has_table_name(name):
        return True
    if not name.lower().endswith(".json") or not text.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        return False
    return is_export_text(text) or (text.lstrip("\ufeff \t\r\n").startswith("[") and not describes_dataset(text))


def is_json(name: str, text: str) -> bool:
    """Say whether a text is JSON, whole or broken, and not Markdown that begins with a bracket."""
    return JSON.match(text) is not None and not name.lower().endswith((".md", ".markdown"))


FORMATS: dict[str, Format] = {
    "table": Format(
        table,
        later("rating table"),
        is_table,
        table_file,
    ),
    "croissant": Format(croissant, "Croissant", lambda name, text: is_json(name, text)),
    "huggingface": Format(
        huggingface, later("Hugging Face dataset card"), lambda name, text: readme.START.match(text) is not None
    ),
    "citation-cff": Format(
        citation_cff,
        later("citation file"),
        lambda name, text: name.endswith(".cff") or text.startswith("cff-version:"),
    ),
    "bibtex": Format(
        bibtex,
        "BibTeX",
        lambda name, text: name.endswith(".bib") or (text.lstrip().startswith("@") and any(bibtex_entries(text))),
    ),
    "neurips-checklist": Format(
        checklist, later("NeurIPS paper checklist in LaTeX"), lambda name, text: bool(CHECKLIST.search(text))
    ),
    "markdown": Format(markdown, later("document in Markdown"), lambda name, text: True),
}
"""In the order in which they are tried; the last one takes what no other does."""


def draft(
    source: Path | str,
    format: str | None = None,  # noqa: A002
    name: str = "<input>",
    columns: Columns | None = None,
    layout: str | None = None,
) -> Draft:
    """Read a file, or a text under a name, as a draft of a card; the format is found out where it is not given.

    `columns` says of a table which column holds what and `layout` what one row means; the rest is guessed.
    """
    if isinstance(source, Path):
        name, text = source.name, _text(source, format)
    else:
        text = source
    if format is None and (
        form := form_in(source, is_known) if isinstance(source, Path) else _form_in_text(name, text)
    ):
        return compose(from_headings(form), name, FORM)
    text = as_markdown(text) if _is_page(name, text) else text
    if CARD.match(text):
        raise NotImportableError(worded("{name} is a card already. See: alignmentcard check {name}", name=name))
    chosen = FORMATS[format or _format(source, name, text)]
    if chosen.read_file and isinstance(source, Path):
        return compose(chosen.read_file(source, columns or Columns(), layout), name, chosen.about)
    return compose(chosen.read(text), name, chosen.about)


FORM = later("filled form, kept as a table")


def _form_in_text(name: str, text: str) -> str | None:
    return form_of(text, is_known) if name.lower().endswith(TEXTS) else None


def _is_page(name: str, text: str) -> bool:
    return is_page(text) or name.lower().endswith((".html", ".htm"))


QUOTED = later("text that values are quoted from")


def drafted(answers: Path, source: Path) -> Draft:
    """Hold proposed answers to the text that they quote, and draft a card of those that it bears out."""
    return compose(quoted(_text(answers, "answers"), _text(source, "quotes")), source.name, QUOTED)


def _format(source: Path | str, name: str, text: str) -> str:
    """Find out the format; a folder is an export of several files, and so is JSON beyond any description."""
    if isinstance(source, Path) and (source.is_dir() or _is_large_json(source)):
        return "table"
    return next(format for format, one in FORMATS.items() if one.fits(name, text))  # noqa: A001


def _is_large_json(path: Path) -> bool:
    return path.suffix.lower() == ".json" and path.stat().st_size > MAX_BYTES


def decoded(name: str, content: bytes) -> str:
    """Return the text of a file; what is no text, or has none, is told by what it is."""
    known = foreign_format(content)
    if known:
        packed = "packed" in known[0] or "archive" in known[0]
        step = worded("Unpack it, and import what was in it.") if packed else worded(AS_MARKDOWN)
        raise NotImportableError(worded("{name} is {kind}. {step}", name=name, kind=worded(known[0]), step=step))
    if encoding := wide_encoding(content):
        raise NotImportableError(
            worded("{name} is {encoding} text. {step}.", name=name, encoding=encoding, step=to_utf8(encoding))
        )
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise NotImportableError(worded("{name} is empty. Check the path, or whether the file was saved.", name=name))
    return content.decode("utf-8-sig")


def _text(path: Path, format: str | None) -> str:  # noqa: A002
    """Return the text of a file; empty where it is a table, which is read in place."""
    if format == "table" or (not format and (path.is_dir() or has_table_name(path.name))):
        return ""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NotImportableError(
                worded(
                    "{path} has more than {max_bytes:,} bytes. Is it the right file?", path=path, max_bytes=MAX_BYTES
                )
            )
        content = markdown_of(path).encode() if is_word(path) else path.read_bytes()
        return decoded(path.name, content)
    except OSError as error:
        raise NotImportableError(
            worded("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    except UnicodeDecodeError as error:
        raise NotImportableError(
            worded("{path} is not UTF-8 text: byte {place}. Save it as UTF-8.", path=path, place=error.start + 1)
        ) from error
