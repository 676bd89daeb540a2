"""Coefficients that are asked for by name: with weights, of two raters, of numbers and of orders."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Coefficients, Estimate, NoInterval, Undefined
from alignmentcard.measurement.statistics import two_raters as two
from alignmentcard.measurement.statistics import weights as of
from alignmentcard.measurement.statistics.agreement import undefined
from alignmentcard.measurement.statistics.bootstrap import Draws, draws, estimated
from alignmentcard.measurement.statistics.concordance import kendall_w
from alignmentcard.measurement.statistics.few_raters import Signatures, count_signatures
from alignmentcard.measurement.statistics.intraclass import intraclass
from alignmentcard.measurement.statistics.pairs import (
    FEWEST_ON_AVERAGE,
    FEWEST_SHARED,
    MOST_CELLS,
    cross_tables,
    why_none,
)
from alignmentcard.measurement.statistics.patterns import Patterns, count_patterns
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
FEW_RATERS = 10
KNOWN = "WHERE rater IS NOT NULL"
BY_ORDER = ("weighted_kappa_linear", "weighted_kappa_quadratic", "spearman", "kendall_tau")
PAIRWISE = (*BY_ORDER, "scott_pi", "pearson")
AC2 = ("gwet_ac2_linear", "gwet_ac2_quadratic")


def more_coefficients(study: Study, patterns: Patterns | None, said: StatedScale) -> Coefficients:
    """Measure the coefficients; `patterns` are those of the study, None on scales with many values."""
    scale = [value for value in said.values if value not in said.abstain]
    places = of.places_of(study.answers, scale)
    complete, items = _complete(study)
    found: dict[str, Estimate] = intraclass(study, complete)
    signatures = _few(study) if patterns is not None else None
    found["kendall_w"] = _concordance(study, places, complete, signatures)
    if patterns is None:
        wide: Estimate = Estimate(undefined="too_many_values")
        names = (*PAIRWISE, *AC2, "brennan_prediger", "conger_kappa")
        return _together({**dict.fromkeys(names, wide), **found}, 0, items)
    found.update(_weighted(study, patterns, places))
    found["brennan_prediger"] = _even(study, patterns, said)
    found["conger_kappa"] = _conger(study, signatures)
    pairwise, pairs = _of_pairs(study, patterns, signatures, places)
    return _together({**found, **pairwise}, pairs, items)


def _together(found: Mapping[str, Any], pairs: int, items: int) -> Coefficients:
    return Coefficients(**found, pairs=pairs, complete=items)


def _few(study: Study) -> Signatures | None:
    """Count the signatures of a table with few raters."""
    return count_signatures(study, FEW_RATERS)


def _complete(study: Study) -> tuple[str | None, int]:
    """Keep the ratings of items that every rater answered once and with a placed value; None where they are few."""
    if not study.table.rater:
        return None, 0
    name, placeless = f"{study.ratings}_complete", study.answers.placeless
    placed = f"AND code NOT IN ({', '.join(f'{code:d}' for code in placeless)})" if placeless else ""
    used = f"FROM {study.ratings} {KNOWN} {placed}"
    full = f"(SELECT count(DISTINCT rater) {used})"
    items = f"SELECT item {used} GROUP BY item HAVING count(*) = {full} AND count(DISTINCT rater) = {full}"
    study.engine.view(name, f"SELECT item, rater, code, x {used} AND item IN ({items})", keep=True)
    counted = study.rows(f"SELECT count(DISTINCT item) AS items, count(DISTINCT rater) AS raters FROM {name}")[0]
    enough = counted["items"] > 1 and counted["raters"] > 1
    return (name if enough else None), int(counted["items"])


def _concordance(study: Study, places: Array | None, complete: str | None, signatures: Signatures | None) -> Estimate:
    if not study.table.rater:
        return Estimate(undefined="no_raters")
    if places is None:
        return Estimate(undefined="no_order")
    if signatures is not None:
        signatures = signatures.without(study.answers.placeless)
        whole = (signatures.answers >= 0).all(axis=1)
        signatures = replace(signatures, answers=signatures.answers[whole], items=signatures.items[whole])
    return kendall_w(study, complete, signatures)


def _from_patterns(study: Study, patterns: Patterns, weights: Array, value: Callable[[of.Weighted], Array]) -> Estimate:
    """Return a coefficient of count vectors with its interval over items."""
    features, settings = of.features(patterns, weights), study.settings
    point = float(value(of.sums(patterns.items @ features)))
    if np.isnan(point):
        return Estimate(undefined="no_variation")
    if not settings.replicates:
        return Estimate(point)
    again = draws(features, patterns.items, settings)
    return estimated(point, again.read(value(of.sums(again.sums))), settings.confidence)


def _weighted(study: Study, patterns: Patterns, places: Array | None) -> dict[str, Estimate]:
    if places is None:
        return dict.fromkeys(AC2, Estimate(undefined="no_order"))
    kept = patterns.without(study.answers.placeless)
    kept = Patterns(kept.counts[:, list(study.answers.placed)], kept.items)
    reason = undefined(kept)
    if reason:
        return dict.fromkeys(AC2, Estimate(undefined=reason))
    found = {}
    for name, power in zip(AC2, of.POWERS.values(), strict=True):
        weights = 1 - of.disagreement(places, power)
        found[name] = _from_patterns(study, kept, weights, partial(of.gwet_ac2, weights=weights))
    return found


def _even(study: Study, patterns: Patterns, said: StatedScale) -> Estimate:
    """Return Brennan and Prediger's coefficient; it counts the values of the scale that nobody gave as well."""
    values = len({*study.answers.labels, *said.values, *said.abstain})
    reason = undefined(patterns)
    if reason == "no_overlap" or values < 2:
        return Estimate(undefined=reason or "no_variation")
    weights = np.eye(patterns.counts.shape[1])
    return _from_patterns(study, patterns, weights, lambda sums: of.brennan_prediger(sums, values))


