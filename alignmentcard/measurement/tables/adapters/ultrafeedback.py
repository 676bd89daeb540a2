"""UltraFeedback: an instruction with `completions`, each with the `annotations` of a model by aspect.

An aspect holds one rating with its rationale, or, as published with several judgements, a list of them. A rating of
`N/A` is none. The judge is one model; the file does not name it.
"""

from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import NO_VALUE, Answer, Aside, Found, Held, content_of, empty
from alignmentcard.messages import later

TOOL = "UltraFeedback"
IS_PROGRAM = False
JUDGE = "model judge"
MISSING = ("N/A", "n/a", "None", "nan")
KEYS = ("Rating", "rating")
OVERALL, MEAN = "overall_score", "fine-grained_score"
MEAN_OF_OTHERS = later("mean of other ratings")


def fits(data: Held) -> bool:
    """Say whether a file looks like the dataset."""
    return any(isinstance(one.get("annotations"), dict) for record in data.first for one in _completions(record))


def read(data: Held, asked: Asked) -> Found:
    """Yield the ratings; an item is the answer of one model to one instruction."""
    for number, record in enumerate(data.records):
        content = content_of(record.get("instruction", record.get("prompt")))
        instruction = record.get("id", record.get("prompt_id", data.row(number)))
        for place, completion in enumerate(_completions(record)):
            item = f"{instruction}|{completion.get('model', place)}"
            for aspect, given in (completion.get("annotations") or {}).items():
                for rating in _ratings(given):
                    missing = empty(rating) or str(rating) in MISSING
                    yield Aside(NO_VALUE) if missing else Answer(item, JUDGE, aspect, rating, content=content)
            if not empty(completion.get(OVERALL)):
                yield Answer(item, JUDGE, OVERALL, completion[OVERALL], content=content)
            if not empty(completion.get(MEAN)):
                yield Aside(MEAN_OF_OTHERS)


def _completions(record: dict[str, Any]) -> list[dict[str, Any]]:
    listed = record.get("completions")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _ratings(given: Any) -> list[Any]:
    """Return the ratings of one aspect."""
    listed = given if isinstance(given, list) else [given]
    keyed = [next((one[key] for key in KEYS if key in one), None) if isinstance(one, dict) else one for one in listed]
    return [rating for rating in keyed if not isinstance(rating, dict | list)]
