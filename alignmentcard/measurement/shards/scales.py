"""The answers of a study as a part tells them: what statistics ask of a scale, without how cells are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from alignmentcard.measurement.tables.numbers import Line, read_number
from alignmentcard.measurement.tables.scale import NARROW, Answers

LEVELS = ("nominal", "ordinal", "interval", "ratio", "text")
MOST_TEXT = 1_000


@dataclass(frozen=True)
class Numbers:
    """Numbers on a line, exactly: floating point numbers in hexadecimal digits, the origin in decimal ones."""

    places: tuple[str, ...]
    from_zero: tuple[str, ...]
    origin: str
    unit: str


@dataclass(frozen=True)
class Scale:
    """What `Answers` says, of a scale with few values."""

    labels: tuple[str, ...]
    level: str
    level_said: bool
    ordered: bool
    line: Numbers | None
    abstain: tuple[int, ...]
    outside: tuple[str, ...]
    placeless: tuple[int, ...]
    set_aside: Mapping[str, int]
    told: tuple[str, ...]
    doubtful: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...] | None

    @classmethod
    def of(cls, answers: Answers) -> "Scale":
        """Tell the answers of a study."""
        line, sets = answers.line, answers.sets
        return cls(
            answers.labels, answers.level, answers.level_said, answers.ordered,
            Numbers(_told(line.places), _told(line.from_zero), str(line.origin), line.unit.hex()) if line else None,
            answers.abstain, answers.outside, answers.placeless, dict(answers.set_aside), answers.told,
            answers.doubtful, tuple(tuple(sorted(one)) for one in sets) if sets is not None else None,
        )  # fmt: skip

    def answers(self) -> Answers:
        """Return the answers; how often each was given is for the tallies to say."""
        line = self.line
        return Answers(
            labels=self.labels, counts=(0,) * len(self.labels), codes=(), level=self.level, level_said=self.level_said,
            ordered=self.ordered, abstain=self.abstain, outside=self.outside, placeless=self.placeless,
            line=Line(_read(line.places), _read(line.from_zero), Decimal(line.origin), float.fromhex(line.unit))
            if line else None,
            set_aside=self.set_aside, told=self.told, doubtful=self.doubtful,
            sets=tuple(map(frozenset, self.sets)) if self.sets is not None else None,
        )  # fmt: skip

    def wrong(self) -> Iterator[str]:
        """Yield what cannot be."""
        values = len(self.labels)
        if not 1 <= values <= NARROW or len({*self.labels}) < values or self.level not in LEVELS:
            yield "has no labels that can be counted"
        if any(not 0 <= code < values for code in (*self.abstain, *self.placeless)):
            yield "has an abstention that is no label"
        if not {*self.outside, *self.doubtful} <= {*self.labels} or (
            self.sets is not None and len(self.sets) != values
        ):
            yield "tells of labels that it does not have"
        if any(not 0 <= count <= 2**53 for count in self.set_aside.values()):
            yield "sets aside what cannot be counted"
        if self.line is not None and not self._on_line(self.line):
            yield "has numbers that stand on no line"

    def _on_line(self, line: Numbers) -> bool:
        if read_number(line.origin) is None or {len(line.places), len(line.from_zero)} != {len(self.labels)}:
            return False
        try:
            places, unit = _read((*line.places, *line.from_zero)), float.fromhex(line.unit[:MOST_TEXT])
        except (ValueError, OverflowError):
            return False
        return all(place == place for place in places) and 0 < unit < float("inf")


def _told(numbers: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(number.hex() for number in numbers)


def _read(texts: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(float.fromhex(text[:MOST_TEXT]) for text in texts)
