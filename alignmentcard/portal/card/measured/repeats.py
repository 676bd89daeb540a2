"""What repeated questions show: genuine and constructed preferences, and non-attitudes."""

from collections.abc import Iterator

from alignmentcard.measurement.results.values import Consistency, Repeated, Signal
from alignmentcard.portal.card.measured.block import Block, Table, estimate, percent, share, why
from alignmentcard.portal.charts.bars import Part, Whole, stacks
from alignmentcard.words import figure

TITLE = "Held, made up, or drawn"
KINDS = (
    ("genuine", "Genuine: held, however it is asked"),
    ("constructed", "Constructed: held only when asked the same way"),
    ("non_attitude", "Non-attitude: another answer to the same question"),
)


def repeats(found: Consistency) -> Block:
    """Return what asking again showed, with the assumptions beside the numbers."""
    if found.undefined or not (found.same or found.across):
        return Block(TITLE, (f"Whether answers are held {why(found.undefined)}.",))
    said = [*_asked("in the same way", found.same), *_asked("in another way", found.across)]
    wholes = [Whole(label, _parts(signal)) for label, signal in _readings(found)]
    if found.signal and found.signal.non_attitude.value is not None:
        said.insert(0, _summary(found.signal))
    notes = [signal.note for _, signal in _readings(found) if signal.note]
    if found.assumptions:
        said.append(f"Assumptions: {found.assumptions}")
    chart = stacks(TITLE, said[0], wholes) if wholes else None
    return Block(TITLE, (*said, *dict.fromkeys(notes)), chart, Table(HEAD, tuple(_rows(found))))


HEAD = ("What", "Chance from all answers", "Chance from each item")


def _summary(signal: Signal) -> str:
    held, made, drawn = (getattr(signal, name).value for name, _ in KINDS)
    if held is None or made is None:
        return (
            f"{percent(drawn)} of the answers are drawn anew each time. The others are held at least when people are "
            "asked the same way; they were not asked in another way."
        )
    return (
        f"{percent(held)} of the answers are held however people are asked, {percent(made)} only when they are asked "
        f"the same way, and {percent(drawn)} are drawn anew each time."
    )


def _asked(how: str, found: Repeated | None) -> Iterator[str]:
    if found and found.agreement.value is not None:
        yield (
            f"Asked again {how}, the same person gave the same answer in {percent(found.agreement.value)} of "
            f"{figure(found.pairs)} pairs."
        )


def _readings(found: Consistency) -> Iterator[tuple[str, Signal]]:
    if found.signal and found.signal.genuine.value is not None:
        yield "Chance taken from all answers together", found.signal
    if found.signal_by_item and found.signal_by_item.genuine.value is not None:
        yield "Stricter: chance taken from each item", found.signal_by_item


def _parts(signal: Signal) -> tuple[Part, ...]:
    return tuple(Part(label, getattr(signal, name).value or 0.0) for name, label in KINDS)


def _rows(found: Consistency) -> Iterator[tuple[str, ...]]:
    for how, again in (("the same way", found.same), ("another way", found.across)):
        if again:
            yield f"Pairs asked {how}", figure(again.pairs), ""
            yield f"Agreement of pairs asked {how}", share(again.agreement), ""
            yield f"Stability asked {how}", estimate(again.stability), estimate(again.stability_by_item)
    for name, label in KINDS:
        readings = [share(getattr(one, name)) if one else "–" for one in (found.signal, found.signal_by_item)]
        if found.signal or found.signal_by_item:
            yield label, *readings
