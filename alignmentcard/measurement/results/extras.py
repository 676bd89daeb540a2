"""What is measured only where it is asked for by name, and which stated coefficients ask for it."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement

if TYPE_CHECKING:
    from alignmentcard.measurement.results.values import Coefficients, DimensionFacts, Estimate

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


WORDS = {
    "weighted_kappa_linear": "linear weights",
    "weighted_kappa_quadratic": "quadratic weights",
    "gwet_ac2_linear": "linear weights",
    "gwet_ac2_quadratic": "quadratic weights",
    "icc_1": "ICC(1)",
    "icc_a1": "ICC(A,1)",
    "icc_c1": "ICC(C,1)",
    "icc_1k": "ICC(1,k)",
    "icc_ak": "ICC(A,k)",
    "icc_ck": "ICC(C,k)",
}
"""What a form of a coefficient is called."""
NAMED = {
    "weighted_kappa_linear": r"\blinear",
    "weighted_kappa_quadratic": r"\bquadratic|\bsquared",
    "gwet_ac2_linear": r"\blinear",
    "gwet_ac2_quadratic": r"\bquadratic|\bsquared",
    "icc_1": r"icc ?\(?1(, ?1)?\)?(?![\w,])",
    "icc_a1": r"icc ?\(?[a2], ?1\)?(?!\w)|icc ?2(?!\w)",
    "icc_c1": r"icc ?\(?[c3], ?1\)?(?!\w)|icc ?3(?!\w)",
    "icc_1k": r"icc ?\(?1,? ?k\)?(?!\w)",
    "icc_ak": r"icc ?\(?[a2],? ?k\)?(?!\w)",
    "icc_ck": r"icc ?\(?[c3],? ?k\)?(?!\w)",
}
"""How a card names a form in words, by both ways of naming intraclass correlations, in any case."""


def names_form(stated: Agreement, name: str) -> bool:
    """Say whether a card names this form of a coefficient in the note."""
    return bool(re.search(NAMED[name], f"{stated.metric_name or ''} {stated.note or ''}", re.IGNORECASE))


def stated_extras(card: Card) -> list[str]:
    """List what must be measured, beyond the usual, to hold what a card states against the data."""
    compared = [one for one in card.statistics.agreement if not (one.between or one.of)]
    return ["coefficients"] if any(one.metric in STATED for one in compared) else []


def forms_of(stated: Agreement, found: "DimensionFacts") -> "dict[str, Estimate]":
    """Return the measured coefficients, by the names of their fields, that a stated one may be."""
    measured: Coefficients | None = found.coefficients
    return {name: getattr(measured, name) for name in STATED.get(stated.metric, ())} if measured else {}
