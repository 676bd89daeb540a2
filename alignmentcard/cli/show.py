"""alignmentcard show: a card at a glance."""

import shutil
import sys
from pathlib import Path

import click

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.cli import terminal, wants_colour
from alignmentcard.cli.files import no_card
from alignmentcard.document import read
from alignmentcard.profiles import DEFAULT, load_profile, names
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report.glance import at_a_glance
from alignmentcard.report.text import plain


@click.command()
@click.argument("card", type=click.Path(path_type=Path))
@click.option(
    "--profile", default=DEFAULT, show_default=True, help=f"What is expected: {', '.join(names())}, or a file."
)
@click.option("--width", type=click.IntRange(20), help="Columns to use; else those of the terminal.")
def command(card: Path, profile: str, width: int | None) -> None:
    """Show CARD at a glance: what it says, where it stands, who answered, and what is missing."""
    wanted = load_profile(profile)
    document = read(card)
    report = check(document, wanted, **recorded_beside(document))
    if report.card is None:
        raise no_card(card, "shown")
    columns = width or shutil.get_terminal_size().columns
    colour = wants_colour(sys.stdout)
    paint = _paint if colour else plain
    shown = at_a_glance(report, completeness(document, wanted), columns, paint)
    terminal.report(shown, styled=colour)


def _paint(text: str, style: str) -> str:
    return click.style(text, bold=style == "place", dim=style == "faint")
