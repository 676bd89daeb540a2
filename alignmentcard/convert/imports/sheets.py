"""Filled sheets in the layouts in which people keep them, as headings with an answer under each.

A row of a table, a point in bold, a line of a submission system and a question with its justification all become the
same: a heading in the words of the form, and below it the answer. Other lines stay as they are.
"""

import itertools
import re
from collections.abc import Callable, Iterator

from alignmentcard.convert.imports.lines import as_headings as labelled
from alignmentcard.convert.imports.lines import lists_as_headings, without_number
from alignmentcard.convert.imports.marked_up import CHAPTER, PART, as_marked
from alignmentcard.convert.imports.numbered import QUESTIONS, as_questions, is_checklist
from alignmentcard.convert.imports.questions import asked

LONGEST = 4000
"""Characters of a line that may be a row or a label; a paragraph on one line is neither."""
SEVERAL = 3
"""So many cells has a row with number, answer and what goes on from it."""
GUIDELINES = re.compile(
    r"(?ms)^[ \t]*(?:[-*][ \t]+)?(?:\*\*)?Guidelines:(?:\*\*)?[ \t]*\n.*?"
    r"(?=^[ \t]*(?:#|\d{1,2}[.)][ \t]|\*\*|Question:)|\Z)"
)
"""What a paper checklist prints below an answer for those who fill it in."""
ROW = re.compile(r"[ \t]*\|(.{3,2000})\|[ \t]*")
BARE_ROW = re.compile(r"[ \t]*[^\s|#-][^|\n]{0,200}[ \t]\|[ \t][^|\n]{1,2000}")
"""A row of two cells without bars around it, as the snapshot of a Data Card has."""
SNAPSHOT = re.compile(
    r"[ \t]*\|?[ \t*_]*(?:category|field|attribute|property)[ \t*_]*\|[ \t*_]*(?:data|values?|details?|contents?)"
    r"[ \t*_]*\|?[ \t]*",
    re.IGNORECASE,
)
"""The first row of a table of what a dataset has."""
COUNTED = re.compile(r"(?:number of )?(?P<what>\w+(?: labels)?)", re.IGNORECASE)
BYTES = re.compile(r"[\d,. ]+\s?(?:[KMGT]i?B|bytes)", re.IGNORECASE)
"""The size of files, which is no number of items."""
ONLY_NUMBER = re.compile(r"\d[\d,. ]*")
CELL = re.compile(r"(?<!\\)\|")
TITLE = (
    r"(?:[ \t]*(?:#{1,6}[ \t]+)?(?:\*\*)?(?:\d{1,2}[.)]|[-*•])[ \t]+[^\n]{3,120}\n"
    r"(?:[ \t]*[A-Z][A-Za-z ()]{0,30}\n)?(?:[ \t]*\n)?)?"
)
"""What a paper checklist prints above a question: its number and a few words, perhaps on two lines."""
PARTS = re.compile(
    rf"(?m)^{TITLE}[ \t]*(?:\*\*)?Question:(?:\*\*)?[ \t]*"
    r"(?P<question>[^\n]{5,600}(?:\n[ \t]*(?!(?:\*\*)?Answer:)\S[^\n]{0,300}){0,8})\n"
    r"(?:[ \t]*\n)?[ \t]*(?:\*\*)?Answer:(?:\*\*)?[ \t]*\\?\[?(?P<answer>Yes|No|N/?A)\b(?P<more>[^\n]*)"
    r"(?:\n(?:[ \t]*\n)?[ \t]*(?:\*\*)?Justification:(?:\*\*)?[ \t]*|(?=\n|\Z))",
    re.IGNORECASE,
)
"""A question of a paper checklist with its answer in one word and the beginning of the reason."""
DIVIDED = re.compile(r"(?<=[a-z])-\n[ \t]*(?=[a-z])")
"""A word that goes on in the next line."""
UNDER = re.compile(r"[ \t]*(?:=+|-+)[ \t]*")
HEAD = re.compile(
    r"[ \t]*\|(?:[ \t*_]*(?:#|no|nr|number|id|section|part|category)?\.?[ \t*_]*\|)?"
    r"[ \t*_]*(?:questions?|items?|prompts?|frage)[ \t*_]*"
    r"\|[ \t*_]*(?:(?:our|your) )?(?:answers?|responses?|antwort)[ \t*_]*\|[ \t]*",
    re.IGNORECASE,
)
"""The first row of a table of questions and answers."""
BARE_DIVIDER = re.compile(r"[ \t]*:?-+:?[ \t]*\|[ \t]*:?-+:?[ \t]*")
DIVIDER = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
FUNDERS = re.compile(r"(?m)(^#{1,5} [^\n]{0,40}[Ff]unding[^\n]{0,40}\n\s{0,5}#{2,6} )Institution\(s\)")
"""What Data Cards ask under the heading of those who paid; elsewhere the word asks for the makers."""
CHAPTER_HEADING = re.compile(r"#{1,2}[ \t]")
FROM_CHECKLIST = re.compile(r"###[ \t]+(?:[B-E][1-6]\.|Did you |Was the protocol|Was your use|Does the data contain)")
"""How a question of the checklist begins once it is a heading."""


