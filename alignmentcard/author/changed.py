"""From what a card says to what it is to say: the text with only those spans changed that differ."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from alignmentcard import messages
from alignmentcard.author.question import RefusedError
from alignmentcard.document import Document
from alignmentcard.edit import Add, Append, Fix, Operation, Remove, Set, apply
from alignmentcard.edit.operations import intended
from alignmentcard.layout.commented import commented
from alignmentcard.model.fields import find
from alignmentcard.paths import Route, value_at, value_or_none

STEPS = 1000
"""More changes than one answer makes."""
NOWHERE = messages.later("The text of the card leaves no place for this answer. Write it into the text by hand.")


def changed(document: Document, before: Any, after: Any) -> str:
    """Return the text of a card that says what is new in `after`; comments, order and spelling of the rest stay.

    `before` is what the document says, as far as it fits the standard; routes are the same in both.
    RefusedError where the text cannot be changed in place.
    """
    if is_blank(document):
        return document.text + commented(pruned(after))
    wanted = [placed for one in operations_between(pruned(before), pruned(after)) for placed in _placed(document, one)]
    target = intended(document.data, wanted)
    text, done = apply(document, [Fix("", tuple(wanted))])
    return text if done or not wanted else _one_by_one(document, target)


def _one_by_one(document: Document, target: Any) -> str:
    """Carry changes out one after another, as far as each has a place."""
    for _ in range(STEPS):
        left = list(operations_between(document.data, target))
        if not left:
            return document.text
        text = next((text for one in left for text, done in [apply(document, [Fix("", (one,))])] if done), None)
        if text is None:
            break
        document = document.again(text)
    raise RefusedError(messages.plain(NOWHERE))


def is_blank(document: Document) -> bool:
    """Say whether nothing is written yet but remarks."""
    lines = (line.strip() for line in document.text.lstrip("\ufeff").splitlines())
    return not document.in_readme and all(not line or line.startswith("#") for line in lines)


def _placed(document: Document, one: Operation) -> Iterator[Operation]:
    """Write into what is there, or over it where it does not fit the standard."""
    match one:
        case Add(route, key, value) if document.mark((*route, key)) is not None:
            here = (*route, key)
            if isinstance(value, dict) and isinstance(value_or_none(document.data, here), dict):
                for name, entry in value.items():
                    yield from _placed(document, Add(here, name, entry, fields_after(here, name)))
            else:
                yield Set(here, value)
        case Append(route, value) if not isinstance(value_or_none(document.data, route), list | None):
            yield Set(route, [value])
        case _:
            yield one


def pruned(data: Any) -> Any:
    """Leave out records and lists in which nothing stands."""
    if isinstance(data, dict):
        kept = {key: pruned(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value not in ({}, [])}
    return [pruned(value) for value in data] if isinstance(data, list) else data


def operations_between(old: Any, new: Any, route: Route = ()) -> Iterator[Operation]:
    """Yield the changes that make one of the other."""
    if _same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from (Remove((*route, key)) for key in old if key not in new)
        for key, value in new.items():
            if key in old:
                yield from operations_between(old[key], value, (*route, key))
            else:
                yield Add(route, key, value, fields_after(route, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _entries(old, new, route)
    else:
        yield Set(route, new)


def fields_after(route: Route, key: str) -> tuple[str, ...]:
    """Return the fields that the standard has after one."""
    known = find(tuple(map(str, route)))
    names = list(known.children) if known else []
    return tuple(names[names.index(key) + 1 :]) if key in names else ()


def _entries(old: Sequence[Any], new: Sequence[Any], route: Route) -> Iterator[Operation]:
    """Change the entries of a list that differ; where entries changed places, write it anew."""
    names, wanted = [_name(one) for one in old], [_name(one) for one in new]
    left = [name for name in names if name in wanted]
    if len({*names}) == len(names) and len({*wanted}) == len(wanted) and wanted[: len(left)] == left and left:
        yield from (Remove((*route, number)) for number, name in enumerate(names) if name not in wanted)
        for name in left:
            number = names.index(name)
            yield from operations_between(old[number], new[wanted.index(name)], (*route, number))
        yield from (Append(route, one) for one in new[len(left) :])
    elif len(old) == len(new) and all(isinstance(one, dict) for one in (*old, *new)):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from operations_between(one, other, (*route, number))
    else:
        yield Set(route, list(new))


def _name(entry: Any) -> str:
    """Return what tells an entry of a list from the others."""
    known = next((entry[key] for key in ("id", "field") if key in entry), None) if isinstance(entry, dict) else None
    return json.dumps(entry if known is None else known, sort_keys=True)


def _same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def without_misfits(data: Any, wrong: Sequence[Route]) -> Any:
    """Return data without what stands at some routes; entries of lists of records stay, empty, so that routes hold."""
    for route in sorted(wrong, key=len, reverse=True):
        while route and isinstance(route[-1], int) and not _holds_records(route[:-1]):
            route = route[:-1]
        if not route:
            return {}
        try:
            holder: Any = value_at(data, route[:-1])
            if isinstance(holder, list):
                holder[int(route[-1])] = {}
            else:
                del holder[route[-1]]
        except (KeyError, IndexError, TypeError):
            continue
    return data


def _holds_records(route: Route) -> bool:
    known = find(tuple(map(str, route)))
    return known is not None and known.shape == "list" and bool(known.children)
