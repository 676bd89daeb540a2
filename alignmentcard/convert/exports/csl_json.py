"""Card to a CSL-JSON item, for reference managers and citation styles."""

import json
from collections.abc import Iterator
from typing import Any

from alignmentcard.links import arxiv, doi, href
from alignmentcard.model import Card


def csl_json(card: Card) -> str:
    """Write the item of a dataset, in a list, as reference managers exchange them."""
    return json.dumps(as_csl_json(card), ensure_ascii=False, indent=2) + "\n"


def as_csl_json(card: Card) -> list[dict[str, Any]]:
    """Return the item of a dataset in its list; fields without a value are left out."""
    return [{name: value for name, value in _fields(card) if value}]


def _fields(card: Card) -> Iterator[tuple[str, Any]]:
    """Yield the fields; names stay whole, because a card does not say which part of one is the family's."""
    data, links = card.dataset, card.dataset.links
    yield "id", data.id
    yield "type", "dataset"
    yield "title", data.title
    yield "author", [{"literal": one.name} for one in data.creators]
    yield "issued", {"date-parts": [[int(part) for part in data.published.split("-")]]} if data.published else None
    yield "version", data.version
    yield "abstract", data.summary
    yield "language", data.languages[0] if len(data.languages) == 1 else None
    yield "license", data.license
    yield "DOI", doi(links.doi)
    address = href(links.homepage) or href(links.repository) or href(links.download)
    yield "URL", address or href(links.paper) or arxiv(links.paper)
