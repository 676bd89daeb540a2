"""The lines of a card that an editor can fold: sections, entries, long texts, and remarks over several lines."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from alignmentcard.document import Document
from alignmentcard.lsp.positions import Positions
from alignmentcard.text.marks import Mark

REMARKS = re.compile(r"(?:^[ \t]*#[^\r\n]*(?:\r\n|\n|\r|\Z)){2,}", re.MULTILINE)


class Fold(NamedTuple):
    """Lines that fold into their first one, counted from 0; the last one is among them."""

    first: int
    last: int
    kind: Literal["region", "comment"] = "region"


def folds(document: Document, positions: Positions) -> Iterator[Fold]:
    """Yield what can be folded, outer ones before inner ones."""
    inside = set()
    for start, mark in _tall(document.root, None):
        fold = Fold(positions.position(start)[0], positions.position(_end(document.text, mark))[0])
        if fold.first < fold.last and fold.first not in inside:
            inside.add(fold.first)
            yield fold
    root = document.root
    within = (root.start, root.end) if document.in_readme else (0, len(document.text))
    for found in REMARKS.finditer(document.text, *within):
        last = found.start() + len(found.group().rstrip()) - 1
        yield Fold(positions.position(found.start())[0], positions.position(last)[0], "comment")


def _tall(mark: Mark, start: int | None) -> Iterator[tuple[int, Mark]]:
    """Yield values with where they begin, their key included; the card itself has no line to fold into."""
    if start is not None:
        yield start, mark
    if mark.style == "alias":
        return
    if isinstance(mark.children, dict):
        for key, child in mark.children.items():
            yield from _tall(child, mark.keys[key].start)
    elif isinstance(mark.children, list):
        for child in mark.children:
            yield from _tall(child, child.start)


def _end(text: str, mark: Mark) -> int:
    return mark.start + len(text[mark.start : mark.end].rstrip())
