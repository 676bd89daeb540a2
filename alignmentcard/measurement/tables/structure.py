"""Roles by contents alone, for tables in any language: which columns together differ in every row, and what is left.

A rater answers an item once, so item and rater together differ in every row, and neither does alone. The answer comes
from a short list, and neither item nor rater settles it. This is proposed, and never taken without asking.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.engine.places import FILE
from alignmentcard.measurement.tables.columns import join_names
from alignmentcard.measurement.tables.keys import joined_id
from alignmentcard.measurement.tables.profiles import NESTED, Profile, Table
from alignmentcard.measurement.tables.usual_names import (
    DECISIONS,
    MACHINE,
    PERSONAL,
    REASONS,
    TIMES,
    WEAK,
    bare,
    named,
    names_somebody,
)

LOOKED_AT = 20_000
MOST_COLUMNS = 10
NEARLY = 0.98
"""So many rows at least differ in item and rater: some answers stand there twice."""
Pair = tuple[str, str]


def roles_by_contents(table: Table, found: Mapping[str, str]) -> dict[str, str]:
    """Return item and rater where exactly one choice of them fits, and the value, or several as `dimensions.NAME`.

    What is `found` already stays as it is. An item may take two columns, with a comma between, or be a file.
    """
    if "rater" in found and "item" not in found and _files_are_items(table, found["rater"]):
        return {"item": FILE, **found}
    seen = {one.name: one for one in table.profile(_plain(table)).values() if one.different > 1 and not one.unfit}
    if not {*found.values()} <= seen.keys() or not 3 <= len(seen) <= MOST_COLUMNS:
        return {}
    counts = _together(table, list(seen))
    choices = [dict(zip(("item", "rater", "value"), chosen, strict=True)) for chosen in _choices(seen, counts)]
    fitting = [one for one in choices if found.items() <= one.items()]
    if not fitting and {*found} == {"rater", "value"}:
        return _of_two(table, [name for name in seen if name not in found.values()], found)
    if len({(one["item"], one["rater"]) for one in _without_twins(fitting, counts)}) != 1:
        return {}
    values = list(dict.fromkeys(one["value"] for one in fitting))
    answers = {"value": values[0]} if len(values) == 1 else {f"dimensions.{name}": name for name in values}
    return {"item": fitting[0]["item"], "rater": fitting[0]["rater"], **answers}


def _files_are_items(table: Table, rater: str) -> bool:
    """Say whether people come again from file to file, and nobody twice in one."""
    counts = _counts(table, {(FILE, rater), (FILE,), (rater,), ()})
    return counts[FILE,] > 1 and counts[rater,] < counts[()] and counts[FILE, rater] >= NEARLY * counts[()]


def settled(table: Table, keys: Iterable[str], names: Sequence[str]) -> set[str]:
    """Return the columns that have one value for each value of a key."""
    known = [name for name in keys if name in table.types]
    counts = _counts(table, {(key, name) for key in known for name in names} | {(key, key) for key in known})
    return {name for name in names if any(counts[key, name] <= counts[key, key] / NEARLY for key in known)}


def _without_twins(choices: Sequence[dict[str, str]], counts: Mapping[Pair, int]) -> list[dict[str, str]]:
    """Leave out choices whose item says the same as that of the first: a text beside its id."""
    first = choices[0]["item"] if choices else ""
    return [one for one in choices if one["item"] == first or not _same(counts, first, one["item"])]


def _same(counts: Mapping[Pair, int], one: str, other: str) -> bool:
    return counts[one, other] == counts[one, one] == counts[other, other]


def _of_two(table: Table, names: Sequence[str], found: Mapping[str, str]) -> dict[str, str]:
    """Return two columns as the item where only both of them, with the rater, differ in every row."""
    pairs = list(itertools.combinations(names, 2))
    counts = _counts(table, {(*pair, found["rater"]) for pair in pairs} | {()})
    both = [pair for pair in pairs if counts[(*pair, found["rater"])] >= NEARLY * counts[()]]
    return {"item": join_names(both[0]), **found} if len(both) == 1 else {}


def _plain(table: Table) -> list[str]:
    """Return columns that are no times, no reasons and nothing of a model or about a person."""
    beside = (MACHINE, TIMES, PERSONAL, REASONS)
    named_ = [name for name in table.columns if not any(one.fullmatch(bare(name)) for one in beside)]
    return [name for name in named_ if not table.types[name].startswith(NESTED)]


def _together(table: Table, names: list[str]) -> dict[Pair, int]:
    """Count the different values of every column and of every two; `("", "")` is how many rows."""
    pairs = set(itertools.combinations_with_replacement(names, 2))
    found = _counts(table, {*pairs, ()})
    known = {(pair[0], pair[1]): count for pair, count in found.items() if pair}
    return known | {(b, a): count for (a, b), count in known.items()} | {("", ""): found[()]}


def _counts(table: Table, wanted: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Count the different values of columns together in the first rows; of no columns, the rows."""
    some = f"(SELECT * FROM {table.relation} LIMIT {LOOKED_AT}) r"
    groups = list(wanted)
    counted = [f"{_different(table, group)} AS p{at}" for at, group in enumerate(groups)]
    found = rows(table.engine.query(f"SELECT {', '.join(counted)} FROM {some}"))[0]
    return {group: int(found[f"p{at}"]) for at, group in enumerate(groups)}


def _different(table: Table, names: Sequence[str]) -> str:
    texts = [f"coalesce(CAST({table.engine.identifier(name)} AS STRING), '')" for name in dict.fromkeys(names)]
    return f"count(DISTINCT {joined_id(table.engine, texts)})" if names else "count(*)"


def _choices(seen: Mapping[str, Profile], counts: Mapping[Pair, int]) -> Iterable[tuple[str, str, str]]:
    """Yield every item, rater and value that fit together, the item with more values than the rater."""
    n = counts["", ""]
    keys = [(a, b) for a, b in itertools.combinations(seen, 2)
            if counts[a, b] >= NEARLY * n and max(counts[a, a], counts[b, b]) < NEARLY * n]  # fmt: skip
    for a, b in keys:
        item, rater = (b, a) if _rather(seen[b], seen[a]) else (a, b)
        for value in seen:
            rest = value not in (item, rater) and _may_be_an_answer(seen[value]) and counts[value, value] < NEARLY * n
            if rest and not _settled(counts, item, value) and not _settled(counts, rater, value):
                yield item, rater, value


def _may_be_an_answer(seen: Profile) -> bool:
    """Say whether a column is short and does not name people, what was judged, or what became of an answer."""
    decided = {value.lower() for value in seen.values} <= DECISIONS
    return seen.short and not decided and not names_somebody(seen.name) and bare(seen.name) not in WEAK["item"]


def _rather(one: Profile, other: Profile) -> bool:
    """Say whether one column is rather the item than another: by their names, else it has more values."""
    by_name = [named("item", seen.name) - named("rater", seen.name) for seen in (one, other)]
    return by_name[0] > by_name[1] if by_name[0] != by_name[1] else one.different > other.different


def _settled(counts: Mapping[Pair, int], key: str, value: str) -> bool:
    """Say whether a column has one value for each value of another."""
    return counts[key, value] <= counts[key, key] / NEARLY or counts[key, value] <= counts[value, value] / NEARLY
