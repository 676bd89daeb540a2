"""One dimension of a rating table, ready to be measured: its answers and the relations that hold them.

`ratings` has one row for each rating that counts: item, rater, code (the position of the answer in the scale), x (the
answer as a number, null where it is none), n (how many ratings the row is), value, label and attributes a0, a1, …
`askings` has all of them. Both are the same where nobody answered an item again.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.repeats import count_repeats, one_each
from alignmentcard.measurement.tables.scale import Answers, Said, coded, label_of, literal, read_answers

if TYPE_CHECKING:
    import pyarrow as pa

MOST_LISTED = 1_000


@dataclass(frozen=True)
class Study:
    """One dimension of a rating table; `repeated` says that of each rater's answers to an item only one counts.

    `repeats` are answers by a rater to an item beyond the first, None where raters cannot be told apart. `valueless`
    are ratings that hold no answer, by reason; `empty` is the part of a query that selects them, from FROM on.
    """

    name: str
    ratings: str
    askings: str
    answers: Answers
    table: Ratings
    settings: Settings
    repeated: bool
    repeats: int | None = None
    empty: str = ""
    valueless: Mapping[str, int] = field(default_factory=dict)

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
    def counts_repeats(self) -> bool:
        """Say whether some rater's answers to an item count several times."""
        return bool(self.repeats) and not self.repeated

    @property
    def occasions(self) -> bool:
        """Say whether the table says which asking an answer belongs to."""
        return self.table.layout.columns.occasion is not None

    @property
    def conditions(self) -> bool:
        """Say whether the table says how the question was asked."""
        return self.table.layout.columns.condition is not None


def open_study(
    table: Ratings, dimension: str | None, said: Said, settings: Settings, number: int = 0, repeats: int | None = None
) -> Study:
    """Prepare one dimension, by its number in the table; None stands for a table that does not tell them apart.

    `repeats` is what the same study found with other settings, so that it is not counted again.
    """
    engine, missing = table.engine, tuple(table.layout.columns.missing)
    conditions = [f"dimension = {engine.text(dimension)}"] if dimension is not None and table.dimension else []
    chosen = f"FROM {table.relation} WHERE {' AND '.join(conditions) or 'true'}"
    counted = rows(engine.query(f"SELECT value, sum(n) AS n {chosen} GROUP BY value"))
    pairs = sorted(
        ((row["value"], int(row["n"])) for row in counted), key=lambda pair: (str(pair[0]), str(type(pair[0])))
    )
    where = f"Dimension “{dimension}”" if dimension else "The table"
    answers = read_answers(pairs, said, missing, where)
    relation = f"{table.relation}{number}_{settings.repeats}"
    askings = f"{relation}_askings"
    empty = empty_values(answers, pairs)
    valid = _valid(engine, answers, [value for value, _ in empty]) if empty else ""
    gone = f"{chosen} AND NOT coalesce({valid}, false)" if empty else ""
    engine.view(askings, _coded(table, answers, [*conditions, *([valid] if empty else [])]))
    if table.rater and repeats is None:
        repeats = count_repeats(engine, askings, answers.ratings)
    again = repeats or (table.rater and table.layout.columns.occasion is not None)
    study = Study(dimension or "", askings, askings, answers, table, settings, False, repeats, gone, by_reason(empty))
    if not again or settings.repeats == "all":
        return study
    engine.view(relation, one_each(askings, settings.repeats, in_time=study.occasions), keep=True)
    return replace(study, ratings=relation, answers=_recount(engine, relation, answers), repeated=True)


def _recount(engine: Engine, relation: str, answers: Answers) -> Answers:
    """Count the values again, where only one of a rater's answers to an item counts."""
    counted = rows(engine.query(f"SELECT code, sum(n) AS n FROM {relation} GROUP BY code"))
    by_code = {row["code"]: int(row["n"]) for row in counted}
    return replace(answers, counts=tuple(by_code.get(code, 0) for code in range(len(answers.labels))))


def _coded(table: Ratings, answers: Answers, conditions: Sequence[str]) -> str:
    """Select the ratings of one dimension with the position of each answer in its scale."""
    engine = table.engine
    fields = ["item", "rater", "value", "occasion", "condition", "n", "label", "file", "place"]
    fields += [f"a{number}" for number in range(len(table.attributes))]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    code = coded(engine, answers.raw, [str(code) for code in range(len(answers.labels))]) if answers.narrow else "0"
    number = "CAST(value AS DOUBLE)" if answers.numbers else "CAST(NULL AS DOUBLE)"
    return f"SELECT {', '.join(fields)}, CAST({code} AS INT) AS code, {number} AS x FROM {table.relation} {where}"


def _valid(engine: Engine, answers: Answers, empty: Sequence[object]) -> str:
    """Write the condition that keeps answers and drops the `empty` values."""
    values = [value for group in answers.raw for value in group]
    if values and len(values) <= MOST_LISTED:
        return f"value IN ({', '.join(literal(engine, value) for value in values)})"
    broken = [value for value in empty if isinstance(value, float) and math.isnan(value)]
    codes = [literal(engine, value) for value in empty if value is not None and value not in broken]
    conditions = ["value IS NOT NULL", *(["NOT isnan(CAST(value AS DOUBLE))"] if broken else [])]
    return " AND ".join([*conditions, *([f"value NOT IN ({', '.join(codes)})"] if codes else [])])


def empty_values(answers: Answers, counted: Sequence[tuple[object, int]]) -> list[tuple[object, int]]:
    """Return the values of a dimension that are no answers, and how often each occurs, of all values."""
    taken = {(type(value), str(value)) for group in answers.raw for value in group}
    return [(value, count) for value, count in counted if (type(value), str(value)) not in taken]


def by_reason(empty: Sequence[tuple[object, int]]) -> dict[str, int]:
    """Count the ratings that hold no answer, by reason: there is none, or it is a code for a missing one."""
    found: dict[str, int] = {}
    for value, count in empty:
        label = label_of(value)
        reason = "no value" if label is None else f"missing code {label}"
        found[reason] = found.get(reason, 0) + count
    return found
