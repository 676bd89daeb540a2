"""How sentences call those whom they are about: pools by what people did, dimensions by their names."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from alignmentcard.convert.prose.judges import is_one, judges_of
from alignmentcard.convert.prose.words import OF_ONE, Subject, inside, plain, within
from alignmentcard.words import several

Data = Mapping[str, Any]
NOUNS = {
    "rater": ("rater", "raters"),
    "guideline_author": ("author of the guidelines", "authors of the guidelines"),
    "adjudicator": ("adjudicator", "adjudicators"),
    "prompter": ("author of the prompts", "authors of the prompts"),
    "prompt_writer": ("author of the prompts", "authors of the prompts"),
    "generator": ("author of the replies", "authors of the replies"),
    "assistant": ("assistant", "assistants"),
}
ARTICLE = re.compile(r"(?:the|an?|our|their) ", re.IGNORECASE)
"""What the name of a model begins with that describes it."""
VOTER = ("voter", "voters")
SEVERAL_OF = {f"the {one}": f"the {many}" for one, many in (*NOUNS.values(), VOTER)}
"""What is said of several, by what is said of one."""
WITHOUT = ("none", "label")
"""How much raters were told where nothing was explained."""


def subject_of(data: Data, section: str, entry: Data) -> Subject:
    """Return how sentences about an entry of a card name it, where nothing before has done so."""
    if section == "pools":
        group = _group(data.get("pools", []), entry)
        if entry.get("kind") == "synthetic":
            return Subject(who=f"the models{group}", group=group) if not is_one(entry) else _of_one_model(group)
        voted = _nouns(entry) == NOUNS["rater"] and judges_of(data) == "voters"
        nouns = VOTER if voted else _nouns(entry)
        single = entry.get("size") == 1
        return Subject(
            who=f"the {nouns[0 if single else 1]}{group}",
            group=group,
            nouns=nouns,
            single=single,
            beside_models=any(one.get("kind") == "synthetic" and _rates(one) for one in data.get("pools", [])),
            judges="voters" if voted else "raters",
        )
    if section == "dimensions":
        return replace(spoken_of(data, entry), what=named(entry), every=len(data.get(section, [])) == 1)
    return spoken_of(data)


def _of_one_model(group: str) -> Subject:
    """Return how sentences name a single model: by its name where several models took part."""
    name = group.removeprefix(" in the group")
    return Subject(who=f"the model{name}", group=name)


def spoken_of(data: Data, dimension: Data | None = None) -> Subject:
    """Return how sentences about a card, or about one thing that was judged, call those who judged."""
    detail = dimension.get("definition", {}).get("detail") if dimension else None
    return Subject(
        judges=judges_of(data, dimension), one=len(data.get("dimensions", [])) == 1, explained=detail not in WITHOUT
    )


def subject_of_all(data: Data, section: str, entries: Sequence[Data]) -> Subject:
    """Return how sentences name several entries of which the same is true."""
    if len(entries) == 1:
        return subject_of(data, section, entries[0])
    if section == "pools":
        return Subject(who=together([called(data, entry) for entry in entries]))
    every = len(entries) == len(data[section])
    return replace(
        subject_of(data, section, entries[0]),
        what=f"each of {several([named(entry) for entry in entries])}",
        every=every,
    )


def together(names: Iterable[str]) -> str:
    """Join what pools and dimensions are called; groups of those who did the same share a noun."""
    groups: dict[str, list[str]] = {}
    known = list(dict.fromkeys(filter(None, names)))
    for name in known:
        noun, _, group = name.partition(" in the group ")
        noun = SEVERAL_OF[noun] if noun in SEVERAL_OF and len(known) > 1 and group else noun
        groups.setdefault(noun, []).extend([group] if group else [])
    words = {1: " in the group ", 0: ""}
    each = ((noun, words.get(len(those), " in the groups "), several(those)) for noun, those in groups.items())
    return several(["".join(one) for one in each])


def _group(pools: Iterable[Data], entry: Data) -> str:
    """Return which of several pools is meant, where there are several who did the same."""
    synthetic = entry.get("kind") == "synthetic"
    alike = [pool for pool in pools if (pool.get("kind") == "synthetic") == synthetic]
    if not synthetic:
        alike = [pool for pool in alike if _nouns(pool) == _nouns(entry)]
    model = inside(entry.get("model", {}).get("name", "")) if synthetic and is_one(entry) else ""
    name = spaced_id(entry.get("id", "")) if not model or ARTICLE.match(model) else model
    return "" if len(alike) <= 1 or name in (_nouns(entry)[1], "models") else f" in the group “{name}”"


def _rates(pool: Data) -> bool:
    return "rater" in pool.get("role", ["rater"])


def _nouns(entry: Data) -> tuple[str, str]:
    return NOUNS[entry["role"][0] if entry.get("role") else "rater"]


def called(data: Data, entry: Data) -> str:
    """Call a pool by what it did, and by its name where several did the same."""
    return subject_of(data, "pools", entry).who


def named(entry: Data) -> str:
    """Call a dimension by its name in quotation marks."""
    return f"“{within(inside(entry.get('name') or spaced_id(entry.get('id', ''))))}”"


def spaced_id(name: Any) -> str:
    """Write an id as words."""
    return plain(name).replace("-", " ").replace("_", " ")


WHO = "(?:raters?|voters?|adjudicators?|assistants?|authors? of the (?:guidelines|prompts|replies)|models)"
GROUP = "(?: in the groups? “[^”]+”(?:,? (?:and )?“[^”]+”)*)?"
FEW_WORDS = re.compile(rf"(There w(?:as|ere) [^.“]*?\b)({WHO}{GROUP})(?=[,.])")
VERBS = "|".join((*OF_ONE, *OF_ONE.values(), "had", "agreed", "judged", "should", "saw"))
BEGIN = re.compile(rf"((?:By [^,.:]+, (?:as [^,.:]+, )?)?)([Tt]he {WHO}{GROUP})(?= (?:{VERBS})\b)")
"""How sentences about people begin."""


def resumed(sentences: Iterable[str]) -> Iterator[str]:
    """Yield sentences in their order; one about the same people as the sentence before says “they” of them."""
    before = ""
    for text in sentences:
        counted, found = FEW_WORDS.match(text), BEGIN.match(text)
        who = f"the {counted[2]}" if counted else f"t{found[2][1:]}" if found else ""
        if found and who == before:
            yield f"{found[1]}{'they' if found[1] else 'They'}{_of_several(text[found.end() :])}"
        else:
            yield text
        before = who


def _of_several(text: str) -> str:
    """Return how a sentence goes on after “they”, which has the verb of several, whoever is meant."""
    verb, space, rest = text.lstrip().partition(" ")
    return f" {MANY.get(verb, verb)}{space}{rest}"


MANY = {one: many for many, one in OF_ONE.items()}
