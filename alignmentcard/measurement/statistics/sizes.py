"""How much there is: items, raters, ratings, and how they are spread."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Sizes, Spread
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.statistics.rater_answers import answers_of_raters
from alignmentcard.measurement.tables.study import Study


def count_items(studies: Sequence[Study]) -> int:
    """Count the items that have an answer in any of some dimensions of one table."""
    if not studies:
        return 0
    items = " UNION ALL ".join(f"SELECT item FROM {study.ratings}" for study in studies)
    return int(studies[0].rows(f"SELECT count(DISTINCT item) AS n FROM ({items}) i")[0]["n"])


def sizes(study: Study, patterns: Patterns | None = None) -> Sizes:
    """Count items, raters and ratings; patterns spare a look at the table."""
    per_item = _histogram(study, "item") if patterns is None else _by_size(patterns)
    per_rater = _by_rater(study) if study.table.rater else None
    answers = study.answers
    counts = dict(zip(answers.labels, answers.counts, strict=True))
    items = int(per_item[:, 1].sum())
    return Sizes(
        items=items,
        items_rated_twice=int(per_item[per_item[:, 0] > 1, 1].sum()),
        ratings=answers.ratings,
        raters=int(per_rater[:, 1].sum()) if per_rater is not None else None,
        ratings_per_item=_spread(per_item),
        ratings_per_rater=_spread(per_rater) if per_rater is not None else None,
        single=float(per_item[per_item[:, 0] == 1, 1].sum() / items) if items else 0.0,
        repeats=None if study.repeats is None else study.repeats - study.copied,
        missing=answers.missing,
        values=counts,
        outside_scale={label: counts[label] for label in answers.outside},
        told=answers.told or None,
        doubtful=answers.doubtful or None,
    )


def _histogram(study: Study, unit: str) -> NDArray[np.int64]:
    """Count units by their number of ratings: rows of (ratings, units) in order."""
    found = study.rows(
        f"SELECT c, count(*) AS units FROM (SELECT sum(n) AS c FROM {study.ratings} WHERE {unit} IS NOT NULL "
        f"GROUP BY {unit}) s GROUP BY c"
    )
    rows = sorted((int(row["c"]), int(row["units"])) for row in found)
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _by_rater(study: Study) -> NDArray[np.int64]:
    """Count raters by their number of ratings, as `_histogram` does."""
    if not study.tallies.added:
        return _histogram(study, "rater")
    return np.column_stack(np.unique(answers_of_raters(study).sizes, return_counts=True)).astype(np.int64)


def _by_size(patterns: Patterns) -> NDArray[np.int64]:
    """Count items by their number of ratings, as `_histogram` does."""
    found, inverse = np.unique(patterns.sizes, return_inverse=True)
    return np.column_stack([found, np.bincount(inverse, weights=patterns.items).astype(np.int64)])


def _spread(histogram: NDArray[np.int64]) -> Spread:
    if not len(histogram):
        return Spread(0, 0, 0, 0)
    values, units = histogram.T
    return Spread(
        float(values[0]),
        weighted_quantile(values.astype(float), units, 0.5),
        float(values @ units / units.sum()),
        float(values[-1]),
    )


def weighted_quantile(values: NDArray[np.float64], units: NDArray[np.int64], share: float) -> float:
    """Return a quantile of values that occur so many times, with linear interpolation; values are in order."""
    ends = np.cumsum(units)
    place = share * (ends[-1] - 1)
    low, high = np.searchsorted(ends, [np.floor(place), np.ceil(place)], side="right")
    return float(values[low] + (values[high] - values[low]) * (place - np.floor(place)))
