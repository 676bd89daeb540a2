"""Where the measurements of a card stand, and the digest that says which card they are of."""

import json
from pathlib import Path

from alignmentcard.model import Card

SUFFIX = ".measured.json"


def facts_path(card: Path) -> Path:
    """Return where the facts of a card stand: `my.card.yaml` has `my.measured.json` beside it."""
    name = card.name
    for suffix in (".card.yaml", ".card.yml", card.suffix):
        if suffix and name.endswith(suffix):
            name = name.removesuffix(suffix)
            break
    return card.with_name(name + SUFFIX)


def card_digest(card: Card) -> str:
    """Return the digest of the parts of a card that a measurement depends on."""
    from hashlib import sha256

    parts = {
        "dimensions": [{"id": d.id, "scale": d.scale.model_dump()} for d in card.dimensions],
        "files": [file.model_dump(exclude={"sha256", "url"}) for file in card.release.files],
        "minimum_cell": card.release.minimum_cell,
        "aggregation": [{"dimensions": a.dimensions, "method": a.method} for a in card.aggregation],
        "targets": {pool.id: pool.target.model_dump() for pool in card.pools if pool.target},
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return "sha256:" + sha256(text.encode()).hexdigest()
