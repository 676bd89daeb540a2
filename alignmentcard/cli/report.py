"""alignmentcard report: many cards as a whole."""

from pathlib import Path

import click

from alignmentcard.card_files import find_cards
from alignmentcard.checker.check import check
from alignmentcard.checker.collection import collect
from alignmentcard.checker.measurements import beside
from alignmentcard.cli import note, terminal
from alignmentcard.cli.files import FilesCommand
from alignmentcard.document import read
from alignmentcard.profiles import DEFAULT, load_profile
from alignmentcard.report.collection import as_json, as_markdown, as_parquet
from alignmentcard.saving import write_atomically

FORMATS = ("markdown", "json", "parquet")


@click.command(cls=FilesCommand)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--profile", default=DEFAULT, show_default=True, help="What is expected of the cards.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="markdown", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
def command(paths: tuple[Path, ...], profile: str, format_: str, output: Path | None) -> None:
    """Say of many cards as a whole which levels they reach, where they stand, and what is found most often.

    PATHS are cards and folders of cards. Parquet has a row for each card and needs -o.
    """
    chosen = load_profile(profile)
    documents = map(read, find_cards(paths, note))
    found = collect(check(document, chosen, **beside(document)) for document in documents)
    if format_ == "parquet":
        if output is None:
            raise click.UsageError("Parquet is not a text. Say where it goes with -o FILE.parquet.")
        write_atomically(output, as_parquet(found))
    elif output:
        write_atomically(output, as_json(found) if format_ == "json" else as_markdown(found))
    else:
        terminal.document(as_json(found) if format_ == "json" else as_markdown(found))
