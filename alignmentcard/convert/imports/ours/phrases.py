"""The phrases of a card turned round: for each of them the value that it says."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from alignmentcard.convert.imports.ours import data, lists, older, people, task
from alignmentcard.convert.imports.ours.lists import quoted
from alignmentcard.convert.imports.ours.sentence import (
    NAMES,
    Said,
    Sentence,
    Values,
    from_method,
    from_phrase,
    from_word,
    sentence,
)
from alignmentcard.convert.imports.values import contact, slug
from alignmentcard.convert.prose.articles import with_the
from alignmentcard.convert.prose.denials import SAID
from alignmentcard.convert.prose.judges import variants
from alignmentcard.convert.prose.phrases import PHRASES, Together
from alignmentcard.convert.prose.phrases.results import ADJUDICATED
from alignmentcard.convert.prose.records.texts import GOES_ON, TOLD_AS
from alignmentcard.convert.prose.words import capital
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
        "collection.platform": lambda text: re.sub(r"^the (?=.*API$)", "", text.strip().removesuffix(".")),
        "intent.funded_by": lambda text: list(map(_bare, lists.unlisted(text.rstrip(".")))),
    }
    if path in special:
        return special[path]
    field = FIELDS[path]
    if field.type in NUMBERS:
        return lambda text: lists.number(text.rstrip("."))
    if field.shape == "list":
        return lambda text: lists.unlisted(text.strip() if text.startswith("(1) ") else text.strip().rstrip("."))
    return lambda text: text.strip().removesuffix(".") if path not in ENDED else text.strip()


def _bare(name: str) -> str:
    """Return the name of a group without an article that only our sentence gave it."""
    bare = name.removeprefix("the ")
    return bare if with_the(bare) == name else name


ENDED = frozenset(("dimensions.*.asks", "dimensions.*.definition.text"))
"""Quotations, which keep their stop."""
FIELDS = {one.path: one for one in walk()}
WORDS: Mapping[str, Any] = {"yes": True, "no": False}


def _turned(path: str, phrase: Any) -> Iterator[Sentence]:
    if isinstance(phrase, Together):
        yield from (_listed(path, phrase, whole) for whole in variants(phrase.sentence) if phrase.words)
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
    return sentence(
        f"{before}(?P<text>(?:{any_})(?:(?:, and |, | and )(?:{any_})){{0,20}}){re.escape(after)}", read, path
    )


TOGETHER = frozenset(path for path, phrase in PHRASES.items() if isinstance(phrase, Together))


def _text(beginning: str, path: str) -> Sentence:
    return sentence(beginning, lambda said: iter([(path, said.text.removesuffix("."))]), path, goes_on=True)


def _denied(path: str, told: str) -> Sentence:
    """Return the sentence that there is nothing, as an author says that: in a list where the field is one."""
    return from_word(told, path, ["none"] if FIELDS[path].shape == "list" else "none")


PARTS = "dimensions.*.definition.parts"
LABEL = "aggregation.*.method"


def _one(text: str) -> list[str]:
    """Return a list of one, which may have commas in it."""
    return [text.strip().rstrip(".")]


def other(said: Said) -> Values:
    """Read a way to make labels that has no word of its own."""
    if about := said.match["about"]:
        yield LABEL.replace(".method", ".dimensions"), [slug(one) for one in quoted(about)]
    yield LABEL, "other"
    yield LABEL.replace(".method", ".rationale"), capital(said.text)


def _all() -> Iterator[Sentence]:
    yield from (*data.SENTENCES, *task.SENTENCES, *people.SENTENCES)
    for path, phrase in PHRASES.items():
        if path in TOGETHER or not excepted(path):
            yield from _turned(path, phrase)
    yield from (from_method(told, "aggregation.*.method", "adjudication") for told in variants(ADJUDICATED))
    for told in variants("Raters read written instructions."):
        yield from_word(told, "collection.training", ["instructions"])
    yield from_phrase("{It} has these parts: {}.", PARTS, _value(PARTS))
    for phrase in ("The definition of {it} has this part: {}.", "{It} has this part: {}."):
        yield from_phrase(phrase, PARTS, _one)
    yield from_phrase("{They} had to meet this criterion: {}.", "pools.*.recruitment.criteria", _one)
    yield from_phrase("The data is under {}.", "dataset.license", _value("dataset.license"))
    yield from_phrase("There is no licence for others: “{}”.", "dataset.license", data.own_licence)
    yield from (_denied(path, told) for path, text in SAID.items() for told in variants(f"{text}."))
    yield _text("Withdrawal is described as follows: ", "release.withdrawal")
    yield from (_text(f"{beginning} ", path) for path, beginning in TOLD_AS.items())
    for path, (beginning, words) in GOES_ON.items():
        yield _text(f"{beginning} (?={'|'.join(words)})", path)
    yield _text("The values in the data are ", "intent.whose_values")
    yield _text("The data carries the values of ", "intent.whose_values")
    yield _text("The annotation tool was (?:their (?=own ))?", "collection.tool")
    yield _text("The guidelines were written by ", "framework.authors")
    yield _text("The data is maintained as follows: ", "release.maintenance")
    yield sentence(rf"(?:For (?P<about>{NAMES}), l|L)abels were made as follows: ", other, LABEL, goes_on=True)


def _older() -> Iterator[Sentence]:
    yield from older.RECORDS
    for path, phrase in older.PHRASES:
        yield from _turned(path, phrase)


SENTENCES: tuple[Sentence, ...] = tuple(_all())
"""In the order in which they are tried."""
OLDER: tuple[Sentence, ...] = tuple(_older())
"""What is tried after them in a whole sheet of ours."""