def _conger(study: Study, signatures: Signatures | None) -> Estimate:
    """Return Conger's kappa, with its interval over items where raters are few."""
    if not study.table.rater:
        return Estimate(undefined="no_raters")
    patterns = count_patterns(study, where=KNOWN)
    reason = undefined(patterns)
    if reason:
        return Estimate(undefined=reason)
    by_rater = count_patterns(study, by="rater", where=KNOWN)
    sums = of.sums(patterns.items @ of.features(patterns, np.eye(patterns.counts.shape[1])))
    each = np.repeat(by_rater.counts, by_rater.items, axis=0).astype(np.float64)
    point = float(of.conger_kappa(sums.agreement / sums.paired, each))
    if np.isnan(point):
        return Estimate(undefined="no_variation")
    if not study.settings.replicates:
        return Estimate(point)
    if signatures is None:
        return Estimate(point, no_interval="repeats" if study.counts_repeats else "many_raters")
    return _conger_interval(point, signatures, study)


def _conger_interval(point: float, found: Signatures, study: Study) -> Estimate:
    one_hot = (found.answers[:, :, None] == np.arange(found.values)).astype(np.float64)
    if one_hot.size > MOST_CELLS:
        return Estimate(point, no_interval="many_pairs")
    counts = Patterns(one_hot.sum(axis=1).astype(np.int64), found.items)
    apart = of.features(counts, np.eye(found.values))[:, -3:-1]
    features = np.column_stack([one_hot.reshape(len(one_hot), -1), apart])
    settings = study.settings
    again = draws(features, found.items, settings)
    by_rater = again.sums[:, :-2].reshape(len(again.sums), len(found.raters), found.values)
    with np.errstate(divide="ignore", invalid="ignore"):
        agree = again.sums[:, -2] / again.sums[:, -1]
    return estimated(point, again.read(of.conger_kappa(agree, by_rater)), settings.confidence)


