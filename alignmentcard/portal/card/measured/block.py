"""A block of the reading depth: sentences first, then a chart, then the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from alignmentcard import words
from alignmentcard.measurement.results.definitions import UNDEFINED, withheld
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import Estimate, Undefined
from alignmentcard.messages import _, spoken
from alignmentcard.messages.recognised import recognised


@dataclass(frozen=True)
class Table:
    """The numbers of a chart; the first cell of a row is its name."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Block:
    """One thing that was measured."""

    title: str
    sentences: tuple[str, ...]
    chart: Markup | None = None
    table: Table | None = None
    caption: str = ""
    """What the table is called; the same numbers as a table, where it is empty."""
    notes: tuple[str, ...] = ()
    """Sentences that stand in the measurements, said again in the language that is spoken."""
    english: tuple[str, ...] = ()
    """Those that no catalogue knows, as they were written."""

    def with_notes(self, sentences: Sequence[str]) -> "Block":
        """Put sentences of the measurements beside those of the page."""
        told = {sentence: recognised(sentence) for sentence in sentences}
        known = tuple(said for said in told.values() if said is not None)
        return replace(self, notes=known, english=tuple(one for one, said in told.items() if said is None))


def held(facts: Facts) -> str:
    """Return what share of the time an interval holds, such as `95 %`."""
    return spoken().percent(float(facts.settings.get("confidence", 0.95)))


def by_chance(facts: Facts) -> float:
    """Return the chance below which a difference counts, such as 0.05, without the noise of the subtraction."""
    return round(1 - float(facts.settings.get("confidence", 0.95)), 9)


def why(reason: Undefined | None) -> str:
    """Say why there is no number, as the end of a sentence."""
    known = UNDEFINED.get(reason) if reason else None
    return known.sentence if known else _("was not measured")


def estimate(found: Estimate, digits: int = 2) -> str:
    """Write a number with its interval, or why there is none."""
    if found.value is None:
        return why(found.undefined)

    def said(number: float) -> str:
        return spoken().decimals(number, digits)

    if found.widest is None:
        return said(found.value)
    low, high = found.widest
    return _("{value} ({low} to {high})", value=said(found.value), low=said(low), high=said(high))


def reasoned(found: Estimate) -> str:
    """Write a number with its interval, or with the reason why it has none."""
    name = found.no_interval or found.no_both
    reason = withheld(name) if name else ""
    return _("{number} (no interval: {reason})", number=estimate(found), reason=reason) if reason else estimate(found)


def percent(share: float | None) -> str:
    """Write a share; a dash where there is none."""
    return "–" if share is None else words.percent(share)


def share(found: Estimate) -> str:
    """Write a share with its interval in percent."""
    if found.low is None or found.high is None:
        return percent(found.value)
    return _(
        "{value} ({low} to {high})",
        value=percent(found.value),
        low=spoken().decimals(100 * found.low, 0),
        high=spoken().decimals(100 * found.high, 0),
    )
