"""alignmentcard diff: what changed between two cards, and whether the version moved far enough."""

import sys
from pathlib import Path

import click

from alignmentcard.cli import terminal
from alignmentcard.cli.files import no_card
from alignmentcard.diff import diff
from alignmentcard.document import Document, read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.report.changes import FORMATS, Comparison
from alignmentcard.revisions import at_revision


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def command(old: str, new: str, format_: str) -> None:
    """Say what changed from OLD to NEW, what it means for users of the data, and which version it asks for.

    OLD and NEW are cards, or revisions in git: HEAD~1:my-data.card.yaml. The exit status is 1 when the version of the
    dataset did not move as far as the changes ask.
    """
    before, after = _card(old), _card(new)
    comparison = Comparison(before.dataset.version, after.dataset.version, tuple(diff(before, after)))
    (terminal.report if format_ == "text" else terminal.documents)(FORMATS[format_](comparison))
    sys.exit(0 if comparison.moved_enough else 1)


def _card(place: str) -> Card:
    document = _document(place)
    card = load(document).card
    if card is None:
        raise no_card(document.name, "compared")
    return card


def _document(place: str) -> Document:
    revision, colon, path = place.partition(":")
    if Path(place).exists() or not colon:
        return read(place)
    found = at_revision(revision, Path(path))
    if found is None:
        raise AlignmentCardError(f"{revision} has no file {path}.")
    return found
