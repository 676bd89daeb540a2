"""Columns that are not clear: asked on a terminal, else said in one command that would do."""

import shlex
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from alignmentcard.cli import terminal
from alignmentcard.cli.asking import OPEN, confirm, on_terminal
from alignmentcard.cli.prompts import PromptRow, library
from alignmentcard.errors import AlignmentCardError, MissingExtraError

if TYPE_CHECKING:
    from alignmentcard.measurement.tables.guessing import Candidate, UnclearTableError

Result = TypeVar("Result")
OTHER = "another column"
ROLES = {
    "item": "Which column names what was judged?",
    "rater": "Which column names who judged it?",
    "value": "Which column holds the answer?",
    "count": "Which column says how often it was given?",
}


def with_clear_columns(
    work: Callable[[tuple[str, ...]], Result], columns: tuple[str, ...], command: Sequence[str], *, yes: bool = False
) -> Result:
    """Do work that needs columns, each as ROLE=NAME; what is not clear is asked, or said with the whole command."""
    from alignmentcard.measurement.tables.guessing import UnclearTableError

    while True:
        try:
            return work(columns)
        except UnclearTableError as error:
            if yes or not on_terminal():
                raise AlignmentCardError(f"{error} The whole command: {_line(command, columns, error.said)}") from None
            columns = (*columns, *_asked(error))


def _line(command: Sequence[str], columns: Sequence[str], said: Sequence[str]) -> str:
    stated = {one.partition("=")[0] for one in columns}
    named = [*columns, *(one for one in said if one.partition("=")[0] not in stated)]
    return shlex.join([*command, *(part for one in named for part in ("--column", one))])


def _asked(error: "UnclearTableError") -> list[str]:
    """Ask for every role that is open."""
    terminal.say(str(error), err=True)
    return [f"{role}={_column(role, likely, error.columns)}" for role, likely in error.open.items()]


def _column(role: str, likely: "Sequence[Candidate]", columns: Sequence[str]) -> str:
    named = {one.column: f"{one.column}  ({one.reason})" for one in likely}
    rest = {name: name for name in columns if name not in named}
    chosen = _chosen(ROLES.get(role, f"Which column is the {role}?"), {**named, OTHER: OTHER} if rest else named)
    return _chosen("Which?", rest) if chosen == OTHER else chosen


def _chosen(text: str, choices: dict[str, str]) -> str:
    """Let one be chosen with arrows, or by its name where the library of prompts is not installed."""
    try:
        library()
    except MissingExtraError:
        terminal.report(f"  {title}" for title in choices.values())
        return str(click.prompt(text, type=click.Choice(list(choices)), show_choices=False))
    return confirm(text, [PromptRow("", OPEN), *(PromptRow(word, title) for word, title in choices.items())])
