"""Are the stated coefficients those of the data? (AC803)"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.edit import Add, Fix, Set
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.paths import Route
from alignmentcard.rules.claims.coefficients import Comparison, compared
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.words import term

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts


@rule("AC803", "agreement-differs", "error")
def agreement_differs(document: Document, card: Card, facts: "Facts") -> Iterator[Problem]:
    """A stated coefficient is not the one that the data gives.

    Coefficients depend on choices that papers often leave out: the level of measurement, what was done with
    abstentions, repeated votes and pairs stored both ways round, whose ratings and which dimensions were counted.
    Where one of these choices gives the stated number, the finding says which, so that the card can say it too: a
    stated value that has a note, and that such a choice gives, is not reported. The level is no matter for a note,
    since it has a field. What the card says is of a part of the data, under items and raters or in the note, is not
    compared.

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
    Source: Krippendorff 2004, Content Analysis; tables of real studies whose published
        values differ by these choices
    """
    for position, stated in enumerate(card.statistics.agreement):
        found = compared(document, card, position, facts)
        route: Route = ("statistics", "agreement", position)
        if found.measured is None or (found.same and not found.percent) or (found.choice and stated.note):
            continue
        yield _as_percent(route, stated, found) if found.same else _other(route, stated, found, found.measured)


def _as_percent(route: Route, stated: Agreement, found: Comparison) -> Problem:
    message = f"The card states {term(stated.metric)} of {stated.value:g}, which is the measured {found.measured:.4f} "
    share = found.number.value
    fix = Fix(f"Write {share:g}", (Set((*route, "value"), share),))
    return Problem((*route, "value"), f"{message}in percent.", f"Write the share: {share:g}.", fix)


def _other(route: Route, stated: Agreement, found: Comparison, measured: float) -> Problem:
    """Return the problem of a value that differs, with the choice that gives it if there is one."""
    share = f", as a share {found.number.value:g}" if found.percent else ""
    message = f"The card states {term(stated.metric)} of {stated.value:g}{share}; the data gives {measured:.4f}"
    message += f" as {found.form}." if found.form else "."
    value = (*route, "value")
    if found.level:
        operation = Set((*route, "level"), found.level) if stated.level else Add(route, "level", found.level)
        fix = Fix(f"Write the level {found.level}", (operation,), safe=False)
        message += f" The stated value comes out at the {found.level} level."
        return Problem(value, message, f"Write level: {found.level}, or state the value at the other level.", fix)
    if found.choice:
        help_ = "Say so in the note, or state the other value."
        return Problem(value, f"{message} The stated value comes out {found.choice}.", help_)
    if found.open:
        return Problem(value, message, "Say in the note which form it is, or correct the number.")
    rounded = found.number.rounded(measured)
    fix = Fix(f"Write the measured value {rounded:g}", (Set(value, rounded),), safe=False)
    help_ = "Correct the number, or say in the note which items, ratings and choices it stands for."
    return Problem(value, message, help_, fix)
