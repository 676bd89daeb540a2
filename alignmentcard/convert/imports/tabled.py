"""Forms that are kept as tables: a row for each question, or the export of a form with a column for each.

A table of ratings has neither; whatever is not clearly a form stays one.
"""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from alignmentcard.convert.imports.lines import OWN
from alignmentcard.errors import AlignmentCardError

TEXTS, SHEETS = (".csv", ".tsv", ".tab"), (".xlsx", ".xlsm", ".xls", ".ods")
MOST_BYTES = 1 << 20
MOST_ROWS = 400
SEVERAL, PART = 4, 0.3
"""So many of the questions have to be known, and such a part of all of them."""
Known = Callable[[str], object]
Row = list[str]


def form_in(path: Path, known: Known) -> str | None:
    """Return a form that is kept as a table in Markdown; None where a file is none, or cannot be read as one."""
    name = path.name.lower()
    try:
        if path.is_dir() or not name.endswith((*TEXTS, *SHEETS)) or path.stat().st_size > MOST_BYTES:
            return None
        if name.endswith(SHEETS):
            return as_form(_of_sheet(path), known)
        return form_of(path.read_text(encoding="utf-8-sig"), known)
    except (OSError, UnicodeDecodeError, AlignmentCardError):
        return None  # what is wrong with a table is told by those who read it


def form_of(text: str, known: Known) -> str | None:
    """Return a form that is kept as comma-separated values in Markdown; None where a text is none."""
    first = text.split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        return None
    return as_form(rows, known)


def _of_sheet(path: Path) -> list[Row]:
    from alignmentcard.measurement.tables.adapters.spreadsheets import sheet

    read = sheet(str(path))
    return [list(read.names), *(list(row) for row in read.rows)]


def as_form(rows: Iterable[Row], known: Known) -> str | None:
    """Return the questions of a table as headings with their answers."""
    filled = [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not 1 < len(filled) <= MOST_ROWS:
        return None
    answers = _down(filled, known) or _across(filled, known)
    return "".join(f"###### {question}\n\n{answer}\n\n" for question, answer in answers if question and answer) or None


def _down(rows: list[Row], known: Known) -> list[tuple[str, str]]:
    """Return the questions of the first column that has some, and what stands behind each."""
    width = max(map(len, rows))
    for at in range(min(width - 1, 3)):
        asked = [row[at] if at < len(row) else "" for row in rows]
        if _are_questions(asked, known):
            pairs = [(row[at], ". ".join(filter(None, row[at + 1 :]))) for row in rows if at < len(row)]
            return [(one, said) for one, said in pairs if one.lower() not in (*OWN, "item", "field", "questions")]
    return []


def _across(rows: list[Row], known: Known) -> list[tuple[str, str]]:
    """Return the names of columns with the one answer below each."""
    return list(zip(rows[0], rows[1], strict=False)) if len(rows) == 1 + 1 and _are_questions(rows[0], known) else []


def _are_questions(titles: list[str], known: Known) -> bool:
    words = [one for one in titles if one and not one.replace(".", "").isdigit()]
    count = len({one for one in words if known(one)})
    return count >= SEVERAL and count >= PART * len(words)
