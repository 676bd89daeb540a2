"""Repairs as data, and the smallest change of the text that carries them out.

An operation names a place by its route; here it becomes an edit, a span of the text and what to put there, so that
a repair changes only the bytes that it is about. Comments, order and quotes elsewhere stay as they are.
"""

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from alignmentcard.document import Document, Mark, parse, resolve
from alignmentcard.paths import Route


@dataclass(frozen=True)
class Set:
    """Give the value at a route another value."""

    route: Route
    value: Any


@dataclass(frozen=True)
class Rename:
    """Give the key at the end of a route another name."""

    route: Route
    key: str


@dataclass(frozen=True)
class Remove:
    """Take out an entry of a mapping or a list, and what is empty without it."""

    route: Route


@dataclass(frozen=True)
class Add:
    """Add a key to the mapping at a route; it goes before the first of the keys named in `before`."""

    route: Route
    key: str
    value: Any
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Append:
    """Add an entry to the list at a route, and the list where there is none."""

    route: Route
    value: Any
    before: tuple[str, ...] = ()


Operation = Set | Rename | Remove | Add | Append


@dataclass(frozen=True)
class Fix:
    """A repair: what it does in words, how, and whether it is certain to be meant."""

    title: str
    operations: tuple[Operation, ...]
    safe: bool = True


class Edit(NamedTuple):
    """What to put in place of a span of the text; `shares` allows another edit at the same point."""

    start: int
    end: int
    text: str
    shares: bool = False


