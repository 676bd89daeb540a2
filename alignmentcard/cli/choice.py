"""Whose choice it is what is checked: that of the command line, or that of the project whose cards are checked."""

import os
from pathlib import Path

import click
from click.core import ParameterSource

from alignmentcard.checker.silenced import Choice, Codes
from alignmentcard.profiles import names
from alignmentcard.settings import Settings


def choice_of(ctx: click.Context, settings: Settings, profile: str, select: Codes, ignore: Codes) -> Choice:
    """Tell what the caller chose from what the settings of the project and its profile choose."""
    ours = {name: by_settings(ctx, name) for name in ("select", "ignore", "profile")}
    return Choice(
        select=() if ours["select"] else select,
        ignore=() if ours["ignore"] else ignore,
        settings=os.path.relpath(settings.source) if settings.source else "",
        settings_select=select if ours["select"] else (),
        settings_ignore=ignore if ours["ignore"] else (),
        profile=profile if ours["profile"] or profile not in names() else "",
    )


def folder_to_quote(ctx: click.Context, settings: Settings) -> Path | None:
    """Return the folder whose files may be quoted where the settings name the profile."""
    return settings.source.parent if settings.source and by_settings(ctx, "profile") else None


def by_settings(ctx: click.Context, name: str) -> bool:
    """Say whether an option comes from the settings of the project."""
    return ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP
