"""Sheets whose questions are the beginnings of lines: `Pay: 9 $ an hour`, a label above an indented text, table rows.

Such lines are headings only where a text has several of one layout that ask for what sheets ask for; else a colon is a
colon.
"""

import itertools
import re
from collections.abc import Callable, Collection, Iterator

from alignmentcard.convert.imports.marked_up import CHAPTER

MARK = r"(?:\*\*|__)?"
SIGN = r"[ \t]*(?:[-*+•‣▪◦–][ \t]+|\d{1,2}[.)][ \t]+)?"
WORDS = r"[^\W_](?:[^|:*_\n`<>{}=]{0,78}[^|:*_\n`<>{}=\s])?"
COLON = re.compile(rf"{SIGN}{MARK}(?P<label>{WORDS}){MARK}[ \t]?:{MARK}(?:[ \t]+(?P<answer>\S[^\n]*))?")
"""`- **Made by:** us`, or the label alone with the answer below it."""
BOLD = re.compile(
    rf"{SIGN}(?:\*\*|__)(?P<label>{WORDS}[?.:]?)(?:\*\*|__)(?:[ \t]*[-–—:=]{{1,2}})?[ \t]+(?P<answer>\S[^\n]*)"
)
"""`**Made by** us`."""
DASH = re.compile(rf"{SIGN}(?P<label>{WORDS})(?:[ \t]+[–—=]{{1,2}}[ \t]+|[ \t]*\t[ \t]*)(?P<answer>\S[^\n]*)")
ROW = re.compile(rf"[ \t]*\|[ \t]*{MARK}(?P<label>{WORDS}\??:?){MARK}[ \t]*\|[ \t]*(?P<answer>[^|\n]*\S)[ \t]*\|[ \t]*")
ABOVE = re.compile(rf"(?P<label>{WORDS}\??)[ \t]*")
"""A line by itself, with a text below it that is set in."""
ALONE = re.compile(
    r"[ \t]{0,3}(?P<label>(?P<sign>\(?(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)][ \t]+)?[A-Z][^\n|`<>{}=@]{2,78}?)[ \t]*:?[ \t]*"
)
"""A line between two that are empty, with a letter before it or in capitals; `A. CURATION RATIONALE`."""
FIELD = re.compile(rf"[ \t]*:(?P<label>{WORDS}):[ \t]+(?P<answer>\S[^\n]*)")
"""`:License: MIT`, a field of reStructuredText."""
LAYOUTS = (COLON, BOLD, DASH, ROW, FIELD)
ANSWER = re.compile(r"[ \t]*(?![-*+•#|>])\S")
"""The line below a label that stands alone; a point or a heading is no answer to it."""
INDENTED = re.compile(r"(?:[ ]{2,}|\t)\s*\S")
OF_SOME = re.compile(r"\d+\s[a-z]")
"""`12 raters, all nurses: …` counts somebody, and asks nothing."""
OWN = frozenset(("question", "answer", "justification", "elaboration", "guidelines", "q", "a", "note", "response"))
"""Labels of checklists, which are read as what they are."""
ANSWERS = re.compile(r"\W{0,9}(?:answer|a|justification|elaboration)\W{0,4}:", re.IGNORECASE)
"""A line of a checklist in which question and answer have a label each."""
Q = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?(?:Q(?:uestion)?|F(?:rage)?|P(?:regunta)?)[ \t]?\d{0,3}[:.)](?:\*\*)?[ \t]+(?=\S)"
)
A = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?(?:A(?:nswer|ntwort)?|R(?:espuesta)?)[ \t]?\d{0,3}[:.)](?:\*\*)?[ \t]+(?=\S)"
    r"(?!\[?(?:Yes|No|N/?A)\]?\s*$)"
)
"""How questions and answers begin where each has a letter of its own."""
ROW_NUMBER = re.compile(
    r"[*_ ]*(?:(?:Q(?:uestion)?|No|Nr)?[.# ]{0,2}\d{0,3}(?:\.\d{1,2}){0,2}[.):]?|[A-Z]\.?\d{1,2}|#|ID)[*_ ]*"
)
"""The cell in which a row of three has the number of its question."""
LONGEST_LINE = 4000
LABEL = 6
"""The level of the heading that a label becomes."""
POINT = re.compile(r"[ \t]*[-*+•][ \t]+\S")
MOST = 0.75
"""Such a part of a list has to be known where lists are not those of a sheet, as in READMEs."""
SEVERAL, PART = 3, 0.4
"""So many labels of one layout have to be known, and such a part of all of them."""


