"""The answers of a system, from its own file or from a column or rows of the table with the people's ratings."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.places import PLACE
from alignmentcard.measurement.tables.cells import as_text, is_empty
from alignmentcard.measurement.tables.columns import NAMES, find_column
from alignmentcard.measurement.tables.keys import read_key
from alignmentcard.measurement.tables.rated import as_text as as_string
from alignmentcard.measurement.tables.rated import compared_item
from alignmentcard.measurement.tables.shares import read_shares
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.usual_names import bare, named
from alignmentcard.measurement.tables.verdicts import Kind, Verdicts, kind_of

Array = NDArray[np.float64]
Answers = dict[str, Array]
LABELS = ("prediction", "predicted", "system", "output", *NAMES["value"], "verdict", "winner", "decision", "preference",
          "choice", "parsed_answer", "parsed", "final_answer", "model_answer", "model_output", "completion",
          "generation", "text")  # fmt: skip
JUDGES = ("judge_model", "judge", "judge_name", "model", "model_name", "system_name", "grader", "evaluator_model")
PEOPLE = ("rater", "rater_id", "annotator", "annotator_id", "worker_id", "user_id")
SHOWN = 6
SURE_ITEM = 0.6
LOOKED_AT = 1_000


@dataclass
class Given:
    """What a system gave beside plain values: answers that were read as one, and those that are none, each with its
    number; `kinds` say of which kind the latter are.
    """

    read_as: Counter[tuple[str, str]] = field(default_factory=Counter)
    strange: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)


def read_answers(
    study: Study, name: str, relation: str, given: Given | None = None, no_values: Collection[str] = ()
) -> Answers:
    """Read a system's answers by item: shares of the values, and last of answers that are not on the scale.

    The table has an item column and either a label (once for each item, or several times for several runs) or a column
    for each value of the scale, named as the value or `share_` and the value. A table of several systems or raters has
    a column, or rows, of the system's name. What is no plain value is counted in `given`; `no_values`
    are labels of the study that are none of the scale.
    """
    given = Given() if given is None else given
    table = _Table.of(study, relation)
    items, values = table.items, study.answers.labels
    shares = [next((c for c in (f"share_{value}", value) if c in table.columns), None) for value in values]
    rows_of = table.rows_of(name)
    label = table.label(name)
    if not items or (label is None and None in shares):
        raise AlignmentCardError(
            f"The file of {name} needs an item column, and a label column or a column for each value. "
            f"It has: {', '.join(table.columns[:12])}. Call the columns item and label; where it has a column for each "
            "system, give the name of the column: --system COLUMN=FILE."
        )
    quote, key = study.engine.identifier, read_key(study.engine, relation, items, table.types).expression
    as_shares = None not in shares and table.called(name) in (None, *shares)
    names = [share or "" for share in shares] if as_shares else [label or ""]
    key, turned = _compared(study, table, key, as_shares=as_shares)
    found = study.query(
        f"SELECT CAST({key} AS STRING) AS item, {turned} AS turned, {', '.join(map(quote, names))} FROM {relation} "
        f"WHERE {key} IS NOT NULL{rows_of}"
    )
    items_of, turns, *cells = (column.to_pylist() for column in found.columns)
    rows = zip(items_of, *cells, strict=True)
    read = (
        _as_shares(name, names, rows)
        if as_shares
        else _as_labels(study, zip(rows, turns, strict=True), given, no_values)
    )
    summed = _summed(read, len(values) + 1)
    if not any(row[:-1].any() for row in summed.values()):
        told = ", ".join(f"“{text[:60]}”" for text in list(given.strange)[:SHOWN])
        raise AlignmentCardError(
            f"The file of {name} has no answer that is on the scale. It answers {told or 'nothing'}; people answered "
            f"{', '.join(f'“{value}”' for value in values[:SHOWN])}. Write its answers as people's are written."
        )
    return summed


@dataclass(frozen=True)
class _Table:
    """The table with a system's answers, and the columns of its items."""

    study: Study
    relation: str
    types: Mapping[str, str]
    items: tuple[str, ...]

    @classmethod
    def of(cls, study: Study, relation: str) -> "_Table":
        """Find the columns of items: those of the people's table, or what has a usual name."""
        schema = study.query(f"SELECT * FROM {relation} LIMIT 0").schema
        types = {column.name: str(column.type) for column in schema if column.name not in PLACE}
        own = study.table.layout.items
        if set(own) <= set(types):
            return cls(study, relation, types, own)
        usual = find_column(list(types), NAMES["item"])
        best = max(types, key=lambda column: named("item", column), default=None)
        found = usual or (best if best and named("item", best) >= SURE_ITEM else None)
        return cls(study, relation, types, tuple(filter(None, [found])))

    @property
    def columns(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.types)

    def called(self, name: str) -> str | None:
        """Return the column that is called as the system is."""
        found = [column for column in self.types if bare(column) == bare(name) and column not in self.items]
        return found[0] if len(found) == 1 else None

    def label(self, name: str) -> str | None:
        """Return the column with the answers: that of the system's name, one of a usual name, or the only one left.

        Of several with usual names it is the first in which most answers are on the scale, since others hold the text
        that an answer was read from.
        """
        if column := self.called(name):
            return column
        left = [column for column in self.types if column not in self.items]
        usual = [column for one in LABELS if (column := find_column(left, [one]))]
        plain = [column for column in usual if self._on_scale(column)]
        return next(iter([*plain, *usual]), left[0] if len(left) == 1 and named("item", left[0]) < SURE_ITEM else None)

    def _on_scale(self, column: str) -> bool:
        label, values = self.study.answers.reading.label, self.study.answers.labels
        quoted = self.study.engine.identifier(column)
        found = self.study.query(f"SELECT {quoted} FROM {self.relation} WHERE {quoted} IS NOT NULL LIMIT {LOOKED_AT}")
        read = [label(value) in values for value in found.column(0).to_pylist()]
        return 2 * sum(read) > len(read)

    def rows_of(self, name: str) -> str:
        """Write the condition of the rows of a system where a column names systems, or raters of whom it is one.

        A file of several systems that are not called so is refused: their answers would be taken for runs of one.
        """
        own = self.study.table.layout.columns.rater
        if self.called(name):
            return ""
        people = [column for column in (own, find_column(self.columns, PEOPLE)) if column in self.types]
        for column in (*people, find_column(self.columns, JUDGES, taken=self.items)):
            if column is None:
                continue
            quoted = self.study.engine.identifier(column)
            text = f"CAST({quoted} AS STRING)"
            found = self.study.query(
                f"SELECT DISTINCT {text} AS s FROM {self.relation} WHERE {quoted} IS NOT NULL LIMIT {LOOKED_AT}"
            )
            systems = sorted(found.column("s").to_pylist())
            same = [system for system in systems if system.casefold() == name.casefold()]
            if len(systems) > 1 and len(same) == 1:
                return f" AND {text} = {self.study.engine.text(same[0])}"
            if len(systems) > 1 and column not in people:
                raise AlignmentCardError(
                    f"The file of {name} holds several systems in the column {column}: {', '.join(systems[:SHOWN])}. "
                    f"Give the name of one: --system {systems[0]}=FILE."
                )
            if len(systems) > 1:
                raise AlignmentCardError(
                    f"The file of {name} holds the answers of several raters in the column {column}, and none is "
                    f"called {name}. Give the name that the system has there: --system NAME=FILE."
                )
        return ""


