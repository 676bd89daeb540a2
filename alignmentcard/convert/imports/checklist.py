"""The filled checklist of a NeurIPS paper in LaTeX: each question with its justification."""

import re
from collections import Counter
from collections.abc import Iterator

from alignmentcard.convert.imports.answers import answered, says_none
from alignmentcard.convert.imports.beside import beside
from alignmentcard.convert.imports.found import Found, Taken, left
from alignmentcard.convert.imports.headings import FORM_ABOUT
from alignmentcard.convert.imports.latex_headings import SIGNS, UNSEEN, said_about
from alignmentcard.convert.imports.questions import asked
from alignmentcard.convert.imports.sections import LEFT_TO

ITEM = re.compile(r"\\item\s*\{\\bf\s+(.{1,200}?)\}(.*?)(?=\\item\s*\{\\bf|\Z)", re.DOTALL)
JUSTIFICATION = re.compile(r"Justification:(.*?)(?=\\item\[\]|\\end\{|\Z)", re.DOTALL)
QUESTION = re.compile(r"Question:(.*?)(?=\\item\[\]|\Z)", re.DOTALL)
ANSWER = re.compile(r"\\answer(Yes|No|NA|TODO)")
TO_OTHERS = re.compile(LEFT_TO)
COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\]]*\])?|[{}]|(?<!\\)%[^\n]*")


def checklist(text: str) -> Iterator[Found]:
    """Read the items of a checklist; one that does not apply says nothing, and one with a reason but no answer does."""
    about = FORM_ABOUT.search(said_about(text))
    told = list(_told(UNSEEN.sub("", text)))
    found = [one for title, reason in told for one in _read(title, reason, own=about is not None)]
    yield from found
    if about:
        yield Taken("dataset.title", about[1], about[0])
    else:
        yield from beside(told, told, {one.path for one in found if isinstance(one, Taken)})


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Yield the title of each item that applies, or its question where the title is that of several, and its reason."""
    items = ITEM.findall(text)
    times = Counter(title for title, _ in items)
    for title, body in items:
        answer, reason, question = ANSWER.search(body), JUSTIFICATION.search(body), QUESTION.search(body)
        if answer and reason and answer[1] != "NA":
            lead = "No. " if answer[1] == "No" else ""
            asks = question[1] if question and times[title] > 1 else title
            yield _bare(asks), lead + TO_OTHERS.sub("", _bare(reason[1])).strip()


def _read(title: str, text: str, *, own: bool) -> Iterator[Found]:
    """Yield the values of an answer; else the text itself, where a card has a place for it."""
    known = list(answered(title, text, own=own))
    path = asked(title) if not own else None
    yield from known or (left(path, text, title) if path and not says_none(text) else ())


def _bare(text: str) -> str:
    for sign, meant in SIGNS.items():
        text = text.replace(sign, meant)
    return " ".join(COMMAND.sub(" ", text.replace("~", " ")).split())
