"""Potato: a record for each rater and instance with `label_annotations`, or the state of a rater (`user_state.json`).

Where a record does not name its rater, the folder does, as Potato writes a folder for each. Marks on a part of the text
and free text are left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alignmentcard.measurement.tables.adapters.rows import Row, records, row

STATE = "instance_id_to_label_to_value"
INPUTS = frozenset({"slider", "number", "range", "scale_value", "selection"})
TEXTS = frozenset({"text_box", "textbox", "justification"})
NOT_CHOSEN = (None, False, "", "false", "False")


def fits(data: Any) -> bool:
    """Say whether the data looks like an export."""
    return (isinstance(data, dict) and STATE in data) or any("label_annotations" in one for one in records(data)[:20])


def read(data: Any, path: str) -> Iterator[Row]:
    """Yield the answers; `path` is the file, in the folder of its rater."""
    folder = Path(path).parent.name
    if isinstance(data, dict) and STATE in data:
        for item, labels in data[STATE].items():
            yield from _rows(item, data.get("user_id", folder), labels)
    for record in records(data):
        item = record.get("instance_id", record.get("id"))
        rater = record.get("user_id", record.get("user", record.get("annotator", folder)))
        yield from _rows(item, rater, record.get("label_annotations"))


def _rows(item: object, rater: object, labels: Any) -> Iterator[Row]:
    for scheme, given in _schemes(labels).items():
        answer = _answer(given)
        if answer is not None:
            yield row(item, rater, scheme, answer)


def _schemes(labels: Any) -> dict[str, Any]:
    """Return what was given by scheme; states list pairs of a scheme's label and its value, the later ones count."""
    if not isinstance(labels, list):
        return dict(labels or {})
    found: dict[str, dict[str, Any]] = {}
    for label, value in labels:
        found.setdefault(label["schema"], {})[label["name"]] = value
    return found


def _answer(given: Any) -> Any:
    """Return the label that was chosen, or several, or what was entered; None where nothing was.

    A scheme maps each label to whether it was chosen, or to the key that chooses it (0 is none beside another). The
    points of a scale are called 1, 2, … or scale_1, scale_2, …; sliders and numbers have one entry of a fixed name.
    """
    if not isinstance(given, dict):
        return given
    chosen = {name: value for name, value in given.items() if value not in NOT_CHOSEN and name not in TEXTS}
    if any(value not in ("0", 0) for value in chosen.values()):
        chosen = {name: value for name, value in chosen.items() if value not in ("0", 0)}
    if len(chosen) != 1:
        return sorted(chosen) or None
    name, value = next(iter(chosen.items()))
    entered = isinstance(value, int | float) and not isinstance(value, bool) and not name.isdigit()
    point = re.fullmatch(r"scale_?(\d+)", name)
    return point[1] if point else value if entered or name in INPUTS else name
