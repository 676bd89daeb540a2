"""One row is an item, with a column for each person and question: rater_1_toxic, rater_1_funny, rater_2_toxic, …

Such names also cross things that were rated with questions (response_a_helpfulness). So columns are read by themselves
only where names such as `rater_1` leave no doubt; else the questions are named by patterns whose star is the person:
`dimensions.toxic=*_toxic`.
"""

import fnmatch
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from alignmentcard.measurement.tables.columns import ColumnError, Layout, absent
from alignmentcard.measurement.tables.guessing import names_raters
from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.layouts.cells import Answer, text
from alignmentcard.measurement.tables.layouts.grids import BRACKETS, SHOWN, are_people, crossing
from alignmentcard.measurement.tables.layouts.in_cells import Found
from alignmentcard.measurement.tables.layouts.turning import NAMED_SO, turn_round
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.telling import some_of
from alignmentcard.measurement.tables.words import same_words
from alignmentcard.messages.retold import worded

RATER = "rater"


def find(table: Table, asked: Asked) -> Layout | None:
    """Find columns that cross people with questions: those of stated patterns, or with names of people."""
    said = asked.said
    if said.value or said.count or said.dimension or said.rater:
        return None
    stated = {id_: name for id_, name in said.dimensions.items() if "*" in name and name not in table.columns}
    if stated or said.dimensions:
        return _layout(table, asked, stated) if stated else None
    grid = crossing(table, asked)
    if grid is None or names_raters(table):
        return None
    for lasts, people in ((True, grid.firsts), (False, grid.lasts)):
        if are_people(people):
            return _layout(table, asked, _of_card(asked, grid.patterns(lasts=lasts)))
    return None


def _of_card(asked: Asked, patterns: Mapping[str, str]) -> dict[str, str]:
    """Return the questions that are dimensions of the card, where any is; else all."""
    wanted = {id_: pattern for id_ in asked.dimensions for one, pattern in patterns.items() if same_words(id_, one)}
    return wanted or dict(patterns)


def _layout(table: Table, asked: Asked, patterns: Mapping[str, str]) -> Layout:
    """Read the columns that patterns name; what the star stands for is the person."""
    columns = {name: (person, id_) for id_, pattern in patterns.items() for person, name in _matches(table, pattern)}
    asked.guess.taken |= {*columns}
    people = tuple(dict.fromkeys(person for person, _ in columns.values()))
    note = worded(
        "Columns are answers by {people}, each with {questions}.",
        people=some_of(people, SHOWN),
        questions=some_of(list(patterns), SHOWN),
    )
    found = Found(tuple(columns), partial(_read, columns), "wide", RATER, dict.fromkeys(patterns))
    laid = turn_round(table, asked, found)
    said = laid.columns.model_copy(update={"dimensions": {}, "dimension": laid.columns.dimension or NAMED_SO})
    guessed = tuple(role for role in laid.guessed if role == "item" or not asked.said.dimensions)
    return replace(laid, columns=said, guessed=guessed, notes=(note, *laid.notes[1:]))


def _matches(table: Table, pattern: str) -> list[tuple[str, str]]:
    """Return the columns of a pattern, and what the star stands for in each."""
    before, _, after = pattern.partition("*")
    found = [name for name in table.columns if fnmatch.fnmatchcase(name, pattern)]
    if not found or "*" in after:
        raise ColumnError(absent(pattern, "dimensions", table.columns))
    return [(name[len(before) : len(name) - len(after)].strip(BRACKETS), name) for name in found]


def _read(columns: Mapping[str, tuple[str, str]], row: Mapping[str, Any]) -> Iterator[Answer]:
    for name, (person, id_) in columns.items():
        yield Answer(person, id_, text(row[name]))
