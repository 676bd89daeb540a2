"""The sections of a Markdown text: headings, the text under each, and the points that have a name in bold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

IN_BOLD = 7
"""The level of a line in bold, below all headings."""
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
BOLD = re.compile(
    r"[ \t]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?(\*\*|__)(?=\S)(.{1,400}?)\1[ \t]*(?:(?<=\s)[*_][^*_\n]+[*_][ \t]*)?"
)
"""A line that is bold from end to end, as headings of questionnaires often are; a hint in italics may follow."""
LONGEST = 500
"""Characters of a heading that are looked at; questions of datasheets have up to 400."""
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
POINT = re.compile(r"[ \t]*[-*+][ \t]+\*\*([^*\n]{1,80}?)[ \t]*(?::[ \t]*\*\*|\*\*[ \t]*:)[ \t]*(.*)")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
EMPTY = re.compile(
    r"\W*(?:more information needed|needs? more information|information needed|todo|tbd|to be added|\{\{[^\n]*\}\})\W*",
    re.IGNORECASE,
)
"""What templates say where nobody has written anything."""


@dataclass(frozen=True)
class Section:
    """A heading with its level, and the text under it as far as the next heading."""

    title: str
    level: int
    text: str


def sections(text: str) -> Iterator[Section]:
    """Yield the sections of a text; what stands before the first heading has an empty title."""
    title, level = "", 0
    lines: list[str] = []
    for kind, content in _lines(COMMENT.sub("", text)):
        if not kind:
            lines.append(content)
            continue
        yield Section(title, level, "\n".join(lines).strip())
        title, level, lines = content, kind, []
    yield Section(title, level, "\n".join(lines).strip())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with the level of the heading that it is, 0 where it is none; code is never a heading."""
    fence = ""
    before: str | None = None
    for line in (*re.split(r"\r\n|\n|\r", text), ""):
        level, content = (0, line) if fence else _heading(line)
        fence = _fence(line, fence)
        if before is not None and before.strip() and not fence and (under := UNDERLINE.fullmatch(line)):
            yield (1 if under[1].startswith("=") else 2), before.strip()
            before = None
            continue
        if before is not None:
            yield 0, before
        before = None if level else line
        if level:
            yield level, content
    if before:
        yield 0, before


def _heading(line: str) -> tuple[int, str]:
    if found := HEADING.fullmatch(line):
        return len(found[1]), (found[2] or "").strip()
    if (found := BOLD.fullmatch(line)) and not POINT.fullmatch(line):
        return IN_BOLD, found[2].strip()
    return 0, line


def _fence(line: str, inside: str) -> str:
    """Return the fence that is open after a line."""
    found = FENCE.match(line)
    if not found:
        return inside
    if not inside:
        return found[1]
    closes = found[1].startswith(inside) and not line.strip(" \t`~")
    return "" if closes else inside


def points(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of points such as `- **Homepage:** https://example.org`."""
    for line in text.split("\n"):
        if found := POINT.fullmatch(line):
            yield found[1].strip(), found[2].strip()


def says_nothing(text: str) -> bool:
    """Say whether a text is empty, or only what a template puts there."""
    lines = (line for line in text.split("\n") if line.strip())
    return all(len(line) <= LONGEST and EMPTY.fullmatch(line) for line in lines)


def bare(title: str) -> str:
    """Return a heading in lower case, without marks, numbers and what stands in square brackets."""
    title = title[:LONGEST]
    words = re.sub(r"\[([^\]]*)\](?:\([^)]*\))?", lambda found: "" if found[1] == "optional" else found[1], title)
    words = re.sub(r"[*_`#“”\"]|\((?:e\.g\.|i\.e\.)[^()]*\)", "", words).replace("’", "'")
    words = re.sub(r"^\W*(?:[A-Za-z]|\d+)(?:\.\d+)*[.):]\s+|^\W+|[\s:?.]+$", "", words)
    return " ".join(words.lower().split())
