"""Numbers that the authors state beside those that the data gives: held together only where they are of one thing."""

import re

from alignmentcard.measurement.results.facts import Facts
from alignmentcard.messages import _, spoken
from alignmentcard.model import Card
from alignmentcard.portal import sentences
from alignmentcard.portal.card.stated import told_apart
from alignmentcard.rules.claims.claim import Claim
from alignmentcard.words import figure

NOTHING = "–"


def unlike(claim: Claim, facts: Facts) -> bool:
    """Return whether the stated number is of something else than what was measured, or was not measured."""
    return bool(claim.unchecked) or _in_one_pool(claim, facts)


def _in_one_pool(claim: Claim, facts: Facts) -> bool:
    return claim.route[0] == "pools" and claim.measured is None and bool(facts.pool.raters)


def compared(claim: Claim) -> tuple[str, str, str]:
    """Return what a claim is of, what is stated, and what was measured."""
    if claim.is_statistic:
        return _of(claim), figure(claim.stated), _measured(claim.measured)
    return _of(claim), figure(claim.stated), _("not measured") if claim.measured is None else figure(claim.measured)


def apart(claim: Claim, card: Card, facts: Facts) -> tuple[str, str, str, str]:
    """Return what a claim is of, what is stated, the nearest that was measured, and why the two are not compared."""
    if not claim.is_statistic:
        return (
            _of(claim),
            figure(claim.stated),
            _("{count} in all pools", count=figure(facts.pool.raters or 0)),
            _(sentences.WITHIN),
        )
    why = THOUSANDS.sub("\u202f", claim.unchecked.removeprefix(_("not comparable: {part}", part="")))
    apart = _told_apart(claim, card)
    return f"{_of(claim)}{f' ({apart})' if apart else ''}", figure(claim.stated), _near(claim, card, facts), why


THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
"""What findings, which are read on terminals, write between thousands."""


def _told_apart(claim: Claim, card: Card) -> str:
    """Return what tells a stated coefficient from others of the same name."""
    position = claim.route[2] if claim.route[1] == "agreement" else None
    return told_apart(card.statistics.agreement[position]) if isinstance(position, int) else ""


def _near(claim: Claim, card: Card, facts: Facts) -> str:
    if claim.route[1] != "agreement" or not isinstance(claim.route[2], int):
        return NOTHING
    stated = card.statistics.agreement[claim.route[2]]
    found = facts.dimension(stated.dimension)
    number = found.agreement.coefficient(stated.metric, stated.level) if found else None
    return NOTHING if number is None or number.value is None else _measured(number.value)


def _measured(value: float | None) -> str:
    return _("not measured") if value is None else spoken().significant(value, 3)


def _of(claim: Claim) -> str:
    if claim.is_statistic:
        return " ".join(filter(None, [claim.what, claim.dimension or ""]))
    return claim.what[:1].upper() + claim.what[1:]
