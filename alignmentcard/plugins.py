"""Packages of others that add rules or profiles, found by their entry points."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from alignmentcard.errors import BadPluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

FOLDERS = (".dist-info", ".egg-info")
"""What the folders are called in which installed packages say what they register."""


class Plugin(NamedTuple):
    """What a package registered: its name there, the package, and the module that it names."""

    name: str
    package: str
    module: Any


def plugins(group: str) -> Iterator[Plugin]:
    """Load what is registered in a group, by package and name, so that the order is the same everywhere."""
    if not any(_mentions(place, group.encode()) for place in sys.path):
        return
    for point in sorted(_registered().select(group=group), key=lambda point: (_package(point), point.name)):
        yield Plugin(point.name, _package(point), _module(point))


def _mentions(place: str, group: bytes) -> bool:
    """Say whether something registered in a place may be of a group, without loading what reads it properly.

    Loading that takes ten times as long as this, and in most places there is nothing of ours.
    """
    if place.endswith((".egg", ".zip")) and Path(place).exists():
        return True
    return any(group in _registrations(Path(place, name)) for name in registered(place))


def registered(place: str) -> list[str]:
    """Return the names of the folders in which the packages of one place of Python's path describe themselves."""
    try:
        return [name for name in os.listdir(place or os.curdir) if name.endswith(FOLDERS)]  # noqa: PTH208
    except OSError:
        return []


def _registrations(folder: Path) -> bytes:
    try:
        return (folder / "entry_points.txt").read_bytes()
    except OSError:
        return b""


@cache
def _registered() -> "EntryPoints":
    """Look through the installed packages once; with hundreds of them that takes longer than checking a card."""
    from importlib.metadata import entry_points

    return cast("EntryPoints", entry_points())  # Python 3.11 gives an older class with the same `select`


def _package(point: "EntryPoint") -> str:
    return point.dist.name if point.dist else point.module


def _module(point: "EntryPoint") -> Any:
    try:
        return point.load()
    except Exception as error:  # code of others may fail in any way, and the user can only act on its name
        reason = str(error) or type(error).__name__
        raise BadPluginError(
            f"The package {_package(point)} adds `{point.name}` to {point.group}, and it cannot be loaded: {reason}. "
            f"Update the package or uninstall it."
        ) from error
