"""alignmentcard new: a card from questions on a terminal, from a file of answers, or from another description."""

import shlex
import sys
from pathlib import Path
from typing import Any

import click

from alignmentcard.author.answers import read_answers, with_answers, with_suggestions
from alignmentcard.author.drafted import adopted
from alignmentcard.author.session import Session, start
from alignmentcard.author.values import slug
from alignmentcard.card_files import ENDINGS
from alignmentcard.checker.check import check
from alignmentcard.cli import asking, screen, terminal
from alignmentcard.cli.prompts import PromptRow
from alignmentcard.document import Document, parse, read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.commented import commented
from alignmentcard.profiles import DEFAULT, Profile, load_profile, names
from alignmentcard.report.grouped import Group, grouped
from alignmentcard.report.text import STEPS
from alignmentcard.saving import write_atomically

START = "minimal"
"""What is asked where nobody says more: ten minutes of work."""


@click.command(
    epilog="A file of answers holds paths and values, as in `pools.*.kind: human`; `?not_published` is a gap with its "
    f"reason. More questions: --profile {DEFAULT}."
)
@click.argument("card", required=False, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    default=START,
    show_default=True,
    help=f"Whose questions are asked: {', '.join(names())}, or a file.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A README, a Croissant file or a rating table whose values are suggested.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help="Of a table: which column holds what, as for import. May be repeated.  [default: guessed, or asked]",
)
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Answers: a YAML file of paths and values.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: take what is suggested, and list the rest as gaps.")
@click.option("--continue", "goes_on", is_flag=True, help="Go on with a card that exists; only what is open is asked.")
def command(
    card: Path | None,
    profile: str,
    source: Path | None,
    columns: tuple[str, ...],
    answers: Path | None,
    yes: bool,
    goes_on: bool,
) -> None:
    """Write CARD: questions in the order of the standard, each with its reason and real examples.

    What you do not know becomes a gap with a reason. Stop with Ctrl-C at any time; the same command goes on with the
    card that is half finished. An existing card is never written over: only what is open in it is asked.
    """
    wanted = load_profile(profile)
    name = _stem(card) if card else ""
    before = _existing(card, goes_on) if card else None
    session = start(wanted, before.data if before else None, _draft(source, card, columns, yes), name)
    if answers:
        session = with_answers(session, read_answers(read(answers)))
    if yes:
        session = with_suggestions(session)
    place = _Place(card, before, profile)
    if session.next:
        session = _asked(session, place)
    session, taken = adopted(session)
    place.save(session)
    if taken and source:
        terminal.tell(f"Taken over from {source.name} without a question: {', '.join(taken)}.")
    _tell(place, session, wanted)


class _Place:
    """Where the card is written to; without a name it is called after its title."""

    def __init__(self, path: Path | None, before: Document | None, profile: str = START) -> None:
        self.path, self.before, self.profile = path, before, profile
        self.written = before.text if before else None

    def save(self, session: Session) -> None:
        """Write what is answered so far; nothing before the card has a name."""
        title = session.data.get("dataset", {}).get("title")
        if self.path is None and title:
            self.path = _free(Path(f"{slug(title, otherwise='dataset')}{ENDINGS[0]}"))
        if self.path is None or "dataset" not in session.data:
            return
        text = commented(session.finished, self.before)
        write_atomically(self.path, text, before=self.written)
        self.written = text

    @property
    def goes_on(self) -> str:
        """The command that asks what is left, of the same profile; nothing where nothing is saved."""
        if self.path is None or not self.path.exists():
            return ""
        words = [str(self.path), *(["--profile", self.profile] if self.profile != START else [])]
        return f"Saved. Go on with: alignmentcard new {shlex.join(words)}"


def _free(path: Path) -> Path:
    if path.exists():
        raise AlignmentCardError(f"{path} exists. Go on with it: alignmentcard new {path}")
    return path


def _stem(card: Path) -> str:
    ending = next((end for end in ENDINGS if card.name.endswith(end)), None)
    if ending is None:
        if card.is_file():
            raise AlignmentCardError(f"{card} is no card. To begin from this file: alignmentcard new --from {card}")
        stem = card.name.removesuffix(card.suffix)
        raise AlignmentCardError(f"The name of a card ends in {ENDINGS[0]}: {card.with_name(stem + ENDINGS[0])}")
    return card.name.removesuffix(ending)


def _existing(card: Path, goes_on: bool) -> Document | None:
    """Return a card that exists, if its author wants to go on with it."""
    if not card.exists():
        return None
    document = read(card)
    if document.faults or not isinstance(document.data, dict):
        raise AlignmentCardError(f"{card} exists and cannot be read as a card. See: alignmentcard check {card}")
    if goes_on:
        return document
    if not asking.on_terminal():
        raise AlignmentCardError(f"{card} exists. Add --continue to fill in what is open in it, or give another name.")
    rows = [PromptRow("yes", "Go on with it; only what is open is asked"), PromptRow("no", "Leave it as it is")]
    if asking.confirm(f"{card} exists.", rows) == "no":
        raise click.Abort
    return document


def _draft(source: Path | None, card: Path | None, columns: tuple[str, ...], yes: bool) -> dict[str, Any]:
    """Read what another file suggests; columns of a table that are not clear are asked for."""
    if source is None:
        return {}
    from alignmentcard.cli.columns import with_clear_columns
    from alignmentcard.cli.measuring import read_columns
    from alignmentcard.convert.imports import draft

    def work(named: tuple[str, ...]) -> dict[str, Any]:
        return draft(source, columns=read_columns(named)).data

    return with_clear_columns(
        work, columns, ["alignmentcard", "new", *([str(card)] if card else []), "--from", str(source)], yes=yes
    )


def _asked(session: Session, place: _Place) -> Session:
    if not asking.on_terminal():
        left = ", ".join(question.path for question in session.questions[:3])
        raise AlignmentCardError(
            f"Questions are asked on a terminal, and this is none. Open are {left} and others. "
            "Put answers into a file (--answers FILE), or let what is open become gaps (--yes)."
        )
    try:
        return asking.ask_all(session, place.save)
    except (KeyboardInterrupt, EOFError):
        terminal.tell(place.goes_on or "Nothing was answered, so nothing was saved.")
        sys.exit(130)


def _tell(place: _Place, session: Session, profile: Profile) -> None:
    """Say where the card is, what level it has and what readers will miss."""
    document = parse(commented(session.finished, place.before), str(place.path))
    report = check(document, profile=profile)
    level = report.level
    reached = f" It has level {level.words}." if level else ""
    terminal.tell(f"\nThe card is in {place.path}.{reached}")
    if level and not level.number:
        terminal.tell(f"Level 1 takes {'; '.join(level.missing)}.")
    found = [finding for finding in report.findings if finding.severity != "info"]
    for number, group in enumerate(grouped(found)):
        terminal.page(screen.indented(_line(group), "  "), err=True)
        if number < STEPS and group.first.help:
            terminal.page(screen.indented(f"Next: {group.first.help}", "    "), err=True)
    if found:
        terminal.tell(f"What to do about each: alignmentcard check {place.path} --profile {profile.name}")
    if report.count("error"):
        sys.exit(1)


def _line(group: Group) -> str:
    first = group.first
    return f"{first.severity} {group.sentence} (alignmentcard explain {first.code})"
