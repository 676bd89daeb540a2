"""alignmentcard report: many cards as a whole."""

from collections.abc import Iterator
from pathlib import Path

import click

from alignmentcard.card_files import find_cards
from alignmentcard.checker.check import check
from alignmentcard.checker.collection import collect
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.cli import note, terminal
from alignmentcard.cli.files import FilesCommand
from alignmentcard.document import read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.profiles import DEFAULT, form_names, load_profile
from alignmentcard.report.collection import as_json, as_markdown, as_parquet
from alignmentcard.report.forms import STYLES, form_text
from alignmentcard.saving import write_atomically

FORMATS = ("markdown", "json", "parquet")


@click.command(cls=FilesCommand)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--profile", default=DEFAULT, show_default=True, help="What is expected of the cards.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="markdown", show_default=True)
@click.option("--to", "form", type=click.Choice(form_names()), help="Fill a form from all cards, instead of a report.")
@click.option("--as", "style", type=click.Choice(list(STYLES)), help="With --to: how to write the form.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
def command(
    paths: tuple[Path, ...], profile: str, format_: str, form: str | None, style: str | None, output: Path | None
) -> None:
    """Say of many cards as a whole which levels they reach, where they stand, and what is found most often.

    PATHS are cards and folders of cards. Parquet has a row for each card and needs -o. With --to a form is written
    that asks about several datasets, such as the public summary of training content under the EU AI Act.
    """
    if form:
        text = form_text(form, *_cards(paths), style=style or "")
        if output:
            write_atomically(output, text)
        else:
            terminal.document(text)
        return
    if style:
        raise click.UsageError("--as goes with --to.")
    chosen = load_profile(profile)
    documents = map(read, find_cards(paths, note))
    found = collect((check(document, chosen, **recorded_beside(document)) for document in documents), chosen)
    if format_ == "parquet":
        if output is None:
            raise click.UsageError("Parquet is not a text. Say where it goes with -o FILE.parquet.")
        write_atomically(output, as_parquet(found))
    elif output:
        write_atomically(output, as_json(found) if format_ == "json" else as_markdown(found))
    else:
        terminal.document(as_json(found) if format_ == "json" else as_markdown(found))


def _cards(paths: tuple[Path, ...]) -> Iterator[Card]:
    for path in find_cards(paths, note):
        card = load(read(path)).card
        if card is None:
            raise AlignmentCardError(f"{path} is not a card that can fill a form. See: alignmentcard check {path}")
        yield card
