"""The sections of a Markdown text: headings, the text under each, and the points that have a name in bold."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

IN_BOLD = 7
"""The level of a line in bold, below all headings."""
IN_LINE = 8
"""The level of a question that its answer follows on the same line."""
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
BOLD = re.compile(
    r"[ \t]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?(\*\*|__)(?=\S)(.{1,400}?)\1\??[ \t]*(?:(?<=\s)[*_][^*_\n]+[*_][ \t]*)?"
)
"""A line that is bold from end to end, as headings of questionnaires often are; a hint in italics may follow."""
QUESTION = re.compile(
    r"[ \t]*(?P<sign>(?:[-*+•][ \t]+)?(?:(?:Q|Question)[ \t]?(?:\d{1,3})?[.):][ \t]+"
    r"|\d{1,3}(?:\.\d{1,3})*[.)]?[ \t]+)?)"
    r"(?:(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<bold>[^*_\n]{2,400}?)(?P=mark)[ \t]*[:–—]?"
    r"|(?P<plain>[^\s?][^?\n]{3,400}\?))(?:(?:[ \t]+|(?<=\?)(?=[A-Z]))(?P<answer>(?!/ )\S.*))?[ \t]*"
)
"""A question at the start of a line, in bold, in italics, with a number or plain, and the answer behind it."""
HINT = re.compile(r"\(|If (?:so|not),")
"""How begins what a form says below its question."""
SHORT_TITLE = re.compile(r"[ \t]*\d{1,2}(?:\.\d{1,2}){1,2}[.)]?[ \t]+(?:[A-Z][^\n.?:|;]{2,59})[ \t]*:?[ \t]*")
"""A numbered title of a few words; a section only where it is known."""
WRAPPED = re.compile(
    r"(?m)^[ \t]*(?:[-*+•\d.)]+[ \t]+)?\*\*[^*\n]{1,300}(?:\n[ \t]*[^*\s][^*\n]{0,300}){1,4}(?:(?<=\?)\*\*|\*\*\?)"
)
"""A question in bold that goes on in the next lines."""
LEFT_TO = r"\bLeft to the (?:authors of the paper|provider or developer): [^\n]{1,1000}$"
"""What a form that this program filled leaves to those who hand it in, and is no answer."""
INTRODUCED = (
    r"^[\W_]*(?:The questions in this section are|Dataset creators should (?:read|provide)|These questions are intended"
    r"|As with the previous section|Most of th(?:e|ese) questions|Die Fragen in diesem Abschnitt"
    r"|Die meisten dieser Fragen"
    r"|Die Antworten auf diese Fragen|Las preguntas de esta sección|Estas preguntas están"
    r"|[\\\[]{0,2}T[\\\]]{0,2}he answers to (?:the )?questions here)"
    r"(?:(?:[^_*\n]{1,300}\n){1,8}[^_*\n]{0,300}[_*]{1,2}[ \t]*$|\b[^\n]{1,1500}$)"
)
"""What datasheets print below the title of a chapter."""
ANCHOR = re.compile(
    r"<a\s[^<>]{0,200}>\s?</a>|</?sup>|^The Responsible NLP Checklist used at [^\n]{0,300}$"
    rf"|[ \t]?{LEFT_TO}|{INTRODUCED}",
    re.MULTILINE,
)
"""What is no part of a text: marks of places, marks of print, the line at the foot of a printed checklist, and what a
filled form leaves to those who hand it in.
"""
ANSWER = re.compile(r"\W*\b(?:A|Answer)(?:[ \t]?\d{1,3})?:\W*\s+", re.IGNORECASE)
LONGEST = 500
"""Characters of a heading that are looked at; questions of datasheets have up to 400."""
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
POINT = re.compile(r"[ \t]*[-*+][ \t]+\*\*([^*\n]{1,80}?)[ \t]*(?:[:.][ \t]*\*\*|\*\*[ \t]*:)[ \t]*(.*)")
RULE = re.compile(r"\n[ \t]*\n[ \t]*([-*_])(?:[ \t]*\1){2,80}[ \t]*\s*\Z")
"""A line between two parts of a text, at the end of the first one."""
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
EMPTY = re.compile(
    r"\W*(?:more information needed|needs? more information|information needed|todo|tbd|to be added|\{\{[^\n]*\}\}"
    r"|(?:please provide )?your answers? here)\W*",
    re.IGNORECASE,
)
"""What templates say where nobody has written anything."""


@dataclass(frozen=True)
class Section:
    """A heading with its level, and the text under it as far as the next heading."""

    title: str
    level: int
    text: str


Known = Callable[[str], object]


def _nothing(_: str) -> None:
    """Know no question."""


def sections(text: str, known: Known = _nothing, marked: Known = _nothing) -> Iterator[Section]:
    """Yield the sections of a text; what stands before the first heading has an empty title.

    A question that is answered on its own line begins a section where it is `known`, or looks like a question of a
    sheet: in bold or numbered, with a question mark or in words of which `marked` knows what they ask.
    """
    title, level = "", 0
    lines: list[str] = []
    for kind, content in _lines(WRAPPED.sub(_on_one_line, ANCHOR.sub("", COMMENT.sub("", text))), known, marked):
        if not kind:
            lines.append(content)
            continue
        yield Section(title, level, _text(lines, level))
        title, level, lines = content, kind, []
    yield Section(title, level, _text(lines, level))


def _on_one_line(found: re.Match[str]) -> str:
    return re.sub(r"\n[ \t]*", " ", found[0])


def _text(lines: list[str], level: int) -> str:
    """Return what stands under a heading, without the `A:` before the answer to a question."""
    text = RULE.sub("", "\n".join(lines)).strip()
    found = ANSWER.match(text) if level >= IN_BOLD else None
    return text[found.end() :].strip() if found else text


def _lines(text: str, known: Known, marked: Known) -> Iterator[tuple[int, str]]:
    """Yield each line with the level of the heading that it is, 0 where it is none; code is never a heading.

    A fence that nothing closes begins no code: all questions after it would be lost.
    """
    fence = ""
    before: str | None = None
    below_question = False
    lines = re.split(r"\r\n|\n|\r", text)
    fenced = not reduce(lambda inside, line: _fence(line, inside), lines, "")
    for line in (*lines, ""):
        level, content = (0, line) if fence else _heading(line)
        fence = _fence(line, fence) if fenced else ""
        if before is not None and before.strip() and not fence and (under := UNDERLINE.fullmatch(line)):
            yield (1 if under[1].startswith("=") else 2), before.strip()
            before = None
            continue
        if before is not None:
            yield 0, before
        if below_question and UNDERLINE.fullmatch(line):
            before, below_question = None, False
            continue
        below_question = False
        before = None if level else line
        if level:
            yield level, content
        elif not fence and (asked := _asked(line, known, marked)):
            before = asked[1] or None
            below_question = before is None
            yield IN_LINE, asked[0]
    if before:
        yield 0, before


def _heading(line: str) -> tuple[int, str]:
    if found := HEADING.fullmatch(line):
        return len(found[1]), (found[2] or "").strip()
    if (found := BOLD.fullmatch(line)) and not POINT.fullmatch(line):
        return IN_BOLD, found[2].strip()
    return 0, line


def _asked(line: str, known: Known, marked: Known) -> tuple[str, str] | None:
    """Part a question from the answer behind it; None where a line is no question that somebody answers."""
    if SHORT_TITLE.fullmatch(line) and marked(line.strip()):
        return line.strip(), ""
    found = QUESTION.fullmatch(line)
    if not found or POINT.fullmatch(line):
        return None
    title = (found["bold"] or found["plain"]).strip()
    if HINT.match(title):
        return None
    stands_out = bool(found["mark"] or found["sign"].strip(" \t-*+•")) and (title.endswith("?") or marked(title))
    return (title, found["answer"] or "") if known(title) or stands_out else None


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
    words = re.sub(
        r"^\W*(?:q(?:uestion)?\s?\d*|[A-Za-z]|\d+)(?:\.\d+)*[.):]\s+|^\W*q?\s?\d{1,2}(?:\.\d{1,2}){0,2}\s+(?=[A-Z])|^\W+|[\s:?.]+$",
        "",
        words,
        flags=re.IGNORECASE,
    )
    return " ".join(words.lower().split())
