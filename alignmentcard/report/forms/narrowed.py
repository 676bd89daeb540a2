"""The part of a card that a question is about, where the fields that answer it say other things, too."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.prose.phrases.people import ROLES
from alignmentcard.convert.prose.records.data import REMOVED, is_of_paper
from alignmentcard.convert.prose.statements import MODELS_WROTE
from alignmentcard.convert.prose.subjects import Data
from alignmentcard.convert.prose.words import ended
from alignmentcard.model import Card
from alignmentcard.profiles import Question
from alignmentcard.report.forms.users import is_about_users, is_of_users

SOURCES, FROM, PAPER = "dataset.sources_of_items", "dataset.derived_from", "dataset.links.paper"
KIND = "pools.*.kind"
NO_OTHER = "No other dataset is named among the sources of the items."
BY_GENERATOR = f"{ROLES['generator']}."
ALL_FROM, PART_FROM = "The items come from ", "Items, or parts of them, come from "


def answers(question: Question, sentences: Iterable[str]) -> Iterator[str]:
    """Yield sentences, or parts between semicolons, that are about what is asked where the fields say other things."""
    for text in sentences:
        parts = text.split("; ") if question.mentions and ". " not in text else [text]
        yield from (ended(part) for part in parts if mentions(question, part))


def mentions(question: Question, text: str) -> bool:
    """Say whether a text has a word of those that a question is about, where it names any."""
    words = "|".join(map(re.escape, question.mentions))
    return not words or bool(re.search(rf"\b(?:{words})", text, re.IGNORECASE))


def narrowed(card: Card, question: Question) -> Data | None:
    """Return a card with those rules and sources only that are about what is asked; None where all of them are."""
    data = less(question.without, as_data(card))
    if question.mentions:
        return {**data, "aggregation": list(_mentioning(data, question))}
    asked = [expected.path for expected in question.expects]
    if is_about_users(question):
        return _with_sources(data, (one for one in _sources(data) if is_of_users(one)))
    if question.either and asked == [FROM, SOURCES]:
        return _with_sources(data, (one for one in _sources(data) if is_named(one)))
    if SOURCES in question.adds and KIND in asked:
        return _with_sources(data, (one for one in _sources(data) if one.get("written_by") in ("models", "both")))
    return data if question.without else None


def less(paths: Iterable[str], data: Data) -> Data:
    """Leave out what a question is not about; the DOI of a paper goes with its address."""
    out = tuple(paths)
    links = data.get("dataset", {}).get("links", {})
    if PAPER in out and is_of_paper(links, links.get("doi", "")):
        out = (*out, "dataset.links.doi")
    for path in out:
        data = _less(data, path.split("."))
    return data


def _less(data: Any, names: Sequence[str]) -> Any:
    """Return a value without what stands at a path, in which `*` means each entry of a list."""
    first, *rest = names
    if isinstance(data, list):
        return [_less(one, rest) for one in data] if first == "*" and rest else data
    if not isinstance(data, Mapping) or first not in data:
        return data
    kept = {name: one for name, one in data.items() if name != first}
    return {**kept, first: _less(data[first], rest)} if rest else kept


def _mentioning(data: Data, question: Question) -> Iterator[Data]:
    for one in data.get("aggregation", []):
        rules = (_part_of(rule, question) for rule in one.get("filters", []))
        yield {**one, "filters": [rule for rule in rules if rule.get("rule")]}


def _part_of(rule: Data, question: Question) -> Data:
    """Return what of a rule is about what is asked, where it says by itself that something was removed.

    How much the whole of it removed says nothing of a part.
    """
    parts = str(rule.get("rule", "")).split("; ")
    about = [part for part in parts if mentions(question, part)]
    alone = about != parts and all(REMOVED.search(part) for part in about)
    return {"rule": "; ".join(about)} if alone or not about else rule


def _sources(data: Data) -> list[Data]:
    found: list[Data] = data.get("dataset", {}).get("sources_of_items", [])
    return found


def _with_sources(data: Data, sources: Iterable[Data]) -> Data:
    return {**data, "dataset": {**data["dataset"], "sources_of_items": list(sources)}}


def is_named(source: Data) -> bool:
    """Say whether a source has an address or a name: “prompts of the visitors” only describes what it is.

    Names have a capital letter in languages that have any; other scripts are taken for names.
    """
    name = str(source.get("name", ""))
    return bool(source.get("url")) or name != name.lower() or not any(one.lower() != one.upper() for one in name)


def told_of_part(card: Card, question: Question, sentences: Iterable[str]) -> tuple[str, ...]:
    """Return sentences in which some sources are not taken for all, and models are not said to have written twice."""
    known = tuple(sentences)
    if _leaves_out(card, question):
        known = tuple(one.replace(ALL_FROM, PART_FROM) for one in known)
    if KIND not in [expected.path for expected in question.expects]:
        return known
    sources = [one for one in known if one.startswith((ALL_FROM, PART_FROM))]
    if any(one.endswith(BY_GENERATOR) for one in known):
        return tuple(one for one in known if one not in sources or "(" in one)
    return tuple(one for one in known if one != MODELS_WROTE) if sources else known


def no_other(card: Card, question: Question) -> Iterator[str]:
    """Say that no dataset is named where sources are only described; nothing where the question is another."""
    if [expected.path for expected in question.expects] == [FROM, SOURCES] and _leaves_out(card, question):
        yield NO_OTHER


def _leaves_out(card: Card, question: Question) -> bool:
    data = narrowed(card, question)
    return data is not None and len(_sources(data)) < len(card.dataset.sources_of_items)
