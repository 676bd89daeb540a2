"""doccano: a file for each member of a project, named for the member, with the labels of that member.

Answers without a member stand in `unknown`; a project whose members share their work has one file, `all`. Labels are a
list, in a table joined by `#`. Older versions wrote a list `annotations` with the number of the label and of the user;
what the numbers mean stands elsewhere, unless somebody added the labels with their `id` and `text`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import (
    MARK,
    NO_VALUE,
    Answer,
    Aside,
    Found,
    Held,
    Note,
    content_of,
    empty,
    unpacked,
)
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

TOOL = "doccano"
IS_PROGRAM = True
TEXTS = ("text", "data", "filename")
LABELS = ("label", "labels", "cats")
KNOWN = frozenset({"id", *TEXTS, *LABELS, "meta", "Comments", "annotation_approver", "entities", "relations"})
NOBODY, ALL = "unknown", "all"
SPLITS = frozenset({"train", "test", "dev", "valid", "validation", "data", "dataset", ALL})
"""Names of files that name nobody."""
MERGED = later("labels of all members in one file")
UNNAMED = later("label of nobody that is named")
ALONE = later(
    "The file names nobody, so all answers count as those of one person, called as the file is: {rater}. If several "
    "people answered, export a file for each member, and name their folder."
)
JOIN = "#"
NAMES = ("text", "name", "label_text", "label_name")
NUMBERED = later(
    "The export names labels by numbers, which mean no amount and have no order: they are read as words (label 3). For "
    "their names, export as JSONL with text labels."
)


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    if tuple(data.header) == ("id", "data", "label"):
        return True
    return any(_fits(record, len(data.beside) > 1) for record in data.first)


def _fits(record: dict[str, Any], several: bool) -> bool:
    """Say whether a record is one of doccano; newer versions sign theirs with a field for comments."""
    if not ("id" in record and any(name in record for name in TEXTS)):
        return False
    if _by_user(record.get("annotations")):
        return True
    labels = _labels(record)
    signed = "Comments" in record or "annotation_approver" in record
    return labels is not None and (signed or (several and isinstance(labels, list) and record.keys() <= KNOWN))


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers of the member that the file is named for."""
    names = {path.replace("\\", "/").rsplit("/", 1)[-1].split(".")[0] for path in data.beside}
    reason = _left_out(data.name, names)
    named = _named(data.data)
    rater = None if data.name in SPLITS | {NOBODY} else data.name
    if rater and len(data.beside) < 2 and not any(_by_user(record.get("annotations")) for record in data.first):
        yield Note(worded(ALONE, rater=rater))
    for number, record in enumerate(data.records):
        item = record.get("id", data.row(number))
        content = content_of(next((record[name] for name in TEXTS if name in record), None))
        if _by_user(record.get("annotations")):
            yield from _by_users(item, record["annotations"], named, content, asked)
            continue
        for value in _values(record):
            if isinstance(value, Aside):
                yield value
            else:
                yield Aside(reason) if reason else Answer(item, rater, None, value, content=content)


def _left_out(name: str, names: set[str]) -> str | None:
    """Say why the labels of a file are nobody's, where other files stand beside it that name people."""
    people = names - {NOBODY, ALL}
    return {NOBODY: UNNAMED, ALL: MERGED}.get(name) if people else None


def _by_users(item: Any, annotations: list[Any], named: Mapping[str, str], content: int | None, asked: Asked) -> Found:
    """Yield what users answered, by the names of labels; a number that has none stays no number, but is a name."""
    values = {value for dimension in asked.values() for value in dimension.values}
    for one in annotations:
        label = one["label"]
        if isinstance(label, dict):
            label = next((label[name] for name in NAMES if name in label), label.get("id"))
        label = named.get(str(label), label)
        if isinstance(label, int) and not isinstance(label, bool) and str(label) not in values:
            yield Note(worded(NUMBERED))
            label = f"label {label}"
        yield Answer(item, one["user"], None, label, content=content)


def _named(data: Any) -> dict[str, str]:
    """Return the names of labels by their numbers, where the file lists both."""
    listed = data.get("labels", data.get("label_types", [])) if isinstance(data, dict) else []
    known = [one for one in listed if isinstance(one, dict) and "id" in one] if isinstance(listed, list) else []
    return {str(one["id"]): str(one[name]) for one in known for name in NAMES[::-1] if name in one}


def _by_user(annotations: Any) -> bool:
    return isinstance(annotations, list) and any(
        isinstance(one, dict) and {"label", "user"} <= one.keys() and "start_offset" not in one for one in annotations
    )


def _labels(record: dict[str, Any]) -> Any:
    """Return the labels of a text: a list, or in a table a text."""
    return next((unpacked(record[name]) for name in LABELS if name in record), None)


def _values(record: dict[str, Any]) -> Iterator[Any]:
    """Yield one answer with its labels, and what is no label of the whole text."""
    labels = _labels(record)
    listed = labels.split(JOIN) if isinstance(labels, str) else labels if isinstance(labels, list) else [labels]
    whole = [label for label in listed if not isinstance(label, list | dict) and not empty(label)]
    if len(whole) < len([label for label in listed if not empty(label)]):
        yield Aside(MARK, len(listed) - len(whole))
    elif not whole:
        yield Aside(NO_VALUE)
    if whole:
        yield whole if len(whole) > 1 else whole[0]
