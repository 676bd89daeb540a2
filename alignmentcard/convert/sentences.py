"""A card in plain sentences, one for each value, for formats that hold texts only; the same card, the same text."""

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from alignmentcard.convert.crosswalk import sections_of, terms_of
from alignmentcard.model.fields import Field, tree

Wanted = Callable[[str], bool]
"""Says whether the value at a path, with `*` for entries, is to be told."""
Terms = Callable[[str], Collection[str]]
"""Says under which terms of a format the value at a path goes."""

SUBJECTS = {
    "dimensions": "Dimension",
    "pools": "Pool",
    "aggregation": "Aggregation",
    "agreement": "Agreement between raters",
    "convergence": "Convergence",
    "consistency": "Repeated questions",
    "group_effects": "Difference between groups",
    "model_effects": "Effect on a model",
    "artefacts": "Shortcut",
    "known_issues": "Known issue",
    "stages": "Stage",
    "evaluations": "System compared with people",
    "history": "Version",
}
"""How the sentences about one entry of a list begin."""
ENDS = (("low", "from"), ("high", "to"))
TITLES = ("id", "system", "version")
"""The field by which the sentences about an entry call it."""
NAMES = {
    "dataset.items": "Units that were judged",
    "dataset.ratings": "Single judgements",
    "dataset.contact": "Questions to",
    "dataset.sources_of_items": "Items from",
    "dataset.counts": "Divided by",
    "intent.written": "Card written",
    "intent.funded_by": "Paid by",
    "intent.affected": "Live with the result and had no say",
    "framework.chosen_by": "Who chose what is in scope",
    "framework.chosen_because": "Why these dimensions",
    "framework.bounds": "No interpretation may cross",
    "framework.exclusions": "Left out",
    "framework.positions": "From where they speak",
    "intent.uses": "Made for",
    "intent.not_for": "Not for",
    "framework.strength": "Placement",
    "framework.authority": "Who fixes what the dimensions mean",
    "framework.authors": "Authors of the guidelines",
    "dimensions.*.asks": "Raters were asked",
    "dimensions.*.scale.abstain": "values that mean no view",
    "collection.unit": "What a rater looked at",
    "collection.abstention": "Could say that they have no view",
    "collection.repeats.*.gap_days": "days between",
    "pools.*.pay.per": "for one",
    **{
        f"statistics.{kind}.*.{end}": f"interval {word}"
        for kind in ("agreement", "group_effects")
        for end, word in ENDS
    },
    "release.level": "What others get",
    "release.rater_ids": "Ids of raters",
    "release.minimum_cell": "Smallest group that is shown",
}
"""Names of fields for readers, where the field's own name says too little."""
PROPER = re.compile(r"Krippendorff|Fleiss|Cohen|Conger|Gwet|Brennan|Pearson|Spearman|Kendall|Apache|JSON")
STOPS = (".", "!", "?", ".”", "!”", "?”")


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
        if section.type == "record" and section.name in data and (sections is None or section.name in sections):
            yield from _texts(section, data[section.name], terms)


