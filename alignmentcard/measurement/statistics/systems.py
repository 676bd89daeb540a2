"""Systems against the people: does a model, a judge or a classifier answer as they do?

Hard: its label against the aggregated label of each item (accuracy, macro F1, Cohen's kappa); a label that is not on
the scale is a wrong one, so that a system gains nothing by refusing. Soft: its distribution against the people's, as
`soft_measures` says, and against what a held-out half of the people reaches. As a rater: by the alternative annotator
test. Intervals are by a bootstrap over items; two systems are compared on the same items, so that the interval is that
of their difference.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.places import PLACE
from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.alternative_annotator import (
    EPSILON,
    AlternativeTest,
    Ratings,
    alternative_test,
)
from alignmentcard.measurement.statistics.bootstrap import Draws, corrected, draws
from alignmentcard.measurement.statistics.coefficients import cohen_kappa
from alignmentcard.measurement.statistics.groups import members_of
from alignmentcard.measurement.statistics.pool import large_groups, members, refuse_varying
from alignmentcard.measurement.statistics.prediction_powered import Powered, powered
from alignmentcard.measurement.statistics.soft_measures import Ceiling, calibration, ceiling, distances, mean, places_of
from alignmentcard.measurement.tables.cell_notes import bare
from alignmentcard.measurement.tables.columns import NAMES, find_column
from alignmentcard.measurement.tables.keys import read_key
from alignmentcard.measurement.tables.shares import read_shares
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Answers = dict[str, Array]
MOST_RATINGS = 5_000_000
"""Ratings up to which each is looked at on its own."""
LABELS = ("prediction", "predicted", "system", "output", *NAMES["value"], "verdict", "winner", "decision")
JUDGES = ("judge_model", "judge", "judge_name", "model", "model_name", "system_name", "grader", "evaluator_model")
SHOWN = 6
BETTER = {"accuracy": 1, "jensen_shannon": -1, "cross_entropy": -1, "manhattan": -1, "wasserstein": -1}


@dataclass(frozen=True)
class Scores:
    """How one system compares with the people: `items` shared; `ties` of them have no single most frequent answer.

    On `outside` of the shared items the system gave an answer that is not on the scale; `missing` items that people
    rated have no answer of the system. `ceiling` has, by measure, what a held-out half of the people reaches against
    the other half, and what the system reaches against the same; `as_rater` is the alternative annotator test, None
    where raters cannot be told apart; `powered` what people would say of all items that the system judged.
    """

    system: str
    items: int
    ties: int
    outside: int
    missing: int
    hard: Mapping[str, Estimate]
    soft: Mapping[str, Estimate]
    groups: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict)
    ceiling: Ceiling = field(default_factory=dict)
    as_rater: AlternativeTest | None = None
    powered: Powered = field(default_factory=Powered)
    strange: Mapping[str, int] = field(default_factory=dict)
    """Answers that are not on the scale, and how often the system gave them."""
    alike: Mapping[str, str] = field(default_factory=dict)
    """Those that differ from a value of the scale in capitals or blanks only, and that value."""


@dataclass(frozen=True)
class Difference:
    """How much closer to the people the first system is than the second; above zero is closer."""

    systems: tuple[str, str]
    items: int
    closer: Mapping[str, Estimate]


def evaluate(
    study: Study, systems: Mapping[str, str], epsilon: float = EPSILON
) -> tuple[list[Scores], list[Difference]]:
    """Compare systems with the people, and with each other; `systems` are names of relations in the engine.

    `epsilon` is what a human rater must be better by in the alternative annotator test, for what they cost.
    """
    if not study.answers.narrow:
        raise AlignmentCardError("Systems are compared value by value, and this scale has too many values for that.")
    people = _people(study, "")
    strange: dict[str, dict[str, int]] = {name: {} for name in systems}
    answered = {name: read_answers(study, name, relation, strange[name]) for name, relation in systems.items()}
    groups = list(_groups(study))
    scores = [
        replace(
            _scores(study, name, people, answers, groups),
            strange=strange[name],
            alike=_alike(strange[name], study.answers.labels),
        )
        for name, answers in answered.items()
    ]
    ratings = _ratings(study) if study.table.rater and study.answers.ratings <= MOST_RATINGS else None
    if ratings is not None:
        scores = [replace(one, as_rater=_as_rater(study, *ratings, answered[one.system], epsilon)) for one in scores]
    names = list(answered)
    pairs = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    return scores, [_difference(study, people, answered, pair) for pair in pairs]


def read_answers(study: Study, name: str, relation: str, strange: dict[str, int] | None = None) -> Answers:
    """Read a system's answers by item: shares of the values, and last of answers that are not on the scale.

    The table has an item column and either a label (once for each item, or several times for several runs) or a column
    for each value of the scale, named as the value or `share_` and the value. What is not on the scale is counted in
    `strange`.
    """
    strange = {} if strange is None else strange
    schema = study.query(f"SELECT * FROM {relation} LIMIT 0").schema
    types = {column.name: str(column.type) for column in schema if column.name not in PLACE}
    columns, values = list(types), study.answers.labels
    own = study.table.layout.items
    items = own if set(own) <= set(columns) else tuple(filter(None, [find_column(columns, NAMES["item"])]))
    shares = [next((c for c in (f"share_{value}", value) if c in columns), None) for value in values]
    label = find_column(columns, LABELS, taken=items)
    if not items or (label is None and None in shares):
        raise AlignmentCardError(
            f"The file of {name} needs an item column, and a label column or a column for each value. "
            f"It has: {', '.join(columns[:12])}. Call the columns item and label; where it holds several "
            "systems, write a file for each and give each with --system NAME=FILE."
        )
    _refuse_several(study, relation, name, find_column(columns, JUDGES, taken=(*items, label)))
    quote, key = study.engine.identifier, read_key(study.engine, relation, items, types).expression
    named = [share or "" for share in shares] if None not in shares else [label or ""]
    found = study.query(
        f"SELECT CAST({key} AS STRING) AS item, {', '.join(map(quote, named))} FROM {relation} WHERE {key} IS NOT NULL"
    )
    rows = zip(*(column.to_pylist() for column in found.columns), strict=True)
    read = _as_labels(study, rows, values, strange) if None in shares else _as_shares(name, named, rows)
    summed = _summed(read, len(values) + 1)
    if not any(row[:-1].any() for row in summed.values()):
        given = ", ".join(f"“{text}”" for text in list(strange)[:SHOWN])
        raise AlignmentCardError(
            f"The file of {name} has no answer that is on the scale. It answers {given or 'nothing'}; people answered "
            f"{', '.join(f'“{value}”' for value in values[:SHOWN])}. Write its answers as people's are written."
        )
    return summed


def _refuse_several(study: Study, relation: str, name: str, column: str | None) -> None:
    """Refuse a file of several systems, whose answers would be taken for runs of one."""
    if column is None:
        return
    quoted = study.engine.identifier(column)
    found = study.query(f"SELECT DISTINCT CAST({quoted} AS STRING) AS s FROM {relation} WHERE {quoted} IS NOT NULL")
    systems = sorted(found.column("s").to_pylist())
    if len(systems) > 1:
        raise AlignmentCardError(
            f"The file of {name} holds several systems in the column {column}: {', '.join(systems[:SHOWN])}. Write a "
            "file for each, and give each with --system NAME=FILE."
        )


def _as_shares(name: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[str, Array]]:
    for item, *given in rows:
        yield item, np.array([*read_shares(name, item, columns, given), 0.0])


def _as_labels(
    study: Study, rows: Iterator[tuple[Any, ...]], values: Sequence[str], strange: dict[str, int]
) -> Iterator[tuple[str, Array]]:
    """Yield an answer for each row that has one; what is not on the scale counts in the last place."""
    places = np.eye(len(values) + 1)
    codes = {value: code for code, value in enumerate(values)}
    for item, raw in rows:
        if (text := study.answers.reading.label(raw)) is not None:
            if text not in codes:
                strange[text] = strange.get(text, 0) + 1
            yield item, places[codes.get(text, len(values))]


def _alike(strange: Mapping[str, int], labels: Sequence[str]) -> dict[str, str]:
    on_scale = {bare(label): label for label in labels}
    return {text: on_scale[bare(text)] for text in sorted(strange) if bare(text) in on_scale}


def _summed(rows: Iterator[tuple[str, Array]], places: int) -> Answers:
    """Add up several answers to an item and make them shares."""
    sums: Answers = {}
    for item, row in rows:
        sums[item] = sums.get(item, np.zeros(places)) + row
    return {item: row / row.sum() for item, row in sums.items() if row.sum() > 0}


def _people(study: Study, where: str) -> Answers:
    """Count the people's answers by item; there is none in the last place, of answers that are not on the scale."""
    found = study.query(
        f"SELECT CAST(item AS STRING) AS item, code, sum(n) AS c FROM {study.ratings} {where} GROUP BY item, code"
    ).to_pydict()
    counts: Answers = {}
    for item, code, count in zip(found["item"], found["code"], found["c"], strict=True):
        counts.setdefault(item, np.zeros(len(study.answers.labels) + 1))[code] += float(count)
    return counts


