"""Commands that take many files: a card that is called like an option is a card."""

import os
import shlex
from pathlib import Path
from typing import Any

import click

from alignmentcard.card_files import ENDINGS
from alignmentcard.errors import AlignmentCardError


class FilesCommand(click.Command):
    """Takes an argument for a card where one is called so, whatever else it could mean.

    Hooks and scripts put the names of files behind a command. Where somebody called a card `--report=json=victim` and
    its ending, it would be an option, and write a file; nobody needs an option that is called like a card beside it.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write the names of such cards so that they are names."""
        return super().parse_args(ctx, [f"./{name}" if _is_card(name) else name for name in args])


class DataFolder(click.Path):
    """The folder in which the files of a card lie; a file in its place is told as what it is."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the folder."""
        if Path(value).is_file():
            self.fail(
                f"{value} is a file. Name the folder in which it lies: --data {shlex.quote(str(Path(value).parent))}. "
                "Which files in it are meant, the card says under release.files.",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


def _is_card(name: str) -> bool:
    return name.startswith("-") and name.endswith(ENDINGS) and os.path.lexists(name)


def no_card(name: str | Path, done: str) -> AlignmentCardError:
    """Return the error for a file that is missing or holds no card, which was to be `done`, such as “measured”."""
    if not Path(name).exists():
        return AlignmentCardError(f"There is no file called {name}. Check the path.")
    if Path(name).is_dir():
        return AlignmentCardError(f"{name} is a folder; one card can be {done} at a time. Name a card in it.")
    return AlignmentCardError(f"{name} is not a card that can be {done}. See: alignmentcard check {name}")
