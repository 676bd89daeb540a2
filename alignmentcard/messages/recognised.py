"""Sentences that a file holds in English, said again: the text that one was made of is read from its words."""

import re
from collections.abc import Mapping
from string import Formatter

from alignmentcard.messages import kept, spoken
from alignmentcard.messages.retold import GAPS, Worded, again

LEAST = 10
"""So many letters of a text must be its own, so that it is not found in what it does not say; numbers alone are few."""
MOST = 1_000
"""Sentences of more letters stay as they are: a file of a stranger could hold one on which a pattern takes seconds."""
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})*"


def recognised(sentence: str) -> str | None:
    """Say an English sentence in the language that is spoken; None where no text of the catalogue fits it.

    What stands in its gaps is said again too where it fits a text; single words there are names. Of texts that fit, the
    longest counts.
    """
    if spoken().is_source or not sentence:
        return sentence
    if isinstance(sentence, Worded):
        return again(sentence)
    if len(sentence) > MOST:
        return None
    if sentence in spoken().texts:
        return spoken().texts[sentence]
    for text, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            return GAPS.vformat(spoken().texts[text], (), _filled(text, found.groupdict()))
    name, colon, rest = sentence.partition(": ")
    told = recognised(rest) if colon else None
    return f"{name}: {told}" if told else None


def _filled(text: str, named: Mapping[str, str]) -> dict[str, object]:
    numbers = {name for _, name, form, _ in Formatter().parse(text) if name and form == ","}
    return {
        name: int(value.replace(",", "")) if name in numbers else _part(value) or value for name, value in named.items()
    }


def _part(value: str) -> str | None:
    """Say what stood in a gap: a sentence, or words that it lists; a single word is a name."""
    words = re.split(", | and ", value) if " and " in value else []
    if words and all(word in spoken().texts for word in words):
        return spoken().listed([spoken().texts[word] for word in words])
    return recognised(value) if " " in value else None


@kept()
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the texts with gaps, those that say most first, each with what matches it."""
    made = ((text, _pattern(text)) for text in spoken().texts if "{" in text)
    found = [(text, pattern) for text, pattern in made if pattern]
    return tuple(sorted(found, key=lambda one: -len(_own(one[0]))))


def _own(text: str) -> str:
    return "".join(literal for literal, *_ in Formatter().parse(text))


def _pattern(text: str) -> re.Pattern[str] | None:
    """Return what matches the sentences that are made of a text; None where it says too little itself."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None  # braces that are no gap
    gaps = [(name, form) for _, name, form, _ in parts if name is not None]
    if any(not name.isidentifier() for name, _ in gaps):
        return None
    if len(_own(text)) < LEAST and any(form != "," for _, form in gaps):
        return None
    written, known = "", set[str]()
    for literal, name, form, _ in parts:
        written += re.escape(literal)
        if name is not None:
            written += f"(?P={name})" if name in known else f"(?P<{name}>{NUMBER if form == ',' else '.+?'})"
            known.add(name)
    return re.compile(written)
