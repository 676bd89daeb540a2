"""Hugging Face dataset cards: front matter with old and new keys, then the headings of the text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from alignmentcard.convert.imports.carried import carried
from alignmentcard.convert.imports.found import Found, Left, Taken, Unread, closest, left, named, plain, question, texts
from alignmentcard.convert.imports.headings import NO_PLACE, from_headings
from alignmentcard.convert.imports.mentioned import POOL
from alignmentcard.convert.imports.values import languages, licence
from alignmentcard.document import parse
from alignmentcard.text import readme

KINDS = {"crowdsourced": "human", "expert-generated": "human", "machine-generated": "synthetic"}
"""Who annotates by the definition of a word of `annotations_creators`; the other words do not say."""
TOP = re.compile(r"^(?=[^\s#\-\[\]{}][^\n]*?:(?:\s|$))", re.MULTILINE)


def huggingface(text: str) -> Iterator[Found]:
    """Read a README of the Hugging Face hub."""
    span = readme.front_matter(text)
    start = span.end if span else 0
    front = list(_front_matter(text[span.start : span.end])) if span else []
    yield from front
    if not span and readme.START.match(text):
        yield Unread("front matter", "It has no end, a second line of ---, so only the text below it was read.")
    people = [one.path for one in front if isinstance(one, Taken) and (one.path[-5:], one.value) == (".kind", "human")]
    for one in from_headings(readme.END.sub("\n", text[start:], count=1) if span else text, lines=False):
        yield _of_pool(one, people[0].removesuffix(".kind")) if len(people) == 1 else one


def _of_pool(one: Found, pool: str) -> Found:
    """Say of the pool that the front matter names what the text says of raters."""
    if isinstance(one, Taken) and one.path.startswith(f"{POOL}."):
        return replace(one, path=one.path.replace(POOL, pool, 1))
    return one


LINE = re.compile(r"\bline (\d+)")


def _front_matter(text: str) -> Iterator[Found]:
    document = parse(text)
    if isinstance(document.data, dict) and readme.KEY in document.data:
        yield from carried(document.data[readme.KEY], readme.KEY)
    for fault in document.faults:
        line = document.position(fault.span.start)[0] + 1
        message = LINE.sub(lambda found: f"line {int(found[1]) + 1}", plain(fault.message), count=1)
        yield Unread(f"front matter, line {line}", message)
    if isinstance(document.data, dict):
        for key, value in document.data.items():
            yield from _key(key, value)
    elif document.data is not None:
        yield Unread("front matter", "It is not a mapping of keys to values.")
    elif text.strip():
        yield from _rescued(text)


def _rescued(text: str) -> Iterator[Found]:
    """Read each top-level key by itself, where the whole cannot be read."""
    seen: set[str] = set()
    for piece in TOP.split(text):
        data = parse(piece).data if piece.strip() else {}
        for key, value in data.items() if isinstance(data, dict) else ():
            yield from _key(key, value) if key not in seen else [Unread(key, "It stands twice; the first one counts.")]
            seen.add(key)
        if not isinstance(data, dict):
            key, _, value = piece.partition(":")
            yield Unread(key, f"Its value cannot be read: {named(value)}")


def _key(key: str, value: Any) -> Iterator[Found]:
    if isinstance(value, dict) and value and all(one is None for one in value.values()):
        value = list(value)  # {n<1K}, a set
    if key in KEYS:
        yield from KEYS[key](key, value)
    elif key in AS_TEXT:
        yield from left(AS_TEXT[key], value, key)
    elif key == readme.KEY:
        return
    elif key in NO_FIELD:
        yield Unread(key, NO_PLACE)
    else:
        yield Unread(key, f"It is not a key of dataset cards.{question(closest(key, (*KEYS, *AS_TEXT, *NO_FIELD)))}")


def _title(key: str, value: Any) -> Iterator[Found]:
    names = texts(value)
    if len(names) == 1:
        yield Taken("dataset.title", names[0], key)
    else:
        yield from left("dataset.title", value, key)


def _languages(key: str, value: Any) -> Iterator[Found]:
    tags, rest = languages(value)
    if tags:
        yield Taken("dataset.languages", tags, key)
    yield from left("dataset.languages", rest, key)


def _licence(key: str, value: Any) -> Iterator[Found]:
    """Yield the licence; of several, only the author knows whether all of them hold or one may be chosen."""
    found = list(dict.fromkeys(text.strip() for text in texts(value)))
    expression = licence(found[0]) if len(found) == 1 else None
    if expression:
        yield Taken("dataset.license", expression, key)
    else:
        yield from left("dataset.license", found, key)


def _annotators(key: str, value: Any) -> Iterator[Found]:
    """Yield a pool for each word that says by its definition whether people or a program annotated."""
    for text in dict.fromkeys(part.strip() for one in texts(value) for part in one.split(",")):
        if text in KINDS:
            yield Taken(f"pools.{text}.kind", KINDS[text], f"{key}: {text}")
        elif text:
            yield Left("pools", text, key)


KEYS: dict[str, Callable[[str, Any], Iterator[Found]]] = {
    "pretty_name": _title,
    "language": _languages,
    "languages": _languages,
    "language_bcp47": _languages,
    "annotations_creators": _annotators,
    "license": _licence,
    "licenses": _licence,
}
AS_TEXT = {
    "language_details": "dataset.languages",
    "license_name": "dataset.license",
    "license_link": "dataset.license",
    "license_details": "dataset.license",
    "size_categories": "dataset.items",
    "source_datasets": "dataset.derived_from",
    "task_categories": "intent.uses",
    "task_ids": "intent.uses",
    "language_creators": "pools",
    "extra_gated_prompt": "release.access",
}
"""Keys whose words only resemble those of a card."""
NO_FIELD = (
    *("tags", "configs", "dataset_info", "config_names", "multilinguality", "paperswithcode_id", "train-eval-index"),
    *("viewer", "extra_gated_fields", "extra_gated_heading", "extra_gated_button_content", "datasets", "metrics"),
    *("library_name", "model-index", "widget", "thumbnail", "pipeline_tag", "inference", "arxiv"),
)
"""Keys of the hub that a card has no field for."""
