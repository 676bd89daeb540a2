"""What a card says to the question that a form asks about a field: all of it, with whom each sentence is about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.prose.alike import said_of_all
from alignmentcard.convert.prose.authored import explained, led
from alignmentcard.convert.prose.judges import variants
from alignmentcard.convert.prose.phrases.people import ROLES
from alignmentcard.convert.prose.prepared import told_at_once, with_names
from alignmentcard.convert.prose.records.data import is_of_paper
from alignmentcard.convert.prose.records.people import model_name
from alignmentcard.convert.prose.subjects import Data, named, spoken_of, subject_of
from alignmentcard.convert.prose.values import in_sentences, pieces
from alignmentcard.convert.prose.words import Subject, ended, inside, plain
from alignmentcard.model import Card
from alignmentcard.model.fields import find
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
WORD = (
    r"(?!(?:to|about|on|for|against|who|that|without|before|after|by|not|scored|judged|rated|checked|labell?ed)\b)"
    r"[\w'’-]+"
)
OF_MODEL = re.compile(
    r"\b(?:repl(?:y|ies)|answers?|outputs?|responses?|completions?|continuations?|summar(?:y|ies)|statements?|texts?"
    rf"|turns?|exchanges?|conversations?|chats?|talk|dialogues?)\b(?: {WORD}){{0,3}}?(?: that w(?:as|ere))?"
    rf"(?: written| generated| produced)? (?:(?:of|by|from|with) (?:{WORD} ){{0,3}}?|between [^.,;]{{1,30}} and an? )"
    r"(?:language |chat )?(?:model|chatbot|assistant|LLM)s?\b",
    re.IGNORECASE,
)
"""What names a text that a model wrote, or took part in writing."""
NEGATED = re.compile(r"\b(?:not?|without|never)\b", re.IGNORECASE)
RATIONALE = ["aggregation", "*", "rationale"]
SETTING = ("setting", "platform", "tool")
RELEASED, UNDER = "The dataset is released under", "The data is under"
"""How a licence is told of what others can get, and of what they cannot."""
MODELS_WROTE = "Models wrote items, or parts of them."
PEOPLE_WROTE = "People judged the items, and the sources of the items that are named were written by people."
JUDGED, TOOK_PART = "People judged the items", "People took part"
ATTRIBUTES = frozenset(variants("The release has attributes of each single rater."))
OF_EACH = re.compile(
    r"\b(?:each|every|per|single)\b[^.]{0,20}"
    r"\b(?:rater|voter|participant|person|annotator|reader|worker|labeller|respondent|volunteer|user)s?\b"
)
"""How authors say that something is released about each of those who judged."""
UNKNOWN = "the documentation of the data does not state whether models wrote any of the items."


def statements(card: Card, path: str, data: Data | None = None, apart: bool = False) -> Iterator[str]:
    """Yield what a card says at a path and beside it; `data` are the entries that count, all of them by default.

    Sentences that stand `apart` name those whom they are about each time.
    """
    data = with_names(as_data(card) if data is None else data)
    if path == "dataset.license" and card.release.access == "closed":
        yield from (text.replace(RELEASED, UNDER) for text in _together(card, path, data, apart))
        return
    special = {"pools.*.kind": models, "dimensions": dimensions, "dataset.links.paper": paper}.get(path)
    yield from special(card) if special else _together(card, path, data, apart)


def said_once(texts: Iterable[str]) -> list[str]:
    """Return sentences without the one that each rater is described, where another says which attributes there are."""
    known = list(texts)
    told = any(OF_EACH.search(text) for text in known if text not in ATTRIBUTES)
    return [text for text in known if not (told and text in ATTRIBUTES)]


def _together(card: Card, path: str, data: Data, apart: bool) -> Iterator[str]:
    """Yield sentences entry by entry, so that what is said beside a field stands with it."""
    if path == "collection.setting":
        yield from setting(data)
        return
    section, star, rest = path.partition(".*.")
    names = [path.split("."), *(one.split(".") for one in BESIDE.get(path, ()))]
    if not star or section not in data or section.startswith("statistics"):
        for name in names:
            yield from _sentences_of(name, data, spoken_of(as_data(card)))
        return
    if section not in ("pools", "dimensions"):
        if path in ("aggregation.*.method", "aggregation.*.filters") and len(data[section]) > 1:
            names.insert(0, ["aggregation", "*", "dimensions"])
        for one in map(told_at_once, data[section]):
            subject = spoken_of(as_data(card))
            texts = (text for name in names for text in _sentences_of(name, {section: [one]}, subject))
            yield from explained(led(texts), one.get("rationale", "") if RATIONALE in names else "")
        return
    asked = [one for one in data[section] if section != "pools" or one.get("kind") != "synthetic"]
    if path == "pools.*.size":
        yield from (text for one in asked for text in _sized(one, subject_of(as_data(card), section, one)))
        return
    entries = data[section] if rest == "ratings_per_item" else asked
    for name in names:
        yield from _of_all(as_data(card), section, entries, name, apart)


def _of_all(card: Data, section: str, entries: Sequence[Data], name: list[str], apart: bool) -> Iterator[str]:
    """Yield sentences about entries; what is true of several is said of them together."""

    def told(entry: Data, subject: Subject) -> Iterator[str]:
        return _sentences_of(name, {section: [entry]}, subject)

    yield from said_of_all(card, section, entries, told, apart)


def _sized(entry: Data, subject: Subject) -> Iterator[str]:
    field = find(("pools",))
    if field and {"size", "size_stated"} & set(entry):
        wanted = ("size", "size_stated", "role", "kind")
        yield in_sentences(field, {name: entry[name] for name in wanted if name in entry}, subject)


def setting(data: Data) -> Iterator[str]:
    """Say where answers were collected, and by which means."""
    field, one = find(("collection",)), data.get("collection", {})
    if field and (text := in_sentences(field, {name: one[name] for name in SETTING if name in one})):
        yield text


def _sentences_of(names: list[str], data: Data, subject: Subject) -> Iterator[str]:
    for value, known in _values(names, data):
        field = find(tuple(known))
        if field:
            yield from pieces(field, value, subject)


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


def paper(card: Card) -> Iterator[str]:
    """Say which paper describes the data, and its DOI."""
    field, data = find(("dataset", "links")), as_data(card).get("dataset", {}).get("links", {})
    of_paper = {name: text for name, text in data.items() if name == "paper" or is_of_paper(data, text)}
    if field and of_paper:
        yield in_sentences(field, of_paper)


def dimensions(card: Card) -> Iterator[str]:
    """Name what was judged."""
    if card.dimensions:
        told = ended(f"Raters judged {several([named(one) for one in as_data(card)['dimensions']])}")
        yield spoken_of(as_data(card)).put_into(told)


def models(card: Card) -> Iterator[str]:
    """Say which models or programs took part and what they did; where none did, who judged and wrote."""
    pools = as_data(card).get("pools", [])
    synthetic = [pool for pool in pools if pool.get("kind") == "synthetic"]
    yield from (work_of_models(pool) for pool in synthetic)
    writers = {one.written_by for one in card.dataset.sources_of_items}
    unit = card.collection.unit or ""
    if not synthetic and models_wrote(card) and is_of_model(unit):
        yield spoken_of(as_data(card)).put_into(ended(f"For each answer a rater looked at {inside(unit)}"))
    elif not synthetic and (writers & {"models", "both"} or models_wrote(card)):
        yield MODELS_WROTE
    elif not synthetic and pools and all(pool.get("kind") == "human" for pool in pools):
        judged = any("rater" in pool.get("role", ["rater"]) for pool in pools)
        yield PEOPLE_WROTE if judged and writers == {"people"} else f"{JUDGED if judged else TOOK_PART}; {UNKNOWN}"


def is_of_model(text: str) -> bool:
    """Say whether a text names what was judged as written by a model, or with one."""
    return any(OF_MODEL.search(one) and not NEGATED.search(one) for one in re.split(r"(?<=[.!?]) ", plain(text)))


def models_wrote(card: Card) -> bool:
    """Say whether models wrote items, by what raters looked at or by the summary, where no source says who did."""
    if any(one.written_by for one in card.dataset.sources_of_items):
        return False
    return is_of_model(card.collection.unit or "") or is_of_model(card.dataset.summary or "")


def work_of_models(pool: Data) -> str:
    """Say what the models of a pool did."""
    did = several([ROLES[role] for role in pool.get("role", [])]) or "judged items"
    return ended(f"{_model(pool)} {did}")


def _model(pool: Data) -> str:
    if "model" in pool:
        return model_name(pool["model"])
    several_ = f"{plain(pool.get('size'))} models that are not named"
    return {None: "A model", 1: "1 model that is not named"}.get(pool.get("size"), several_)
