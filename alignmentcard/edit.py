"""Repairs carried out on the text: each changes only the bytes that it is about, and only if it comes out as meant."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from alignmentcard.document import Document
from alignmentcard.operations import Add, Append, Fix, Move, Operation, Remove, Rename, Set, intended
from alignmentcard.placing import Edit, edits_of
from alignmentcard.writing import flow, scalar

__all__ = ["Add", "Append", "Edit", "Fix", "Move", "Operation", "Remove", "Rename", "Set"]
__all__ += ["apply", "edits_of", "flow", "scalar", "write_atomically"]


def apply(document: Document, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """Carry out repairs that do not touch each other; return the text and the repairs that were carried out."""
    chosen = _apart((fix, edits_of(document, fix)) for fix in fixes)
    text = _together(document, chosen)
    if text is None:
        alone = [(pair, _together(document, [pair])) for pair in chosen]
        chosen, text = next((([pair], text) for pair, text in alone if text is not None), ([], document.text))
    return text, [fix for fix, _ in chosen]


Placed = tuple[Fix, list[Edit]]


def _apart(fixes: Iterable[Placed]) -> list[Placed]:
    """Choose repairs, first come first served, so that no two touch each other."""
    chosen: list[Placed] = []
    taken: list[Edit] = []
    for fix, edits in fixes:
        if edits and not any(_collide(new, old) for new in edits for old in taken):
            chosen.append((fix, edits))
            taken += edits
    return chosen


def _collide(new: Edit, old: Edit) -> bool:
    if new.start == new.end == old.start == old.end:
        return not (new.shares and old.shares)
    return (new.start < old.end and old.start < new.end) or new.start == old.start


def _together(document: Document, chosen: list[Placed]) -> str | None:
    """Write all edits into the text; None where the result is not read as what the repairs mean."""
    pieces: list[str] = []
    done = 0
    for edit in sorted((edit for _, edits in chosen for edit in edits), key=lambda edit: (edit.start, edit.end)):
        second_of_two = edit.shares and edit.start == done and bool(pieces)
        pieces += document.text[done : edit.start], edit.text.lstrip("\r\n") if second_of_two else edit.text
        done = edit.end
    text = "".join((*pieces, document.text[done:]))
    after = document.again(text)
    meant = intended(document.data, (operation for fix, _ in chosen for operation in fix.operations))
    return text if _plain(after.data) == _plain(meant) and len(after.faults) <= len(document.faults) else None


def _plain(data: object) -> str:
    """Write data so that 1, 1.0 and true differ, and a number that is none equals itself."""
    return json.dumps(data, sort_keys=True)


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
