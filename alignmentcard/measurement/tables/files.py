"""Files that hold ratings: which they are, whether they can be read at all, and their digests."""

import hashlib
import itertools
import json
import re
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from alignmentcard.measurement.engine.confined import refuse_link, refuse_name
from alignmentcard.measurement.engine.engines import REMOTE, UnreadableTableError
from alignmentcard.measurement.tables.json_text import read_json
from alignmentcard.measurement.tables.other_texts import MARKS, refuse_other_text
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded

FORMS = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".jsonl": "jsonl",
         ".ndjson": "jsonl", ".json": "json", ".arrow": "arrow", ".feather": "arrow", ".xlsx": "sheet",
         ".xlsm": "sheet", ".xls": "sheet", ".ods": "sheet"}  # fmt: skip
COMPRESSED = (".gz", ".zst")
_ARCHIVE = later("{path} is an archive. Unpack it, and name the file in it.")
_DATABASE = later("{path} is a database. Save the table of ratings as CSV or Parquet.")
OTHER = {
    ".ann": MARKS,
    ".xml": MARKS,
    ".xmi": MARKS,
    ".conll": MARKS,
    ".conllu": MARKS,
    ".textgrid": MARKS,
    ".eaf": MARKS,
    ".gsheet": later("{path} is only a link to a sheet of Google. Download the sheet as CSV there."),
    ".sas7bdat": later("{path} is a file of SAS. Save it as CSV there, or: {command}."),
    ".numbers": later("{path} is a workbook of Numbers. Export the sheet with the ratings as CSV."),
    ".docx": later("{path} is a Word document. Ratings are read from tables: CSV, Parquet, JSONL or JSON."),
    ".pdf": later("{path} is a PDF. Ratings are read from tables: CSV, Parquet, JSONL or JSON."),
    ".sav": later("{path} is a file of SPSS. Save it as CSV there, or: {command}."),
    ".dta": later("{path} is a file of Stata. Save it as CSV there (export delimited)."),
    ".rds": later("{path} is a file of R. Save it as CSV there: {command}."),
    ".rdata": later("{path} is a file of R. Save its table as CSV there: {command}."),
    ".pkl": later(
        "{path} is a pickle of Python, which may run any program when it is read. Save it with to_parquet or to_csv."
    ),
    ".npy": later("{path} is an array of NumPy without names. Save it as CSV with a line of names."),
    ".db": _DATABASE,
    ".sqlite": _DATABASE,
    ".zip": _ARCHIVE,
    ".7z": _ARCHIVE,
    ".rar": _ARCHIVE,
    ".tar": _ARCHIVE,
    ".tgz": _ARCHIVE,
    ".bz2": later("{path} is packed with bzip2. Unpack it, or pack it with gzip or zstd."),
    ".xz": later("{path} is packed with xz. Unpack it, or pack it with gzip or zstd."),
    ".txt": later("{path} is text of no kind that its name says. If it is a table, call it .csv or .tsv."),
}
"""What people hold ratings in that is not read, and what to do."""
COMMANDS = {
    ".sav": "python -c \"import pandas; pandas.read_spss('FILE').to_csv('ratings.csv', index=False)\"",
    ".sas7bdat": "python -c \"import pandas; pandas.read_sas('FILE').to_csv('ratings.csv', index=False)\"",
    ".rds": "write.csv(readRDS('FILE'), 'ratings.csv', row.names = FALSE)",
    ".rdata": "write.csv(TABLE, 'ratings.csv', row.names = FALSE)",
}
"""What writes such a file as CSV."""
LOOKED_AT = 64
MOST_COLUMNS = 10_000
LARGEST_TEXT = 1024 * 1024
LARGEST_FOOTER = 32 * 1024 * 1024


@dataclass(frozen=True)
class Files:
    """Files of one form that are read as one table.

    `beside` are the names of tables of other forms in the same folder, which are not read.
    """

    paths: tuple[str, ...]
    form: str
    beside: tuple[str, ...] = ()


