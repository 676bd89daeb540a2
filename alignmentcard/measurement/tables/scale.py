"""The answers that occur in the data, in the order of the scale, and what can be done with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.tables import cell_notes
from alignmentcard.measurement.tables.cells import (
    EMPTY_WORDS,
    LIKE_MISSING,
    Reading,
    as_list,
    as_number,
    as_text,
    is_empty,
    is_infinite,
    is_time,
    is_too_long,
    reading_of,
)
from alignmentcard.measurement.tables.doubtful_answers import far_off, without_card
from alignmentcard.measurement.tables.numbers import Line, line, read_number
from alignmentcard.messages.retold import worded

NARROW = 30
MOST_TEXTS = 2_000
NO_VALUE = "no value"
SHOWN = 40
Counted = Sequence[tuple[object, int]]


class ScaleError(AlignmentCardError):
    """The answers do not fit the scale that is stated for them."""


@dataclass(frozen=True)
class StatedScale:
    """What a card says about a scale; answers that are `ranked` are orders of preference."""

    level: str | None = None
    values: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    ranked: bool = False

    @property
    def numeric(self) -> bool:
        """Say whether the scale is one of numbers, each of which it writes in one way."""
        numbers = [read_number(value) for value in self.values if value not in self.abstain]
        if numbers:
            return None not in numbers and len(set(numbers)) == len(numbers)
        return self.level in ("interval", "ratio") or self.low is not None or self.high is not None


@dataclass(frozen=True)
class Answers:
    """The values of one dimension: labels in order, how often each was given, and how each stands in the table.

    `codes` are the positions of the values that were read, in their order, -1 for those that do not count;
    `set_aside` says of these how many ratings there are by reason, `reasons` why each value does not count, and
    `told` what was made of spellings, in sentences. `placeless` labels, which are abstentions and words that the
    scale does not have, stand outside of its order. `line` has all others as numbers, where they are; `sets` has
    the labels that an answer holds, where some hold several. `doubtful` labels look like codes for missing values.
    `narrow` scales have few enough values to count each.
    """

    labels: tuple[str, ...]
    counts: tuple[int, ...]
    codes: tuple[int, ...]
    level: str
    level_said: bool
    ordered: bool
    line: Line | None
    abstain: tuple[int, ...]
    outside: tuple[str, ...]
    placeless: tuple[int, ...] = ()
    reading: Reading = field(default_factory=Reading)
    set_aside: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[str | None, ...] = ()
    told: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    sets: tuple[frozenset[str], ...] | None = None

    @property
    def narrow(self) -> bool:
        """Say whether each value can be counted on its own."""
        return len(self.labels) <= NARROW

    @property
    def ratings(self) -> int:
        """Return the number of answers."""
        return sum(self.counts)

    @property
    def missing(self) -> int:
        """Return the number of ratings that do not count."""
        return sum(self.set_aside.values())

    @property
    def placed(self) -> tuple[int, ...]:
        """Return the positions of all labels that have a place in the order."""
        return tuple(code for code in range(len(self.labels)) if code not in self.placeless)

    @property
    def positive(self) -> bool:
        """Say whether labels are numbers of which none is negative."""
        return self.line is not None and all(self.line.from_zero[code] >= 0 for code in self.placed)

    def recounted(self, counts: Sequence[int]) -> "Answers":
        """Return the same answers, of which other numbers were given."""
        return replace(self, counts=tuple(counts))


def read_answers(
    counted: Counted,
    said: StatedScale,
    missing: Sequence[str],
    where: str,
    *,
    untyped: bool = False,
    separator: str | None = None,
) -> Answers:
    """Settle labels and order from distinct values and their counts; `where` names the dimension in messages.

    `untyped` values are texts of a file that has nothing else, where some words stand for a missing value.
    """
    gone = [_reason(value, said, missing, untyped=untyped) for value, _ in counted]
    kept = [value for (value, _), reason in zip(counted, gone, strict=True) if reason is None]
    _refuse_times(kept, said, where)
    abstaining = reading_of((), (), said.abstain)
    on_scale = [value for value in kept if abstaining.label(value) not in said.abstain]
    _refuse_infinite(on_scale, said, where)
    reading = reading_of(
        on_scale, said.values, said.abstain, numeric=said.numeric, ranked=said.ranked, separator=separator
    )
    found = [None if reason else reading.label(value) for (value, _), reason in zip(counted, gone, strict=True)]
    counts: dict[str, int] = {}
    for label, (_, count) in zip(found, counted, strict=True):
        if label is not None:
            counts[label] = counts.get(label, 0) + count
    _refuse_words(counts, said, where)
    off = _without_place(counts, said)
    numbers = _numbers([label for label in [*counts, *said.values] if label not in off])
    _refuse_free_text(counts, numbers, where)
    labels = _ordered(counts, said, numbers)
    position = {label: code for code, label in enumerate(labels)}
    sets = _sets(labels, kept, reading)
    pairs = zip(counted, found, strict=True)
    stored = {label: Decimal(value) for (value, _), label in pairs if label and isinstance(value, float)}
    steps = _line(labels, counts, numbers, stored) if numbers else None
    abstain = tuple(code for code, label in enumerate(labels) if label in said.abstain)
    aside = _aside(counted, gone, found)
    doubtful = tuple(label for label in labels if _is_doubtful(label, said, numbers))
    asked = without_card(counts, doubtful, sets=sets is not None) if not (said.values or said.ranked) else ()
    return Answers(
        labels=tuple(labels),
        counts=tuple(counts.get(label, 0) for label in labels),
        codes=tuple(-1 if label is None else position[label] for label in found),
        level=_level(said, numbers),
        level_said=said.level is not None,
        ordered=numbers is not None or (bool(said.values) and sets is None and not said.ranked),
        line=steps,
        abstain=abstain,
        placeless=tuple(code for code, label in enumerate(labels) if label in off),
        outside=tuple(label for label in labels if _is_outside(label, said, numbers, reading)),
        reading=reading,
        set_aside=aside,
        reasons=tuple(gone),
        told=(
            *cell_notes.sentences(counted, found, gone, missing, reading, separator),
            *(
                cell_notes.out_of_order(counts, off - {*said.abstain})
                if said.level != "nominal" and sets is None
                else ()
            ),
            *asked,
        ),
        doubtful=doubtful,
        sets=sets,
    )


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


def _refuse_times(values: Iterable[object], said: StatedScale, where: str) -> None:
    found = next((value for value in values if is_time(value) and as_text(value) not in said.values), None)
    if found is not None:
        raise ScaleError(
            worded(
                "{where}: the answers are dates or times, such as {found}. Name the column that holds the "
                "answers: --column value=NAME.",
                where=where,
                found=as_text(found),
            )
        )


def _refuse_infinite(values: Sequence[object], said: StatedScale, where: str) -> None:
    """Refuse what no arithmetic holds, where all else is a number or the scale is one of numbers."""
    found = [value for value in values if is_infinite(value)]
    if not found:
        return
    rest = [value for value in values if not is_infinite(value)]
    typed = any(not isinstance(value, str) for value in found)
    alone = not rest and not any(map(is_too_long, found))
    if typed or said.numeric or (not said.values and not alone and all(as_number(one) is not None for one in rest)):
        raise ScaleError(
            worded(
                "{where}: “{short}” is no number that can be measured. Correct it, or declare it as missing "
                "under columns.missing.",
                where=where,
                short=_short(as_text(found[0])),
            )
        )


def _refuse_words(counts: Mapping[str, int], said: StatedScale, where: str) -> None:
    """Refuse a word where the card says that answers are numbers on a line."""
    labels = [label for label in [*counts, *said.values] if label not in said.abstain]
    odd = next((label for label in labels if read_number(label) is None), None)
    if said.level in ("interval", "ratio") and odd is not None:
        raise ScaleError(
            worded(
                "{where}: the scale is {level}, but “{odd}” is not a number. Correct level or missing codes.",
                where=where,
                level=said.level,
                odd=_short(odd),
            )
        )


def _refuse_free_text(counts: Mapping[str, int], numbers: Mapping[str, Decimal] | None, where: str) -> None:
    if numbers is None and len(counts) > MOST_TEXTS:
        raise ScaleError(
            worded(
                "{where}: more than {most_texts:,} different texts. Free text cannot be measured as a scale.",
                where=where,
                most_texts=MOST_TEXTS,
            )
        )


def _without_place(counts: Mapping[str, int], said: StatedScale) -> set[str]:
    """Return the labels that have no place in an order: abstentions, and words that the stated scale does not have."""
    if said.numeric:
        odd = {label for label in counts if read_number(label) is None}
    else:
        odd = {label for label in counts if said.values and label not in said.values}
    return odd | set(said.abstain)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} signs)"


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


def _aside(counted: Counted, gone: Sequence[str | None], found: Sequence[str | None]) -> dict[str, int]:
    """Count the ratings that do not count, by reason."""
    aside: dict[str, int] = {}
    for (_, count), reason, label in zip(counted, gone, found, strict=True):
        if label is None:
            aside[reason or NO_VALUE] = aside.get(reason or NO_VALUE, 0) + count
    return {reason: aside[reason] for reason in sorted(aside) if aside[reason]}
