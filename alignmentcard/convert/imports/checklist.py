"""The filled checklist of a NeurIPS paper in LaTeX: each question with its justification."""

import re
from collections.abc import Iterator

from alignmentcard.convert.imports.answers import answered, says_none
from alignmentcard.convert.imports.beside import beside
from alignmentcard.convert.imports.found import Found, Taken, left
from alignmentcard.convert.imports.questions import asked
from alignmentcard.convert.imports.sections import LEFT_TO

ITEM = re.compile(r"\\item\s*\{\\bf\s+(.{1,200}?)\}(.*?)(?=\\item\s*\{\\bf|\Z)", re.DOTALL)
JUSTIFICATION = re.compile(r"Justification:(.*?)(?=\\item\[\]|\\end\{|\Z)", re.DOTALL)
ANSWER = re.compile(r"\\answer(Yes|No|NA|TODO)")
TO_OTHERS = re.compile(LEFT_TO)
COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\]]*\])?|[{}]|(?<!\\)%[^\n]*")


def checklist(text: str) -> Iterator[Found]:
    """Read the items of a checklist; one that does not apply says nothing, and one with a reason but no answer does."""
    told = list(_told(text))
    found = [one for title, reason in told for one in _read(title, reason)]
    yield from found
    yield from beside(told, told, {one.path for one in found if isinstance(one, Taken)})


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Yield the title of each item that applies, and its reason."""
    for title, body in ITEM.findall(text):
        answer, reason = ANSWER.search(body), JUSTIFICATION.search(body)
        if answer and reason and answer[1] != "NA":
            lead = "No. " if answer[1] == "No" else ""
            yield _bare(title), lead + TO_OTHERS.sub("", _bare(reason[1])).strip()


def _read(title: str, text: str) -> Iterator[Found]:
    """Yield the values of an answer; else the text itself, where a card has a place for it."""
    known = list(answered(title, text))
    path = asked(title)
    yield from known or (left(path, text, title) if path and not says_none(text) else ())


def _bare(text: str) -> str:
    return " ".join(COMMAND.sub(" ", text.replace(r"\$", "$").replace(r"\%", "%").replace("~", " ")).split())
