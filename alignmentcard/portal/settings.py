"""What the operator of a portal has decided: `extra.alignmentcard` in its `mkdocs.yml`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path
from textwrap import dedent
from typing import Any

from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.lifecycle import RefusedError, Removed, Status, read_id, read_removed, read_status

CONFIG = "mkdocs.yml"
LAYOUTS = ("separate", "packed")
PACKED_FROM = 1000
"""From so many cards on, what is derived from a card stands in one file beside its page, if nothing else is said."""

Reader = Callable[[str, Any], Any]
"""Reads the value of a setting with a name."""


@dataclass(frozen=True)
class Settings:
    """What was decided; where nothing was, what a portal does by itself."""

    files: str = ""
    """How what is derived from a card stands beside its page: `separate`, `packed`, or by the number of cards."""
    status: Mapping[str, Status] = field(default_factory=dict)
    """Cards that stand on no list, by their ids."""
    removed: Mapping[str, Removed] = field(default_factory=dict)
    """Cards that are gone, by the ids that they had."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Ids that cards had before, with those that they have now."""

    def status_of(self, address: str) -> Status | None:
        """Return why a card stands on no list today; None where it does."""
        found = self.status.get(address)
        return found if found and found.holds else None

    def packed(self, cards: int) -> bool:
        """Say whether the files of a portal of so many cards are packed."""
        return self.files == "packed" if self.files else cards >= PACKED_FROM


def settings_of(source: Path) -> Settings:
    """Read the settings of a portal; AlignmentCardError says what cannot be used as it is."""
    path = source / CONFIG
    told = _told(path.read_text("utf-8", errors="replace")) if path.is_file() else {}
    return Settings(**dict(_read(told)))


def _told(config: str) -> Mapping[str, Any]:
    """Return what stands under `extra.alignmentcard`.

    The section is cut out of the text, for the rest may have tags of the site generator that nobody else can read.
    """
    ours = _below(_below(config, "extra"), "alignmentcard")
    if not ours.strip():
        return {}
    document = parse(ours, CONFIG)
    if document.faults:
        raise _bad("", document.faults[0].message)
    if document.data is None:
        return {}
    if not isinstance(document.data, dict):
        raise _bad("", "It is a table of settings, such as `files: packed`.")
    return document.data


def _below(text: str, key: str) -> str:
    """Return the lines below a key that stands at the margin, without their common indentation."""
    lines = iter(text.splitlines())
    found = any(line.split("#")[0].rstrip() == f"{key}:" for line in lines)
    inside = takewhile(lambda line: line[:1] in ("", " ", "\t", "#"), lines) if found else ()
    return dedent("".join([f"{line}\n" for line in inside if not line.lstrip().startswith("#")]))


def _read(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in told.items():
        if name not in READERS:
            near = get_close_matches(str(name), READERS, 1)
            known = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(READERS)}."
            raise _bad("", f"{name} is not a setting. {known}")
        yield name, READERS[name](name, value)


def _layout(name: str, value: Any) -> str:
    if value not in LAYOUTS:
        raise _bad(name, f"It is one of {', '.join(LAYOUTS)}.")
    return str(value)


def _each(read: Callable[[Any], Any]) -> Reader:
    """Return what reads a table of ids."""

    def reader(name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise _bad(name, "It is a table whose keys are ids of cards.")
        found = {}
        for key, one in value.items():
            try:
                found[read_id(key)] = read(one)
            except RefusedError as error:
                raise _bad(f"{name}.{key}", str(error)) from None
        return found

    return reader


READERS: Mapping[str, Reader] = {
    "files": _layout,
    "status": _each(read_status),
    "removed": _each(read_removed),
    "aliases": _each(read_id),
}


def _bad(name: str, why: str) -> AlignmentCardError:
    return AlignmentCardError(f"{CONFIG}, extra.alignmentcard{name and '.'}{name}: {why}")
