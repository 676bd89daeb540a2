"""The conversation on a terminal: each open question, until none is left."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import click

from alignmentcard.author.answers import REASONS
from alignmentcard.author.new import alike, answer, back, for_all, gap, goes_without, leave_out, with_several_pools
from alignmentcard.author.plan import SEVERAL
from alignmentcard.author.question import Question, RefusedError
from alignmentcard.author.session import Session
from alignmentcard.cli import prompts, screen, terminal
from alignmentcard.cli.prompts import ALL, BACK, MORE, PromptAnswer, PromptRow

INTRO = (
    "Each answer is saved at once. Ctrl-C stops, and the same command goes on.\n"
    "At every question, ? tells more and is where to go if you do not know;\n"
    "< goes one question back."
)
LEFT_OUT = "The entry cannot stand without this, so it is left out; the rest of {list} stays."
LAST = "That was the last question. Enter finishes; < goes one question back."
NOTE = "What is known all the same? (Enter for nothing; < back)"
Step = Callable[[Session, Question], Session]


@dataclass(frozen=True)
class Offer:
    """What is suggested at a prompt after an answer was refused, and the answer that was."""

    instead: Any = None
    refused: Any = None


def ask_all(session: Session, save: Callable[[Session], None]) -> Session:
    """Ask until no question is open; what is answered is saved after each."""
    prompts.library()
    terminal.page(INTRO)
    while True:
        if question := session.next:
            session = _ask(session, question)
        elif not session.earlier or not _goes_back():
            return session
        else:
            session = back(session)
        save(session)


def confirm(text: str, rows: list[PromptRow]) -> str:
    """Let one of several be chosen at a question that belongs to no field."""
    prompts.library()
    terminal.say(text)
    said = ""
    while not said:
        said = str(prompts.choose(rows, hint="arrows, Enter").answer)
    terminal.say(f"> {said}")
    return said


def _goes_back() -> bool:
    while True:
        terminal.say(LAST)
        said = prompts.typed(keys=(MORE, BACK))
        if said.key != MORE:
            return said.key == BACK


def _ask(session: Session, question: Question) -> Session:
    rows, heading = rows_of(question), ""
    offer, below = Offer(), 0
    while True:
        if not heading or below > screen.lines_left(heading, rows):
            heading, below = screen.heading(session, question, rows), 0
            terminal.page(heading, styled=True)
        said = _answer_at_prompt(session, question, rows, offer)
        try:
            after = _taken(session, question, said, offer)
        except RefusedError as error:
            told = screen.wrapped(_refusal(said, error)).split("\n")
            for line in told:
                terminal.say(click.style(line, fg="yellow"), styled=True)
            below += len(told) + (0 if rows else screen.TYPED + screen.hint(session, question).count("\n"))
            offer = Offer(error.instead, said.answer)
        else:
            return session if after is None else after


def rows_of(question: Question) -> list[PromptRow]:
    """Return the rows of the list that a question is answered with; none where text is typed."""
    if question.kind not in ("choice", "yes or no", "choices"):
        return []
    first = "(Enter lets it stand)" if question.problem else "(Enter leaves it out)" if question.optional else OPEN
    return screen.rows_of(question, first)


GAP = re.compile(
    r"(?:delete (?:it|the line),? and )?write under gaps: `[^`]*`"
    r"|list (?:[^;.]|\.(?=\w))*?\bgaps?\b(?: with (?:a|the) reason)?|that is a gap"
)
UNKNOWN = "type ? and say why it is not known"
"""What lists a gap here, where findings say how it is written into a card."""
LONG = 40
"""Characters that nobody wants to type again."""
OPEN = "(nothing chosen yet)"


def _refusal(said: PromptAnswer, error: RefusedError) -> str:
    """Say why an answer was refused; where it is only written in another way, that this is what Enter takes."""
    if error.instead is None:
        again = " The arrow up brings it back." if isinstance(said.answer, str) and len(said.answer) > LONG else ""
        return f"{GAP.sub(UNKNOWN, str(error))}{again}"
    return f"“{said.answer}” is written {screen.shown(error.instead)} in a card. Enter takes it."


def _answer_at_prompt(session: Session, question: Question, rows: list[PromptRow], offer: Offer) -> PromptAnswer:
    keys = (MORE, BACK, *([ALL] if alike(session, question) else []))
    hint = screen.hint(session, question)
    if question.kind == "choices":
        said = prompts.mark(rows[1:], keys, question.default or (), hint)
    elif rows:
        start = screen.shown(question.default)
        known = start if start in [row.word for row in rows[1:]] and not question.problem else None
        said = prompts.choose(rows, keys, known, hint)
    else:
        terminal.page("\n".join(click.style(line, dim=True) for line in f"({hint})".split("\n")), styled=True)
        default = question.default if offer.instead is None else offer.instead
        return prompts.typed(screen.shown(default), keys, screen.shown(offer.refused))
    if said.answer:
        terminal.say(f"> {screen.shown(said.answer)}{', for all' if said.key == ALL else ''}")
    return said


def _taken(session: Session, question: Question, said: PromptAnswer, offer: Offer) -> Session | None:
    """Return the session after what was said; None where the question is to be asked again."""
    if said.key == MORE:
        return _more(session, question)
    if said.key == BACK:
        return _back(session)
    step = _step(question, said.answer, insists=said.answer == offer.refused)
    return for_all(session, question, step) if said.key == ALL else step(session, question)


def _back(session: Session) -> Session:
    if session.earlier is None:
        raise RefusedError("There is no question before.")
    return back(session)


def _step(question: Question, said: Any, insists: bool) -> Step:
    if not said and (question.optional or question.problem):
        return leave_out
    if not said:
        what = "chosen" if question.choices or question.kind == "yes or no" else "answered"
        raise RefusedError(f"Nothing was {what}. Type ? where you do not know.")
    if question.path == "pools" and said == SEVERAL.word:
        return lambda session, _: with_several_pools(session)
    return lambda session, one: answer(session, one, said, insists=insists)


def _more(session: Session, question: Question) -> Session | None:
    """Tell everything about a question; whoever does not know the answer says why, and it becomes a gap."""
    rows = [
        PromptRow("", "Back to the question"),
        *(_reasons() if question.can_be_gap and not question.problem else []),
    ]
    _paged(screen.in_full(question), len(rows) + 2)
    hint = "arrows, Enter; < back" if len(rows) > 1 else "Enter; a card cannot do without an answer"
    keys = (BACK, *([ALL] if len(rows) > 1 and alike(session, question) else []))
    said = prompts.choose(rows, keys, hint=f"{hint}; = for all alike" if ALL in keys else hint)
    if not said.answer:
        return None
    terminal.say(f"> not known: {said.answer}")
    if goes_without(session, question):
        terminal.page(screen.wrapped(LEFT_OUT.format(list=question.gap)))
    note = "" if goes_without(session, question) else _note()
    if note is None:
        return None

    def step(session: Session, question: Question) -> Session:
        return gap(session, question, said.answer, note)

    return for_all(session, question, step) if said.key == ALL else step(session, question)


def _reasons() -> list[PromptRow]:
    width, _ = screen.size()
    longest = max(map(len, REASONS))
    titles = {word: f"not known: {word:<{longest}}  {term.definition}" for word, term in REASONS.items()}
    return [PromptRow(word, shorten(title, width - 4, placeholder=" …")) for word, title in titles.items()]


def _note() -> str | None:
    """Ask what is known all the same; None where somebody wants back to the question."""
    while True:
        terminal.say(NOTE)
        said = prompts.typed(keys=(MORE, BACK))
        if said.key == BACK:
            return None
        if said.key != MORE:
            return str(said.answer)
        terminal.say("A sentence for readers, such as where somebody may know more. It stands beside the gap.")


def _paged(lines: list[str], below: int) -> None:
    """Write lines that may be more than the screen holds; Enter goes on."""
    _, height = screen.size()
    room = max(height - below, 5)
    while len(lines) > room:
        terminal.page("\n".join(lines[: height - 3]), styled=True)
        lines = lines[height - 3 :]
        terminal.say("Enter goes on.")
        prompts.typed(keys=(MORE, BACK))
    terminal.page("\n".join(lines), styled=True)


def on_terminal() -> bool:
    """Say whether somebody sits in front of both ends."""
    return all(os.isatty(number) for number in (0, 1))
