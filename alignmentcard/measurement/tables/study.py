"""One dimension of a rating table, ready to be measured: its answers and the relations that hold them.

`ratings` has one row for each rating that counts: item, rater, code (the position of the answer in the scale), x (its
place on the line of numbers, null where it has none), n (how many ratings the row is), label, file and place, and
attributes a0, a1, … `askings` has all of them. Both are the same where nobody answered an item again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.answers import read_answers
from alignmentcard.measurement.tables.by_item import ByItem, order_by_item
from alignmentcard.measurement.tables.coding import hold_codes, hold_reasons, read_values
from alignmentcard.measurement.tables.copies import Copies, added, copies_of
from alignmentcard.measurement.tables.occasions import in_order
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.repeats import count_repeats, one_each
from alignmentcard.measurement.tables.scale import Answers, StatedScale
from alignmentcard.measurement.tables.tallies import ASKED, Added, Shape, Tallies, TallyError
from alignmentcard.messages.retold import worded

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Study:
    """One dimension of a rating table; `repeated` says that of each rater's answers to an item only one counts.

    `repeats` are answers by a rater to an item beyond the first, None where raters cannot be told apart; `copies` are
    those of them whose row repeats another one, after `with_copies`. `empty` is
    the part of a query that selects ratings which hold no answer, from FROM on, with their `reason`, where the table
    has several files. `tallies` are where counts come from, by the `key` of the study. `by_item` has all ratings in
    the order of items, where that is quicker than to group them. Of a shard, `whole` has the
    askings of the other shards as well, and so have the counts in `answers`.
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
    key: str = ""
    whole: str = ""
    tallies: Tallies = ASKED
    by_item: ByItem | None = field(default=None, compare=False, repr=False)
    copies: Copies | None = None

    def tally(self, what: str, shape: Shape, count: "Callable[[], pa.Table]") -> "pa.Table":
        """Return a tally of the study; `count` asks the engine for it."""
        return self.tallies.get(f"{self.key}.{what}", shape, count)

    @property
    def in_shard(self) -> bool:
        """Say whether these are the items of one shard only."""
        return bool(self.whole) and self.whole != self.askings

    @property
    def valueless(self) -> Mapping[str, int]:
        """Return the number of ratings that hold no answer, by reason."""
        return self.answers.set_aside

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
    def copied(self) -> int:
        """Return how many answers are no answers given again, since their row is a copy."""
        return self.copies.by_file.total() if self.copies and self.copies.surely else 0

    @property
    def occasions(self) -> bool:
        """Say whether the table says which asking an answer belongs to."""
        return self.table.layout.columns.occasion is not None

    @property
    def conditions(self) -> bool:
        """Say whether the table says how the question was asked."""
        return self.table.layout.columns.condition is not None


def open_study(
    table: Ratings,
    dimension: str | None,
    said: StatedScale,
    settings: Settings,
    number: int = 0,
    repeats: int | None = None,
) -> Study:
    """Prepare one dimension, by its number in the table; None stands for a table that does not tell them apart.

    `repeats` is what the same study found with other settings, so that it is not counted again.
    """
    if isinstance(table.tallies, Added):
        return _added(table, table.tallies, dimension, settings, number)
    study, by_item, engine = open_whole(table, dimension, said, settings, number), None, table.engine
    answers, askings, chosen = study.answers, study.askings, chosen_rows(table, dimension)
    if table.rater and repeats is None:
        if not table.layout.columns.count:
            by_item = order_by_item(engine, table.relation, askings, chosen, answers)
        repeats = by_item.repeats if by_item else _repeats(table, askings, chosen, answers)
    study = replace(study, repeats=repeats, by_item=by_item)
    if not counts_once(study):
        return study
    engine.view(study.key, one_each(askings, settings.repeats, in_time=study.occasions), keep=True)
    return replace(study, ratings=study.key, answers=_recount(engine, study.key, answers), repeated=True, by_item=None)


def open_whole(table: Ratings, dimension: str | None, said: StatedScale, settings: Settings, number: int = 0) -> Study:
    """Prepare the answers of one dimension, all of which count; who answered an item again is not known yet."""
    engine, missing, chosen = table.engine, tuple(table.layout.columns.missing), chosen_rows(table, dimension)
    values = read_values(engine, table.relation, f"WHERE {chosen}")
    where = f"Dimension “{dimension}”" if dimension else "The table"
    answers = read_answers(
        values.counted, said, missing, where, untyped=table.untyped, separator=settings.separator,
        points=table.loaded.points,
    )  # fmt: skip
    relation = key_of(table, number, settings)
    askings, codes, gone = f"{relation}_askings", f"{relation}_codes", f"{relation}_gone"
    hold_codes(engine, codes, values, answers)
    occasion = in_order(engine, table.relation, f"WHERE {chosen}") if table.layout.columns.occasion else "occasion"
    engine.view(askings, _coded(table, codes, chosen, occasion))
    empty = ""
    if answers.set_aside and table.counting.several:
        hold_reasons(engine, gone, values, answers)
        empty = f"FROM {table.relation} r JOIN {gone} g ON r.value IS NOT DISTINCT FROM g.known WHERE {chosen}"
    return Study(dimension or "", askings, askings, answers, table, settings, False, None, empty, relation, askings)


