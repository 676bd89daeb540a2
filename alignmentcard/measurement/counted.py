"""What a card says of items by an attribute, of questions asked again and of the time, counted in its table.

Only what columns tell for certain: nothing is said of the rest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from alignmentcard.measurement.described import dimensions_of
from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.engine.places import FILE, ROW
from alignmentcard.measurement.results.counted import Again, Answered, AskedAgain, Counted, Divided
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.run import UNNAMED, Machine, opened_study, opened_table
from alignmentcard.measurement.settings import Settings, settings_of
from alignmentcard.measurement.statistics.consistency import without_copies
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.moments import days_in, is_sure, readings, times_in, varies_with_answers
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.study import Study, with_copies
from alignmentcard.measurement.tables.usual_names import bare
from alignmentcard.measurement.tables.words import same_words
from alignmentcard.model import Card

ABOUT_ITEMS = ("item", "text", "prompt", "question", "post", "comment", "task", "message", "document", "conversation")
"""What stands before the name of an attribute of items."""
SHORTENED = {"language": ("lang", "locale")}
MOST_VALUES = 500
MOST_ASKED_AGAIN = 500_000


def counted(sources: Sequence[Source], card: Card, facts: Facts) -> Counted | None:
    """Count what a card states of columns beside the answers; `facts` are the measurements of all the data.

    None where it states nothing of the kind, or where the table is not read as it was measured.
    """
    people = {part.axis for pool in card.pools for part in pool.composition}
    axes = [one.axis for one in card.dataset.counts if one.axis not in people]  # which would be of raters
    period = card.collection.period
    if not (axes or card.collection.repeats or period.start or period.end):
        return None
    settings = replace(settings_of(facts.settings), replicates=0, extras=())
    named, roles = _named(sources, card, settings, axes) if axes else ({}, None)
    with closing(Machine().open()) as engine:
        table = opened_table(engine, _with(sources, named), card, settings, _quiet)
        if roles is not None and _roles(table) != roles:
            return None
        studies = dict(_studies(table, card, facts, settings))
        every = [*studies.values()]
        divided = {axis: one for axis in axes if (one := _divided(table, every, axis, named.get(axis), sources))}
        times = _Times(table)
        asked = card.collection.repeats and table.rater
        again = {name: _asked_again(with_copies(study), times) for name, study in studies.items()} if asked else {}
        return Counted(divided, again, times.answered(every) if period.start or period.end else None)


Roles = dict[str, object]


def _named(
    sources: Sequence[Source], card: Card, settings: Settings, axes: Sequence[str]
) -> tuple[dict[str, "Column"], Roles]:
    """Find the columns of attributes of items, and which column has which role without them."""
    with closing(Machine().open()) as engine:
        table = opened_table(engine, sources, card, settings, _quiet)
        found = {axis: column for axis in axes if (column := _columns_of(engine, table, axis, len(sources)))}
        return found, _roles(table)


def _roles(table: Ratings) -> Roles:
    return table.layout.columns.model_dump(exclude={"attributes"})


def _studies(table: Ratings, card: Card, facts: Facts, settings: Settings) -> Iterator[tuple[str, Study]]:
    """Yield the dimensions that were measured, opened."""
    for number, name in enumerate(dimensions_of(table, [d.id for d in card.dimensions], _only(card, facts))):
        if (name or UNNAMED) in facts.dimensions:
            yield name or UNNAMED, opened_study(table, name, card, settings, number, _quiet)


def _quiet(what: str) -> None:
    """Tell nobody how far it is."""


def _only(card: Card, facts: Facts) -> str | None:
    """Return the dimension that a table without a column of dimensions was measured as."""
    names = [name for name in facts.dimensions if name in {dimension.id for dimension in card.dimensions}]
    return names[0] if len(facts.dimensions) == 1 and names else None


Column = tuple[int, str]
"""A source, by its place among those of the card, and a column of it."""


def _columns_of(engine: Engine, table: Ratings, axis: str, sources: int) -> Column | None:
    """Find the column of an attribute of items: in the ratings, or in a table of items beside them."""
    if axis in table.attributes:
        return None
    columns = table.layout.columns
    roles = {columns.rater, columns.value, columns.count, columns.label, columns.gold, *table.layout.raters}
    found = _named_so([name for name in table.types if name not in roles], axis)
    if found:
        return (0, found)
    for number in range(sources - 1):
        names: list[str] = engine.query(f"SELECT * FROM extra{number}_rows LIMIT 0").column_names
        if other := _named_so([name for name in names if not name.startswith("@")], axis):
            return (number + 1, other)
    return None


def _named_so(columns: Sequence[str], axis: str) -> str | None:
    """Return the one column that has the name of an axis, or its name after what an item is; None for none or two."""
    wanted = bare(axis)
    longer = [f"{what}_{wanted}" for what in ABOUT_ITEMS]
    for names in ([wanted], SHORTENED.get(wanted, ()), longer):
        found = [name for name in columns if bare(name) in names or (names[0:1] == [wanted] and same_words(name, axis))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _with(sources: Sequence[Source], named: Mapping[str, Column]) -> list[Source]:
    """Have columns read as attributes are."""
    found = []
    for number, source in enumerate(sources):
        more = {axis: column for axis, (place, column) in named.items() if place == number}
        columns = source.columns.model_copy(update={"attributes": {**source.columns.attributes, **more}})
        found.append(replace(source, columns=columns) if more else source)
    return found


def _divided(
    table: Ratings, studies: Sequence[Study], axis: str, column: Column | None, sources: Sequence[Source]
) -> Divided | None:
    """Count items and ratings by an attribute; None where an item has several values of it, or no column has it."""
    if axis in table.attributes:
        field, name = f"a{table.attributes.index(axis)}", column[1] if column else axis
    elif len(table.loaded.files) > 1:
        field, name = _by_file(table), FILE
    else:
        return None
    value = f"CAST({field} AS STRING)"
    several = rows(table.engine.query(
        f"SELECT count(*) AS n FROM (SELECT item FROM {table.relation} WHERE item IS NOT NULL GROUP BY item "
        f"HAVING count(DISTINCT {value}) > 1) s"
    ))[0]["n"]  # fmt: skip
    if several:
        return None
    once, again = (_union(studies, value, which) for which in (lambda s: s.ratings, lambda s: s.askings))
    every = f"SELECT item, {value} AS v, file, place, n FROM {table.relation}"

    def of(relation: str, count: str) -> dict[str, int]:
        found = rows(table.engine.query(
            f"SELECT v, {count} AS n FROM ({relation}) r WHERE v IS NOT NULL AND item IS NOT NULL GROUP BY v "
            f"ORDER BY v LIMIT {MOST_VALUES + 1}"
        ))  # fmt: skip
        return {row["v"]: int(row["n"] or 0) for row in found}

    unrated = _in_table_of_items(table.engine, sources, axis, column)
    items = tuple(of(relation, "count(DISTINCT item)") for relation in (once, every, *unrated))
    lines = f"SELECT DISTINCT item, v, file, place, 1 AS n FROM ({every}) e"
    ratings = tuple(of(relation, "sum(n)") for relation in (once, again, every, lines))
    return Divided(name, items, ratings) if len(items[0]) <= MOST_VALUES else None


def _in_table_of_items(engine: Engine, sources: Sequence[Source], axis: str, column: Column | None) -> Iterator[str]:
    """Yield a query of the values of an attribute in a table of items, where also those stand that nobody rated."""
    for number, source in enumerate(sources[1:]):
        name = column[1] if column and column[0] == number + 1 else source.columns.attributes.get(axis)
        if name and source.columns.item:
            key, value = (engine.identifier(one) for one in (source.columns.item, name))
            known = engine.query(f"SELECT * FROM extra{number}_rows LIMIT 0").column_names
            if source.columns.item in known:
                yield f"SELECT {key} AS item, CAST({value} AS STRING) AS v FROM extra{number}_rows"


def _union(studies: Sequence[Study], value: str, which: Callable[[Study], str]) -> str:
    return "\nUNION ALL\n".join(f"SELECT item, {value} AS v, n FROM {which(study)}" for study in studies)


def _by_file(table: Ratings) -> str:
    """Write the expression of the name of a row's file, without its ending."""
    names = [PurePath(path).name.partition(".")[0] for path in table.loaded.files]
    cases = " ".join(f"WHEN {number} THEN {table.engine.text(name)}" for number, name in enumerate(names))
    return f"CASE file {cases} END"


