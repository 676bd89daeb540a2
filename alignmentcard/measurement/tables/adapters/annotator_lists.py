"""Lists of annotations below an item: objects with a person and answers (MultiPref), or with a score (HelpSteer 3).

MultiPref has a list for each group of people. One group is read, the first; another is named by
`--column only.group=NAME`, and the others are counted as set aside. Confidence, time and reasons are no answers, nor is
what is known of the person.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked, dimension_of
from alignmentcard.measurement.tables.adapters.rows import (
    FREE_TEXT,
    Answer,
    Aside,
    Found,
    Held,
    Note,
    content_of,
    empty,
)
from alignmentcard.measurement.tables.usual_names import PERSONAL, TIMES, bare
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

TOOL = later("lists of annotations (as MultiPref and HelpSteer have them)")
IS_PROGRAM = False
PEOPLE = ("evaluator", "annotator", "annotator_id", "rater", "rater_id", "worker", "worker_id", "labeler", "labeler_id",
          "user_id", "judge", "coder")  # fmt: skip
SCORES = ("score", "rating", "strength", "preference", "label", "value")
ITEMS = ("comparison_id", "item_id", "id", "example_id", "prompt_id", "question_id", "uid", "idx")
ABOUT = (
    *("confidence", "time_spent", "timestamp", "time", "date", "duration", "worker_type"),
    *("checked_reasons", "reasons", "reason", "reasoning", "rationale", "justification", "explanation"),
    *("comment", "feedback", "statement", "elaboration"),
)
NO_ANSWER = later("confidence, time or reason")
ABOUT_PERSON = later("attribute of the rater")
OTHER_GROUP = later("another group of people")
LISTS = ("individual_preference", "all_preferences_unprocessed", "annotations", "individual_annotations")
FORMS = ("data", "answers", "responses", "response", "values", "result", "results", "annotations")
"""Fields of an annotation that hold its answers by the names of questions, as a form has them."""
FIELD = frozenset({"type", "field_id", "id", "title", "name", "response", "label", "choices"})
"""What a field says of itself beside its answer, as Scale's tasks do."""
PLACES = frozenset({"start", "end", "start_offset", "end_offset", "x", "y"})


def fits(data: Held) -> bool:
    """Say whether records have lists of annotations."""
    return any(_groups(record) for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    groups = list(dict.fromkeys(name for record in data.records for name in _groups(record)))
    chosen = data.only.get("group", groups[0])
    if len(groups) > 1:
        others = ", ".join(name for name in groups if name != chosen)
        yield Note(
            worded(
                "Of the groups of people {chosen} is read; another is named by --column only.group=NAME: {others}.",
                chosen=chosen,
                others=others,
            )
        )
    key = _key(data.records)
    for number, record in enumerate(data.records):
        item = record.get(key) if key else data.row(number)
        content = content_of({name: value for name, value in record.items() if name not in groups})
        for group in groups:
            for annotation in _objects(record.get(group)):
                if group == chosen and (own := _item_of(record, annotation)):
                    rest = {name: value for name, value in annotation.items() if name != own}
                    yield from _answers({**rest, "rater": _rater_of(record)}, annotation[own], None, asked)
                elif group == chosen:
                    yield from _answers(annotation, item, content, asked)
                else:
                    yield Aside(OTHER_GROUP, len(_named(annotation)))


def _groups(record: dict[str, Any]) -> list[str]:
    """Return the fields that hold lists of annotations by people."""
    return [name for name, value in record.items() if _is_list(name, value)]


def _is_list(name: str, value: Any) -> bool:
    objects = _objects(value)
    if not objects or len(objects) != len(value) or any(PLACES & one.keys() for one in objects):
        return False
    return all(_person(one) for one in objects) or (
        name in LISTS and all(any(score in one for score in SCORES) for one in objects)
    )


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _person(annotation: dict[str, Any]) -> str | None:
    return next((name for name in PEOPLE if not empty(annotation.get(name))), None)


def _item_of(record: dict[str, Any], annotation: dict[str, Any]) -> str | None:
    """Return the field of an annotation that names its item, where the record is of one person."""
    if _person(record) is None or _person(annotation):
        return None
    return next((name for name in ("item", "text_id", "doc_id", *ITEMS) if not empty(annotation.get(name))), None)


def _rater_of(record: dict[str, Any]) -> object:
    person = _person(record)
    return record.get(person) if person else None


def _key(records: Iterable[dict[str, Any]]) -> str | None:
    """Return the field that tells the items apart, where there is one."""
    rows = list(records)
    for name in ITEMS:
        ids = [str(row[name]) for row in rows if not empty(row.get(name))]
        if len(ids) == len(rows) == len(set(ids)):
            return name
    return None


def _named(annotation: dict[str, Any]) -> dict[str, Any]:
    """Return what an annotation says by name: also what stands in its form."""
    person = _person(annotation)
    said = {name: value for name, value in annotation.items() if name != person}
    forms = [said.pop(name) for name in FORMS if isinstance(said.get(name), dict)]
    return {**said, **{name: value for form in forms for name, value in form.items() if name not in said}}


def _answers(annotation: dict[str, Any], item: object, content: int | None, asked: Asked) -> Iterator[Answer | Aside]:
    person = _person(annotation)
    rater, named = annotation.get(person) if person else None, _named(annotation)
    for name, given in named.items():
        value, wanted = _unwrapped(given), dimension_of(asked, [name])
        about = TIMES.fullmatch(bare(name)) or any(
            name == word or name.endswith(f"_{word}") or name.rstrip("0123456789") == word for word in ABOUT
        )
        if about and not wanted:
            yield Aside(NO_ANSWER)
        elif PERSONAL.fullmatch(name) and not wanted:
            yield Aside(ABOUT_PERSON)
        elif isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
            yield Aside(FREE_TEXT)
        else:
            alone = name in SCORES and not wanted and not any(other in SCORES for other in named if other != name)
            yield Answer(item, rater, None if alone and _single(named) else name, value, content=content)


def _unwrapped(value: Any) -> Any:
    """Return the answer of a field that says more of itself, such as `{"type": "category", "response": [["yes"]]}`."""
    if isinstance(value, dict) and "response" in value and value.keys() <= FIELD:
        value = value["response"]
        while isinstance(value, list) and len(value) == 1:
            value = value[0]
    return value


def _single(named: dict[str, Any]) -> bool:
    """Say whether a score is the only answer of an annotation."""
    return all(name in SCORES or name.rstrip("0123456789") in ABOUT for name in named)
