"""LightTag: JSON with `examples`, whose `classifications` say who chose them; marks on a text are set aside."""

from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import MARK, Answer, Aside, Found, Held, content_of

TOOL = "LightTag"
IS_PROGRAM = True
CLASSES, MARKS, BY = "classifications", "annotations", "annotated_by"


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return any("example_id" in one and (CLASSES in one or MARKS in one) for one in _examples(data))


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers; several classes that one person chose are one answer."""
    for example in _examples(data):
        yield Aside(MARK, len(example.get(MARKS) or []))
        chosen: dict[Any, list[Any]] = {}
        for one in example.get(CLASSES) or []:
            for who in one.get(BY) or []:
                chosen.setdefault(who.get("annotator", who.get("annotator_id")), []).append(one.get("classname"))
        for rater, names in chosen.items():
            value = names if len(names) > 1 else names[0]
            yield Answer(example["example_id"], rater, None, value, content=content_of(example.get("content")))


def _examples(data: Held) -> list[dict[str, Any]]:
    found = data.data.get("examples") if isinstance(data.data, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