def as_headings(
    text: str, known: Callable[[str], object] | None = None, lists: Callable[[str], object] | None = None
) -> str:
    """Return a text in which each question of a sheet is a heading, whatever the layout.

    `known` says of a label at the beginning of a line whether it is one of those that sheets ask for, and `lists` the
    same of a README, in which only whole lists of labels are questions.
    """
    text = FUNDERS.sub(r"\1Funding institution(s)", as_marked(text))
    lines = (PARTS.sub(_justified, GUIDELINES.sub("", text)) if PARTS.search(text) else text).split("\n")
    checklist = is_checklist(lines)
    lines = list(as_questions(lines)) if checklist else lines
    read = "\n".join(_lines(lines, checklist=checklist)).split("\n")
    if lists:
        return "\n".join(lists_as_headings(read, lists))
    if known is None:
        return "\n".join(read)
    return "\n".join(labelled(read, known, frozenset(_of_checklist(read)) if checklist else ()))


def _of_checklist(lines: list[str]) -> Iterator[int]:
    """Yield the lines of chapters that have a question of the checklist."""
    starts = [at for at, line in enumerate(lines) if CHAPTER_HEADING.match(line)]
    for start, end in itertools.pairwise([0, *starts, len(lines)]):
        if any(map(FROM_CHECKLIST.match, lines[start:end])):
            yield from range(start, end)


def _lines(lines: list[str], *, checklist: bool) -> Iterator[str]:
    table = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not line.strip() or len(line) > LONGEST:
            yield line
            table = False
            continue
        part = _part(line)
        head = HEAD.fullmatch(line) or SNAPSHOT.fullmatch(line) or part
        row = ROW.fullmatch(line) or BARE_ROW.fullmatch(line) or DIVIDER.fullmatch(line) or BARE_DIVIDER.fullmatch(line)
        table = head is not None or (table and row is not None)
        if part:
            yield from (f"## {part}", "")
        elif table and (head or DIVIDER.fullmatch(line) or BARE_DIVIDER.fullmatch(line)):
            continue
        elif CHAPTER.fullmatch(line) and UNDER.fullmatch(after) and after.strip():
            yield line
        else:
            yield from _line(line, checklist=checklist, table=table)


def _part(line: str) -> str | None:
    """Return the title of a part of a sheet that stands alone in a row of a table."""
    row = ROW.fullmatch(line)
    said = [cell.strip("*_ ") for cell in CELL.split(row[1]) if cell.strip("*_ ")] if row else []
    return said[0] if len(said) == 1 and PART.match(said[0]) else None


def _justified(found: re.Match[str]) -> str:
    word = found["answer"].upper().replace("/", "")
    lead = {"NA": "N/A. ", "NO": "No. "}.get(word, "")
    question = " ".join(DIVIDED.sub("", found["question"]).split())
    more = re.sub(r"^[\s\]*.:{}]+", "", found["more"])
    return f"### {question}\n\n{lead}{more} " if more else f"### {question}\n\n{lead}"


def _line(line: str, *, checklist: bool, table: bool) -> Iterator[str]:
    if table and BARE_ROW.fullmatch(line):
        yield from _cells([cell.strip() for cell in CELL.split(line)])
    elif row := ROW.fullmatch(line):
        cells = [cell.strip() for cell in CELL.split(row[1])]
        yield from _row(cells, checklist=checklist) or (_cells(cells) if table else [line])
    elif CHAPTER.fullmatch(line):
        yield f"## {line.strip()}"
    else:
        yield line


def _cells(cells: list[str]) -> list[str]:
    """Return a row of a table of questions as a heading with what stands beside it; a part of the sheet as one."""
    first, *rest = (cell.strip("*_ ") for cell in without_number(cells))
    said = " ".join(filter(None, rest))
    if BYTES.fullmatch(said):
        return [f"{first}: {said}"]
    if ONLY_NUMBER.fullmatch(said) and (found := COUNTED.fullmatch(first)):
        said = f"{said} {found['what'].lower()}"
    return [f"### {first}", "", said, ""] if said else [f"## {first}", ""]


def _row(cells: list[str], *, checklist: bool) -> list[str]:
    """Return a row whose first cells are a question as a heading with the others below; nothing for other rows."""
    number = QUESTIONS.get(cells[0].lower().strip("*. ")) if checklist else None
    first, rest = (number, cells[2:] if len(cells) > SEVERAL - 1 else cells[1:]) if number else (cells[0], cells[1:])
    if not number:
        first, *rest = without_number(cells)
    if not rest or asked(first) is None:
        return []
    verdict, *more = [cell.strip("*_ ") for cell in rest if cell] or [""]
    told = " ".join(more) if verdict.lower() in ("yes", "y", "✓", "✔") and more else ". ".join([verdict, *more])
    return [f"### {first.strip('*_ ')}", "", told, ""]
