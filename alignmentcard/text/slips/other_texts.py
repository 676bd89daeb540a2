"""What is not a card at all: marks of git, fences, tables, comments and words of other languages."""

import re

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.text.slips.broken import Broken, Slip


def conflict(broken: Broken) -> Slip | None:
    """Find a mark of git between two versions."""
    marks = [n for n, line in enumerate(broken.lines) if re.match(r"(<{7}|={7}|>{7}|\|{7})( |$)", line)]
    if not marks:
        return None
    message = worded("line {line} is a mark of git, which could not join two versions of this text", line=marks[0] + 1)
    help_ = worded("Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.")
    return Slip(message, help_, marks[0], 0, len(broken.lines[marks[0]]))


def fence(broken: Broken) -> Slip | None:
    """Find a fence of Markdown around the card."""
    fences = [n for n, line in enumerate(broken.lines) if re.match(r"\s*(```|~~~)", line)]
    if not fences:
        return None
    shown = broken.lines[fences[0]].strip()
    text = FENCE if "`" in shown else OTHER_FENCE
    message = worded(text, line=fences[0] + 1, shown=shown)
    return Slip(message, worded("Delete the fences; a card is the lines between them."), fences[0], 0, 3)


FENCE = later("line {line} is a fence of Markdown, three backticks")


OTHER_FENCE = later("line {line} is a fence of Markdown, `{shown}`")


def table(broken: Broken) -> Slip | None:
    """Find a table where a card was meant to be."""
    rows = [line for line in broken.lines[:3] if line.strip()]
    if len(rows) > 1 and all(row.lstrip().startswith("{") and row.rstrip().endswith("}") for row in rows[:2]):
        return Slip(worded("this is a table in JSON Lines, not a card"), IMPORT, 0)
    name = separator_of(rows)
    return (
        Slip(worded("this is a table with {name} between its columns, not a card", name=name), IMPORT, 0)
        if name
        else None
    )


IMPORT = worded("To draft a card from a table: alignmentcard import FILE")


SEPARATORS = {",": worded("commas"), "\t": worded("tabs"), ";": worded("semicolons")}


def separator_of(rows: list[str]) -> str:
    """Name what stands between the columns of the first lines of a table; nothing where they are none."""
    if len(rows) < 2 or re.match(r"\s*[\w-]+:( |$)|[-{[#]", rows[0]):
        return ""
    for character, name in SEPARATORS.items():
        if rows[0].count(character) and len({_cells(row, character) for row in rows}) == 1:
            return name
    return ""


def _cells(row: str, separator: str) -> int:
    return re.sub(r'"[^"]*"', "", row).count(separator)


def markup(broken: Broken) -> Slip | None:
    """Find a comment of another language."""
    for number, line in broken.near():
        if re.match(r"\s*(<!--|//|/\*|;)", line):
            mark = line.split()[0][:4]
            return Slip(
                worded("line {line} begins with `{mark}`", line=number + 1, mark=mark),
                worded("A comment of YAML begins with #."),
                number,
                0,
                2,
            )
    if re.match(r"\s*<(!DOCTYPE|html|\?xml)", broken.lines[0], re.IGNORECASE):
        return Slip(
            worded("this is a page of the web or XML, not a card"),
            worded("Save the file itself, not the page about it."),
            0,
        )
    return None


def foreign(broken: Broken) -> Slip | None:
    """Find a line as other languages write it: a key between stars or in a tag, a comma at the end, a placeholder."""
    for number, line in broken.near():
        for pattern, said, typed in FOREIGN:
            found = re.match(pattern, line)
            if found:
                shown = found.expand(typed).strip()
                return Slip(
                    worded("line {line} {said}", line=number + 1, said=said),
                    worded("Type: `{shown}`", shown=shown),
                    number,
                    0,
                    len(line),
                )
        if re.search(r": *(\{%|<%)", line):
            help_ = worded("Put what it stands for in its place: nothing fills it in here.")
            return Slip(
                worded("line {line} has a placeholder of a template", line=number + 1),
                help_,
                number,
                line.index(":") + 1,
                3,
            )
    return None


FOREIGN = (
    (
        r"( *(?:- +)?)\*\*?([A-Za-z_][\w-]*)(?::\*\*?|\*\*?:) +(.*)$",
        worded("has stars around its key, as Markdown does"),
        r"\2: \3",
    ),
    (r"( *)<([A-Za-z_][\w-]*)>(.*)</\2>\s*$", worded("is written with tags, as XML does"), r"\2: \3"),
    (
        r'( *(?:- +)?)"?([A-Za-z_][\w-]*)"? *: *("[^"]*"|\'[^\']*\'), *$',
        worded("ends with a comma, as JSON does"),
        r"\2: \3",
    ),
    (
        r"( *(?:- +)?)([A-Za-z_][\w-]*)(?:; +|：\s*)(\S.*)$",
        worded("has another sign than a colon after its key"),
        r"\2: \3",
    ),
)
"""Lines of other languages: how they look, what to say of them, and what to type."""
