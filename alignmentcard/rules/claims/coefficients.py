"""A stated coefficient held against the measured one: the same, another, or not to be compared."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.measurement.results.extras import STATED, WORDS, forms_of, names_form
from alignmentcard.messages.retold import listed
from alignmentcard.messages.retold import told as _
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.rules.claims.explanations import choice_that_gives, level_that_gives, mean_over_dimensions, order_of
from alignmentcard.rules.claims.measured import found_in, why_not
from alignmentcard.rules.claims.numbers import Written, written
from alignmentcard.rules.claims.parts import OF_ITEMS, OF_ONE_ITEM, part_in, part_of, part_under
from alignmentcard.words import tallied, term

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import DimensionFacts, Estimate
    from alignmentcard.rules.evidence import Parts


@dataclass(frozen=True)
class Comparison:
    """A stated coefficient as a share, whether it was written in percent, and what the data gives."""

    number: Written
    percent: bool = False
    measured: float | None = None
    unchecked: str = ""
    """Why the two cannot be compared, as a clause."""
    level: str = ""
    """The other level of measurement that gives the stated value."""
    choice: str = ""
    """The other choice that gives the stated value, as the end of a sentence."""
    form: str = ""
    """The form of the coefficient that was measured, where it has several."""
    open: bool = False
    """Whether the card leaves open which form it states."""
    of_all: bool = True
    """Whether it is of all the data; else of the part that the card says."""

    @property
    def same(self) -> bool:
        """Whether the measured value rounds to the stated one."""
        return self.measured is not None and self.number.gives(self.measured)


def compared(
    document: Document, card: Card, position: int, facts: "Facts", parts: "Parts" = MappingProxyType({})
) -> Comparison:
    """Hold the stated coefficient at a position against what was measured, of a part if it is of one."""
    stated = card.statistics.agreement[position]
    number = written(document, ("statistics", "agreement", position, "value"), stated.value)
    percent = stated.value > 1
    number = number.as_share if percent else number.as_coefficient
    whole = found_in(facts, stated.dimension)
    of_all = not stated.between and (not stated.of or not (isinstance(whole, str) or part_under(stated.of, whole)))
    found = whole if of_all else _part(stated, parts.get(position))
    if isinstance(found, str):
        mean = mean_over_dimensions(stated, facts) if of_all and not stated.dimension else None
        same = mean is not None and number.gives(mean)
        return Comparison(number, percent, mean if same else None, "" if same else found)
    estimate, form, open_ = _measured(stated, found, number)
    if estimate is None or estimate.value is None:
        return Comparison(number, percent, unchecked=_not_measured(stated, estimate))
    part = part_of(stated, found)
    if not part and number.gives(estimate.value):
        return Comparison(number, percent, estimate.value, of_all=of_all)
    choice = choice_that_gives(number, stated, found, facts, order_of(card, stated))
    part = part or part_in(stated.note, found)
    if part and not (choice and stated.note):
        return Comparison(number, percent, unchecked=_("not comparable: {part}", part=part))
    level = level_that_gives(number, stated, found)
    level = "" if choice else level  # the stated level is right where a choice of ratings at that level explains it
    return Comparison(number, percent, estimate.value, level=level, choice=choice, form=form, open=open_, of_all=of_all)


def _part(stated: Agreement, part: "DimensionFacts | str | None") -> "DimensionFacts | str":
    """Return what was measured of the part that a coefficient is of, or why it cannot be compared."""
    if part is None or isinstance(part, str):
        return _("not comparable: {part}", part=part or _of_what(stated))
    items = stated.of.items if stated.of else None
    if items in (None, part.sizes.items, part.agreement.items):
        return part
    said = _(
        OF_ONE_ITEM if items == 1 else OF_ITEMS,
        stated=tallied(items),
        measured=tallied(part.agreement.items),
    )
    return _("not comparable: {part}", part=said)


def _measured(stated: Agreement, found: "DimensionFacts", number: Written) -> "tuple[Estimate | None, str, bool]":
    """Return what a stated coefficient is held against, the form that this is, and whether the card leaves it open.

    A name such as intraclass correlation has several forms: the one that the note names is meant, else the one that
    gives the stated number, else the first that is defined.
    """
    forms = forms_of(stated, found)
    if stated.metric not in STATED or len(STATED[stated.metric]) == 1:
        return next(iter(forms.values()), found.agreement.coefficient(stated.metric, stated.level)), "", False
    named = {name: one for name, one in forms.items() if names_form(stated, name)}
    defined = {name: one for name, one in (named or forms).items() if one.value is not None}
    giving = {name: one for name, one in defined.items() if one.value is not None and number.gives(one.value)}
    name, one = next(iter((giving or defined or forms).items()), ("", None))
    return one, WORDS.get(name, ""), not named


def _of_what(stated: Agreement) -> str:
    return (
        _("it is between {groups}", groups=listed(stated.between))
        if stated.between
        else _("it is of a part of the data")
    )


def _not_measured(stated: Agreement, estimate: "Estimate | None") -> str:
    if estimate is not None:
        return why_not(estimate.undefined)
    if stated.metric in STATED:
        return _("it was not measured; “alignmentcard measure --with coefficients” measures it")
    named = stated.metric_name or _("this coefficient")
    what = named if stated.metric == "other" else term(stated.metric)
    if stated.metric == "krippendorff_alpha":
        level = term(stated.level)
        return _("measure does not compute {what} at the {level} level of these answers", what=what, level=level)
    if stated.note is None:
        return _("measure does not compute {what}; write in its note how it was computed", what=what)
    return _("measure does not compute {what}", what=what)
