"""alignmentcard export: a card in the format of somebody else."""

from pathlib import Path

import click

from alignmentcard.convert import to
from alignmentcard.convert.format import Format
from alignmentcard.document import read
from alignmentcard.edit import write_atomically
from alignmentcard.errors import AlignmentCardError
from alignmentcard.load import load
from alignmentcard.model import Card
from alignmentcard.report import questionnaire

FORMATS = {**to.FORMATS, **questionnaire.FORMATS}
MERGING = [name for name, form in FORMATS.items() if form.merge]
LIST = "\n".join(f"  {name:<16}{form.about}" for name, form in FORMATS.items())


@click.command(epilog=f"\b\nFormats:\n{LIST}")
@click.argument("card", type=click.Path(path_type=Path))
@click.option("--to", "name", required=True, type=click.Choice(list(FORMATS)), help="The format to write.")
@click.option(
    "--into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file to merge the card into; the rest of it stays as it is.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write to.")
def command(card: Path, name: str, into: Path | None, output: Path | None) -> None:
    """Write CARD in another format, on standard output or to a file.

    With --into FILE the card becomes part of a file that exists; the result goes to standard output, or over the
    file itself with -o FILE. What the other format requires and the card does not say is told on standard error.
    """
    form = FORMATS[name]
    text = _merged(form, name, card, into) if into else form.write(_card(card))
    for sentence in form.lacks(text) if form.lacks else ():
        click.echo(f"{name}: {sentence}", err=True)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.touch()  # so that a new file has the rights of any other
        write_atomically(output, text)
    except OSError as error:
        raise AlignmentCardError(f"{output} cannot be written: {error.strerror}.") from error


def _merged(form: Format, name: str, card: Path, into: Path) -> str:
    if form.merge is None:
        raise click.UsageError(f"--into goes with {' and '.join(MERGING)}; there is nothing to merge {name} into.")
    try:
        host = into.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AlignmentCardError(f"{into} cannot be read as UTF-8 text: {error}.") from error
    return form.merge(_card(card), host)


def _card(path: Path) -> Card:
    card = load(read(path)).card
    if card is None:
        raise AlignmentCardError(f"{path} is not a card that can be exported. See: alignmentcard check {path}")
    return card
