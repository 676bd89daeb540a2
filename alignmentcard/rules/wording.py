"""Words for what the model does not take: a message, a help and, where it is certain, a repair."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Set
from alignmentcard.loader import Misfit
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import at, path_of, split

ALIKE = 0.82
"""How alike two words must be for one to be a spelling of the other; found by trying typing errors on all terms."""
EVEN_LESS = 0.6
"""How alike they must be to be offered as a guess."""
LONGEST = 100
"""Letters of a word from which no spelling of a short name is looked for in it."""
MOST = 200
"""Words that one is compared with; a card with more ids is read by programs."""
SHOWN = 60

Wording = tuple[str, str, Fix | None]


def closest(word: str, among: Iterable[str]) -> tuple[str | None, bool]:
    """Return the word that was probably meant, and whether that is certain."""
    return _closest(word.strip().lower().replace("-", "_").replace(" ", "_"), tuple(among))


@lru_cache(1000)
def _closest(plain: str, among: tuple[str, ...]) -> tuple[str | None, bool]:
    if plain in among:
        return plain, True
    if len(plain) > LONGEST:
        return None, False
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(plain, among[:MOST], n=2, cutoff=EVEN_LESS)
    alike = [SequenceMatcher(None, one, plain).ratio() >= ALIKE for one in near]
    return (near[0], sum(alike) == 1) if near else (None, False)


def wrong_value(misfit: Misfit, document: Document) -> Wording:
    """Say what is wrong with a value, what to write instead, and how to mend it."""
    value = at(document.data, misfit.route)
    path = path_of(document.data, misfit.route)
    field = find(split(path)) if misfit.route else None
    if misfit.kind == "literal_error" and field and field.vocabulary:
        return _term(misfit, value, field.vocabulary)
    if misfit.kind in KINDS:
        wanted = KINDS[misfit.kind]
        message = f"`{_name(misfit, path)}` must be {wanted}, and is {_said(value)}."
        return message, _help(field), _converted(misfit, value, document)
    if misfit.kind in BOUNDS:
        return BOUNDS[misfit.kind].format(name=_name(misfit, path), **misfit.limits), _help(field), None
    if misfit.kind == "string_pattern_mismatch":
        return f"`{_name(misfit, path)}` cannot be {_said(value)}.", _pattern_help(misfit, field), None
    return f"`{_name(misfit, path)}` cannot be {_said(value)}.", _help(field), None


KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "finite_number": "a finite number",
}
BOUNDS = {
    "string_too_short": "`{name}` is too short: at least {min_length} characters.",
    "string_too_long": "`{name}` is too long: at most {max_length} characters.",
    "greater_than_equal": "`{name}` must be {ge} or more.",
    "less_than_equal": "`{name}` must be {le} or less.",
    "too_long": "`{name}` has too many entries: at most {max_length}.",
    "too_many": "{more:,} more places do not fit the standard; they are shown when the first ones are mended.",
}
PATTERNS = {
    "[a-z0-9]([a-z0-9_-]": "Use lower-case letters, digits, hyphens and underscores, as in sort-of-safe.",
    "[0-9]{4}(": "Write a date as 2024-05-01, a month as 2024-05, or a year as 2024.",
    "[A-Z]{2}[0-9]{3}": "Write the code of a rule, such as AC602.",
}


def _pattern_help(misfit: Misfit, field: Field | None) -> str:
    pattern = str(misfit.limits.get("pattern", ""))
    return next((text for part, text in PATTERNS.items() if part in pattern), _help(field))


def _term(misfit: Misfit, value: Any, words: Vocabulary) -> Wording:
    terms = ", ".join(words.terms)
    help_ = f"The words are: {terms}."
    if not isinstance(value, str):
        return f"{_said(value)} is not a word of this vocabulary.", help_, None
    meant, certain = closest(value, words.terms)
    if meant is None:
        return f"{_said(value)} is not a word of this vocabulary.", help_, None
    fix = Fix(f"Write {meant}", (Set(misfit.route, meant),), safe=certain)
    return f"{_said(value)} is not a word of this vocabulary. Did you mean `{meant}`?", help_, fix


def _converted(misfit: Misfit, value: Any, document: Document) -> Fix | None:
    if misfit.kind == "string_type" and isinstance(value, int | float):
        mark = document.mark(misfit.route)
        raw = document.text[mark.start : mark.end] if mark else ""
        return Fix("Put it in quotes", (Set(misfit.route, raw),)) if raw else None
    if misfit.kind == "list_type" and isinstance(value, str | int | float):
        return Fix("Make it a list of one", (Set(misfit.route, [value]),))
    if not isinstance(value, str):
        return None
    if misfit.kind == "bool_type" and value.lower() in ("yes", "no", "on", "off"):
        return Fix("Write true or false", (Set(misfit.route, value.lower() in ("yes", "on")),))
    if misfit.kind in ("int_type", "float_type") and re.fullmatch(r"[0-9]{1,15}", value):
        return Fix("Take the quotes away", (Set(misfit.route, int(value)),))
    return None


def _help(field: Field | None) -> str:
    if field is None:
        return ""
    example = f" For example: {json.dumps(field.example, ensure_ascii=False)}" if field.example is not None else ""
    return f"{field.description}{example}"


def _name(misfit: Misfit, path: str) -> str:
    return path or "the card"


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= SHOWN else text[:SHOWN] + '…'}`"
