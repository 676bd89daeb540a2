"""Rows that repeat another row in every column, as where an export was joined twice: nobody was asked again by them.

Two equal rows may also be one answer that was given twice. They are copies where whatever else was answered again
differs in more than the answer, such as in a time; where nothing but the answer tells them apart, nobody can know.
"""

from collections import Counter
from dataclasses import dataclass

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.engine.places import FILE, ROW
from alignmentcard.measurement.tables.counting import ByFile
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.tallies import Shape, Tallies

BY_FILE, APART = Shape(("file",), ("n",)), Shape((), ("askings", "versions"))
COPY = "a copy of another row"


@dataclass(frozen=True)
class Copies:
    """How many answers stand in copies, by file; of rows by raters who answered an item before.

    `askings` are rows that differ in more than the answer, `versions` those that differ in anything.
    """

    by_file: ByFile
    askings: int = 0
    versions: int = 0

    @property
    def surely(self) -> bool:
        """Say whether equal rows are copies, and no answers that were given twice."""
        return bool(self.by_file) and self.askings == self.versions


def relation_of(key: str) -> str:
    """Name the relation of rows by raters who answered an item before, where `copy` is 1 for the one that stays."""
    return f"{key}_copies"


def copies_of(table: Ratings, askings: str, key: str, repeats: str) -> Copies:
    """Look for copies among askings, the answers of the study `key` in which some raters answered an item again."""
    engine, layout = table.engine, table.layout
    columns = [name for name in _columns(table) if name not in (FILE, ROW)]
    texts = ", ".join(f"CAST(t.{engine.identifier(name)} AS STRING) AS c{n}" for n, name in enumerate(columns))
    every = ["item", "rater", *(f"c{n}" for n in range(len(columns)))]
    answers = {layout.columns.value, *layout.raters, *layout.answers.values(), *layout.statements}
    other = ["item", "rater", *(f"c{n}" for n, name in enumerate(columns) if name not in answers)]
    end = " DESC" if repeats == "last" else ""
    engine.view(relation_of(key), f"""
        SELECT *, row_number() OVER (PARTITION BY {", ".join(every)} ORDER BY file{end}, place{end}) AS copy FROM (
            SELECT a.item, a.rater, a.file, a.place, a.n, {texts} FROM (
                SELECT *, count(*) OVER (PARTITION BY item, rater) AS again
                FROM {askings} WHERE rater IS NOT NULL) a
            JOIN {layout.relation} t ON a.file IS NOT DISTINCT FROM t.{engine.identifier(FILE)}
                AND a.place IS NOT DISTINCT FROM t.{engine.identifier(ROW)}
            WHERE again > 1) r""", keep=True)  # fmt: skip
    by_file = table.counting.answers(relation_of(key), "WHERE copy > 1")
    if not by_file:
        return Copies(by_file)
    return Copies(by_file, *(_different(table, key, names) for names in (other, every)))


def added(tallies: Tallies, key: str) -> Copies:
    """Return the copies that shards found."""
    import pyarrow as pa

    by_file = tallies.get(f"{key}.copies", BY_FILE, lambda: pa.table({})).to_pydict()
    apart = tallies.get(f"{key}.told apart", APART, lambda: pa.table({})).to_pylist()[0]
    files = {file: n for file, n in zip(by_file["file"], by_file["n"], strict=True) if n}
    return Copies(Counter(files), apart["askings"], apart["versions"])


def _columns(table: Ratings) -> list[str]:
    names: list[str] = table.engine.query(f"SELECT * FROM {table.layout.relation} LIMIT 0").column_names
    return names


def _different(table: Ratings, key: str, names: list[str]) -> int:
    found = f"SELECT DISTINCT {', '.join(names)} FROM {relation_of(key)}"
    return int(rows(table.engine.query(f"SELECT count(*) AS n FROM ({found}) d"))[0]["n"])
