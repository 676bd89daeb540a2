"""Agreement of raters two by two: Cohen's kappa."""

import itertools
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measure import coefficients as of
from alignmentcard.measure.bootstrap import interval, resampled
from alignmentcard.measure.fewraters import Signatures
from alignmentcard.measure.patterns import Patterns
from alignmentcard.measure.results import Agreement, Estimate
from alignmentcard.measure.study import Study

Array = NDArray[np.float64]
FEWEST_SHARED = 20
MOST_PAIRS = 20_000_000
MOST_RATERS = 400


def with_cohen(found: Agreement, study: Study, patterns: Patterns, signatures: Signatures | None) -> Agreement:
    """Add Cohen's kappa: of the two raters, or its mean, smallest and largest over pairs that share enough items."""
    if not study.table.rater:
        return found
    if signatures is not None:
        tables, items = signatures.cross_tables()
    else:
        if int(patterns.items @ patterns.sizes**2) > MOST_PAIRS:
            return replace(found, cohen_kappa=Estimate(undefined="too_many_pairs"))
        crossed = _cross_tables(study)
        if crossed is None:
            return replace(found, cohen_kappa=Estimate(undefined="too_many_pairs"))
        tables, items = crossed
    kappas = of.cohen_kappa(tables[items >= FEWEST_SHARED]) if len(items) else np.zeros(0)
    kappas = kappas[~np.isnan(kappas)]
    if not len(kappas):
        return replace(found, cohen_kappa=Estimate(undefined="no_overlap"))
    if len(items) > 1:
        return replace(found, cohen_kappa=Estimate(float(kappas.mean())), cohen_pairs=len(kappas),
                       cohen_min=float(kappas.min()), cohen_max=float(kappas.max()))  # fmt: skip
    again = _cohen_again(tables[0], study)
    return replace(found, cohen_kappa=Estimate(float(kappas[0]), *(again or ())), cohen_pairs=1)


def _cohen_again(table: Array, study: Study) -> tuple[float, float] | None:
    cells = table.reshape(-1).astype(np.int64)
    if not study.settings.replicates:
        return None
    again = resampled(np.eye(len(cells)), cells, study.settings.replicates, study.settings.seed)
    return interval(of.cohen_kappa(again.reshape(-1, *table.shape)), study.settings.confidence)


def _cross_tables(study: Study) -> tuple[Array, Array] | None:
    """Count answers of every pair of raters on shared items: tables (pairs, values, values), and items (pairs,)."""
    values = len(study.answers.labels)
    raters = study.rows(f"SELECT count(DISTINCT rater) AS n FROM {study.ratings}")[0]["n"]
    if raters > MOST_RATERS:
        return None
    counted = study.query(
        f"WITH one AS (SELECT item, CAST(rater AS STRING) AS rater, min(code) AS code FROM {study.ratings} "
        "WHERE rater IS NOT NULL GROUP BY item, CAST(rater AS STRING)) "
        "SELECT a.rater AS r, b.rater AS s, a.code AS c, b.code AS d, count(*) AS n "
        "FROM one a JOIN one b ON a.item = b.item AND a.rater < b.rater GROUP BY a.rater, b.rater, a.code, b.code"
    ).to_pydict()
    pairs = {pair: number for number, pair in enumerate(sorted(set(zip(counted["r"], counted["s"], strict=True))))}
    tables = np.zeros((len(pairs), values, values))
    for r, s, c, d, n in zip(*(counted[name] for name in "rscdn"), strict=True):
        tables[pairs[r, s], c, d] += n
    return tables, tables.sum(axis=(1, 2))


def pair_names(raters: tuple[str, ...]) -> list[tuple[str, str]]:
    """List the pairs of raters in the order of their cross tables."""
    return list(itertools.combinations(raters, 2))
