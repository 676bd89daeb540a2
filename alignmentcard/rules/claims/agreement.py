"""Are the stated coefficients those of the data? (AC803)"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.edit import Add, Fix, Set
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.paths import Route
from alignmentcard.rules.claims.coefficients import Comparison, compared
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.words import term

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.rules.evidence import Parts


@rule("AC803", "agreement-differs", "error")
def agreement_differs(
    document: Document, card: Card, facts: "Facts", parts: "Parts" = MappingProxyType({})
) -> Iterator[Problem]:
    """A stated coefficient is not the one that the data gives.

    Coefficients depend on choices that papers often leave out: the level of measurement, what was done with
    abstentions, repeated votes and pairs stored both ways round, whose ratings and which dimensions were counted.
    Where one of these choices gives the stated number, the finding says which, so that the card can say it too: a
    stated value that has a note, and that such a choice gives, is not reported. The level is no matter for a note,
    since it has a field. What the card says is of a part of the data, under items and raters or in the note, is not
    compared. One of a pool, of rows with a value in a column or between two pools is measured on these by
    `check --data`, where a column tells for certain which they are.

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
        found = compared(document, card, position, facts, parts)
        route: Route = ("statistics", "agreement", position)
        if found.measured is None or (found.same and not found.percent) or (found.choice and stated.note):
            continue
        yield _as_percent(route, stated, found) if found.same else _other(route, stated, found, found.measured)


def _as_percent(route: Route, stated: Agreement, found: Comparison) -> Problem:
    message = worded(
        "The card states {term} of {stated:g}, which is the measured {measured:.4f} in percent.",
        term=term(stated.metric),
        stated=stated.value,
        measured=found.measured,
    )
    share = found.number.value
    fix = Fix(worded("Write {share}", share=format(share, "g")), (Set((*route, "value"), share),))
    return Problem(
        (*route, "value"),
        message,
        worded("Write the share: {share}.", share=format(share, "g")),
        fix,
    )


def _other(route: Route, stated: Agreement, found: Comparison, measured: float) -> Problem:
    """Return the problem of a value that differs, with the choice that gives it if there is one."""
    share = worded(", as a share {number:g}", number=found.number.value) if found.percent else ""
    form = worded(" as {form}", form=found.form) if found.form else ""
    if not found.of_all:
        form += worded(" between these pools") if stated.between else worded(" for this part of the data")
    message = worded(
        "The card states {term} of {stated:g}{share}; the data gives {measured:.4f}{form}.",
        term=term(stated.metric),
        stated=stated.value,
        share=share,
        measured=measured,
        form=form,
    )
    value = (*route, "value")
    if found.level:
        operation = Set((*route, "level"), found.level) if stated.level else Add(route, "level", found.level)
        fix = Fix(worded("Write the level {level}", level=found.level), (operation,), safe=False)
        message += worded(" The stated value comes out at the {level} level.", level=found.level)
        return Problem(
            value,
            message,
            worded("Write level: {level}, or state the value at the other level.", level=found.level),
            fix,
        )
    if found.choice:
        help_ = worded("Say so in the note, or state the other value.")
        return Problem(
            value, worded("{message} The stated value comes out {choice}.", message=message, choice=found.choice), help_
        )
    if found.open:
        return Problem(value, message, worded("Say in the note which form it is, or correct the number."))
    rounded = found.number.rounded(measured)
    fix = Fix(
        worded("Write the measured value {rounded}", rounded=format(rounded, "g")), (Set(value, rounded),), safe=False
    )
    help_ = worded("Correct the number, or say in the note which items, ratings and choices it stands for.")
    return Problem(value, message, help_, fix)