Pairwise = Mapping[str, tuple[tuple[int, ...], Callable[[Array], Array]]]


def _pairwise(study: Study, places: Array | None) -> Pairwise:
    """Return the coefficients of two raters that the scale allows, with the values that they count."""
    answers = study.answers
    every = tuple(range(len(answers.labels)))
    found: dict[str, tuple[tuple[int, ...], Callable[[Array], Array]]] = {"scott_pi": (every, two.scott_pi)}
    if places is not None:
        for name, power in of.POWERS.items():
            apart = of.disagreement(places, power)
            found[f"weighted_kappa_{name}"] = answers.placed, partial(two.weighted_kappa, apart=apart)
        found["spearman"] = answers.placed, two.spearman
        found["kendall_tau"] = answers.placed, two.kendall_tau
        if answers.line:
            found["pearson"] = answers.placed, partial(two.pearson, places=places)
    return found


def _of_pairs(
    study: Study, patterns: Patterns, signatures: Signatures | None, places: Array | None
) -> tuple[dict[str, Estimate], int]:
    """Return the coefficients of two raters: of both, or their mean over pairs that share enough items."""
    if not study.table.rater:
        return dict.fromkeys(PAIRWISE, Estimate(undefined="no_raters")), 0
    allowed = _pairwise(study, places)
    tables = cross_tables(study, patterns, signatures)
    if tables is None:
        return _undefined(allowed, "too_many_pairs"), 0
    used = tables.sum(axis=(1, 2)) >= FEWEST_SHARED
    if not used.any():
        return _undefined(allowed, why_none(tables)), 0
    again, no_interval = _again(study, tables, used, signatures)
    found = _undefined(allowed, "few_shared")
    for name, (codes, coefficient) in allowed.items():
        each = coefficient(_only(tables[used], codes))
        defined = ~np.isnan(each)
        if not defined.any():
            found[name] = Estimate(undefined="no_variation")
        elif again is None:
            found[name] = Estimate(float(each[defined].mean()), no_interval=no_interval)
        elif len(each) > 1 and tables[used].sum() < FEWEST_ON_AVERAGE.get(name, 0) * len(each):
            found[name] = Estimate(float(each[defined].mean()), no_interval="few_items")
        else:
            drawn = again.sums.reshape(len(again.sums), -1, *tables.shape[1:])
            means = coefficient(_only(drawn[:, defined], codes)).mean(axis=1)
            found[name] = estimated(float(each[defined].mean()), again.read(means), study.settings.confidence)
    return found, int(used.sum())


def _undefined(allowed: Pairwise, reason: Undefined) -> dict[str, Estimate]:
    """Say why none of the coefficients is there: the scale does not allow it, or another reason."""
    no_place: dict[str, Undefined] = {"pearson": "no_numbers"}
    reasons = {name: reason if name in allowed else no_place.get(name, "no_order") for name in PAIRWISE}
    return {name: Estimate(undefined=why) for name, why in reasons.items()}


def _only(tables: Array, codes: tuple[int, ...]) -> Array:
    """Keep some of the values of cross tables."""
    return tables[..., list(codes), :][..., :, list(codes)]


def _again(
    study: Study, tables: Array, used: NDArray[np.bool_], signatures: Signatures | None
) -> tuple[Draws | None, NoInterval | None]:
    """Draw items again: sums are cross tables, one after the other (pairs · values · values); or say why not."""
    settings = study.settings
    if not settings.replicates:
        return None, None
    if len(tables) == 1:
        cells = tables.reshape(-1).astype(np.int64)
        return draws(np.eye(len(cells)), cells, settings), None
    if study.counts_repeats:
        return None, "repeats"
    if signatures is None:
        return None, "many_raters"
    features = signatures.cells(used, MOST_CELLS)
    if features is None:
        return None, "many_pairs"
    return draws(features, signatures.items, settings), None
