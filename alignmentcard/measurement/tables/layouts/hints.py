"""What else a table whose columns are not clear may be."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from alignmentcard.measurement.tables.columns import join_names, listed
from alignmentcard.measurement.tables.item_parts import RATED
from alignmentcard.measurement.tables.layouts import grids
from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.profiles import NESTED, Table
from alignmentcard.measurement.tables.structure import roles_by_contents, settled
from alignmentcard.measurement.tables.usual_names import ID, QUALITY, TIMES, bare
from alignmentcard.messages.retold import joined, worded

MOST_VALUES = 12
NO_ANSWER = re.compile(r"<.*>|n/?a|none|null|nan|-+|\?+|\.|unknown|missing|skipped?", re.IGNORECASE)

OUTCOME = re.compile(
    r"(^|[^a-z])(final|gold|consensus|majority|adjudicat\w*|resolved|aggregated?|truth|mean|median|mode|average|avg|total|sum)"
    r"([^a-z]|$)",
    re.IGNORECASE,
)
"""Names of what was made of several people's answers."""
STRAY = 0.34
"""What share of a column's values the others may lack: with few rows not everybody uses each step."""


def same_values(table: Table, asked: Asked, found: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Say that several columns hold the same few values, and how to say that each is a person or a question."""
    taken = {name for name in found.values() if isinstance(name, str)}
    alike = alike_columns(table, taken)
    contents = roles_by_contents(table, {role: found[role] for role in ("item", "rater") if found[role]})
    if {contents.get("item"), contents.get("rater")} & {*alike}:
        contents = {}
    candidates = asked.guess.candidates.get("item", ())
    likely = next((one.column for one in candidates if one.column not in alike), "NAME")
    item, rater = found["item"] or contents.get("item", likely), found["rater"] or contents.get("rater")
    across = grids.proposed(table, asked, item) if not rater else None
    if across:
        return across
    if rater and rater in table.types and not table.profile([rater])[rater].unique:
        apart = settled(table, (item, rater), alike)
        alike = alike if len(apart) == len(alike) else alike_columns(table, {*taken, item, rater} | apart)
    if len(alike) < 2:
        return "", {}
    told = worded(
        "But {columns} hold the same few values: if each is a person, name them as the rater; if each is an item and a "
        "row is a person, name them as the item; if each is a question, name them as dimensions.ID.",
        columns=listed(alike),
    )
    return joined("", (told, " ")), _meant(table, alike, item, rater)


def _meant(table: Table, alike: Sequence[str], item: str, rater: str | None) -> dict[str, str]:
    """Say what columns of the same values probably are: people, items, questions, or values with their counts."""
    questions = {f"dimensions.{name}": name for name in alike}
    if rater:
        several = table.profile([rater])[rater].unique if rater in table.types else False
        return {"item": join_names(alike), "rater": rater} if several else {"item": item, "rater": rater, **questions}
    if 2 * sum(bool(QUALITY.fullmatch(bare(name))) for name in alike) >= len(alike):
        return {"item": _with_reply(table, item, alike), **questions}
    if all(read_number(name) is not None for name in alike):
        return {"item": item, "count": join_names(alike)}
    return {"item": item, "rater": join_names(alike)}


def _with_reply(table: Table, item: str, alike: Sequence[str]) -> str:
    """Name what was judged: the item, with what answers it beside, where the item comes again."""
    if item not in table.types or table.profile([item])[item].unique:
        return item
    beside = [name for name in table.columns if name not in (item, *alike) and RATED.fullmatch(bare(name))]
    return join_names([item, *beside[:1]])


def alike_columns(table: Table, taken: set[str]) -> list[str]:
    """Return the largest set of columns that have the same few values, without outcomes for all people."""
    free = [name for name in table.columns if name not in taken and not table.types[name].startswith(NESTED)
            and not any(one.fullmatch(bare(name)) for one in (ID, TIMES)) and not OUTCOME.search(name)]  # fmt: skip
    values = {name: {one for one in seen.values if not NO_ANSWER.fullmatch(one)}
              for name, seen in table.profile(free).items() if seen.short}  # fmt: skip
    best: list[str] = []
    for whole in values.values():
        group = [name for name, some in values.items() if some and len(some - whole) <= STRAY * len(some)]
        if 1 < len(whole) <= MOST_VALUES and len(group) > len(best):
            best = group
    return best
