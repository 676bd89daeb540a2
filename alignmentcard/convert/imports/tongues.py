"""In which languages items are, as an answer about something else mentions it."""

import re

from alignmentcard.convert.imports.mentioned import Values, without
from alignmentcard.convert.imports.values import language

NAMED = (
    r"(?:(?:Brazilian|European|American|British|Roman|Afan|Simplified|Traditional|Mandarin) )?"
    r"[A-Z][A-Za-z]{2,20}(?: \([A-Z][\w]{2,20}\))?"
)
IN = re.compile(
    rf"\b(?:in|covers|into)\s+({NAMED}(?:(?:,\s(?:and\s)?|\s(?:and|or)\s){NAMED}){{0,30}})(?![\w(]|\s\(|,?\s(?:and|or)\s|,?\s[A-Z])"
)
KINDS = (
    r"stor(?:y|ies)|texts?|prompts?|posts?|questions?|repl(?:y|ies)|dialogues?|conversations?|comments?|tweets?"
    r"|headlines?|sentences?|assistants?|chatbots?|assistant|replies|captions?"
)
ADJECTIVE = re.compile(rf"\b([A-Z][a-z]{{3,20}})\s(?:[a-z-]+\s){{0,2}}(?:{KINDS})\b")
OF = re.compile(
    r"\b(?:of|one|single|an?|short)\s((?:(?:Brazilian|American|British) )?[A-Z][a-z]{3,20})\s(?!speak"
    r"|native|people|student|univers)[a-z]{3,20}s?\b"
    r"|\bthe ([A-Z][a-z]{3,20}) language\b"
)
IS = re.compile(
    rf"\b(?:data|items?|corpus|data ?set|{KINDS})\s(?:is|are)\s(?:all\s|only\s|entirely\s)?"
    rf"({NAMED}(?:(?:,\s(?:and\s)?|\s(?:and|or)\s){NAMED}){{0,30}})(?=[.,;]|$)"
)
"""`All text is English.`"""
TAG = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\b(?!\s(?!and\b)[a-z])"
TAGS = re.compile(rf"\bBCP[- ]?47(?: (?:tag|code)s?)?:?\s+({TAG}(?:(?:,\s(?:and\s)?|\sand\s){TAG})*)")
"""Tags behind the name of their standard."""
WITH_REGION = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?-[A-Z]{2}")
APART = re.compile(r",\s(?:and\s)?|\s(?:and|or)\s")
TWO_LETTERS = 2
BACK = re.compile(r"\b(?:not|translated from|except|other than|instead of|unlike)\b", re.IGNORECASE)


def tongues(text: str) -> Values:
    """Read in which languages items are: behind a preposition, or the one before what is judged."""
    told = " ".join(without(BACK, text))
    for names in (*IN.findall(told), *IS.findall(told)):
        if (tags := [_tag(one) for one in APART.split(names)]) and all(tags):
            yield "dataset.languages", list(dict.fromkeys(tags))
            return
    words = [*ADJECTIVE.findall(told), *(one or other for one, other in OF.findall(told))]
    kinds = {tag for word in words if (tag := _tag(word))}
    if len(kinds) == 1:
        yield "dataset.languages", [kinds.pop()]


def listed(text: str) -> Values:
    """Read languages where an answer is a list of them and nothing else, or gives their tags."""
    if tagged := TAGS.search(text):
        text = tagged[1]
    text = re.sub(r"^(?:only\s|all in\s)|\s?(?:only|\([A-Z]{2}\))(?=\W*$)", "", text.strip(), flags=re.IGNORECASE)
    names = [one.strip(" .") for one in re.split(r"\s*[,;\n]\s*(?:and\s)?|\sand\s|\s-\s|^\s*[-*]\s", text)]
    regional = [one for one in names if WITH_REGION.fullmatch(one)] if not tagged else []
    tags = regional or [language(one) for one in names if one]
    if tags and all(tags):
        yield "dataset.languages", list(dict.fromkeys(tags))


def _tag(name: str) -> str | None:
    """Return the tag of a language that is widely spoken; a name in brackets says more than the one before it."""
    first, _, inner = name.partition(" (")
    tag = language(f"{first} {inner[:-1]}") or language(inner[:-1]) if inner else language(first)
    return tag if tag and len(tag.partition("-")[0]) == TWO_LETTERS and tag != first else None
