"""Agreement of raters two by two: Cohen's kappa."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Agreement, Estimate, Undefined
from alignmentcard.measurement.statistics import coefficients as of
from alignmentcard.measurement.statistics.bootstrap import draws, estimated
from alignmentcard.measurement.statistics.few_raters import Signatures
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.statistics.rater_answers import answers_of_raters
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.tallies import Shape

if TYPE_CHECKING:
    import pyarrow as pa

Array = NDArray[np.float64]
FEWEST_SHARED = 20
FEWEST_ON_AVERAGE = {"cohen_kappa": 40, "scott_pi": 80, "weighted_kappa_linear": 40, "weighted_kappa_quadratic": 40}
"""Items that several pairs share on average, below which a mean over pairs has no interval.

Of few items a kappa is too low on average: with 34 shared items intervals held Cohen's kappa 0.90 and 0.93 times,
weighted kappa 0.89 to 0.93, Scott's pi 0.82 to 0.87; Cohen's 0.94 from 62 on.
"""
MOST_PAIRS = 20_000_000
MOST_RATERS = 400
MOST_CELLS = 20_000_000


def with_cohen(found: Agreement, study: Study, patterns: Patterns, signatures: Signatures | None) -> Agreement:
    """Add Cohen's kappa: of the two raters, or its mean, smallest and largest over pairs that share enough items."""
    if not study.table.rater:
        return found
    tables = cross_tables(study, patterns, signatures)
    if tables is None:
        return replace(found, cohen_kappa=Estimate(undefined="too_many_pairs"))
    items = tables.sum(axis=(1, 2))
    kappas = of.cohen_kappa(tables) if len(items) else np.zeros(0)
    used = (items >= FEWEST_SHARED) & ~np.isnan(kappas)
    if not used.any():
        return replace(found, cohen_kappa=Estimate(undefined=why_none(tables)))
    kappas = kappas[used]
    if len(items) == 1:
        return replace(found, cohen_kappa=_of_two(float(kappas[0]), tables[0], study), cohen_pairs=1)
    shared = float(items[used].mean())
    mean = _mean(float(kappas.mean()), shared, signatures, used, study)
    return replace(found, cohen_kappa=mean, cohen_pairs=len(kappas),
                   cohen_min=float(kappas.min()), cohen_max=float(kappas.max()))  # fmt: skip


def why_none(tables: Array) -> Undefined:
    """Say why no pair of raters has a coefficient, by the cross tables of all pairs that share items."""
    shared = tables.sum(axis=(1, 2)).max(initial=0)
    if not shared:
        return "few_shared"
    return "few_in_pairs" if shared < FEWEST_SHARED else "no_variation"


def _of_two(kappa: float, table: Array, study: Study) -> Estimate:
    """Return the kappa of two raters with its interval over items."""
    if not study.settings.replicates:
        return Estimate(kappa)
    cells = table.reshape(-1).astype(np.int64)
    again = draws(np.eye(len(cells)), cells, study.settings)
    kappas = of.cohen_kappa(again.sums.reshape(-1, *table.shape))
    return estimated(kappa, again.read(kappas), study.settings.confidence)


def _mean(
    kappa: float, shared: float, signatures: Signatures | None, used: NDArray[np.bool_], study: Study
) -> Estimate:
    """Return the mean kappa of some pairs with its interval over items, where raters are few enough to tell apart.

    `shared` is the number of items that a pair shares on average.
    """
    settings = study.settings
    if not settings.replicates:
        return Estimate(kappa)
    if study.counts_repeats:
        return Estimate(kappa, no_interval="repeats")
    if signatures is None:
        return Estimate(kappa, no_interval="many_raters")
    if shared < FEWEST_ON_AVERAGE["cohen_kappa"]:
        return Estimate(kappa, no_interval="few_items")
    features = signatures.cells(used, MOST_CELLS)
    if features is None:
        return Estimate(kappa, no_interval="many_pairs")
    again = draws(features, signatures.items, settings)
    kappas = of.cohen_kappa(again.sums.reshape(len(again.sums), -1, signatures.values, signatures.values))
    return estimated(kappa, again.read(kappas.mean(axis=1)), settings.confidence)


def cross_tables(study: Study, patterns: Patterns, signatures: Signatures | None) -> Array | None:
    """Count answers of every pair of raters on shared items, (pairs, values, values); None where that is too much.

    Where each of a rater's answers to an item counts, each is paired with each of the other rater.
    """
    if signatures is not None:
        return signatures.cross_tables()[0]
    if int(patterns.items @ patterns.sizes**2) > MOST_PAIRS:
        return None
    found = tables_by_pair(study)
    values = len(study.answers.labels)
    return None if found is None else np.array(list(found.values())).reshape(-1, values, values)


def tables_by_pair(study: Study) -> dict[tuple[str, str], Array] | None:
    """Count answers of every pair of raters on shared items, by their ids; None where raters are many."""
    values = len(study.answers.labels)
    if _raters(study) > MOST_RATERS:
        return None
    counted = tally_pairs(study).to_pydict()
    pairs = sorted(set(zip(counted["r"], counted["s"], strict=True)))
    tables = {pair: np.zeros((values, values)) for pair in pairs}
    for r, s, c, d, n in zip(*(counted[name] for name in "rscdn"), strict=True):
        tables[r, s][c, d] += n
    return tables


def _raters(study: Study) -> int:
    if study.tallies.added:
        return len(answers_of_raters(study).ids)
    return int(study.rows(f"SELECT count(DISTINCT rater) AS n FROM {study.ratings}")[0]["n"])


def tally_pairs(study: Study) -> "pa.Table":
    """Count answers c and d of every two raters r and s to one item."""
    return study.tally("pairs of raters", Shape(("r", "s", "c", "d"), ("n",), ("r", "s")), lambda: study.query(
        f"WITH one AS (SELECT item, CAST(rater AS STRING) AS rater, code FROM {study.ratings} WHERE rater IS NOT NULL) "
        "SELECT a.rater AS r, b.rater AS s, a.code AS c, b.code AS d, count(*) AS n "
        "FROM one a JOIN one b ON a.item = b.item AND a.rater < b.rater GROUP BY a.rater, b.rater, a.code, b.code"
    ))  # fmt: skip
