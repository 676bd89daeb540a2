"""A card into a README that exists: nothing changes but the key and the sections that belong to the card."""

import re
from typing import Any

from alignmentcard.convert.exports.huggingface import BEGIN, END, body, front_matter
from alignmentcard.edit.placing import LINE_END
from alignmentcard.errors import AlignmentCardError
from alignmentcard.model import Card
from alignmentcard.text.builder import Built, build
from alignmentcard.text.marks import Span
from alignmentcard.text.readme import KEY, START
from alignmentcard.text.readme import front_matter as place_of
from alignmentcard.text.writing import block_of_levels

OURS = re.compile(
    rf"(?<![^\r\n]){re.escape(BEGIN)}(?=[\r\n]).*?(?<=[\r\n]){re.escape(END)}(?:\r\n|\r|\n|\Z)", re.DOTALL
)
"""Both comments on lines of their own: a text of the card may hold the same words."""


def merge_readme(card: Card, host: str) -> str:
    """Put a card into a README: into its front matter, and as sections at its end or where they stood before.

    Keys that the front matter has stay as they are, except the card's own; those that it lacks are added.
    """
    newline = (LINE_END.search(host) or ["\n"])[0]
    start = START.match(host)
    if start is None:
        top = "\ufeff" if host.startswith("\ufeff") else ""
        written = f"---\n{block_of_levels(front_matter(card), 0)}---\n\n".replace("\n", newline)
        return _with_sections(card, top + written + host.removeprefix("\ufeff"), newline)
    within = place_of(host)
    if within is None:
        raise AlignmentCardError("The front matter of the README has no end. Close it with a line of ---.")
    return _with_sections(card, _with_keys(card, host, within, newline), newline)


def _with_keys(card: Card, host: str, within: Span, newline: str) -> str:
    if not host[within.start : within.end].strip():
        return host[: within.start] + _lines(front_matter(card), 0, newline) + host[within.start :].lstrip("\r\n")
    known = _keys(host, within)
    column = next((span.start - _line_start(host, span.start) for span in known.root.keys.values()), 0)
    keys = front_matter(card)
    missing = {name: value for name, value in keys.items() if name not in known.data and name != KEY}
    own = _lines({KEY: keys[KEY]}, column, newline)
    if KEY not in known.data:
        return (
            host[: within.end]
            + newline
            + (_lines(missing, column, newline) + own).removesuffix(newline)
            + host[within.end :]
        )
    start = _line_start(host, known.root.keys[KEY].start)
    end = max(known.root.children[KEY].end, known.root.keys[KEY].end)
    rest = LINE_END.search(host, end)
    return host[:start] + _lines(missing, column, newline) + own + host[rest.end() if rest else end :]


def _keys(host: str, within: Span) -> Built:
    known = build(host, within=within)
    if known.faults:
        line = host.count("\n", 0, known.faults[0].span.start) + 1
        raise AlignmentCardError(
            f"The front matter of the README cannot be read, in line {line}: {known.faults[0].message}"
        )
    if not isinstance(known.data, dict) or known.root.style != "block":
        raise AlignmentCardError("The front matter of the README is not a list of keys, each on a line of its own.")
    return known


def _lines(keys: dict[str, Any], column: int, newline: str) -> str:
    return block_of_levels(keys, column).replace("\n", newline)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _with_sections(card: Card, text: str, newline: str) -> str:
    """Put the sections in the place of those of an earlier export, or at the end."""
    ours = body(card).replace("\n", newline)
    if OURS.search(text):
        return OURS.sub(lambda found: ours, text, count=1)
    gap = "" if text.endswith(newline * 2) else newline if text.endswith(newline) else newline * 2
    return text + gap + ours
