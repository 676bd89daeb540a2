"""A card in plain sentences, for formats that hold texts only; the same card, the same text."""

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import Any

from alignmentcard.codes.countries import country_name
from alignmentcard.codes.languages import language_name
from alignmentcard.convert.crosswalk import sections_of, terms_of
from alignmentcard.convert.phrases import PHRASES, UNSTATED, WHOSE
from alignmentcard.convert.records import LEADS, WRITERS, ended, plain
from alignmentcard.model.fields import Field, find, tree
from alignmentcard.paths import split
from alignmentcard.words import several, term

Wanted = Callable[[str], bool]
"""Says whether the value at a path, with `*` for entries, is to be told."""
Terms = Callable[[str], Collection[str]]
"""Says under which terms of a format the value at a path goes."""

APART = frozenset(
    (
        *("dimensions", "pools", "aggregation", "agreement", "convergence", "consistency", "group_effects"),
        *("model_effects", "artefacts", "known_issues", "stages", "evaluations", "history"),
    )
)
"""Lists of which every entry is a text of its own."""
SUBJECTS = {
    "dimensions": "Dimension",
    "pools": "Pool",
    "stages": "Stage",
    "evaluations": "System",
    "history": "Version",
}
"""How the texts about entries with a name begin."""
TITLES = ("id", "system", "version")
"""The field by which the sentences about an entry call it."""
NAMES = {
    "dataset.items": "Number of items",
    "dataset.license": "Licence",
    "dataset.ratings": "Number of ratings",
    "dataset.sources_of_items": "Sources of the items",
    "dataset.counts": "Divided by",
    "dataset.version": "Version",
    "intent.written": "When this was written",
    "intent.funded_by": "Funding",
    "intent.affected": "Affected without a say",
    "intent.not_for": "Not for",
    "intent.scope": "Whom the data speaks for",
    "intent.whose_values": "Whose values",
    "framework.dimensions": "General judgements or named traits",
    "framework.definitions": "Who gives words their meaning",
    "framework.chosen_by": "Who chose what is asked",
    "framework.chosen_because": "Why this is asked",
    "framework.bounds": "Lines that no interpretation may cross",
    "framework.exclusions": "Left out",
    "framework.positions": "From where the authors speak",
    "framework.strength": "Certainty of this description",
    "framework.authority": "Who decides what words mean",
    "framework.authors": "Authors of the guidelines",
    "dimensions.*.asks": "Wording of the question",
    "dimensions.*.scale.abstain": "Values that mean no view",
    "collection.unit": "What a rater looked at",
    "collection.abstention": "Whether raters could say that they have no view",
    "collection.context_shown": "What raters saw beside it",
    "collection.repeats": "Repeated questions",
    "pools.*.role": "What they did",
    "pools.*.kind": "People or models",
    "pools.*.target": "Target population",
    "pools.*.ethics": "Ethics review",
    "aggregation.*.method": "Method of aggregation",
    "release.level": "Level of release",
    "release.rater_ids": "Ids of raters",
    "release.reasoning": "Reasons of raters",
    "release.minimum_cell": "Smallest group that is shown",
    "statistics.agreement": "Agreement between raters",
}
"""Names of fields for readers, where the field's own name says too little."""
CODES: dict[str, Callable[[str], str]] = {
    "dataset.languages": language_name,
    "pools.*.languages": language_name,
    "pools.*.countries": country_name,
    "dataset.contact": lambda text: text.removeprefix("mailto:"),
}
"""How codes are written out."""
ONE = re.compile(r"(?<![\d,.])1 (item|rating|rater|member|page|minute|day|time|turn|token)s\b")


def sentences(data: Mapping[str, Any], wanted: Wanted, sections: Container[str] | None = None) -> Iterator[str]:
    """Yield a text for each record of a card that has something to tell, in the order of the card.

    `data` is what would stand in its file; `sections` are those in which something may be wanted, None means all.
    """
    return (text for _, text in sorted_out(data, lambda path: ("",) if wanted(path) else (), sections))


