"""What a card says to the question that a form asks about a field: all of it, with whom each sentence is about."""

from collections.abc import Iterator, Mapping
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.prose.phrases.people import ROLES
from alignmentcard.convert.prose.records import LEADS, WRITERS
from alignmentcard.convert.prose.records.people import model_name
from alignmentcard.convert.prose.sentences import said, with_names
from alignmentcard.convert.prose.words import NAMED_BEFORE, Subject, ended, inside, plain
from alignmentcard.model import Card
from alignmentcard.model.fields import Field, find
from alignmentcard.words import several

BESIDE: Mapping[str, tuple[str, ...]] = {
    "aggregation.*.method": (
        *("aggregation.*.ties", "aggregation.*.irreconcilable", "aggregation.*.weighting"),
        "aggregation.*.rationale",
    ),
    "framework.definitions": ("framework.authority",),
    "framework.rationale": ("framework.chosen_because",),
    "statistics.group_effects": ("statistics.artefacts",),
}
"""What tells more where a field by itself does not say enough."""
SETTING = ("setting", "platform", "tool")
NOUNS = {
    "rater": ("rater", "raters"),
    "guideline_author": ("author of the guidelines", "authors of the guidelines"),
    "adjudicator": ("adjudicator", "adjudicators"),
    "prompter": ("author of the prompts", "authors of the prompts"),
    "prompt_writer": ("author of the prompts", "authors of the prompts"),
    "generator": ("author of the replies", "authors of the replies"),
    "assistant": ("assistant", "assistants"),
}
Data = Mapping[str, Any]


def told(card: Card, path: str, data: Data | None = None) -> Iterator[str]:
    """Yield what a card says at a path and beside it; `data` are the entries that count, all of them by default."""
    data = with_names(as_data(card) if data is None else data)
    special = {"pools.*.kind": models, "dimensions": dimensions}.get(path)
    yield from special(card) if special else _together(card, path, data)


def _together(card: Card, path: str, data: Data) -> Iterator[str]:
    """Yield sentences entry by entry, so that what is said beside a field stands with it."""
    if path == "collection.setting":
        yield from setting(data)
        return
    section, star, rest = path.partition(".*.")
    names = [path.split("."), *(one.split(".") for one in BESIDE.get(path, ()))]
    if not star or section not in data or section.startswith("statistics"):
        for name in names:
            yield from _said(name, data, NAMED_BEFORE)
        return
    for entry in data[section]:
        if section == "pools" and (entry.get("kind") == "synthetic") and rest != "ratings_per_item":
            continue
        subject = subject_of(card, section, entry)
        if path == "pools.*.size":
            yield from _sized(entry, subject)
        else:
            for name in names:
                yield from _said(name, {section: [entry]}, subject)


def _sized(entry: Data, subject: Subject) -> Iterator[str]:
    field = find(("pools",))
    if field and {"size", "size_stated"} & set(entry):
        wanted = ("size", "size_stated", "role", "kind")
        yield said(field, {name: entry[name] for name in wanted if name in entry}, subject)


def setting(data: Data) -> Iterator[str]:
    """Say where answers were collected, and by which means."""
    field, one = find(("collection",)), data.get("collection", {})
    if field and (text := said(field, {name: one[name] for name in SETTING if name in one})):
        yield text


def _said(names: list[str], data: Data, subject: Subject) -> Iterator[str]:
    for value, known in _values(names, data):
        field = find(tuple(known))
        if field:
            yield from _each(field, value, subject)


def _each(field: Field, value: Any, subject: Subject) -> Iterator[str]:
    """Yield what is said of each part of a record by itself, so that nothing is said twice."""
    if isinstance(value, Mapping) and field.children and field.path not in {*WRITERS, *LEADS}:
        for name, one in value.items():
            if name in field.children:
                yield from _each(field.children[name], one, subject)
    elif text := said(field, value, subject):
        yield text


def _values(names: list[str], data: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Yield each value at a path, with the path of its field."""
    if not names:
        if data not in (None, [], {}):
            yield data, above
    elif names[0] == "*":
        for one in data if isinstance(data, list) else ():
            yield from _values(names[1:], one, (*above, "*"))
    elif isinstance(data, Mapping) and names[0] in data:
        yield from _values(names[1:], data[names[0]], (*above, names[0]))


def subject_of(card: Card, section: str, entry: Data) -> Subject:
    """Return how sentences about an entry name it, where no title has done so."""
    if section == "pools":
        group = _group(card, entry)
        if entry.get("kind") == "synthetic":
            return Subject(who="models", group=group)
        return Subject(who=f"the {_nouns(entry)[1]}{group}", group=group, nouns=_nouns(entry))
    return Subject(what=named(entry)) if section == "dimensions" else NAMED_BEFORE


def _group(card: Card, entry: Data) -> str:
    """Return which of several pools is meant, where there are several of people who did the same."""
    noun = _nouns(entry)
    pools = [pool for pool in as_data(card).get("pools", []) if pool.get("kind") != "synthetic"]
    name = plain(entry.get("id", "")).replace("-", " ").replace("_", " ")
    alike = sum(_nouns(pool) == noun for pool in pools)
    return "" if alike <= 1 or name == noun[1] else f" in the group “{name}”"


def _nouns(entry: Data) -> tuple[str, str]:
    return NOUNS[entry["role"][0] if entry.get("role") else "rater"]


def called(card: Card, entry: Data) -> str:
    """Call a pool by what it did, and by its name where several did the same."""
    return subject_of(card, "pools", {**entry, "kind": "human"}).who


def named(entry: Data) -> str:
    """Call a dimension by its name in quotation marks."""
    return f"“{inside(entry.get('name') or plain(entry.get('id', '')).replace('-', ' ').replace('_', ' '))}”"


def dimensions(card: Card) -> Iterator[str]:
    """Name what was judged."""
    if card.dimensions:
        yield ended(f"The data is about {several([named(one) for one in as_data(card)['dimensions']])}")


def models(card: Card) -> Iterator[str]:
    """Say which models or programs took part and what they did, or that none is named."""
    pools = as_data(card).get("pools", [])
    synthetic = [pool for pool in pools if pool.get("kind") == "synthetic"]
    for pool in synthetic:
        did = several([ROLES[role] for role in pool.get("role", [])]) or "judged items"
        yield ended(f"{_model(pool)} {did}")
    wrote = any(one.written_by in ("models", "both") for one in card.dataset.sources_of_items)
    if not synthetic and pools:
        what = "that judged items" if wrote else "that judged or wrote items"
        yield f"The documentation of the data names no model or program {what}."


def _model(pool: Data) -> str:
    if "model" in pool:
        return model_name(pool["model"])
    several_ = f"{plain(pool.get('size'))} models that are not named"
    return {None: "A model", 1: "1 model that is not named"}.get(pool.get("size"), several_)
