"""Fields of the standard that a form can ask about though nobody does, found by words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from alignmentcard.author.filling import Filling
from alignmentcard.author.plan import has_entries
from alignmentcard.messages.retold import say
from alignmentcard.model.fields import Field, find, walk
from alignmentcard.paths import path_of, split
from alignmentcard.profiles import Expected
from alignmentcard.words import label

NOT_OFFERED = ("alignmentcard", "gaps", "reviews", "extensions")
"""Sections that buttons of the form, programs and other people write, or that have no meaning in the standard."""


@dataclass(frozen=True)
class Offered:
    """A field that can be asked about, and the question that this card gets first."""

    field: Field
    path: str
    """The path of the first question, with ids."""

    @property
    def name(self) -> str:
        """What readers call the field, with what it is part of."""
        return " › ".join(label(part) for part in self.field.path.split(".") if part != "*")

    @property
    def help(self) -> str:
        """What the field says of the data."""
        return say(self.field.description)

    @property
    def words(self) -> str:
        """What the field is found by."""
        choices = self.field.vocabulary.terms if self.field.vocabulary else ()
        return " ".join([self.name, self.field.path, self.help, say(self.field.question or ""), *choices]).casefold()


def offered(filling: Filling, words: str = "") -> list[Offered]:
    """Return the fields that the form does not ask about and this card can say something of.

    All words, or their beginnings, stand in the name, the help or the choices of a field; fields with all of them in
    their names come first, then the order of the standard holds.
    """
    wanted = words.casefold().split()
    found = [one for one in _unasked(filling) if all(word in one.words for word in wanted)]
    return sorted(found, key=lambda one: not all(word in one.name.casefold() for word in wanted))


def _unasked(filling: Filling) -> Iterator[Offered]:
    """Yield what a profile that expects everything would ask beyond the form."""
    more = _patterns(replace(filling, more=_fields())) - _patterns(filling)
    for one in map(Expected, filter(more.__contains__, _fields())):
        known, route = find(split(one.path)), next(iter(one.routes(filling.data)), None)
        if known and route:
            yield Offered(known, path_of(filling.data, route))


def _patterns(filling: Filling) -> set[str]:
    return {one.question.pattern for part in filling.parts for one in part.every}


@cache
def _fields() -> tuple[str, ...]:
    """Return the paths of all fields that an answer can fill: no records, whose parts are asked about, and no ids."""
    return tuple(one.path for one in walk() if _can_be_asked(one))


def _can_be_asked(one: Field) -> bool:
    names = one.path.split(".")
    typed = one.shape == "table" and one.type not in ("number", "whole number")  # of tables, counts alone can be typed
    return (
        names[0] not in NOT_OFFERED and names[-1] != "id" and not typed and (not one.children or has_entries(one.path))
    )
