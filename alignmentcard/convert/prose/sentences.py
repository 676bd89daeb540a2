"""A card in plain sentences, for formats that hold texts only; the same card, the same text."""

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from alignmentcard.convert.crosswalk import sections_of, terms_of
from alignmentcard.convert.prose.authored import annotated, explained, going_on, is_nothing, is_whole, led
from alignmentcard.convert.prose.judges import MANY, said_of
from alignmentcard.convert.prose.names import name_of
from alignmentcard.convert.prose.phrases import PHRASES, Together
from alignmentcard.convert.prose.phrases.nothing import NONE
from alignmentcard.convert.prose.phrases.results import ADJUDICATED
from alignmentcard.convert.prose.phrases.task import AUTHORITIES
from alignmentcard.convert.prose.records import LEADS, LISTS, VALUES, WRITERS
from alignmentcard.convert.prose.silence import missing, unstated
from alignmentcard.convert.prose.subjects import called, named, spaced_id, spoken_of, subject_of, subject_of_all
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
    joined,
    licence,
    listed,
    of_one,
    plain,
    with_one,
    with_the,
    within,
)
from alignmentcard.messages import kept
from alignmentcard.model.fields import Field, tree, walk
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
TITLES = {"dimensions": "id", "pools": "id", "evaluations": "system"}
"""The field by which the sentences about an entry call it."""
SIZES = {"size", "size_stated"}
NUMBERED = re.compile(r"\d+ (?=models\b)")
"""How the name of several models begins with their number, which the size has said."""
NOTHING: tuple[Any, ...] = (None, [], {})
"""Values that say nothing, wherever they stand."""
CODES: dict[str, Callable[[str], str]] = {
    "dataset.license": licence,
    "dataset.published": dated,
    "intent.funded_by": with_the,
    "dataset.contact": lambda text: text.removeprefix("mailto:"),
    "pools.*.countries": in_country,
    "pools.*.model.date": dated,
    "history.*.date": dated,
}
"""How codes and dates are written out."""
LANGUAGES = ("dataset.languages", "pools.*.languages")


def sentences(data: Mapping[str, Any], wanted: Wanted, sections: Container[str] | None = None) -> Iterator[str]:
    """Yield a text for each record of a card that has something to tell, in the order of the card.

    `data` is what would stand in its file; `sections` are those in which something may be wanted, None means all.
    """
    return (text for _, text in sorted_out(data, lambda path: ("",) if wanted(path) else (), sections))