def sorted_out(
    data: Mapping[str, Any], terms: Terms, sections: Container[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the same for several terms at once: each text after the term under which its sentences go."""
    for section in tree().children.values():
        if section.name == "gaps" and section.name in data and (sections is None or section.name in sections):
            yield from ((one, text) for one in terms("gaps.*.field") for text in unstated(data["gaps"]))
        elif section.type == "record" and section.name in data and (sections is None or section.name in sections):
            yield from _texts(section, data[section.name], terms)


def said_in(name: str, data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the texts of a card under each term of a format that takes sentences, as the crosswalk has it."""
    told: dict[str, list[str]] = {}
    for term_, text in sorted_out(data, lambda path: terms_of(path, name), sections_of(name)):
        told.setdefault(term_, []).append(text)
    return told


def _texts(field: Field, value: Any, terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield texts for each entry of a list of records; of a record its own, and those of the lists inside it."""
    if field.shape == "list" and field.type == "record":
        for entry in value:
            yield from _entry(field, entry, terms)
        return
    apart = [one for one in field.children.values() if one.type == "record" and one.name in APART and one.name in value]
    together = {name: one for name, one in value.items() if field.children.get(name) not in apart}
    for one, part in _split(field, together, terms):
        if text := said(field, part):
            yield one, text
    for child in apart:
        yield from _texts(child, value[child.name], terms)


def _entry(field: Field, entry: dict[str, Any], terms: Terms) -> Iterator[tuple[str, str]]:
    key = next((name for name in TITLES if name in entry), None)
    rest = {name: value for name, value in entry.items() if name != key and (name != "name" or key != "id")}
    parts = dict(_split(field, rest, terms))
    for one in terms(f"{field.path}.*.{key}") if key else ():
        parts.setdefault(one, {})
    title = _title(field, entry, key)
    for one, part in parts.items():
        if text := " ".join(filter(None, [title, said_entry(field, part)])):
            yield one, text


def _title(field: Field, entry: Mapping[str, Any], key: str | None) -> str:
    """Return the sentence by which the text about an entry begins."""
    if key is None or field.name not in SUBJECTS:
        return ""
    name, known = plain(entry[key]), plain(entry.get("name", "")) if key == "id" else ""
    called = f"“{known or name}”" if key != "version" else name
    same = not known or name.replace("-", " ").lower() in known.lower()
    return f"{SUBJECTS[field.name]} {called}{'' if same else f', called {name} in the data'}."


def said_entry(field: Field, part: Mapping[str, Any]) -> str:
    """Say an entry of a list, or a part of it."""
    if field.path in LEADS:
        lead, used = LEADS[field.path](part)
        rest = {name: value for name, value in part.items() if name not in used}
        return " ".join(filter(None, [ONE.sub(r"1 \1", lead), _children(field, rest)]))
    return said(field, part)


def _split(field: Field, value: Mapping[str, Any], terms: Terms) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the part of a record that goes under each term."""
    known = {key: one for key, one in value.items() if key in field.children and one not in (None, [], {})}
    under = {key: dict.fromkeys(_under(field.children[key], one, terms)) for key, one in known.items()}
    for one in dict.fromkeys(chain.from_iterable(under.values())):
        yield one, {key: _part(field.children[key], known[key], one, terms) for key in known if one in under[key]}


def _part(field: Field, value: Any, wanted: str, terms: Terms) -> Any:
    """Return what of a value goes under a term."""
    if isinstance(value, dict) and field.children:
        return dict(_split(field, value, terms))[wanted]
    if isinstance(value, list) and field.type == "record":
        return [one for one in value if wanted in _under(field, one, terms)]
    return value


def _under(field: Field, value: Any, terms: Terms) -> Iterable[str]:
    """Return the terms under which anything in a value goes."""
    if isinstance(value, list) and field.type == "record":
        return chain.from_iterable(_under(field, one, terms) for one in value)
    if isinstance(value, dict) and field.children:
        inside = (_under(field.children[name], one, terms) for name, one in value.items() if name in field.children)
        return chain.from_iterable(inside)
    return terms(field.path)


def said(field: Field, value: Any) -> str:
    """Say one value in sentences; nothing where the value only points to another field."""
    if isinstance(value, list) and field.type == "record":
        return " ".join(filter(None, (said(field, one) for one in value)))
    if isinstance(value, Mapping) and field.children:
        return ONE.sub(r"1 \1", WRITERS[field.path](value)) if field.path in WRITERS else _children(field, value)
    phrase = PHRASES.get(field.path)
    if isinstance(phrase, Mapping):
        each = value if isinstance(value, list) else [value]
        return " ".join(filter(None, (phrase.get(plain(one), _labelled(field, one)) for one in each)))
    return _filled(phrase, worded(field, value)) if phrase else _labelled(field, value)


def _children(field: Field, value: Mapping[str, Any]) -> str:
    told = (said(field.children[name], one) for name, one in value.items() if name in field.children)
    return " ".join(filter(None, told))


def _filled(phrase: str, text: str) -> str:
    before, _, after = phrase.partition("{}")
    if after == "." and text.endswith((".", "!", "?")):
        after = ""
    elif after.startswith(" "):
        text = text.rstrip(".")
    text = text[:1].upper() + text[1:] if not before else text
    return ONE.sub(r"1 \1", ended(f"{before}{text}{after}"))


def _labelled(field: Field, value: Any) -> str:
    return ended(f"{name_of(field)}: {worded(field, value)}")


def name_of(field: Field) -> str:
    """Return what readers call a field."""
    text = NAMES.get(field.path, field.name.replace("_", " "))
    return text[:1].upper() + text[1:]


def worded(field: Field, value: Any) -> str:
    """Write one value in words, to stand in a sentence."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return _listed([worded(field, one) for one in value])
    if field.path in CODES:
        return CODES[field.path](value)
    if field.vocabulary:
        return WHOSE.get(value, term(value)) if field.vocabulary.name == "authority" else term(value)
    return plain(value)


def _listed(texts: list[str]) -> str:
    if any(text.endswith(".") or ". " in text for text in texts):
        each = [ended(text[:1].upper() + text[1:]) for text in texts]
        return " ".join(f"({number}) {text}" for number, text in enumerate(each, 1)) if len(each) > 1 else each[0]
    if any(", " in text for text in texts):
        return "; ".join(texts)
    return several(texts)


def unstated(gaps: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what a card does not say: each gap with a note by itself, the others together by their reason."""
    plainly = [gap for gap in gaps if not gap.get("note")]
    for gap in gaps:
        if gap.get("note"):
            yield f"{called(gap['field'])}: {UNSTATED[gap['reason']]}. {ended(plain(gap['note']))}"
    for reason, those in groupby(sorted(plainly, key=lambda gap: gap["reason"]), key=lambda gap: gap["reason"]):
        told = UNSTATED[reason]
        yield f"{told[:1].upper()}{told[1:]}: {', '.join(_small(called(gap['field'])) for gap in those)}."


def _small(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def called(path: str) -> str:
    """Return what readers call the field at a path, with the entry that it belongs to: `Pay (crowd)`."""
    names = split(path)
    field = find(names)
    last = next((n for n in range(len(names), 0, -1) if find(names[:n])), 0)
    if field is None or not last:
        return plain(path.replace("_", " ").replace(".", ", "))
    above = find(names[: last - 1]) if last > 1 else None
    entry = next((names[n] for n in range(1, len(names)) if _is_entry(names, n)), "")
    text = f"{name_of(field)}"
    if above and above.type == "record" and above.shape == "record" and field.name in PARTS and last > 2:
        text = f"{name_of(above)}, {text[:1].lower()}{text[1:]}"
    return f"{text} ({entry})" if entry and entry != "*" else text


def _is_entry(names: tuple[str, ...], n: int) -> bool:
    holder = find(names[:n])
    return holder is not None and holder.shape == "list" and holder.type == "record" and not _is_entry_above(names, n)


def _is_entry_above(names: tuple[str, ...], n: int) -> bool:
    return (
        n > 1
        and (above := find(names[: n - 1])) is not None
        and above.shape == "list"
        and names[n - 1] not in (above.children)
    )


PARTS = frozenset(("text", "url", "version", "name", "status", "body", "detail", "level", "parts", "pages"))
"""Names of fields that say nothing without the record that they belong to."""
