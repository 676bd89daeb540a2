"""alignmentcard migrate: cards of older versions of the standard to the newest."""

from difflib import unified_diff
from pathlib import Path

import click

from alignmentcard.card_files import find_cards
from alignmentcard.cli import note, terminal
from alignmentcard.cli.files import FilesCommand
from alignmentcard.document import Document, read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.migrate import Migration, upgrade
from alignmentcard.saving import write_atomically


@click.command(cls=FilesCommand)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the files; without it the changes are only shown.")
def command(paths: tuple[Path, ...], write: bool) -> None:
    """Show what the newest version of the standard would change in cards, and change it with --write.

    Comments, order and quotes stay as they are.
    """
    migrations = [upgrade(_readable(path)) for path in find_cards(paths, note)]
    changed = [migration for migration in migrations if migration.steps]
    for migration in changed:
        terminal.document(_difference(migration))
        if write:
            write_atomically(Path(migration.before.name), migration.after.text, before=migration.before.text)
    terminal.tell(_total(len(migrations), len(changed), write))


def _readable(path: Path) -> Document:
    document = read(path)
    if document.faults:
        raise AlignmentCardError(f"{path} cannot be read: {document.faults[0].message} See: alignmentcard check {path}")
    return document


def _difference(migration: Migration) -> str:
    before, after = migration.before.text.splitlines(keepends=True), migration.after.text.splitlines(keepends=True)
    return "".join(unified_diff(before, after, migration.before.name, f"{migration.after.name} (newest version)"))


def _total(cards: int, changed: int, write: bool) -> str:
    if not changed:
        return f"{cards} card{'' if cards == 1 else 's'}, all of the newest version. Nothing to do."
    done = "were changed" if write else "would be changed; --write changes them"
    return f"{changed} of {cards} cards {done}."
