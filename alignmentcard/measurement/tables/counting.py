"""Counting answers by the file that they stand in, and those that no dimension gets to see.

An answer is what a rating can be made of: a row of a long table, a cell that could hold an answer where answers of
several raters or questions stand in a row, as many as it says where a row is a count.
"""

from collections import Counter
from dataclasses import dataclass

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.engine.places import FILE
from alignmentcard.measurement.tables.columns import Layout
from alignmentcard.measurement.tables.keys import parts_of
from alignmentcard.measurement.tables.loading import Loaded
from alignmentcard.measurement.tables.sums import only_sums
from alignmentcard.messages import later

ByFile = Counter[int]
"""Numbers of answers, by the number of their file."""
NO_ITEM, NO_RATER, NO_COUNT = "no item", "no rater in a key", "no count"
SUMS_UP = later("sum or mean of the other items")


@dataclass(frozen=True)
class Counting:
    """How the answers of a table are counted: by file, where it has several; `sums` are items that only sum up."""

    engine: Engine
    layout: Layout
    loaded: Loaded
    sums: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Say whether the table has several files."""
        return len(self.loaded.files) > 1

    def rows(self) -> ByFile:
        """Count the rows that belong to the card."""
        return self._grouped("count(*)", self.loaded.relation, file=FILE)

    def all_rows(self) -> ByFile:
        """Count all rows of the files."""
        return self._grouped("count(*)", self.loaded.whole, file=FILE)

    def read(self) -> ByFile:
        """Count all answers of the files; of a table that was turned round those in rows of the card."""
        return self._cells(self.loaded.whole if self.layout.relation == "source" else self.layout.relation)

    def other_rows(self) -> ByFile:
        """Count the answers in rows that do not belong to the card."""
        if self.loaded.whole == self.loaded.relation or self.layout.relation != "source":
            return Counter()
        return self._cells(self.loaded.whole) - self._cells(self.loaded.relation)

    def answers(self, relation: str, where: str = "") -> ByFile:
        """Count the answers of a relation with canonical columns."""
        return self._grouped("sum(coalesce(n, 1))", relation, where)

    def unusable(self, relation: str) -> dict[str, ByFile]:
        """Count the answers that cannot be used whatever they are, by reason."""
        found, before = {}, ""
        for reason, column in self._needed().items():
            counted = self.answers(relation, f"WHERE {before} {column} IS NULL")
            found.update({reason: counted} if counted else {})
            before += f"{column} IS NOT NULL AND "
        return found

    @property
    def usable(self) -> str:
        """Write the condition that usable answers meet."""
        return "WHERE " + " AND ".join(f"{column} IS NOT NULL" for column in self._needed().values())

    def _needed(self) -> dict[str, str]:
        """Return the columns that must not be empty, by the reason to set an answer aside."""
        columns = self.layout.columns
        found = {NO_ITEM: "item"}
        if columns.rater and not self.layout.raters and len(parts_of(columns.rater, self.loaded.types)) > 1:
            found[NO_RATER] = "rater"
        if self.sums:
            found[SUMS_UP] = only_sums(self.sums, self.engine)
        return {**found, NO_COUNT: "n"} if columns.count else found

    def _cells(self, relation: str) -> ByFile:
        count = (
            f"sum(coalesce({count_expression(self.engine, self.layout)}, 1))"
            if self.layout.columns.count
            else "count(*)"
        )
        cells = max(len(self.layout.raters), len(self.layout.answers), len(self.layout.statements), 1)
        return Counter({file: number * cells for file, number in self._grouped(count, relation, file=FILE).items()})

    def _grouped(self, count: str, relation: str, where: str = "", file: str = "file") -> ByFile:
        by, grouped = (
            (self.engine.identifier(file), f"GROUP BY {self.engine.identifier(file)}") if self.several else ("0", "")
        )
        found = rows(self.engine.query(f"SELECT {by} AS file, {count} AS n FROM {relation} {where} {grouped}"))
        return Counter({int(row["file"]): int(row["n"]) for row in found if row["n"]})


def count_expression(engine: Engine, layout: Layout) -> str:
    """Write how many answers a row is; null where that is not a number."""
    if not layout.columns.count:
        return "1"
    number = f"try_cast({engine.identifier(layout.columns.count)} AS DOUBLE)"
    return f"CAST(CASE WHEN NOT isnan({number}) THEN {number} END AS BIGINT)"
