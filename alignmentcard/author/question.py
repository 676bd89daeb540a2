"""One question to an author: what is asked, why, and what may be answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from alignmentcard.author.gallery import gallery
from alignmentcard.author.reasons import why
from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import _, later
from alignmentcard.model.fields import Field
from alignmentcard.paths import split
from alignmentcard.rules.misfits import pay, quantities, within
from alignmentcard.rules.misfits.wording import closest

Kind = Literal["text", "whole", "number", "yes or no", "choice", "choices", "texts", "table", "names"]
KINDS: dict[tuple[str, str], Kind] = {
    ("value", "text"): "text",
    ("value", "whole number"): "whole",
    ("value", "number"): "number",
    ("value", "true or false"): "yes or no",
    ("list", "text"): "texts",
    ("list", "whole number"): "texts",
    ("list", "number"): "texts",
    ("list", "record"): "names",
}
SENTENCES = ("not_for", "criteria")
"""Lists of sentences, which are parted by semicolons only."""
HINTS: dict[Kind, str] = {
    "whole": later("digits"),
    "number": later("a number"),
    "texts": later("several with ; between"),
    "names": later("several with ; between"),
    "table": later("names and numbers, such as woman 80; man 88; undisclosed 3"),
}


class RefusedError(AlignmentCardError):
    """An answer that cannot stand; its text says why, and what to answer instead."""

    def __init__(self, message: str, instead: Any = None, *, may_stand: bool = False) -> None:
        super().__init__(message)
        self.instead = instead
        """The value that `check` would make of the answer, where it can."""
        self.may_stand = may_stand
        """Whether it is taken as it is from somebody who insists."""


@dataclass(frozen=True)
class Choice:
    """A word that may be chosen, what it means, and a dataset that chose it."""

    word: str
    means: str = ""
    example: str = ""


@dataclass(frozen=True)
class Question:
    """A question about one field of a card."""

    path: str
    """As under gaps, with ids: `pools.raters.size`."""
    pattern: str
    text: str
    why: str
    kind: Kind = "text"
    choices: tuple[Choice, ...] = ()
    example: Any = None
    default: Any = None
    optional: bool = False
    """Whether it can be left out without being a gap."""
    can_be_gap: bool = True
    gap: str = ""
    """The path that becomes a gap; of the first part of a record the whole record."""
    problem: str = ""
    """What is wrong with the answer that stands, where the question is asked again."""

    @property
    def section(self) -> str:
        """The section of the card."""
        return self.path.partition(".")[0]

    @property
    def shown(self) -> list[str]:
        """The example as somebody would write it, sentences in the language that is spoken; empty if there is none."""
        given = self.example if isinstance(self.example, list) else [self.example]
        return [_(_written(one)) for one in given if one is not None and not isinstance(one, bool | dict)]

    @property
    def hint(self) -> str:
        """What an answer looks like."""
        example = _("such as {example}", example="; ".join(self.shown)) if self.shown else ""
        return ", ".join(filter(None, [_(HINTS.get(self.kind, "")), example]))


def _written(value: object) -> str:
    """Write a value as somebody would type it: a whole number without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def about(field: Field, path: str, **more: Any) -> Question:
    """Derive a question from a field of the model."""
    choices = tuple(_choices(field))
    kind: Kind = KINDS.get((field.shape, field.type), "table" if field.shape == "table" else "text")
    if choices:
        kind = "choices" if field.shape == "list" else "choice"
    more["text"] = _named(path, more.get("text") or field.question or field.description)
    more.setdefault("why", why(field.path))
    return Question(path, field.path, kind=kind, choices=choices, example=field.example, **more)


def _named(path: str, text: str) -> str:
    """Say first which dimension or pool a question is about."""
    section, entry, *rest = (*split(path), "", "")
    return f"`{entry}`: " + text if section in NAMED and any(rest) else text


NAMED = ("dimensions", "pools")
"""Sections whose entries have names."""


def _choices(field: Field) -> Iterator[Choice]:
    shown = gallery().get(field.path, {})
    for word, term in field.vocabulary.terms.items() if field.vocabulary else ():
        yield Choice(word, term.definition, shown[word].sentence if word in shown else "")


def value_of(question: Question, said: Any) -> Any:
    """Turn what somebody typed into a value of the kind that is asked for; RefusedError where that cannot be done."""
    if not isinstance(said, str):
        return [said] if question.kind in ("choices", "texts", "names") and not isinstance(said, list) else said
    text = said.strip()
    if not text:
        raise RefusedError(_("Nothing was answered."))
    return READERS[question.kind](question, text)


