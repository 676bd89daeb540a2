"""The answers that occur in the data, in the order of the scale, and what can be done with them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import Engine

NARROW = 30
MOST_TEXTS = 2_000


class ScaleError(AlignmentCardError):
    """The answers do not fit the scale that is stated for them."""


@dataclass(frozen=True)
class Said:
    """What a card says about a scale."""

    level: str | None = None
    values: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Answers:
    """The values of one dimension: labels in order, how often each was given, and how each stands in the table.

    `numbers` are the labels as numbers, where all of them are; `narrow` scales have few enough values to count each.
    """

    labels: tuple[str, ...]
    counts: tuple[int, ...]
    raw: tuple[tuple[object, ...], ...]
    level: str
    level_said: bool
    ordered: bool
    numbers: tuple[float, ...] | None
    abstain: tuple[int, ...]
    outside: tuple[str, ...]
    missing: int = 0
    types: str = field(default="")

    @property
    def narrow(self) -> bool:
        """Say whether each value can be counted on its own."""
        return len(self.labels) <= NARROW

    @property
    def ratings(self) -> int:
        """Return the number of answers."""
        return sum(self.counts)


def read_answers(counted: Sequence[tuple[object, int]], said: Said, missing: Sequence[str], where: str) -> Answers:
    """Settle labels and order from distinct values and their counts; `where` names the dimension in messages."""
    raw: dict[str, list[object]] = {}
    counts: dict[str, int] = {}
    gone = 0
    for value, count in counted:
        label = label_of(value)
        if label is None or label in missing:
            gone += count
            continue
        raw.setdefault(label, []).append(value)
        counts[label] = counts.get(label, 0) + count
    unseen = [value for value in said.values if value not in counts]
    numbers = _numbers([*counts, *unseen])
    if said.level in ("interval", "ratio") and numbers is None:
        odd = next(label for label in [*counts, *unseen] if _number(label) is None)
        raise ScaleError(
            f"{where}: the scale is {said.level}, but “{odd}” is not a number. Correct level or missing codes."
        )
    if numbers is None and len(counts) > MOST_TEXTS:
        raise ScaleError(f"{where}: more than {MOST_TEXTS:,} different texts. Free text cannot be measured as a scale.")
    labels = _ordered(counts, said, numbers)
    outside = tuple(label for label in labels if said.values and label not in said.values)
    if said.low is not None or said.high is not None:
        outside = tuple(label for label in labels if numbers and _beyond(numbers[label], said))
    return Answers(
        labels=tuple(labels),
        counts=tuple(counts.get(label, 0) for label in labels),
        raw=tuple(tuple(raw.get(label, ())) for label in labels),
        level=said.level
        if said.level and said.level != "text"
        else ("interval" if numbers and len(labels) > 2 else "nominal"),
        level_said=said.level is not None,
        ordered=bool(said.values) or numbers is not None,
        numbers=tuple(numbers[label] for label in labels) if numbers else None,
        abstain=tuple(position for position, label in enumerate(labels) if label in said.abstain),
        outside=outside,
        missing=gone,
    )


def label_of(value: object) -> str | None:
    """Write a value as it would stand in a card: 1.0 is 1, true is true; None where it is missing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | Decimal) and value == int(value):
        return str(int(value))
    if isinstance(value, list):
        return ",".join(sorted(label_of(part) or "" for part in value))
    text = str(value)
    return text if text.strip() else None


def literal(engine: Engine, value: object) -> str:
    """Write a value for a query."""
    if isinstance(value, bool):
        return str(value).upper()
    return engine.text(value) if isinstance(value, str) else str(value)


def coded(engine: Engine, raw: Sequence[Sequence[object]], codes: Sequence[str]) -> str:
    """Write an expression that turns each value into its code."""
    cases = [
        f"WHEN {literal(engine, value)} THEN {code}"
        for values, code in zip(raw, codes, strict=True)
        for value in values
    ]
    return f"CASE value {' '.join(cases)} END" if cases else "CAST(NULL AS INT)"


def _numbers(labels: Sequence[str]) -> dict[str, float] | None:
    numbers = {label: _number(label) for label in labels}
    if not numbers or any(number is None for number in numbers.values()):
        return None
    return {label: number for label, number in numbers.items() if number is not None}


def _number(label: str) -> float | None:
    try:
        number = float(label)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _ordered(counts: Mapping[str, int], said: Said, numbers: Mapping[str, float] | None) -> list[str]:
    """Put declared values first, in their order; the rest by number or by name."""
    rest = [label for label in counts if label not in said.values]
    by = (lambda label: (numbers[label], label)) if numbers else (lambda label: (0.0, label))
    labels = [*said.values, *sorted(rest, key=by)]
    return sorted(labels, key=by) if numbers and rest else labels


def _beyond(number: float, said: Said) -> bool:
    return (said.low is not None and number < said.low) or (said.high is not None and number > said.high)
