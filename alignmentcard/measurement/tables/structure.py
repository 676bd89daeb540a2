"""Roles by contents alone, for tables in any language: which columns together differ in every row, and what is left.

A rater answers an item once, so item and rater together differ in every row, and neither does alone. The answer comes
from a short list, and neither item nor rater settles it. This is proposed, and never taken without asking.
"""

import itertools
from collections.abc import Iterable, Mapping

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.tables.profiles import Profile, Table
from alignmentcard.measurement.tables.usual_names import MACHINE, PERSONAL, REASONS, TIMES, bare, named

LOOKED_AT = 20_000
MOST_COLUMNS = 10
NEARLY = 0.98
"""So many rows at least differ in item and rater: some answers stand there twice."""
Pair = tuple[str, str]


def roles_by_contents(table: Table, found: Mapping[str, str]) -> dict[str, str]:
    """Return item, rater and value where exactly one choice of them fits; what is `found` already stays as it is."""
    seen = {one.name: one for one in table.profile(_plain(table)).values() if one.different > 1 and not one.unfit}
    if not {*found.values()} <= seen.keys() or not 3 <= len(seen) <= MOST_COLUMNS:
        return {}
    counts = _together(table, list(seen))
    choices = [dict(zip(("item", "rater", "value"), chosen, strict=True)) for chosen in _choices(seen, counts)]
    fitting = [one for one in choices if found.items() <= one.items()]
    return fitting[0] if fitting and len({one["value"] for one in fitting}) == 1 and _one_rater(fitting) else {}


def _one_rater(choices: Iterable[Mapping[str, str]]) -> bool:
    return len({one["rater"] for one in choices}) == 1


def _plain(table: Table) -> list[str]:
    """Return columns that are no times, no reasons and nothing of a model or about a person."""
    beside = (MACHINE, TIMES, PERSONAL, REASONS)
    named_ = [name for name in table.columns if not any(one.fullmatch(bare(name)) for one in beside)]
    return [name for name in named_ if not table.types[name].startswith(("list", "large_list", "struct", "map"))]


def _together(table: Table, names: list[str]) -> dict[Pair, int]:
    """Count the different pairs of values of every two columns in the first rows; `("", "")` is how many rows."""
    pairs = list(itertools.combinations(names, 2))
    some = f"(SELECT * FROM {table.relation} LIMIT {LOOKED_AT}) r"
    texts = {name: f"coalesce(CAST({table.engine.identifier(name)} AS STRING), '')" for name in names}
    counted = [f"count(DISTINCT {texts[a]} || '\x1f' || {texts[b]}) AS p{at}" for at, (a, b) in enumerate(pairs)]
    single = [f"count(DISTINCT {text}) AS s{at}" for at, text in enumerate(texts.values())]
    found = rows(table.engine.query(f"SELECT count(*) AS n, {', '.join([*counted, *single])} FROM {some}"))[0]
    known = {pair: int(found[f"p{at}"]) for at, pair in enumerate(pairs)}
    alone = {(name, name): int(found[f"s{at}"]) for at, name in enumerate(names)}
    return known | {(b, a): n for (a, b), n in known.items()} | alone | {("", ""): int(found["n"])}


def _choices(seen: Mapping[str, Profile], counts: Mapping[Pair, int]) -> Iterable[tuple[str, str, str]]:
    """Yield every item, rater and value that fit together, the item with more values than the rater."""
    n = counts["", ""]
    keys = [(a, b) for a, b in itertools.combinations(seen, 2)
            if counts[a, b] >= NEARLY * n and max(counts[a, a], counts[b, b]) < NEARLY * n]  # fmt: skip
    for a, b in keys:
        item, rater = (b, a) if _rather(seen[b], seen[a]) else (a, b)
        for value in seen:
            rest = value not in (item, rater) and seen[value].short and counts[value, value] < NEARLY * n
            if rest and not _settled(counts, item, value) and not _settled(counts, rater, value):
                yield item, rater, value


def _rather(one: Profile, other: Profile) -> bool:
    """Say whether one column is rather the item than another: by their names, else it has more values."""
    by_name = [named("item", seen.name) - named("rater", seen.name) for seen in (one, other)]
    return by_name[0] > by_name[1] if by_name[0] != by_name[1] else one.different > other.different


def _settled(counts: Mapping[Pair, int], key: str, value: str) -> bool:
    """Say whether a column has one value for each value of another."""
    return counts[key, value] <= counts[key, key] / NEARLY or counts[key, value] <= counts[value, value] / NEARLY