def _groups(study: Study) -> Iterator[tuple[str, Answers]]:
    """Yield the answers of each group of raters that is large enough."""
    if not study.table.rater or not study.table.attributes:
        return
    members(study.table, study.ratings)
    refuse_varying(study.table, study.ratings)
    for number, axis in enumerate(study.table.attributes):
        for name in large_groups(study.table, number, study.settings.minimum_cell):
            yield f"{axis}: {name}", _people(study, f"WHERE {members_of(study, number, [name])}")


def _ratings(study: Study) -> tuple[list[str], Ratings]:
    """Read the answer of each rater to each item; on a line of numbers, without those that have no place on it."""
    without = study.answers.placeless if _on_line(study) else ()
    where = f"WHERE code NOT IN ({', '.join(f'{code:d}' for code in without)})" if without else ""
    found = study.query(
        f"SELECT CAST(item AS STRING) AS item, CAST(rater AS STRING) AS rater, max(code) AS code FROM {study.ratings} "
        f"{where} GROUP BY item, rater"
    ).to_pydict()
    items, item = np.unique(np.array(found["item"], dtype=str), return_inverse=True)
    rater = np.unique(np.array(found["rater"], dtype=str), return_inverse=True)[1]
    return items.tolist(), Ratings(item, rater, np.array(found["code"], dtype=np.int64))


