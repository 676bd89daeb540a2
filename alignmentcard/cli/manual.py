"""The command line as a page of the portal: every command with its arguments and options, from the commands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc

import click

from alignmentcard.cli import group
from alignmentcard.messages import _, later
from alignmentcard.portal.collection.site import Collection
from alignmentcard.profiles import names
from alignmentcard.resources import template

PROFILES = ", ".join(names())
"""What stands in a help text where its gap `{profiles}` is: a translation stays one when a profile is added."""
ADDED = re.compile(r"(?:\s*\[[^][]*\])*\Z")
"""What stands behind the help of an option: its default, and what it may be."""
DEFAULT = re.compile(r"(?<=\[)default: ([^];]*)")
DESCRIBED = (later("found"), later("guessed"))
"""Defaults that are described in one word; others of one word are typed as they stand."""


@dataclass(frozen=True)
class CommandHelp:
    """A command as its users are told about it; `options` are pairs of how it is written and what it does."""

    name: str
    usage: str
    text: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    """Only what has a help: an argument without one stands in the usage."""


def page(site: Collection, root: str) -> str:
    """Render the reference of the command line."""
    return template("commands.html.j2").render(root=root, commands=list(commands()), epilog=_(str(group.epilog)))


def texts() -> Iterator[str]:
    """Yield what commands say of themselves, for the catalogues; English is to be spoken."""
    yield from filter(None, (group.epilog,))
    for one in commands():
        yield from map(_key, one.text)
        for text in (_key(text) for _how, text in one.options):
            yield from filter(None, (ADDED.sub("", text),))
            yield from (value for value in DEFAULT.findall(text) if _is_described(value))


def commands() -> Iterator[CommandHelp]:
    """Yield every command and every command below one."""
    context = click.Context(group, info_name="alignmentcard")
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if found:
            yield from _helps_of(found, context, name)


def _helps_of(command: click.Command, parent: click.Context, name: str) -> Iterator[CommandHelp]:
    context = click.Context(command, info_name=name, parent=parent)
    records = filter(None, (one.get_help_record(context) for one in command.get_params(context)))
    options = tuple((how, _of_option(text)) for how, text in records if text)
    paragraphs = tuple(_said(" ".join(part.split())) for part in cleandoc(command.help or "").split("\n\n"))
    called = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield CommandHelp(context.command_path.partition(" ")[2], called, paragraphs, options)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found:
                yield from _helps_of(found, context, below)


def _key(text: str) -> str:
    return text.replace(PROFILES, "{profiles}")


def _said(text: str) -> str:
    return _(key, profiles=PROFILES) if (key := _key(text)) != text else _(text)


def _of_option(text: str) -> str:
    """Say the help of an option, and what click adds to it."""
    told = ADDED.sub("", text)
    added = DEFAULT.sub(_default, text[len(told) :])
    return _said(told) + added.replace("[required]", f"[{_('required')}]") if told else added.strip()


def _default(found: re.Match[str]) -> str:
    value = _(found[1]) if _is_described(found[1]) else found[1]
    return _("default: {value}", value=value)


def _is_described(value: str) -> bool:
    return " " in value or value in DESCRIBED