def take_shard(whole: Study, rows: str, repeats: int | None = None) -> Study:
    """Prepare some items of a study that `open_whole` gave; `rows` is a query of all their answers.

    `repeats` is what the same items had with other settings, so that it is not counted again.
    """
    engine, askings = whole.engine, f"{whole.key}_shard"
    engine.view(askings, rows)
    if whole.table.rater and repeats is None:
        repeats = count_repeats(engine, askings, _count(engine, askings))
    study = replace(whole, ratings=askings, askings=askings, repeats=repeats)
    if not counts_once(study):
        return study
    engine.view(study.key, one_each(askings, study.settings.repeats, in_time=study.occasions), keep=True)
    return replace(study, ratings=study.key, repeated=True)


def with_copies(study: Study) -> Study:
    """Look for copies of rows where somebody answered again, or take what shards found of them."""
    if not study.repeats:
        return study
    if isinstance(study.tallies, Added):
        return replace(study, copies=added(study.tallies, study.key))
    return replace(study, copies=copies_of(study.table, study.askings, study.key, study.settings.repeats))


def counts_once(study: Study) -> bool:
    """Say whether of each rater's answers to an item only one counts, where some may have answered again."""
    return bool(study.repeats or (study.table.rater and study.occasions)) and study.settings.repeats != "all"


def chosen_rows(table: Ratings, dimension: str | None) -> str:
    """Write the condition of the rows of a dimension."""
    tells = dimension is not None and table.dimension
    return f"CAST(dimension AS STRING) = {table.engine.text(dimension or '')}" if tells else "true"


def _repeats(table: Ratings, askings: str, chosen: str, answers: Answers) -> int:
    """Count answers by a rater to an item beyond the first."""
    if answers.set_aside or table.layout.columns.count:
        return count_repeats(table.engine, askings, answers.ratings)
    # every row counts, once: nothing is gained by giving each its code
    return count_repeats(table.engine, table.relation, answers.ratings, chosen)


def key_of(table: Ratings, number: int, settings: Settings) -> str:
    """Name a study among those of a table: by its relation, its number, and which of repeated answers counts."""
    return f"{table.relation}{number}_{settings.repeats}"


def _added(table: Ratings, tallies: Added, dimension: str | None, settings: Settings, number: int) -> Study:
    """Prepare a dimension of which shards counted all that is asked, as `open_study` does."""
    key = key_of(table, number, settings)
    if key not in tallies.scales:
        raise TallyError(worded("The parts do not hold the answers of {key}. Measure the table in one run.", key=key))
    study = Study(
        dimension or "", key, key, tallies.scales[key], table, settings, False, None, key=key, tallies=tallies
    )  # fmt: skip
    repeats = counted_again(study)
    study = replace(study, repeats=repeats)
    codes = tally_codes(study).to_pydict()
    by_code = dict(zip(codes["code"], codes["n"], strict=True))
    answers = study.answers.recounted([by_code.get(code, 0) for code in range(len(study.answers.labels))])
    return replace(study, answers=answers, repeated=counts_once(study))


CODES = Shape(("code",), ("n",))


def counted_again(study: Study) -> int | None:
    """Return how many answers are by a rater who answered the item before, in all shards."""
    import pyarrow as pa

    if not study.table.rater:
        return None
    found = study.tally("repeats", Shape((), ("n",)), lambda: pa.table({"n": [study.repeats or 0]}))
    return int(found.column("n")[0].as_py())


def tally_codes(study: Study) -> "pa.Table":
    """Count the answers of a study by their place in the scale."""
    counted = f"SELECT code, CAST(sum(n) AS BIGINT) AS n FROM {study.ratings} GROUP BY code"
    return study.tally("codes", CODES, lambda: study.query(counted))


def _count(engine: Engine, relation: str) -> int:
    return int(rows(engine.query(f"SELECT count(*) AS n FROM {relation}"))[0]["n"])


def _recount(engine: Engine, relation: str, answers: Answers) -> Answers:
    """Count the values again, where only one of a rater's answers to an item counts."""
    counted = rows(engine.query(f"SELECT code, sum(n) AS n FROM {relation} GROUP BY code"))
    by_code = {row["code"]: int(row["n"]) for row in counted}
    return answers.recounted([by_code.get(code, 0) for code in range(len(answers.labels))])


def _coded(table: Ratings, codes: str, chosen: str, occasion: str) -> str:
    """Select the ratings of one dimension with the position of each answer in its scale; what does not count is out."""
    fields = ["item", "rater", f"{occasion} AS occasion", "condition", "n", "label", "file", "place"]
    fields += [f"a{number}" for number in range(len(table.attributes))]
    chosen += " AND n > 0" if table.layout.columns.count else ""
    return f"SELECT {', '.join(fields)}, code, x FROM {table.relation} JOIN {codes} ON value = known WHERE {chosen}"
