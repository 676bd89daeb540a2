"""The command line as a page of the portal: every command with its arguments and options, from the commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc

import click

from alignmentcard.cli import group
from alignmentcard.portal.collection.site import Collection
from alignmentcard.resources import template


@dataclass(frozen=True)
class CommandHelp:
    """A command as its users are told about it; `options` are pairs of how it is written and what it does."""

    name: str
    usage: str
    text: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


def page(site: Collection, root: str) -> str:
    """Render the reference of the command line."""
    return template("commands.html.j2").render(root=root, commands=list(commands()), epilog=group.epilog)


def commands() -> Iterator[CommandHelp]:
    """Yield every command and every command below one."""
    context = click.Context(group, info_name="alignmentcard")
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if found:
            yield from _helps_of(found, context, name)


def _helps_of(command: click.Command, parent: click.Context, name: str) -> Iterator[CommandHelp]:
    context = click.Context(command, info_name=name, parent=parent)
    options = tuple(filter(None, (one.get_help_record(context) for one in command.get_params(context))))
    paragraphs = tuple(" ".join(part.split()) for part in cleandoc(command.help or "").split("\n\n"))
    called = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield CommandHelp(context.command_path.partition(" ")[2], called, paragraphs, options)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found:
                yield from _helps_of(found, context, below)
