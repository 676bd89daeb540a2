"""CSV into an engine: every line of every file arrives as a row, or it is said which does not and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alignmentcard.measurement.engine.engines import REMOTE, Engine, UnreadableTableError, rows
from alignmentcard.measurement.engine.parts import Part
from alignmentcard.measurement.engine.places import PLACE
from alignmentcard.measurement.tables.delimited.careful import write_plainly
from alignmentcard.measurement.tables.delimited.dialect import NUMBER, Dialect, read_dialect, with_ends
from alignmentcard.measurement.tables.delimited.swallowed import FEW, Piece, pieces, swallowed
from alignmentcard.measurement.tables.delimited.text import CALLED, COMPRESSED, Text, beginning, blank_lines, look
from alignmentcard.measurement.tables.other_texts import refuse_other_text
from alignmentcard.measurement.tables.telling import repeats_names
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

DECIMALS = later("The comma in the column {column} stands before decimals: 1,5 is read as 1.5.")
THOUSANDS = later(
    "In the column {column} points stand between thousands, and commas before decimals, as a comma in the file shows: "
    "1.000,5 is read as 1000.5."
)
FOLDER_KEY = re.compile(r"([A-Za-z_][\w.-]*)=(.+)")
MOST_SUSPECTS = 1_000
MOST_LINES = 500


@dataclass(frozen=True)
class _File:
    """A file as it is given to an engine: itself, or a plain copy of it; `rows` is known of copies."""

    path: str
    number: int
    origin: str
    text: Text
    dialect: Dialect
    given: Mapping[str, str]
    rows: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def alike(self) -> tuple[object, ...]:
        """Say by what files are put together."""
        return (self.dialect, tuple(self.given.items()), self.rows is None)


@dataclass(frozen=True)
class Texts:
    """What is known of text files that were read: sentences about what is out of the ordinary in them.

    `points` says that points in numbers are known to stand before decimals.
    """

    notes: tuple[str, ...]
    points: bool = True


def read_text_tables(engine: Engine, name: str, paths: Sequence[str]) -> Texts:
    """Name CSV files in an engine."""
    known = _folder_keys(paths)
    if paths[0].startswith(REMOTE):
        return _read_far(engine, name, paths)
    files = [_look(engine, number, path, given) for number, (path, given) in enumerate(zip(paths, known, strict=True))]
    try:
        repeated, decimals = _load(engine, name, files)
    except (UnreadableTableError, _LostError):
        files = [_copied(engine, file) if file.rows is None else file for file in files]
        repeated, decimals = _load(engine, name, files)
    notes = [note for file in files for note in (*file.notes, *file.dialect.notes)]
    if repeated:
        notes.append(repeats_names(repeated))
    notes += [worded(THOUSANDS if pointed else DECIMALS, column=column) for column, pointed in sorted(decimals.items())]
    return Texts(tuple(dict.fromkeys(notes)), all(file.dialect.points or file.dialect.decimals for file in files))


def _read_far(engine: Engine, name: str, paths: Sequence[str]) -> Texts:
    """Name files on a server; they are not read twice, so their dialect is that of their first lines."""
    dialects = {path: read_dialect(path, beginning(engine.first_lines(path, MOST_LINES))) for path in paths}
    odd = next((path for path, one in dialects.items() if not one.plain), None)
    if odd:
        raise UnreadableTableError(
            worded("{odd} is no plain CSV with the names of columns above. Download it, and name it.", odd=odd)
        )
    parts = []
    for number, (path, dialect) in enumerate(dialects.items()):
        quoting, part = dialect.quoting, f"{name}_part{number}"
        engine.read_text(
            part, Part((path,), (number,), dialect.names, dialect.separator, quoting.quote, quoting.escape)
        )
        if _swallowed(engine, part, dialect):
            raise UnreadableTableError(
                worded("{path}: a quotation mark joins rows into one value. Download the file.", path=path)
            )
        parts.append(_Table(part, dialect.names))
    engine.view(name, "\nUNION ALL\n".join(_same_columns(engine, parts)))
    notes = tuple(note for dialect in dialects.values() for note in dialect.notes)
    return Texts(notes, all(dialect.points for dialect in dialects.values()))


class _LostError(UnreadableTableError):
    """An engine has other rows than the files have lines."""


def _look(engine: Engine, number: int, path: str, given: Mapping[str, str]) -> _File:
    text = with_ends(look(path))
    refuse_other_text(path, text.sample)
    dialect = read_dialect(path, text)
    name = path.rpartition("/")[2]
    called = CALLED.get(text.encoding)
    notes = (
        (worded("{name} is not in UTF-8; it was read as {called}.", name=name, called=worded(called)),)
        if called
        else ()
    )
    taken = {name.lower() for name in dialect.names}
    given = {key: value for key, value in given.items() if key.lower() not in taken}
    found = _File(path, number, path, text, dialect, given, notes=notes)
    reads = Path(path).suffix not in COMPRESSED or engine.unpacks(Path(path).suffix)
    return found if text.plain and dialect.plain and reads else _copied(engine, found)


def _copied(engine: Engine, file: _File) -> _File:
    """Write a file down plainly in the folder of the engine."""
    target = engine.folder / f"plain-{len(list(engine.folder.iterdir()))}.csv"
    dialect, count = write_plainly(file.origin, file.text, file.dialect, target)
    return _File(str(target), file.number, file.origin, file.text, dialect, file.given, count, file.notes)


@dataclass(frozen=True)
class _Table:
    """A relation with the rows of some files, its columns, the condition of rows that count, and where commas stand."""

    relation: str
    names: Sequence[str]
    kept: str = ""
    decimals: Mapping[str, bool] = field(default_factory=dict)


def _load(engine: Engine, name: str, files: Sequence[_File]) -> tuple[int, dict[str, bool]]:
    """Name files that are read together.

    Return how many rows repeat the names of columns and are left out, and the columns with commas before decimals, each
    with whether it has points between thousands.
    """
    parts, repeated = [], 0
    groups: dict[tuple[object, ...], list[_File]] = {}
    for file in files:
        groups.setdefault(file.alike, []).append(file)
    for number, group in enumerate(groups.values()):
        part = f"{name}_part{number}"
        dialect = group[0].dialect
        engine.read_text(part, _part(group))
        repeats = _repeats(engine, dialect)
        _account(engine, part, group, _count(engine, part))
        again = _count(engine, f"{part} WHERE {repeats}")
        repeated += again
        kept = f" WHERE NOT coalesce({repeats}, false)" if again else ""
        parts.append(_Table(part, (*dialect.names, *group[0].given), kept, _with_decimals(engine, part, group, kept)))
    engine.view(name, "\nUNION ALL\n".join(_same_columns(engine, parts)))
    columns = {column for part in parts for column in part.decimals}
    return repeated, {column: any(part.decimals.get(column) for part in parts) for column in columns}


def _with_decimals(engine: Engine, part: str, group: Sequence[_File], kept: str) -> dict[str, bool]:
    """Return the columns in which a comma stands before decimals in every row, of those in which it seems so.

    Each is given with whether points in it stand between thousands.
    """
    names = sorted({name for file in group for name in file.dialect.decimals})
    if not names:
        return {}
    fields = ", ".join(
        f"count(nullif(regexp_replace(trim({column}), '^({NUMBER})$', ''), '')) AS n{number}, "
        f"count(CASE WHEN {column} LIKE '%.%' THEN 1 END) AS p{number}"
        for number, column in enumerate(map(engine.identifier, names))
    )
    found = rows(engine.query(f"SELECT {fields} FROM {part}{kept}"))[0]
    return {name: bool(found[f"p{number}"]) for number, name in enumerate(names) if not found[f"n{number}"]}


def _pointed(column: str) -> str:
    return f"replace(replace({column}, '.', ''), ',', '.')"


def _count(engine: Engine, relation: str) -> int:
    return int(rows(engine.query(f"SELECT count(*) AS n FROM {relation}"))[0]["n"])


def _part(group: Sequence[_File]) -> Part:
    dialect = group[0].dialect
    quoting = dialect.quoting
    paths = tuple(file.path for file in group)
    numbers = tuple(file.number for file in group)
    return Part(paths, numbers, dialect.names, dialect.separator, quoting.quote, quoting.escape, dict(group[0].given))


def _same_columns(engine: Engine, parts: Sequence[_Table]) -> Iterator[str]:
    """Select the columns of all parts by name; empty where a part has none of that name."""
    by_name: dict[str, str] = {}
    for part in parts:
        for name in part.names:
            by_name.setdefault(name.lower(), name)
    for part in parts:
        own = {name.lower(): engine.identifier(name) for name in part.names}
        own |= {name.lower(): _pointed(engine.identifier(name)) for name in part.decimals}
        fields = (
            f"{own.get(key, 'CAST(NULL AS STRING)')} AS {engine.identifier(name)}" for key, name in by_name.items()
        )
        place = (engine.identifier(column) for column in PLACE)
        yield f"SELECT {', '.join([*fields, *place])} FROM {part.relation}{part.kept}"


def _repeats(engine: Engine, dialect: Dialect) -> str:
    """Write the condition of a row that holds the names of columns, as it does where files were put together."""
    pairs = zip(dialect.names, dialect.written, strict=True)
    return " AND ".join(f"{engine.identifier(name)} = {engine.text(old)}" for name, old in pairs if old)


def _account(engine: Engine, part: str, group: Sequence[_File], count: int) -> None:
    """See that each line of the files is a row, a part of a value over several lines, or blank."""
    copied = [file.rows for file in group if file.rows is not None]
    if len(copied) == len(group):
        if sum(copied) != count:
            raise _lost(group)
        return
    lines = sum(file.text.lines - 1 for file in group)
    if lines == count:
        return
    dialect = group[0].dialect
    breaks = " + ".join(_count_of(engine.identifier(name), "chr(10)") for name in dialect.names)
    inside = int(rows(engine.query(f"SELECT coalesce(sum({breaks}), 0) AS n FROM {part}"))[0]["n"])
    left = lines - count - inside
    if left and not 0 < left <= sum(blank_lines(file.path, file.text) for file in group):
        raise _lost(group)
    if inside and _swallowed(engine, part, dialect):
        raise _lost(group)


def _lost(group: Sequence[_File]) -> _LostError:
    return _LostError(
        worded(
            "{origin} was not read whole: its lines and the rows that were read do not add up. Save it "
            "as Parquet, or write all values in quotation marks.",
            origin=group[0].origin,
        )
    )


def _count_of(column: str, text: str) -> str:
    return f"coalesce(length({column}) - length(replace({column}, {text}, '')), 0)"


def _swallowed(engine: Engine, part: str, dialect: Dialect) -> bool:
    """Say whether a stray quotation mark joined rows into one value."""
    found = list(_suspects(engine, part, dialect))
    return bool(found) and swallowed(found, [_few(engine, part, name) for name in dialect.names])


def _suspects(engine: Engine, part: str, dialect: Dialect) -> Iterator[Piece]:
    """Yield what values over several lines would be as rows, where they have as many separators as rows have."""
    separator, last = engine.text(dialect.separator), len(dialect.names) - 1
    for place, name in enumerate(dialect.names):
        column = engine.identifier(name)
        ends = (f"split_part({column}, chr(10), {at})" for at in (1, -1))
        counts = (_count_of(end, separator) for end in ends)
        sql = f"SELECT {column} AS v FROM {part} WHERE {column} LIKE concat('%', chr(10), '%')"
        for count, wanted in zip(counts, (last - place, place), strict=True):
            sql += f" AND {count} = {wanted}"
        for row in rows(engine.query(f"{sql} LIMIT {MOST_SUSPECTS}")):
            yield from pieces(row["v"], place, dialect.separator, len(dialect.names))


def _few(engine: Engine, part: str, name: str) -> frozenset[str] | None:
    """Return the values of a column that has few of them."""
    column = engine.identifier(name)
    found = rows(engine.query(
        f"SELECT {column} AS v, count(*) AS n FROM {part} WHERE {column} IS NOT NULL GROUP BY 1 LIMIT {FEW + 1}"
    ))  # fmt: skip
    many = len(found) > FEW or 2 * len(found) > sum(row["n"] for row in found)
    return None if many else frozenset(row["v"] for row in found)


def _folder_keys(paths: Sequence[str]) -> list[dict[str, str]]:
    """Read columns from names of folders such as year=2024, where the paths of all files have the same ones."""
    found = []
    for path in paths:
        parts = (FOLDER_KEY.fullmatch(part) for part in path.split("/")[:-1])
        found.append({part[1]: part[2] for part in parts if part})
    return found if all(list(one) == list(found[0]) for one in found) else [{} for _ in found]
