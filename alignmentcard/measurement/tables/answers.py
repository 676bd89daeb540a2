"""From the different values of a column to the answers of a dimension: their labels, their order, what is odd."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from alignmentcard.measurement.tables import cell_notes, thousands
from alignmentcard.measurement.tables.cells import (
    EMPTY_WORDS,
    LIKE_MISSING,
    Reading,
    as_list,
    as_text,
    is_empty,
    reading_of,
)
from alignmentcard.measurement.tables.doubtful_answers import far_off, without_card
from alignmentcard.measurement.tables.near import probably_meant
from alignmentcard.measurement.tables.numbers import Line, line, read_number
from alignmentcard.measurement.tables.refused_answers import (
    refuse_free_text,
    refuse_infinite,
    refuse_times,
    refuse_words,
)
from alignmentcard.measurement.tables.scale import Answers, StatedScale

NO_VALUE = "no value"
Counted = Sequence[tuple[object, int]]


@dataclass(frozen=True)
class _Labelled:
    """The different values of a column with their labels; where a value does not count, `reasons` has why.

    `told` is what points in numbers were read as.
    """

    counted: Counted
    reading: Reading
    labels: tuple[str | None, ...]
    reasons: tuple[str | None, ...]
    told: tuple[str, ...]

    @property
    def kept(self) -> list[object]:
        """Return the values that count."""
        return _kept(self.counted, self.reasons)

    @property
    def counts(self) -> dict[str, int]:
        """Return how often each label was given, in the order in which they come."""
        counts: dict[str, int] = {}
        for label, (_, count) in zip(self.labels, self.counted, strict=True):
            if label is not None:
                counts[label] = counts.get(label, 0) + count
        return counts

    @property
    def stored(self) -> dict[str, Decimal]:
        """Return what the table holds exactly where it stores numbers in binary, by label."""
        pairs = zip(self.counted, self.labels, strict=True)
        return {label: Decimal(value) for (value, _), label in pairs if label and isinstance(value, float)}


def read_answers(
    counted: Counted,
    said: StatedScale,
    missing: Sequence[str],
    where: str,
    *,
    untyped: bool = False,
    separator: str | None = None,
    points: bool = True,
) -> Answers:
    """Settle labels and order from distinct values and their counts; `where` names the dimension in messages.

    `untyped` values are texts of a file that has nothing else, where some words stand for a missing value. Where
    `points` are known, they stand before decimals. ScaleError where the answers do not fit the stated scale, or none.
    """
    reasons = tuple(_reason(value, said, missing, untyped=untyped) for value, _ in counted)
    cells = _labelled(counted, reasons, said, where, separator, points=points)
    counts, reading = cells.counts, cells.reading
    refuse_words(counts, said, where)
    off = _without_place(counts, said)
    numbers = _numbers([label for label in [*counts, *said.values] if label not in off])
    refuse_free_text(counts, numbers, where)
    labels = _ordered(counts, said, numbers)
    position = {label: code for code, label in enumerate(labels)}
    sets = _sets(labels, cells.kept, reading)
    doubtful = tuple(label for label in labels if _is_doubtful(label, said, numbers))
    outside = tuple(label for label in labels if _is_outside(label, said, numbers, reading))
    notes = cell_notes.sentences(counted, cells.labels, reasons, missing, reading, separator)
    return Answers(
        labels=tuple(labels),
        counts=tuple(counts.get(label, 0) for label in labels),
        codes=tuple(-1 if label is None else position[label] for label in cells.labels),
        level=_level(said, numbers),
        level_said=said.level is not None,
        ordered=numbers is not None or (bool(said.values) and sets is None and not said.ranked),
        line=_line(labels, counts, numbers, cells.stored) if numbers else None,
        abstain=tuple(code for code, label in enumerate(labels) if label in said.abstain),
        placeless=tuple(code for code, label in enumerate(labels) if label in off),
        outside=outside,
        reading=reading,
        set_aside=_set_aside(cells),
        reasons=reasons,
        told=(*cells.told, *notes, *_doubts(counts, said, off, outside, doubtful, sets=sets is not None)),
        doubtful=doubtful,
        sets=sets,
        stated=bool(said.values) or said.low is not None or said.high is not None,
    )


def _labelled(
    counted: Counted,
    reasons: tuple[str | None, ...],
    said: StatedScale,
    where: str,
    separator: str | None,
    *,
    points: bool,
) -> _Labelled:
    """Give each value that counts its label; refuse times and infinite numbers, which have none."""
    kept = _kept(counted, reasons)
    refuse_times(kept, said, where)
    abstaining = reading_of((), (), said.abstain)
    on_scale = [value for value in kept if abstaining.label(value) not in said.abstain]
    refuse_infinite(on_scale, said, where)
    between = thousands.stand_between_thousands(on_scale, said, known=points)
    reading = reading_of(
        on_scale, said.values, said.abstain, numeric=said.numeric, ranked=said.ranked, separator=separator,
        thousands=bool(between),
    )  # fmt: skip
    pairs = zip(counted, reasons, strict=True)
    labels = tuple(None if reason else reading.label(value) for (value, _), reason in pairs)
    told = thousands.sentences(on_scale, thousands=between) if reading.numeric or reading.numbers else ()
    return _Labelled(counted, reading, labels, reasons, tuple(told))


def _kept(counted: Counted, reasons: Sequence[str | None]) -> list[object]:
    return [value for (value, _), reason in zip(counted, reasons, strict=True) if reason is None]


def _doubts(
    counts: Mapping[str, int],
    said: StatedScale,
    off: set[str],
    outside: Sequence[str],
    doubtful: Sequence[str],
    *,
    sets: bool,
) -> Iterator[str]:
    """Yield sentences about answers that have no place in the order, or that no card lists and that look odd."""
    if said.level != "nominal" and not sets:
        yield from cell_notes.out_of_order(counts, off - {*said.abstain})
    if not sets:
        yield from probably_meant(counts, outside, said.values)
    if not (said.values or said.ranked):
        yield from without_card(counts, doubtful, sets=sets)


def _reason(value: object, said: StatedScale, missing: Sequence[str], *, untyped: bool) -> str | None:
    """Say why a cell does not count; None where it does."""
    if is_empty(value):
        return NO_VALUE
    text = as_text(value)
    code = _same(text, value, missing)
    if code is not None:
        return f"missing code {code}"
    bare = text.strip()
    if untyped and bare in EMPTY_WORDS and not {text, bare} & {*said.values, *said.abstain}:
        return f"missing code {bare}"
    return None


def _same(text: str, value: object, codes: Sequence[str]) -> str | None:
    """Return the code that a cell holds, spelled in whatever way: -99.0 is -99, True is true."""
    if not codes:
        return None
    if text in codes or text.strip() in codes:
        return text if text in codes else text.strip()
    label = reading_of((), (), codes).label(value)
    return label if label in codes else None


def _without_place(counts: Mapping[str, int], said: StatedScale) -> set[str]:
    """Return the labels that have no place in an order: abstentions, and words that the stated scale does not have."""
    if said.numeric:
        odd = {label for label in counts if read_number(label) is None}
    else:
        odd = {label for label in counts if said.values and label not in said.values}
    return odd | set(said.abstain)


def _numbers(labels: Sequence[str]) -> dict[str, Decimal] | None:
    numbers = {label: read_number(label) for label in labels}
    if not numbers or None in numbers.values():
        return None
    return {label: number for label, number in numbers.items() if number is not None}


def _ordered(counts: Mapping[str, int], said: StatedScale, numbers: Mapping[str, Decimal] | None) -> list[str]:
    """Put declared values first, in their order; the rest by number or by name; abstentions not among them last."""
    last = [label for label in said.abstain if label not in said.values and label in counts]
    rest = [label for label in counts if label not in said.values and label not in last]
    if numbers and rest:
        core = {label for label in [*said.values, *rest] if label in numbers}
        last = [label for label in [*said.values, *sorted(rest)] if label not in core] + last
        return [*sorted(core, key=lambda label: (numbers[label], label)), *last]
    return [*said.values, *sorted(rest), *last]


def _line(
    labels: Sequence[str], counts: Mapping[str, int], numbers: Mapping[str, Decimal], stored: Mapping[str, Decimal]
) -> Line:
    """Put the labels on a line; those that have no place on it stand at its origin, and are never counted there."""
    core = [label for label in labels if label in numbers]
    found = line(
        [numbers[label] for label in core],
        [counts.get(label, 0) for label in core],
        [stored.get(label, numbers[label]) for label in core] if stored else (),
    )
    places, from_zero = (dict(zip(core, part, strict=True)) for part in (found.places, found.from_zero))
    return replace(
        found,
        places=tuple(places.get(label, 0.0) for label in labels),
        from_zero=tuple(from_zero.get(label, 0.0) for label in labels),
    )


def _level(said: StatedScale, numbers: Mapping[str, Decimal] | None) -> str:
    if said.level and said.level != "text":
        return said.level
    return "interval" if numbers and len(numbers) > 2 else "nominal"


def _sets(labels: Sequence[str], values: Iterable[object], reading: Reading) -> tuple[frozenset[str], ...] | None:
    """Return the labels that each answer holds, where a mark between them or a list says that it can hold several."""
    if reading.ranked or not (reading.separator or any(as_list(value) is not None for value in values)):
        return None
    parts = {reading.label(value): reading.parts(value) for value in values}
    return tuple(parts.get(label) or reading.parts(label) or frozenset({label}) for label in labels)


def _is_outside(label: str, said: StatedScale, numbers: Mapping[str, Decimal] | None, reading: Reading) -> bool:
    if label in said.abstain:
        return False
    if said.low is not None or said.high is not None:
        return numbers is None or label not in numbers or _beyond(float(numbers[label]), said)
    if not said.values or label in said.values or said.ranked:
        return False
    parts = reading.parts(label)
    return not parts or not all(part in said.values for part in parts)


def _beyond(number: float, said: StatedScale) -> bool:
    return (said.low is not None and number < said.low) or (said.high is not None and number > said.high)


def _is_doubtful(label: str, said: StatedScale, numbers: Mapping[str, Decimal] | None) -> bool:
    """Say whether a label that no card lists looks like a missing value: by its words, or as a number far off."""
    if said.values or label in said.abstain:
        return False
    if numbers and label in numbers and far_off(label, numbers):
        return True
    if not LIKE_MISSING.fullmatch(label.strip()):
        return False
    if numbers is None or label not in numbers:
        return True
    rest = [number for other, number in numbers.items() if other != label]
    return bool(rest) and abs(numbers[label] - (max(rest) + min(rest)) / 2) > Decimal("1.5") * (max(rest) - min(rest))


def _set_aside(cells: _Labelled) -> dict[str, int]:
    """Count the ratings that do not count, by reason."""
    aside: dict[str, int] = {}
    for (_, count), reason, label in zip(cells.counted, cells.reasons, cells.labels, strict=True):
        if label is None:
            aside[reason or NO_VALUE] = aside.get(reason or NO_VALUE, 0) + count
    return {reason: aside[reason] for reason in sorted(aside) if aside[reason]}