def without_number(cells: list[str]) -> list[str]:
    """Return the cells of a row without the number or the part of its question, or the empty cell in its place."""
    first = cells[0].strip("*_ ") if len(cells) >= SEVERAL else None
    return cells if first is None or not (ROW_NUMBER.fullmatch(first) or CHAPTER.fullmatch(first)) else cells[1:]


def as_headings(lines: list[str], known: Callable[[str], object], kept: Collection[int] = ()) -> list[str]:
    """Return lines in which labels are headings with what was behind them below; those that are `kept` stay."""
    lines = lines if kept else _asked_and_answered(lines)
    plain = [outside and at not in kept for at, outside in enumerate(_outside_code(lines))]
    own = any(ANSWERS.match(line) for line in lines)
    found = {layout: _labels(lines, plain, layout, OWN if own else ()) for layout in LAYOUTS}
    found[ABOVE] = _above(lines, plain)
    found[ALONE] = _alone(lines, plain)
    asked: dict[int, tuple[str, str]] = {}
    for labels in found.values():
        count = sum(1 for label, _ in labels.values() if known(label))
        if count >= SEVERAL and count >= PART * len(labels):
            asked = {**labels, **asked}
    return [part for at, line in enumerate(lines) for part in (_heading(*asked[at]) if at in asked else [line])]


def lists_as_headings(lines: list[str], known: Callable[[str], object]) -> list[str]:
    """Return lines in which the points of lists are headings, where nearly all of a list is what sheets ask for."""
    read: list[str] = []
    plain = zip(lines, _outside_code(lines), strict=True)
    for listed, some in itertools.groupby(plain, key=lambda one: one[1] and POINT.match(one[0]) is not None):
        block = [line for line, _ in some]
        labels = _labels(block, [True] * len(block), COLON, ()) if listed else {}
        asks = sum(1 for label, _ in labels.values() if known(label))
        sheet = asks > SEVERAL and asks >= MOST * len(block)
        read += [
            part
            for at, line in enumerate(block)
            for part in (_heading(*labels[at]) if sheet and at in labels else [line])
        ]
    return read


def _asked_and_answered(lines: list[str]) -> list[str]:
    """Make headings of lines that begin with `Q:`, where those with `A:` follow them."""
    asks, answers = (sum(1 for line in lines if mark.match(line)) for mark in (Q, A))
    if min(asks, answers) < SEVERAL:
        return lines
    return [
        part
        for line in lines
        for part in (_heading(Q.sub("", line).strip(), "") if Q.match(line) else [A.sub("", line)])
    ]


def _outside_code(lines: list[str]) -> list[bool]:
    """Say of each line whether it stands outside of code."""
    inside, outside = False, []
    for line in lines:
        fence = line.lstrip().startswith(("```", "~~~"))
        inside ^= fence
        outside.append(not inside and not fence)
    return outside if not inside else [True] * len(lines)


def _labels(
    lines: list[str], plain: list[bool], layout: re.Pattern[str], own: Collection[str]
) -> dict[int, tuple[str, str]]:
    found = {}
    for at, line in enumerate(lines):
        one = layout.fullmatch(line) if plain[at] and len(line) <= LONGEST_LINE else None
        goes_on = one and (one["answer"] or (at + 1 < len(lines) and ANSWER.match(lines[at + 1])))
        if (
            one
            and goes_on
            and not OF_SOME.match(one["label"])
            and one["label"].lower() not in own
            and not one["label"].lower().startswith("http")
        ):
            found[at] = one["label"].strip(" ."), one["answer"] or ""
    return found


def _above(lines: list[str], plain: list[bool]) -> dict[int, tuple[str, str]]:
    found = {}
    for at, (line, below) in enumerate(itertools.pairwise(lines)):
        first = at == 0 or not lines[at - 1].strip() or INDENTED.match(lines[at - 1])
        if plain[at] and first and INDENTED.match(below) and (one := ABOVE.fullmatch(line[:LONGEST_LINE])):
            found[at] = one["label"], ""
    return found


def _alone(lines: list[str], plain: list[bool]) -> dict[int, tuple[str, str]]:
    """Return titles of plain text; the first line of all is that of the sheet."""
    found = {}
    begun = False
    for at, (before, line, below) in enumerate(zip(["", *lines], lines, [*lines[1:], ""], strict=False)):
        one = ALONE.fullmatch(line) if begun and plain[at] and not before.strip() and not below.strip() else None
        begun = begun or bool(line.strip())
        if one and (one["sign"] or line.isupper()) and line.rstrip()[-1] not in ".,;":
            found[at] = one["label"], ""
    return found


def _heading(label: str, answer: str) -> Iterator[str]:
    yield from ("", f"{'#' * LABEL} {label}", "", *([answer] if answer else []))