def _on_line(study: Study) -> bool:
    return places_of(study.answers) is not None


def _as_rater(study: Study, items: list[str], ratings: Ratings, answers: Answers, epsilon: float) -> AlternativeTest:
    """Test a system as if it were one more rater, by the single label that it gives to each item."""
    values = len(study.answers.labels)
    none = np.zeros(values + 1)
    labels = _best(np.array([answers.get(item, none) for item in items]).reshape(len(items), values + 1))
    places = places_of(study.answers) if _on_line(study) else None
    if places is not None:
        labels[np.isin(labels, study.answers.placeless)] = values
    return alternative_test(ratings, labels, places, epsilon, study.settings)


def _scores(
    study: Study, name: str, people: Answers, answers: Answers, groups: Sequence[tuple[str, Answers]]
) -> Scores:
    counts, shares = _joined(name, people, answers)
    ties = int((_best(counts) < 0).sum())
    by_group = {
        group: _soft(study, *_joined(name, found, answers)) for group, found in groups if found.keys() & answers.keys()
    }
    outside, missing = int((shares[:, -1] > 0).sum()), len(people.keys() - answers.keys())
    reached = ceiling(counts, shares, study.answers, study.settings)
    hard, soft = _hard(counts, shares, study.settings), _soft(study, counts, shares)
    others = np.array([row for item, row in sorted(answers.items()) if item not in people])
    more = powered(counts, shares, others, study.answers, study.settings)
    return Scores(name, len(counts), ties, outside, missing, hard, soft, by_group, reached, powered=more)


