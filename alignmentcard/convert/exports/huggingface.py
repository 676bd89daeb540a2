"""Card to the README of a data set on the Hugging Face hub: front matter with the card in it, and sections."""

import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.exports.bibtex import bibtex
from alignmentcard.convert.exports.hub_words import LICENCES, LICENCES_BY_SPDX, SIZES, TASKS
from alignmentcard.convert.exports.schema_org import description, licence_address
from alignmentcard.convert.prose.sentences import said_in
from alignmentcard.convert.prose.words import OWN_LICENCE, ended
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.fields import find
from alignmentcard.text.readme import KEY
from alignmentcard.text.writing import block_of_levels

BEGIN = "<!-- alignmentcard:begin -->"
END = "<!-- alignmentcard:end -->"
"""What stands between is made from the card, and made again by the next export."""
SECTIONS = (
    *("Uses", "Out-of-Scope Use", "Annotation process", "Who are the annotators?", "Aggregation and agreement"),
    *("Personal and Sensitive Information", "Bias, Risks, and Limitations", "Access and maintenance"),
)
"""Headings, as the template of the hub has them where it has them."""
HUB = re.compile(r"https?://huggingface\.co/datasets/([\w.-]+(?:/[\w.-]+)?)/?")
MARKUP = re.compile(r"([\\`*_{}\[\]|~$])")
OPENING = re.compile(r"^(\d*)([#+=.)-])")
"""What would begin a heading or a list at the start of a paragraph."""
ADDRESS = re.compile(r"(https?://[^\s<>\"“”`]+)")


def huggingface(card: Card) -> str:
    """Write a card as a README."""
    return f"---\n{block_of_levels(front_matter(card), 0)}---\n\n# {plain_text(card.dataset.title)}\n\n{body(card)}"


def lacks_for_hub(text: str) -> Iterator[str]:
    """Say by what data is looked for on the hub, and a README does not have."""
    front = text.partition("\n---\n")[0]
    for key, sentence in WANTED.items():
        if not re.search(rf"(?m)^{key}:", front):
            yield worded(sentence)


WANTED = {
    "license": later("The Hub shows no licence: write dataset.license."),
    "language": later("On the Hub nobody finds the data by its language: write dataset.languages."),
}


def front_matter(card: Card) -> dict[str, Any]:
    """Return the keys of the front matter; those without a value are left out."""
    found = {name: value for name, value in _keys(card) if value not in (None, [])}
    return {**found, KEY: as_data(card)}


def _keys(card: Card) -> Iterator[tuple[str, Any]]:
    yield "pretty_name", card.dataset.title
    yield from _licence(card.dataset.license)
    yield "language", list(dict.fromkeys(filter(None, map(_language, card.dataset.languages))))
    yield "annotations_creators", _creators(card)
    yield "task_categories", list(dict.fromkeys(TASKS[d.feedback] for d in card.dimensions if d.feedback in TASKS))
    yield "size_categories", _size(card.dataset.items)
    yield "source_datasets", [_source(one.id) for one in card.dataset.derived_from]
    yield "tags", ["alignmentcard", *_coordinates(card)]


def _language(tag: str) -> str:
    """Return a tag as the hub takes it, which has a word for several languages, and none for those not known."""
    code = tag.split("-")[0].lower()
    return {"mul": "multilingual", "und": "", "mis": "", "zxx": ""}.get(code, code)


def _licence(text: str | None) -> Iterator[tuple[str, Any]]:
    """Yield the licence as the hub calls it, or several; one that it does not know becomes `other`, with its name."""
    parts = [part.strip("() ") for part in re.split(r" (?:AND|OR) ", text or "")]
    names = [LICENCES_BY_SPDX.get(part, part.lower()) for part in parts]
    if text and LICENCES.issuperset(names):
        yield "license", names[0] if len(names) == 1 else list(dict.fromkeys(names))
    elif text:
        yield "license", "other"
        own = text.replace(OWN_LICENCE, "").lower()
        yield "license_name", re.sub(r"[^a-z0-9.+]+", "-", own).strip("-") or None
        address = licence_address(text)
        yield "license_link", address if address and address.startswith("http") else None


def _creators(card: Card) -> list[str]:
    found = []
    for pool in card.pools:
        if not pool.rates:
            continue
        if pool.kind == "synthetic":
            found.append("machine-generated")
        elif pool.recruitment.channel:
            found.append(_annotations_creators(pool.recruitment.channel))
    return list(dict.fromkeys(found))


def _annotations_creators(channel: str) -> str:
    """Return what the hub calls those who were reached by a channel; the vocabulary of the card says it."""
    known = find(("pools", "*", "recruitment", "channel"))
    maps = known.vocabulary.terms[channel].maps if known and known.vocabulary else ()
    return next(word.removeprefix("hf:") for word in maps if word.startswith("hf:"))


def _size(items: int | None) -> list[str]:
    return [next(name for most, name in SIZES if items < most)] if items else []


def _source(name: str) -> str:
    found = HUB.fullmatch(name)
    return found[1] if found else "extended"


def _coordinates(card: Card) -> list[str]:
    place = [card.framework.dimensions, card.framework.definitions]
    return ["-".join(["ac", *filter(None, place)])] if all(place) else []


def body(card: Card) -> str:
    """Write the sections, between comments by which the next export finds them."""
    parts = [BEGIN, plain_text(ended(description(card))), *_sections(card)]
    parts.append(f"## Citation\n\n```bibtex\n{bibtex(card)}```")
    return "\n\n".join([*parts, END]) + "\n"


def _sections(card: Card) -> Iterator[str]:
    told = said_in("huggingface", as_data(card))
    for heading in SECTIONS:
        if heading in told:
            points = "\n".join(f"- {plain_text(text)}" for text in told[heading])
            yield f"## {heading}\n\n{points}"


def plain_text(text: str) -> str:
    """Write a text so that Markdown shows it as it is; addresses stay links."""
    pieces = ADDRESS.split(" ".join(text.split()))
    return "".join(piece if ADDRESS.fullmatch(piece) else _escaped(piece) for piece in pieces)


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return OPENING.sub(r"\1\\\2", MARKUP.sub(r"\\\1", text))