def find(where: str | Path, *, root: Path = Path(), form: str | None = None, confined: bool = False) -> Files:
    """Find the files that a path, a folder or a glob stands for, and see that each can be read.

    Where they are `confined`, OutsideError is raised before anything outside of `root` is looked at.
    """
    if confined:
        refuse_name(str(where), root)
    look = partial(refuse_link, folder=root) if confined else _look_nowhere
    paths = _expand(str(where), root, look)
    for path in paths:
        look(Path(path))
        _refuse_special(path)
    forms = {form or form_of(path) for path in paths}
    if str(where).startswith(REMOTE):
        _refuse_address(str(where), forms)
    if "" in forms:
        raise UnreadableTableError(_other(next(path for path in paths if not FORMS.get(_suffix(path)))))
    if len(forms) > 1:
        raise UnreadableTableError(
            worded(
                "{where} holds files of several formats ({names}). Name one.",
                where=where,
                names=", ".join(sorted(forms)),
            )
        )
    found = Files(tuple(paths), forms.pop(), tuple(_others(root / where, paths)))
    for path in found.paths:
        if not path.startswith(REMOTE):
            _CHECKS[found.form](Path(path))
    return found


def form_of(path: str) -> str:
    """Return the form of a file by its ending, or of one without an ending by its first sign; empty where not known."""
    return FORMS.get(_suffix(path), "json" if _is_nameless_json(path) else "")


def _is_nameless_json(path: str) -> bool:
    """Say whether a file without an ending holds JSON, as tools write into a cloud storage."""
    if _suffix(path) or path.startswith(REMOTE) or not Path(path).is_file():
        return False
    with Path(path).open("rb") as file:
        return file.read(LOOKED_AT).lstrip()[:1] in (b"{", b"[")


def _refuse_special(path: str) -> None:
    """Refuse what looks like a file and is none: to read it would wait for ever, or never come to an end."""
    if not path.startswith(REMOTE) and not Path(path).is_file():
        raise UnreadableTableError(
            worded("{path} is a pipe or a device. Save the table in a file, and name that.", path=path)
        )


def _refuse_address(where: str, forms: set[str]) -> None:
    """Refuse addresses that no engine can read a table from."""
    if forms == {"json"}:
        raise UnreadableTableError(
            worded("{where} looks like the export of an annotation tool. Download it, and name the file.", where=where)
        )
    if forms & {"arrow", "sheet"}:
        raise UnreadableTableError(
            worded("{where} cannot be read where it lies. Download it, and name the file.", where=where)
        )
    if where.endswith("/"):
        raise UnreadableTableError(
            worded("{where} is a folder. Name the files in it, such as {where}*.parquet.", where=where)
        )


def digest(path: str) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def refuse_too_many(columns: int, path: object) -> None:
    """Refuse a table whose columns no rating table has."""
    if columns > MOST_COLUMNS:
        raise UnreadableTableError(
            worded(
                "{path} has more than {most_columns:,} columns. A rating table has one row for each rating; "
                "reshape it.",
                path=path,
                most_columns=MOST_COLUMNS,
            )
        )


def _look_nowhere(path: Path) -> None:
    """Take every path."""


def _expand(where: str, root: Path, look: Callable[[Path], None]) -> list[str]:
    if where.startswith(REMOTE):
        return [where]
    if re.match(r"[a-z][a-z0-9+.-]+://", where):
        known = ", ".join(REMOTE)
        raise UnreadableTableError(
            worded("{where} is no address that can be read. They start with {known}.", where=where, known=known)
        )
    path = root / where
    if path.exists():
        look(path)
        found = _tables_in(path) if path.is_dir() else [str(path)]
    else:
        found = sorted({str(found) for found in _matches(path, look)})
    if not found:
        raise UnreadableTableError(
            worded("There is no file at {where}. Check the path; it is read relative to the card.", where=where)
        )
    return found


def _matches(path: Path, look: Callable[[Path], None]) -> Iterator[Path]:
    """Yield the files that a glob names; `look` is given every place before anything in it is listed."""
    fixed = list(itertools.takewhile(lambda part: not set(part) & set("*?["), path.parts))
    places, wild = [Path(*fixed)], path.parts[len(fixed) :]
    for part in wild:
        for place in places:
            look(place)
        places = [found for place in places if place.is_dir() for found in place.glob(part)]
    return (found for found in places if wild and found.is_file())


def refuse_table_in_markdown(path: Path) -> None:
    """Refuse a text in Markdown that holds a table and no card, with what to do."""
    with path.open(encoding="utf-8", errors="replace") as file:
        refuse_other_text(str(path), file.read(LARGEST_TEXT))