def said_in(name: str, data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the texts of a card under each term of a format that takes sentences, as the crosswalk has it."""
    told: dict[str, list[str]] = {}
    for term, text in sorted_out(data, lambda path: terms_of(path, name), sections_of(name)):
        told.setdefault(term, []).append(text)
    return told


def _texts(field: Field, value: Any, terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield texts for each entry of a list of records; of a record its own, and those of the lists inside it."""
    if field.shape == "list" and field.type == "record":
        for entry in value:
            yield from _entry(field, entry, terms)
        return
    lists = (child for child in field.children.values() if child.type == "record" and child.name in SUBJECTS)
    apart = [child for child in lists if child.name in value]
    together = {name: one for name, one in value.items() if field.children.get(name) not in apart}
    yield from ((term, " ".join(told)) for term, told in _parts(field, together, terms).items())
    for child in apart:
        yield from _texts(child, value[child.name], terms)


def _entry(field: Field, entry: dict[str, Any], terms: Terms) -> Iterator[tuple[str, str]]:
    if field.path == "gaps":
        yield from ((term, _gap(field, entry)) for term in terms("gaps.*.field"))
        return
    key = next((name for name in TITLES if name in entry), None)
    named = {key, "name"} if key == "id" else {key}
    told = _parts(field, {name: value for name, value in entry.items() if name not in named}, terms)
    for term in terms(f"{field.path}.*.{key}") if key else ():
        told.setdefault(term, [])
    if told:
        title = f" {_number(entry[key])}" if key else ""
        title += f" (“{_number(entry['name'])}”)" if key == "id" and entry.get("name") else ""
        subject = f"{SUBJECTS.get(field.name) or _opening(field.path, field.name)}{title}."
        yield from ((term, " ".join([subject, *parts])) for term, parts in told.items())


def _gap(field: Field, entry: dict[str, Any]) -> str:
    note = f" {_ended(_number(entry['note']))}" if entry.get("note") else ""
    return f"Not stated: {entry['field']}, {said(field.children['reason'], entry['reason'])}.{note}"


def _parts(field: Field, entry: dict[str, Any], terms: Terms) -> dict[str, list[str]]:
    """Return, for each term, a sentence for each value of a record, and for each record inside it."""
    told: dict[str, list[str]] = {}
    for name, value in entry.items():
        child = field.children.get(name)
        if child is None or value in (None, [], {}):
            continue
        found: Iterable[tuple[str, Any]]
        if child.type == "record" and child.shape == "list":
            found = ((term, one) for one in value for term in _under(child, one, terms))
        elif child.type == "record":
            found = _split(child, value, terms)
        else:
            found = ((term, value) for term in terms(child.path))
        for term, one in found:
            told.setdefault(term, []).append(_sentence(child, one))
    return told


def _split(field: Field, value: dict[str, Any], terms: Terms) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the part of a record that goes under each term."""
    under = {key: _under(field.children[key], one, terms) for key, one in value.items()}
    for term in dict.fromkeys(chain.from_iterable(under.values())):
        yield term, {key: one for key, one in value.items() if term in under[key]}


def _under(field: Field, value: Any, terms: Terms) -> Iterable[str]:
    """Return the terms under which anything in a value goes."""
    if isinstance(value, dict) and field.children:
        inside = (_under(field.children[name], one, terms) for name, one in value.items() if name in field.children)
        return dict.fromkeys(chain.from_iterable(inside))
    return terms(field.path)


def _sentence(field: Field, value: Any) -> str:
    return _ended(f"{_opening(field.path, field.name)}: {said(field, value)}")


@cache
def _opening(path: str, name: str) -> str:
    return _capital(_label(path, name))


def _ended(text: str) -> str:
    return text if text.endswith(STOPS) else f"{text}."


def said(field: Field, value: Any, *, quoted: bool = False) -> str:
    """Write one value in words: a term with its definition, a record as a list of its parts."""
    if field.name == "composition" and isinstance(value, dict):
        return _composition(value)
    if isinstance(value, dict) and field.children:
        parts = ((field.children[name], one) for name, one in value.items())
        return ", ".join([f"{_label(part.path, part.name)} {said(part, one, quoted=True)}" for part, one in parts])
    if isinstance(value, dict):
        return ", ".join(f"{key} {_number(one)}" for key, one in value.items())
    if isinstance(value, list):
        return _listed([said(field, one, quoted=quoted) for one in value])
    if field.vocabulary and value in field.vocabulary.terms:
        return f"{value.replace('_', ' ')} ({_in_brackets(field.vocabulary.terms[value].definition)})"
    return f"“{_number(value)}”" if quoted and isinstance(value, str) and " " in value else _number(value)


def _listed(texts: list[str]) -> str:
    if any(text.endswith(".") or ". " in text for text in texts):
        return " ".join(_ended(text) for text in texts)
    return ", ".join(texts)


def _composition(value: dict[str, Any]) -> str:
    """Write who the members of a pool are by one attribute, or the shares in the population they stand for."""
    basis = f" ({value['basis'].replace('_', ' ')})" if "basis" in value else ""
    groups = value.get("counts") or {k: f"{100 * share:.6g} %" for k, share in value.get("shares", {}).items()}
    told = [f"{group} {_number(count)}" for group, count in groups.items()]
    if "undisclosed" in value:
        told.append(f"did not say {value['undisclosed']}")
    if "asked" in value:
        told.append(f"were asked {value['asked']}")
    extra = [f"{name} “{_number(value[name])}”" for name in ("question", "scheme") if name in value]
    counted = ": " + ", ".join(told) if told else ""
    return f"{value['axis']}{basis}{counted}" + "".join(f"; {one}" for one in extra)


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())


def _label(path: str, name: str) -> str:
    return NAMES.get(path, name.replace("_", " "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_brackets(definition: str) -> str:
    words = definition.removesuffix(".")
    return words if PROPER.match(words) else words[:1].lower() + words[1:]
