"""A value of another kind than the field takes, written as it should stand: what somebody meant by it."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from alignmentcard.model.fields import Field, find
from alignmentcard.rules.misfits import dates, pay, quantities, within
from alignmentcard.rules.misfits.short_answers import gap_reason, identifier, term_for, yes_or_no
from alignmentcard.rules.misfits.synonyms import synonym
from alignmentcard.text.slips.characters import BULLETS, as_meant


class Meant(NamedTuple):
    """What should stand there, and whether that is certain."""

    value: Any
    certain: bool = False


BARE = {
    "dataset.creators": "name",
    "dataset.derived_from": "id",
    "dataset.known_issues": "title",
    "card.authors": "name",
    "intent.guidance": "aim",
    "dimensions": "name",
    "dimensions.*.definition": "text",
    "dimensions.*.definition.guidelines": "url",
    "collection.pilot": "outcome",
    "pools": "id",
    "pools.*.recruitment": "platform",
    "pools.*.ethics": "body",
    "pools.*.target": "population",
    "pools.*.model": "name",
    "aggregation": "rationale",
    "aggregation.*.filters": "rule",
    "release.files": "path",
    "sources": "title",
    "evidence": "field",
    "gaps": "field",
    "ignore": "rule",
    "history": "changes",
}
"""For a record, the field of it that a bare text most likely belongs to."""
READ: dict[str, Callable[[str], dict[str, Any] | None]] = {
    "pools.*.pay": pay.pay,
    "pools.*.ratings_per_item": quantities.ratings_per_item,
    "dimensions.*.scale": lambda text: quantities.scale_limits(text) or quantities.scale_points(text),
    "collection.period": dates.period,
}


def record(field: Field, value: Any) -> Meant | None:
    """Return the record that a bare value stands for: `$12/hour` for pay, `gpt-4` for a model."""
    if isinstance(value, list) and field.path == "pools.*.pay" and len(value) in (2, 3):
        value = " per ".join((" ".join(map(str, value[:2])), *map(str, value[2:])))
    if isinstance(value, list):
        return Meant(value[0], True) if len(value) == 1 and isinstance(value[0], dict) else None
    text = str(value)
    if field.path == "pools.*.pay" and re.fullmatch(r"[^\d$€£]*\b(?:minimum|living) wage\b[^\d$€£]*", text, re.I):
        return Meant({"standard": text})
    if field.path in READ:
        read = READ[field.path](text)
        return Meant(_in_words(field, read)) if read else None
    for name, child in field.children.items():
        term = term_for(child.vocabulary, text) if child.vocabulary and child.shape == "value" else None
        if term:
            known = synonym(child.vocabulary.name, text, child.vocabulary.terms) if child.vocabulary else None
            more = {"platform": text} if known and known.how == "says_more" and "platform" in field.children else {}
            return Meant({name: term, **more})
    return _by_words(field, text) or _bare(field, text, value, _named_in(field, text))


def _by_words(field: Field, text: str) -> Meant | None:
    """Read a record whose values are words that only one of its fields takes: `specific, prescriptive`."""
    found: dict[str, Any] = {}
    parts = [part for part in re.split(r"\s*[,;/]\s*", text.strip()) if part]
    for part in parts:
        holders = {
            name: term
            for name, child in field.children.items()
            if child.vocabulary and child.shape == "value" and (term := term_for(child.vocabulary, part))
        }
        found |= holders if len(holders) == 1 else {}
    return Meant(found) if len(parts) > 1 and len(found) == len(parts) else None


def _named_in(field: Field, text: str) -> dict[str, str]:
    """Return the one field whose vocabulary a text names among other words, as in `IRB approved (2023-15)`."""
    named = {
        name: found[0]
        for name, child in field.children.items()
        if child.vocabulary and child.shape == "value" and len(found := within.words_in(child.vocabulary, text)) == 1
    }
    return named if len(named) == 1 else {}


def _in_words(field: Field, read: dict[str, Any]) -> dict[str, Any]:
    """Write the words of a record as the vocabularies spell them; leave out those that they do not have."""
    spelt: dict[str, Any] = {}
    for name, value in read.items():
        words = field.children[name].vocabulary if name in field.children else None
        term = term_for(words, value) if words else value
        spelt |= {name: term} if term is not None else {}
    return spelt


def _bare(field: Field, text: str, value: Any, named: dict[str, str]) -> Meant | None:
    if field.path == "collection.pilot" and isinstance(value, int) and not isinstance(value, bool):
        return Meant({"raters": value})
    if field.path == "dataset.links" and text.startswith("http"):
        return Meant({_kind_of(text): text})
    name = BARE.get(field.path)
    if name is None or isinstance(value, bool) or yes_or_no(text) is not None:
        return None
    if name == "url" and not text.startswith("http"):
        return None
    if name == "field" and not re.fullmatch(r"[\w.*\[\]-]+", text):
        return None
    if name == "path" and text.startswith("http"):
        return Meant({"url": text})
    if name == "id" or field.path == "dimensions":
        called = identifier(text.rstrip("/").rpartition("/")[2] if text.startswith("http") else text)
        return Meant({"id": called, **({"name": text} if name == "name" else {})}) if called else None
    if field.path == "sources":
        return _source(text)
    extra = {"gaps": {"reason": "unknown"}}.get(field.path, {})
    return Meant({**named, name: text, **extra}, field.path == "dataset.creators")


def _source(text: str) -> Meant:
    """Read a reference: what it is called, and where it stands on the web."""
    page = within.address_in(text, mail=False)
    title = re.sub(r"[\s,;:.(<\[]+$", "", text.replace(page, "").strip(" )>].")) if page else text
    name = identifier(title or text)[:20].rstrip("-_")
    return Meant({"id": name, "title": title or text, **({"url": page} if page else {})})


def _kind_of(address: str) -> str:
    kinds = {"doi.org": "doi", "arxiv.org": "paper", "aclanthology": "paper", "github.com": "repository"}
    return next((name for part, name in kinds.items() if part in address), "homepage")


def listed(field: Field, value: Any) -> Meant | None:
    """Return the list that a value stands for: a text with commas, an entry without its dash, entries by their ids."""
    if isinstance(value, dict):
        return _entries(field, value)
    words = _words_of(field, value) if isinstance(value, str) else None
    if words:
        return words
    parts = _parts(value) if isinstance(value, str) else [value]
    if field.children:
        entries = [record(field, part) for part in parts]
        values = [entry.value for entry in entries if entry]
        return Meant(values) if values and len(values) == len(parts) else None
    if field.vocabulary:
        terms = [term_for(field.vocabulary, str(part)) for part in parts]
        named = within.words_in(field.vocabulary, str(value)) if len(parts) == 1 else []
        if None in terms and len(named) == 1:
            return Meant(named)
        if None in terms:
            return Meant([value], True) if len(parts) == 1 else Meant(parts)
        return Meant(list(dict.fromkeys(terms)), True)
    if field.type in ("number", "whole number"):
        numbers = [quantities.number(str(part)) for part in parts]
        if None in numbers:
            return None
        return Meant([int(n) if n is not None and n.is_integer() else n for n in numbers], True)
    return Meant(parts, len(parts) == 1 or field.name in SPLIT)


def _words_of(field: Field, text: str) -> Meant | None:
    """Read a list of words with blanks or dashes between them, and the answers of a scale as people write them."""
    tokens = [token.lstrip("-•") for token in re.split(r"[\s/]+" if field.name in CODES else r"\s+", text.strip())]
    if field.vocabulary and len(tokens) > 1:
        terms = [term_for(field.vocabulary, token) for token in tokens]
        return Meant(terms, True) if None not in terms else None
    if field.name in CODES and len(tokens) > 1 and all(re.fullmatch(CODES[field.name], token) for token in tokens):
        return Meant(tokens, True)
    if field.name != "values":
        return None
    ends = quantities.scale_limits(text)
    if ends and all(isinstance(end, int) for end in ends.values()) and 0 < ends["max"] - ends["min"] <= MOST_ANSWERS:
        return Meant([str(number) for number in range(ends["min"], ends["max"] + 1)])
    parts = [part.strip() for part in re.split(r"\s*/\s*|,?\s+or\s+|,?\s+oder\s+|\s*,\s*", text) if part.strip()]
    return Meant(parts) if len(parts) > 1 else None


CODES = {"languages": "[a-z]{2,3}(-[A-Za-z]{2,4})?", "countries": "[A-Z]{2}"}
MOST_ANSWERS = 20
"""Answers of a scale up to which its ends are written out."""
SPLIT = ("languages", "countries", "groups", "dimensions", "values", "abstain", "accepted", "missing")
"""Lists of short words, in which a comma can only part entries."""


def _parts(text: str) -> list[Any]:
    text = re.sub(r",?\s+(?:et al\b\.?|and others|u\. ?a\.)", "", text.strip())
    inner = re.sub(r"^[(\[](.*)[)\]]$", r"\1", text)
    bullets = [part.strip() for part in re.split(rf"(?:^|\s+)(?:[{re.escape(BULLETS)}]|-)\s+", inner) if part.strip()]
    if len(bullets) > 1 or (bullets and inner[:1] in BULLETS):
        return list(bullets)
    apart = r"\s*[;|]\s*" if re.search("[;|]", inner) else r"\s*,\s*|\s+(?:and|und|et)\s+|\s+[/&]\s+"
    parts = [part.strip() for part in re.split(apart, inner) if part.strip()]
    short = all(len(part.split()) <= SHORT for part in parts)
    return list(parts) if len(parts) > 1 and short else [text]


SHORT = 3
"""Words of an entry up to which a comma is taken to part entries and not a sentence."""


def _entries(field: Field, value: dict[str, Any]) -> Meant | None:
    if not field.children:
        keys = [str(term_for(field.vocabulary, key) or key) for key in map(str, value)]
        return Meant(keys, all(one is None for one in value.values())) if keys else None
    pairs = [within.pair(field.path, {key: one}) for key, one in value.items()]
    if pairs and None not in pairs:
        return Meant([pair_record(*one) for one in pairs if one])
    if value and all(isinstance(one, dict) for one in value.values()) and not set(value) & set(field.children):
        name = "id" if "id" in field.children else None
        return Meant([{name: key, **one} for key, one in value.items()]) if name else None
    return Meant([value], True)


def pair_record(first: str, key: str, second: str, text: str) -> dict[str, str]:
    """Return the record of a pair; the reason of a gap as the vocabulary spells it, where it is one."""
    reasons = find(("gaps", "*", "reason"))
    reason = gap_reason(reasons.vocabulary, text) if first == "field" and reasons and reasons.vocabulary else text
    return {first: key, second: reason} if reason else {first: key, second: "unknown", "note": text}


def number(field: Field, value: Any, raw: str) -> Meant | None:
    """Return the number that a text stands for, or what was written with separators and read as another number."""
    text = as_meant(raw if isinstance(value, float) else str(value))
    if field.type == "whole number":
        count = quantities.whole_number(text)
        if count is None:
            count = quantities.computed_count(text)
        exact = quantities.is_exact(text)
        return Meant(count, exact and not isinstance(value, float)) if count is not None else None
    if not isinstance(value, str):
        return None
    text = re.sub(r"^[^\W\d_]{1,9}\s*=\s*(?=[-−.\d])", "", text)
    found = quantities.number(text)
    plain_number = found is not None and "%" not in text
    paid = pay.pay(text) if found is None and field.path.endswith(".amount") else None
    if found is None:
        found = paid["amount"] if paid else _days(text) if field.name == "gap_days" else None
    if found is None:
        found = quantities.whole_number(text)
    if found is None:
        found = quantities.computed_count(text)
    return None if found is None else Meant(int(found) if float(found).is_integer() else found, plain_number)


def _days(text: str) -> int | None:
    """Read a stretch of days: `two weeks`, `10 days`."""
    found = re.fullmatch(r"(\w+)[- ](day|week|month)s?", text.strip(), re.IGNORECASE)
    count = (quantities.whole_number(found[1]) or quantities.computed_count(found[1])) if found else None
    return count * {"day": 1, "week": 7, "month": 30}[found[2].lower()] if found and count else None
