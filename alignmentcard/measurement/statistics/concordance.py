"""Kendall's W: how far all raters put the items into one order, on items that every rater answered."""

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, NoInterval
from alignmentcard.measurement.statistics.bootstrap import EXACT, Again, estimated
from alignmentcard.measurement.statistics.few_raters import Signatures
from alignmentcard.measurement.statistics.two_raters import mid_ranks
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]


def kendall_w(study: Study, complete: str | None, signatures: Signatures | None) -> Estimate:
    """Return Kendall's W, corrected for ties, with its interval over items where raters are few.

    Kendall & Babington Smith 1939; Kendall 1948, Rank Correlation Methods.
    """
    if complete is None:
        return Estimate(undefined="not_crossed")
    value = _counted(study, complete)
    if np.isnan(value):
        return Estimate(undefined="no_variation")
    if not study.settings.replicates:
        return Estimate(value)
    if signatures is None:
        return Estimate(value, no_interval=_not_drawn(study))
    if len(signatures.items) > EXACT:
        return Estimate(value, no_interval="many_pairs")
    return estimated(value, _again(signatures, study), study.settings.confidence)


def _not_drawn(study: Study) -> NoInterval:
    """Say why answers of raters are not counted together, so that items cannot be drawn again."""
    if study.counts_repeats:
        return "repeats"
    return "many_raters" if study.answers.narrow else "wide_scale"


def _counted(study: Study, complete: str) -> float:
    """Work out W from ranks that the engine gives; ranks are halves, which add up exactly."""
    found = study.rows(
        f"WITH cells AS (SELECT rater, code, count(*) AS c FROM {complete} GROUP BY rater, code), "
        "ranks AS (SELECT rater, code, c, sum(c) OVER (PARTITION BY rater ORDER BY code) - (c - 1) / 2e0 AS place "
        "FROM cells), "
        "ties AS (SELECT sum(CAST(c AS DOUBLE) * c * c - c) AS t, count(DISTINCT rater) AS m FROM cells), "
        f"sums AS (SELECT o.item, sum(place) AS s FROM {complete} o JOIN ranks r "
        "ON o.rater = r.rater AND o.code = r.code GROUP BY o.item) "
        "SELECT count(*) AS n, sum(s) AS s, sum(s * s) AS q, max(t) AS t, max(m) AS m FROM sums CROSS JOIN ties"
    )[0]
    n, s, q, t, m = (float(found[name]) for name in "nsqtm")
    return float(_w(np.array(q - s**2 / n), np.array(t), m, n))


def _w(squares: Array, ties: Array, raters: float, items: Array | float) -> Array:
    most = raters**2 * (items**3 - items) - raters * ties
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(most > 1e-9 * items**3, 12 * squares / most, np.nan))


def _again(found: Signatures, study: Study) -> Again:
    """Return W of items drawn again, and without one of each signature; ranks are given anew each time."""
    settings, rng = study.settings, np.random.default_rng(study.settings.seed)
    many, raters = int(found.items.sum()), found.answers.shape[1]
    again = rng.multinomial(many, found.items / many, size=settings.replicates).astype(np.float64)
    drawn = np.concatenate([again, found.items - np.eye(len(found.items))])
    total = drawn.sum(axis=1)
    sums, ties = np.zeros_like(drawn), np.zeros(len(drawn))
    for rater in range(raters):
        counts = drawn @ (found.answers[:, rater, None] == np.arange(found.values)).astype(np.float64)
        ties += (counts**3 - counts).sum(axis=1)
        sums += mid_ranks(counts)[:, found.answers[:, rater]]
    mean = (drawn * sums).sum(axis=1) / total
    every = _w((drawn * (sums - mean[:, None]) ** 2).sum(axis=1), ties, raters, total)
    return Again(every[: settings.replicates], every[settings.replicates :], found.items)