def apply(document: Document, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """Carry out repairs that do not touch each other; return the text and the repairs that were carried out."""
    taken: list[Edit] = []
    done: list[Fix] = []
    for fix in fixes:
        edits = edits_of(document, fix)
        if edits and not any(_collide(new, old) for new in edits for old in taken):
            taken += edits
            done.append(fix)
    text = document.text
    for edit in sorted(taken, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return (text, done) if not parse(text).faults or document.faults else (document.text, [])


def edits_of(document: Document, fix: Fix) -> list[Edit]:
    """Turn a repair into edits; none where one of its operations has no place in the text."""
    edits = [_edit(document, operation) for operation in fix.operations]
    if any(edit is None for edit in edits):
        return []
    newline = "\r\n" if "\r\n" in document.text else "\n"
    return [edit._replace(text=edit.text.replace("\n", newline)) for edit in edits if edit]


def _collide(new: Edit, old: Edit) -> bool:
    if new.start == new.end == old.start == old.end:
        return not (new.shares and old.shares)
    return (new.start < old.end and old.start < new.end) or new.start == old.start


def _edit(document: Document, operation: Operation) -> Edit | None:
    match operation:
        case Set(route, value):
            return _set(document, route, value)
        case Rename(route, key):
            span = document.key(route)
            return span and Edit(span.start, span.end, scalar(key))
        case Remove(route):
            return _remove(document, route)
        case Add(route, key, value, before):
            return _add(document, route, key, value, before)
        case Append(route, value, before):
            return _append(document, route, value, before)


def _set(document: Document, route: Route, value: Any) -> Edit | None:
    mark = document.mark(route)
    if mark is None:
        return None
    lead = " " if mark.start == mark.end and document.text[mark.start - 1 : mark.start] == ":" else ""
    return Edit(mark.start, mark.end, lead + flow(value))


def _remove(document: Document, route: Route) -> Edit | None:
    parent = document.mark(route[:-1]) if route else None
    if parent is None or parent.style == "alias" or document.mark(route) is None:
        return None
    if len(parent.children) == 1 and len(route) > 1:
        return _remove(document, route[:-1])
    if parent.style == "flow":
        return _remove_from_flow(document, route, parent)
    return _remove_lines(document, route, parent)


def _remove_from_flow(document: Document, route: Route, parent: Mark) -> Edit:
    places = list(parent.children) if isinstance(parent.children, dict) else list(range(len(parent.children)))
    position = places.index(route[-1])
    start, end = _extent(document, route)
    if position + 1 < len(places):
        return Edit(start, _extent(document, (*route[:-1], places[position + 1]))[0], "")
    return Edit(_extent(document, (*route[:-1], places[position - 1]))[1], end, "")


def _extent(document: Document, route: Route) -> tuple[int, int]:
    mark, key = document.mark(route) or document.root, document.key(route)
    return (key.start if key else mark.start), max(mark.end, key.end + 1 if key else 0)


def _remove_lines(document: Document, route: Route, parent: Mark) -> Edit | None:
    start, end = _extent(document, route)
    if isinstance(route[-1], int):
        start = document.text.rfind("-", 0, start)
    line_start = document.text.rfind("\n", 0, start) + 1
    stop = _after_line(document.text, end)
    if not document.text[line_start:start].strip():
        return Edit(line_start, stop, "")
    following = [key.start for key in parent.keys.values() if key.start > start]
    return Edit(start, min(following), "") if following else None


def _after_line(text: str, offset: int) -> int:
    newline = text.find("\n", offset)
    return len(text) if newline < 0 else newline + 1


def _add(document: Document, route: Route, key: str, value: Any, before: tuple[str, ...]) -> Edit | None:
    mark = document.mark(route)
    if mark is None:
        return _add(document, route[:-1], str(route[-1]), {key: value}, before) if route else None
    if mark.style == "flow":
        return _into_flow(document, mark, f"{scalar(key)}: {flow(value)}")
    if mark.style == "alias" or mark.start == mark.end or not isinstance(mark.children, dict):
        return None
    indent = _column(document.text, next(iter(mark.keys.values())).start)
    block = _block({key: value}, indent)
    follower = next((name for name in mark.keys if name in before), None)
    if follower is None:
        return _insert_line(document.text, mark.end, block)
    return _insert_before(document, mark, follower, block)


def _insert_before(document: Document, mark: Mark, follower: str, block: str) -> Edit:
    earlier = [m.end for name, m in mark.children.items() if mark.keys[name].start < mark.keys[follower].start]
    if earlier:
        return _insert_line(document.text, max(earlier), block)
    start = document.text.rfind("\n", 0, mark.keys[follower].start) + 1
    return Edit(start, start, block)


def _append(document: Document, route: Route, value: Any, before: tuple[str, ...]) -> Edit | None:
    mark = document.mark(route)
    if mark is None:
        return _add(document, route[:-1], str(route[-1]), [value], before)
    if mark.style == "flow":
        return _into_flow(document, mark, flow(value))
    if mark.style == "alias" or not isinstance(mark.children, list):
        return None
    dash = document.text.rfind("-", 0, mark.children[0].start)
    block = _block([value], _column(document.text, dash))
    return _insert_line(document.text, mark.end, block)._replace(shares=True)


def _into_flow(document: Document, mark: Mark, text: str) -> Edit:
    last = max((child.end for child in _values(mark)), default=None)
    at = mark.start + 1 if last is None else last
    return Edit(at, at, text if last is None else f", {text}")


def _values(mark: Mark) -> Iterable[Mark]:
    return mark.children.values() if isinstance(mark.children, dict) else mark.children


def _insert_line(text: str, after: int, block: str) -> Edit:
    at = _after_line(text, after)
    lead = "" if text[:at].endswith("\n") else "\n"
    return Edit(at, at, lead + block)


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


PLAIN = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./+()' -]*[A-Za-z0-9_./+()'-])?")


def scalar(value: Any) -> str:
    """Write one value as YAML, in double quotes where a plain word would be read as something else."""
    if isinstance(value, str) and PLAIN.fullmatch(value) and resolve(value) == value and " #" not in value:
        return value
    return json.dumps(value, ensure_ascii=False)


def flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return scalar(value)


def _block(value: Any, indent: int) -> str:
    pad = " " * indent
    if isinstance(value, list):
        return "".join(f"{pad}- {flow(entry)}\n" for entry in value)
    lines = []
    for key, entry in value.items():
        if isinstance(entry, dict) or (isinstance(entry, list) and any(isinstance(e, dict) for e in entry)):
            lines.append(f"{pad}{scalar(key)}:\n{_block(entry, indent + 2)}")
        else:
            lines.append(f"{pad}{scalar(key)}: {flow(entry)}\n")
    return "".join(lines)


def write_atomically(path: Path, text: str) -> None:
    """Replace a file so that a reader, or a crash, sees the old or the new one and never a mixture."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
