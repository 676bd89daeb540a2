"""The examples of rules as whole cards: the sections of an example put in place of those of a sound card."""

import json
import re
from typing import Any

from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import Facts, FactsError
from alignmentcard.model import Card
from alignmentcard.resources import folder
from alignmentcard.rules.evidence import Evidence
from alignmentcard.rules.rule import Rule

SOUND = "example.card.yaml"
MEASURED = "example.measured.json"
SECTION = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
ORDER = tuple(Card.model_fields)


def whole(example: str, without: tuple[str, ...] = ()) -> str:
    """Return a whole card in which the sections of an example stand in place of those of the sound card."""
    sections = _sections((folder("templates") / SOUND).read_text(encoding="utf-8"))
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


def known(rule: Rule, otherwise: str = "") -> Evidence:
    """Return what a check of a rule's example knows beside the card: nothing, if the rule does not look at it."""
    if "retiring" in rule.needs:
        return {"retiring": {"dataset.contact": "2.0"}}
    if "previous" in rule.needs:
        return {"previous": load(parse(whole(""))).card}
    if not {"facts", "trouble"} & set(rule.needs):
        return {}
    try:
        facts = measured(otherwise)
    except FactsError as error:
        return {"trouble": str(error)}
    return {"facts": facts} if "facts" in rule.needs else {}


def data_of(rule: Rule) -> str:
    """Say what the data gives in the examples of a rule; nothing where the rule looks at the card alone."""
    if rule.docs.measured:
        return f"where the data gives {' '.join(rule.docs.measured.split())}"
    if rule.family != "claims":
        return ""
    facts = measured()
    found = next(iter(facts.dimensions.values()))
    spread, groups = found.sizes.ratings_per_item, facts.pool.axes[0].raters
    members, alpha = (
        ", ".join(f"{count} {group}" for group, count in groups.items()),
        found.agreement.krippendorff_alpha,
    )
    return (
        f"where the data has {found.sizes.items} items, {facts.pool.raters} raters ({members}), {spread.min:g} to "
        f"{spread.max:g} ratings an item with a median of {spread.median:g}, and an alpha of {alpha.value}"
    )


def _merged(data: Any, otherwise: Any) -> Any:
    if not isinstance(data, dict) or not isinstance(otherwise, dict):
        return otherwise
    merged = {**data, **{key: _merged(data.get(key), value) for key, value in otherwise.items()}}
    return {key: value for key, value in merged.items() if value is not None}


def _sections(text: str) -> list[tuple[str, str]]:
    return [(_name(piece), piece) for piece in SECTION.split(text) if piece.strip()]


def _name(piece: str) -> str:
    return piece.partition(":")[0].strip()


def _place(name: str, known: list[str]) -> int:
    if name not in ORDER:
        return len(known)
    later = ORDER[ORDER.index(name) :]
    return next((n for n, other in enumerate(known) if other in later), len(known))
