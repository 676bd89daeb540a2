"""Cells with a list of objects, each what one person answered, or with such lists below the parts of an item."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.measurement.tables.columns import ColumnError, listed
from alignmentcard.measurement.tables.guessing import SURE, WORDS
from alignmentcard.measurement.tables.layouts import cells
from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.layouts.cells import KEY, Answer, fields_of, kind_of
from alignmentcard.measurement.tables.layouts.in_cells import QUESTION, Found
from alignmentcard.measurement.tables.usual_names import DECISIONS, MACHINE, TIMES, bare, named
from alignmentcard.measurement.tables.words import same_words
from alignmentcard.messages.retold import worded

FIELDS = ("value", "rating", "label", "score", "answer", "annotation", "choice", "vote", "response", "judgment",
          "preference", "labels", "stars", "strength")  # fmt: skip


def name_people(values: Sequence[Any], asked: Asked) -> bool:
    """Say whether objects are answers: they name people, or a value is asked of them."""
    fields = fields_of(values)
    if fields.keys() & {*(asked.said.value or "").split(".")[1:]}:
        return True
    return _person(fields) is not None or _inner(fields) is not None


def _person(fields: Mapping[str, list[Any]]) -> str | None:
    """Name the field of the person; in a mapping of objects it is the key, unless that is a question."""
    keys = fields.get(KEY, ())
    if keys and not {"value", "count"} <= fields.keys() and not any(QUESTION.fullmatch(str(key)) for key in keys):
        return KEY
    likely = sorted(fields, key=lambda name: -named("rater", name))
    return likely[0] if likely and named("rater", likely[0]) >= SURE else None


def _inner(fields: Mapping[str, list[Any]]) -> str | None:
    """Find a field that itself holds objects that name people."""
    for name, values in fields.items():
        several = [value for value in values if kind_of(value) == "objects"]
        if several and _person(fields_of(several)):
            return name
    return None


def read_objects(asked: Asked, column: str, values: Sequence[Any], said: Sequence[str]) -> Found:
    """Settle which fields of the objects in a column hold the answers and who gave them."""
    fields = fields_of(values)
    inner = _inner(fields) if _person(fields) is None or (said and said[0] == _inner(fields)) else None
    part = None
    if inner:
        part = next((name for name in fields if named("item", name) > 0 and name != inner), None)
        part = part or next((name for name in fields if bare(name) in ("model", "system", "name")), None)
        fields = fields_of([value for value in fields[inner] if value is not None])
        said = said[1:] if said and said[0] == inner else said
    rater = (asked.said.rater or "").rpartition(".")[2] or _person(fields)
    rater = rater if rater in fields else _person(fields)
    prefix = f"{column}.{inner}." if inner else f"{column}."
    answers = _fields(asked, fields, rater, said, prefix)

    def read(row: Mapping[str, Any]) -> Iterator[Answer]:
        return cells.from_objects(row[column], rater, answers, inner, part)

    beside = tuple(f"{prefix}{name}" for name in fields if name != rater and name not in answers)
    values_of = {f"{prefix}{name}": about for name, about in answers.items()}
    of_item = f"{column}.{part or 'place'}" if inner else None
    return Found((column,), read, "nested", f"{prefix}{rater}" if rater else None, values_of, beside, part=of_item)


def _fields(
    asked: Asked, fields: Mapping[str, list[Any]], rater: str | None, said: Sequence[str], prefix: str
) -> dict[str, str | None]:
    """Return the fields that hold answers, by the dimension they are about."""
    if said:
        if said[0] not in fields:
            raise ColumnError(
                worded(
                    "{prefix} has no field “{said}”. It has: {fields}.",
                    prefix=prefix[:-1],
                    said=said[0],
                    fields=listed(fields),
                )
            )
        return {said[0]: None}
    of_card = {name: id_ for id_ in asked.dimensions for name in fields if same_words(id_, name)}
    if of_card:
        return dict(of_card)
    likely = [name for name in fields if name != rater and _is_answer(name, fields[name])]
    for usual in FIELDS:
        if usual in map(bare, likely):
            return {next(name for name in likely if bare(name) == usual): None}
    if len(likely) == 1:
        return {likely[0]: None}
    if not likely:
        raise ColumnError(
            worded(
                "No field of {prefix} looks like an answer. It has: {fields}. Write a row for each answer, with "
                "columns such as item, rater and value, and measure again.",
                prefix=prefix[:-1],
                fields=listed(fields),
            )
        )
    raise ColumnError(
        worded(
            "Several fields of {prefix} may be the answer: {likely}. Name one: --column "
            "value={prefix2}{likely2}, or give the dimensions of the card these ids.",
            prefix=prefix[:-1],
            likely=listed(likely),
            prefix2=prefix,
            likely2=likely[0],
        )
    )


def _is_answer(name: str, values: Sequence[Any]) -> bool:
    """Say whether a field of objects holds short answers."""
    plain = bare(name)
    texts = [str(value) for value in values if isinstance(value, cells.SCALAR)]
    if not texts or TIMES.fullmatch(plain) or MACHINE.fullmatch(plain) or plain.endswith(("id", "confidence", "spent")):
        return False
    if {one.lower() for one in texts} <= DECISIONS:
        return False
    return sum(map(len, texts)) / len(texts) <= WORDS


def several_groups(asked: Asked, groups: Sequence[str], sample: Mapping[str, list[Any]]) -> ColumnError:
    """Return the error that several columns hold answers, with a command that names one."""
    fields = fields_of(sample[groups[0]])
    of_card = [name for id_ in asked.dimensions for name in fields if same_words(id_, name)]
    answer = next(iter(of_card), None) or next(
        (n for n in fields if _is_answer(n, fields[n]) and n != _person(fields)), "FIELD"
    )
    return ColumnError(
        worded(
            "{name}: several columns hold lists of answers by people: {groups}. Name the one to measure: "
            "--column value={groups2}.{answer} --column rater={groups2}.{fields}",
            name=asked.name,
            groups=listed(groups),
            groups2=shlex.quote(groups[0]),
            answer=shlex.quote(answer),
            fields=shlex.quote(_person(fields) or "FIELD"),
        )
    )
