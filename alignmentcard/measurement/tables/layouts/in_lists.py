"""Cells with a list of several people's answers, or with a mapping from each person to the answer."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.measurement.tables.columns import ColumnError, listed
from alignmentcard.measurement.tables.guessing import SURE, WORDS
from alignmentcard.measurement.tables.layouts import cells
from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.layouts.cells import Answer
from alignmentcard.measurement.tables.layouts.in_cells import LISTED, PEOPLE, QUESTION, Found
from alignmentcard.measurement.tables.layouts.turning import KEY_OF
from alignmentcard.measurement.tables.usual_names import bare, named
from alignmentcard.measurement.tables.words import same_words
from alignmentcard.messages.retold import worded

FEWEST = 5
"""The numbers that two people give to fewer items may add up to the same by chance."""
PERHAPS_COUNTS = ("votes", "vote", "labels", "label", "answers", "answer", "values", "responses", "all_labels")


def by_person(column: str, values: Sequence[Any], asked: Asked) -> bool:
    """Say whether the keys of mappings are people: not values with counts or shares, and not questions."""
    maps = _maps(values)
    keys = {str(key) for one in maps for key in one}
    if keys & set(asked.values) or _shares(maps):
        raise ColumnError(
            worded(
                "{name} says in {column} which share chose which value: the single answers are not in it. "
                "Counts can be measured, in such a column or in one for each value: --layout count-columns.",
                name=asked.name,
                column=column,
            )
        )
    of_card = [key for key in keys for id_ in asked.dimensions if same_words(id_, key)]
    if of_card or any(QUESTION.fullmatch(key) for key in keys):
        return False
    same = all({str(key) for key, value in one.items() if value is not None} == keys for one in maps)
    numbers = all(isinstance(value, int | float) for one in maps for value in one.values())
    if same and numbers and not asked.said.value and (bare(column) in PERHAPS_COUNTS or _one_total(maps)):
        raise ColumnError(
            worded(
                "{name} has in {column} a number for each of {listed}. If these are people, say it with "
                "--column value={column}; if they are values and the numbers are counts, say --layout "
                "count-columns --column count={column}.",
                name=asked.name,
                column=shlex.quote(column),
                listed=listed(sorted(keys)),
            )
        )
    return True


def by_value(values: Sequence[Any], asked: Asked) -> bool:
    """Say whether mappings count how often each of the card's values was given."""
    maps = _maps(values)
    return bool({str(key) for one in maps for key in one} & set(asked.values)) and are_counts(values)


def are_counts(values: Sequence[Any]) -> bool:
    """Say whether the numbers in mappings are whole, and none negative."""
    numbers = [number for one in _maps(values) for number in one.values() if number is not None]
    return all(cells.is_count(number) for number in numbers)


def _maps(values: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [value for cell in values if isinstance(value := cells.opened(cell), dict)]


def _shares(maps: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether all mappings hold shares, which add up to 1."""
    parts = [[value for value in one.values() if value is not None] for one in maps]
    numbers = all(isinstance(value, int | float) for values in parts for value in values)
    broken = numbers and any(isinstance(value, float) for values in parts for value in values)
    return broken and all(abs(sum(values) - 1) < 1e-3 for values in parts if values)


def _one_total(maps: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether whole numbers add up to the same in all mappings, as counts of as many answers do."""
    parts = [[value for value in one.values() if value is not None] for one in maps]
    whole = all(cells.is_count(value) for values in parts for value in values)
    return (
        whole
        and len(maps) >= FEWEST
        and len({sum(values) for values in parts}) == 1
        and maps.count(maps[0]) < len(maps)
    )


def read_mapping(column: str) -> Found:
    """Read a column whose cells say by person what was answered."""

    def read(row: Mapping[str, Any]) -> Iterator[Answer]:
        return cells.from_mapping(row[column])

    return Found((column,), read, "lists", worded(KEY_OF, column=column), {column: None})


def read_counts(column: str) -> Found:
    """Read a column whose cells say by value how often it was given; nobody can be told apart."""

    def read(row: Mapping[str, Any]) -> Iterator[Answer]:
        return cells.from_counts(row[column])

    note = worded("The mappings in {column} count how often each value was given.", column=column)
    return Found((column,), read, "count-columns", None, {column: None}, note=note)


def read_lists(asked: Asked, names: Sequence[str], sample: Mapping[str, list[Any]], *, stated: bool) -> Found | None:
    """Settle which lists hold answers; without raters beside, only where a list has a value twice or it is stated."""
    raters = asked.said.rater if asked.said.rater in names else people_of(names)
    others = [name for name in names if name != raters]
    of_card = {name: id_ for id_ in asked.dimensions for name in others if same_words(id_, name)}
    said = [name for name in others if name == asked.said.value]
    answers: dict[str, str | None] = dict.fromkeys(said) if said else dict(of_card)
    if not answers:
        usual = [name for name in others if bare(name) in LISTED] or (others if len(others) == 1 else [])
        answers = dict.fromkeys(usual[:1])
        if not usual and raters:
            answers = {name: name for name in others if _beside(sample[name], sample[raters])}
    if not answers or not (stated or raters or _twice(sample, answers) or of_card):
        return None
    about = {name: id_ for name, id_ in answers.items() if id_ is not None} if len(answers) > 1 else {}
    columns = (*answers, *([raters] if raters else []))

    def read(row: Mapping[str, Any]) -> Iterator[Answer]:
        return cells.from_lists({name: row[name] for name in answers}, row[raters] if raters else None, about)

    beside = tuple(name for name in names if name not in columns)
    note = worded("The lists hold several people's answers, and nobody is named: no rater can be followed.")
    return Found(columns, read, "lists", raters, answers, beside, "" if raters else note)


def _beside(values: Sequence[Any], raters: Sequence[Any]) -> bool:
    """Say whether lists are as long as those of the raters, and hold short answers."""
    lists, who = [cells.opened(cell) for cell in values], [cells.opened(cell) for cell in raters]
    texts = [str(one) for cell in lists for one in cell]
    short = sum(map(len, texts)) <= WORDS * len(texts)
    return short and [len(one) for one in lists] == [len(one) for one in who]


def people_of(names: Sequence[str]) -> str | None:
    """Return the lists of people: so called in the plural, or else in the singular, as fields of an object are."""
    plural = next((name for name in names if bare(name) in PEOPLE), None)
    return plural or next((name for name in names if named("rater", name) >= SURE), None)


def _twice(sample: Mapping[str, list[Any]], answers: Mapping[str, object]) -> bool:
    for name in answers:
        for cell in sample[name]:
            values = [str(value) for value in cells.opened(cell)]
            if len(values) != len(set(values)):
                return True
    return False
