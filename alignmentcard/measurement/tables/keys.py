"""Ids, which tell items and raters apart: texts that stay as they are, with a leading zero, 64 bits and case.

Two things are taken off, and told: blanks around an id, and the “.0” that programs write behind whole numbers once a
column has an empty cell. An id of several columns is empty where one of them is.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.engine.places import FILE, FOLDER, OF_FILES, folders_of, names_of
from alignmentcard.measurement.tables.profiles import NESTED
from alignmentcard.measurement.tables.telling import counted
from alignmentcard.messages.retold import worded

BLANKS = " \t\r\n\u00a0"
LARGEST_WHOLE = 2**53
"""From here on, numbers with a decimal point have no exact ones."""


@dataclass(frozen=True)
class Key:
    """An expression that reads an id, null where there is none, and what is told about how it was read."""

    expression: str
    told: tuple[str, ...] = ()


def read_key(
    engine: Engine, relation: str, columns: Sequence[str], types: Mapping[str, str], files: Sequence[str] = ("",)
) -> Key:
    """Settle how an id is read that one or several columns of a relation hold; `files` are the paths of its files.

    What is told gives no ids as examples: they may be those of people.
    """
    parts = [
        _by_file(engine, files, column)
        if column in OF_FILES
        else _part(engine, relation, column, types[column], len(files))
        for column in columns
    ]
    if len(parts) == 1:
        return parts[0]
    return Key(
        joined_id(engine, [part.expression for part in parts]), tuple(told for part in parts for told in part.told)
    )


def parts_of(name: str, columns: Container[str]) -> tuple[str, ...]:
    """Return the columns that an id is made of: one, or several with commas between."""
    return (name,) if name in columns else tuple(part.strip() for part in name.split(","))


def joined_id(engine: Engine, expressions: Sequence[str]) -> str:
    """Write an id of several parts, null where one of them is; other parts never give the same id."""
    return f" || {engine.text('|')} || ".join(_marked(engine, f"CAST({one} AS STRING)") for one in expressions)


def _marked(engine: Engine, text: str) -> str:
    """Mark what stands between parts where it stands inside of one."""
    backslash, bar = engine.text("\\"), engine.text("|")
    twice, marked = engine.text("\\\\"), engine.text("\\|")
    return f"replace(replace({text}, {backslash}, {twice}), {bar}, {marked})"


def _by_file(engine: Engine, files: Sequence[str], by: str) -> Key:
    names = folders_of(files) if by == FOLDER else names_of(files)
    return Key(by_number(engine, engine.identifier(FILE), names))


def by_number(engine: Engine, number: str, names: Sequence[str]) -> str:
    """Write an expression that gives each file, by its number, a name."""
    cases = " ".join(f"WHEN {one} THEN {engine.text(name)}" for one, name in enumerate(names))
    return f"CASE {number} {cases} END"


def _part(engine: Engine, relation: str, column: str, kind: str, files: int) -> Key:
    quoted = engine.identifier(column)
    if kind.startswith(("float", "double", "halffloat")):
        return _of_numbers(engine, relation, column)
    if kind.startswith(NESTED):
        return Key(f"CAST({quoted} AS STRING)")
    if kind.startswith("dictionary"):
        quoted = f"CAST({quoted} AS STRING)"
    elif "string" not in kind:
        return Key(quoted)
    text, told = _without_blanks(engine, relation, column, quoted)
    whole = _without_point(engine, relation, column, text, files)
    return Key(whole.expression, (*told, *whole.told))


def _of_numbers(engine: Engine, relation: str, column: str) -> Key:
    """Read numbers with a decimal point as whole ones, where all of them are."""
    quoted = engine.identifier(column)
    broken = f"NOT isnan({quoted}) AND ({quoted} <> floor({quoted}) OR abs({quoted}) >= {LARGEST_WHOLE})"
    if _some(engine, relation, broken):
        return Key(f"CASE WHEN NOT isnan({quoted}) THEN {quoted} END")
    whole = f"CASE WHEN NOT isnan({quoted}) THEN CAST({quoted} AS BIGINT) END"
    return Key(whole, (_note_on_decimals(column),) if _some(engine, relation, f"{whole} IS NOT NULL") else ())


def _without_blanks(engine: Engine, relation: str, column: str, quoted: str) -> tuple[str, list[str]]:
    if not _some(engine, relation, _perhaps_blank(engine, quoted)):
        return quoted, []
    text = f"nullif(trim(BOTH {engine.text(BLANKS)} FROM {quoted}), '')"
    found = rows(engine.query(
        f"SELECT sum(CASE WHEN {text} <> {quoted} THEN 1 ELSE 0 END) AS cut, "
        f"sum(CASE WHEN {text} IS NULL THEN 1 ELSE 0 END) AS emptied FROM {relation} WHERE {quoted} IS NOT NULL"
    ))[0]  # fmt: skip
    told = worded(
        "Blanks around ids in the column “{column}” were left out in {rows}.",
        column=column,
        rows=counted(found["cut"] or 0, "row"),
    )
    return text if found["cut"] or found["emptied"] else quoted, [told] if found["cut"] else []


def _without_point(engine: Engine, relation: str, column: str, text: str, files: int) -> Key:
    """Take “.0” off the ids of files in which all ids have it."""
    pointed = f"({text} LIKE '%.0' AND lower({text}) NOT LIKE '%e%' AND try_cast({text} AS DOUBLE) IS NOT NULL)"
    if files == 1 and _some(engine, relation, f"{text} IS NOT NULL AND NOT {pointed}"):
        return Key(text)
    file = engine.identifier(FILE)
    by_file = rows(engine.query(
        f"SELECT {file} AS file, min(CASE WHEN {pointed} THEN 1 ELSE 0 END) AS whole FROM {relation} "
        f"WHERE {text} IS NOT NULL GROUP BY {file} ORDER BY file"
    ))  # fmt: skip
    whole = [row for row in by_file if row["whole"]]
    if not whole:
        return Key(text)
    numbers = ", ".join(str(row["file"]) for row in whole)
    cut = f"substr({text}, 1, length({text}) - 2)"
    if len(whole) < len(by_file):
        cut = f"CASE WHEN {file} IN ({numbers}) THEN {cut} ELSE {text} END"
    return Key(cut, (_note_on_decimals(column),))


def _perhaps_blank(engine: Engine, quoted: str) -> str:
    """Write a quick condition that all ids with blanks around them meet, and empty ones.

    What begins with a blank is below “!”, or not below a no-break space, as ids with other letters than ASCII are.
    """
    ends = (f"{end} < '!' OR {end} >= {engine.text(BLANKS[-1])}" for end in (quoted, f"reverse({quoted})"))
    return " OR ".join(ends)


def _some(engine: Engine, relation: str, condition: str) -> bool:
    return bool(engine.query(f"SELECT 1 AS found FROM {relation} WHERE {condition} LIMIT 1").num_rows)


def _note_on_decimals(column: str) -> str:
    return worded(
        "The ids in the column “{column}” are written with a decimal point, as 1.0 is: read as whole numbers.",
        column=column,
    )
