"""How much of every form and format one card answers, and which questions remain."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import fill

from alignmentcard.convert.format import Format
from alignmentcard.model import Card
from alignmentcard.profiles import form_names, load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report.forms.filled import document_of, filled
from alignmentcard.report.forms.written import lacks_word

WIDTH = 80
QUESTIONNAIRES = {
    "datasheet": "datasheets",
    "crowdworksheets": "crowdworksheets",
    "data-statement": "data-statements",
}
"""Profiles whose questions stand in a format."""
YES_OR_NO = "whether the answer is yes or no"
"""What is left where a form wants a word that follows from no word of the card."""
COUNT = 26
"""Width of the column of names, which the longest name fits."""


@dataclass(frozen=True)
class Filling:
    """What a card gives to one form; a format without questions has none asked, and may lack things all the same."""

    name: str
    about: str
    answered: int
    asked: int
    remaining: tuple[str, ...]
    elsewhere: int = 0
    """Questions that concern something else than the data."""
    lacks: tuple[tuple[str, ...], ...] = ()
    """For each question that remains, the paths of the fields that would answer it."""
    left: tuple[str, ...] = ()
    """For each question that remains, what no card says and those who hand the form in know."""


def fillings(card: Card, formats: Mapping[str, Format]) -> Iterator[Filling]:
    """Yield for each form and format how much a card answers, in the order in which they are listed."""
    forms = form_names()
    for name, one in formats.items():
        if name in forms:
            yield _form(card, name, one)
        elif name in QUESTIONNAIRES:
            yield _questionnaire(card, name, one)
        else:
            yield _format(card, name, one)


def _form(card: Card, name: str, one: Format) -> Filling:
    profile = load_profile(name)
    found = filled(profile, [card])
    asked = [question for question in found if question.state not in ("elsewhere", "not applicable")]
    open_ = [item for item in asked if item.state != "answered" or item.left or lacks_word(profile, item)]
    remaining = tuple(_named(item.question.number, item.question.text) for item in open_)
    elsewhere = sum(question.state == "elsewhere" for question in found)
    lacks = tuple(tuple(path for told in item.told for path in told.lacks) for item in open_)
    left = tuple(item.left or (YES_OR_NO if lacks_word(profile, item) else "") for item in open_)
    return Filling(name, one.about, len(asked) - len(remaining), len(asked), remaining, elsewhere, lacks, left)


def _questionnaire(card: Card, name: str, one: Format) -> Filling:
    held = completeness(document_of(card), load_profile(QUESTIONNAIRES[name]))
    open_ = [answer for answer in held.answers if answer.state in ("open", "gap")]
    remaining = tuple(answer.question.text for answer in open_)
    lacks = tuple(tuple(dict.fromkeys((*answer.paths("open"), *answer.paths("gap")))) for answer in open_)
    return Filling(name, one.about, held.asked - len(remaining), held.asked, remaining, lacks=lacks)


def _format(card: Card, name: str, one: Format) -> Filling:
    lacks = tuple(one.lacks(one.write(card))) if one.lacks else ()
    return Filling(name, one.about, 0, 0, lacks)


def _named(number: str, text: str) -> str:
    return f"{number}: {text}" if number else text


def as_text(found: list[Filling]) -> str:
    """Write the list for a terminal of 80 columns."""
    return "\n".join(line for one in found for line in _lines(one)) + "\n"


def _lines(one: Filling) -> Iterator[str]:
    said = (
        f"{one.answered} of {one.asked} answered" if one.asked else "lacks something" if one.remaining else "complete"
    )
    yield f"{one.name:<{COUNT}}{said:<22}".rstrip()
    yield fill(one.about, WIDTH, initial_indent="  ", subsequent_indent="  ")
    for text, lacks, left in zip_longest(one.remaining, one.lacks, one.left, fillvalue=()):
        yield _wrapped(str(text), "  - ")
        yield from [_wrapped(f"Write in the card: {', '.join(lacks)}", "    ")] if lacks else []
        yield from [_wrapped(f"Add in the form: {left}", "    ")] if left else []
    if one.elsewhere:
        yield f"  {one.elsewhere} more concern something else than the data."


def _wrapped(text: str, before: str) -> str:
    return fill(text, WIDTH, initial_indent=before, subsequent_indent="    ", break_on_hyphens=False)


def as_json(found: list[Filling]) -> str:
    """Write the list for programs."""
    data = [
        {
            "name": one.name,
            "about": one.about,
            "answered": one.answered,
            "asked": one.asked,
            "elsewhere": one.elsewhere,
            "remaining": list(one.remaining),
            "fields": [list(paths) for paths in one.lacks],
            "left": list(one.left),
        }
        for one in found
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
