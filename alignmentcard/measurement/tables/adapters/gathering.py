"""From the answers that an adapter found to one table, without free text and with ids that tell items apart."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.engine.places import in_file
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.adapters.export import Asked, Export, dimension_of
from alignmentcard.measurement.tables.adapters.rows import (
    COPY,
    FREE_TEXT,
    NO_VALUE,
    WON,
    Answer,
    Aside,
    Note,
    empty,
    plain,
    short,
)
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded

if TYPE_CHECKING:
    import pyarrow as pa

LONG = 40
WORDS = 5
MANY = 20
TEXTS = {"item": "item", "rater": "rater", "dimension": "dimension", "hard_label": "label", "occasion": "occasion"}
"""Columns that are texts, and the fields of an answer that they come from."""


def gathered(tool: str, found: Mapping[str, Iterable[Answer | Aside | Note]], asked: Asked) -> Export:
    """Return what was found in each file as one table."""
    aside: dict[str, Counter[str]] = {path: Counter() for path in found}
    notes: dict[str, None] = {}
    answers = {path: list(_taken(one, aside[path], notes)) for path, one in found.items()}
    for path, dimension in _free_texts(answers, asked):
        count = len(answers[path])
        answers[path] = [answer for answer in answers[path] if answer.dimension != dimension]
        aside[path][FREE_TEXT] += count - len(answers[path])
    if _start_anew(answers):
        answers = {path: _named(path, paths, ones) for paths in [list(answers)] for path, ones in answers.items()}
        notes[worded("Item ids start anew in each file, so the file is a part of the id.")] = None
    elif len(answers) > 1:
        answers = _without_copies(answers, aside)
    taken = list(itertools.chain.from_iterable(answers.values()))
    files = [number for number, ones in enumerate(answers.values()) for _ in ones]
    told = {path: dict(sorted(reasons.items())) for path, reasons in aside.items() if reasons}
    if not taken:
        raise UnreadableTableError(_nothing(tool, list(found), told))
    questions = {plain(answer.dimension) for answer in taken if answer.dimension is not None}
    if len(questions) == len(asked) == 1 and not dimension_of(asked, list(questions)):
        told_of = worded(
            "The only question, “{question}”, is taken for the card's dimension {dimension}.",
            question=questions.pop(),
            dimension=next(iter(asked)),
        )
        notes[told_of] = None
        taken = [replace(answer, dimension=None) for answer in taken]
    pair = Pair(*WON, *WON) if any(answer.sides for answer in taken) else None
    return Export(_table(taken, files if len(found) > 1 else ()), tool, told, tuple(notes), pair=pair)


def _taken(found: Iterable[Answer | Aside | Note], aside: Counter[str], notes: dict[str, None]) -> Iterator[Answer]:
    """Yield the answers that have a value; count the others."""
    for one in found:
        if isinstance(one, Note):
            notes[one.text] = None
        elif isinstance(one, Aside):
            aside[one.reason] += one.count
        elif empty(one.value):
            aside[NO_VALUE] += 1
        else:
            yield one


def _free_texts(answers: Mapping[str, Sequence[Answer]], asked: Asked) -> Iterator[tuple[str, object]]:
    """Yield files and dimensions whose answers are sentences or ids; what the card asks for is taken as it is."""
    texts: dict[object, list[str]] = {}
    for answer in itertools.chain.from_iterable(answers.values()):
        if isinstance(answer.value, str):
            texts.setdefault(answer.dimension, []).append(answer.value)
    free = [name for name, values in texts.items() if name is not None and name not in asked and is_free(values)]
    return itertools.product(answers, free)


def is_free(values: Sequence[str]) -> bool:
    """Say whether answers are free text: sentences that hardly repeat, or names that nearly never do."""
    different = len(set(values)) / len(values)
    if all(_number(value) for value in set(values)):
        return False
    sentences = sum(len(value) >= LONG and len(value.split()) >= WORDS for value in values) / len(values)
    return (sentences > 0.5 and different > 0.5) or (len(values) > MANY and different > 0.8)


def _number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _start_anew(answers: Mapping[str, Sequence[Answer]]) -> bool:
    """Say whether files mean other items by the same ids.

    They do where an id has other content, or, where that is not known, where one person answers it in two ways.
    """
    if len(answers) < 2:
        return False
    contents: dict[str, int] = {}
    givers: dict[tuple[str, str, str], tuple[str, str]] = {}
    for path, answer in ((path, answer) for path, ones in answers.items() for answer in ones):
        item = plain(answer.item)
        if answer.content is not None:
            if contents.setdefault(item, answer.content) != answer.content:
                return True
        elif answer.rater is not None:
            key = (_with_sides(answer), plain(answer.rater), plain(answer.dimension))
            where, value = givers.setdefault(key, (path, plain(answer.value)))
            if where != path and value != plain(answer.value):
                return True
    return False


def _without_copies(
    answers: Mapping[str, Sequence[Answer]], aside: Mapping[str, Counter[str]]
) -> dict[str, list[Answer]]:
    """Leave out an answer that another file has, too, as two exports of one project do."""
    seen: dict[tuple[object, ...], str] = {}
    kept: dict[str, list[Answer]] = {path: [] for path in answers}
    for path, answer in ((path, answer) for path, ones in answers.items() for answer in ones):
        parts = (answer.item, answer.rater, answer.dimension, answer.value, answer.occasion, answer.sides)
        copied = answer.rater is not None and seen.setdefault(tuple(plain(part) for part in parts), path) != path
        if copied:
            aside[path][COPY] += 1
        else:
            kept[path].append(answer)
    return kept


def _named(path: str, paths: Sequence[str], answers: Sequence[Answer]) -> list[Answer]:
    name = short(path, paths)
    return [replace(answer, item=f"{name}:{plain(answer.item)}") for answer in answers]


def _table(answers: Sequence[Answer], files: Sequence[int]) -> "pa.Table":
    import pyarrow as pa

    columns = {name: [_text(getattr(answer, of)) for answer in answers] for name, of in TEXTS.items()}
    columns["value"] = [plain(answer.value) for answer in answers]
    items = [_with_sides(answer) for answer in answers]
    keys = {(a, b, c) for a, b, c in zip(items, columns["rater"], columns["dimension"], strict=True)}
    if len(keys) == len(answers):
        columns["occasion"] = []
    order = ("item", "rater", "dimension", "value", "hard_label", "occasion")
    kept = {name: columns[name] for name in order if any(one is not None for one in columns[name])}
    if any(answer.sides for answer in answers):
        for place, name in enumerate(WON):
            kept[name] = [_text(answer.sides[place]) if answer.sides else None for answer in answers]
    found = pa.table({name: pa.array(values, pa.string()) for name, values in kept.items()})
    return in_file(found, files) if files else found


def _with_sides(answer: Answer) -> str:
    """Name an item with the things that were compared on it, in whichever order they were shown."""
    return "|".join([plain(answer.item), *sorted(map(plain, answer.sides or ()))])


def _text(value: object) -> str | None:
    return None if empty(value) else plain(value)


def _nothing(tool: str, paths: Sequence[str], aside: Mapping[str, Mapping[str, int]]) -> str:
    total: Counter[str] = Counter()
    for reasons in aside.values():
        total.update(reasons)
    told = [joined(" ", (worded(reason), f"{count:,}")) for reason, count in total.most_common()]
    text = later("{path} holds no answers of people ({tool}).")
    if len(paths) > 1:
        text = later("{path} and the files beside it hold no answers of people ({tool}).")
    what = worded(text, path=paths[0], tool=tool)
    return joined(" ", (what, worded("Set aside: {told}.", told=joined(", ", told)))) if told else what
