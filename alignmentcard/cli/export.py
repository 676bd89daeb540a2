"""alignmentcard export: a card in the format of somebody else."""

import sys
from pathlib import Path

import click

from alignmentcard.cli import terminal
from alignmentcard.cli.files import no_card
from alignmentcard.convert import exports as to
from alignmentcard.convert.anonymous import anonymous
from alignmentcard.convert.format import Format
from alignmentcard.document import read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.report import forms, questionnaire
from alignmentcard.saving import write_atomically

FORMATS = {**to.FORMATS, **questionnaire.FORMATS, **forms.FORMATS}
MERGING = [name for name, form in FORMATS.items() if form.merge]
WIDTH = max(map(len, FORMATS)) + 2
LIST = "\n".join(f"  {name:<{WIDTH}}{form.about}" for name, form in FORMATS.items())


@click.command(epilog=f"\b\nFormats:\n{LIST}")
@click.argument("card", required=False, type=click.Path(path_type=Path))
@click.option("--to", "name", type=click.Choice(list(FORMATS)), help="The format to write.")
@click.option("--as", "style", type=click.Choice(list(forms.STYLES)), help="How to write a form that is handed in.")
@click.option("--list", "listing", is_flag=True, help="Say of every form how much the card answers, and what remains.")
@click.option("--card", "listed", type=click.Path(path_type=Path), help="The card for --list, if not named as CARD.")
@click.option("--json", "machine", is_flag=True, help="With --list: for programs.")
@click.option(
    "--into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file to merge the card into; the rest of it stays as it is.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write to.")
@click.option("--anonymous", "blind", is_flag=True, help="For blind review: leave out what names the authors.")
@click.option("--force", is_flag=True, help="With --anonymous: write even where something may still name the authors.")
def command(
    card: Path | None,
    name: str | None,
    style: str | None,
    listing: bool,
    listed: Path | None,
    machine: bool,
    into: Path | None,
    output: Path | None,
    blind: bool,
    force: bool,
) -> None:
    """Write CARD in another format, on standard output or to a file.

    With --into FILE the card becomes part of a file that exists; the result goes to standard output, or over the
    file itself with -o FILE. What the other format requires and the card does not say is told on standard error.

    A form that a venue or a law asks for has every question in its own words, with the answer in sentences or the
    reason why there is none. With --as text it can be pasted into the boxes of a submission system. With --list no
    form is written: for each one it is said how many questions the card answers, and which remain.

    With --anonymous creators, contact, links, reviews and works of the authors are left out and become gaps, and
    their names are taken out of all texts. What may still give them away is told; then nothing is written and the
    exit status is 1, unless --force is given. Read the result yourself: no program finds every hint.
    """
    card = card or listed
    if card is None:
        raise click.UsageError("Say which card: alignmentcard export CARD --to FORMAT.")
    if listing:
        terminal.document(_overview(_card(card), machine))
        return
    if machine:
        raise click.UsageError("--json goes with --list.")
    if name is None:
        raise click.UsageError("Say which format with --to, or see with --list how much of each the card answers.")
    _refuse_together(name, style, blind, into)
    if card.is_dir() and name in forms.FORMATS:
        raise AlignmentCardError(
            f"{card} is a folder. To fill a form from all its cards: alignmentcard report {card} --to {name}"
        )
    form = FORMATS[name]
    host = _host(form, name, into) if into else None
    if host is not None and form.merge:
        text = form.merge(_card(card), host)
    else:
        chosen = _blind(card, force) if blind else _card(card)
        text = forms.form_text(name, chosen, style=style) if style else form.write(chosen)
    for sentence in form.lacks(text) if form.lacks else ():
        terminal.tell(f"{name}: {sentence}")
    if output is None:
        terminal.document(text)
        return
    write_atomically(output, text, before=host if into and output.resolve() == into.resolve() else None)


def _refuse_together(name: str, style: str | None, blind: bool, into: Path | None) -> None:
    """Refuse options that do not go with a format, or with each other."""
    if style and name not in forms.FORMATS:
        raise click.UsageError(f"--as goes with {', '.join(forms.FORMATS)}.")
    if blind and into:
        raise click.UsageError("--anonymous cannot see what the rest of the file says. Export without --into.")


def _overview(card: Card, machine: bool) -> str:
    from alignmentcard.report.forms.overview import as_json, as_text, fillings

    found = list(fillings(card, FORMATS))
    return as_json(found) if machine else as_text(found)


def _blind(path: Path, force: bool) -> Card:
    found = anonymous(_card(path))
    for trace in found.traces:
        terminal.tell(str(trace))
    if found.traces and not force:
        terminal.tell("Nothing was written. Change these places in a copy of the card, or add --force.")
        sys.exit(1)
    return found.card


def _host(form: Format, name: str, into: Path) -> str:
    """Return the text of the file that a card becomes part of."""
    if form.merge is None:
        raise click.UsageError(f"--into goes with {' and '.join(MERGING)}; there is nothing to merge {name} into.")
    try:
        return into.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AlignmentCardError(f"{into} cannot be read as UTF-8 text: {error}.") from error


def _card(path: Path) -> Card:
    card = load(read(path)).card
    if card is None:
        raise no_card(path, "exported")
    return card
