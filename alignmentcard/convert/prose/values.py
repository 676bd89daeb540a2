"""One value of a card in sentences about somebody: by the phrase of its field, or by the writer of its record."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from alignmentcard.convert.prose.articles import with_article
from alignmentcard.convert.prose.authored import annotated, explained, going_on, is_sentence, is_whole, led
from alignmentcard.convert.prose.denials import denial
from alignmentcard.convert.prose.foreign import is_foreign
from alignmentcard.convert.prose.judges import MANY, said_of
from alignmentcard.convert.prose.names import name_of
from alignmentcard.convert.prose.phrases import PHRASES, Together
from alignmentcard.convert.prose.phrases.results import ADJUDICATED
from alignmentcard.convert.prose.phrases.task import AUTHORITIES
from alignmentcard.convert.prose.prepared import told_at_once
from alignmentcard.convert.prose.records import LEADS, LISTS, VALUES, WRITERS
from alignmentcard.convert.prose.words import (
    NAMED_BEFORE,
    Subject,
    capital,
    dated,
    ended,
    in_a_row,
    in_country,
    in_languages,
    inside,
    licence,
    listed,
    plain,
    with_and,
    with_one,
    within,
)
from alignmentcard.messages import kept
from alignmentcard.model.fields import Field, walk
from alignmentcard.words import several, term

NUMBERED = re.compile(r"\d+ (?=models\b)")
"""How the name of several models begins with their number, which the size has said."""
IT = re.compile(r"\b(?:It (?:was|is|has|did(?= not))|Its|It)\b")
OF_MANY = {"It was": "They were", "It is": "They are", "It has": "They have", "Its": "Their", "It did": "They did"}
"""How sentences about one model go on, and how they do about several."""
CODES: dict[str, Callable[[str], str]] = {
    "dataset.license": licence,
    "dataset.published": dated,
    "dataset.contact": lambda text: text.removeprefix("mailto:"),
    "collection.unit": lambda text: with_article(going_on(text)),
    "pools.*.countries": in_country,
    "pools.*.model.date": dated,
    "history.*.date": dated,
}
"""How codes and dates are written out."""
LANGUAGES = ("dataset.languages", "pools.*.languages")


def in_sentences(field: Field, value: Any, subject: Subject = NAMED_BEFORE) -> str:
    """Say one value in sentences about somebody; nothing where the value only points to another field."""
    return subject.agreeing(_said(field, value, subject))


def _said(field: Field, value: Any, subject: Subject) -> str:
    if isinstance(value, list) and field.type == "record":
        if field.path in LISTS:
            return LISTS[field.path](value, subject)
        return in_a_row(in_sentences(field, one, subject) for one in value)
    if field.children and isinstance(value, Mapping):
        return _record(field, value, subject)
    if field.vocabulary and isinstance(value, str):
        return _of_word(field.path, value, subject)
    return _of_value(field, value, subject)


def pieces(field: Field, value: Any, subject: Subject) -> Iterator[str]:
    """Yield what is said of each part of a record by itself, so that it can be compared with others."""
    if isinstance(value, Mapping) and field.children and field.path not in {*WRITERS, *LEADS}:
        for name, one in value.items():
            if name in field.children:
                yield from pieces(field.children[name], one, subject)
    elif text := in_sentences(field, value, subject):
        yield text


@kept(1 << 13)
def _of_word(path: str, word: str, subject: Subject) -> str:
    """Say a word of a vocabulary; cards have few of them, and say the same ones."""
    return _of_value(_fields()[path], word, subject)


@cache
def _fields() -> Mapping[str, Field]:
    """Return the fields of a card by their paths."""
    return {one.path: one for one in walk()}


FOREIGN = frozenset(
    (
        *("collection.unit", "collection.context_shown", "collection.pilot.outcome", "framework.authors"),
        *("framework.chosen_because", "framework.exclusions", "framework.positions", "framework.rationale"),
        *("intent.affected", "intent.guidance.aim", "intent.guidance.applications", "intent.guidance.assessable"),
        *("intent.not_for", "intent.whose_values", "release.maintenance", "release.personal_data"),
        "release.withdrawal",
    )
)
"""Fields whose texts our English sentences would go on with."""


def _in_another_language(field: Field, value: Any) -> str:
    """Return a text that is not English behind the name of its field, in quotation marks; nothing for others."""
    texts = value if isinstance(value, list) else [value]
    if field.path not in FOREIGN or not is_foreign(" ".join(map(plain, texts))):
        return ""
    return ended(f"{name_of(field)}: {several([f'“{within(inside(text))}”' for text in texts])}")


def _of_value(field: Field, value: Any, subject: Subject) -> str:
    if value == ADJUDICATED:
        return subject.put_into(value)
    if nothing := denial(field.path, value):
        return ended(subject.put_into(nothing[0]) + nothing[1])
    if quoted := _in_another_language(field, value):
        return quoted
    if field.path in VALUES:
        text = VALUES[field.path](value)
        return subject.put_into(text) if isinstance(value, int) else text
    phrase = PHRASES.get(field.path)
    if isinstance(phrase, Together):
        return subject.put_into(_together(phrase, value if isinstance(value, list) else [value]))
    if isinstance(phrase, Mapping):
        each = value if isinstance(value, list) else [value]
        told = (phrase[word] if (word := plain(one)) in phrase else _labelled(field, one) for one in each)
        return " ".join(filter(None, map(subject.put_into, told)))
    if phrase and FOLLOWING in phrase and (apart := _by_themselves(value)):
        others = [one for one in value if one not in apart] if isinstance(value, list) else []
        first = _of_value(field, others, subject) if others else ""
        return in_a_row((first, *map(ended, apart)))
    text = said_of(worded(field, value), subject.judges) if field.vocabulary else worded(field, value)
    if phrase and isinstance(value, list) and len(value) == 1:
        phrase = phrase.replace(" these parts: ", " this part: ")
    return _filled(subject.put_into(phrase), text) if phrase else _labelled(field, value)


FOLLOWING = "the following: {}"
"""How our phrases begin that anything but a sentence can stand behind."""


def _by_themselves(value: Any) -> list[str]:
    """Return the texts of a value that are one sentence, which stand better by themselves than behind a beginning."""
    return [text for text in (value if isinstance(value, list) else [value]) if is_sentence(inside(text))]


def _record(field: Field, value: Mapping[str, Any], subject: Subject) -> str:
    if field.path in WRITERS:
        return with_one(WRITERS[field.path](value, subject))
    value = told_at_once(value) if field.path == "aggregation" else value
    value = _counted_once(value) if field.path == "pools" else value
    lead, used = LEADS[field.path](value, subject) if field.path in LEADS else ("", frozenset())
    rest = (in_sentences(field.children[name], one, subject) for name, one in value.items()
            if name in field.children and name not in used)  # fmt: skip
    told = explained(led([with_one(lead), *rest]), value.get("rationale", "") if field.path == "aggregation" else "")
    text = in_a_row(annotated(told, plain(value.get("note", ""))))
    if field.path == "pools.*.model" and MANY.match(plain(value.get("name", ""))):
        text = IT.sub(lambda one: OF_MANY.get(one[0], "They"), text)
    return text


def _counted_once(pool: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a pool whose number of models stands in its size, and not in their name as well."""
    name = plain(pool.get("model", {}).get("name", ""))
    if "size" not in pool or not NUMBERED.match(name):
        return pool
    return {**pool, "model": {**pool["model"], "name": NUMBERED.sub("", name)}}