def _other(path: str) -> str:
    """Say what a file is that holds no table that can be read, and what to do."""
    ending = _suffix(path)
    text = OTHER.get(ending)
    if text:
        return worded(text, path=path, command=COMMANDS.get(ending, ""))
    return worded("{path} is not Parquet, CSV, JSONL, JSON, Arrow or a spreadsheet. Save it as one of them.", path=path)


def _tables_in(folder: Path) -> list[str]:
    """List the tables in a folder, or say what it holds instead."""
    found = _one_form(folder)
    if not found:
        files = sorted(file.name for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
        held = _held(files) if files else worded("It is empty.")
        text = worded(
            "There is no table in the folder {folder} (Parquet, CSV, JSONL, JSON). {held}", folder=folder, held=held
        )
        marks = next((file for file in files if OTHER.get(_suffix(file)) == MARKS), None)
        raise UnreadableTableError(joined(" ", (text, _other(marks))) if marks else text)
    return found


def _held(files: Sequence[str]) -> str:
    named = ", ".join(files[:5])
    return (
        worded("It holds {files} and others.", files=named) if files[5:] else worded("It holds {files}.", files=named)
    )


def _one_form(folder: Path) -> list[str]:
    """List the tables in a folder, of the first form that it has."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.startswith((".", "_")))
    for form in dict.fromkeys(FORMS.values()):
        found = [file for file in files if form_of(str(file)) == form]
        if found:
            # somebody who did nothing yet has an empty file; it is named among those that are not read
            return [str(file) for file in found if file.stat().st_size] or [str(file) for file in found]
    return []


def _others(folder: Path, paths: list[str]) -> Iterator[str]:
    """Yield the names of tables in a folder that are not among some paths."""
    if folder.is_dir():
        for file in sorted(folder.rglob("*")):
            if file.is_file() and FORMS.get(_suffix(file.name)) and str(file) not in paths:
                yield file.relative_to(folder).as_posix()


def _suffix(path: str) -> str:
    bare = next((path.removesuffix(ending) for ending in COMPRESSED if path.endswith(ending)), path)
    return Path(bare).suffix.lower()


def _check_parquet(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(max(size - 8, 0))
        tail = file.read(8)
    if head != b"PAR1":
        raise UnreadableTableError(worded("{path} is not a Parquet file, although its name says so.", path=path))
    if size < 12 or tail[4:] != b"PAR1":
        raise UnreadableTableError(
            worded("{path} is cut off: the end of the Parquet file is missing. Copy it again.", path=path)
        )
    if struct.unpack("<I", tail[:4])[0] > LARGEST_FOOTER:
        refuse_too_many(MOST_COLUMNS + 1, path)


def _check_csv(path: Path) -> None:
    if not path.stat().st_size:
        raise UnreadableTableError(worded("{path} is empty.", path=path))
    if path.suffix not in COMPRESSED:
        with path.open("rb") as file:
            header = file.readline(LARGEST_FOOTER)
        refuse_too_many(max(header.count(mark) for mark in (b",", b";", b"\t", b"|")) + 1, path)


def _check_jsonl(path: Path) -> None:
    line = _first_line(path)
    try:
        record = read_json(line, path)
    except json.JSONDecodeError:
        refuse_too_many(line.count(":"), path)
        raise UnreadableTableError(
            worded("{path}, line 1, is not a JSON object. A JSONL file has one on each line.", path=path)
        ) from None
    if not isinstance(record, dict):
        raise UnreadableTableError(
            worded("{path}, line 1, is not a JSON object. A JSONL file has one on each line.", path=path)
        )
    refuse_too_many(len(record), path)


def _check_not_empty(path: Path) -> None:
    if not path.stat().st_size:
        raise UnreadableTableError(worded("{path} is empty.", path=path))


def _first_line(path: Path) -> str:
    """Read the first line; compressed files are left to the engine."""
    if path.suffix in COMPRESSED:
        return "{}"
    with path.open("rb") as file:
        line = file.readline(LARGEST_FOOTER)
    if not line.strip():
        raise UnreadableTableError(worded("{path} is empty.", path=path))
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableTableError(worded("{path} is not text in UTF-8. Save it as UTF-8.", path=path)) from None


_CHECKS = {"parquet": _check_parquet, "csv": _check_csv, "jsonl": _check_jsonl, "json": _check_not_empty,
           "arrow": _check_not_empty, "sheet": _check_not_empty}  # fmt: skip
