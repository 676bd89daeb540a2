"""What stands on the screen at a question: the question, its reason and its choices together, on 24 lines of 80."""

import shutil
from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap
from typing import Any

import click

from alignmentcard.author.count import questions_left
from alignmentcard.author.new import alike
from alignmentcard.author.placement import place_in_words
from alignmentcard.author.question import Choice, Question
from alignmentcard.author.session import Session
from alignmentcard.author.values import lookup
from alignmentcard.cli.prompts import PromptRow
from alignmentcard.messages import sentence
from alignmentcard.paths import expand, path_of
from alignmentcard.report.text import visible

WIDEST = 100
LONGEST = 3
"""Lines of what is told below a list about the row that is pointed at."""
POINTED = "  Description: "
"""What the library puts before these lines."""


def size() -> tuple[int, int]:
    """Return the columns and lines that there are to write on."""
    columns, lines = shutil.get_terminal_size()
    return min(columns, WIDEST), lines - 1


def heading(session: Session, question: Question, rows: Sequence[PromptRow]) -> str:
    """Write a question with where the card stands, and its reason as far as there is room beside the list."""
    width, lines = size()
    room = lines - len(rows) - max((row.more.count("\n") + 1 for row in rows if row.more), default=0) - 3
    head = [click.style(line, dim=True) for line in wrap(_place(session, question), width)]
    for text in filter(None, (question.problem, question.text)):
        head += [click.style(line, bold=True) for line in wrap(visible(text), width)]
    why, others = wrap(visible(question.why), width), _others(session, question, width)
    rest = [*why, *others] if len(head) + len(why) + len(others) <= room else [shorten(visible(question.why), width)]
    return "\n".join(["", *head, *rest[: max(0, room - len(head))]])


TYPED = 2
"""Lines that an answer takes which is typed: what it looks like, and itself."""


def lines_left(heading: str, rows: Sequence[PromptRow]) -> int:
    """Return how many lines fit below a question and its first answer before it leaves the screen."""
    return size()[1] - heading.count("\n") - 1 - (len(rows) + LONGEST + 1 if rows else TYPED + 1)


def _place(session: Session, question: Question) -> str:
    place = place_in_words(session)
    count = f"{session.answered + 1} of about {session.answered + questions_left(session)}"
    return f"{question.section} · {count}{f' · {place}' if place else ''}"


def _others(session: Session, question: Question, width: int) -> list[str]:
    """Say what other entries have at the same field, so that they can be gone through as a table."""
    if "*" not in question.pattern:
        return []
    found = {path: lookup(session.data, path) for path in _siblings(session, question)}
    said = [f"{path.split('.')[1]} {shown(value)}" for path, value in found.items() if value is not None]
    return [shorten(visible(f"So far: {' · '.join(said)}"), width)] if said else []


def _siblings(session: Session, question: Question) -> Iterator[str]:
    routes = expand(session.data, question.pattern)
    return (path for path in (path_of(session.data, route) for route in routes) if path != question.path)


def rows_of(question: Question, first: str) -> list[PromptRow]:
    """Return the rows of a list: one that decides nothing, then each word with what it means."""
    width, lines = size()
    choices = question.choices or (Choice("yes"), Choice("no"))
    longest = max(len(choice.word) for choice in choices)
    short = len(choices) + LONGEST + 8 <= lines
    mark = "(your answer) " if question.problem else "(suggested) "
    marks = [mark if choice.word == question.default else "" for choice in choices]
    rows = [_row(choice, longest, width, mark, short) for choice, mark in zip(choices, marks, strict=True)]
    return [PromptRow("", first), *rows]


def _row(choice: Choice, longest: int, width: int, mark: str, told: bool) -> PromptRow:
    room = width - longest - 8
    means = shorten(f"{mark}{choice.means}", room, placeholder=" …") if choice.means else mark
    more = " ".join(filter(None, (choice.means if means.endswith(" …") else "", choice.example)))
    lines = wrap(more, width - len(POINTED), max_lines=LONGEST, placeholder=" … (?)") if told else []
    return PromptRow(choice.word, f"{choice.word:<{longest}}  {means}".rstrip(), f"\n{' ' * len(POINTED)}".join(lines))


def hint(session: Session, question: Question) -> str:
    """Say what an answer looks like, and what each key does."""
    count = len(alike(session, question)) + 1
    kind = {"choice": "arrows, Enter", "yes or no": "arrows, Enter", "choices": "Space marks, Enter goes on"}
    every = "= takes it" if question.kind in kind else "= before it:"
    parts = (
        kind.get(question.kind, question.hint),
        f"{every} for all {count}" if count > 1 else "",
        "Enter leaves it out" if question.optional and not question.problem else "",
        "? more, or not known",
        "< back" if session.earlier else "",
    )
    return wrapped("; ".join(filter(None, parts)))


def wrapped(text: str) -> str:
    """Break a text where a terminal would break a word."""
    return "\n".join(wrap(visible(text), size()[0] - 3))


def indented(text: str, indent: str) -> str:
    """Break a text between its words, each of its lines further to the right than where it begins."""
    return "\n".join(wrap(visible(text), size()[0], initial_indent=indent, subsequent_indent=f"{indent}  "))


def in_full(question: Question) -> list[str]:
    """Write everything that is known of a question, for whoever wants to know more."""
    width, _ = size()
    lines = [click.style(line, bold=True) for line in wrap(visible(question.text), width)]
    for text in filter(
        None, (question.why, question.hint and sentence(f"An answer: {question.hint}"), f"Field: {question.path}")
    ):
        lines += wrap(visible(text), width)
    for choice in question.choices:
        example = choice.example if len(question.choices) <= MANY else ""
        lines += wrap(
            f"{choice.word}: {choice.means} {example}", width, initial_indent="  ", subsequent_indent="      "
        )
    return lines


MANY = 4
"""Of more choices than these only the definitions are told, which fill a screen already."""


def shown(value: Any) -> str:
    """Write a value as somebody would type it."""
    if isinstance(value, list):
        return "; ".join(
            str(one.get("name", next(iter(one.values()), ""))) if isinstance(one, dict) else str(one) for one in value
        )
    if isinstance(value, dict):
        return "; ".join(f"{name} {number}" for name, number in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else visible(str(value))
