"""A card in plain sentences, one for each value, for formats that hold texts only; the same card, the same text."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any

from alignmentcard.model.fields import Field, tree

Wanted = Callable[[str], bool]
"""Says whether the value at a path, with `*` for entries, is to be told."""

SUBJECTS = {
    "dimensions": "Dimension",
    "pools": "Pool",
    "aggregation": "Aggregation",
    "agreement": "Agreement between raters",
    "convergence": "Convergence",
    "consistency": "Repeated questions",
    "group_effects": "Difference between groups",
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
    "intent.written": "Card written",
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
    for section in tree().children.values():
        if section.type == "record" and section.name in data and (sections is None or section.name in sections):
            yield from _texts(section, data[section.name], wanted)


def _texts(field: Field, value: Any, wanted: Wanted) -> Iterator[str]:
    """Yield a text for each entry of a list of records; of a record one, and those of the lists inside it."""
    if field.shape == "list" and field.type == "record":
        yield from filter(None, (_entry(field, entry, wanted) for entry in value))
        return
    lists = (child for child in field.children.values() if child.type == "record" and child.name in SUBJECTS)
    apart = [child for child in lists if child.name in value]
    together = {name: one for name, one in value.items() if field.children.get(name) not in apart}
    told = " ".join(_parts(field, together, wanted))
    if told:
        yield told
    for child in apart:
        yield from _texts(child, value[child.name], wanted)


def _entry(field: Field, entry: dict[str, Any], wanted: Wanted) -> str:
    if field.path == "gaps":
        return _gap(field, entry) if wanted("gaps.*.field") else ""
    key = next((name for name in TITLES if name in entry), None)
    named = {key, "name"} if key == "id" else {key}
    told = list(_parts(field, {name: value for name, value in entry.items() if name not in named}, wanted))
    if not told and not (key and wanted(f"{field.path}.*.{key}")):
        return ""
    title = f" {_number(entry[key])}" if key else ""
    title += f" (“{_number(entry['name'])}”)" if key == "id" and entry.get("name") else ""
    return " ".join([f"{SUBJECTS.get(field.name, _capital(_label(field)))}{title}.", *told])


def _gap(field: Field, entry: dict[str, Any]) -> str:
    note = f" {_ended(_number(entry['note']))}" if entry.get("note") else ""
    return f"Not stated: {entry['field']}, {said(field.children['reason'], entry['reason'])}.{note}"


def _parts(field: Field, entry: dict[str, Any], wanted: Wanted) -> Iterator[str]:
    """Yield a sentence for each value of a record, and for each record inside it."""
    for name, value in entry.items():
        child = field.children.get(name)
        if child is None or value in (None, [], {}):
            continue
        if child.type == "record" and child.shape == "list":
            yield from (_sentence(child, one) for one in value if _any(child, one, wanted))
        elif child.type == "record":
            inside = {key: one for key, one in value.items() if _any(child.children[key], one, wanted)}
            if inside:
                yield _sentence(child, inside)
        elif wanted(child.path):
            yield _sentence(child, value)


def _any(field: Field, value: Any, wanted: Wanted) -> bool:
    """Say whether anything in a value is wanted."""
    if isinstance(value, dict) and field.children:
        return any(_any(field.children[name], one, wanted) for name, one in value.items() if name in field.children)
    return wanted(field.path)


def _sentence(field: Field, value: Any) -> str:
    return _ended(f"{_capital(_label(field))}: {said(field, value)}")


def _ended(text: str) -> str:
    return text if text.endswith(STOPS) else f"{text}."


def said(field: Field, value: Any, *, quoted: bool = False) -> str:
    """Write one value in words: a term with its definition, a record as a list of its parts."""
    if field.name == "composition" and isinstance(value, dict):
        return _composition(value)
    if isinstance(value, dict) and field.children:
        return ", ".join(
            f"{_label(field.children[k])} {said(field.children[k], v, quoted=True)}" for k, v in value.items()
        )
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
    extra = [f"{name} “{_number(value[name])}”" for name in ("question", "scheme") if name in value]
    counted = ": " + ", ".join(told) if told else ""
    return f"{value['axis']}{basis}{counted}" + "".join(f"; {one}" for one in extra)


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())


def _label(field: Field) -> str:
    return NAMES.get(field.path, field.name.replace("_", " "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_brackets(definition: str) -> str:
    words = definition.removesuffix(".")
    return words if PROPER.match(words) else words[:1].lower() + words[1:]
