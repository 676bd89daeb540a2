"""What a group of raters answers: the share of each value, and the mean, with intervals over its raters.

The interval says what other people would say of the same items. What raters answer differs also because each had other
items: this part is taken out of the variance over raters, as for errors that cluster in two ways (Cameron, Gelbach and
Miller 2011, Robust Inference With Multiway Clustering, JBES 29). It is known from items that two of the group answered.
"""

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.statistics.one_way import over_raters
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
FEWEST_ANSWERS = 10
"""Answers of a rater, on average, below which there is no interval: it would rest on few answers of few raters."""


def group_answers(study: Study, condition: str, found: Patterns) -> tuple[dict[str, Estimate], Estimate, int | None]:
    """Return the share of each value among a group's answers, their mean on a scale, and how many raters it has.

    `condition` says which ratings are the group's; `found` are the same, item by item, shape (patterns, values).
    """
    answers, ids = study.answers, study.table.rater
    counts = _by_rater(study, condition)
    values = np.eye(len(answers.labels))
    shares = {
        label: ratio(study, counts, found, values[code])
        for code, label in enumerate(answers.labels) if counts[:, code].any()
    }  # fmt: skip
    mean = Estimate(undefined="no_numbers")
    if answers.line and answers.level in ("interval", "ratio"):
        placed = list(answers.placed)
        numbers = np.array(answers.line.from_zero)[placed] * answers.line.unit
        mean = ratio(study, counts[:, placed], Patterns(found.counts[:, placed], found.items), numbers)
    return shares, mean, len(counts) if ids else None


def _by_rater(study: Study, condition: str) -> Array:
    """Count a group's answers, shape (raters, values); one row where raters have no names."""
    ids = study.table.rater
    unit = "CAST(rater AS STRING)" if ids else "''"
    table = study.query(
        f"SELECT unit, code, sum(n) AS n FROM (SELECT {unit} AS unit, code, n FROM {study.ratings} WHERE {condition} "
        f"{'AND rater IS NOT NULL' if ids else ''}) given GROUP BY unit, code ORDER BY unit, code"
    ).to_pydict()
    units = {unit: number for number, unit in enumerate(dict.fromkeys(table["unit"]))}
    counts = np.zeros((len(units), len(study.answers.labels)))
    for unit, code, n in zip(table["unit"], table["code"], table["n"], strict=True):
        counts[units[unit], code] = n
    return counts


def ratio(study: Study, counts: Array, found: Patterns, numbers: Array) -> Estimate:
    """Return the mean of answers that stand for `numbers`, shape (values,), with its interval over raters.

    `counts` are the answers of raters, shape (raters, values), and `found` those to items, shape (patterns, values).
    """
    of, part = counts.sum(axis=1), counts @ numbers
    with np.errstate(divide="ignore", invalid="ignore"):
        value, without = part.sum() / of.sum(), (part.sum() - part) / (of.sum() - of)
    if np.isnan(value):
        return Estimate(undefined="no_overlap")
    if not study.table.rater:
        return Estimate(float(value), no_interval="unknown_raters" if study.settings.replicates else None)
    less, share = of_items(of, found, numbers - value), bool(np.isin(numbers, (0, 1)).all())
    interval = over_raters(float(value), without, of, study.settings, less=less, share=share)
    few = interval.low is not None and of.mean() < FEWEST_ANSWERS
    return Estimate(interval.value, no_interval="few_answers") if few else interval


def of_items(of: Array, found: Patterns, away: Array) -> tuple[float, float]:
    """Return what items add to the variance over raters, and the least that raters must add: the noise of answers.

    `of` are the answers of each rater, `away` how far each value is from the mean. Raters who answered all items of the
    group have nothing of the first, for it is the same for all. Both are 0 where no item has two answers.
    """
    given, sums, squares = found.counts.sum(axis=1), found.counts @ away, found.counts @ away**2
    pairs = float(found.items @ (given * (given - 1)))
    if pairs <= 0:
        return 0.0, 0.0
    number, items = float(of.sum()), float(found.items[given > 0].sum())
    of_one = max(float(found.items @ (sums**2 - squares)) / pairs, 0.0)
    noise = max(float(found.items @ squares) / number - of_one, 0.0)
    return float(of @ np.maximum(1 - of / items, 0.0)) * of_one / number**2, noise / number
