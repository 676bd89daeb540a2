"""Files as Python values, whatever their form and compression: a whole file, or a look at its beginning."""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.adapters.rows import LOOKED_AT, Held
from alignmentcard.measurement.tables.adapters.spreadsheets import sheet
from alignmentcard.measurement.tables.delimited.dialect import different_names
from alignmentcard.measurement.tables.json_text import read_json
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, quoted, worded

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 2_000
SEPARATORS = ",\t;|"
LONGEST_CELL = 64 * 1024 * 1024
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
Rows = tuple[Sequence[str], Iterator[dict[str, Any]]]
Only = Mapping[str, str]
Found = TypeVar("Found")
STRAY_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')


def held(path: str, form: str, beside: Sequence[str] = (), only: Only = MappingProxyType({}), *, look: bool) -> Held:
    """Read a file, or `look` at its beginning; JSON has none and is read as a whole."""
    if form == "json":
        return Held(path, _json(path), (), tuple(beside), only)
    if form == "sheet":
        names, found = _sheet(path, only.get("sheet"))
    else:
        names, found = {"csv": _csv, "jsonl": _lines, "parquet": _parquet, "arrow": _arrow}[form](path)
    return Held(path, list(itertools.islice(found, LOOKED_AT if look else None)), tuple(names), tuple(beside), only)


def arrow_table(path: str) -> "pa.Table":
    """Read a file of Arrow or Feather."""
    import pyarrow as pa
    import pyarrow.ipc

    try:
        with pa.memory_map(path) as source:
            opener = pyarrow.ipc.open_file if source.read(6) == b"ARROW1" else pyarrow.ipc.open_stream
            source.seek(0)
            return opener(source).read_all()
    except (pa.ArrowException, OSError) as error:
        raise UnreadableTableError(
            worded("{path} is not a file of Arrow that can be read: {error}.", path=path, error=error)
        ) from None


def text_of(path: str) -> io.TextIOWrapper:
    """Open a text, compressed or not, in UTF-8 or what its first bytes say."""
    import pyarrow as pa

    with pa.input_stream(path, compression="detect") as start:
        head = start.read(4)
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    return io.TextIOWrapper(pa.input_stream(path, compression="detect"), encoding=encoding, newline="")


def _csv(path: str) -> Rows:
    csv.field_size_limit(LONGEST_CELL)
    with text_of(path) as file:
        separator = _separator(_decoded(path, file.readline)())
    rows = _cells(path, separator)
    header = different_names(next(rows, []))
    return header, _keyed(path, header, rows)


def _separator(line: str) -> str:
    return max(SEPARATORS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _cells(path: str, separator: str) -> Iterator[list[str]]:
    with text_of(path) as file:
        reader = csv.reader(file, delimiter=separator)
        following = _decoded(path, lambda: next(reader, None))
        while (row := following()) is not None:
            if row:
                yield row


def _keyed(path: str, header: Sequence[str], rows: Iterator[list[str]]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, start=2):
        if any(row[len(header) :]):
            raise UnreadableTableError(
                numbered(
                    len(header),
                    later("{path}, row {number}, has {row} cells and the header has one. Quote cells with commas."),
                    later(
                        "{path}, row {number}, has {row} cells and the header has {header}. Quote cells with commas."
                    ),
                    path=path,
                    number=number,
                    row=len(row),
                    header=len(header),
                )
            )
        yield dict(zip(header, row + [""] * (len(header) - len(row)), strict=False))


def _decoded(path: str, read: Any) -> Any:
    """Turn errors of decoding and of CSV into a sentence."""

    def attempt() -> Any:
        try:
            return read()
        except UnicodeDecodeError:
            raise UnreadableTableError(worded("{path} is not text in UTF-8. Save it as UTF-8.", path=path)) from None
        except csv.Error as error:
            raise UnreadableTableError(
                worded("{path} is not a CSV file that can be read: {error}.", path=path, error=error)
            ) from None

    return attempt


def _lines(path: str) -> Rows:
    return (), (record for _, record in json_lines(path) if isinstance(record, dict))


def json_lines(path: str) -> Iterator[tuple[int, Any]]:
    """Yield what the lines of a file of JSON hold, each with its number; empty lines hold nothing."""
    with text_of(path) as file:
        following = _decoded(path, file.readline)
        for number in itertools.count(1):
            line = following()
            if not line:
                return
            if not line.strip():
                continue
            try:
                yield number, read_json(line, path)
            except json.JSONDecodeError as error:
                raise UnreadableTableError(_no_json(path, number, error)) from None


def _no_json(path: str, line: int, error: json.JSONDecodeError) -> str:
    return worded("{path}, line {line}, is not JSON: {reason}.", path=path, line=line, reason=quoted(error.msg))


NO_JSON = (
    *(
        later("Expecting value"),
        later("Expecting ',' delimiter"),
        later("Expecting ':' delimiter"),
        later("Extra data"),
    ),
    *(later("Expecting property name enclosed in double quotes"), later("Unterminated string starting at")),
    *(later("Invalid control character at"), later("Invalid \\escape"), later("Invalid \\uXXXX escape")),
)
"""What Python says of a text that is not JSON; here to be translated."""


def _parquet(path: str) -> Rows:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = _texts(path, lambda: pq.ParquetFile(path))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableTableError(
            worded("{path} is not a Parquet file that can be read: {error}.", path=path, error=error)
        ) from None
    return _texts(path, lambda: file.schema_arrow.names), _batches(path, file)


def _batches(path: str, file: Any) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
        yield from _texts(path, batch.to_pylist)


def _texts(path: str, read: Callable[[], Found]) -> Found:
    """Refuse bytes of Parquet that are no text, which show only when they are read."""
    try:
        return read()
    except UnicodeDecodeError:
        raise UnreadableTableError(
            worded("{path} has names of columns or values that are not text in UTF-8.", path=path)
        ) from None


def _arrow(path: str) -> Rows:
    table = arrow_table(path)
    return table.schema.names, (record for batch in table.to_batches(BATCH) for record in batch.to_pylist())


def _sheet(path: str, name: str | None) -> Rows:
    found = sheet(path, name)
    return found.names, (dict(zip(found.names, row, strict=True)) for row in found.rows)


def _json(path: str) -> Any:
    """Read JSON, or a JSON object on each line; commas before a closing bracket, as some files have, are let pass."""
    with text_of(path) as file:
        text = _decoded(path, file.read)()
    try:
        return read_json(text, path)
    except json.JSONDecodeError as error:
        for mended in (lambda: _without_stray(text, path), lambda: _each(text, path)):
            try:
                return mended()
            except json.JSONDecodeError:
                continue
        raise UnreadableTableError(_no_json(path, error.lineno, error)) from None


def _without_stray(text: str, path: str) -> Any:
    return read_json(STRAY_COMMA.sub(lambda found: found[1] or "", text), path)


def _each(text: str, path: str) -> list[Any]:
    return [read_json(line, path) for line in text.splitlines() if line.strip()]


def texts(records: Sequence[Mapping[str, Any]], names: Sequence[str], write: Any) -> "pa.Table":
    """Return records as a table of texts."""
    import pyarrow as pa

    columns = {name: [None if (value := one.get(name)) is None else write(value) for one in records] for name in names}
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