def _joined(name: str, people: Answers, answers: Answers) -> tuple[Array, Array]:
    """Return counts of the people and shares of the system on the items that both answered."""
    items = sorted(people.keys() & answers.keys())
    if not items:
        raise AlignmentCardError(f"{name} answered none of the items that people rated. Are the ids of items the same?")
    return np.array([people[item] for item in items]), np.array([answers[item] for item in items])


def _best(counts: Array) -> NDArray[np.int64]:
    """Return the most frequent value of each row, -1 for a tie."""
    top = counts == counts.max(axis=1, keepdims=True)
    return np.where(top.sum(axis=1) == 1, counts.argmax(axis=1), -1)


def _hard(counts: Array, shares: Array, settings: Settings) -> dict[str, Estimate]:
    """Compare single labels, on items where both have one: functions of a cross table (people, system)."""
    truth, given = _best(counts), _best(shares)
    clear = (truth >= 0) & (given >= 0)
    values = counts.shape[1]
    cells = np.bincount(truth[clear] * values + given[clear], minlength=values**2)
    if not cells.sum():
        return {name: Estimate(undefined="no_overlap") for name in ("accuracy", "macro_f1", "cohen_kappa")}
    used = np.flatnonzero(cells)
    again = draws(np.eye(values**2)[used], cells[used], settings)
    point = cells.reshape(values, values).astype(np.float64)
    measures = {"accuracy": _accuracy, "macro_f1": _macro_f1, "cohen_kappa": cohen_kappa}
    return {name: _estimate(one, point, again, settings) for name, one in measures.items()}


def _accuracy(table: Array) -> Array:
    return np.asarray(np.trace(table, axis1=-2, axis2=-1) / table.sum(axis=(-2, -1)))


def _macro_f1(table: Array) -> Array:
    """Return the mean of F1 over the values of the scale that the people or the system use."""
    both = (table.sum(axis=-1) + table.sum(axis=-2))[..., :-1]
    hits = 2 * np.diagonal(table, axis1=-2, axis2=-1)[..., :-1]
    f1 = np.divide(hits, both, out=np.zeros_like(both), where=both > 0)
    return np.asarray(f1.sum(axis=-1) / (both > 0).sum(axis=-1))


def _soft(study: Study, counts: Array, shares: Array) -> dict[str, Estimate]:
    """Compare distributions, averaged over items; calibration where the system says more than one label."""
    people = counts / counts.sum(axis=1, keepdims=True)
    found = {name: mean(values, study.settings) for name, values in distances(people, shares, study.answers).items()}
    if (shares.max(axis=1) < 1).any():
        found["calibration_error"] = calibration(people, shares, study.settings)
    return found


def _estimate(measure: Callable[[Array], Array], table: Array, again: Draws, settings: Settings) -> Estimate:
    """Return a measure of a cross table with its interval over items."""
    value = float(measure(table))
    if np.isnan(value):
        return Estimate(undefined="no_variation")
    with np.errstate(divide="ignore", invalid="ignore"):  # nothing is left without the only item
        drawn = again.read(measure(again.sums.reshape(-1, *table.shape)))
    return Estimate(value, *(corrected(value, drawn, settings.confidence) or ()))


def _difference(study: Study, people: Answers, answered: Mapping[str, Answers], pair: tuple[str, str]) -> Difference:
    """Compare two systems on the items that both answered; resampling keeps their answers to an item together."""
    shared = {item: row for item, row in people.items() if all(item in answered[name] for name in pair)}
    (counts, first), (_, second) = (_joined(name, shared, answered[name]) for name in pair)
    per_item = []
    for shares in (first, second):
        right = (_best(counts) == _best(shares)) & (_best(counts) >= 0)
        far = distances(counts / counts.sum(axis=1, keepdims=True), shares, study.answers)
        per_item.append({"accuracy": right.astype(np.float64), **far})
    closer = {
        name: mean(sign * (per_item[0][name] - per_item[1][name]), study.settings)
        for name, sign in BETTER.items()
        if name in per_item[0]
    }
    return Difference(pair, len(counts), closer)
