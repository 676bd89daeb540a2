"""What Markdown leaves to HTML in sheets, as Markdown: parts that readers open, definitions, and rows of tables."""

import re

CHAPTER = re.compile(
    r"[ \t]*(?:(?:\d{1,2}|[IVX]{1,4})[.)]?[ \t]+)?(?:motivation|composition|collection(?: process)?|data collection"
    r"|pre-?processing(?:[/, ]+cleaning)?(?:[/, ]+(?:and )?label+ing)?|uses?|distribution|maintenance)[ \t]*:?[ \t]*",
    re.IGNORECASE,
)
"""A part of a datasheet, which would else end the answer before it."""


PART = re.compile(rf"{CHAPTER.pattern}(?:(?:[-–—/&,]|and\b).*)?$", re.IGNORECASE)
"""The title of such a part, with what somebody put behind it."""
TAG = re.compile(r"</?\w[^<>\n]{0,80}>")
FOLDED = re.compile(r"</?(?:details|dl|table|tbody|thead)\b[^<>\n]{0,80}>", re.IGNORECASE)
"""Marks around such parts, lists and tables."""


def _between(tag: str, longest: int) -> str:
    return rf"<{tag}\b[^<>\n]{{0,80}}>((?:(?!</?{tag}\b).){{1,{longest}}})</{tag}>"


SUMMARY = re.compile(_between("summary", 300), re.IGNORECASE | re.DOTALL)
DEFINED = re.compile(_between("dt", 400) + r"\s*" + _between("dd", 8000), re.IGNORECASE | re.DOTALL)
ROW = re.compile(r"(?<!\s)\s{0,400}" + _between("tr", 8000), re.IGNORECASE | re.DOTALL)
CELL = re.compile(f"{_between('td', 4000)}|{_between('th', 4000)}", re.IGNORECASE | re.DOTALL)
ROWS = (2, 3)
"""So many cells has a row of a question."""
TERM = re.compile(r"(?m)^(?P<term>[^\s:|#<>*-][^\n]{1,160})\n:[ \t]+(?=\S)")
"""`Licence` with `: MIT` in the next line."""


def as_marked(text: str) -> str:
    """Return a text in which questions and answers that stand between tags are lines of Markdown."""
    text = FOLDED.sub("\n", SUMMARY.sub(_folded, text)) if "<" in text else text
    text = ROW.sub(_row, DEFINED.sub(lambda one: _term(one[1], one[2]), text))
    return TERM.sub(lambda one: _term(one["term"], ""), text)


def _folded(found: re.Match[str]) -> str:
    """Return what stands on a part that readers can open: the title of a part of the sheet, or a line in bold."""
    said = _said(found[1])
    return f"\n\n## {said}\n\n" if PART.match(said) else f"\n\n**{said}**\n\n"


def _said(text: str) -> str:
    return " ".join(TAG.sub("", text).split()).strip("*_ ")


def _term(term: str, text: str) -> str:
    """Return a term and what defines it as a point in bold."""
    said = _said(term).rstrip(":")
    return f"\n- **{said}** {_said(text)}" if said.endswith("?") else f"\n- **{said}:** {_said(text)}"


def _row(found: re.Match[str]) -> str:
    """Return a row of a question and its answer, perhaps with a number; other tables stay as they are."""
    cells = [_said(one[1] or one[2]) for one in CELL.finditer(found[1])]
    return f"\n| {' | '.join(cells)} |" if len(cells) in ROWS else found[0]
