"""What is measured only where it is asked for by name, and which stated coefficients ask for it."""

from collections.abc import Mapping

from alignmentcard.measurement.results.values import Coefficients, DimensionFacts, Estimate
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement

STATED: Mapping[str, tuple[str, ...]] = {
    "weighted_kappa": ("weighted_kappa_linear", "weighted_kappa_quadratic"),
    "scott_pi": ("scott_pi",),
    "conger_kappa": ("conger_kappa",),
    "brennan_prediger": ("brennan_prediger",),
    "gwet_ac2": ("gwet_ac2_linear", "gwet_ac2_quadratic"),
    "intraclass_correlation": ("icc_1", "icc_a1", "icc_c1", "icc_1k", "icc_ak", "icc_ck"),
    "pearson": ("pearson",),
    "spearman": ("spearman",),
    "kendall_tau": ("kendall_tau",),
    "kendall_w": ("kendall_w",),
}
"""What the card calls a coefficient, and the fields of `Coefficients` that it may be."""


def stated_extras(card: Card) -> list[str]:
    """List what must be measured, beyond the usual, to hold what a card states against the data."""
    compared = [one for one in card.statistics.agreement if not (one.between or one.of)]
    return ["coefficients"] if any(one.metric in STATED for one in compared) else []


def forms_of(stated: Agreement, found: DimensionFacts) -> dict[str, Estimate]:
    """Return the measured coefficients, by the names of their fields, that a stated one may be."""
    measured: Coefficients | None = found.coefficients
    return {name: getattr(measured, name) for name in STATED.get(stated.metric, ())} if measured else {}
