"""What repeated questions show: genuine and constructed preferences, and non-attitudes."""

from collections.abc import Iterator

from alignmentcard.measurement.results.values import Consistency, Repeated, Signal
from alignmentcard.messages import _, _n, later
from alignmentcard.portal.card.measured.block import Block, Table, estimate, percent, share, why
from alignmentcard.portal.charts.bars import Part, Whole, stacks
from alignmentcard.words import figure

TITLE = later("Held, made up, or drawn")
KINDS = (
    ("genuine", later("Genuine: held, however it is asked")),
    ("constructed", later("Constructed: held only when asked the same way")),
    ("non_attitude", later("Non-attitude: another answer to the same question")),
)


def repeats(found: Consistency) -> Block:
    """Return what asking again showed, with the assumptions beside the numbers."""
    if found.undefined or not (found.same or found.across):
        return Block(_(TITLE), (_("Whether answers are held {reason}.", reason=why(found.undefined)),))
    said = [*_asked(_("in the same way"), found.same), *_asked(_("in another way"), found.across)]
    wholes = [Whole(label, _parts(signal)) for label, signal in _readings(found)]
    if found.signal and found.signal.non_attitude.value is not None:
        said.insert(0, _summary(found.signal))
    notes = tuple(dict.fromkeys(reading[1].note for reading in _readings(found) if reading[1].note))
    if found.assumptions:
        said.append(_("Assumptions: {assumptions}", assumptions=_(found.assumptions)))
    chart = stacks(_(TITLE), said[0], wholes) if wholes else None
    return Block(_(TITLE), tuple(said), chart, Table(tuple(map(_, HEAD)), tuple(_rows(found)))).with_notes(notes)


HEAD = (later("What"), later("Chance from all answers"), later("Chance from each item"))


def _summary(signal: Signal) -> str:
    held, made, drawn = (getattr(signal, name).value for name, label in KINDS)
    if held is None or made is None:
        return _(
            "{drawn} of the answers are drawn anew each time. The others are held at least "
            "when people are asked the same way; they were not asked in another way.",
            drawn=percent(drawn),
        )
    return _(
        "{held} of the answers are held however people are asked, {made} only when "
        "they are asked the same way, and {drawn} are drawn anew each time.",
        held=percent(held),
        made=percent(made),
        drawn=percent(drawn),
    )


def _asked(how: str, found: Repeated | None) -> Iterator[str]:
    if found and found.agreement.value is not None:
        yield (
            _n(
                "Asked again {how}, the same person gave the same answer in {share} of {pairs} pair.",
                "Asked again {how}, the same person gave the same answer in {share} of {pairs} pairs.",
                found.pairs,
                how=how,
                share=percent(found.agreement.value),
                pairs=figure(found.pairs),
            )
        )


def _readings(found: Consistency) -> Iterator[tuple[str, Signal]]:
    if found.signal and found.signal.genuine.value is not None:
        yield _("Chance taken from all answers together"), found.signal
    if found.signal_by_item and found.signal_by_item.genuine.value is not None:
        yield _("Stricter: chance taken from each item"), found.signal_by_item


def _parts(signal: Signal) -> tuple[Part, ...]:
    return tuple(Part(_(label), getattr(signal, name).value or 0.0) for name, label in KINDS)


def _rows(found: Consistency) -> Iterator[tuple[str, ...]]:
    for how, again in ((_("the same way"), found.same), (_("another way"), found.across)):
        if again:
            yield _("Pairs asked {how}", how=how), figure(again.pairs), ""
            yield _("Agreement of pairs asked {how}", how=how), share(again.agreement), ""
            yield _("Stability asked {how}", how=how), estimate(again.stability), estimate(again.stability_by_item)
    for name, label in KINDS:
        readings = [share(getattr(one, name)) if one else "–" for one in (found.signal, found.signal_by_item)]
        if found.signal or found.signal_by_item:
            yield _(label), *readings
