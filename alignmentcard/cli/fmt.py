"""alignmentcard fmt: cards in the order and layout of the standard."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from alignmentcard.card_files import find_cards
from alignmentcard.cli import note, terminal
from alignmentcard.cli.files import FilesCommand
from alignmentcard.document import Document, read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.text import formatted
from alignmentcard.saving import write_atomically


@click.command(cls=FilesCommand)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; name the files that would change.")
def command(paths: tuple[Path, ...], only_check: bool) -> None:
    """Put cards into the order and layout of the standard; data and comments stay as they are.

    Whether a short record stands on one line or on several is left as its author wrote it. Cards inside a README are
    left alone. Exit status: 1 where --check names a file, or where a file cannot be laid out.
    """
    documents = [read(path) for path in find_cards(paths, note)]
    refused = 0
    changed: list[str] = []
    for document, result in _laid_out(documents):
        if isinstance(result, AlignmentCardError):
            refused += 1
            note(str(result))
        elif result != document.text:
            changed.append(document.name)
            if not only_check:
                write_atomically(Path(document.name), result, before=document.text)
    for name in changed:
        terminal.say(name)
    terminal.tell(_total(len(documents), len(changed), refused, only_check))
    sys.exit(1 if refused or (changed and only_check) else 0)


def _laid_out(documents: list[Document]) -> Iterator[tuple[Document, str | AlignmentCardError]]:
    for document in documents:
        try:
            yield document, document.text if document.in_readme else formatted(document)
        except AlignmentCardError as error:
            yield document, error


def _total(cards: int, changed: int, refused: int, only_check: bool) -> str:
    done = "would be changed" if only_check else "changed"
    parts = [f"{cards} card{'' if cards == 1 else 's'}", f"{changed} {done}"]
    return ", ".join([*parts, *([f"{refused} cannot be laid out"] if refused else [])]) + "."