def _together(phrase: Together, words: list[str]) -> str:
    known = [phrase.words[word] for word in words if word in phrase.words]
    if known and not all(word in phrase.alone for word in words):
        return phrase.sentence.replace("{}", with_and(known))
    return " ".join(phrase.alone[word] for word in words if word in phrase.alone)


def _filled(phrase: str, text: str) -> str:
    before, _, after = phrase.partition("{}")
    if before.endswith(" ") and not (before.endswith(": ") and is_whole(text)):
        text = going_on(text)
    if after.startswith("”"):
        text = within(text)
    if after == "." and text.endswith((".", "!", "?")):
        after = ""
    elif after.startswith(" "):
        text = text.rstrip(".")
    return with_one(ended(f"{before}{text if before else capital(text)}{after}"))


def _labelled(field: Field, value: Any) -> str:
    return ended(f"{name_of(field)}: {worded(field, value)}")


def _in_a_list(texts: list[str]) -> list[str]:
    """Return texts as they stand in a list: small where no sentence is among them, else as they are."""
    return texts if any("." in text for text in texts) else list(map(going_on, texts))


def worded(field: Field, value: Any) -> str:
    """Write one value in words, to stand in a sentence."""
    if isinstance(value, list) and field.path in LANGUAGES:
        return listed(in_languages(value))
    if isinstance(value, list):
        words = [worded(field, one) for one in value]
        return several(words) if field.vocabulary else listed(_in_a_list(words))
    if not isinstance(value, str) and isinstance(value, Mapping):  # asking texts costs most, and most are texts
        return ", ".join(f"{key} {plain(one)}" for key, one in value.items())
    if field.path in CODES:
        return CODES[field.path](value)
    if field.vocabulary:
        return AUTHORITIES.get(value, term(value)) if field.vocabulary.name == "authority" else term(value)
    return plain(value)