class _Times:
    """The times of a table's answers."""

    def __init__(self, table: Ratings) -> None:
        self.table = table
        self.columns = list(times_in(table)) if table.layout.relation == "source" else []

    def _beside(self, relation: str) -> str:
        """Write answers beside the rows of the file that they stand in."""
        file, row = self.table.engine.identifier(FILE), self.table.engine.identifier(ROW)
        return (
            f"{relation} r JOIN {self.table.layout.relation} t "
            f"ON r.file IS NOT DISTINCT FROM t.{file} AND r.place IS NOT DISTINCT FROM t.{row}"
        )

    def answered(self, studies: Sequence[Study]) -> Answered | None:
        """Count the answers of each day; None where no column says for certain when they were given."""
        fields = "item, rater, file, place"
        together = " UNION ALL ".join(f"SELECT {fields} FROM {study.askings}" for study in studies)
        joined = self._beside(f"(SELECT DISTINCT {fields} FROM ({together}) u)")
        occasion = self.table.layout.columns.occasion
        for column in (*([occasion] if occasion in self.table.types else []), *self.columns):
            if column is None or not (
                column == occasion or is_sure(column) or varies_with_answers(self.table, column, joined)
            ):
                continue
            if days := days_in(self.table, column, joined):
                return Answered(column, days)
        return None

    def moment(self) -> str | None:
        """Return the column that says when an answer was given: that of occasions, if they are dates."""
        occasion = self.table.layout.columns.occasion
        dated = [occasion] if occasion in self.table.types else []
        joined = self._beside("ratings")
        return next((name for name in (*dated, *self.columns) if name and days_in(self.table, name, joined)), None)

    def of(self, relation: str) -> Iterator[tuple[str, str, str, str | None]]:
        """Yield item, rater, condition and time of answers, as texts."""
        column = self.moment() if self.table.layout.relation == "source" else None
        source = self._beside(relation) if column else f"{relation} r"
        moment = f"CAST(t.{self.table.engine.identifier(column)} AS STRING)" if column else "NULL"
        found = rows(self.table.engine.query(
            "SELECT CAST(r.item AS STRING) AS item, CAST(r.rater AS STRING) AS rater, "
            f"coalesce(CAST(r.condition AS STRING), '') AS way, {moment} AS moment "
            f"FROM {source} LIMIT {MOST_ASKED_AGAIN + 1}"
        ))  # fmt: skip
        if len(found) <= MOST_ASKED_AGAIN:
            yield from ((row["item"], row["rater"], row["way"], row["moment"]) for row in found)


