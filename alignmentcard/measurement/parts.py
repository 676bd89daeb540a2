"""Stated coefficients of a part of the data, measured on that part, where the table tells for certain which it is."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import DimensionFacts
from alignmentcard.measurement.run import Machine, measured, opened_table, stated_scale
from alignmentcard.measurement.settings import Settings, settings_of
from alignmentcard.measurement.statistics.pool import members
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.study import open_study
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.model.statistics import Agreement, WorkedOutOn

POOL = "pool"
"""The name of a column that tells pools apart, where the card does not declare one."""
JUDGES = {"rater", "adjudicator", "assistant"}
"""Roles whose answers a table of ratings may hold."""
MOST_POOLS = 100
ROLES = ("dimension", "occasion", "condition", "rater")
FIELDS = ("item", "dimension", "occasion", "condition", "label", "value", "n", "file", "place")


class UntoldError(Exception):
    """The table does not tell which rows a number is of; why, as a clause, or nothing where no column could."""


def measured_parts(sources: Sequence[Source], card: Card, facts: Facts) -> dict[int, DimensionFacts | str]:
    """Measure the parts that stated coefficients are of, by their place in the card; a text says why one could not be.

    `facts` are the measurements of all the data. Intervals are not worked out. A coefficient that says nothing of a
    part, or whose part no table tells, is left out.
    """
    stated = {position: one for position, one in enumerate(card.statistics.agreement) if _is_told(one)}
    settings = settings_of(facts.settings)
    if not stated or settings.pair:
        return {}
    extras = tuple(name for name in settings.extras if name == "coefficients")
    settings = replace(settings, replicates=0, extras=extras)
    asked = [name for one in stated.values() if one.of for name in one.of.subset]
    found: dict[int, DimensionFacts | str] = {}
    with closing(Machine().open()) as engine:
        table = opened_table(engine, sources, card, settings)
        undeclared = _undeclared(table, [*asked, POOL])
        roles = table.layout.columns.model_dump(exclude={"attributes"})
    if undeclared:
        columns = sources[0].columns
        attributes = {**columns.attributes, **{name: name for name in undeclared}}
        more = columns.model_copy(update={"attributes": attributes})
        sources = [replace(sources[0], columns=more), *sources[1:]]
    with closing(Machine().open()) as engine:
        table = opened_table(engine, sources, card, settings)
        if table.layout.columns.model_dump(exclude={"attributes"}) != roles:
            return {}
        for position, one in stated.items():
            try:
                found[position] = _measured(table, card, facts, settings, position, one)
            except UntoldError as why:
                found.update({position: why.args[0]} if why.args else {})
            except AlignmentCardError:
                continue
    return found


def _is_told(stated: Agreement) -> bool:
    """Say whether a coefficient is of a part that columns may tell: no words, no stage and no file."""
    of = stated.of or WorkedOutOn()
    part = len(set(stated.between)) == 2 if stated.between else bool(of.pool or of.subset)
    return part and not (of.note or of.stage or of.files)


def _undeclared(table: Ratings, names: Sequence[str]) -> list[str]:
    """Return the columns of these names that nothing is said about; they are read as attributes are."""
    columns = table.layout.columns
    known = {*table.attributes, *columns.attributes.values(), *(getattr(columns, role) for role in ROLES)}
    return [name for name in dict.fromkeys(names) if name in table.types and name not in known]


def _measured(
    table: Ratings, card: Card, facts: Facts, settings: Settings, position: int, stated: Agreement
) -> DimensionFacts:
    """Measure the part that a coefficient is of; UntoldError where the table does not tell it."""
    names = list(facts.dimensions)
    name = stated.dimension or (names[0] if len(names) == 1 else None)
    if name not in names or (stated.between and not table.rater):
        raise UntoldError
    part = replace(table, relation=f"part{position}")
    table.engine.view(part.relation, _rows(Pools(table, card, name), stated))
    study = open_study(part, name if table.dimension else None, stated_scale(card, name), settings, names.index(name))
    if not study.answers.ratings:
        raise UntoldError(worded("the data has no ratings of this part"))
    if stated.between and study.repeats:
        raise UntoldError(
            worded("several answers of one pool to an item are in the data, and nothing says how they became one")
        )
    if part.rater:
        members(part)
    return measured(study, name, card, names.index(name))


def _rows(pools: "Pools", stated: Agreement) -> str:
    """Write the query of the rows that a coefficient is of; where it is between pools, each is one rater."""
    table, of = pools.table, stated.of or WorkedOutOn()
    conditions = [_subset(table, name, value) for name, value in of.subset.items()]
    conditions += [pools.condition(of.pool)] if of.pool else []
    rater = "rater"
    if stated.between:
        one, other = (pools.condition(pool) for pool in stated.between)
        conditions.append(f"({one} OR {other})")
        first, second = (table.engine.text(pool) for pool in stated.between)
        rater = f"CASE WHEN {one} THEN {first} ELSE {second} END"
    fields = [*FIELDS, *(f"a{number}" for number in range(len(table.attributes)))]
    return f"SELECT {rater} AS rater, {', '.join(fields)} FROM {table.relation} WHERE {' AND '.join(conditions)}"


def _subset(table: Ratings, name: str, value: str) -> str:
    """Write the condition of the rows that have a value in a column, or under the axis of that name."""
    fields = list(dict.fromkeys(_fields(table, name)))
    if len(fields) != 1:
        raise UntoldError(worded("the ratings have no column “{name}”, or more than one that it may mean", name=name))
    return f"CAST({fields[0]} AS STRING) = {table.engine.text(value)}"


def _fields(table: Ratings, name: str) -> Iterator[str]:
    columns = table.layout.columns
    yield from (role for role in ROLES if getattr(columns, role) == name)
    for number, axis in enumerate(table.attributes):
        if name in (axis, columns.attributes.get(axis)):
            yield f"a{number}"
        if name == axis and name in table.types and columns.attributes.get(axis) != name:
            yield name  # an axis has the name of another column


@dataclass(frozen=True)
class Pools:
    """The pools that judged a dimension, and the rows of a table that hold the answers of each."""

    table: Ratings
    card: Card
    dimension: str

    @property
    def judges(self) -> Mapping[str, Pool]:
        """Return the pools of which a table may hold answers, by id."""
        return {
            pool.id: pool
            for pool in self.card.pools
            if (not pool.role or JUDGES & {*pool.role}) and (not pool.dimensions or self.dimension in pool.dimensions)
        }

    def condition(self, pool: str) -> str:
        """Write the condition of the rows of a pool; UntoldError where they are not certain."""
        if pool not in self.judges:
            raise UntoldError
        if len(self.judges) == 1:
            return "true"
        found = [*self._by_column(pool)]
        if not found and self.table.rater:
            found = [*self._by_name(pool)]
        if len(found) != 1:
            raise UntoldError(
                worded(
                    "no column tells which answers are of the pool {pool}; name one under “columns.attributes” of the "
                    "file that has the ids of pools as its values",
                    pool=pool,
                )
            )
        return found[0]

    def _by_column(self, pool: str) -> Iterator[str]:
        """Yield conditions on columns whose values are ids of pools, this one among them."""
        for field in ("condition", *(f"a{number}" for number in range(len(self.table.attributes)))):
            values = rows(self.table.engine.query(
                f"SELECT DISTINCT CAST({field} AS STRING) AS v FROM {self.table.relation} LIMIT {MOST_POOLS}"
            ))  # fmt: skip
            known = {row["v"] for row in values}
            if pool in known and known <= self.judges.keys():
                yield f"CAST({field} AS STRING) = {self.table.engine.text(pool)}"

    def _by_name(self, pool: str) -> Iterator[str]:
        """Yield the condition on the rater who has the name of a pool or of its model; of two pools, also the rest."""
        if named := self._named(self.judges[pool]):
            yield named
        elif len(self.judges) == 2:
            other = next(one for id_, one in self.judges.items() if id_ != pool)
            named = self._named(other)
            rest = f"NOT {named} AND rater IS NOT NULL"
            if named and self.judges[pool].size in (None, self._raters(rest)):
                yield f"({rest})"

    def _named(self, pool: Pool) -> str:
        """Write the condition on the one rater who is called as a pool or its model; nothing where it is not clear."""
        names = {pool.id.casefold(), *([pool.model.name.casefold()] if pool.model else [])}
        texts = [self.table.engine.text(name) for name in sorted(names)]
        rater = "lower(CAST(rater AS STRING))"
        alike = " OR ".join(f"instr({rater}, {text}) > 0" for text in texts)
        named = f"{rater} IN ({', '.join(texts)})"
        clear = self._raters(named) == self._raters(alike) == 1 and pool.size in (None, 1)
        return f"({named})" if clear else ""

    def _raters(self, condition: str) -> int:
        found = self.table.engine.query(
            f"SELECT count(DISTINCT rater) AS n FROM {self.table.relation} WHERE {condition}"
        )
        return int(rows(found)[0]["n"])
