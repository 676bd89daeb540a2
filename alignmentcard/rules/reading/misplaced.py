"""Where a key belongs that stands in another place: into a record above it, or in front of what it names."""

import re
from itertools import takewhile
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Move, flow
from alignmentcard.messages.retold import worded
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import Route, path_of, split, value_at
from alignmentcard.rules.misfits.short_answers import identifier
from alignmentcard.rules.rule import Problem


def misplaced(document: Document, parent: Field | None, route: Route) -> str:
    """Say where a key that is no field belongs; empty where nothing is known of it."""
    entry, key = value_at(document.data, route[:-1]), str(route[-1])
    value = entry.get(key) if isinstance(entry, dict) else None
    if parent and isinstance(value, str) and value in parent.children:
        return worded("The name of the field stands first: `{value}: {key}`", value=value, key=key)
    if begins := named_entry(parent, entry, route):
        return worded("Write it with its id: `- {written}`", written=flow(begins))
    if nested := child_in(parent, key):
        shown = "" if isinstance(value, dict | list) else flow(value)
        return worded(
            "Write `{nested}: {shown}` below `{nested_2}:`.", nested=nested[1], shown=shown, nested_2=nested[0]
        )
    opened = opened_above(document, route)
    return (
        worded("It belongs to `{opened}`, which is empty: let it begin two blanks further to the right.", opened=opened)
        if opened
        else ""
    )


def close_sign(parent: Field | None, key: str) -> str:
    """Say what to type where a key and its value stand as one word, as in `{amount:12}` or `{amount = 12}`."""
    found = re.fullmatch(r"(\w+)(?::|\s*=\s*)(.+)", key)
    if not found or not parent or found[1] not in parent.children:
        return ""
    return worded("Type a colon and a blank between the two: `{found}: {found_2}`", found=found[1], found_2=found[2])


def rest_of_list(document: Document, route: Route) -> list[str]:
    """Return what follows a text between braces and is a part of its list: `{values: no, unsure, yes}`."""
    holder: Any = value_at(document.data, route[:-1])
    parent = find(split(path_of(document.data, route[:-1])))
    names = list(holder) if isinstance(holder, dict) else []
    after = names[names.index(str(route[-1])) + 1 :] if route[-1] in names else []
    known = parent.children if parent else {}
    return list(takewhile(lambda name: holder[name] is None and name not in known, after))


def named_entry(parent: Field | None, entry: Any, route: Route) -> dict[str, str]:
    """Return the beginning of an entry whose only key is what it is called, as in `- Safety: safe, unsafe`."""
    known = parent.children if parent and len(route) > 1 and isinstance(route[-2], int) else {}
    if not isinstance(entry, dict) or len(entry) != 1 or "id" not in known or not identifier(str(route[-1])):
        return {}
    return {"id": identifier(str(route[-1])), **({"name": str(route[-1])} if "name" in known else {})}


def child_in(parent: Field | None, key: str) -> tuple[str, str] | None:
    """Return the record and the field in it that a key names with both, as in `pay_amount`."""
    children = parent.children if parent else {}
    for name, child in children.items():
        inner = key.removeprefix(f"{name}_")
        if inner != key and inner in child.children:
            return name, inner
    return None


def opened_above(document: Document, route: Route) -> str | None:
    """Return the empty field above a key that the key is a part of, and that only its indentation keeps it out of."""
    holder: Any = value_at(document.data, route[:-1])
    names = list(holder) if isinstance(holder, dict) else []
    place = names.index(str(route[-1])) if route[-1] in names else 0
    for name in reversed(names[max(0, place - FARTHEST) : place]):
        field = find(split(path_of(document.data, (*route[:-1], name))))
        if field:
            return name if holder[name] is None and route[-1] in field.children else None
    return None


def left_out(document: Document, route: Route, field: Field) -> Problem | None:
    """Say of an empty field which lines below it belong to it and begin too far to the left."""
    holder: Any = value_at(document.data, route[:-1])
    names = [name for name in holder if opened_above(document, (*route[:-1], name)) == route[-1]] if holder else []
    if not names:
        return None
    told = f"{', '.join(f'`{name}`' for name in names[:MOST_TOLD])}{' and more' if len(names) > MOST_TOLD else ''}"
    path = path_of(document.data, route)
    message = worded("`{path}` has no value, and what belongs to it stands beside it.", path=path)
    moves = tuple(Move((*route[:-1], name), (*route, name)) for name in names)
    help_ = worded("Let {told} begin two blanks further to the right.", told=told)
    return Problem(route, message, help_, Fix(worded("Put them into {route}", route=route[-1]), moves, safe=False))


FARTHEST = 20
"""Lines above a key among which the field is looked for that it belongs to."""
MOST_TOLD = 5
"""Fields that a sentence names."""
