"""One row is an item, and each of some columns holds the answers of one person."""

import re
import shlex
from collections.abc import Sequence

from alignmentcard.measurement.tables.columns import ColumnError, Layout, columns_named, join_names, listed
from alignmentcard.measurement.tables.guessing import WORDS, names_raters, unclear
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.hints import alike_columns
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.telling import some_of
from alignmentcard.measurement.tables.usual_names import WITH_NUMBERS
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded

ANSWERS = ("labels?", "annotations?", "ratings?", "scores?", "answers?", "votes?", "responses?")
STEM = re.compile(
    rf"(?P<before>.*?)(?:(?P<person>{'|'.join(WITH_NUMBERS)})|(?P<answer>{'|'.join(ANSWERS)}))[ _.-]?"
    r"(?P<number>\d+|(?<=[ _.-])[a-z])(?P<after>.*)",
    re.IGNORECASE,
)
AFTER = re.compile(rf"(?:[ _.-]({'|'.join(ANSWERS)}|values?|choices?))?", re.IGNORECASE)
SECOND = {"_2": "1", ".1": "0"}
"""How programs end the name of a second column that is called like the first, and the number of that."""
NO_ROW = later(
    "A row is an item here, and no column that may name it differs in every row. If each row is one, write its number "
    "into a column called item, and measure again. "
)
SHOWN = 8
A_RATER = (
    later("This column is the only rater: {columns}."),
    later("Each of these {count:,} columns is a rater: {columns}."),
)
BY_A_RATER = (
    later("This column holds the answers of the only rater: {columns}."),
    later("Each of these {count:,} columns holds the answers of one rater: {columns}."),
)


def find(table: Table, asked: Asked) -> Layout | None:
    """Find columns of people: those that are said, or of a name with a number such as annotator_3."""
    said = asked.said
    if said.rater:
        # where the value is said, several columns of raters are parts of one id
        is_list = "," in said.rater and said.rater not in table.columns and not said.value
        return lay(table, asked) if "*" in said.rater or is_list else None
    if said.value or said.count:
        return None
    groups = _groups(table, asked)
    if names_raters(table):
        groups = {key: group for key, group in groups.items() if key[1]}
    return _layout(asked, *_chosen(table, asked, groups)) if groups else None


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns of people, where the layout is stated."""
    said = asked.said
    if not said.rater:
        groups = _groups(table, asked)
        if groups:
            return _layout(asked, *_chosen(table, asked, groups))
        alike = alike_columns(table, set(asked.guess.taken))
        names = join_names(alike) if len(alike) > 1 else "NAME,NAME"
        raise ColumnError(
            worded(
                "Name the columns of people: --column rater={names}, or by a pattern such as "
                "rater=annotator_*. The table has: {columns}.",
                names=shlex.quote(names),
                columns=listed(table.columns),
            )
        )
    columns = columns_named("rater", said.rater, table.columns, {said.gold, said.label, said.item})
    return _layout(asked, columns, {})


Group = tuple[str, ...]


def _groups(table: Table, asked: Asked) -> dict[tuple[str, bool], dict[str, str]]:
    """Return columns by the name they share and whether it is one of people; each by its number, or its letter.

    Answers with letters alone may be those of two things that were compared (`response_a`), and are no people.
    """
    found: dict[tuple[str, bool], dict[str, str]] = {}
    for name in table.columns:
        parts = STEM.fullmatch(name)
        if parts and name not in asked.guess.taken and AFTER.fullmatch(parts["after"]):
            stem = parts["person"] or parts["answer"]
            key = (f"{parts['before']}{stem}*{parts['after']}".lower(), bool(parts["person"]))
            found.setdefault(key, {})[parts["number"]] = name
    for group in found.values():
        group.update(_first(table.columns, min(group.items(), key=_in_order)[1]))
    several = {key: dict(sorted(group.items(), key=_in_order)) for key, group in found.items() if len(group) > 1}
    people = [group.keys() for key, group in several.items() if key[1]]
    several = {key: group for key, group in several.items()
               if key[1] or group.keys() in people or not any(map(str.isalpha, group))}  # fmt: skip
    return {key: group for key, group in several.items() if _no_texts(table, list(group.values()))}


def _in_order(numbered: tuple[str, str]) -> int:
    return int(numbered[0]) if numbered[0].isdigit() else ord(numbered[0].lower())


def _first(columns: Sequence[str], name: str) -> dict[str, str]:
    """Return the first of columns that had one name, before the second: `label` and `label_2`, or `label.1`."""
    named = {number: name.removesuffix(ending) for ending, number in SECOND.items() if name.endswith(ending)}
    return {number: bare for number, bare in named.items() if bare in columns}


def _no_texts(table: Table, names: Sequence[str]) -> bool:
    return all(one.length <= WORDS and not one.nested for one in table.profile(names).values())


def _chosen(table: Table, asked: Asked, groups: dict[tuple[str, bool], dict[str, str]]) -> tuple[Group, dict[str, str]]:
    """Choose the columns of answers; where as many columns hold who gave them, these name the raters."""
    if len(groups) == 1:
        return tuple(next(iter(groups.values())).values()), {}
    people = [group for key, group in groups.items() if key[1]]
    answers = [group for key, group in groups.items() if not key[1]]
    if len(people) == 1 and len(answers) == 1 and people[0].keys() == answers[0].keys():
        named_by = {answers[0][number]: people[0][number] for number in people[0]}
        return tuple(answers[0].values()), named_by
    if len(people) == 1 and not answers:
        return tuple(people[0].values()), {}
    shown = " or ".join(f"rater={key[0]}" for key in groups)
    more = f"Several sets of columns may hold people's answers: {shown}. "
    raise unclear(asked.guess, ("rater",), {}, more, {"rater": next(iter(groups))[0]})


def _repeats(asked: Asked) -> bool:
    """Say whether the likeliest column of items has the same value in several rows."""
    likely = [one.column for one in asked.guess.candidates.get("item", ())[:1]]
    return any(one.different < one.filled for one in asked.guess.table.profile(likely).values())


def _layout(asked: Asked, raters: Group, named_by: dict[str, str]) -> Layout:
    asked.guess.taken |= {*raters, *named_by.values()}
    asked.guess.rows_are_items = True
    found, guessed = asked.filled(("item",))
    asked.need(found, ("item",), worded(NO_ROW) if _repeats(asked) else "")
    used = {*raters, *named_by.values(), *asked.items(found), *asked.said.attributes.values()}
    used |= {name for name in found.values() if isinstance(name, str)}
    beside = [name for name in asked.columns if name not in used]
    count, notes = len(raters), []
    if not named_by:
        told = some_of(raters, SHOWN)
        notes.append(numbered(count, *A_RATER, count=count, columns=told))
    if named_by:
        told = some_of([worded("{column} by {rater}", column=name, rater=named_by[name]) for name in raters], SHOWN)
        notes.append(numbered(count, *BY_A_RATER, count=count, columns=told))
    if beside:
        notes.append(worded("These columns hold no ratings: {columns}.", columns=some_of(beside, SHOWN)))
    more = {"raters": raters, "named_by": named_by, "notes": tuple(notes), "items": asked.items(found)}
    return settled(found, "wide", guessed, **more)
