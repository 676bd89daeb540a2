"""Questions on a terminal; the only importer of questionary."""

import os
import shutil
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from alignmentcard.author.answers import REASONS
from alignmentcard.author.new import Session, answer, back, gap, leave_out, several, standing
from alignmentcard.author.plan import SEVERAL
from alignmentcard.author.question import Question, RefusedError
from alignmentcard.cli import terminal
from alignmentcard.errors import MissingExtraError
from alignmentcard.report.text import visible

if TYPE_CHECKING:
    import questionary

UNKNOWN, BACK, OUT, STAND = "not known", "one question back", "leave it out", "let it stand"
MANY = 7
"""Of more choices than these only the definitions are shown, not the examples."""
INTRO = (
    "Each answer is saved at once. Ctrl-C stops; the same command goes on where you stopped.\n"
    "Type ? where you do not know, and < for the question before."
)


def ask_all(session: Session, save: Callable[[Session], None]) -> Session:
    """Ask until no question is open; what is answered is saved after each."""
    library()
    terminal.page(f"{INTRO}\n")
    while question := session.next:
        session = _ask(session, question)
        save(session)
    return session


def library() -> "type[questionary.Question]":
    """Import the library of prompts, or say how to get it."""
    try:
        from questionary import Question as Prompt
    except ImportError as error:
        raise MissingExtraError("Asking on a terminal", "author") from error
    return Prompt


def choose(text: str, choices: dict[str, str], default: str | None = None) -> str:
    """Let one of several be chosen; each is a word and what is shown for it."""
    from questionary import Choice, select

    if text:
        terminal.say(text)
    shown = [Choice(title, value=word) for word, title in choices.items()]
    return str(select("", choices=shown, default=default, qmark="", instruction="(arrows, Enter)").unsafe_ask())


def _ask(session: Session, question: Question) -> Session:
    terminal.page(heading(session, question), styled=True)
    while True:
        try:
            return _answered(session, question)
        except RefusedError as error:
            terminal.say(click.style(f"  {visible(str(error))}", fg="yellow"), styled=True)


def heading(session: Session, question: Question) -> str:
    """Write a question with its reason, its choices, and where the card stands."""
    width = min(shutil.get_terminal_size().columns, 100)
    place = standing(session)
    count = f"{session.answered + 1} of about {session.answered + len(session.questions)}"
    lines = [click.style(f"{question.section} · {count}{f' · {place}' if place else ''}", dim=True)]
    for text in filter(None, (question.problem, question.text)):
        lines += [click.style(line, bold=True) for line in textwrap.wrap(visible(text), width)]
    lines += textwrap.wrap(visible(question.why), width)
    for choice in question.choices:
        example = choice.example if len(question.choices) <= MANY else ""
        lines += [
            f"  {click.style(choice.word, fg='cyan')}",
            *_indented(choice.means, width),
            *_indented(example, width),
        ]
    return "\n".join(lines)


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="      ", subsequent_indent="      ")


def _answered(session: Session, question: Question) -> Session:
    said = _said(question, _others(session, question))
    if said == UNKNOWN:
        return _not_known(session, question)
    if said == BACK:
        return back(session)
    if said in (OUT, STAND):
        return leave_out(session, question)
    if question.path == "pools" and said == SEVERAL.word:
        return several(session)
    return answer(session, question, said)


def _others(session: Session, question: Question) -> list[str]:
    """What can be said in place of an answer."""
    leave = STAND if question.problem else OUT if question.optional else ""
    known = [leave, UNKNOWN if question.can_be_gap and not question.problem else "", BACK if session.before else ""]
    return [one for one in known if one]


def _said(question: Question, others: list[str]) -> Any:
    if question.kind == "choices":
        return _several(question, others)
    if question.kind in ("choice", "yes or no"):
        words = [choice.word for choice in question.choices] or ["yes", "no"]
        default = {True: "yes", False: "no"}.get(question.default, question.default)
        return choose("", {word: word for word in (*words, *others)}, default if default in words else None)
    return _typed(question, others)


def _several(question: Question, others: list[str]) -> Any:
    from questionary import Choice, checkbox

    chosen = question.default or []
    words = [Choice(choice.word, checked=choice.word in chosen) for choice in question.choices]
    found = checkbox("", choices=words, qmark="", instruction="(space marks, Enter goes on)").unsafe_ask()
    if found:
        return found
    again = "mark some after all"
    said = choose("Nothing is marked.", {word: word for word in (*others, again)})
    return _several(question, others) if said == again else said


def _typed(question: Question, others: list[str]) -> Any:
    from questionary import text

    hint = f"({question.hint})" if question.hint else None
    said = str(text("", default=_shown(question.default), qmark=">", instruction=hint).unsafe_ask()).strip()
    if said in ("?", "<"):
        word = UNKNOWN if said == "?" else BACK
        if word not in others:
            raise RefusedError("There is no question before." if said == "<" else "This one needs an answer.")
        return word
    if not said and OUT in others:
        return OUT
    if not said:
        raise RefusedError("Nothing was answered. Type ? where you do not know.")
    return said


def _shown(default: Any) -> str:
    """Write a suggestion as somebody would type it."""
    if isinstance(default, list):
        return "; ".join(map(str, default))
    if isinstance(default, dict):
        return "; ".join(f"{name} {number}" for name, number in default.items())
    return "" if default is None else visible(str(default))


def _not_known(session: Session, question: Question) -> Session:
    from questionary import text

    width = shutil.get_terminal_size().columns
    shown = {word: textwrap.shorten(f"{word}: {term.definition}", width - 6) for word, term in REASONS.items()}
    reason = choose("Why is it not known?", shown)
    terminal.say("What is known all the same?")
    note = str(text("", qmark=">", instruction="(Enter for nothing)").unsafe_ask()).strip()
    return gap(session, question, reason, note)


def on_terminal() -> bool:
    """Say whether somebody sits in front of both ends."""
    return all(os.isatty(number) for number in (0, 1))
