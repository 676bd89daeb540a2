"""What can be said of a value that does not fit, where no repair is known: a function for each kind of slip."""

import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.edit import flow
from alignmentcard.loader import Misfit
from alignmentcard.messages.retold import worded
from alignmentcard.model import REQUIRED
from alignmentcard.model.fields import Field
from alignmentcard.rules.misfits import dates, typed
from alignmentcard.rules.misfits.short_answers import yes_or_no
from alignmentcard.text.slips.characters import BULLETS

MAPPING = ("dict_type", "model_type", "model_attributes_type")
NUMBERS = ("int_type", "int_from_float", "int_parsing", "float_type", "finite_number")
GOES_ON = re.compile(r"(?:to )?(?:present|now|today|ongoing|current|heute)", re.IGNORECASE)
Told = Iterator[tuple[str, str]]
"""A message, or an empty one where that of the schema says it, and a help."""


def unmended(misfit: Misfit, value: Any, field: Field) -> Told:
    """Yield what the slips of this file have to say, the nearest first."""
    key = str(misfit.route[-1])
    if misfit.kind in MAPPING and isinstance(value, str):
        yield from _record(key, value, field)
    if field.name == "columns" and isinstance(value, list) and value:
        first, column = next(iter(field.children)), value[0]
        yield (
            "",
            worded(
                "Say of each role which column holds it, as in `{key}: {{{first}: {column}}}`.",
                key=key,
                first=first,
                column=column,
            ),
        )
    if misfit.kind == "list_type":
        yield from _list(key, value, field)
    if is_date(field):
        yield from _date(key, value, field)
    if misfit.kind == "string_type" and field.name == "license" and isinstance(value, list):
        both = " AND ".join(map(str, value))
        yield (
            "",
            worded(
                "Where all of them hold, write `{key}: {both}`; where readers may choose, OR in place of AND.",
                key=key,
                both=both,
            ),
        )
    if field.name == "field" and isinstance(value, list) and value:
        yield "", worded("Write an entry for each of them, the first with `{key}: {value}`.", key=key, value=value[0])
    if misfit.kind in NUMBERS and ".counts" in field.path and "%" in str(value):
        yield "", worded("Write how many members there are in the group, not their share.")


def is_date(field: Field) -> bool:
    """Say whether a field takes a date, a month or a year."""
    return field.name in ("published", "start", "end", "year", "date")


def _record(key: str, value: str, field: Field) -> Told:
    if yes_or_no(value) is not None and field.children:
        yield (
            "",
            worded(
                "A yes or no is not enough here. Begin with `{children}`, or with another of them.",
                children=next(iter(field.children)),
            ),
        )
    name, _, rest = value.partition(":")
    if name in field.children and rest:
        yield (
            worded("`{split}` has no blank after its colon.", split=value.split()[0]),
            worded("Type: `{name}: {rest}`", name=name, rest=rest.strip()),
        )
    name, sign, rest = value.partition("=")
    if sign and name.strip() in field.children:
        typed_ = f"`{name.strip()}: {rest.split()[0]}`"
        yield (
            worded("`{key}` has `=` in place of a colon.", key=key),
            worded("Type a colon and a blank: {typed}", typed=typed_),
        )


def how_it_begins(field: Field) -> str:
    """Say with which word a record begins that nobody can read out of a text."""
    needed = next((child for child in field.children.values() if child.path in REQUIRED and child.vocabulary), None)
    if needed is None or not needed.vocabulary:
        return ""
    return worded(
        "It begins with `{name}:` and one of {terms}.", name=needed.name, terms=", ".join(needed.vocabulary.terms)
    )


def _list(key: str, value: Any, field: Field) -> Told:
    if field.name in typed.CODES and re.search(r"\d", str(value)):
        yield (
            "",
            worded(
                "List each by its code, as in `{key}: {written}`; if nobody knows them, that is a gap.",
                key=key,
                written=flow(field.example),
            ),
        )
    first = str(next(iter(value))) if isinstance(value, dict) and value else ""
    rest = first.lstrip(BULLETS + "- \u00a0")
    if first[:1] in {*BULLETS, "-"} and rest:
        yield (
            worded("`{key}` begins its entry with `{first}` and no blank that YAML knows.", key=key, first=first[0]),
            worded("Type: `- {rest}: …`", rest=rest),
        )


def _date(key: str, value: Any, field: Field) -> Told:
    if field.name == "end" and GOES_ON.fullmatch(str(value)):
        yield "", worded("While it goes on, leave `end` out.")
    ways = dates.both_ways(str(value)) if isinstance(value, str) else None
    if ways:
        yield (
            worded("The date `{value}` can be read in two ways.", value=value),
            worded("Write `{key}: {ways}`, or `{key}: {ways_2}`.", key=key, ways=ways[0], ways_2=ways[1]),
        )
