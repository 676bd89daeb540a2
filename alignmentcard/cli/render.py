"""alignmentcard render: the page of a card as one file."""

from pathlib import Path

import click

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.cli import terminal
from alignmentcard.document import read
from alignmentcard.portal.card.one_file import onefile
from alignmentcard.portal.collection.entry import CardEntry, wanted
from alignmentcard.saving import write_atomically


@click.command()
@click.argument("card", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write to.")
def command(card: Path, output: Path | None) -> None:
    """Write CARD as one HTML file that needs nothing else: for mail, for review, for printing.

    It is the page of the card in a portal, with its measurements where they stand beside the card. It has no script
    and loads nothing; the files that the portal offers are inside it. A card with errors says so at the top.
    """
    document = read(card)
    report = check(document, **recorded_beside(document))
    text = onefile(CardEntry(wanted(report), report))
    if output is None:
        terminal.document(text)
        return
    write_atomically(output, text)
