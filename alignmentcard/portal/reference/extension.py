"""The page of the Croissant extension: terms and example as the exporter has them."""

import json

from alignmentcard.convert.ac_block import CONTEXT as AC_CONTEXT
from alignmentcard.convert.crosswalk import ROWS
from alignmentcard.convert.exports.croissant import as_croissant
from alignmentcard.model import VERSION, Card
from alignmentcard.resources import template


def croissant(root: str) -> str:
    """Render which terms of Croissant the exporter fills from which fields, and a small file as it writes it."""
    terms: dict[str, list[str]] = {}
    for row in ROWS:
        for term in filter(None, row["croissant"].term.split("; ")):
            terms.setdefault(term, []).append(row.path)
    return template("croissant.html.j2").render(root=root, terms=sorted(terms.items()), example=croissant_example())


def croissant_example() -> str:
    """Return the Croissant file of a card that says little, without what every file has in its context."""
    file = as_croissant(SMALL)
    kept = {key: value for key, value in file["@context"].items() if key in ("@vocab", "sc", "cr", "rai", *AC_CONTEXT)}
    return json.dumps({**file, "@context": kept}, ensure_ascii=False, indent=2)


SMALL = Card.model_validate(
    {
        "alignmentcard": VERSION,
        "dataset": {"id": "kind-or-not", "title": "Kind or not", "license": "CC0-1.0", "items": 100},
        "intent": {"beliefs": "many", "disagreement": "signal"},
        "dimensions": [{"id": "kind", "asks": "Is this reply kind?"}],
        "pools": [{"id": "crowd", "role": ["rater"], "kind": "human", "size": 20}],
        "gaps": [{"field": "release", "reason": "not_recorded"}],
    }
)
