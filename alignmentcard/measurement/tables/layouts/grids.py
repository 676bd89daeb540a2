"""Names of columns that cross two parts, such as people and questions: which they are, and how to say it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.profiles import NESTED, Profile, Table
from alignmentcard.measurement.tables.telling import some_of
from alignmentcard.measurement.tables.usual_names import (
    MACHINE,
    PERSONAL,
    QUALITY,
    REASONS,
    TIMES,
    WITH_NUMBERS,
    bare,
    names_somebody,
)
from alignmentcard.messages.retold import joined, worded

BETWEEN = re.compile(r"[ _.:/|-]+")
BRACKETS = "()[] "
PERSON = re.compile(rf"({'|'.join(WITH_NUMBERS)})([ _.-]?\d+|[ _.-][a-z])", re.IGNORECASE)
MOST_COLUMNS = 500
SHOWN = 8
LONGEST = 40


@dataclass(frozen=True)
class Grid:
    """Columns by two parts of their names, first and last, with the same sign between; all pairs are there."""

    columns: Mapping[tuple[str, str], str]
    sign: str

    @property
    def firsts(self) -> tuple[str, ...]:
        """Return the first parts, in the order of the table."""
        return tuple(dict.fromkeys(first for first, _ in self.columns))

    @property
    def lasts(self) -> tuple[str, ...]:
        """Return the last parts."""
        return tuple(dict.fromkeys(last for _, last in self.columns))

    def patterns(self, *, lasts: bool) -> dict[str, str]:
        """Return a pattern for each question, which is the last part of a name or the first."""
        if lasts:
            return {last: f"*{self.sign}{last}" for last in self.lasts}
        return {first: f"{first}{self.sign}*" for first in self.firsts}


def proposed(table: Table, asked: Asked, item: str) -> tuple[str, dict[str, str]] | None:
    """Say that columns may cross people with questions, and how to say it; nothing where names do not cross."""
    grid = crossing(table, asked)
    if grid is None:
        return None
    lasts = _questions_are_last(table, grid)
    people, questions = (grid.firsts, grid.lasts) if lasts else (grid.lasts, grid.firsts)
    told = worded(
        "The names of columns cross {people} with {questions}. If the former are people and the latter questions, the "
        "command below reads them: the star stands for the person.",
        people=some_of(people, SHOWN),
        questions=some_of(questions, SHOWN),
    )
    patterns = {f"dimensions.{one}": pattern for one, pattern in grid.patterns(lasts=lasts).items()}
    return joined("", (told, " ")), {"item": item, **patterns}


def crossing(table: Table, asked: Asked) -> Grid | None:
    """Return the largest grid of columns with short answers whose names cross two parts, at least two by two.

    Of several as large it is that with names of people, then that which cuts names sooner.
    """
    names = [name for name in table.columns if name not in asked.guess.taken]
    if len(names) > MOST_COLUMNS:
        return None
    grids = _grids([name for name in names if not table.types[name].startswith(NESTED)])
    best = max(
        grids, key=lambda grid: (len(grid.columns), are_people(grid.firsts) or are_people(grid.lasts)), default=None
    )
    return _answers(table, best) if best else None


def are_people(parts: Sequence[str]) -> bool:
    """Say whether parts of names are those of people, as `rater_1` is."""
    return all(PERSON.fullmatch(part.strip(BRACKETS)) for part in parts)


def _grids(names: Sequence[str]) -> Iterator[Grid]:
    """Yield grids: first parts that are followed by the same last parts."""
    by_sign: dict[str, dict[str, dict[str, str]]] = {}
    for name in names:
        for between in BETWEEN.finditer(name):
            first, last = name[: between.start()], name[between.end() :]
            if first and last:
                by_sign.setdefault(between[0], {}).setdefault(first, {})[last] = name
    for sign, firsts in by_sign.items():
        for lasts in dict.fromkeys(tuple(lasts) for lasts in firsts.values() if len(lasts) > 1):
            rows = [first for first, found in firsts.items() if found.keys() >= {*lasts}]
            if len(rows) > 1:
                yield Grid({(first, last): firsts[first][last] for first in rows for last in lasts}, sign)


def _answers(table: Table, grid: Grid) -> Grid | None:
    """Leave out what holds no answers, such as comments and times beside them; nothing where less than two remain."""
    seen = table.profile(list(grid.columns.values()))
    parts = {part for pair in grid.columns for part in pair}
    short = {part for pair, name in grid.columns.items() if _is_short(seen[name]) for part in pair}
    out = {part for part in parts if part not in short or _is_beside(part)}
    left = Grid({pair: name for pair, name in grid.columns.items() if not out & {*pair}}, grid.sign)
    return left if len(left.firsts) > 1 and len(left.lasts) > 1 else None


def _is_beside(part: str) -> bool:
    """Say whether a part of a name is that of what stands beside an answer: a time, a reason, an id."""
    plain = bare(part)
    about = any(pattern.fullmatch(plain) for pattern in (MACHINE, TIMES, PERSONAL, REASONS))
    return about or (names_somebody(part) and not PERSON.fullmatch(part))


def _is_short(seen: Profile) -> bool:
    return seen.filled > 0 and not seen.dates and (seen.numbers or (seen.short and seen.length <= LONGEST))


def _questions_are_last(table: Table, grid: Grid) -> bool:
    """Say whether the last parts of names are questions: by their names, else since their columns share answers."""
    named = [sum(bool(QUALITY.fullmatch(bare(one))) for one in parts) / len(parts)
             for parts in (grid.firsts, grid.lasts)]  # fmt: skip
    if named[0] != named[1]:
        return named[1] > named[0]
    seen = table.profile(list(grid.columns.values()))
    apart = [0, 0]
    for place in (0, 1):
        for one in grid.firsts if place == 0 else grid.lasts:
            sets = [frozenset(seen[name].values) for pair, name in grid.columns.items() if pair[place] == one]
            apart[place] += len(frozenset.union(*sets) - frozenset.intersection(*sets))
    return apart[1] <= apart[0]
