"""Where the measurements of a card stand, and the digest that says which card they are of."""

import json
from pathlib import Path
from typing import Any

from alignmentcard.model import Card
from alignmentcard.model.framework import Scale
from alignmentcard.model.release import File

SUFFIX = ".measured.json"
MOST_BYTES = 1 << 24
"""A file of measurements has some hundred kilobytes where a card has dozens of dimensions and groups."""


def facts_path(card: Path) -> Path:
    """Return where the facts of a card stand: `my.card.yaml` has `my.measured.json` beside it."""
    return Path(facts_name(str(card)))


def facts_name(card: str) -> str:
    """Return where the facts of a card stand, of the name of its file."""
    for ending in (".card.yaml", ".card.yml"):
        if card.endswith(ending):
            return card.removesuffix(ending) + SUFFIX
    return f"{Path(card).with_suffix('')}{SUFFIX}"


def card_digest(card: Card) -> str:
    """Return the digest of the parts of a card that a measurement depends on."""
    from hashlib import sha256

    parts = {
        "dimensions": [{"id": d.id, "scale": _scale(d.scale)} for d in card.dimensions],
        "files": [_file(file) for file in card.release.files],
        "minimum_cell": card.release.minimum_cell,
        "aggregation": [{"dimensions": a.dimensions, "method": a.method} for a in card.aggregation],
        "targets": {pool.id: pool.target.model_dump() for pool in card.pools if pool.target},
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return "sha256:" + sha256(text.encode()).hexdigest()


LATER = {"scale": ("select", "least", "most"), "file": ("level",)}
"""Fields that came later: they count where they are filled, so that older digests fit."""


def _scale(scale: Scale) -> dict[str, Any]:
    return scale.model_dump(exclude={name for name in LATER["scale"] if getattr(scale, name) is None})


def _file(file: File) -> dict[str, Any]:
    """Return what counts of a file."""
    later = {name for name in LATER["file"] if getattr(file, name) is None}
    parts = file.model_dump(exclude={"sha256", "url", *later})
    if not file.columns.dimensions:
        del parts["columns"]["dimensions"]
    return parts
