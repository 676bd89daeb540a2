"""The program called within this process, on a terminal or into pipes."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from alignmentcard.cli import group, main
from alignmentcard.cli.terminal import COMMAND
from alignmentcard.text.visible import UNSEEN

COLOURS = re.compile(r"\x1b\[(?:[0-2]|22|3[0-7])m|\r\x1b\[K")
"""What we colour with, and how progress is taken away."""


class Stream(io.TextIOWrapper):
    """Takes what is written, as a terminal or as a pipe."""

    def __init__(self, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


def called(folder: Path, arguments: list[str], *, terminal: bool) -> tuple[str, str]:
    """Call the program; return what it wrote. Any exception is a mistake of ours."""
    out, err = Stream(terminal), Stream(terminal)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["alignmentcard", *arguments])
        for name, stream in (("stdin", io.StringIO()), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        status: object = 0
        try:
            main()
        except SystemExit as end:
            status = end.code
    assert status in (None, 0, 1, 2)
    return out.text(), err.text()


def refuse(shown: str, *, annotations: bool = False) -> None:
    """Refuse what steers a terminal, hides, or speaks to a runner of CI."""
    left = COLOURS.sub("", shown)
    assert "Traceback" not in left
    assert UNSEEN.findall(left.replace("\n", "")) == []
    assert annotations or [line for line in left.split("\n") if COMMAND.search(line)] == []


Command = tuple[str, ...]


def commands(command: click.Command = group, name: Command = ()) -> Iterator[tuple[Command, click.Command]]:
    """Yield every command with the words that call it."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for word in command.list_commands(context):
        found = command.get_command(context, word)
        assert found is not None
        yield from commands(found, (*name, word))


def takes_text(parameter: click.Parameter) -> bool:
    """Say whether an argument or an option takes a text or a name of a file."""
    return isinstance(parameter.type, click.types.StringParamType | click.Path)
