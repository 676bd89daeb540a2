"""What the columns of a table hold, by counting: how much differs, how long texts are, what some values are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

EXACT = 1_000_000
"""Up to so many rows, different values are counted exactly; beyond, they are estimated."""
SHORT = 30
"""A scale has at most so many different values that each is looked at."""
NESTED = ("list", "large_list", "fixed_size_list", "struct", "map")
BYTES = ("binary", "large_binary", "fixed_size_binary")
DATE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|\d{4}/\d{1,2}/\d{1,2}(?!\d)")
TIMES = ("timestamp", "date", "time", "duration", "month_interval")


@dataclass(frozen=True)
class Profile:
    """One column: how many rows it fills, how many values differ, the mean length as text, and values if they are few.

    `numbers` says that all values are numbers, `fractions` how many of them are no whole ones.
    """

    name: str
    kind: str
    rows: int
    filled: int
    different: int
    length: float = 0.0
    numbers: bool = False
    fractions: float = 0.0
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()

    @property
    def nested(self) -> bool:
        """Say whether a cell holds a list or a mapping."""
        return self.kind.startswith(NESTED)

    @property
    def unfit(self) -> bool:
        """Say whether it is of a kind that no id and no answer has: bytes, or a time."""
        return self.kind.startswith((*BYTES, *TIMES))

    @property
    def short(self) -> bool:
        """Say whether there are so few values that they may be a scale."""
        return 0 < self.different <= SHORT

    @property
    def unique(self) -> bool:
        """Say whether every row has another value; estimates are a few percent off."""
        return self.filled == self.rows and self.different >= (self.rows if self.rows <= EXACT else 0.9 * self.rows)

    @property
    def dates(self) -> bool:
        """Say whether all values are dates, as far as they are few enough to be looked at."""
        return bool(self.values) and all(map(DATE.match, self.values))

    @property
    def described(self) -> str:
        """Say in a few words what the column holds."""
        if not self.filled:
            return worded("empty")
        if self.nested:
            return worded("lists or mappings")
        if self.unfit:
            return worded("bytes or times")
        if self.unique and self.rows > 1:
            return worded("differs in every row")
        if self.values:
            shown = ", ".join(self.values[:4]) + (", …" if len(self.values) > 4 else "")
            if self.different > 1:
                return worded("{different:,} different: {shown}", different=self.different, shown=shown)
            return worded("always {shown}", shown=shown)
        return worded(NUMBERS if self.numbers else TEXTS, different=self.different)


NUMBERS, TEXTS = later("{different:,} different numbers"), later("{different:,} different texts")


@dataclass
class Table:
    """A relation in an engine and its columns; what they hold is counted when it is first asked for."""

    engine: Engine
    relation: str
    types: Mapping[str, str]
    _rows: int | None = None
    _known: dict[str, Profile] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.types)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        if self._rows is None:
            self._rows = int(rows(self.engine.query(f"SELECT count(*) AS n FROM {self.relation}"))[0]["n"])
        return self._rows

    def profile(self, names: Sequence[str]) -> dict[str, Profile]:
        """Count what columns hold."""
        unknown = [name for name in names if name not in self._known]
        flat = [name for name in unknown if not self.types[name].startswith((*NESTED, *BYTES))]
        self._known.update({name: self._nested(name) for name in unknown if name not in flat})
        for start in range(0, len(flat), 100):
            self._known.update(self._count(flat[start : start + 100]))
        return {name: self._known[name] for name in names}

    def empty(self, name: str) -> bool:
        """Say whether a column has no value in any row."""
        column = self.engine.identifier(name)
        blank = "" if self.types[name].startswith((*NESTED, *BYTES)) else f" AND trim(CAST({column} AS STRING)) <> ''"
        found = self.engine.query(f"SELECT 1 AS one FROM {self.relation} WHERE {column} IS NOT NULL{blank} LIMIT 1")
        return not found.num_rows

    def _nested(self, name: str) -> Profile:
        column = self.engine.identifier(name)
        filled = rows(self.engine.query(f"SELECT count({column}) AS n FROM {self.relation}"))[0]["n"]
        return Profile(name, self.types[name], self.rows, int(filled), int(filled))

    def _count(self, names: Sequence[str]) -> dict[str, Profile]:
        different = "count(DISTINCT " if self.rows <= EXACT else "approx_count_distinct("
        fields = []
        for number, name in enumerate(names):
            column = self.engine.identifier(name)
            text = f"nullif(trim(CAST({column} AS STRING)), '')"
            figure = f"try_cast({text} AS DOUBLE)"
            fields += [
                f"count({text}) AS f{number}",
                f"{different}{text}) AS d{number}",
                f"avg(length({text})) AS l{number}",
                f"count({figure}) AS n{number}",
                f"sum(CASE WHEN {figure} <> floor({figure}) THEN 1 ELSE 0 END) AS p{number}",
                f"min({figure}) AS a{number}",
                f"max({figure}) AS b{number}",
            ]
        found = rows(self.engine.query(f"SELECT {', '.join(fields)} FROM {self.relation}"))[0]
        return {name: self._profile_of(name, {key[0]: found[key] for key in found if key[1:] == str(number)})
                for number, name in enumerate(names)}  # fmt: skip

    def _profile_of(self, name: str, found: Mapping[str, int | float | None]) -> Profile:
        filled, different = int(found["f"] or 0), int(found["d"] or 0)
        kind = self.types[name]
        numbers = filled > 0 and found["n"] == filled and kind != "bool"
        return Profile(
            name, kind, self.rows, filled, different,
            length=float(found["l"] or 0),
            numbers=numbers,
            fractions=float(found["p"] or 0) / filled if numbers else 0.0,
            low=float(found["a"]) if numbers and found["a"] is not None else None,
            high=float(found["b"]) if numbers and found["b"] is not None else None,
            values=self._values(name) if 0 < different <= SHORT else (),
        )  # fmt: skip

    def _values(self, name: str) -> tuple[str, ...]:
        text = f"nullif(trim(CAST({self.engine.identifier(name)} AS STRING)), '')"
        found = rows(self.engine.query(f"SELECT DISTINCT {text} AS v FROM {self.relation} WHERE {text} IS NOT NULL"))
        return tuple(sorted(row["v"] for row in found))
