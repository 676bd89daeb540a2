"""A card in plain sentences, for formats that hold texts only; the same card, the same text."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from alignmentcard.convert.crosswalk import sections_of, terms_of
from alignmentcard.convert.prose.alike import grouped, of_any, said_in_groups, the_same
from alignmentcard.convert.prose.judges import is_one
from alignmentcard.convert.prose.prepared import said_of_all_before, with_names
from alignmentcard.convert.prose.silence import missing, unstated
from alignmentcard.convert.prose.subjects import named, spoken_of, subject_of, subject_of_all
from alignmentcard.convert.prose.values import in_sentences, pieces
from alignmentcard.convert.prose.words import (
    NAMED_BEFORE,
    Subject,
    ended,
    in_a_row,
    plain,
    within,
)
from alignmentcard.model.fields import Field, tree
from alignmentcard.words import several

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
TITLES = {"dimensions": "id", "pools": "id", "evaluations": "system"}
"""The field by which the sentences about an entry call it."""
PRONOUNS = ("they", "it")
SIZES = {"size", "size_stated"}
NOTHING: tuple[Any, ...] = (None, [], {})
"""Values that say nothing, wherever they stand."""


def sentences(data: Mapping[str, Any], wanted: Wanted, sections: Container[str] | None = None) -> Iterator[str]:
    """Yield a text for each record of a card that has something to tell, in the order of the card.

    `data` is what would stand in its file; `sections` are those in which something may be wanted, None means all.
    """
    return (text for _, text in sorted_out(data, lambda path: ("",) if wanted(path) else (), sections))


def sorted_out(
    data: Mapping[str, Any], terms: Terms, sections: Container[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the same for several terms at once: each text after the term under which its sentences go."""
    data = said_of_all_before(with_names(data))
    for section in tree().children.values():
        if section.name == "gaps" and section.name in data and (sections is None or section.name in sections):
            yield from ((one, text) for one in terms("gaps.*.field") for text in unstated(missing(data)))
        elif section.type == "record" and section.name in data and (sections is None or section.name in sections):
            yield from _texts(section, data[section.name], terms, data)


