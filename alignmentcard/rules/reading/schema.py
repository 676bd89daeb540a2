"""Does the card fit the schema?"""

import json
import re
from collections.abc import Iterator

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Remove, Set, flow
from alignmentcard.loader import Loaded
from alignmentcard.messages.retold import joined, worded
from alignmentcard.model import REQUIRED
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import Route, expand, path_of, split, value_at
from alignmentcard.rules.misfits.rewriting import gap_place
from alignmentcard.rules.misfits.short_answers import OF_SPREADSHEETS
from alignmentcard.rules.misfits.wording import wrong_value
from alignmentcard.rules.reading.gaps import unanswered, wanted
from alignmentcard.rules.reading.misplaced import close_sign, left_out, rest_of_list
from alignmentcard.rules.reading.unknown import unknown
from alignmentcard.rules.rule import Problem, rule

RELEASE_LEVEL = "release.level"
"""A required field with a rule of its own, AC905."""


@rule("AC004", "unknown-field", "error")
def unknown_field(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """The standard has no such field.

    What stands under a name that no reader knows is lost, most often because of a typing error. Fields of your own
    go under `extensions`, beneath the name of your organisation.

    Bad:
        framework:
          dimensions: specific
          defintions: descriptive
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
    Fix: Renames the key where one field is clearly meant.
    Source: The standard, "Principles"
    """
    wrong = _wrong(loaded)
    for misfit in loaded.misfits:
        if misfit.kind == "empty" and misfit.route[:-1] in wrong:
            continue
        if misfit.kind == "extra_forbidden":
            yield unknown(document, misfit.route)
        elif misfit.kind == "empty" and not find(split(path_of(document.data, misfit.route))):
            if _decimal_comma(document, misfit.route):
                continue  # told as a value, by AC006
            message = worded("`{route}` is not a field, and has no value.", route=misfit.route[-1])
            parent = find(split(path_of(document.data, misfit.route[:-1])))
            help_ = close_sign(parent, str(misfit.route[-1])) or worded(
                "If it is the rest of a text with a comma in it, put the whole text in quotes; else delete it."
            )
            yield Problem(misfit.route, message, help_, on_key=True)


@rule("AC005", "missing-field", "error")
def missing_field(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """A field is missing without which the card says nothing.

    The standard requires little: the version, id, title and summary of the dataset, its two coordinates, what was
    asked, who answered, and what is released. What you cannot find out goes under `gaps`; only the version, ids and the
    title cannot be gaps. For what a record cannot be without, such as the amount of `pay`, the record is the gap.
    (The release level has a rule of its own, AC905.)

    Bad:
        framework:
          authority: [raters]
    Good:
        framework:
          dimensions: specific
          authority: [raters]
    Source: The standard, "Principles"
    """
    if not isinstance(document.data, dict):
        return
    missing = [misfit.route for misfit in loaded.misfits if misfit.kind == "missing"]
    for pattern in REQUIRED:
        if pattern != RELEASE_LEVEL:
            missing += expand(document.data, pattern)
    for route in unanswered(document, loaded, missing):
        field = find(split(path_of(document.data, route)))
        place = path_of(document.data, gap_place(document, route) or ())
        help_ = joined("", (_asked(field, place), _begun(field))) if field else ""
        yield Problem(route, worded("`{path}` is missing.", path=path_of(document.data, route)), help_)


def _asked(field: Field, place: str) -> str:
    """Say what a field wants to know, and what can be a gap instead, which no id is, and no reason of a gap."""
    asked = worded(field.question or field.description)
    if place and not field.required:
        return wanted(asked)
    if place:
        return worded("{asked} Fill it in, or take `{place}` out and list it under gaps.", asked=asked, place=place)
    words = worded(" The words are: {terms}.", terms=", ".join(field.vocabulary.terms)) if field.vocabulary else ""
    return worded("{asked} Fill it in.{words}", asked=asked, words=words)


def _begun(field: Field) -> str:
    """Show how an entry of a list begins: with what no entry can be without."""
    needed = [child for child in field.children.values() if child.required or child.path in REQUIRED]
    if field.shape != "list" or not needed:
        return ""
    words = {
        child.name: child.example or next(iter(child.vocabulary.terms if child.vocabulary else ()), "")
        for child in needed
    }
    return worded(" An entry begins as in `- {written}`.", written=flow(words))


THOUSAND = 3
"""Digits behind a sign that may part thousands."""
EMPTY = worded("Fill it in, delete the line, or list it under gaps.")


def _hidden(document: Document, route: Route) -> str:
    """Say how a text gets read that YAML takes for a remark or a name, because of its first sign."""
    mark = document.mark(route)
    if mark is None:
        return ""
    begin = document.text.rfind("\n", 0, mark.start) + 1
    line = document.text[begin:].split("\n", 1)[0]
    found = re.match(r"[ -]*([\w-]+: +)([#&])(\w.*)", line)
    if not found:
        return ""
    if found[2] == "#" and found[2] + found[3].split()[0].lower().rstrip("!") in OF_SPREADSHEETS:
        return EMPTY
    text = json.dumps(found[2] + found[3].rstrip(), ensure_ascii=False)
    return worded(
        "What stands after `{found}` is no text for YAML. Put it in quotes: `{found_2}{text_}`",
        found=found[2],
        found_2=found[1],
        text_=text,
    )


def _wrong(loaded: Loaded) -> set[Route]:
    """Return the routes of records that stand where a list or a word should."""
    return {misfit.route for misfit in loaded.misfits if misfit.kind in ("list_type", "literal_error", "string_type")}


def _decimal_comma(document: Document, route: Route) -> Problem | None:
    """Return what is wrong where a number has a comma for its point between braces, where a comma parts entries."""
    holder, key = value_at(document.data, route[:-1]), str(route[-1])
    names = list(holder) if isinstance(holder, dict) else []
    if not key.isdecimal() or key not in names[1:]:
        return None
    before = names[names.index(key) - 1]
    beside = (*route[:-1], before)
    whole, mark, end = value_at(document.data, beside), document.mark(beside), document.key(route)
    if type(whole) is not int or mark is None or end is None or document.text[mark.end : end.start] != ",":
        return None
    message = worded("`{before}` has a comma in its number, and between braces a comma parts entries.", before=before)
    if whole and len(key) == THOUSAND:
        help_ = worded(
            "Type a thousand without a sign, `{before}: {whole}{key}`; type a fraction with a point.",
            before=before,
            whole=whole,
            key=key,
        )
        return Problem(beside, message, help_)
    fix = Fix(worded("Write a point"), (Remove(route), Set(beside, float(f"{whole}.{key}"))))
    return Problem(
        beside, message, worded("Type a point: `{before}: {whole}.{key}`", before=before, whole=whole, key=key), fix
    )


@rule("AC006", "wrong-value", "error")
def wrong_value_(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """The value is of the wrong kind, out of range, or not a word of the vocabulary.

    Words of a vocabulary are compared across thousands of cards, so they are spelt the same everywhere. YAML reads
    1.0 as a number and yes as a text; quotes make a text of anything.

    Bad:
        framework:
          dimensions: Specific
    Good:
        framework:
          dimensions: specific
    Fix: Writes the word as the vocabulary spells it, quotes a number that must be a text, wraps a single value into
        a list.
    Source: The standard, "Principles"
    """
    wrong = _wrong(loaded)
    for misfit in loaded.misfits:
        if misfit.kind == "empty" and misfit.route[:-1] in wrong:
            continue  # the record that it stands in is told
        comma = _decimal_comma(document, misfit.route) if misfit.kind == "empty" else None
        if comma:
            yield comma
        elif misfit.kind == "empty" and find(split(path_of(document.data, misfit.route))):
            path = path_of(document.data, misfit.route)
            field = find(split(path))
            nothing = Problem(
                misfit.route, worded("`{path}` has no value.", path=path), _hidden(document, misfit.route) or EMPTY
            )
            yield (field and left_out(document, misfit.route, field)) or nothing
        elif misfit.kind not in ("empty", "extra_forbidden", "missing") and misfit.route != ("alignmentcard",):
            message, help_, fix = wrong_value(misfit, document)
            rest = rest_of_list(document, misfit.route) if misfit.kind == "list_type" else []
            value = value_at(document.data, misfit.route)
            if rest and isinstance(value, str):
                help_ = worded(
                    "Put brackets around the list: `{route}: {written}`",
                    route=misfit.route[-1],
                    written=flow([value, *rest]),
                )
                gone = (Remove((*misfit.route[:-1], name)) for name in rest)
                fix = Fix(worded("Put brackets around it"), (*gone, Set(misfit.route, [value, *rest])), safe=False)
            yield Problem(misfit.route, message, help_, fix)