NOT_WHOLE = later("“{text}” is not a whole number. Write digits, such as {example}.")
NOT_WHOLE_BUT = later("“{text}” is not a whole number. Write digits, here {example}.")
NO_NUMBER = later("“{text}” is not a number. Write digits with a point, such as {example}.")
NO_NUMBER_BUT = later("“{text}” is not a number. Write digits with a point, here {example}.")
NO_WORD = later("“{text}” is none of the words. The words are: {words}.")
NO_WORD_BUT = later("“{text}” is none of the words. Did you mean {meant}? The words are: {words}.")
A_SHARE = later("“{part}” is a share. Write how many they are, as in woman 80; man 88")


def _whole(question: Question, text: str) -> int | dict[str, int]:
    """Read a count; a size that is only roughly known has a field of its own, and stays rough."""
    rough = within.rough_size(text) if question.pattern == SIZE else None
    if rough:
        return rough
    count = quantities.whole_number(text)
    if count is not None and quantities.is_exact(text):
        return count
    form = NOT_WHOLE_BUT if count is not None else NOT_WHOLE
    raise RefusedError(_(form, text=text, example=count if count is not None else question.example or 990), count)


def _number(question: Question, text: str) -> float | int:
    if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text):
        return float(text) if "." in text else int(text)
    meant = _meant(text)
    form = NO_NUMBER_BUT if meant is not None else NO_NUMBER
    raise RefusedError(_(form, text=text, example=meant if meant is not None else question.example or 0.5), meant)


def _meant(text: str) -> float | int | None:
    """Return the number that somebody wrote as a share, with a currency or a unit, or as about so many."""
    paid = pay.money(text)
    found = quantities.number(text)
    found = paid["amount"] if found is None and paid else found
    found = quantities.whole_number(text) if found is None else found
    return int(found) if found is not None and float(found).is_integer() else found


def _yes(question: Question, text: str) -> bool:
    if text.lower() not in YES + NO:
        raise RefusedError(_("“{text}” is neither yes nor no.", text=text))
    return text.lower() in YES


SIZE = "pools.*.size"
YES, NO = ("yes", "y", "true"), ("no", "n", "false")


def _word(question: Question, text: str) -> str:
    words = [choice.word for choice in question.choices]
    if text in words:
        return text
    meant, certain = closest(text, words)
    if meant and certain:
        return meant
    form = NO_WORD_BUT if meant else NO_WORD
    raise RefusedError(_(form, text=text, meant=meant, words=", ".join(words)))


def _parts(question: Question, text: str) -> list[str]:
    at = ";" if ";" in text or question.path.rpartition(".")[2] in SENTENCES else ","
    return [part.strip() for part in text.split(at) if part.strip()]


def _words(question: Question, text: str) -> list[str]:
    return [_word(question, part) for part in _parts(question, text)]


def _table(question: Question, text: str) -> dict[str, Any]:
    table: dict[str, Any] = {}
    rough = False
    for part in _parts(question, text):
        name, number = _row(part)
        try:
            table[name] = _number(question, number)
        except RefusedError as error:
            if error.instead is None:
                raise
            if "%" in number and question.path.endswith(".counts"):
                raise RefusedError(_(A_SHARE, part=part)) from error
            table[name], rough = error.instead, True
    if rough:
        raise RefusedError(_("Write digits behind each name: woman 80; man 88"), table)
    return table


def _row(part: str) -> tuple[str, str]:
    """Part a name from the number behind it: `woman 80`, `woman: about 80`, `woman = 45 %`."""
    found = re.fullmatch(r"(\D*?[^\s:=])\s*[:=]\s*(.+)", part) or re.fullmatch(r"(.+?)\s+([\d.,]+\s*%)", part)
    name, number = found.groups() if found else (part.rpartition(" ")[0], part.rpartition(" ")[2])
    if not name:
        raise RefusedError(_("“{part}” is not a name and a number. Write: woman 80; man 88", part=part))
    return name.rstrip(" :="), number


READERS: dict[Kind, Any] = {
    "text": lambda question, text: text,
    "whole": _whole,
    "number": _number,
    "yes or no": _yes,
    "choice": _word,
    "choices": _words,
    "texts": _parts,
    "names": _parts,
    "table": _table,
}
