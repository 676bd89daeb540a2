"""Systems against the people: does a model, a judge or a classifier answer as they do?

Hard: its label against the aggregated label of each item (accuracy, macro F1, Cohen's kappa); a label that is not on
the scale is a wrong one, so that a system gains nothing by refusing. Soft: its distribution against the people's, as
`soft_measures` says, and against what a held-out half of the people reaches. As a rater: by the alternative annotator
test. Intervals are by a bootstrap over items; two systems are compared on the same items, so that the interval is that
of their difference.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from alignmentcard.errors import AlignmentCardError
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
from alignmentcard.measurement.statistics.system_answers import Answers, Array, Given, no_values_of, read_answers
from alignmentcard.measurement.tables.study import Study

MOST_RATINGS = 5_000_000
"""Ratings up to which each is looked at on its own."""
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
    given: Given = field(default_factory=Given)
    """Answers that were read as a value, and those that are none."""
    where_answered: Estimate | None = None
    """Accuracy on items to which it gave no answer outside of the scale, where it gave some."""
    among_raters: bool = False
    """Whether the system is one of the raters of the table; its answers there are not counted as people's."""


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
    everyone, (study, among) = study, _without(study, list(systems))
    people = _people(study, "")
    used = np.flatnonzero(np.sum([*people.values()], axis=0)[:-1]) if among else ()
    no_values = no_values_of(everyone, [study.answers.labels[code] for code in used]) if among else ()
    given = {name: Given() for name in systems}
    answered = {name: read_answers(study, name, relation, given[name], no_values) for name, relation in systems.items()}
    groups = list(_groups(study))
    scores = [
        replace(_scores(study, name, people, answers, groups), given=given[name], among_raters=name in among)
        for name, answers in answered.items()
    ]
    ratings = _ratings(study) if study.table.rater and study.answers.ratings <= MOST_RATINGS else None
    if ratings is not None:
        scores = [replace(one, as_rater=_as_rater(study, *ratings, answered[one.system], epsilon)) for one in scores]
    names = list(answered)
    pairs = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    return scores, [_difference(study, people, answered, pair) for pair in pairs]


def _without(study: Study, systems: Sequence[str]) -> tuple[Study, list[str]]:
    """Leave out the answers of raters who are called as a system is; return the systems that are among the raters."""
    if not study.table.rater:
        return study, []
    names = ", ".join(study.engine.text(name.lower()) for name in systems)
    someone = "lower(CAST(rater AS STRING))"
    found = study.rows(f"SELECT DISTINCT {someone} AS r FROM {study.ratings} WHERE {someone} IN ({names})")
    among = [name for name in systems if name.lower() in {row["r"] for row in found}]
    if not among:
        return study, among
    people = f"{study.key}_people"
    study.engine.view(people, f"SELECT * FROM {study.ratings} WHERE rater IS NULL OR {someone} NOT IN ({names})")
    left = replace(study, ratings=people, by_item=None)
    if not left.rows(f"SELECT 1 AS n FROM {people} LIMIT 1"):
        raise AlignmentCardError(f"All ratings are by {', '.join(among)}: there are no people to compare with.")
    return left, among


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
    on_scale = shares[:, -1] == 0
    where = _hard(counts[on_scale], shares[on_scale], study.settings)["accuracy"] if 0 < outside < len(counts) else None
    others = np.array([row for item, row in sorted(answers.items()) if item not in people])
    more = powered(counts, shares, others, study.answers, study.settings)
    return Scores(
        name, len(counts), ties, outside, missing, hard, soft, by_group, reached, powered=more, where_answered=where
    )


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
