"""Repairs carried out on the text: each changes only the bytes that it is about, and only if it comes out as meant."""

import json
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from alignmentcard.document import MAX_BYTES, Document
from alignmentcard.edit.operations import Add, Append, Fix, Move, Operation, Remove, Rename, Set, intended
from alignmentcard.edit.placing import Edit, edits_of
from alignmentcard.text.builder import MAX_NODES
from alignmentcard.text.writing import flow, scalar

__all__ = ["Add", "Append", "Edit", "Fix", "Move", "Operation", "Remove", "Rename", "Set"]
__all__ += ["apply", "edits_of", "flow", "scalar"]


def apply(document: Document, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """Carry out repairs that do not touch each other; return the text and the repairs that were carried out."""
    waiting = [list(_fitting(document, _apart((fix, edits_of(document, fix)) for fix in fixes)))]
    for _ in range(max(FEWEST, min(ATTEMPTS, CHARACTERS // max(len(document.text), 1)))):
        group = waiting.pop(0)
        text = _together(document, group)
        if text is not None:
            return text, [fix for fix, _ in group]
        half = len(group) // 2
        waiting += [part for part in (group[:half], group[half:]) if part and half]
        if not waiting:
            break
    return document.text, []


ATTEMPTS = 100
"""How many groups of repairs are tried, halved each time, until one comes out as meant."""
FEWEST, CHARACTERS = 4, 500_000
"""Groups that are tried in a text of any size, and how much is read again where more are."""

Placed = tuple[Fix, list[Edit]]


def _apart(fixes: Iterable[Placed]) -> list[Placed]:
    """Choose repairs, first come first served, so that no two touch each other."""
    chosen: list[Placed] = []
    taken: list[Edit] = []
    for fix, edits in fixes:
        if edits and not any(_collides(edit, taken) for edit in edits):
            chosen.append((fix, edits))
            for edit in edits:
                insort(taken, edit, key=_place)
    return chosen


def _fitting(document: Document, chosen: list[Placed]) -> Iterator[Placed]:
    """Yield repairs as long as there is room in the card for what they add: over its limits it would not be read."""
    room, values = MAX_BYTES - len(document.text.encode("utf-8", "surrogatepass")), MAX_NODES - size(document.data)
    for fix, edits in chosen:
        longer = sum(len(edit.text.encode("utf-8", "surrogatepass")) - (edit.end - edit.start) for edit in edits)
        more = sum(size(getattr(operation, "value", None)) + ADDED for operation in fix.operations)
        if longer <= room and more <= values:
            room, values = room - max(longer, 0), values - more
            yield fix, edits


ADDED = 4
"""Values that an operation may add beside its own: a key, and a section around it."""


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _collides(new: Edit, taken: list[Edit]) -> bool:
    """Say whether an edit touches one of those taken, which are in order and apart."""
    position = bisect_left(taken, (new.start, new.start), key=_place)
    before = taken[position - 1] if position else None
    after = taken[position] if position < len(taken) else None
    if before and before.end > new.start:
        return True
    if after and after.start == new.start:
        return not (new.start == new.end == after.end and new.shares and after.shares)
    return after is not None and after.start < new.end


def _together(document: Document, chosen: list[Placed]) -> str | None:
    """Write all edits into the text; None where the result is not read as what the repairs mean."""
    pieces: list[str] = []
    done = 0
    for edit in sorted((edit for _, edits in chosen for edit in edits), key=_place):
        second_of_two = edit.shares and edit.start == done and bool(pieces)
        pieces += document.text[done : edit.start], edit.text.lstrip("\r\n") if second_of_two else edit.text
        done = edit.end
    text = "".join((*pieces, document.text[done:]))
    meant = intended(document.data, (operation for fix, _ in chosen for operation in fix.operations))
    after = document.again(text)
    return text if _plain(after.data) == _plain(meant) and len(after.faults) <= len(document.faults) else None


def size(data: object) -> int:
    """Count the values and keys in data."""
    if isinstance(data, dict):
        return 1 + len(data) + sum(map(size, data.values()))
    return 1 + sum(map(size, data)) if isinstance(data, list) else 1


def _plain(data: object) -> str:
    """Write data so that 1, 1.0 and true differ, and a number that is none equals itself."""
    return json.dumps(data, sort_keys=True)
