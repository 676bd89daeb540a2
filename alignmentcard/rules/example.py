"""The examples of rules as whole cards: what an example shows, put in place of what a sound card says there.

An example shows what it is about and no more. Everything else is as in the sound card, except what the other of the two
examples shows and this one does not: that is what this one lacks.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import Facts, FactsError
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.resources import folder
from alignmentcard.rules.evidence import Evidence
from alignmentcard.rules.rule import Rule

SOUND = "example.card.yaml"
MEASURED = "example.measured.json"
SECTION = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
FIELD = re.compile(r"^(?=  [^\s#-])", re.MULTILINE)
ENTRY = re.compile(r"^(?=  - )", re.MULTILINE)
FIELD_OF_ENTRY = re.compile(r"^(?=    [^\s#-])", re.MULTILINE)
ENTRY_ID = re.compile(r"  - (?:\{?id: *([\w-]+))?")
DASH, NO_DASH = "  - ", "    "
ORDER = tuple(Card.model_fields)


def bad_card(rule: Rule) -> str:
    """Return the whole card of the example that raises a rule."""
    return whole_card(_filled(rule.docs.bad, rule.docs.good))


def good_card(rule: Rule) -> str:
    """Return the whole card of the example that does not raise a rule."""
    return whole_card(_filled(rule.docs.good, rule.docs.bad))


def whole_card(example: str, without: tuple[str, ...] = ()) -> str:
    """Return a whole card in which the sections of an example stand in place of those of the sound card."""
    sections = _sections(_sound())
    for name, text in _sections(example):
        known = [n for n, _ in sections]
        if name in known:
            sections[known.index(name)] = (name, text)
        else:
            sections.insert(_place(name, known), (name, text))
    return "".join(text for name, text in sections if name not in without)


def measured(otherwise: str = "") -> Facts:
    """Return what is measured for the sound card, with what an example gives otherwise; null takes a value out."""
    data = json.loads((folder("templates") / MEASURED).read_text(encoding="utf-8"))
    return Facts.from_json(json.dumps(_merged(data, json.loads(otherwise or "{}"))))


def evidence_for(rule: Rule, otherwise: str = "") -> Evidence:
    """Return what a check of a rule's example knows beside the card: nothing, if the rule does not look at it."""
    if "retiring" in rule.needs:
        return {"retiring": {"dataset.contact": "2.0"}}
    if "previous" in rule.needs:
        return {"previous": load(parse(whole_card(""))).card}
    if not {"facts", "trouble"} & set(rule.needs):
        return {}
    try:
        facts = measured(otherwise)
    except FactsError as error:
        return {"trouble": error.args[0]}
    return {"facts": facts} if "facts" in rule.needs else {}


def data_of(rule: Rule) -> str:
    """Say what the data gives in the examples of a rule; nothing where the rule looks at the card alone."""
    if rule.docs.measured:
        return worded("where the data gives {data}", data=" ".join(rule.docs.measured.split()))
    if rule.family != "claims":
        return ""
    facts = measured()
    found = next(iter(facts.dimensions.values()))
    spread, groups = found.sizes.ratings_per_item, facts.pool.axes[0].raters
    return worded(
        "where the data has {items} items, {raters} raters ({members}), {min:g} to {max:g} ratings an item with a "
        "median of {median:g}, and an alpha of {alpha}",
        items=found.sizes.items,
        raters=facts.pool.raters,
        members=", ".join(f"{count} {group}" for group, count in groups.items()),
        min=spread.min,
        max=spread.max,
        median=spread.median,
        alpha=found.agreement.krippendorff_alpha.value,
    )


def _filled(example: str, other: str) -> str:
    """Fill the sections that an example shows."""
    sound, elsewhere = dict(_sections(_sound())), dict(_sections(other))
    return "".join(_section(text, sound.get(name, ""), elsewhere.get(name, "")) for name, text in _sections(example))


def _section(shown: str, sound: str, other: str) -> str:
    by_entry = ENTRY.search(shown) and ENTRY.search(sound)
    return _joined(ENTRY, _entry, shown, sound, other) if by_entry else _joined(FIELD, _as_shown, shown, sound, other)


def _entry(shown: str, sound: str, other: str) -> str:
    fields = (text.replace(DASH, NO_DASH, 1) for text in (shown, sound, other))
    return _joined(FIELD_OF_ENTRY, _as_shown, *fields).replace(NO_DASH, DASH, 1)


def _as_shown(shown: str, sound: str, other: str) -> str:
    return shown


def _joined(part: re.Pattern[str], join: Callable[[str, str, str], str], shown: str, sound: str, other: str) -> str:
    """Join the parts of a text, by their names, to those of the sound one that neither example shows."""
    mine, known, elsewhere = (_parts(part, text) for text in (shown, sound, other))
    other_entries = part is ENTRY and known.keys().isdisjoint({**mine, **elsewhere})
    if not mine or other_entries:
        return shown
    names = [name for name in known if name in mine or name not in elsewhere]
    before = ""
    for name in mine:
        if name not in names:
            names.insert(names.index(before) + 1 if before else len(names), name)
        before = name
    return part.split(shown)[0] + "".join(
        join(mine[name], known.get(name, ""), elsewhere.get(name, "")) if name in mine else known[name]
        for name in names
    )


def _parts(part: re.Pattern[str], text: str) -> dict[str, str]:
    """Take a text apart: fields by their keys, entries by their ids; nothing where a name comes twice."""
    found = {_name(piece): piece for piece in part.split(text)[1:]}
    return found if len(found) == len(part.split(text)) - 1 else {}


def _merged(data: Any, otherwise: Any) -> Any:
    if not isinstance(data, dict) or not isinstance(otherwise, dict):
        return otherwise
    merged = {**data, **{key: _merged(data.get(key), value) for key, value in otherwise.items()}}
    return {key: value for key, value in merged.items() if value is not None}


def _sections(text: str) -> list[tuple[str, str]]:
    return [(_name(piece), piece) for piece in SECTION.split(text) if piece.strip()]


def _name(piece: str) -> str:
    entry = ENTRY_ID.match(piece)
    return (entry[1] or piece) if entry else piece.partition(":")[0].strip()


def _sound() -> str:
    return (folder("templates") / SOUND).read_text(encoding="utf-8")


def _place(name: str, known: list[str]) -> int:
    if name not in ORDER:
        return len(known)
    later = ORDER[ORDER.index(name) :]
    return next((n for n, other in enumerate(known) if other in later), len(known))
