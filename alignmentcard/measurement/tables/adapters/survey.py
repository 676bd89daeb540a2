"""Surveys, where a row is a respondent and a column a question: what is an item there, and what a dimension.

Rows of a grid, or passes of a loop, are items, and the question above them is the dimension. A question that has the
name of a dimension of the card is about the survey's only item, or about what else stands in its name (`reply3_tone`).
Of the rest, questions that share their answers are items of one dimension. What is left over is set aside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignmentcard.measurement.tables.adapters.export import Asked, dimension_of
from alignmentcard.measurement.tables.adapters.gathering import is_free
from alignmentcard.measurement.tables.adapters.rows import FREE_TEXT, Answer, Aside, Found, Note, empty
from alignmentcard.measurement.tables.words import plain
from alignmentcard.messages import later

OTHER = later("question with answers of its own")
SURVEY = "survey"
MOST_ANSWERS = 30
SHARED = 0.5
SHOWN = 12


@dataclass(frozen=True)
class Column:
    """A question of a survey: name and text, which part of a grid or loop it is, and the respondents' answers."""

    name: str
    text: str
    answers: Sequence[str | list[str]]
    part: str | None = None

    @property
    def count(self) -> int:
        """Return how many answered."""
        return sum(not empty(answer) for answer in self.answers)

    @property
    def texts(self) -> list[str]:
        """Return the answers that are one text."""
        return [answer for answer in self.answers if isinstance(answer, str) and not empty(answer)]


@dataclass(frozen=True)
class Respondent:
    """Who answered, when, and about which item, where the survey says so."""

    rater: str
    time: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class Place:
    """What the answers of a column are about: an item, none for the survey's only one, and a dimension."""

    item: str | None
    dimension: str | None


def read_columns(respondents: Sequence[Respondent], columns: Sequence[Column], asked: Asked) -> Found:
    """Yield the answers to the questions of a survey, and how they were understood."""
    yield Note("A row is a respondent, who is the rater.")
    placed: list[tuple[Column, Place]] = []
    rest: list[Column] = []
    for column in columns:
        place = _place(column, asked)
        if place:
            placed.append((column, place))
        elif column.texts and is_free(column.texts):
            yield Aside(FREE_TEXT, column.count)
        else:
            rest.append(column)
    yield from _notes_on(placed)
    found = {place.dimension for _, place in placed}
    for dimension, same in _sets(rest, asked, [id_ for id_ in asked if id_ not in found], bool(placed)):
        yield Note(f"Questions with the same answers are items of one dimension: {_names(same)}.")
        placed += [(column, Place(column.name, dimension)) for column in same]
        rest = [column for column in rest if not any(column is one for one in same)]
    for column in rest if placed else []:
        yield Aside(OTHER, column.count)
    for column, place in placed or [(column, Place(None, column.name)) for column in rest]:
        yield from _answers(respondents, column, place)


def _place(column: Column, asked: Asked) -> Place | None:
    """Say what a question is about, where its name or a grid says it."""
    dimension = dimension_of(asked, [column.name, column.text])
    if column.part is not None:
        return Place(column.part, dimension or column.name)
    if dimension:
        return Place(None, dimension)
    name = plain(column.name)
    for id_ in sorted(asked, key=len, reverse=True):
        for end in (f"-{plain(id_)}", f"{plain(id_)}-"):
            if name.endswith(end) or (name.startswith(end) and end.endswith("-")):
                return Place(name.removesuffix(end).removeprefix(end), id_)
    return None


def _sets(
    columns: Sequence[Column], asked: Asked, missing: Sequence[str], others: bool
) -> Iterator[tuple[str | None, list[Column]]]:
    """Yield questions that share their answers and are items, with the name of their dimension.

    Where one dimension of the card is not found elsewhere, these are the questions whose answers are its values, or
    else the largest set.
    """
    if asked:
        found = _of_values(columns, asked[missing[0]].values) if len(missing) == 1 else []
        found = found or sorted(_alike(columns), key=len, reverse=True)[: len(missing) == 1]
    else:
        found = _alike(columns)
    for same in found:
        alone = len(found) == 1 and not others
        yield missing[0] if asked else None if alone else f"{same[0].name} to {same[-1].name}", same


def _of_values(columns: Sequence[Column], values: Sequence[str]) -> list[list[Column]]:
    """Return the questions whose answers are values of a scale, as one set."""
    same = [column for column in columns if column.texts and set(column.texts) <= set(values)]
    return [same] if same else []


def _alike(columns: Sequence[Column]) -> list[list[Column]]:
    """Group questions that share most of their answers."""
    found: list[tuple[set[str], list[Column]]] = []
    for column in columns:
        answers = {str(answer) for answer in column.answers if not empty(answer)}
        if not answers or len(answers) > MOST_ANSWERS:
            continue
        alike = [one for one in found if len(one[0] & answers) >= SHARED * min(len(one[0]), len(answers))]
        found = [one for one in found if not any(one is other for other in alike)]
        columns_of = [one for _, same in alike for one in same]
        found.append((answers.union(*(one for one, _ in alike)), [*columns_of, column]))
    return [sorted(same, key=list(columns).index) for _, same in found if len(same) > 1]


def _answers(respondents: Sequence[Respondent], column: Column, place: Place) -> Iterator[Answer]:
    for respondent, answer in zip(respondents, column.answers, strict=True):
        item = "|".join(part for part in (respondent.item, place.item) if part) or SURVEY
        yield Answer(item, respondent.rater, place.dimension, answer, occasion=respondent.time)


def _notes_on(placed: Sequence[tuple[Column, Place]]) -> Iterator[Note]:
    grid = dict.fromkeys(str(place.dimension) for column, place in placed if column.part is not None)
    named = dict.fromkeys(str(place.dimension) for column, place in placed if column.part is None)
    if grid:
        yield Note(f"The rows of a grid or loop are items, its question is the dimension: {', '.join(grid)}.")
    if named:
        yield Note(f"Questions that are dimensions of the card: {', '.join(named)}.")


def _names(columns: Sequence[Column]) -> str:
    more = f" and {len(columns) - SHOWN} more" if len(columns) > SHOWN else ""
    return ", ".join(column.name for column in columns[:SHOWN]) + more