def said_in(name: str, data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the texts of a card under each term of a format that takes sentences, as the crosswalk has it."""
    told: dict[str, list[str]] = {}
    for term_, text in sorted_out(data, lambda path: terms_of(path, name), sections_of(name)):
        told.setdefault(term_, []).append(text)
    return told


def _texts(field: Field, value: Any, terms: Terms, card: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield texts for each entry of a list of records; of a record its own, and those of the lists inside it."""
    if field.name == "dimensions":
        yield from _dimensions(field, value, terms, card)
        return
    if field.shape == "list" and field.type == "record":
        for entry in value if field.name != "pools" else ():
            yield from _entry(field, entry, terms, card)
        yield from _pools(field, value, terms, card) if field.name == "pools" else ()
        return
    apart = [one for one in field.children.values() if one.type == "record" and one.name in APART and one.name in value]
    together = {name: one for name, one in value.items() if field.children.get(name) not in apart}
    for one, part in _split(field, together, terms).items():
        if text := in_sentences(field, part, spoken_of(card)):
            yield one, text
    for child in apart:
        yield from _texts(child, value[child.name], terms, card)


def _entry(field: Field, entry: dict[str, Any], terms: Terms, card: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    title = ended(_title(field, entry))
    for one, part in _parts(field, entry, terms).items():
        if text := in_a_row([title, in_sentences(field, part, _subject(field, entry, part, card))]):
            yield one, text


def _pools(
    field: Field, entries: list[dict[str, Any]], terms: Terms, card: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield a text for each pool; those of which the same is true share one, unless it begins with their number."""
    parts = [_parts(field, entry, terms) for entry in entries]
    told: list[tuple[str, Mapping[str, Any]]] = []
    for entry, own in zip(entries, parts, strict=True):
        for one, part in own.items():
            subject = _subject(field, entry, part, card)
            alike = [each for each, others in zip(entries, parts, strict=True) if others.get(one) == part]
            if subject.who not in PRONOUNS and len(alike) > 1:
                subject = subject_of_all(card, "pools", alike)
            if (one, part) not in told and (text := in_sentences(field, part, subject)):
                yield one, text
            told += [(one, part)] if len(alike) > 1 and subject.who not in PRONOUNS else []


def _dimensions(
    field: Field, entries: list[dict[str, Any]], terms: Terms, card: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield texts about dimensions: first what is true of all, then what is true of some or of one."""
    parts = [_parts(field, entry, terms) for entry in entries]
    for one in dict.fromkeys(wanted for part in parts for wanted in part):
        found = {id(entry): part[one] for entry, part in zip(entries, parts, strict=True) if one in part}
        yield from ((one, text) for text in _of_all(field, [e for e in entries if id(e) in found], found, card))


def _of_all(
    field: Field, entries: Sequence[dict[str, Any]], found: Mapping[int, dict[str, Any]], card: Mapping[str, Any]
) -> Iterator[str]:
    """Yield a text for each set of dimensions of which the same is true; the first one names what was judged."""

    def told(entry: Mapping[str, Any], subject: Subject) -> Iterator[str]:
        return pieces(field, found[id(entry)], subject)

    judged = spoken_of(card).put_into(f"Raters judged {several([named(one) for one in entries])}.")
    groups = grouped(card, "dimensions", entries, told)
    whole = groups.pop(tuple(range(len(entries))), [])
    subject = the_same(subject_of_all(card, "dimensions", entries), entries)
    texts = list(dict.fromkeys(told(entries[0], replace(subject, every=True))))
    yield in_a_row([judged, *(of_any(texts[place]) for place in whole)])
    rest = said_in_groups(card, "dimensions", entries, told, groups)
    yield from map(in_a_row, rest)


def _parts(field: Field, entry: dict[str, Any], terms: Terms) -> dict[str, dict[str, Any]]:
    """Return the part of an entry that goes under each term, without what its sentences call it by."""
    key = TITLES.get(field.name)
    rest = {name: value for name, value in entry.items() if name != key and (name != "name" or key != "id")}
    parts = _split(field, rest, terms)
    for one in terms(f"{field.path}.*.{key}") if key in entry else ():
        parts.setdefault(one, {})
    return parts


def _title(field: Field, entry: Mapping[str, Any]) -> str:
    """Return the sentence by which the text about an entry begins, where what follows does not name it."""
    return f"The system “{within(plain(entry['system']))}” was evaluated" if "system" in entry else ""


def _subject(field: Field, entry: Mapping[str, Any], part: Mapping[str, Any], card: Mapping[str, Any]) -> Subject:
    """Name a pool in each sentence, unless the first one says whom it is about."""
    if field.name != "pools":
        return spoken_of(card)
    subject = subject_of(card, "pools", entry)
    if not _named_by_first(part, subject):
        return subject
    one_model = entry.get("kind") == "synthetic" and is_one(entry)
    return replace(subject, who="it", single=True) if one_model else replace(subject, who=NAMED_BEFORE.who)


def _named_by_first(part: Mapping[str, Any], subject: Subject) -> bool:
    return bool(SIZES & part.keys() or (subject.nouns and part.get("kind") == "human"))


def _split(field: Field, value: Mapping[str, Any], terms: Terms) -> dict[str, dict[str, Any]]:
    """Return the part of a record that goes under each term."""
    parts: dict[str, dict[str, Any]] = {}
    children = field.children
    for key, one in value.items():
        if key in children and (one or one not in NOTHING):
            for wanted, part in _divided(children[key], one, terms):
                parts.setdefault(wanted, {})[key] = part
    return parts


def _divided(field: Field, value: Any, terms: Terms) -> Iterable[tuple[str, Any]]:
    """Return what of a value goes under each term, each term once; entries of a list stay whole."""
    if isinstance(value, dict) and field.children:
        return _split(field, value, terms).items()
    if isinstance(value, list) and field.type == "record":
        parts: dict[str, list[Any]] = {}
        for one in value:
            for wanted, _ in _divided(field, one, terms):
                parts.setdefault(wanted, []).append(one)
        return parts.items()
    return [(wanted, value) for wanted in terms(field.path)]