def sorted_out(
    data: Mapping[str, Any], terms: Terms, sections: Container[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the same for several terms at once: each text after the term under which its sentences go."""
    data = breadth_once(with_names(data))
    for section in tree().children.values():
        if section.name == "gaps" and section.name in data and (sections is None or section.name in sections):
            yield from ((one, text) for one in terms("gaps.*.field") for text in unstated(missing(data)))
        elif section.type == "record" and section.name in data and (sections is None or section.name in sections):
            yield from _texts(section, data[section.name], terms, data)


def with_names(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a card that calls dimensions by their names, and pools by what they did, wherever it refers to them."""
    known = {one["id"]: one["name"] for one in data.get("dimensions", []) if "id" in one and one.get("name")}

    def renamed(one: Any) -> Any:
        return {**one, "dimension": known[one["dimension"]]} if one.get("dimension") in known else one

    changed: dict[str, Any] = {}
    if "statistics" in data:
        changed["statistics"] = {
            name: [_worked_out(renamed(one), data) for one in those] if isinstance(those, list) else those
            for name, those in data["statistics"].items()
        }
        changed["statistics"] |= _complete_once(changed["statistics"])
    if "aggregation" in data:
        changed["aggregation"] = [_about_names(one, data) for one in data["aggregation"]]
    if "pools" in data:
        changed["pools"] = list(_referring(data))
    if "evaluations" in data:
        changed["evaluations"] = [renamed(one) for one in data["evaluations"]]
    return {**data, **changed}


def breadth_once(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a card that does not say of each thing how broad it is, where the kind of judgement says it of all."""
    entries, kind = data.get("dimensions", []), data.get("framework", {}).get("dimensions")
    if any(one.get("breadth", kind) != kind for one in entries):
        return data
    bare = [{key: value for key, value in one.items() if key != "breadth"} for one in entries]
    return {**data, "dimensions": bare} if entries else data


def _referring(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield each pool with what it judged, whose answers it saw and whose family it is of in words."""
    dimensions = {one["id"]: named(one) for one in data.get("dimensions", []) if "id" in one}
    pools = {one["id"]: one for one in data["pools"] if "id" in one}

    def group(name: str) -> str:
        return called(data, pools[name]) if name in pools else name

    for pool in data["pools"]:
        found = dict(pool)
        if "dimensions" in pool:
            found["dimensions"] = [dimensions.get(name, name) for name in pool["dimensions"]]
        if "assisted_by" in pool:
            found["assisted_by"] = group(pool["assisted_by"])
        if "source" in pool.get("target", {}):
            found["target"] = {**pool["target"], "source": _source(pool["target"]["source"], data)}
        if "same_family_as" in pool.get("model", {}):
            family = [group(name) for name in pool["model"]["same_family_as"]]
            found["model"] = {**pool["model"], "same_family_as": family}
        yield found


def _source(name: str, data: Mapping[str, Any]) -> str:
    """Call a source by its title, and its year where it has one; what is no id of one stays."""
    found = next((one for one in data.get("sources", []) if one.get("id") == name and one.get("title")), None)
    year = f"({found['year']})" if found and "year" in found else ""
    return joined((f"“{within(inside(found['title']))}”", year), " ") if found else name


def _worked_out(one: Any, data: Mapping[str, Any]) -> Any:
    """Return a number with the names of those whose ratings it was worked out on, or held against each other."""
    pools = {each.get("id"): each for each in data.get("pools", [])}
    if isinstance(one.get("between"), list):
        one = {**one, "between": [called(data, pools[name]) if name in pools else name for name in one["between"]]}
    name = one.get("of", {}).get("pool")
    pool = next((each for each in data.get("pools", []) if name and each.get("id") == name), None)
    if pool is None:
        return one
    who, of = called(data, pool), {key: value for key, value in one["of"].items() if key != "pool"}
    return {**one, "of": of if who == "the raters" else {"pool": who, **of}}


def _complete_once(statistics: Mapping[str, Any]) -> dict[str, Any]:
    """Return coefficients of which the first says that no rating is missing, where that is true of all of them."""
    entries = statistics.get("agreement", [])
    if {one.get("missing_values") for one in entries} != {"none_missing"}:
        return {}
    bare = [{key: value for key, value in one.items() if key != "missing_values"} for one in entries[1:]]
    return {"agreement": [*entries[:1], *bare]}


def _about_names(one: Mapping[str, Any], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how labels were made, with the names of what they are about."""
    known = {
        each["id"]: each.get("name") or spaced_id(each["id"]) for each in data.get("dimensions", []) if "id" in each
    }
    return {**one, "dimensions": [known.get(name, name) for name in one["dimensions"]]} if "dimensions" in one else one


def told_at_once(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how labels were made, with one word where somebody decided both differences and ties.

    Of a way that has no word, the rationale is all that is known, and has to be a sentence.
    """
    why = plain(one.get("rationale", ""))
    if one.get("method") == "other" and why and not is_whole(why):
        return {**one, "rationale": f"Labels were made as follows: {going_on(why)}"}
    if (one.get("method"), one.get("ties")) != ("adjudication", "adjudicate"):
        return one
    return {name: ADJUDICATED if name == "method" else value for name, value in one.items() if name != "ties"}


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
            if subject.who != NAMED_BEFORE.who and len(alike) > 1:
                subject = subject_of_all(card, "pools", alike)
            if (one, part) not in told and (text := in_sentences(field, part, subject)):
                yield one, text
            told += [(one, part)] if len(alike) > 1 and subject.who != NAMED_BEFORE.who else []


def _dimensions(
    field: Field, entries: list[dict[str, Any]], terms: Terms, card: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield a text for each dimension; those of which the same is true share one."""
    alike: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        for one, part in _parts(field, entry, terms).items():
            alike.setdefault((one, in_sentences(field, part, spoken_of(card, entry))), []).append(named(entry))
    for (one, text), names in alike.items():
        holds = ", and the same holds for each" if len(names) > 1 and text else ""
        judged = spoken_of(card).put_into(f"Raters judged {several(names)}{holds}.")
        yield one, in_a_row([judged, text])


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
    return replace(subject, who=NAMED_BEFORE.who) if _named_by_first(part, subject) else subject


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


def in_sentences(field: Field, value: Any, subject: Subject = NAMED_BEFORE) -> str:
    """Say one value in sentences about somebody; nothing where the value only points to another field."""
    told = _in_sentences(field, value, subject)
    return of_one(told) if subject.alone else told


def _in_sentences(field: Field, value: Any, subject: Subject) -> str:
    if isinstance(value, list) and field.type == "record":
        if field.path in LISTS:
            return LISTS[field.path](value, subject)
        return in_a_row(in_sentences(field, one, subject) for one in value)
    if field.children and isinstance(value, Mapping):
        return _record(field, value, subject)
    if field.vocabulary and isinstance(value, str):
        return _of_word(field.path, value, subject)
    return _of_value(field, value, subject)


@kept(1 << 13)
def _of_word(path: str, word: str, subject: Subject) -> str:
    """Say a word of a vocabulary; cards have few of them, and say the same ones."""
    return _of_value(_fields()[path], word, subject)


@cache
def _fields() -> Mapping[str, Field]:
    """Return the fields of a card by their paths."""
    return {one.path: one for one in walk()}


def _of_value(field: Field, value: Any, subject: Subject) -> str:
    if value == ADJUDICATED:
        return subject.put_into(value)
    if field.path in NONE and is_nothing(value):
        return subject.put_into(NONE[field.path])
    if field.path in VALUES:
        return VALUES[field.path](value)
    phrase = PHRASES.get(field.path)
    if isinstance(phrase, Together):
        return subject.put_into(_together(phrase, value if isinstance(value, list) else [value]))
    if isinstance(phrase, Mapping):
        each = value if isinstance(value, list) else [value]
        told = (phrase[word] if (word := plain(one)) in phrase else _labelled(field, one) for one in each)
        return " ".join(filter(None, map(subject.put_into, told)))
    text = said_of(worded(field, value), subject.judges) if field.vocabulary else worded(field, value)
    return _filled(subject.put_into(phrase), text) if phrase else _labelled(field, value)


def _record(field: Field, value: Mapping[str, Any], subject: Subject) -> str:
    if field.path in WRITERS:
        return with_one(WRITERS[field.path](value, subject))
    value = told_at_once(value) if field.path == "aggregation" else value
    value = _counted_once(value) if field.path == "pools" else value
    lead, used = LEADS[field.path](value, subject) if field.path in LEADS else ("", frozenset())
    rest = (in_sentences(field.children[name], one, subject) for name, one in value.items()
            if name in field.children and name not in used)  # fmt: skip
    told = explained(led([with_one(lead), *rest]), plain(value.get("rationale", "")))
    text = in_a_row(annotated(told, plain(value.get("note", value.get("changes", "")))))
    if field.path == "pools.*.model" and MANY.match(plain(value.get("name", ""))):
        text = text.replace("It was ", "They were ").replace("Its ", "Their ")
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
        return phrase.sentence.replace("{}", several(known))
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


def _in_a_list(field: Field, values: list[Any]) -> list[str]:
    """Return texts as they stand in a list: small where no sentence is among them, else as they are."""
    texts = [worded(field, one) for one in values]
    return texts if any("." in text for text in texts) else list(map(going_on, texts))


def worded(field: Field, value: Any) -> str:
    """Write one value in words, to stand in a sentence."""
    if isinstance(value, list) and field.path in LANGUAGES:
        return listed(in_languages(value))
    if isinstance(value, list):
        return listed([worded(field, one) for one in value] if field.vocabulary else _in_a_list(field, value))
    if not isinstance(value, str) and isinstance(value, Mapping):  # asking texts costs most, and most are texts
        return ", ".join(f"{key} {plain(one)}" for key, one in value.items())
    if field.path in CODES:
        return CODES[field.path](value)
    if field.vocabulary:
        return AUTHORITIES.get(value, term(value)) if field.vocabulary.name == "authority" else term(value)
    return plain(value)
