"""Pairs of a chosen and a rejected text, where a row says who chose.

The two texts stand in the order of the alphabet, so that two people who chose between the same texts give answers about
one item, and the same answer where they chose the same text.
"""

from typing import Any

from alignmentcard.measurement.tables.adapters.aggregates import PAIRS
from alignmentcard.measurement.tables.adapters.annotator_lists import PEOPLE
from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Answer, Found, Held, content_of, empty
from alignmentcard.messages import later

TOOL = later("chosen and rejected texts")
IS_PROGRAM = False


def fits(data: Held) -> bool:
    """Say whether a file holds such pairs, with people."""
    return any(_names(record) and _person(record) for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield which of two texts was chosen."""
    for record in data.records:
        names = _names(record)
        if names is None:
            continue
        texts = {side: f"{content_of(record[name]) or 0:x}" for side, name in zip(("yes", "no"), names, strict=True)}
        shown = f"{content_of(record.get('prompt')) or 0:x}"
        chosen = "first" if texts["yes"] == min(texts.values()) else "second"
        person = _person(record)
        yield Answer("|".join([shown, *sorted(texts.values())]), record.get(person) if person else None, None, chosen)


def _names(record: dict[str, Any]) -> tuple[str, str] | None:
    return next((names for names in PAIRS if all(name in record for name in names)), None)


def _person(record: dict[str, Any]) -> str | None:
    return next((name for name in PEOPLE if not empty(record.get(name))), None)
