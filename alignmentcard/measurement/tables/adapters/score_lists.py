"""HelpSteer 2, the file of disagreements: for each prompt and response a list of scores for each attribute.

A list holds the scores of several people and nobody is named, so an item's scores can be compared and people cannot.
"""

from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Answer, Found, Held, Note, content_of
from alignmentcard.messages import later

TOOL = later("lists of scores (as HelpSteer 2 has them)")
IS_PROGRAM = False
SHOWN = ("prompt", "response")
ATTRIBUTES = ("helpfulness", "correctness", "coherence", "complexity", "verbosity")
MOST_SCORES = 50
NAMELESS = "The lists hold the scores of several people who are not named, so no rater can be followed."


def fits(data: Held) -> bool:
    """Say whether a file holds lists of scores for texts."""
    return any(all(name in record for name in SHOWN) and _scored(record) for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the scores."""
    yield Note(NAMELESS)
    names = {name for record in data.records for name in _scored(record)}
    for number, record in enumerate(data.records):
        content = content_of([record.get(name) for name in SHOWN])
        for name in sorted(names & record.keys()):
            for score in record[name] if isinstance(record[name], list) else [record[name]]:
                yield Answer(data.row(number), None, name, score, content=content)


def _scored(record: dict[str, Any]) -> list[str]:
    """Return the fields that are lists of numbers."""
    return [
        name
        for name, value in record.items()
        if isinstance(value, list)
        and len(value) > (0 if name in ATTRIBUTES else 1)
        and len(value) <= MOST_SCORES
        and all(isinstance(score, int | float) and not isinstance(score, bool) for score in value)
    ]