def _asked_again(study: Study, times: _Times) -> AskedAgain:
    """Count the questions that a rater answered again, in the same way and in another way."""
    askings = without_copies(study) if study.copied else study.askings
    again = (
        f"(SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY item, rater) AS times FROM {askings} "
        "WHERE rater IS NOT NULL) s WHERE times > 1)"
    )
    known: dict[tuple[str, str], dict[str, list[str | None]]] = {}
    for item, rater, way, moment in times.of(again):
        known.setdefault((item, rater), {}).setdefault(way, []).append(moment)
    same = {pair: [at for ats in ways.values() if len(ats) > 1 for at in ats] for pair, ways in known.items()}
    across = {pair: [at for ats in ways.values() for at in ats] for pair, ways in known.items() if len(ways) > 1}
    return AskedAgain(
        _again({pair: ats for pair, ats in same.items() if ats}, named=study.occasions),
        _again(across, named=study.conditions),
    )


def _again(asked: Mapping[tuple[str, str], Sequence[str | None]], *, named: bool) -> Again | None:
    if not asked:
        return None
    gaps = _gaps(list(asked.values()))
    return Again(len({item for item, _ in asked}), len({rater for _, rater in asked}), gaps, named)


def _gaps(asked: Sequence[Sequence[str | None]]) -> tuple[float, ...]:
    """Return the least and the most days between the first and the last answer; nothing where a time is not clear."""
    texts = [text for ats in asked for text in ats if text is not None]
    if not texts or len(texts) < sum(map(len, asked)):
        return ()
    ways = readings(texts)
    if len(ways) != 1:
        return ()
    days: Iterator[date] = iter(ways[0])
    lasted = []
    for ats in asked:
        own = [next(days) for _ in ats]
        lasted.append(float((max(own) - min(own)).days))
    return (min(lasted), max(lasted))
