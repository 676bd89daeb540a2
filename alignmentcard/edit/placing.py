"""An operation to the smallest edit of the text that carries it out; comments, order and quotes elsewhere stay."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from alignmentcard.document import Document, Mark, Span
from alignmentcard.edit.operations import Add, Append, Fix, Move, Operation, Remove, Rename, Set
from alignmentcard.paths import Route, value_at
from alignmentcard.text.writing import block, flow, scalar

LINE_END = re.compile(r"\r\n|\n|\r")
UNTIL_DASH = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+|[&!]\S*+)*+-")


class Edit(NamedTuple):
    """What to put in place of a span of the text; `shares` allows another edit at the same point."""

    start: int
    end: int
    text: str
    shares: bool = False


def edits_of(document: Document, fix: Fix) -> list[Edit]:
    """Turn a repair into edits; none where one of its operations has no place in the text."""
    edits = [edit for operation in fix.operations for edit in _edits(document, operation)]
    if any(edit is None for edit in edits):
        return []
    found = LINE_END.search(document.text)
    newline = found.group() if found else "\n"
    return [edit._replace(text=edit.text.replace("\n", newline)) for edit in edits if edit]


def _edits(document: Document, operation: Operation) -> tuple[Edit | None, ...]:
    if isinstance(operation, Move):
        return _move(document, operation)
    return (_edit(document, operation),)


def _edit(document: Document, operation: Operation) -> Edit | None:
    match operation:
        case Set(route, value):
            return _set(document, route, value)
        case Rename(route, key):
            span = document.key(route)
            return Edit(span.start, span.end, scalar(key)) if span else None
        case Remove(route):
            return _remove(document, route)
        case Add(route, key, value, before):
            return _add(document, route, key, value, before)
        case Append(route, value, before):
            return _append(document, route, value, before)
        case Move():
            return None


def _set(document: Document, route: Route, value: Any) -> Edit | None:
    mark, key = document.mark(route), document.key(route)
    if mark is None:
        return None
    if key and mark.style == "block":
        return _dash_before(document, route, value) or _set_below(document, mark, key, value)
    if document.text[: mark.start].endswith((":", "-")):
        return Edit(mark.start, mark.end, f" {flow(value)}")
    without_colon = key is not None and mark.start == mark.end == key.end
    return Edit(mark.start, mark.end, f": {flow(value)}" if without_colon else flow(value))


def _dash_before(document: Document, route: Route, value: Any) -> Edit | None:
    """Put a dash before lines that become the only entry of a list; they stay where they are, with their comments."""
    mark, key, text = document.mark(route), document.key(route), document.text
    if mark is None or key is None or not isinstance(mark.children, dict) or value != [value_at(document.data, route)]:
        return None
    room = _column(text, mark.start) - _column(text, key.start) >= len("- ")
    return (
        Edit(mark.start - len("- "), mark.start, "- ") if room and text[mark.start - 2 : mark.start] == "  " else None
    )


def _set_below(document: Document, mark: Mark, key: Span, value: Any) -> Edit:
    """Put a value in place of lines below a key: behind its colon, or below a comment that stands there."""
    text = document.text
    if not text[key.end : mark.start].strip(" \t\r\n:"):
        return Edit(text.index(":", key.end) + 1, mark.end, f" {flow(value)}")
    lead = "  " if _column(text, mark.start) <= _column(text, key.start) else ""
    return Edit(mark.start, mark.end, lead + flow(value))


def _remove(document: Document, route: Route) -> Edit | None:
    parent = document.mark(route[:-1]) if route else None
    if parent is None or parent.style == "alias" or document.mark(route) is None:
        return None
    if len(parent.children) == 1 and len(route) > 1:
        return _remove(document, route[:-1])
    start, end = _extent(document, route)
    before, after = _neighbours(parent, route)
    if parent.style == "flow":
        if after is None:
            return Edit(_extent(document, before)[1], end, "") if before else None
        return Edit(start, _extent(document, after)[0], "")
    line_start = _line_start(document.text, start)
    if not document.text[line_start:start].strip():
        return Edit(line_start, _after_line(document.text, end), "")
    return Edit(start, _extent(document, after)[0], "") if after else None


def _neighbours(parent: Mark, route: Route) -> tuple[Route | None, Route | None]:
    """Return the routes of the entries before and after one."""
    places = list(parent.children) if isinstance(parent.children, dict) else list(range(len(parent.children)))
    position = places.index(route[-1])
    before, after = places[:position][-1:], places[position + 1 :][:1]
    return (*route[:-1], *before) if before else None, (*route[:-1], *after) if after else None


def _extent(document: Document, route: Route) -> tuple[int, int]:
    """Return where an entry begins, with its key or dash, and where it ends."""
    mark, key = document.mark(route) or document.root, document.key(route)
    if key:
        return key.start, max(mark.end, key.end)
    parent = document.mark(route[:-1]) or document.root
    position = route[-1]
    if parent.style == "flow" or not isinstance(position, int):
        return mark.start, mark.end
    return _dash(document.text, parent, position), mark.end


def _dash(text: str, parent: Mark, position: int) -> int:
    """Return where the dash of an entry stands: the first one after the entry before it that is not in a comment."""
    found = UNTIL_DASH.match(text, parent.children[position - 1].end if position else parent.start)
    return found.end() - 1 if found else parent.children[position].start


def _move(document: Document, move: Move) -> tuple[Edit | None, Edit | None]:
    """Take the lines of an entry elsewhere; where it has no lines of its own, take out its value and write it anew."""
    key, value = str(move.to[-1]), value_at(document.data, move.route)
    lines = _own_lines(document, move.route)
    taken = _remove(document, move.route)
    if lines is None or taken is None:
        return taken, _add(document, move.to[:-1], key, value, move.before)
    span = document.key(move.route) or Span(0, 0)
    first = _line_start(document.text, span.start) - len(lines)
    indent, behind = _column(document.text, span.start), document.text[span.end : taken.end]
    behind = behind if behind.endswith(("\n", "\r")) else behind + "\n"
    moved = f"{lines}{' ' * indent}{scalar(key)}{behind}".replace("\r\n", "\n")
    added = _add(document, move.to[:-1], key, value, move.before, lambda column: _shifted(moved, column - indent))
    return taken._replace(start=first), added


def _own_lines(document: Document, route: Route) -> str | None:
    """Return the comment lines above an entry that stands on lines of its own; None where it does not."""
    key, parent = document.key(route), document.mark(route[:-1])
    if key is None or parent is None or parent.style != "block" or len(parent.children) == 1:
        return None
    start = _line_start(document.text, key.start)
    if document.text[start : key.start].strip():
        return None
    comments = re.search(r"(?:^[ \t]*#[^\r\n]*(?:\r\n|\n|\r))*\Z", document.text[:start], re.MULTILINE)
    return comments.group() if comments else ""


def _shifted(lines: str, by: int) -> str:
    """Give lines another indentation."""
    if by >= 0:
        return re.sub(r"^(?=[^\n])", " " * by, lines, flags=re.MULTILINE)
    return re.sub(rf"^ {{0,{-by}}}", "", lines, flags=re.MULTILINE)


Write = Callable[[int], str]


def _add(
    document: Document, route: Route, key: str, value: Any, before: tuple[str, ...], write: Write | None = None
) -> Edit | None:
    """Add a key; `write` gives its lines for an indentation where they are not to be made from the value."""
    write = write or (lambda column: block({key: value}, column))
    mark = document.mark(route)
    if mark is None and route:
        outer = str(route[-1])
        nested = lambda column: f"{' ' * column}{scalar(outer)}:\n{write(column + 2)}"  # noqa: E731
        return _add(document, route[:-1], outer, {key: value}, before, nested)
    if mark is None:
        return None
    if value_at(document.data, route) is None:
        return _fill(document, route, mark, {key: value})
    if mark.style == "alias" or not isinstance(mark.children, dict) or key in mark.children:
        return None
    if mark.style == "flow":
        return _into_flow(mark, f"{scalar(key)}: {flow(value)}")
    lines = write(_column(document.text, next(iter(mark.keys.values())).start))
    follower = next((name for name in mark.keys if name in before), None)
    if follower is None:
        return _insert_line(document.text, mark.end, lines)
    return _insert_before(document, route, follower, lines)


def _insert_before(document: Document, route: Route, follower: str, lines: str) -> Edit:
    mark, text = document.mark(route) or document.root, document.text
    earlier, _ = _neighbours(mark, (*route, follower))
    if earlier:
        return _insert_line(text, _extent(document, earlier)[1], lines)
    start = mark.keys[follower].start
    line_start = _line_start(text, start)
    if text[line_start:start].strip():
        return Edit(start, start, lines.lstrip() + " " * _column(text, start))
    return Edit(line_start, line_start, lines)


def _append(document: Document, route: Route, value: Any, before: tuple[str, ...]) -> Edit | None:
    mark = document.mark(route)
    if mark is None:
        return _add(document, route[:-1], str(route[-1]), [value], before) if route else None
    if value_at(document.data, route) is None:
        return _fill(document, route, mark, [value])
    if mark.style == "alias" or not isinstance(mark.children, list):
        return None
    if mark.style == "flow":
        return _into_flow(mark, flow(value))._replace(shares=bool(mark.children))
    lines = block([value], _column(document.text, _dash(document.text, mark, 0)))
    return _insert_line(document.text, mark.end, lines)._replace(shares=True)


def _fill(document: Document, route: Route, mark: Mark, value: Any) -> Edit | None:
    """Put a value below a key that has none."""
    key, parent = document.key(route), document.mark(route[:-1])
    if key is None or parent is None:
        return None
    if parent.style == "flow" or mark.start < mark.end:
        return _set(document, route, value)
    return _insert_line(document.text, mark.end, block(value, _column(document.text, key.start) + 2))


def _into_flow(mark: Mark, text: str) -> Edit:
    last = max((child.end for child in _values(mark)), default=None)
    place = mark.end - 1 if last is None else last
    return Edit(place, place, text if last is None else f", {text}")


def _values(mark: Mark) -> Iterable[Mark]:
    return mark.children.values() if isinstance(mark.children, dict) else mark.children


def _insert_line(text: str, after: int, lines: str) -> Edit:
    place = _after_line(text, after)
    return Edit(place, place, lines if text[:place].endswith(("\n", "\r")) else "\n" + lines)


def _after_line(text: str, offset: int) -> int:
    found = LINE_END.search(text, offset)
    return found.end() if found else len(text)


def _line_start(text: str, offset: int) -> int:
    first = 1 if text.startswith("\ufeff") else 0
    return max(text.rfind("\n", 0, offset) + 1, text.rfind("\r", 0, offset) + 1, first)


def _column(text: str, offset: int) -> int:
    return offset - _line_start(text, offset)
