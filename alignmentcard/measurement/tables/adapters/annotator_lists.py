"""Lists of annotations below an item: objects with a person and answers (MultiPref), or with a score (HelpSteer 3).

What stands in objects within an annotation counts as what stands in it: `user: {name: …}`, `scores: {helpful: …}`.
MultiPref has a list for each group of people. One group is read, the first; another is named by
`--column only.group=NAME`, and the others are counted as set aside. Confidence, time and reasons are no answers, nor is
what is known of the person.
"""

import re
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
from alignmentcard.measurement.tables.usual_names import PERSONAL, PLACES, TIMES, bare
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

TOOL = later("lists of annotations (as MultiPref and HelpSteer have them)")
IS_PROGRAM = False
PEOPLE = ("evaluator", "annotator", "annotator_id", "rater", "rater_id", "worker", "worker_id", "labeler", "labeler_id",
          "user_id", "judge", "coder")  # fmt: skip
PEOPLE_IN_OBJECTS = ("user", "author", "annotated_by", "created_by", "completed_by", "reviewer", *PEOPLE)
WHO = ("id", "user_id", "email", "username", "name")
"""Fields by which an object says who somebody is."""
SCORES = ("score", "rating", "strength", "preference", "label", "value")
ITEMS = ("comparison_id", "item_id", "id", "example_id", "prompt_id", "question_id", "uid", "idx")
ABOUT = (
    *("confidence", "time_spent", "timestamp", "time", "date", "duration", "worker_type"),
    *("checked_reasons", "reasons", "reason", "reasoning", "rationale", "justification", "explanation"),
    *("comment", "feedback", "statement", "elaboration", "why", "note", "notes"),
)
NO_ANSWER = later("confidence, time or reason")
ABOUT_PERSON = later("attribute of the rater")
OTHER_GROUP = later("another group of people")
LISTS = ("individual_preference", "all_preferences_unprocessed", "annotations", "individual_annotations")
STATE = re.compile(r"(.*_)?(type|status|state|version|source|mode|task)|is_.*")
"""Names of what a tool says of an annotation."""
LABELLED = ("name", "label", "value", "text")
LONGEST = 60
FORMS = ("data", "answers", "scores", "ratings", "responses", "response", "values", "result", "results", "annotations")
"""Fields of an annotation that hold its answers by the names of questions, as a form has them."""
FIELD = frozenset({"type", "field_id", "id", "title", "name", "response", "label", "choices"})
"""What a field says of itself beside its answer, as Scale's tasks do."""


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
    """Return the field of the person: a plain value, or an object that says who it is."""
    plain = (name for name in PEOPLE if not empty(annotation.get(name)) and not isinstance(annotation[name], dict))
    return next(plain, None) or next(
        (name for name in PEOPLE_IN_OBJECTS if not empty(_who(annotation.get(name)))), None
    )


def _who(value: Any) -> object:
    """Return how an object says who somebody is; a plain value says it by itself."""
    if not isinstance(value, dict):
        return None
    return next((value[name] for name in WHO if not empty(value.get(name))), None)


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
    named = {**said, **{name: value for form in forms for name, value in form.items() if name not in said}}
    return {inner: one for name, value in named.items() for inner, one in _within(name, _unwrapped(value))}


def _within(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what an object holds, by its path; where only one part may be an answer, it has the name of the object."""
    if isinstance(value, list) and value and all(isinstance(one, dict) and not PLACES & one.keys() for one in value):
        names = [next((one[key] for key in LABELLED if not empty(one.get(key))), None) for one in value]
        yield name, value if None in names else names if len(names) > 1 else names[0]
    elif not isinstance(value, dict) or PLACES & value.keys() or not value:
        yield name, value
    else:
        parts = {key: one for key, one in value.items() if not _is_beside(str(key))}
        for key, one in parts.items():
            yield from _within(f"{name}.{key}" if len(parts) > 1 else name, one)


def _is_beside(name: str) -> bool:
    """Say whether a field says something about an answer and is none."""
    plain = bare(name)
    words = any(name == word or name.endswith(f"_{word}") or name.rstrip("0123456789") == word for word in ABOUT)
    return words or bool(TIMES.fullmatch(plain))


def _answers(annotation: dict[str, Any], item: object, content: int | None, asked: Asked) -> Iterator[Answer | Aside]:
    person = _person(annotation)
    rater, named = annotation.get(person) if person else None, _named(annotation)
    rater = rater if empty(_who(rater)) else _who(rater)
    states = [name for name in named if STATE.fullmatch(bare(name))]
    states = states if any(not _is_beside(name) and name not in states for name in named) else []
    for name, value in named.items():
        wanted = dimension_of(asked, [name])
        if (_is_beside(name) or name in states) and not wanted:
            yield Aside(NO_ANSWER)
        elif PERSONAL.fullmatch(name) and not wanted:
            yield Aside(ABOUT_PERSON)
        elif _is_object(value) or ("." in name and len(str(value)) > LONGEST and not wanted):
            yield Aside(FREE_TEXT)
        else:
            alone = name in SCORES and not wanted and not any(other in SCORES for other in named if other != name)
            yield Answer(item, rater, None if alone and _single(named) else name, value, content=content)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


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
