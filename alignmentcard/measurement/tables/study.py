"""One dimension of a rating table, ready to be measured: its answers and the relations that hold them.

`ratings` has one row for each rating that counts: item, rater, code (the position of the answer in the scale), x (its
place on the line of numbers, null where it has none), n (how many ratings the row is), label and attributes a0, a1, …
`askings` has all of them, with `turn`: 1 for a rater's first answer to an item. Both are the same where the table has
no occasions.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.coding import hold_codes, read_values
from alignmentcard.measurement.tables.occasions import in_order
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.scale import Answers, Said, read_answers

if TYPE_CHECKING:
    import pyarrow as pa

IN_TIME = (
    "try_cast(CAST(occasion AS STRING) AS DOUBLE) NULLS LAST, CAST(occasion AS STRING) NULLS LAST, "
    "CAST(condition AS STRING) NULLS LAST"
)
"""The order of askings: by number where occasions are numbers, else as texts, which suits dates; then by condition."""


@dataclass(frozen=True)
class Study:
    """One dimension of a rating table; `repeated` says that raters were asked again and only one answer counts."""

    name: str
    ratings: str
    askings: str
    answers: Answers
    table: Ratings
    settings: Settings
    repeated: bool

    @property
    def engine(self) -> Engine:
        """Return the engine that holds the relations."""
        return self.table.engine

    def query(self, sql: str) -> "pa.Table":
        """Return the rows of a query."""
        return self.engine.query(sql)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query as Python values."""
        return rows(self.engine.query(sql))

    @property
    def occasions(self) -> bool:
        """Say whether the table says which asking an answer belongs to."""
        return self.table.layout.columns.occasion is not None

    @property
    def conditions(self) -> bool:
        """Say whether the table says how the question was asked."""
        return self.table.layout.columns.condition is not None


def open_study(table: Ratings, dimension: str | None, said: Said, settings: Settings, number: int = 0) -> Study:
    """Prepare one dimension, by its number in the table; None stands for a table that does not tell them apart."""
    engine, missing = table.engine, tuple(table.layout.columns.missing)
    chosen = (
        f"WHERE {_text('dimension')} = {engine.text(dimension)}" if dimension is not None and table.dimension else ""
    )
    values = read_values(engine, table.relation, chosen)
    where = f"Dimension “{dimension}”" if dimension else "The table"
    answers = read_answers(values.counted, said, missing, where, untyped=table.untyped, separator=settings.separator)
    relation = f"{table.relation}{number}_{settings.repeats}"
    hold_codes(engine, f"{relation}_codes", values, answers)
    occasion = in_order(engine, table.relation, chosen) if table.layout.columns.occasion else "occasion"
    engine.view(f"{relation}_askings", _coded(table, f"{relation}_codes", chosen, occasion))
    if table.layout.columns.occasion is None or not table.rater or settings.repeats == "all":
        return Study(dimension or "", f"{relation}_askings", f"{relation}_askings", answers, table, settings, False)
    engine.view(relation, _one_each(f"{relation}_askings", settings.repeats), keep=True)
    kept = _recount(engine, relation, answers)
    return Study(dimension or "", relation, f"{relation}_askings", kept, table, settings, True)


def _one_each(askings: str, repeats: str) -> str:
    """Select one answer of each rater to each item: the first, or the last."""
    return f"""
        SELECT * FROM (
            SELECT *, row_number() OVER (PARTITION BY item, rater ORDER BY {IN_TIME}, code) AS turn,
                   count(*) OVER (PARTITION BY item, rater) AS turns
            FROM {askings}) asked
        WHERE turn = {"1" if repeats == "first" else "turns"}"""


def _recount(engine: Engine, relation: str, answers: Answers) -> Answers:
    """Count the values again, where only one of a rater's answers to an item counts."""
    counted = rows(engine.query(f"SELECT code, sum(n) AS n FROM {relation} GROUP BY code"))
    by_code = {row["code"]: int(row["n"]) for row in counted}
    return answers.recounted([by_code.get(code, 0) for code in range(len(answers.labels))])


def _coded(table: Ratings, codes: str, chosen: str, occasion: str) -> str:
    """Select the ratings of one dimension with the position of each answer in its scale; what does not count is out."""
    fields = ["item", "rater", f"{occasion} AS occasion", "condition", "n", "label"]
    fields += [f"a{number}" for number in range(len(table.attributes))]
    conditions = [chosen.removeprefix("WHERE ")] if chosen else []
    if table.layout.shape != "long" or table.layout.columns.item:
        conditions.append("item IS NOT NULL")
    if table.layout.columns.count:
        conditions.append("n > 0")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {', '.join(fields)}, code, x FROM {table.relation} JOIN {codes} ON value = known {where}"


def _text(column: str) -> str:
    return f"CAST({column} AS STRING)"
