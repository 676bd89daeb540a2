"""What the operator of a portal has decided: `extra.alignmentcard` in its `mkdocs.yml`."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path
from textwrap import dedent
from typing import Any

from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.house import house_of
from alignmentcard.portal.lifecycle import RefusedError, Removed, Status, read_id, read_removed, read_status
from alignmentcard.profiles import names

CONFIG = "mkdocs.yml"
HOST = re.compile(r"(?:https?://)?(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
DIRECTIVES = {
    "images": "img-src",
    "scripts": "script-src",
    "styles": "style-src",
    "fonts": "font-src",
    "frames": "frame-src",
    "media": "media-src",
    "connections": "connect-src",
}
"""What can be loaded from a host, and what a Content-Security-Policy calls that."""
PICTURE = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:png|jpe?g)")
WEB = re.compile(r"https?://")
LAYOUTS = ("separate", "packed")
PACKED_FROM = 1000
"""From so many cards on, what is derived from a card stands in one file beside its page, if nothing else is said."""

Reader = Callable[[str, Any], Any]
"""Reads the value of a setting with a name."""


@dataclass(frozen=True)
class About:
    """What a portal is called, what it is, and who publishes it."""

    title: str = "Alignment cards"
    description: str = "Cards for alignment data."
    publisher: str = "Not stated"
    publisher_url: str = ""


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

    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Hosts from which pages may load, by what they may load from there."""
    profile: str = ""
    """The file of the profile that the house asks by; empty where it has none."""
    picture: str = ""
    """The picture that pages of cards are shown with elsewhere: its place below docs."""
    pictures: bool = False
    """Whether each card has a picture of its own, drawn from what it says."""
    about: About = field(default_factory=About)
    signers: str = ""
    """The file of the SSH keys whose reviews count; empty where signatures are not verified."""

    def status_of(self, address: str) -> Status | None:
        """Return why a card stands on no list today; None where it does."""
        found = self.status.get(address)
        return found if found and found.holds else None

    def now(self, one: str) -> str:
        """Return the id that a card has now that had one before, also where it was renamed more than once."""
        seen: set[str] = set()
        while one in self.aliases and one not in seen:
            seen.add(one)
            one = self.aliases[one]
        return one

    def packed(self, cards: int) -> bool:
        """Say whether the files of a portal of so many cards are packed."""
        return self.files == "packed" if self.files else cards >= PACKED_FROM


def settings_of(source: Path) -> Settings:
    """Read the settings of a portal; AlignmentCardError says what cannot be used as it is."""
    path = source / CONFIG
    config = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    told = dict(_read(_told(config)))
    about = _about(config, told.pop("publisher", {}))
    house = _house(source, told.pop("profile", ""))
    signers = _signers(source, told.pop("allowed_signers", ""))
    picture = told.get("picture", "")
    if picture and (not PICTURE.fullmatch(picture) or not (source / "docs" / picture).is_file()):
        raise _bad(
            "picture", f"There is no picture docs/{picture}. It is a PNG or JPEG, of 1200 by 630 pixels at best."
        )
    return Settings(**told, profile=house, about=about, signers=signers)


def _signers(source: Path, name: str) -> str:
    """Return the file of the keys whose reviews count, which lies in the source of the portal."""
    path = (source / name).resolve()
    if name and not (path.is_relative_to(source.resolve()) and path.is_file()):
        raise _bad("allowed_signers", f"There is no file {name} in {source}. It has lines as ssh-keygen reads them.")
    return str(path) if name else ""


def _house(source: Path, name: str) -> str:
    """Return the file of the profile of the house, which lies in the source of the portal."""
    if not name:
        return ""
    path = (source / name).resolve()
    if not path.is_relative_to(source.resolve()) or not path.is_file():
        raise _bad("profile", f"There is no file {name} in {source}.")
    profile = house_of(str(path))
    if profile and profile.name in names():
        raise _bad("profile", f"{name} is called {profile.name}, as a profile of the program is. Give it another name.")
    return str(path)


def _about(config: str, publisher: Mapping[str, str]) -> About:
    """Say what a portal is called; who publishes it is called as the portal is, where nobody else is named."""
    title = _line(config, "site_name") or About.title
    description = _line(config, "site_description") or f"{title}. {About.description}"
    return About(title, description, publisher.get("name", title), publisher.get("url", ""))


def _line(config: str, key: str) -> str:
    """Return the text that stands behind a key at the margin."""
    lines = [line for line in config.splitlines() if line.startswith(f"{key}:")]
    data = parse(lines[0]).data if lines else None
    return str(data[key]) if isinstance(data, dict) and isinstance(data.get(key), str) else ""


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


def _publisher(name: str, value: Any) -> dict[str, str]:
    told = {"name": value} if isinstance(value, str) else value
    known = isinstance(told, dict) and {"name"} <= told.keys() <= {"name", "url"}
    if not known or not all(isinstance(one, str) and one for one in told.values()):
        raise _bad(name, "It is a name, or a table such as {name: Example Lab, url: https://example.org/}.")
    if not WEB.match(told.get("url", "https://")):
        raise _bad(f"{name}.url", "Write the address in full, such as https://example.org/.")
    return dict(told)


def _allow(name: str, value: Any) -> dict[str, tuple[str, ...]]:
    """Read hosts by what may be loaded from them; a list of hosts means everything."""
    told = dict.fromkeys(DIRECTIVES, value) if isinstance(value, list) else value
    if not isinstance(told, dict) or not all(kind in DIRECTIVES for kind in told):
        raise _bad(name, f"It is a table of lists of hosts. Its keys are {', '.join(DIRECTIVES)}.")
    for kind, hosts in told.items():
        bad = [one for one in hosts if not HOST.fullmatch(str(one))] if isinstance(hosts, list) else [hosts]
        if bad:
            raise _bad(f"{name}.{kind}", f"“{bad[0]}” is not a host, such as images.example.org, in a list.")
    return {kind: tuple(_with_scheme(one) for one in hosts) for kind, hosts in told.items()}


def _with_scheme(host: str) -> str:
    return host if "://" in host else f"https://{host}"


def _switch(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _bad(name, "It is true or false.")
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _bad(name, "It is the name of a file, in one line of text.")
    return value


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
    "allow": _allow,
    "allowed_signers": _text,
    "picture": _text,
    "pictures": _switch,
    "profile": _text,
    "publisher": _publisher,
    "files": _layout,
    "status": _each(read_status),
    "removed": _each(read_removed),
    "aliases": _each(read_id),
}


def _bad(name: str, why: str) -> AlignmentCardError:
    return AlignmentCardError(f"{CONFIG}, extra.alignmentcard{name and '.'}{name}: {why}")
