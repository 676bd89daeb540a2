"""Checked cards to a report: one function for each format, all of the same list of findings."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module

from alignmentcard.checker.check import Checked

Format = Callable[[Iterable[Checked]], Iterator[str]]

HOMES = {
    "text": "text",
    "json": "machine",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "concise": "concise",
}
"""The module of each format, which is loaded when the format is asked for."""


def _written(name: str, reports: Iterable[Checked]) -> Iterator[str]:
    lines: Iterator[str] = getattr(import_module(f"{__name__}.{HOMES[name]}"), f"as_{name}")(reports)
    return lines


FORMATS: dict[str, Format] = {name: partial(_written, name) for name in HOMES}
