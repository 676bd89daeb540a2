"""Packages of others that add rules or profiles, found by their entry points."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import Any, cast

from alignmentcard.errors import BadPluginError


@dataclass(frozen=True)
class Plugin:
    """What a package registered: its name there, the package, and the module that it names."""

    name: str
    package: str
    module: Any


def plugins(group: str) -> Iterator[Plugin]:
    """Load what is registered in a group, by package and name, so that the order is the same everywhere."""
    for point in sorted(_registered().select(group=group), key=lambda point: (_package(point), point.name)):
        yield Plugin(point.name, _package(point), _module(point))


@cache
def _registered() -> EntryPoints:
    """Look through the installed packages once; with hundreds of them that takes longer than checking a card."""
    return cast(EntryPoints, entry_points())  # Python 3.11 gives an older class with the same `select`


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.module


def _module(point: EntryPoint) -> Any:
    try:
        return point.load()
    except Exception as error:  # code of others may fail in any way, and the user can only act on its name
        reason = str(error) or type(error).__name__
        raise BadPluginError(
            f"The package {_package(point)} adds `{point.name}` to {point.group}, and it cannot be loaded: {reason}. "
            f"Update the package or uninstall it."
        ) from error
