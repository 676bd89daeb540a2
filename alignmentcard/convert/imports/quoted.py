"""A draft that somebody or some program proposes with quotations: only what the text really says is taken.

Each answer names a field, a value and a quotation. Nothing is believed: the quotation must stand in the text, a number
must stand in the quotation, and what a card says of its own making cannot be proposed at all.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from alignmentcard.convert.imports.found import Found, NotImportableError, Open, Taken, Unread, named, plain
from alignmentcard.convert.imports.quotations import Quoted, alike, is_telling
from alignmentcard.convert.imports.values import slug
from alignmentcard.document import parse
from alignmentcard.messages.retold import worded
from alignmentcard.model.fields import find

OWN = frozenset(("alignmentcard", "card", "sources", "evidence", "gaps", "ignore", "reviews", "history", "extensions"))
"""Sections in which a card says who wrote and checked it, and what it leaves open."""
MOST = 2000
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
ABSENT = "Its quotation does not stand in the text."
SHORT = "Its quotation is too short to show anything, or too long for one."
NUMBER = "Its number does not stand in its quotation."
UNKNOWN = "This is no field that can be proposed."
OVERLAP = "An answer before it is about a part of the same field."
SHAPE = "It needs field, value and quote."


def quoted(text: str, source: str) -> Iterator[Found]:
    """Read proposed answers and hold each to the text that it quotes; what is refused stays open."""
    against, known = Quoted(source), set[str]()
    for entry in _entries(text):
        if not isinstance(entry, Mapping) or not {"field", "value", "quote"} <= set(entry):
            yield Unread(named(str(entry)), SHAPE)
            continue
        path, quotation = plain(str(entry["field"])), str(entry["quote"])
        refused = OVERLAP if any(_overlap(path, one) for one in known) else _refused(path, entry["value"], quotation)
        place = None if refused else against.place(quotation)
        if place:
            known.add(path)
            yield Taken(path, entry["value"], place, f"“{plain(quotation)}”")
            continue
        yield Unread(named(path), refused or ABSENT)
        if refused not in (UNKNOWN, OVERLAP):
            yield Open(path)


def _overlap(path: str, other: str) -> bool:
    """Say whether one of two paths is a part of the other."""
    return path.startswith(f"{other}.") or other.startswith(f"{path}.")


def _entries(text: str) -> list[Any]:
    document = parse(text)
    data = document.data
    entries = data.get("answers") if isinstance(data, Mapping) else None
    if document.faults or not isinstance(entries, list):
        raise NotImportableError(
            worded(
                "The file has no list of answers. It begins with `answers:`, and each has a field, a value and a quote."
            )
        )
    if len(entries) > MOST:
        raise NotImportableError(
            worded("The file has {entries:,} answers. A card has {most:,} at most.", entries=len(entries), most=MOST)
        )
    return entries


def _refused(path: str, value: Any, quotation: str) -> str:
    """Return why an answer is refused before its quotation is looked up; empty where it is not."""
    if not is_proposable(path):
        return UNKNOWN
    if not is_telling(quotation):
        return SHORT
    return "" if all(_stands(number, alike(quotation)) for number in _numbers(value)) else NUMBER


def is_proposable(path: str) -> bool:
    """Say whether a path is that of a field, in entries with ids, that a text about the data can answer."""
    names = tuple(path.split("."))
    field, rest = find(names[:1]), names[1:]
    if field is None or names[0] in OWN or names[-1] == "id":
        return False
    while rest:
        if field.shape == "list" and field.type == "record":
            if "id" not in field.children or slug(rest[0]) != rest[0] or not rest[1:]:
                return False
            rest = rest[1:]
        inside = field.children.get(rest[0])
        if inside is None:
            return False
        field, rest = inside, rest[1:]
    return not (field.shape == "list" and field.type == "record" and "id" in field.children)


def _numbers(value: Any) -> Iterator[float]:
    """Yield the numbers in a value."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _numbers(one)


def _stands(number: float, quotation: str) -> bool:
    """Say whether a number stands in a quotation, as digits, as a small word, or as a percentage."""
    found = {float(one.replace(",", "")) for one in DIGITS.findall(quotation)}
    found |= {float(WORDS.index(word)) for word in re.findall(r"[a-z]+", quotation.lower()) if word in WORDS}
    percent = {round(one / 100, 12) for one in found} if "%" in quotation or "percent" in quotation.lower() else set()
    return round(number, 12) in found | percent
