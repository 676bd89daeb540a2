"""Card to DataCite metadata (schema 4), as the JSON that registers a DOI."""

import json
from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.exports.schema_org import (
    MEDIA_TYPES,
    description,
    funders,
    keywords,
    licence_address,
    orcid_address,
)
from alignmentcard.convert.persons import with_kind
from alignmentcard.convert.prose.words import OWN_LICENCE
from alignmentcard.links import arxiv, doi, href
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.dataset import Creator

SCHEMA = "http://datacite.org/schema/kernel-4"
UNKNOWN = ":unkn"
"""What DataCite writes where a mandatory value is not known (Metadata Schema 4, appendix 3)."""
RELATIONS = {"subset": "IsPartOf", "translated": "IsTranslationOf"}
"""Relation types for the relations of a card that have one of their own; the others are IsDerivedFrom."""


def datacite(card: Card) -> str:
    """Write a card as DataCite JSON."""
    found = {name: value for name, value in _properties(card) if value not in (None, [])}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _properties(card: Card) -> Iterator[tuple[str, Any]]:
    data = card.dataset
    yield "schemaVersion", SCHEMA
    yield "doi", doi(data.links.doi)
    yield "types", {"resourceTypeGeneral": "Dataset", "resourceType": "Alignment data"}
    yield "titles", [{"title": data.title}]
    yield "creators", [_creator(*one) for one in with_kind(data.creators)] or [{"name": UNKNOWN}]
    yield "publisher", {"name": UNKNOWN}
    yield "publicationYear", data.published[:4] if data.published else None
    yield "subjects", [{"subject": word} for word in keywords(card)]
    yield "dates", list(_dates(card))
    yield "language", data.languages[0] if len(data.languages) == 1 else None
    yield "relatedIdentifiers", list(_related(card))
    sizes = ((data.items, "item"), (data.ratings, "rating"))
    yield "sizes", [f"{count} {what if count == 1 else f'{what}s'}" for count, what in sizes if count]
    yield "formats", sorted({MEDIA_TYPES[file.format] for file in card.release.files if file.format})
    yield "version", data.version
    yield "rightsList", [_rights(data.license)] if data.license else None
    yield "fundingReferences", [{"funderName": name} for name in funders(card)]
    yield "descriptions", [{"description": description(card), "descriptionType": "Abstract"}]


def _creator(one: Creator, person: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"name": one.name, "nameType": "Personal" if person else "Organizational"}
    if address := orcid_address(one.orcid):
        found["nameIdentifiers"] = [
            {
                "nameIdentifier": address,
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    if one.affiliation:
        found["affiliation"] = [{"name": one.affiliation}]
    return found


def _dates(card: Card) -> Iterator[dict[str, str]]:
    if card.dataset.published:
        yield {"date": card.dataset.published, "dateType": "Issued"}
    ends = [end for end in (card.collection.period.start, card.collection.period.end) if end]
    if ends:
        yield {"date": "/".join(ends), "dateType": "Collected"}


def _related(card: Card) -> Iterator[dict[str, str]]:
    paper = card.dataset.links.paper
    links: list[tuple[str | None, str]] = [(href(paper) or arxiv(paper), "IsDocumentedBy")]
    links += [(href(card.dataset.links.repository), "IsSupplementedBy")]
    links += [(href(one.id), RELATIONS.get(one.relation, "IsDerivedFrom")) for one in card.dataset.derived_from]
    for address, relation in links:
        if address:
            yield {"relatedIdentifier": address, "relatedIdentifierType": "URL", "relationType": relation}


def _rights(text: str) -> dict[str, str]:
    address = licence_address(text)
    if address == text:
        return {"rights": text.removeprefix(OWN_LICENCE).replace("-", " ") if text.startswith(OWN_LICENCE) else text}
    spdx = {"rightsIdentifier": text, "rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}
    return {"rights": text, "rightsUri": str(address), **spdx}


def lacks_for_datacite(text: str) -> Iterator[str]:
    """Say which mandatory properties of DataCite a text does not have."""
    found = json.loads(text)
    if "doi" not in found:
        yield worded("DataCite wants a DOI: write dataset.links.doi, or let the registry give one.")
    if found["creators"] == [{"name": UNKNOWN}]:
        yield worded("DataCite wants creators: write dataset.creators. The file says {unknown}.", unknown=UNKNOWN)
    if "publicationYear" not in found:
        yield worded("DataCite wants the year of publication: write dataset.published.")
    if found["publisher"] == {"name": UNKNOWN}:
        yield worded(
            "DataCite wants a publisher, which a card does not have: put it in place of {unknown}.", unknown=UNKNOWN
        )
