"""The phrases of a card turned round: for each of them the value that it says."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from alignmentcard.convert.imports.ours import data, lists, people, task
from alignmentcard.convert.imports.ours.sentence import (
    Said,
    Sentence,
    Values,
    from_method,
    from_phrase,
    from_word,
    sentence,
)
from alignmentcard.convert.imports.values import contact
from alignmentcard.convert.prose.judges import variants
from alignmentcard.convert.prose.phrases import PHRASES, Together
from alignmentcard.convert.prose.phrases.nothing import NONE
from alignmentcard.convert.prose.phrases.results import ADJUDICATED
from alignmentcard.convert.prose.records.data import TOLD_AS
from alignmentcard.model.fields import walk

NUMBERS = frozenset(("whole number", "number"))
EXCEPTIONS: Mapping[str, str] = {
    "dataset.title": "the heading of a sheet says it",
    "dataset.summary": "a text of the author without a beginning of ours; it is what stands first",
    "aggregation.*.rationale": "a text of the author; it is what follows the method",
    "history.*": "an entry has no id that a draft could call it by",
    "statistics.*": "no imported form asks for numbers of agreement, and entries have no id",
    "evaluations.*": "no imported form asks for it, and entries have no id",
    "pools.*.model.*": "forms ask about people, and “it” could be any of several models",
    "pools.*.kind": "“They are people” may be said of anybody",
    "pools.*.target.*": "it stands behind another sentence, and so far nothing reads it",
    "pools.*.size": "the number stands in a sentence with the noun, which has an inverse of its own",
    "pools.*.size_stated.*": "as for the size",
    "pools.*.recruitment.channel": "a firm may stand beside it, so it has an inverse of its own",
    "pools.*.assisted_by": "the name of a pool may be that of a noun",
    "pools.*.dimensions": "names of dimensions would have to be ids",
    "collection.repeats.*": "entries have no id that a draft could call them by",
    "framework.authority": "written in words that stand for several fields",
    "framework.chosen_by": "written in words that stand for several fields",
    "intent.uses": "read as a list of phrases, by an inverse of its own",
    "collection.training": "as for the uses",
    "collection.quality_controls": "as for the uses",
    "dimensions.*.disagreement": "the same words as those of intent.disagreement, which a form asks for",
    "dataset.contact": "an inverse of its own",
}
"""Phrases that are not turned round by themselves, and why."""


def excepted(path: str) -> bool:
    """Say whether a phrase is not turned round by itself."""
    return any(path == one or (one.endswith(".*") and path.startswith(one[:-1])) for one in EXCEPTIONS)


def _value(path: str) -> Callable[[str], Any]:
    """Return how the text in a phrase becomes a value."""
    special: dict[str, Callable[[str], Any]] = {
        "dataset.license": lambda text: data.licence(text.rstrip(".")),
        "dataset.published": lambda text: lists.date(text.rstrip(".").removeprefix("in ").removeprefix("on ")),
        "dataset.languages": lambda text: lists.languages(text.rstrip(".")),
        "pools.*.languages": lambda text: lists.languages(text.rstrip(".")),
        "pools.*.countries": lambda text: lists.countries(text.rstrip(".")),
        "dataset.contact": contact,
        "intent.funded_by": lambda text: [
            re.sub(r"^the (?=[A-Z])", "", one) for one in lists.unlisted(text.rstrip("."))
        ],
        "collection.platform": lambda text: re.sub(r"^the (?=.*API$)", "", text.strip().removesuffix(".")),
    }
    field = FIELDS[path]
    if path in special:
        return special[path]
    if field.type in NUMBERS:
        return lambda text: lists.number(text.rstrip("."))
    if field.shape == "list":
        return lambda text: lists.unlisted(text.strip() if text.startswith("(1) ") else text.strip().rstrip("."))
    return lambda text: text.strip().removesuffix(".") if path not in ENDED else text.strip()


ENDED = frozenset(("dimensions.*.asks", "dimensions.*.definition.text"))
"""Quotations, which keep their stop."""
FIELDS = {one.path: one for one in walk()}
WORDS: Mapping[str, Any] = {"yes": True, "no": False}


def _turned(path: str, phrase: Any) -> Iterator[Sentence]:
    if isinstance(phrase, Together):
        yield from (_listed(path, phrase, whole) for whole in variants(phrase.sentence))
        yield from (from_word(told, path, [word]) for word, text in phrase.alone.items() for told in variants(text))
    elif isinstance(phrase, Mapping):
        boolean, make = set(phrase) == set(WORDS), from_method if path == "aggregation.*.method" else from_word
        said = ((told, word) for word, text in phrase.items() if text for told in variants(text))
        yield from (make(told, path, WORDS[word] if boolean else word) for told, word in said)
    else:
        yield from (from_phrase(told, path, _value(path)) for told in variants(phrase))


def _listed(path: str, phrase: Together, whole: str) -> Sentence:
    before, _, after = whole.partition("{}")

    def read(said: Said) -> Values:
        found = lists.words_in(said.text, phrase.words)
        yield from [(path, found)] if found else []

    any_ = "|".join(re.escape(one) for one in phrase.words.values())
    return sentence(f"{before}(?P<text>(?:{any_})(?:(?:, | and )(?:{any_})){{0,20}}){re.escape(after)}", read, path)


TOGETHER = frozenset(path for path, phrase in PHRASES.items() if isinstance(phrase, Together))


def _text(beginning: str, path: str) -> Sentence:
    return sentence(beginning, lambda said: iter([(path, said.text.removesuffix("."))]), path, goes_on=True)


def _all() -> Iterator[Sentence]:
    yield from (*data.SENTENCES, *task.SENTENCES, *people.SENTENCES)
    for path, phrase in PHRASES.items():
        if path in TOGETHER or not excepted(path):
            yield from _turned(path, phrase)
    yield from (from_method(told, "aggregation.*.method", "adjudication") for told in variants(ADJUDICATED))
    for told in variants("Raters read written instructions."):
        yield from_word(told, "collection.training", ["instructions"])
    yield from_phrase(
        "{It} has these parts: {}.", "dimensions.*.definition.parts", _value("dimensions.*.definition.parts")
    )
    yield from_phrase("The data is under {}.", "dataset.license", _value("dataset.license"))
    yield from_phrase("There is no licence for others: “{}”.", "dataset.license", data.own_licence)
    yield from (from_word(told, path, "none") for path, text in NONE.items() for told in variants(text))
    yield _text("Withdrawal is described as follows: ", "release.withdrawal")
    yield from (_text(f"{beginning} ", path) for path, beginning in TOLD_AS.items())
    yield _text("The values in the data are ", "intent.whose_values")
    yield _text("The data carries the values of ", "intent.whose_values")
    yield _text("The annotation tool was (?:their (?=own ))?", "collection.tool")
    yield _text("The guidelines were written by ", "framework.authors")


SENTENCES: tuple[Sentence, ...] = tuple(_all())
"""In the order in which they are tried."""
