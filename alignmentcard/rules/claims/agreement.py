"""Are the stated coefficients those of the data? (AC803)"""

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Set
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.paths import Route
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.words import term

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import DimensionFacts, Variant


@rule("AC803", "agreement-differs", "error")
def agreement_differs(document: Document, card: Card, facts: "Facts") -> Iterator[Problem]:
    """A stated coefficient is not the one that the data gives.

    Coefficients depend on choices that papers often leave out: the level of measurement, what was done with
    abstentions, repeated votes and pairs stored both ways round. Where one of these choices gives the stated number,
    the finding says which, so that the card can say it too: a stated value that has a note, and that such a choice
    gives, is not reported. Nor is one that the card says was computed on fewer items than were measured.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.23, low: 0.18, high: 0.24,
              items: 350, raters: 800}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24,
              items: 350, raters: 800}
    Fix: Writes the measured value. It is offered, and never made without being asked for: the data may be at fault.
    Source: Krippendorff, Content Analysis; tables of real studies whose published
        values differ by these choices
    """
    for position, stated in enumerate(card.statistics.agreement):
        found = facts.dimension(stated.dimension)
        route: Route = ("statistics", "agreement", position, "value")
        estimate = found.agreement.coefficient(stated.metric, stated.level) if found else None
        if found is None or estimate is None or estimate.value is None or _on_a_part(stated, found):
            continue
        digits = _decimals(document, route)
        if _rounds_to(estimate.value, stated.value, digits):
            continue
        why = _explanation(stated, found, digits)
        if not (why and stated.note):
            yield _other_value(route, stated, estimate.value, why, digits)


def _on_a_part(stated: Agreement, found: "DimensionFacts") -> bool:
    """Say whether a coefficient was computed on a part of the items that were measured."""
    return stated.items is not None and stated.items < found.agreement.items


def _other_value(route: Route, stated: Agreement, measured: float, why: str, digits: int) -> Problem:
    name = term(stated.metric)
    message = f"The card states {name} of {stated.value:g}; the data gives {measured:.4f}."
    if why:
        return Problem(
            route, f"{message} The stated value comes out {why}.", "Say so in the note, or state the other value."
        )
    help_ = "Correct the number, or say in the note which items, ratings and choices it stands for."
    fix = Fix(f"Write the measured value {measured:.{digits}f}", (Set(route, round(measured, digits)),), safe=False)
    return Problem(route, message, help_, fix)


def _explanation(stated: Agreement, found: "DimensionFacts", digits: int) -> str:
    """Name the choice that gives a stated value, if there is one."""
    if stated.metric == "krippendorff_alpha":
        for level, estimate in found.agreement.alpha.items():
            if estimate.value is not None and _rounds_to(estimate.value, stated.value, digits):
                return f"at the {level} level"
    level = stated.level or found.agreement.level
    name = f"alpha_{level}" if stated.metric == "krippendorff_alpha" else stated.metric
    for variant in found.variants:
        value = variant.coefficients.get(name)
        if value is not None and _rounds_to(value, stated.value, digits):
            return _choices(variant, found)
    return ""


def _choices(variant: "Variant", found: "DimensionFacts") -> str:
    """Say in words what a variant does otherwise than the first one, which is the default."""
    usual = found.variants[0]
    words = {
        "abstentions": {"dropped": "abstentions are dropped", "counted": "abstentions are counted as a value"},
        "repeats": {
            "first": "only the first of repeated answers counts",
            "last": "only the last of repeated answers counts",
            "all": "repeated answers are all counted",
        },
        "single_rated": {"counted": "items with one rating are counted as unanimous"},
        "pairs": {"as_stored": "pairs are left as they are stored, in both orders"},
    }
    told = [
        choices[getattr(variant, name)]
        for name, choices in words.items()
        if getattr(variant, name) != getattr(usual, name) and getattr(variant, name) in choices
    ]
    return f"when {' and '.join(told)}" if told else "under another choice of ratings"


def _decimals(document: Document, route: Route) -> int:
    """Count the decimals that a number was written with."""
    mark = document.mark(route)
    text = document.text[mark.start : mark.end] if mark else ""
    found = re.fullmatch(r"[-+]?\d*\.(\d+)", text)
    return len(found.group(1)) if found else 0


def _rounds_to(measured: float, stated: float, digits: int) -> bool:
    """Say whether a number was rounded, or cut, to the stated one; some papers cut."""
    step = 10.0**-digits
    return abs(measured - stated) <= step / 2 + 1e-9 or math.isclose(math.trunc(measured / step) * step, stated)