def _compared(study: Study, table: _Table, key: str, *, as_shares: bool) -> tuple[str, str]:
    """Write the id of an item and whether its answer is to be turned: as people's table has things in one order."""
    pair = study.table.pair
    if pair is None or as_shares or not {pair.first, pair.second} <= table.types.keys():
        return key, "false"
    first, second = (as_string(study.engine.identifier(name)) for name in (pair.first, pair.second))
    return compared_item(study.engine, key, pair), f"coalesce({first} > {second}, false)"


def _as_shares(name: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[str, Array]]:
    for item, *given in rows:
        yield item, np.array([*read_shares(name, item, columns, given), 0.0])


def _as_labels(
    study: Study, rows: Iterator[tuple[tuple[Any, ...], bool]], given: Given, no_values: Collection[str]
) -> Iterator[tuple[str, Array]]:
    """Yield an answer for each row; what is not on the scale counts in the last place, empty cells among it."""
    pair = study.table.pair
    other = {pair.first_wins: pair.second_wins, pair.second_wins: pair.first_wins} if pair else {}
    last = len(study.answers.labels)
    places = np.eye(last + 1)
    codes = {value: code for code, value in enumerate(study.answers.labels) if value not in no_values}
    verdicts = Verdicts([*codes, *(value for value in other if value not in codes)], study.answers.reading.label)
    known: dict[str, str | None] = {}
    for (item, raw), turned in rows:
        text = None if is_empty(raw) else study.answers.reading.label(raw)
        if text is not None and text not in verdicts.values:
            if text not in known:
                known[text] = verdicts.read(as_text(raw))
            if (value := known[text]) is None:
                given.strange[text] += 1
            else:
                given.read_as[text, value] += 1
                text = value
        value = other.get(text, text) if turned and text is not None else text
        if value not in codes:
            given.kinds[kind_of(text)] += 1
        yield item, places[codes.get(value or "", last)]


def no_values_of(study: Study, people: Collection[str]) -> frozenset[str]:
    """Return labels that only systems among the raters gave, not `people`, and that are no values of the scale.

    Where a scale is stated these are the labels outside of it; else what says a value, a refusal or a failure in words.
    """
    answers = study.answers
    own = [label for label, count in zip(answers.labels, answers.counts, strict=True) if count and label not in people]
    if answers.stated:
        return frozenset({*own} & {*answers.outside})
    verdicts = Verdicts([label for label in answers.labels if label in people], answers.reading.label)
    return frozenset(label for label in own if kind_of(label) != "other" or verdicts.read(label))


def _summed(rows: Iterator[tuple[str, Array]], places: int) -> Answers:
    """Add up several answers to an item and make them shares."""
    sums: Answers = {}
    for item, row in rows:
        sums[item] = sums.get(item, np.zeros(places)) + row
    return {item: row / row.sum() for item, row in sums.items() if row.sum() > 0}
