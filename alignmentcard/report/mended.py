"""What repairs changed: for each field what stood there and what stands there now."""

from collections import Counter
from collections.abc import Iterable, Iterator

from alignmentcard.document import Document
from alignmentcard.edit import Add, Append, Fix, Move, Operation, Remove, Rename, Set, flow
from alignmentcard.paths import Route, path_of, value_at

LONGEST = 60


def changes(before: Document, fixes: Iterable[Fix]) -> Iterator[str]:
    """Yield a line for each operation, such as `pools.crowd.kind: llm -> synthetic`."""
    for fix in fixes:
        for operation in fix.operations:
            yield f"{_path(before, operation.route)}: {_change_in_words(before, operation)}"


def titles(fixes: Iterable[Fix]) -> Iterator[str]:
    """Yield the title of each repair once, with how often it was made, such as `List it as a gap (20 times)`."""
    for title, times in Counter(fix.title for fix in fixes).items():
        yield title if times == 1 else f"{title} ({times} times)"


def _path(document: Document, route: Route) -> str:
    try:
        return path_of(document.data, route) or "the card"
    except (KeyError, IndexError, TypeError):  # an earlier repair made the place
        return ".".join(map(str, route))


def _change_in_words(before: Document, operation: Operation) -> str:
    match operation:
        case Set(route, value):
            return f"{_old(before, route)} -> {_short(value)}"
        case Rename(route, key):
            return f"renamed from {route[-1]} to {key}"
        case Remove():
            return "taken out"
        case Add(_, key, value):
            return f"{key}: {_short(value)} added"
        case Append(_, value):
            return f"{_short(value)} added"
        case Move(_, to):
            return f"moved to {'.'.join(map(str, to))}"


def _old(before: Document, route: Route) -> str:
    try:
        return _short(value_at(before.data, route))
    except (KeyError, IndexError, TypeError):
        return "what stood there"


def _short(value: object) -> str:
    text = flow(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
