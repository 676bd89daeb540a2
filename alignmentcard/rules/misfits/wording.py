"""Words for what the model does not take: a message, a help and, where it is certain, a repair."""

import json
import re
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Set
from alignmentcard.loader import Misfit
from alignmentcard.messages.retold import joined, worded
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import path_of, split, value_at
from alignmentcard.rules.misfits.rewriting import reworded
from alignmentcard.rules.misfits.spelling import closest as closest
from alignmentcard.rules.misfits.unmended import is_date
from alignmentcard.text.slips.other_texts import IMPORT, separator_of

SHOWN = 60
LONGEST_READ = 2_000
"""Characters of a text in a wrong place that is still read for what is meant; reading takes their square."""

Wording = tuple[str, str, Fix | None]


def wrong_value(misfit: Misfit, document: Document) -> Wording:
    """Say what is wrong with a value, what to write instead, and how to mend it."""
    value = value_at(document.data, misfit.route)
    path = path_of(document.data, misfit.route)
    field = find(split(path)) if misfit.route else None
    if not misfit.route:
        return _no_card(misfit, value, document)
    message, help_ = _said_of(misfit, _as_typed(misfit, document, value), path, field)
    if field is None or (isinstance(value, str) and len(value) > LONGEST_READ):
        return message, help_, None
    return reworded(misfit, document, field, message, help_) or (
        message,
        help_,
        _converted(misfit, field, value, document),
    )


def _said_of(misfit: Misfit, value: Any, path: str, field: Field | None) -> tuple[str, str]:
    """Say what is wrong with a value in the words of the schema, and what the field holds."""
    if misfit.kind == "literal_error" and field and field.vocabulary:
        return (
            worded("{value} is not a word of this vocabulary.", value=_value_in_words(value)),
            worded("The words are: {terms}.", terms=", ".join(field.vocabulary.terms)),
        )
    if misfit.kind in KINDS:
        parts = (
            f" ({', '.join(field.children)})" if field and field.children and "mapping" in KINDS[misfit.kind] else ""
        )
        return worded(
            "`{path}` must be {kinds}{parts}, and is {value}.",
            path=path,
            kinds=KINDS[misfit.kind],
            parts=parts,
            value=_value_in_words(value),
        ), _help(field)
    if misfit.kind in BOUNDS:
        return worded(BOUNDS[misfit.kind], name=path, **misfit.limits), _help(field)
    if misfit.kind == "string_pattern_mismatch":
        return worded("`{path}` cannot be {value}.", path=path, value=_value_in_words(value)), _pattern_help(
            misfit, field
        )
    return worded("`{path}` cannot be {value}.", path=path, value=_value_in_words(value)), _help(field)


def _no_card(misfit: Misfit, value: Any, document: Document) -> Wording:
    """Say what a text is that is no card at all."""
    if misfit.kind in BOUNDS:
        return worded(BOUNDS[misfit.kind], name=worded("the card"), **misfit.limits), "", None
    message = worded("`the card` must be a mapping, and is {value}.", value=_value_in_words(value))
    rows = [line for line in document.text.lstrip("\ufeff").split("\n")[:3] if line.strip()]
    table = separator_of(rows) if isinstance(value, str) else ""
    if table:
        return (
            message,
            worded("This is a table with {table} between its columns. {how}", table=table, how=IMPORT),
            None,
        )
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        return message, worded("Take the dash before its first line away, and the two blanks before the others."), None
    return (
        message,
        worded('A card begins with a line such as: alignmentcard: "1.1". To begin one: alignmentcard new'),
        None,
    )


KINDS = {
    "string_type": worded("a text"),
    "int_type": worded("a whole number"),
    "float_type": worded("a number"),
    "bool_type": worded("true or false"),
    "list_type": worded("a list"),
    "dict_type": worded("a mapping"),
    "model_type": worded("a mapping"),
    "model_attributes_type": worded("a mapping"),
    "finite_number": worded("a finite number"),
}
BOUNDS = {
    "string_too_short": worded("`{name}` is too short: at least {min_length} characters."),
    "string_too_long": worded("`{name}` is too long: at most {max_length} characters."),
    "greater_than_equal": worded("`{name}` must be {ge:g} or more."),
    "less_than_equal": worded("`{name}` must be {le:g} or less."),
    "too_long": worded("`{name}` has too many entries: at most {max_length}."),
    "too_many": worded("{more:,} more places do not fit the standard; they are shown when the first ones are mended."),
}
PATTERNS = {
    "[a-z0-9]([a-z0-9_-]": worded("Use lower-case letters, digits, hyphens and underscores, as in sort-of-safe."),
    "[0-9]{4}(": worded("Write a date as 2024-05-01, a month as 2024-05, or a year as 2024."),
    "[A-Z]{2}[0-9]{3}": worded("Write the code of a rule, such as AC602."),
}


def _pattern_help(misfit: Misfit, field: Field | None) -> str:
    pattern = str(misfit.limits.get("pattern", ""))
    return next((text for part, text in PATTERNS.items() if part in pattern), _help(field))


def _converted(misfit: Misfit, field: Field, value: Any, document: Document) -> Fix | None:
    if misfit.kind == "string_type" and isinstance(value, int | float):
        mark = document.mark(misfit.route)
        raw = document.text[mark.start : mark.end] if mark else ""
        if is_date(field) and not re.fullmatch("[12][0-9]{3}", raw):
            return None  # in quotes it would be no date either
        return Fix(worded("Put it in quotes"), (Set(misfit.route, raw),)) if raw else None
    if misfit.kind == "list_type" and isinstance(value, str | int | float) and not field.children:
        return Fix(worded("Make it a list of one"), (Set(misfit.route, [value]),))
    if not isinstance(value, str):
        return None
    if misfit.kind == "bool_type" and value.lower() in ("yes", "no", "on", "off"):
        return Fix(worded("Write true or false"), (Set(misfit.route, value.lower() in ("yes", "on")),))
    if misfit.kind in ("int_type", "float_type") and re.fullmatch(r"[0-9]{1,15}", value):
        return Fix(worded("Take the quotes away"), (Set(misfit.route, int(value)),))
    return None


def _help(field: Field | None) -> str:
    if field is None:
        return ""
    example = (
        worded(" For example: {dumps}", dumps=json.dumps(field.example, ensure_ascii=False))
        if field.example is not None
        else ""
    )
    return joined("", (worded(field.description), example))


class Typed(str):
    """A number as it stands in the text: 1.10 is not 1.1, and 01 not 1, for whoever typed it."""


def _as_typed(misfit: Misfit, document: Document, value: Any) -> Any:
    mark = document.mark(misfit.route)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Typed(document.text[mark.start : mark.end]) if mark and number else value


def _value_in_words(value: Any) -> str:
    if isinstance(value, dict):
        return worded("a mapping")
    if isinstance(value, list):
        return worded("a list")
    text = value if isinstance(value, Typed) else json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= SHOWN else text[:SHOWN] + '…'}`"
