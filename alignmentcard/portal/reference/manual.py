"""Reference pages made from profiles, from the definitions of statistics, and from the public names of the package."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import alignmentcard
from alignmentcard.measurement.results.definitions import NO_INTERVAL, UNDEFINED, definitions
from alignmentcard.messages import _
from alignmentcard.portal.house import house_of
from alignmentcard.portal.markup import marked
from alignmentcard.profiles import load_profile, names
from alignmentcard.profiles.own_fields import own_fields
from alignmentcard.resources import template
from alignmentcard.rules.sources import cited_in


def profiles(root: str, house: str = "") -> str:
    """Render the profiles with the questions that each asks, first that of the file `house`, if there is one."""
    own = house_of(house)
    found = [*([own] if own else []), *map(load_profile, names())]
    return template("profiles.html.j2").render(root=root, profiles=found, marked=marked, own_fields=own_fields)


def statistics(root: str) -> str:
    """Render how each number is defined, and why one can be missing."""
    undefined = {name: reason.sentence for name, reason in UNDEFINED.items()}
    return template("statistics.html.j2").render(
        root=root,
        statistics=definitions(),
        undefined=undefined,
        no_interval=NO_INTERVAL,
        marked=marked,
        cited_in=cited_in,
    )


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in (text or "").split("\n\n"))


def _first(text: str | None) -> str:
    return _paragraphs(text)[0]


@dataclass(frozen=True)
class Name:
    """A public name: how it is called and what it says about itself."""

    name: str
    home: str
    signature: str
    paragraphs: tuple[str, ...]
    members: tuple[tuple[str, str, str], ...] = ()
    """Methods: name, signature, what it does."""


def python(root: str) -> str:
    """Render the public names of the package."""
    return template("python.html.j2").render(root=root, names=list(_public()), marked=marked)


def python_texts() -> Iterator[str]:
    """Yield what the public names of the package say of themselves, for the catalogues; English is to be spoken."""
    for one in _public():
        yield from (*one.paragraphs, *(text for _name, _how, text in one.members))


def _public() -> Iterator[Name]:
    for name in alignmentcard.__all__:
        found = alignmentcard.__getattr__(name)  # the attribute may be the module of the same name
        paragraphs = tuple(map(_, _paragraphs(inspect.getdoc(found))))
        yield Name(name, found.__module__, _signature(found), paragraphs, tuple(_members(found)))


def _signature(found: Any) -> str:
    if inspect.isclass(found):
        return f"class {found.__name__}"
    text = FUNCTION.sub("…", str(inspect.signature(found)))
    return f"{found.__name__}{text}".replace("(self, ", "(").replace("(self)", "()").replace("alignmentcard.", "")


FUNCTION = re.compile(r"<function .*? at 0x[0-9a-f]+>")
"""How Python writes a function that is a default; the number is another one in every process."""


def _members(found: Any) -> Iterator[tuple[str, str, str]]:
    if not inspect.isclass(found) or found.__name__ == "Card":
        return
    for name, member in vars(found).items():
        if not name.startswith("_") and callable(member) and inspect.getdoc(member):
            yield name, _signature(member), _(_first(inspect.getdoc(member)))
